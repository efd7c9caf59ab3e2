package paper

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
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
func references(blocks []document.Block, wanted *regexp.Regexp) *finder {
	f := &finder{blocks: blocks, wanted: wanted, marks: marks(blocks), labels: map[string]bool{}}
	f.cited = citedMarkers(f.marks)
	f.notes = f.noteLists()
	for i := range blocks {
		if len(f.refs) > maxReferences {
			break
		}
		f.labels[blocks[i].Key] = true // also of what is no entry: a link to it is not lost
		if f.section != document.NoSection && isTitleLine(&blocks[i]) && i+1 < len(blocks) && isRunning(&blocks[i+1]) {
			f.flush()
			f.section = document.NoSection
		}
		f.at = i
		f.visit(&blocks[i])
	}
	f.flush()
	f.sort()
	f.markNamed()
	resolveShortForms(f.refs)
	return f
}

// maxReferences is how many references a paper may have. Bibliographies of
// whole libraries have fewer; what has more is made to cost time and memory.
const maxReferences = 200_000

var errReferences = fmt.Errorf("the document has more than %d references", maxReferences)

// citedMarkers has the labels of marks: raised ones with "^" before them.
func citedMarkers(marks []mark) map[string]bool {
	cited := map[string]bool{}
	for _, m := range marks {
		if m.leading {
			continue
		}
		if m.notation == raisedNotation {
			cited["^"+m.label] = true
		} else {
			cited[m.label] = true
		}
	}
	return cited
}

