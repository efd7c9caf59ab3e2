package judge

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// How much readable text a page has, in words. Refusals, shells and missing
// pages are short; the bounds were set by looking at block pages, of which the
// wordiest have about 180 words.
const (
	bare  = 40  // shows next to nothing
	short = 120 // may be a notice
	prose = 250 // nobody writes that much to say no
)

// A view is the evidence laid out for the signals. What costs time is worked
// out when the first signal asks for it, so that ordinary pages stay cheap.
type view struct {
	visit   *fetch.Visit
	last    *fetch.Exchange
	err     *fetch.Error
	status  int
	header  http.Header
	body    []byte
	bodyErr *fetch.Error
	cited   []string
	fits    bool
	page    *page.Page

	target, final *url.URL // never nil
	redirected    bool     // the last answer came from another address
	words         int      // of readable text
	onward        string   // where the signal that decides would have a browser go on to
	article       bool     // the page has article data of its own, about something else than its absence

	seen   *survey  // by structure
	marks  marks    // by markBody
	names  []string // by siteNames
	titles []string // by foldedTitles
	text   *string  // by foldedText
	worded *wording // by wording

	guiltless *bool // by innocent
}

func look(e Evidence) *view {
	v := &view{visit: e.Visit, body: e.Body, cited: e.Cited, fits: e.Fits, page: e.Page, header: http.Header{}}
	if e.Visit != nil {
		v.last, v.err = e.Visit.Last(), e.Visit.Err
	}
	if e.BodyErr != nil && !errors.As(e.BodyErr, &v.bodyErr) {
		v.bodyErr = &fetch.Error{Reason: verdict.BadResponse, Detail: "the content cannot be decoded", Err: e.BodyErr}
	}
	v.target = parseURL(e.Target)
	v.final = v.target
	if v.last != nil {
		v.status = v.last.Status
		if v.last.Header != nil {
			v.header = v.last.Header
		}
		v.final = parseURL(v.last.URL)
		if e.Target == "" {
			v.target = parseURL(e.Visit.Exchanges[0].URL)
		}
		v.redirected = len(e.Visit.Exchanges) > 1 && plain(v.target) != plain(v.final)
	}
	v.read()
	return v
}

// read takes over what the page says of itself.
func (v *view) read() {
	if v.page == nil && v.last != nil && len(v.body) > 0 {
		v.page = page.Parse(v.body, v.header.Get("Content-Type"), v.last.URL)
	}
	if v.page == nil {
		return
	}
	v.article = v.page.Article && !v.headlineMissing()
	v.words = v.page.Words
}

func parseURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// plain is an address without what never reaches the server.
func plain(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	return c.String()
}

// success says whether the server claims to have served the page.
func (v *view) success() bool { return v.status >= 200 && v.status < 300 }

// served says whether a 2xx has so much of an article that no marker on it can
// mean a refusal.
func (v *view) served() bool {
	return v.success() && (v.words >= prose || v.article && v.words >= bare)
}

// missing says whether the server itself says that the page is not there.
func (v *view) missing() bool {
	return v.status == http.StatusNotFound || v.status == http.StatusGone
}

// html says whether there is a page to look at.
func (v *view) html() bool { return v.page != nil && v.page.Doc != nil }

// structure is the survey of the page; empty where there is no page.
func (v *view) structure() *survey {
	if v.seen == nil {
		v.seen = &survey{}
		if v.html() && len(v.page.Doc.Nodes) > 0 {
			v.seen = surveyOf(v.page.Doc.Nodes[0])
		}
	}
	return v.seen
}

// markBody looks for the markers of all tables in the raw content.
func (v *view) markBody() marks {
	if v.marks == nil {
		v.marks = findMarks(v.body)
	}
	return v.marks
}

// siteNames are the folded forms under which a page's title may name its site.
func (v *view) siteNames() []string {
	if v.names != nil {
		return v.names
	}
	names := []string{}
	if v.page != nil && v.page.SiteName != "" {
		names = append(names, fold(v.page.SiteName))
	}
	if s := v.structure().siteName; s != "" {
		names = append(names, fold(s))
	}
	if host := withoutWWW(strings.ToLower(v.final.Hostname())); host != "" {
		domain := registrable(host)
		label, _, _ := strings.Cut(domain, ".")
		names = append(names, fold(host), fold(domain), fold(label))
	}
	v.names = names
	return names
}

// foldedTitles are the page's title and headings, whole and by their parts,
// folded; parts that only name the site are left out.
func (v *view) foldedTitles() []string {
	if v.titles != nil {
		return v.titles
	}
	s := v.structure()
	names := v.siteNames()
	v.titles = []string{}
	for _, title := range append([]string{s.title}, s.headings[:min(len(s.headings), 2)]...) {
		whole := fold(title)
		if whole == "" {
			continue
		}
		v.titles = append(v.titles, whole)
		var rest []string
		for _, part := range segments(title) {
			if !slices.Contains(names, part) {
				rest = append(rest, part)
			}
		}
		if len(rest) > 0 {
			v.titles = append(v.titles, strings.Join(rest, " "))
		}
		// The other of two parts may be a site that does not say its name; what
		// follows a colon is a subtitle.
		if len(rest) == 2 && !strings.Contains(title, ": ") {
			v.titles = append(v.titles, rest...)
		}
	}
	return v.titles
}

// foldedText is all text that the page shows, folded; of what is no page, its
// beginning.
func (v *view) foldedText() string {
	if v.text == nil {
		var s string
		switch {
		case v.html():
			s = fold(v.structure().visible + " " + v.structure().noscript)
		case v.page != nil && v.page.Text != "":
			s = fold(v.page.Text[:min(len(v.page.Text), mostVisible)])
		}
		v.text = &s
	}
	return *v.text
}

// foldings remembers the folded forms of the tables' own words.
var foldings sync.Map

func foldedOnce(s string) string {
	if f, ok := foldings.Load(s); ok {
		return f.(string)
	}
	f := fold(s)
	foldings.Store(s, f)
	return f
}
