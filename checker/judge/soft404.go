package judge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A strength says how sure a title's words make it that its page is missing.
type strength int

const (
	silent strength = iota
	weak            // "Not Found", "404": books, films and songs are called so
	strong          // "Page not found"
)

var missingPaths = set(`404 error404 error-404 error_404 404error 404-error 404_error notfound not-found not_found page-not-found
	pagenotfound page_not_found filenotfound file-not-found 404-not-found 404-page 404page niet-gevonden nicht-gefunden
	seite-nicht-gefunden page-introuvable pagina-no-encontrada no-encontrada`)

// errorAddress tells of redirects that end at an address which says that
// nothing was found. ASP.NET sends all its errors to such addresses: only
// those count that name this one.
func errorAddress(v *view) (verdict.Verdict, bool) {
	if !v.redirected || v.article || errorName(v.target) != "" {
		return none()
	}
	if name := errorName(v.final); name == "" || v.slugShares(name) {
		return none()
	}
	return found(verdict.Soft404, "ends at "+place(v.final))
}

// errorName is the last segment of an address that says that nothing was
// found, else "". A bare number says so only near the root: /area-codes/404 is
// about Atlanta.
func errorName(u *url.URL) string {
	parts := steps(u)
	n := len(parts)
	if n == 0 || !missingPaths[parts[n-1]] {
		return ""
	}
	if n > 1 && parts[n-1] == "404" && !language.MatchString(parts[n-2]) && !strings.HasPrefix(parts[n-2], "error") {
		return ""
	}
	return parts[n-1]
}

// missingClasses are what publishing systems name the body of their page for
// what is not there: WordPress, Drupal, Shopify, Squarespace.
var missingClasses = set(`error404 error-404 page-404 path-404 path--404 template-404 not-found-page page-not-found page--not-found
	pagenotfound http-404`)

// missingScripts are what frameworks put into that page's data. Their other
// pages carry the words of it, but not these.
var missingScripts = []string{`"page":"/404"`, `"pageprops":{"statuscode":404`, `next_http_error_fallback;404`, `pagepath="/404.html"`, `pagepath="/404/"`}

// missingByStructure tells of pages that the site's own system marks as the
// one for missing pages. Some systems build living pages on that template, so
// that a page with a text of its own is none of them, unless its heading says
// so too, or its title and no heading says otherwise.
func missingByStructure(v *view) (verdict.Verdict, bool) {
	if v.isUnwritten() {
		return found(verdict.Soft404, "the page's own markup says "+quote(unwritten))
	}
	if !v.html() || v.article || citesFront(v.target) || v.words >= prose && !v.mayBeMissing() {
		return none()
	}
	s, w := v.structure(), v.wording()
	if v.slugShares(s.title) || v.slugShares(w.headSaid) || s.scripts > 0 && s.shown < 2 {
		return none() // called so, or a shell: its script may yet find the page
	}
	said := w.plainHead || w.inTitle != silent && (v.words < prose || w.inTitle == strong && w.noHead)
	if !said && (v.words >= prose || s.paragraph >= short) || v.words >= prose && v.isAbout() {
		return none()
	}
	if mark := cmp.Or(missingMark(s), v.missingAddress()); mark != "" {
		return found(verdict.Soft404, "the page's own "+mark)
	}
	return none()
}

// unwritten is how MediaWiki marks its notice that a page has no text. Such a
// page is called as it was asked for.
const unwritten = "noarticletext"

func (v *view) isUnwritten() bool {
	return v.html() && v.words < short && bytes.Contains(v.body, []byte(unwritten)) && v.structure().noText
}

// missingAddress is what a page calls its own address where that says that
// nothing was found.
func (v *view) missingAddress() string {
	if errorName(v.target) != "" {
		return ""
	}
	s := v.structure()
	for _, own := range []string{s.canonical, s.meta["og:url"]} {
		if u, err := v.final.Parse(own); own != "" && err == nil && errorName(u) != "" {
			return "address is " + place(u)
		}
	}
	return ""
}

