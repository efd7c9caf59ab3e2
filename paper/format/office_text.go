package format

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A textStyle is the set of what the formatting of a text says.
type textStyle uint8

const (
	italic textStyle = 1 << iota
	bold
	raised
	literal    // set as program text
	underlined // means what italic means, but not in links
	vanished
)

// styleSpans are the spans that formatting makes.
var styleSpans = [...]struct {
	style textStyle
	kind  document.SpanKind
}{{italic, document.Emphasis}, {bold, document.Strong}, {raised, document.Superscript}, {literal, document.Code}}

// An officeText collects the blocks of an office document. Such documents have
// no lines: the place of a block is the number of its paragraph, counted from 1
// in its part, empty paragraphs and those in tables and text boxes included.
type officeText struct {
	blocks []document.Block
	part   string // that is read
	title  string // the text of the first paragraph that is styled as one

	count     int // of the paragraphs begun in the part
	paragraph *officeParagraph
	joined    *officeParagraph // goes on in the next paragraph: the mark between them is deleted
	links     []*officeLink    // that we are in
	bookmarks []string         // before the next paragraph
	entries   int              // how many bibliographies we are in
	skipped   int              // how many tables of contents and the like
	row       *officeRow
	lists     int // how many lists there were so far
}

// An officeParagraph is a paragraph that is being read.
type officeParagraph struct {
	block document.Block // all but its text
	text  document.Builder
	line  int
	whole bool // paragraphs in it are lines of it: it is a note
	entry bool // some of it stands in a bibliography
	title bool
	skip  bool // it is no text of the paper, as the lines of a table of contents
	base  textStyle
	style textStyle // of the text that was written last
	spans [len(styleSpans)]int
	works []*officeWork // that fields in it cite
	cited int           // how much of the text these fields wrote
}

// An officeLink is a link, or a reference to a block, that we are in. It may go
// on over several paragraphs.
type officeLink struct {
	kind   document.SpanKind
	target string
	in     *officeParagraph
	span   int
	left   int // how many more paragraphs it may go on over
}

// An officeRow is a row of a table that is being read.
type officeRow struct {
	cells   []int // the number of blocks after each
	complex bool  // a cell holds more than a paragraph
}

// begin begins a paragraph and returns the one that is to be given to end.
func (t *officeText) begin() (outer *officeParagraph) {
	t.count++
	outer = t.paragraph
	if outer != nil && outer.whole {
		outer.text.LineBreak()
		outer.line, outer.base = t.count, 0
		return outer
	}
	p := &officeParagraph{line: t.count, skip: t.skipped > 0}
	if t.joined != nil { // what it is, its second half says
		p, t.joined = t.joined, nil
		p.block, p.entry, p.title = document.Block{Key: p.block.Key}, false, false
	}
	t.enter(p)
	return outer
}

// enter makes p the paragraph that is written. Links over several paragraphs go
// on in it.
func (t *officeText) enter(p *officeParagraph) {
	t.paragraph = p
	for _, l := range t.links {
		if l.in == nil && l.left > 0 {
			l.in, l.span, l.left = p, p.text.Open(l.kind, l.target), l.left-1
		}
	}
	for _, name := range t.bookmarks {
		p.bookmark(name)
	}
	t.bookmarks = nil
}

// end ends the paragraph that was begun last.
func (t *officeText) end(outer *officeParagraph) {
	p := t.paragraph
	if p == outer { // a paragraph of a note
		p.text.LineBreak()
		return
	}
	t.leave(p)
	t.paragraph = outer
}

// finish ends a part: what was to go on in a next paragraph ends there.
func (t *officeText) finish() {
	if t.joined != nil {
		t.leave(t.joined)
		t.joined = nil
	}
}

// join leaves the paragraph open: the next one continues it.
func (t *officeText) join(outer *officeParagraph) {
	if t.paragraph == outer {
		return
	}
	t.joined, t.paragraph = t.paragraph, outer
}

// leave makes a block of p.
func (t *officeText) leave(p *officeParagraph) {
	p.format(0)
	for _, l := range t.links {
		if l.in == p {
			p.text.Close(l.span)
			l.in = nil
		}
	}
	if p.text.Empty() || p.skip {
		return
	}
	b := p.text.Take(p.block.Kind)
	b.Level, b.Marker, b.Key, b.List, b.Part = p.block.Level, p.block.Marker, p.block.Key, p.block.List, t.part
	if !p.whole {
		b.Line = p.line
	}
	if p.whole {
		p.complete(&b)
	}
	if p.title && t.title == "" {
		t.title = b.Text
	}
	if p.entry && b.Kind != document.Heading && b.Kind != document.Note && document.SectionOf(b.Text) == document.NoSection {
		b.Kind = document.Entry
	}
	t.blocks = append(t.blocks, b)
}

// note reads a note with read and makes one block of it, however many
// paragraphs it has.
func (t *officeText) note(marker, key string, read func() error) error {
	outer, row, links := t.paragraph, t.row, t.links
	t.links, t.row = nil, nil
	p := &officeParagraph{whole: true, line: t.count + 1, block: document.Block{Kind: document.Note, Marker: marker, Key: key}}
	t.paragraph = p
	err := read()
	t.leave(p)
	t.paragraph, t.row, t.links = outer, row, links
	return err
}

// maxCells is how many cells a row has that reads as one text.
const maxCells = 50

// tableRow reads a row of a table. If its cells are single paragraphs it is one
// block: word processors set numbered bibliographies as tables.
func (t *officeText) tableRow(read func() error) error {
	outer, first := t.row, len(t.blocks)
	t.row = &officeRow{cells: []int{first}}
	err := read()
	row := t.row
	t.row = outer
	if n := len(t.blocks) - first; n < 2 || n > maxCells || row.complex || len(t.blocks) != row.cells[len(row.cells)-1] {
		return err
	}
	joined := joinCells(t.blocks[first:])
	t.blocks = append(t.blocks[:first], joined)
	return err
}

