package format

import (
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html/atom"
)

// pageFacts are what a page says of itself and does not show.
type pageFacts struct {
	title  string
	base   *url.URL // against which its links are meant, where it names one
	self   string   // its own address
	query  string   // that address as other addresses carry it
	cites  []placedText
	jsonLD []placedText
	shows  bool // it shows entries or notes
}

// A placedText is a text and the line on which it begins.
type placedText struct {
	text string
	line int
}

// jsonLD is the type of scripts that describe the page.
const jsonLD = "application/ld+json"

// learn reads a meta, base or link element.
func (p *pageFacts) learn(kind atom.Atom, a *attributes, line int) {
	switch {
	case kind == atom.Base && p.base == nil:
		if base, err := url.Parse(string(a.href)); err == nil && base.Host != "" {
			p.base = base
		}
	case kind == atom.Link && strings.EqualFold(string(a.rel), "canonical"):
		p.setSelf(string(a.href))
	case kind == atom.Meta && string(a.property) == "og:url" && p.self == "":
		p.setSelf(string(a.content))
	case kind == atom.Meta && strings.EqualFold(string(a.name), "citation_reference"):
		p.cites = append(p.cites, placedText{string(a.content), line})
	}
}

func (p *pageFacts) setSelf(href string) {
	if address.IsWeb(href) {
		p.self, _, _ = strings.Cut(href, "#")
		p.query = url.QueryEscape(p.self)
	}
}

// resolve says where a link leads: absolute where the page says against what
// its links are meant, an anchor where it leads to the page itself, and nowhere
// where it only hands the page's address to another site, to share it there.
func (p *pageFacts) resolve(href string) string {
	href = strings.TrimSpace(href)
	switch {
	case href == "" || href[0] == '#':
		return href
	case strings.HasPrefix(href, "//"):
		href = "https:" + href
	case p.base != nil && !address.IsWeb(href):
		target, err := p.base.Parse(href)
		if err != nil {
			return href
		}
		href = target.String()
	}
	if p.self == "" {
		return href
	}
	if rest, ok := strings.CutPrefix(href, p.self); ok && (rest == "" || rest[0] == '#') {
		return "#" + strings.TrimPrefix(rest, "#")
	}
	if _, query, ok := strings.Cut(href, "?"); ok && (strings.Contains(query, p.query) || strings.Contains(query, "="+p.self)) {
		return ""
	}
	return href
}

// citations are the works that the page tells machines that it cites. They
// count where it shows readers no list of them, and only those to which none of
// its links leads.
func (p *pageFacts) citations(shown []document.Block) []document.Block {
	if p.shows || len(p.cites)+len(p.jsonLD) == 0 {
		return nil
	}
	var cited []document.Block
	for _, c := range p.cites {
		cited = append(cited, highwireCitation(c))
	}
	for _, script := range p.jsonLD {
		cited = append(cited, jsonCitations(script)...)
	}
	known := map[string]bool{}
	for i := range shown {
		for _, s := range shown[i].Spans {
			if s.Kind == document.Link {
				known[sameAddress(s.Target)] = true
			}
		}
	}
	var news []document.Block
	for _, b := range cited {
		if b.Text == "" || b.Work != nil && (known[sameAddress(b.Work.URL)] || known[strings.ToLower(b.Work.DOI)]) {
			continue
		}
		news = append(news, b)
	}
	return news
}

// sameAddress is a DOI, or an address without what seldom matters.
func sameAddress(link string) string {
	if doi := address.DOIOf(link); doi != "" {
		return strings.ToLower(doi)
	}
	_, rest, _ := strings.Cut(link, "://")
	return strings.TrimSuffix(rest, "/")
}
