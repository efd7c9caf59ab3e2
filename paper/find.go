package paper

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// references finds and parses the references in a document's blocks:
//
//   - notes and entries that the format marks as such,
//   - in sections whose heading announces a bibliography or notes: each item,
//     each paragraph, each line that begins with a marker,
//   - elsewhere: numbered notes that the text refers to, and
//   - links in running text.
//
// An entry is a footnote if the format calls it one, if its own marker is
// raised, or if its section is one of notes; else it is of the bibliography.
func references(blocks []block) []*Reference {
	f := &finder{blocks: blocks, cited: citedMarkers(blocks)}
	f.notes = f.noteLists()
	for i := range blocks {
		f.visit(&blocks[i])
	}
	f.flush()
	sort.SliceStable(f.refs, func(i, j int) bool { return f.refs[i].Line < f.refs[j].Line })
	resolveShortForms(f.refs)
	return f.refs
}

// A finder walks a document's blocks.
type finder struct {
	blocks []block
	cited  map[string]bool // markers in running text
	notes  map[int]bool    // lists that are notes written by hand
	refs   []*Reference

	section sectionKind // where we are
	level   int         // of the heading that began the section
	last    int         // number of the entry before, in a numbered list

	pending *candidate // an entry that the next block may continue
}

// A candidate is a block that may be an entry.
type candidate struct {
	block  block
	label  string
	kind   Kind
	marked bool // it has a marker, or the format says that it is an entry
}

func (f *finder) visit(b *block) {
	switch {
	case b.Kind == headingBlock || isPseudoHeading(b):
		f.flush()
		f.heading(b)
		f.inline(b)
	case b.Kind == breakBlock:
		f.flush()
	case b.Kind == noteBlock:
		f.flush()
		label, _, rest := cutMarker(b, 0)
		if b.Marker != "" {
			label = b.Marker
		}
		f.offer(candidate{block: rest, label: label, kind: Footnote, marked: true})
	case b.Kind == entryBlock:
		f.flush()
		label, _, rest := cutMarker(b, f.last+1)
		f.offer(candidate{block: rest, label: label, kind: Bibliography, marked: true})
	case f.section != noSection:
		f.sectionBlock(b)
	default:
		f.flush()
		f.runningBlock(b)
	}
}

// heading begins or ends a section. Smaller headings inside of a bibliography
// ("Primary sources") are part of it.
func (f *finder) heading(b *block) {
	kind := headingKind(b.Text)
	level := b.Level
	if b.Kind != headingBlock {
		level = 6
	}
	switch {
	case kind != noSection:
		f.last = 0
		if f.section == noSection || level <= f.level {
			f.level = level
		}
		f.section = kind
	case level <= f.level:
		f.section = noSection
	}
}

// isPseudoHeading recognises a heading that is set as a bold paragraph.
func isPseudoHeading(b *block) bool {
	if b.Kind != paragraphBlock || len(b.Text) > 60 || headingKind(b.Text) == noSection {
		return false
	}
	if len(b.Spans) > 0 && b.Spans[0].Kind <= strongSpan && b.Spans[0].Start == 0 && b.Spans[0].End >= len(b.Text)-1 {
		return true
	}
	return isUpperName(b.Text) || strings.HasSuffix(b.Text, ":") || len(b.Spans) == 0 && len(strings.Fields(b.Text)) <= 2
}

// sectionBlock reads a block of a bibliography or of notes.
func (f *finder) sectionBlock(b *block) {
	for _, part := range splitEntries(b, f.last) {
		label, raised, rest := cutMarker(&part, f.last+1)
		c := candidate{block: rest, label: label, kind: f.section.kind(), marked: label != ""}
		if raised {
			c.kind = Footnote
		}
		if n := number(label); n > 0 {
			f.last = n
		}
		if f.continues(&c) {
			f.pending.block = joinBlocks([]block{f.pending.block, c.block})
			continue
		}
		f.flush()
		f.pending = &c
	}
}

// continues reports whether a block only adds an address to the entry before.
func (f *finder) continues(c *candidate) bool {
	if f.pending == nil || c.marked || f.pending.block.Kind != c.block.Kind && c.block.Kind != paragraphBlock {
		return false
	}
	found := addresses(c.block.Text)
	lead := len(found) > 0 && found[0].Start < 40 && len(found[0].URL) > 0 &&
		endsWith(c.block.Text[:found[0].Start], leadIns) <= 0 && found[0].Start < 24
	return lead && len(dates(c.block.Text[:found[0].Start])) == 0 && !hasAddress(&f.pending.block)
}

// flush offers the entry that waited for its continuation.
func (f *finder) flush() {
	if c := f.pending; c != nil {
		f.pending = nil
		f.offer(*c)
	}
}