// missingMark is what in the structure marks a page for missing pages.
func missingMark(s *survey) string {
	for _, class := range s.body {
		if missingClasses[class] {
			return "markup says " + quote(class)
		}
	}
	if strings.HasPrefix(s.meta["prerender-status-code"], "404") {
		return "markup says prerender-status-code 404"
	}
	if s.meta["next-error"] == "not-found" {
		return "markup says next-error not-found"
	}
	scripts := strings.ToLower(strings.Join(s.inline, "\n"))
	for _, m := range missingScripts {
		if strings.Contains(scripts, m) {
			return "data says " + m
		}
	}
	return ""
}

// missingByHeading tells of pages that show a heading which says so. They come
// before the shells: a framework that renders its page for missing pages on
// the server leaves little text beside scripts, but the heading is shown.
func missingByHeading(v *view) (verdict.Verdict, bool) {
	if !v.html() || v.words >= prose || v.wording().inHead == silent {
		return none()
	}
	return missingByWords(v)
}

// missingByWords tells of pages whose title or heading says that they are not
// there. Real works have such titles too, so much speaks against it: a text of
// some length, article data, an address with the same words. At a front page
// the words are not asked: sites that answer everything with their front page
// would call themselves missing.
func missingByWords(v *view) (verdict.Verdict, bool) {
	if v.page == nil || v.article || v.words >= prose && !v.mayBeMissing() {
		return none()
	}
	if !v.html() {
		return missingPlain(v)
	}
	w := v.wording()
	if v.slugShares(w.titleSaid) || v.slugShares(w.headSaid) {
		return none()
	}
	detail, ok := v.convinces(w)
	if !ok {
		detail, ok = v.labelled(w)
	}
	switch {
	case !ok:
		return none()
	case citesFront(v.target):
		return found(verdict.ServerError, "front page: "+detail)
	}
	return found(verdict.Soft404, detail)
}

// convinces weighs what title and heading say against the rest of the page.
// Where both say so in whole phrases, a reader is convinced at any length:
// sites put their latest posts below the notice.
func (v *view) convinces(w *wording) (string, bool) {
	s := v.structure()
	titled := "title says " + quote(s.title)
	headed := "heading says " + quote(w.heading)
	if w.inTitle == strong && w.plainHead && !v.isAbout() {
		return titled, true
	}
	if v.words >= prose {
		return "", false
	}
	support := v.supported()
	noTitle := len(v.ownParts(s.title)) == 0
	const stub = 30 // words beside the title
	switch {
	case w.inTitle == strong && w.inHead != silent:
		return titled, support || s.paragraph < short
	case w.inTitle == strong && w.noHead:
		return titled, support || s.paragraph < short && v.words < short
	case w.inTitle == strong:
		return titled, support && v.words < short // the heading says something else
	case w.inHead == strong && (noTitle || w.inTitle == weak):
		return headed, support || s.paragraph < short
	case w.inHead == weak && strings.Contains(w.headSaid, "404") && !w.numbered && support:
		return headed, s.paragraph < short/2 && v.words < short // the title is the site's, by a name that nothing else gives
	case w.inHead == strong && !support && v.goesOn(s.title, w.headSaid):
		return "", false // the title of a work: "Page Not Found by Mudlark Games"
	case w.inHead == strong:
		return headed, support && v.words < short || s.shown < 2*stub
	case w.inTitle == weak && (w.inHead == weak || w.noHead):
		return titled, s.paragraph < short/2 && (support || s.shown < stub && v.onlySays(w.titleSaid))
	case w.inHead == weak && noTitle:
		return headed, s.paragraph < short/2 && (support || s.shown < stub && v.onlySays(w.headSaid))
	}
	return "", false
}

// goesOn says whether a title holds the words and more in one part.
func (v *view) goesOn(title, words string) bool {
	return slices.ContainsFunc(v.ownParts(title), func(part string) bool { return part != words && strings.Contains(part, words) })
}

// onlySays says whether words that works are called by too are all that a page
// says: with the status in them, or with next to nothing below. "Not Found" over
// the label and year of a record is a record.
func (v *view) onlySays(words string) bool {
	const few = 6 // words beside them
	return strings.Contains(words, "404") || strings.Contains(words, "410") || v.words < countWords(words)+few
}

