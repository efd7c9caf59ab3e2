// Package page reads what a page says: its titles, its dates and its readable
// text, each with its provenance. It does not judge. Start with Parse.
package page

import (
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/citecheck/citecheck/paper"
)

// A Title is one candidate for the page's title.
type Title struct {
	Text   string
	Source string // "citation_title", "og:title", "json-ld headline", "twitter:title", "h1", "title", "pdf metadata, Title", …
}

// A Date is one candidate for a date of the page.
type Date struct {
	paper.Date
	// Alternate is the other reading of a date such as 03/04/2025, whose month
	// and day cannot be told apart; zero where there is only one reading.
	Alternate paper.Date
	// DayFirst is set where the page's language leaves no doubt about such a date:
	// Alternate is then what a reader of another language may take it for.
	DayFirst   bool
	Source     string // "article:published_time", "json-ld datePublished", "time", …
	Structured bool   // from metadata meant for machines, not from visible text
}

// A Page is what one response says of itself.
type Page struct {
	MediaType string  // "text/html", without parameters, sniffed where the server says nothing usable
	Titles    []Title // most trusted first
	SiteName  string
	// Summaries are what the page's metadata says that it is about. Posts without
	// a title are cited under theirs.
	Summaries []string
	Published []Date // best first
	Modified  []Date
	// Guessed is the likely day of publication of a page that states none. It is
	// good enough to be shown; only one that is Sure may contradict a paper.
	Guessed   Guess
	Canonical string // absolute, "" where there is none
	Lang      string // the language the page declares, as a lower-case primary tag: "en"; may be empty or wrong
	Text      string // the readable text: no markup, scripts, navigation; a block a line
	Words     int    // of Text
	// Headings are the page's section headings (h2, h3), as many as are read;
	// those that lead to other pages are none.
	Headings []string
	// Article is set where the page carries article data of its own: citation_
	// metadata, article:published_time, or a JSON-LD article.
	Article bool
	// Cut is set where the page has more markup than is read: the rest of it
	// counts for nothing.
	Cut bool
	// Doc is the parsed page, for judging its structure; nil where it is no HTML.
	Doc *goquery.Document

	opening string   // the text of a PDF's first page
	url     *url.URL // where the page was found; nil where that is no absolute address
	host    siteHost // of url
}

// Parse reads a page. The body has its content encoding undone; contentType is
// the header as sent; address is where the body was found in the end. Parse
// never fails: what cannot be read is left empty.
func Parse(body []byte, contentType, address string) *Page {
	return ParseAt(body, contentType, address, time.Now())
}

// ParseAt is Parse for a page that was seen at the given time: a date that
// lies after it is no date of the page.
func ParseAt(body []byte, contentType, address string, seen time.Time) *Page {
	p := &Page{MediaType: mediaType(contentType, body)}
	if u, err := url.Parse(address); err == nil && u.IsAbs() && u.Host != "" {
		p.url, p.host = u, newSiteHost(u)
	}
	switch {
	case p.MediaType == "text/html" || p.MediaType == "application/xhtml+xml":
		body, long := cutBody(body)
		text, cut := cutMarkup(toUTF8(body, contentType, true))
		root, more := parseTree(text)
		p.Cut = long || cut || more
		p.read(root, len(text), seen)
	case p.MediaType == "text/plain" || p.MediaType == "text/markdown":
		text := toUTF8(body, contentType, false)
		p.Titles = textTitles(text)
		p.Text = foldLines(text)
		p.Words = countWords(p.Text)
	case p.MediaType == "application/pdf":
		p.readPDF(body, seen)
	case isFeed(p.MediaType, body):
		p.Titles = feedTitles(body)
	}
	return p
}

// Front reports whether the page stands at the root of its site, where the
// title is the site's and not a work's.
func (p *Page) Front() bool {
	return p.url != nil && (p.url.Path == "" || p.url.Path == "/") && p.url.RawQuery == ""
}

// read fills p from a page of HTML, of so many bytes of markup.
func (p *Page) read(root *html.Node, markup int, seen time.Time) {
	p.Doc = goquery.NewDocumentFromNode(root)
	w := walker{page: p}
	w.main.b.Grow(markup / 4 * 3)
	w.walk(root)
	p.Text = w.readable()
	p.Words = countWords(p.Text)
	ld := w.linkedData()
	p.SiteName = siteName(w.metas, ld)
	p.Titles = titles(&w, ld)
	p.Summaries = summaries(w.metas, ld)
	p.Article = hasArticle(w.metas, ld)
	p.Published, p.Modified = dates(&w, ld, seen)
	if len(p.Published) == 0 {
		p.Guessed = newDater(&w, seen).guess(root, p.url)
		if p.Guessed.IsZero() && !w.today.IsZero() {
			p.Guessed = Guess{Date: w.today}
		}
	}
}
