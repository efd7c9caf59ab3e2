package judge

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// resolvers are hosts whose addresses are meant to lead elsewhere: DOI and
// handle resolvers, persistent addresses, shorteners. Citing them is no
// mistake, and they point at front pages on purpose.
var resolvers = set(`doi.org dx.doi.org www.doi.org hdl.handle.net handle.net n2t.net arks.org purl.org www.purl.org purl.net
	purl.oclc.org w3id.org identifiers.org nbn-resolving.org nbn-resolving.de urn.fi urn.kb.se resolver.kb.nl d-nb.info
	t.co bit.ly bitly.com tinyurl.com goo.gl ow.ly is.gd v.gd buff.ly lnkd.in youtu.be amzn.to g.co aka.ms rb.gy cutt.ly
	t.ly tiny.cc dlvr.it fb.me wp.me shorturl.at rebrand.ly j.mp trib.al clck.ru vk.cc git.io s.id`)

// alive tells served pages apart by the way to them. A move is reported only
// if every hop is permanent, RFC 9110 sections 15.4.2 and 15.4.9; then the
// author is to write the new address, be it only https or a slash.
func alive(v *view) verdict.Verdict {
	if len(v.visit.Exchanges) < 2 {
		return verdict.Of(verdict.OK, "")
	}
	if !v.redirected { // a server that sets a cookie and asks to come again
		return verdict.Of(verdict.Redirected, "redirected back to the same address")
	}
	if resolvers[strings.ToLower(v.target.Hostname())] || !v.permanent() {
		return verdict.Of(verdict.Redirected, "redirected to "+place(v.final))
	}
	return verdict.Of(verdict.Moved, "moved permanently to "+place(v.final))
}

// permanent says whether every hop says that it is for good.
func (v *view) permanent() bool {
	hops := v.visit.Exchanges
	for _, x := range hops[:len(hops)-1] {
		if x.Status != http.StatusMovedPermanently && x.Status != http.StatusPermanentRedirect {
			return false
		}
	}
	return true
}

// strayed says whether a redirect led from a deep link to elsewhere on the
// site, and not through a resolver.
func (v *view) strayed() bool {
	return v.redirected && !resolvers[strings.ToLower(v.target.Hostname())] && !citesFront(v.target) && !v.toFragment()
}

// toFragment says whether a hop led to a route behind a hash, where one page
// shows many.
func (v *view) toFragment() bool {
	for _, x := range v.visit.Exchanges {
		to := x.Header.Get("Location")
		if strings.Contains(to, "#/") || strings.Contains(to, "#!") {
			return true
		}
	}
	return false
}

// frontPage tells of deep links that end at a site's front page.
func frontPage(v *view) (verdict.Verdict, bool) {
	if !v.strayed() || !isFront(v.final) || !v.sameSite() {
		return none()
	}
	return found(verdict.Soft404, "ends at the front page of "+v.final.Host)
}

// sameSite says whether the redirect stayed with the site, so that its end is
// the front page of what was cited. A work that got a host of its own is at
// its root: /lab became lab.example.edu, /projects/foo became foo.example.org.
// Another site's front page counts only behind the address of an article.
func (v *view) sameSite() bool {
	from, to := strings.ToLower(v.target.Hostname()), strings.ToLower(v.final.Hostname())
	if withoutWWW(from) == withoutWWW(to) {
		return true
	}
	parts := steps(v.target)
	if n := len(parts); n > 1 && (parts[n-1] == "index" || parts[n-1] == "home" || parts[n-1] == "default") {
		parts = parts[:n-1]
	}
	own := compact(withoutWWW(to))
	if n := len(parts); n > 0 {
		if name := compact(parts[n-1]); len(name) > 1 && strings.Contains(own, name) {
			return false
		}
	}
	if registrable(from) == registrable(to) {
		// Another host of the site may be the new place of a whole section: only
		// its main host is a front page for everything.
		return withoutWWW(to) == registrable(to) || ownPage(parts) || slices.ContainsFunc(parts, year.MatchString)
	}
	for _, part := range parts {
		if name := compact(part); len(name) > 3 && strings.Contains(own, name) {
			return false
		}
	}
	return ownPage(parts) || len(parts) > 2 && slices.ContainsFunc(parts, year.MatchString)
}

// sectionFront tells of deep links that end at a part of their own path: the
// section that the page was in. Addresses that only lose a view of the page
// (its print form, a language, a page number) or its title behind a number
// still name the page.
func sectionFront(v *view) (verdict.Verdict, bool) {
	if !v.strayed() || v.article && v.words >= prose ||
		withoutWWW(strings.ToLower(v.target.Hostname())) != withoutWWW(strings.ToLower(v.final.Hostname())) ||
		!onlyNoise(v.final.Query()) {
		return none()
	}
	from, to := steps(v.target), steps(v.final)
	if n := len(from); n > 0 && indexNames[from[n-1]] {
		from = from[:n-1]
	}
	if len(to) == 0 || len(to) >= len(from) || !slices.Equal(from[:len(to)], to) {
		return none()
	}
	if v.titledLike(from[len(from)-1]) {
		return none() // the page under a shorter address
	}
	if strings.Contains(v.final.Path[strings.LastIndexByte(v.final.Path, '/')+1:], ".") || ownPage(to) || onlyViews(from[len(to):]) {
		return none()
	}
	return found(verdict.Soft404, "ends at the section front "+place(v.final))
}

