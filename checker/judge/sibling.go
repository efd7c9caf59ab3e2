package judge

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"regexp"
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
// names; and the paper cites a title that it does not carry (titled), or it is
// short and half says that something is missing.
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
	return titled || v.words < short && (w.inTitle != silent || w.inHead != silent || v.supported())
}

// Sibling is an address beside target that its site has no page for, or nil
// where target has no place for one. The same target has the same sibling.
func Sibling(target *url.URL) *url.URL {
	h := fnv.New32a()
	h.Write([]byte(target.String()))
	name := fmt.Sprintf("zq%08x", h.Sum32())
	u := *target
	u.Fragment, u.RawFragment, u.RawPath = "", "", ""
	if u.RawQuery != "" {
		return siblingQuery(&u, h.Sum32())
	}
	dir, last := path.Split(strings.TrimRight(u.Path, "/"))
	if last == "" || numberedPage.MatchString(dir) {
		return nil
	}
	u.Path = dir + name + path.Ext(last)
	if strings.HasSuffix(target.Path, "/") {
		u.Path = dir + name + "/"
	}
	return &u
}

// numberedPage is a path whose last part is a number, but no year: what follows
// is for readers, and any other name there leads to the same page.
var numberedPage = regexp.MustCompile(`/(?:\d{3}|\d{5,}|[03-9]\d{3}|1[0-8]\d\d|2[1-9]\d\d)/$`)

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

// SamePage weighs a page against that of its sibling: where a site gives both
// the same page, the cited one is not there. A page that scripts build may yet
// show it, so that nothing can be told of it.
func SamePage(e, sibling Evidence) (verdict.Verdict, bool) {
	v, other := look(e), look(sibling)
	if !other.success() || other.bodyErr != nil || !v.html() || !other.html() || !alike(v.page, other.page) {
		return none()
	}
	if v.mayReturn() {
		return none()
	}
	at := place(parseURL(sibling.Target))
	s := v.structure()
	if s.mount != "" || s.module || v.words < bare && s.scripts > 0 {
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

// alike says whether two pages show a reader the same.
func alike(a, b *page.Page) bool {
	if a.Title().Text != b.Title().Text {
		return false
	}
	x, y := shingles(a.Text), shingles(b.Text)
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y) && a.Text == b.Text
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
