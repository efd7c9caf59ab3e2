package judge

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A site that answers every address with a page cannot be told from a living
// one by that page alone. What tells them apart is a sibling: an address beside
// the cited one that nobody can have written a page for.

// Doubtful says whether a page that was found alive may be what its site gives
// for every address. It has no article data and does not name what its address
// names; and the paper cites a title that it does not carry (titled), or its own
// title and heading name nothing but the site, or say that something is missing
// (where sites list their latest posts below, at any length), or it is short and
// its text does.
func Doubtful(e Evidence, titled bool) bool {
	v := look(e)
	if !v.success() || v.fits || v.article || !v.html() || v.bodyErr != nil || citesFront(v.target) || v.redirected && !v.strayed() {
		return false
	}
	s := v.structure()
	if v.slugShares(s.title) || v.slugShares(strings.Join(s.headings, " ")) {
		return false
	}
	w := v.wording()
	return titled || s.title != "" && len(v.ownParts(s.title)) == 0 && w.noHead || w.inTitle != silent || w.inHead != silent ||
		v.words < short && v.supported()
}

// Sibling is an address beside target that its site has no page for, or nil
// where target has no place for one. Those of one folder share it. Where a part
// of the path may be what names the page, and the rest is for readers, that part
// is made up too.
func Sibling(target *url.URL) *url.URL {
	whole, last := path.Split(strings.TrimRight(target.Path, "/"))
	dir, named := splitName(whole)
	h := fnv.New32a()
	h.Write([]byte(target.Host + dir))
	name := fmt.Sprintf("zq%08x", h.Sum32())
	u := *target
	u.Fragment, u.RawFragment, u.RawPath = "", "", ""
	if u.RawQuery != "" {
		return siblingQuery(&u, h.Sum32())
	}
	if last == "" {
		return nil
	}
	u.Path = dir + strings.Repeat(name+"/", named)
	if strings.HasSuffix(target.Path, "/") {
		u.Path += name + "/"
	} else {
		u.Path += name + path.Ext(last)
	}
	return &u
}

// splitName parts a folder before the first part that has a digit and is no
// date: it may be an identity, behind which any name leads to the same page. It
// returns what stands before, and how many parts follow.
func splitName(dir string) (before string, parts int) {
	all := strings.SplitAfter(dir, "/")
	for i, part := range all {
		part = strings.TrimSuffix(part, "/")
		if strings.ContainsAny(part, "0123456789") && !dated.MatchString(part) {
			return strings.Join(all[:i], ""), strings.Count(strings.Join(all[i:], ""), "/")
		}
	}
	return dir, 0
}

// siblingQuery changes the parameter that chooses the page, if one is known.
func siblingQuery(u *url.URL, n uint32) *url.URL {
	query := u.Query()
	for name := range query {
		if chooses[strings.ToLower(name)] {
			query.Set(name, fmt.Sprint(900_000_000+n%100_000_000))
			u.RawQuery = query.Encode()
			return u
		}
	}
	return nil
}

// A Face is what a sibling shows, as far as pages are compared with it. It is
// small, so that it can be kept for the other pages of its folder.
type Face struct {
	at     string // "" where the site has an honest answer for what is not there
	title  string
	text   string
	shared map[string]bool // shingles of the text
}

// FaceOf keeps what a sibling's visit brought.
func FaceOf(sibling Evidence) Face {
	v := look(sibling)
	if !v.success() || v.bodyErr != nil || !v.html() {
		return Face{}
	}
	f := Face{at: place(parseURL(sibling.Target)), title: v.page.Title().Text, shared: shingles(v.page.Text)}
	if len(f.shared) == 0 {
		f.text = v.page.Text
	}
	return f
}

// SamePage weighs a page against its sibling's: where a site gives both the
// same page, the cited one is not there. A page that scripts build may yet
// show it, and behind a gate it may stand, so that nothing can be told of it.
func SamePage(e Evidence, sibling Face) (verdict.Verdict, bool) {
	v, at := look(e), sibling.at
	if at == "" || !v.html() || !sibling.shows(v.page) || v.mayReturn() {
		return none()
	}
	s := v.structure()
	if got, ok := v.gate(at); ok {
		return got, true
	}
	if s.mount != "" || s.module || v.words < bare && s.scripts > 0 || s.hollow && s.external && s.paragraph == 0 {
		return found(verdict.JSOnly, "same page as "+at+"; scripts may show another")
	}
	return found(verdict.Soft404, "same page as "+at)
}

// mayReturn says whether a redirect may be a detour that ends at the cited page
// for who agrees to something: it is for now, and keeps the way back or sets a
// cookie.
func (v *view) mayReturn() bool {
	if !v.redirected || v.permanent() {
		return false
	}
	return v.final.RawQuery != "" || slices.ContainsFunc(v.visit.Exchanges, func(x *fetch.Exchange) bool { return x.Header.Get("Set-Cookie") != "" })
}

// same is the share of three-word shingles from which two pages are one.
const same = 0.9

// shows says whether a page shows a reader the same.
func (f Face) shows(p *page.Page) bool {
	if p.Title().Text != f.title {
		return false
	}
	x, y := shingles(p.Text), f.shared
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y) && p.Text == f.text
	}
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) >= same*float64(len(x)+len(y)-both)
}

// shingles are the runs of three words of a text, as far as they matter.
func shingles(text string) map[string]bool {
	const most = 2000 // words
	words := strings.Fields(text)
	words = words[:min(len(words), most)]
	set := make(map[string]bool, len(words))
	for i := 0; i+3 <= len(words); i++ {
		set[strings.Join(words[i:i+3], " ")] = true
	}
	return set
}
