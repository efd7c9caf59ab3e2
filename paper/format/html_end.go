package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html/atom"
)

// ended does what the end of an element means. It stood at i and is off the
// stack.
func (r *htmlReader) ended(o *openElement, i int) {
	if o.atom == atom.P {
		r.paragraphs--
	}
	if r.skipFrom > 0 {
		if r.skipFrom == i+1 {
			r.skipFrom = 0
			r.endSkipped(o)
		}
		return
	}
	switch {
	case o.suspended != nil:
		r.resume(o)
	case o.is(isBlock):
		r.endBlock(o)
	case o.span >= 0:
		r.endSpan(o)
	case o.atom == atom.Q:
		r.b.Write("”", r.line)
	}
	r.leave(o.place)
}

// endSkipped ends an element whose content was not read.
func (r *htmlReader) endSkipped(o *openElement) {
	if o.is(isBlock) {
		r.breakBlock()
	}
	r.leave(o.place)
}

// breakBlock ends a paragraph, or in an entry a line.
func (r *htmlReader) breakBlock() {
	if r.whole {
		r.b.LineBreak()
		return
	}
	r.flush()
}

// flush ends the block that is written. Links go on in the next one, as
// <a><div>…</div></a> is one link over blocks. Emphasis of whole blocks means
// nothing.
func (r *htmlReader) flush() {
	if !r.b.Empty() {
		r.add(r.b.Take(document.Paragraph))
	} else {
		r.b = document.Builder{Text: r.b.Text}
	}
	if r.spans == 0 {
		return
	}
	r.walked(len(r.open))
	for i := range r.open {
		o := &r.open[i]
		switch {
		case o.span < 0:
		case o.kind == document.Link:
			o.at, o.span = 0, r.b.Open(document.Link, o.target)
		default:
			o.span = -1
			r.spans--
			if o.atom == atom.Cite {
				r.cites--
			}
		}
	}
}

// add keeps a block.
func (r *htmlReader) add(b document.Block) {
	if r.note != (entryMark{}) && b.Kind == document.Paragraph {
		b.Kind, b.Marker, b.Key = document.Note, r.note.marker, r.note.id
	}
	if len(r.blocks) >= maxBlocks {
		r.err = &Error{Line: r.line, Err: errBlocks, Advice: "split it"}
		return
	}
	p := placedBlock{Block: b, at: r.at}
	if len(r.coins) == 1 {
		p.coins = r.coins[0]
	}
	r.blocks = append(r.blocks, p)
	r.note, r.coins = entryMark{}, nil
}

// endBlock makes of what a block held what it is.
func (r *htmlReader) endBlock(o *openElement) {
	switch o.capture {
	case captureWhole:
		r.endWhole(o)
	default:
		r.breakBlock()
		if r.whole {
			break
		}
		if o.capture == captureAlone && r.items-o.items <= 1 || o.capture == captureRow && r.layouts == o.layouts {
			r.join(o)
			break
		}
		r.endPlain(o)
	}
	if o.is(isBlock) && (o.atom == atom.Ol || o.atom == atom.Ul || o.atom == atom.Menu || o.atom == atom.Dir) {
		r.lists = r.lists[:len(r.lists)-1]
	}
}

// endWhole ends an entry or note that is one block whatever it holds.
func (r *htmlReader) endWhole(o *openElement) {
	r.whole = false
	b := r.b.Take(o.becomes)
	if b.Text == "" {
		r.coins, r.icons = nil, nil
		r.flush()
		return
	}
	b.Line, b.Marker, b.Key = o.line, o.marker, o.id
	addIcon(&b, r.icons)
	r.icons = nil
	r.add(b)
	r.flush()
}

// addIcon gives an entry that leads nowhere the address behind the only picture
// in it.
func addIcon(b *document.Block, icons []string) {
	if len(icons) != 1 || address.Next(b.Text, 0) >= 0 {
		return
	}
	for _, s := range b.Spans {
		if s.Kind == document.Link && address.IsWeb(s.Target) {
			return
		}
	}
	b.Text += " "
	b.Spans = append(b.Spans, document.Span{Start: len(b.Text), End: len(b.Text) + len(icons[0]), Kind: document.Link, Target: icons[0]})
	b.Text += icons[0]
}