// runningBlock reads a block outside of the sections: notes written by hand,
// or running text.
func (f *finder) runningBlock(b *block) {
	if b.Kind == itemBlock && f.notes[b.List] {
		label, raised, rest := cutMarker(b, f.last+1)
		kind := Bibliography
		if raised || f.cited["^"+label] {
			kind = Footnote
		}
		f.offer(candidate{block: rest, label: label, kind: kind, marked: true})
		return
	}
	parts := splitEntries(b, -1)
	for i := range parts {
		part := &parts[i]
		label, raised, rest := cutMarker(part, -2)
		bracketed := strings.HasPrefix(part.Text, "[") && label != ""
		if label == "" || !raised && !(bracketed && (f.cited[label] || f.cited["^"+label])) || !looksCited(&rest) {
			f.inline(part)
			continue
		}
		kind := Bibliography
		if raised {
			kind = Footnote
		}
		f.offer(candidate{block: rest, label: label, kind: kind, marked: true})
	}
}

// maxEntry is the length of the longest entry. What is longer is text that has
// lost its paragraphs; its links are those of running text.
const maxEntry = 6 << 10

// offer parses a candidate and keeps it if it is a reference.
func (f *finder) offer(c candidate) {
	trimBacklinks(&c.block)
	if strings.IndexFunc(c.block.Text, unicode.IsLetter) < 0 {
		return
	}
	if len(c.block.Text) > maxEntry {
		f.inline(&c.block)
		return
	}
	kept := false
	for _, part := range splitCitations(&c.block) {
		r := &Reference{Label: c.label, Line: part.Line, Kind: c.kind, Raw: part.Text}
		more := parseEntry(r, &part)
		if !isReference(r, c.marked) {
			continue
		}
		kept = true
		f.refs = append(f.refs, r)
		for _, l := range more {
			f.refs = append(f.refs, &Reference{Label: r.Label, Line: part.LineAt(l.Start), Kind: r.Kind, Raw: r.Raw, URL: l.URL, DOI: l.DOI})
		}
	}
	if !kept {
		f.inline(&c.block)
	}
}

// isReference tells references from commentary. What has an address is one. A
// marked entry of a bibliography is one too. A note without an address is one
// if it is a short form or has the make of an entry: authors and a title.
func isReference(r *Reference, marked bool) bool {
	switch {
	case r.URL != "" || r.DOI != "" || shortFormOf(r.Raw) != notShort:
		return true
	case r.Kind == Bibliography && marked:
		return utf8.RuneCountInString(r.Raw) > 9
	case r.Kind == Bibliography:
		return r.Title != "" && (!r.Published.IsZero() || len(r.Authors) > 0) && len(strings.Fields(r.Raw)) < 80
	}
	return r.Title != "" && len(r.Authors) > 0 && noteAuthors(r)
}

// noteAuthors reports whether what stands before a note's title can be names
// and is no sentence of commentary that quotes something.
func noteAuthors(r *Reference) bool {
	_, certain := parseNames(strings.Join(r.Authors, ", "))
	return certain && len(r.Authors) < 12
}

// inline keeps the links of running text.
func (f *finder) inline(b *block) {
	if len(b.Spans) == 0 && !hasAddress(b) {
		return
	}
	var links []entryLink
	for _, s := range b.Spans {
		if s.Kind == linkSpan && isWeb(s.Target) {
			links = append(links, entryLink{Start: s.Start, End: s.End, URL: s.Target, DOI: doiOfURL(s.Target)})
		}
	}
	spanned := len(links)
	silent := literal(b.Spans)
	for _, a := range blockAddresses(b.Text, b.Spans) {
		if !overlaps(links[:spanned], a.Start, a.End) && !overlaps(silent, a.Start, a.Start+1) {
			links = append(links, entryLink{Start: a.Start, End: a.End, URL: a.URL, DOI: a.DOI})
		}
	}
	sortLinks(links)
	for _, l := range links {
		if l.URL != "" && isExample(l.URL) {
			continue
		}
		f.refs = append(f.refs, &Reference{Line: b.LineAt(l.Start), Kind: Inline, Raw: b.Text[l.Start:l.End], URL: l.URL, DOI: l.DOI})
	}
}

// literal collects the spans in which a printed address is none: code, and the
// text of links, whatever they lead to.
func literal(spans []span) []entryLink {
	var found []entryLink
	for _, s := range spans {
		if s.Kind != codeSpan && s.Kind != linkSpan {
			continue
		}
		if n := len(found); n > 0 && s.Start < found[n-1].End {
			found[n-1].End = max(found[n-1].End, s.End)
			continue
		}
		found = append(found, entryLink{Start: s.Start, End: s.End})
	}
	return found
}

// hasAddress reports whether a block leads out of the document.
func hasAddress(b *block) bool {
	for _, s := range b.Spans {
		if s.Kind == linkSpan && isWeb(s.Target) {
			return true
		}
	}
	return nextAddress(b.Text, 0) >= 0
}

// looksCited reports whether a block has what entries have: an address, a
// quoted or emphasised title, or a year.
func looksCited(b *block) bool {
	if hasAddress(b) || shortFormOf(b.Text) != notShort {
		return true
	}
	if len(b.Text) > maxEntry {
		return false
	}
	return len(quotations(b.Text)) > 0 || len(dates(b.Text)) > 0
}
