package paper

import (
	"slices"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
)

// inline keeps the links of running text.
func (f *finder) inline(b *document.Block) {
	links := make([]entry.Link, 0, len(b.Spans))
	for _, s := range b.Spans {
		if s.Kind == document.Link && (address.IsWeb(s.Target) || address.Misspelt(s.Target) != "") {
			links = append(links, entry.Link{Start: s.Start, End: s.End, URL: s.Target, DOI: address.DOIOf(s.Target)})
		}
	}
	spanned := len(links)
	silent := literal(b.Spans)
	for _, a := range entry.Addresses(b.Text, b.Spans) {
		if !entry.Overlaps(links[:spanned], a.Start, a.End) && !entry.Overlaps(silent, a.Start, a.Start+1) {
			links = append(links, entry.Link{Start: a.Start, End: a.End, URL: a.URL, DOI: a.DOI})
		}
	}
	entry.SortLinks(links)
	f.refs = slices.Grow(f.refs, min(len(links), maxReferences))
	for _, l := range links {
		if len(f.refs) > maxReferences {
			return // the document is refused
		}
		if l.URL != "" && address.IsExample(l.URL) && address.Misspelt(l.URL) == "" && !f.includes(l.URL) {
			continue
		}
		f.refs = append(f.refs, &Reference{Line: b.LineAt(l.Start), Page: b.Page, Part: b.Part, Kind: Inline, Raw: b.Text[l.Start:l.End], URL: l.URL, DOI: l.DOI})
	}
}

// literal collects the spans in which a printed address is none: code, and the
// text of links, whatever they lead to.
func literal(spans []document.Span) []entry.Link {
	found := make([]entry.Link, 0, len(spans))
	for _, s := range spans {
		if s.Kind != document.Code && s.Kind != document.Link {
			continue
		}
		if n := len(found); n > 0 && s.Start < found[n-1].End {
			found[n-1].End = max(found[n-1].End, s.End)
			continue
		}
		found = append(found, entry.Link{Start: s.Start, End: s.End})
	}
	return found
}

// hasAddress reports whether a block leads out of the document.
func hasAddress(b *document.Block) bool {
	for _, s := range b.Spans {
		if s.Kind == document.Link && address.IsWeb(s.Target) {
			return true
		}
	}
	return address.Next(b.Text, 0) >= 0
}

// looksCited reports whether a block has what entries have: an address, a
// quoted or emphasised title, or a year.
func looksCited(b *document.Block) bool {
	if hasAddress(b) || shortFormOf(b.Text) != notShort {
		return true
	}
	if len(b.Text) > maxEntry {
		return false
	}
	return len(entry.Quotations(b.Text)) > 0 || len(date.Find(b.Text)) > 0
}
