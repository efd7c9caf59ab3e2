package page

import "golang.org/x/net/html/atom"

// titleMetas are the meta elements that carry the page's title, in order of
// trust, and the source that a title from them names.
var titleMetas = []struct{ name, source string }{
	{"citation_title", "citation_title"},
	{"dc.title", "dc.title"}, {"dcterms.title", "dcterms.title"}, {"dc:title", "dc.title"},
	{"eprints.title", "eprints.title"}, {"bepress_citation_title", "citation_title"},
	{"og:title", "og:title"},
}

// lateMetas come after JSON-LD and microdata: they are often shortened.
var lateMetas = []struct{ name, source string }{
	{"twitter:title", "twitter:title"}, {"sailthru.title", "sailthru.title"}, {"parsely-title", "parsely-title"},
	{"headline", "headline"}, {"title", "meta title"},
}

// besideHeadline is the source of a h1 that stands beside the content.
const besideHeadline = "h1 beside the content"

// titles are all candidates for the page's title, most trusted first.
func titles(w *walker, ld linked) []Title {
	var list []Title
	add := func(source string, texts ...string) {
		const each = 4
		for _, s := range texts[:min(len(texts), each)] {
			if s = clean(s, maxTitle); s != "" {
				list = append(list, Title{Text: s, Source: source})
			}
		}
	}
	for _, m := range titleMetas {
		add(m.source, w.metas[m.name]...)
	}
	add("json-ld headline", ld.headlines...)
	add("microdata headline", w.propsOf("headline")...)
	add("rdfa headline", w.onlyPropOf(rdfa+"headline")...)
	for _, m := range lateMetas {
		add(m.source, w.metas[m.name]...)
	}
	add("h1", w.headingTexts(atom.H1, content)...)
	add("title", w.title)
	add("json-ld name", ld.names...)
	// What stands in a site's header is often its logo: last.
	for at := sideshow; at <= furniture; at++ {
		add(besideHeadline, w.headingTexts(atom.H1, at)...)
	}
	for _, h := range w.headings {
		if h.rank != atom.H1 && h.level == content && !h.aside {
			w.page.Headings = append(w.page.Headings, h.text)
		}
	}
	return list
}

// headingTexts are the headings of a rank in one part of the page.
func (w *walker) headingTexts(rank atom.Atom, at level) []string {
	var texts []string
	for _, h := range w.headings {
		if h.rank == rank && h.level == at {
			texts = append(texts, h.text)
		}
	}
	return texts
}
