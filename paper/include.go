package paper

import (
	"bytes"
	"html"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
)

// include adds the addresses that the user wants for references wherever they
// stand in a document of text: in code, in comments, in the navigation of a
// page. Each that is no reference yet becomes one, at its first place. In the
// source of markup, signs are escaped.
func (f *finder) include(doc []byte, markup bool) {
	if f.wanted == nil || bytes.IndexByte(doc, 0) >= 0 || !utf8.Valid(doc) {
		return
	}
	known := map[string]bool{}
	for _, r := range f.refs {
		known[r.URL] = true
	}
	before, line := len(f.refs), 0
	for text := range bytes.Lines(doc) {
		line++
		source := string(text)
		if markup {
			source = html.UnescapeString(source)
		}
		for _, a := range address.Find(source) {
			if len(f.refs) > maxReferences {
				return // the document is refused
			}
			if a.URL != "" && !known[a.URL] && f.wanted.MatchString(a.URL) {
				known[a.URL] = true
				f.refs = append(f.refs, &Reference{Line: line, Kind: Inline, Raw: a.URL, URL: a.URL, DOI: a.DOI})
			}
		}
	}
	if len(f.refs) > before {
		f.sort()
	}
}

// includes reports whether the user wants an address for a reference that leads
// to a host for examples.
func (f *finder) includes(url string) bool { return f.wanted != nil && f.wanted.MatchString(url) }