// sort puts references into the order of their places. The parts of a document
// stay in the order in which they were read.
func (f *finder) sort() {
	parts := map[string]int{}
	for _, r := range f.refs {
		if _, known := parts[r.Part]; !known {
			parts[r.Part] = len(parts)
		}
	}
	slices.SortStableFunc(f.refs, func(a, b *Reference) int {
		return cmp.Or(cmp.Compare(parts[a.Part], parts[b.Part]), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
}

// A finder walks a document's blocks.
type finder struct {
	blocks []document.Block
	marks  []mark
	cited  map[string]bool // labels of the marks; raised ones with "^" before them
	labels map[string]bool // labels and keys of what marks can refer to
	notes  map[int]bool    // lists that are notes written by hand
	prose  []int           // the blocks of running text
	refs   []*Reference
	wanted *regexp.Regexp // addresses that are references wherever they stand; nil for none

	at      int              // the block that is visited
	section document.Section // where we are
	level   int              // of the heading that began the section
	last    int              // number of the entry before, in a numbered list

	pending *candidate // an entry that the next block may continue
}

// A candidate is a block that may be an entry.
type candidate struct {
	block  document.Block
	label  string
	kind   Kind
	marked bool // it has a marker, or the format says that it is an entry
}

func (f *finder) visit(b *document.Block) {
	switch {
	case b.Kind == document.Heading || isPseudoHeading(b):
		f.flush()
		f.heading(b)
		f.inline(b)
	case b.Kind == document.Break:
		f.flush()
	case b.Kind == document.Note:
		f.flush()
		label, _, rest := document.CutMarker(b, 0)
		if b.Marker != "" {
			label = b.Marker
		}
		f.offer(candidate{block: rest, label: label, kind: Footnote, marked: true})
	case b.Whole:
		f.whole(b)
	case b.Kind == document.Entry:
		f.flush()
		label, _, rest := document.CutMarker(b, f.last+1)
		f.last = document.Number(label)
		f.offer(candidate{block: rest, label: label, kind: Bibliography, marked: true})
	case f.section != document.NoSection:
		f.sectionBlock(b)
	default:
		f.flush()
		f.runningBlock(b)
	}
}

// sectionBlock reads a block of a bibliography or of notes.
func (f *finder) sectionBlock(b *document.Block) {
	if document.IsCaption(b.Text) && b.Kind == document.Paragraph {
		f.inline(b) // and the entry above may go on below it
		return
	}
	for _, part := range splitEntries(b, f.last) {
		label, raised, rest := document.CutMarker(&part, f.last+1)
		c := candidate{block: rest, label: label, kind: kindOf(f.section), marked: label != ""}
		if raised {
			c.kind = Footnote
		}
		if n := document.Number(label); n > 0 {
			f.last = n
		}
		if f.continues(&c) {
			f.pending.block = document.Join([]document.Block{f.pending.block, c.block})
			continue
		}
		f.flush()
		f.pending = &c
	}
}

// continues reports whether a block only adds an address to the entry before.
func (f *finder) continues(c *candidate) bool {
	if f.pending == nil || c.marked || f.pending.block.Kind != c.block.Kind && c.block.Kind != document.Paragraph {
		return false
	}
	found := address.Find(c.block.Text)
	lead := len(found) > 0 && found[0].Start < 40 && len(found[0].URL) > 0 &&
		entry.EndsWith(c.block.Text[:found[0].Start], entry.LeadIns) <= 0 && found[0].Start < 24
	return lead && len(date.Find(c.block.Text[:found[0].Start])) == 0 && !hasAddress(&f.pending.block)
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
func (f *finder) runningBlock(b *document.Block) {
	f.prose = append(f.prose, f.at)
	if b.Kind == document.Item && f.notes[b.List] {
		label, raised, rest := document.CutMarker(b, f.last+1)
		kind := Bibliography
		if raised || f.cited["^"+label] {
			kind = Footnote
		}
		f.offer(candidate{block: rest, label: label, kind: kind, marked: true})
		return
	}
	if len(b.Lines) == 0 {
		f.runningPart(b)
		return
	}
	parts := splitEntries(b, -1)
	for i := range parts {
		f.runningPart(&parts[i])
	}
}

// runningPart reads what may be a note written by hand, after its marker.
func (f *finder) runningPart(part *document.Block) {
	if leadsBack(part.Text) {
		for _, note := range splitBacklinked(part) {
			label, _, rest := document.CutMarker(&note, f.last+1)
			f.last = document.Number(label)
			f.offer(candidate{block: rest, label: label, kind: Footnote, marked: true})
		}
		return
	}
	label, raised, _ := document.Marker(part, -2)
	if label == "" {
		label = part.Marker
	}
	bracketed := strings.HasPrefix(part.Text, "[") && label != ""
	if label == "" || !raised && !(bracketed && (f.cited[label] || f.cited["^"+label])) {
		f.inline(part)
		return
	}
	_, _, rest := document.CutMarker(part, -2)
	if !looksCited(&rest) {
		f.labels[label] = true // a remark, to which the text may refer
		f.inline(part)
		return
	}
	kind := Bibliography
	if raised {
		kind = Footnote
	}
	f.offer(candidate{block: rest, label: label, kind: kind, marked: true})
}

// maxEntry is the length of the longest entry. What is longer is text that has
// lost its paragraphs; its links are those of running text.
const maxEntry = 6 << 10

// offer parses a candidate and keeps it if it is a reference.
func (f *finder) offer(c candidate) {
	f.labels[c.label], f.labels[c.block.Key] = true, true
	trimBacklinks(&c.block)
	if c.block.Work != nil {
		f.keepWork(&c)
		return
	}
	if strings.IndexFunc(c.block.Text, unicode.IsLetter) < 0 {
		return
	}
	if len(c.block.Text) > maxEntry {
		f.inline(&c.block)
		return
	}
	kept := false
	for _, part := range splitCitations(&c.block) {
		r := c.reference(&part)
		work, more := entry.Parse(&part)
		r.fill(work)
		if r.Kind == Footnote && isProse(r, &part) {
			r.Authors, r.Title, r.Container = nil, "", ""
		}
		if !isReference(r, c.marked) {
			continue
		}
		kept = true
		f.refs = append(f.refs, r)
		for _, l := range more {
			f.further(r, part.LineAt(l.Start), l)
		}
	}
	if !kept {
		f.inline(&c.block)
	}
}

// whole keeps a block that is one reference.
func (f *finder) whole(b *document.Block) {
	f.flush()
	label, _, rest := document.CutMarker(b, 0)
	if rest.Text == "" { // nothing but a marker: it is the reference
		label, rest = "", *b
	}
	c := candidate{block: bounded(rest), label: label, kind: Bibliography}
	r := c.reference(&c.block)
	work, _ := entry.Parse(&c.block)
	r.fill(work)
	f.refs = append(f.refs, r)
}

// bounded cuts a block to the length of the longest entry.
func bounded(b document.Block) document.Block {
	end := min(len(b.Text), maxEntry)
	for end < len(b.Text) && !utf8.RuneStart(b.Text[end]) {
		end--
	}
	return b.Slice(0, end)
}

// reference is what a candidate's part is before it is parsed.
func (c *candidate) reference(part *document.Block) *Reference {
	return &Reference{Label: c.label, Line: part.Line, Page: part.Page, Part: part.Part, Key: part.Key, Kind: c.kind, Raw: part.Text}
}

// keepWork keeps an entry whose fields the format itself gives. Links in its
// text that lead elsewhere are references too.
func (f *finder) keepWork(c *candidate) {
	b := &c.block
	r := c.reference(b)
	r.fill(*b.Work)
	if r.Raw == "" {
		return
	}
	f.refs = append(f.refs, r)
	for _, s := range b.Spans {
		if s.Kind != document.Link || !address.IsWeb(s.Target) || s.Target == r.URL || s.Target == r.ArchivedURL {
			continue
		}
		if doi := address.DOIOf(s.Target); doi == "" || !strings.EqualFold(doi, r.DOI) {
			f.further(r, b.LineAt(s.Start), entry.Link{URL: s.Target, DOI: doi})
		}
	}
}

// further keeps an entry's second and third address.
func (f *finder) further(r *Reference, line int, l entry.Link) {
	f.refs = append(f.refs, &Reference{Label: r.Label, Key: r.Key, Line: line, Page: r.Page, Part: r.Part, Kind: r.Kind, Raw: r.Raw, URL: l.URL, DOI: l.DOI})
}