// titledLike says whether the page's title has most words of a slug.
func (v *view) titledLike(slug string) bool {
	title := " " + fold(v.structure().title) + " "
	all, shared := 0, 0
	for _, word := range strings.Fields(fold(slug)) {
		if len(word) < 4 {
			continue
		}
		all++
		if strings.Contains(title, " "+word+" ") {
			shared++
		}
	}
	return shared >= 2 && 5*shared >= 3*all
}

// views are last segments that show the page before them in another way.
var views = set(`amp print printable pdf full fulltext full-text abstract html htm mobile m embed feed rss comments comment download
	view share email edit gallery single all index home default text citation references figures metrics summary overview page
	json xml epub info details detail`)

var (
	pageNumber = regexp.MustCompile(`^\d{1,2}$`)
	language   = regexp.MustCompile(`^[a-z]{2}([-_][a-z]{2,4})?$`)
	// numbered segments hold an identity: a number that is no year, or a
	// hexadecimal one.
	numbered = regexp.MustCompile(`\d{5,}|^\d+[-_.]|[-_.]\d{4,}$|[0-9a-f]{12,}|^10\.\d{4,}`)
	year     = regexp.MustCompile(`^(19|20)\d\d$`)
	dated    = regexp.MustCompile(`^(19|20)\d\d$|^\d{1,2}$|^(19|20)\d\d-\d\d(-\d\d)?$`)
)

func onlyViews(dropped []string) bool {
	for _, part := range dropped {
		if !views[part] && !pageNumber.MatchString(part) && !language.MatchString(part) {
			return false
		}
	}
	return true
}

// ownPage says whether a path ends in what names one page: an identity, or a
// title of three words and more.
func ownPage(parts []string) bool {
	if len(parts) == 0 {
		return false
	}
	last := parts[len(parts)-1]
	if dated.MatchString(last) {
		return false
	}
	bareNumber := len(last) > 2 && strings.Trim(last, "0123456789") == ""
	words := strings.FieldsFunc(last, func(r rune) bool { return r == '-' || r == '_' || r == '+' || r == ' ' })
	words = slices.DeleteFunc(words, func(w string) bool { return small[w] })
	return len(words) >= 3 || numbered.MatchString(last) || bareNumber || len(words) == 1 && len(last) > 24
}

// small words do not make a section's name a title: news-and-analysis.
var small = set(`a an and the of for in on to at by und der die das et le la les de du y e i en el los`)

var indexNames = set(`index default home main startseite accueil inicio homepage`)

// atRoot says whether a path is the root of a site, of a language or of a
// country, or the index or home page of one of them.
func atRoot(u *url.URL) bool {
	parts := steps(u)
	if n := len(parts); n > 0 && indexNames[parts[n-1]] {
		parts = parts[:n-1]
	}
	return len(parts) == 0 || len(parts) == 1 && language.MatchString(parts[0])
}

// isFront says whether an address where a redirect ended is that of a front
// page: whatever parameter may choose a page there keeps it from being one.
func isFront(u *url.URL) bool { return atRoot(u) && onlyNoise(u.Query()) }

// chooses are parameters that choose a page even at the root.
var chooses = set(`p page_id post postid id aid nid pid article articleid article_id story storyid story_id news newsid
	news_id doc docid item itemid title name q s tid topic topicid topic_id showtopic thread threadid thread_id`)

// citesFront says whether the cited address is that of a front page, so that
// nothing was lost when it ended at one: here only parameters that are known
// to choose a page make it a deep link. What stands behind the hash never
// reached the server.
func citesFront(u *url.URL) bool {
	if parts := steps(u); !atRoot(u) && !(len(parts) == 1 && (parts[0] == "welcome" || parts[0] == "start" || parts[0] == "portal")) {
		return false
	}
	for name := range u.Query() {
		if chooses[strings.ToLower(name)] {
			return false
		}
	}
	return true
}

// noise are parameters that choose no page.
var noise = set(`lang hl locale language l ref from source src redirected redirect redirect_from r gclid fbclid _ga mc_cid mc_eid
	country region cookie cookies nocache 404 notfound not_found error v ver`)

func onlyNoise(q url.Values) bool {
	for name := range q {
		name = strings.ToLower(name)
		if !noise[name] && !strings.HasPrefix(name, "utm_") {
			return false
		}
	}
	return true
}

func withoutWWW(host string) string { return strings.TrimPrefix(host, "www.") }

// compact is the letters and digits of a name.
func compact(s string) string { return strings.ReplaceAll(fold(s), " ", "") }