// join makes one block of the blocks that an element held.
func (r *htmlReader) join(o *openElement) {
	inside := r.blocks[o.first:]
	var parts []document.Block
	var coins []string
	for i := range inside {
		p := &inside[i]
		if p.coins != "" {
			coins = append(coins, p.coins)
		}
		if o.capture == captureRow && (p.Kind == document.Note || p.Kind == document.Entry) {
			return
		}
		if p.Kind != document.Break {
			parts = append(parts, p.Block)
		}
	}
	if len(parts) == 0 {
		return
	}
	b := document.Join(parts)
	if o.capture == captureAlone {
		b.Kind, b.Line, b.Level, b.List = o.becomes, o.line, 0, 0
		if b.Marker = o.marker; b.Marker == "" {
			b.Marker = parts[0].Marker
		}
		if o.id != "" {
			b.Key = o.id
		}
	}
	for i := len(r.anchors) - 1; i >= o.anchors; i-- {
		r.anchors[i].block = min(r.anchors[i].block, o.first)
	}
	joined := placedBlock{Block: b, at: inside[0].at}
	if len(coins) == 1 {
		joined.coins = coins[0]
	}
	r.blocks = append(r.blocks[:o.first], joined)
}

// endPlain ends a block that is no entry: its first paragraph is a heading, an
// item or a term.
func (r *htmlReader) endPlain(o *openElement) {
	if len(r.blocks) == o.first || r.blocks[o.first].Kind != document.Paragraph {
		return
	}
	b := &r.blocks[o.first].Block
	switch {
	case o.is(isHeading):
		b.Kind, b.Level, b.Line = document.Heading, int(o.atom.String()[1]-'0'), o.line
	case o.atom == atom.Li:
		b.Kind, b.Level, b.Marker, b.Key = document.Item, len(r.lists)-1, o.marker, o.id
		if len(r.lists) > 0 {
			b.List = r.lists[len(r.lists)-1].id
		} else {
			b.Level = 0
		}
	case o.atom == atom.Dt && len(r.blocks) == o.first+1 && r.isKey(b):
		r.term = entryMark{strings.Trim(b.Text, "[]() "), o.id}
		r.blocks = r.blocks[:o.first]
	}
}

// isKey reports whether a <dt> is the key of an entry, not a term that the
// text explains: it is in brackets, or in what holds entries or notes.
func (r *htmlReader) isKey(b *document.Block) bool {
	for _, s := range b.Spans {
		if s.Kind == document.Link && address.IsWeb(s.Target) {
			return false
		}
	}
	bracketed := strings.HasPrefix(b.Text, "[") && strings.IndexByte(b.Text, ']') == len(b.Text)-1
	return len(b.Text) <= document.MaxKey && (bracketed || r.inside[placeEntries]+r.inside[placeNotes] > 0)
}

// endSpan ends a stretch of text that means something.
func (r *htmlReader) endSpan(o *openElement) {
	r.spans--
	if o.atom == atom.Cite {
		r.cites--
	}
	if o.picture != "" && len(r.b.Text) == o.at {
		if r.inside[placeEntries]+r.inside[placeNotes] > 0 {
			r.icons = append(r.icons, o.target)
		} else {
			r.b.Write(o.picture, r.line)
		}
	}
	r.b.Close(o.span)
}

// A suspended block waits for the end of a note in the middle of it.
type suspended struct {
	b     document.Builder
	spans []int // of the open elements
	coins []string
}

// suspend begins a note in the middle of a paragraph.
func (r *htmlReader) suspend(o *openElement) {
	s := &suspended{b: r.b, coins: r.coins}
	r.walked(len(r.open))
	for i := range r.open {
		s.spans = append(s.spans, r.open[i].span)
		r.open[i].span = -1
	}
	o.suspended, r.b, r.coins, r.whole = s, document.Builder{}, nil, true
}

// resume ends the note and goes on with the paragraph. What is only a marker
// stays in it.
func (r *htmlReader) resume(o *openElement) {
	note := r.b.Take(document.Note)
	s := o.suspended
	r.b, r.coins, r.whole = s.b, s.coins, false
	for i := range r.open {
		r.open[i].span = -1
		if i < len(s.spans) {
			r.open[i].span = s.spans[i]
		}
	}
	if !strings.Contains(note.Text, " ") {
		i := r.b.Open(document.Superscript, "")
		r.b.Write(note.Text, note.Line)
		r.b.Close(i)
		return
	}
	note.Key = o.id
	r.notes = append(r.notes, placedBlock{Block: note, at: r.at})
}