// labelled tells of pages that say so in a line of their own: below a heading
// that is nothing but the number or a fault, or, where there is no heading, in an element
// that is named after errors. Nothing else may be on them; an application that
// keeps such an element for later has a place for the rest.
func (v *view) labelled(w *wording) (string, bool) {
	s := v.structure()
	const few = 60 // words
	if s.shown >= few || s.paragraph > 0 || s.mount != "" {
		return "", false
	}
	lines := s.lines
	switch {
	case w.inHead == weak && w.numbered:
	case v.isFault(s.headings):
		lines = append(slices.Clip(lines), s.labels...)
	case w.noHead && !s.media && (v.supported() || s.scripts == 0):
		lines = s.labels
	default:
		return "", false
	}
	for _, line := range lines {
		if said := v.opening(line); said != "" && !v.slugShares(said) {
			return "text says " + quote(line), true
		}
	}
	return "", false
}

// opening is the first sentence of a line, behind an exclamation, where it says in
// a whole phrase that the page is missing; else "".
func (v *view) opening(line string) string {
	for _, part := range v.ownParts(line) {
		core, _ := trimFiller(part)
		if trimApology(core) == "" {
			continue
		}
		if phraseStrength(part, core) == strong {
			return part
		}
		break
	}
	return ""
}

// missingPlain tells of plain text that is nothing but the words.
func missingPlain(v *view) (verdict.Verdict, bool) {
	const most = 10 // words
	if v.page.MediaType == "application/json" {
		return missingData(v)
	}
	if !strings.HasPrefix(v.page.MediaType, "text/") || v.words > most || citesFront(v.target) {
		return none()
	}
	if said, how := v.saysMissing(v.page.Text); how == strong || said != "" && strings.Contains(said, "404") {
		return found(verdict.Soft404, "text says "+quote(v.page.Text))
	}
	return none()
}

// missingData tells of JSON that is nothing but an error which says that there is
// no such thing: {"error":"Not found","status":404}.
func missingData(v *view) (verdict.Verdict, bool) {
	const most = 512 // bytes
	var all map[string]any
	if len(v.body) > most || citesFront(v.target) || json.Unmarshal(v.body, &all) != nil {
		return none()
	}
	said, failed := "", false
	for name, value := range all {
		name = strings.ToLower(name)
		switch value := value.(type) {
		case string:
			_, how := v.saysMissing(value)
			switch {
			case how != silent && errorMembers[name]:
				said = value
			case !errorMembers[name] && name != "path" && name != "timestamp" && name != "type":
				return none() // it has data
			}
		case float64:
			failed = failed || errorMembers[name] && (value == 404 || value == 410)
		case map[string]any, []any:
			return none()
		}
		failed = failed || name == "error"
	}
	if said == "" || !failed {
		return none()
	}
	return found(verdict.Soft404, "data says "+quote(said))
}

// errorMembers are where programs say what is wrong.
var errorMembers = set(`error errors message msg detail details reason title status code description`)

// supported says whether the text says what a page for missing pages says
// besides: that the link may be wrong, that the page was moved or deleted.
func (v *view) supported() bool {
	text := v.foldedText()
	return slices.ContainsFunc(supportingWords(), func(words string) bool { return strings.Contains(text, words) })
}

// slugShares says whether the cited address has the title's words in it, or the
// status that it names: then the page is called so, and is about it.
func (v *view) slugShares(title string) bool {
	path := " " + fold(strings.NewReplacer("-", " ", "_", " ", "/", " ", ".", " ", "+", " ").Replace(v.target.Path)) + " "
	shared, content := 0, 0
	for _, word := range strings.Fields(fold(title)) {
		if len(word) < 3 {
			continue
		}
		content++
		if strings.Contains(path, " "+word+" ") {
			shared++
			if word == "404" || word == "410" {
				return true
			}
		}
	}
	return shared >= 2 || content == 1 && shared == 1
}