func (t *officeText) tableCell(read func() error) error {
	first := len(t.blocks)
	err := read()
	if row := t.row; row != nil {
		row.cells = append(row.cells, len(t.blocks))
		row.complex = row.complex || len(t.blocks) > first+1 ||
			len(t.blocks) == first+1 && t.blocks[first].Kind != document.Paragraph && t.blocks[first].Kind != document.Entry
	}
	return err
}

// joinCells makes one block of a row's. Between cells there is no line break.
func joinCells(cells []document.Block) document.Block {
	b := document.Join(cells)
	joints := map[int]bool{}
	at := 0
	for _, c := range cells {
		joints[at] = true
		at += len(c.Text) + 1
		if c.Kind == document.Entry {
			b.Kind = document.Entry
		}
	}
	for i := range b.Lines {
		b.Lines[i].Hard = b.Lines[i].Hard && !joints[b.Lines[i].Offset]
	}
	return b
}

// write adds text to the paragraph. Text between paragraphs is none.
func (t *officeText) write(s string, style textStyle) {
	p := t.paragraph
	if p == nil || (style|p.base)&vanished != 0 {
		return
	}
	p.entry = p.entry || t.entries > 0
	if strings.TrimSpace(s) == "" {
		p.text.Space = p.text.Space || s != ""
		return
	}
	if style&underlined != 0 && len(t.links) == 0 {
		style |= italic
	}
	p.format(style | p.base)
	p.text.Write(strings.ReplaceAll(s, "\n", " "), p.line)
}

func (t *officeText) lineBreak() {
	if t.paragraph != nil {
		t.paragraph.text.LineBreak()
	}
}

// format begins and ends spans so that the text that comes next has a style.
func (p *officeParagraph) format(style textStyle) {
	for i, s := range styleSpans {
		switch now := style & s.style; {
		case now == p.style&s.style:
		case now != 0:
			p.spans[i] = p.text.Open(s.kind, "")
		default:
			p.text.Close(p.spans[i])
		}
	}
	p.style = style
}

// maxOpenLinks is how many links may go on over paragraphs at once, maxSpread
// over how many. Real ones do not nest, and one that goes on for long has lost
// its end.
const (
	maxOpenLinks = 50
	maxSpread    = 5
)

// link begins a link, or a reference to a block. Formatting begins anew in it,
// so that spans nest.
func (t *officeText) link(kind document.SpanKind, target string) *officeLink {
	l := &officeLink{kind: kind, target: target, left: maxSpread}
	if p := t.paragraph; p != nil {
		p.format(0)
		l.in, l.span = p, p.text.Open(kind, target)
	}
	if len(t.links) < maxOpenLinks {
		t.links = append(t.links, l)
	}
	return l
}

// unlink ends a link.
func (t *officeText) unlink(l *officeLink) {
	for i, open := range t.links {
		if open == l {
			t.links = append(t.links[:i:i], t.links[i+1:]...)
			break
		}
	}
	if l.in != nil {
		if l.in == t.paragraph {
			l.in.format(0)
		}
		l.in.text.Close(l.span)
	}
}

// reference writes the mark of a note.
func (t *officeText) reference(mark, key string) {
	l := t.link(document.Cite, key)
	t.write(mark, raised)
	t.unlink(l)
}

// bookmark names the place that is read, to which links of the text can lead.
func (t *officeText) bookmark(name string) {
	if t.paragraph == nil {
		t.bookmarks = append(t.bookmarks, name)
		return
	}
	t.paragraph.bookmark(name)
}

// bookmark makes the name of a paragraph's beginning its key.
func (p *officeParagraph) bookmark(name string) {
	if p.text.Empty() && p.block.Key == "" && name != "" && !strings.HasPrefix(name, "_") {
		p.block.Key = name
	}
}

// document is what was read.
func (t *officeText) document(title string) *document.Document {
	settleKeys(t.blocks)
	d := &document.Document{Blocks: t.blocks, Title: t.title}
	if d.Title == "" {
		d.Title = document.Plain(title)
	}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d
}

// settleKeys keeps the keys that name notes and entries. Word processors put
// bookmarks everywhere: one that no link leads to names nothing, and a link to
// a bookmark elsewhere is no citation. Those that begin with "ref-" are written
// by citeproc for the entries of a bibliography.
func settleKeys(blocks []document.Block) {
	const citeproc = "ref-"
	cited, keys := map[string]bool{}, map[string]bool{}
	for _, b := range blocks {
		for _, s := range b.Spans {
			if s.Kind == document.Cite {
				cited[s.Target] = true
			}
		}
	}
	for i := range blocks {
		b := &blocks[i]
		known := b.Kind == document.Note || cited[b.Key] || strings.HasPrefix(b.Key, citeproc)
		if !known || b.Kind == document.Heading {
			b.Key = ""
		}
		keys[b.Key] = true
		b.Key = strings.TrimPrefix(b.Key, citeproc)
	}
	for i := range blocks {
		b := &blocks[i]
		b.Spans = slices.DeleteFunc(b.Spans, func(s document.Span) bool {
			return s.Kind == document.Cite && (s.Target == "" || !keys[s.Target])
		})
		for j := range b.Spans {
			if b.Spans[j].Kind == document.Cite {
				b.Spans[j].Target = strings.TrimPrefix(b.Spans[j].Target, citeproc)
			}
		}
	}
}
