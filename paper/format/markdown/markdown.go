// Package markdown reads Markdown: CommonMark, GitHub's tables and deletions,
// and what Pandoc, Quarto and MyST add that matters to references: notes,
// citations, divisions, definition lists, attributes. One pass over the lines
// finds the blocks and the definitions of links, a second one reads the text of
// each block. Start with Read.
package markdown

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML is how raw HTML is read. Inline elements that are not in Inline mean
// nothing for references.
type HTML struct {
	Blocks     func(raw string, line int) []document.Block // reads a block that begins on a line
	Inline     map[atom.Atom]document.SpanKind
	References func(id, classes string) bool // says whether an element or division holds a bibliography
}

// A Text is what Read finds.
type Text struct {
	Blocks         []document.Block
	Bibliographies []File // that the text names as its bibliographies
}

// A File is one that a document names.
type File struct {
	Name string
	Line int // that names it
}

// Read reads a document, whose lines end with \n. Its parts stand for
// themselves, as the cells of a notebook do: no block goes on in the next one.
// Lines are counted through all of them.
func Read(how HTML, parts ...string) Text {
	p := &parser{html: how, open: make([]container, 1, maxNesting+1), definitions: map[string]string{}}
	for _, part := range parts {
		p.part(part)
	}
	for range p.scopes {
		p.scope(html.Token{Type: html.EndTagToken})
	}
	return Text{Blocks: p.finish(), Bibliographies: p.bibliographies}
}

// part reads a part of the document.
func (p *parser) part(src string) {
	p.src = src
	p.pieces = slices.Grow(p.pieces, len(src)/300+8)
	for start := 0; start < len(src); {
		end := strings.IndexByte(src[start:], '\n') + start
		if end < start {
			end = len(src)
		}
		p.number++
		p.line(start, end)
		start = end + 1
	}
	p.closeTo(1)
	p.begin(nil)
}

// Line reads text that has no blocks, such as a title in a document's metadata.
func Line(s string) document.Block {
	t := inline{doc: &parser{}}
	t.read(s, 1)
	return t.b.Take(document.Paragraph)
}

// A piece is one step of the document in reading order. Its text is Markdown
// yet: links may be defined further down.
type piece struct {
	kind  pieceKind
	block document.Block
}

type pieceKind uint8

const (
	textPiece  pieceKind = iota
	rowPiece             // a row of a table
	htmlPiece            // raw HTML
	beginPiece           // what follows, up to the end, is one block: a note or an entry; of kind Paragraph: a bibliography
	endPiece
)

// finish reads the text of the pieces.
func (p *parser) finish() []document.Block {
	w := writer{inline: inline{doc: p}, out: make([]document.Block, 0, len(p.pieces))}
	for i := range p.pieces {
		b := &p.pieces[i].block
		switch p.pieces[i].kind {
		case textPiece:
			w.text(b)
		case rowPiece:
			w.row(b)
		case htmlPiece:
			w.html(b)
		case beginPiece:
			w.groups = append(w.groups, group{len(w.out), b})
		case endPiece:
			w.end()
		}
	}
	return w.out
}

// A writer makes blocks of pieces.
type writer struct {
	inline
	out    []document.Block
	groups []group
}

// A group is a begin whose end has not come yet.
type group struct {
	first int // of its blocks in out
	as    *document.Block
}

// take adds the block that has been read, as of the kind and place of b, and
// the notes that stood in its text.
func (w *writer) take(b *document.Block) {
	made := w.b.Take(b.Kind)
	if made.Text != "" {
		made.Level, made.List, made.Marker = b.Level, b.List, b.Marker
		w.out = append(w.out, made)
	}
	w.inlineNotes()
}

func (w *writer) text(b *document.Block) {
	if b.Kind == document.Break {
		w.out = append(w.out, *b)
		return
	}
	w.read(b.Text, b.Line)
	w.take(b)
}

// inlineNotes adds the notes that stand in the text just read, and in those
// notes, ^[like this].
func (w *writer) inlineNotes() {
	for len(w.notes) > 0 {
		notes := w.notes
		w.notes = nil
		w.depth++
		for _, n := range notes {
			w.read(n.text, n.line)
			if b := w.b.Take(document.Note); b.Text != "" {
				w.out = append(w.out, b)
			}
		}
	}
	w.depth = 0
}

// row reads a row of a table as one paragraph.
func (w *writer) row(b *document.Block) {
	for cell := range cells(b.Text) {
		w.read(cell, b.Line)
		w.b.Space = true
	}
	w.take(b)
}

func (w *writer) html(b *document.Block) {
	for i, made := range w.doc.html.Blocks(b.Text, b.Line) {
		if i == 0 && b.Kind == document.Item && made.Kind == document.Paragraph {
			made.Kind, made.Level, made.List, made.Marker = document.Item, b.Level, b.List, b.Marker
		}
		w.out = append(w.out, made)
	}
}

// end makes of a group what it is: paragraphs and items of a bibliography are
// entries; the blocks of a note or an entry are one block. Notes in it stay
// blocks of their own.
func (w *writer) end() {
	g := w.groups[len(w.groups)-1]
	w.groups = w.groups[:len(w.groups)-1]
	inner := w.out[g.first:]
	if g.as.Kind == document.Paragraph {
		for i := range inner {
			if k := inner[i].Kind; k == document.Paragraph || k == document.Item {
				inner[i].Kind = document.Entry
			}
		}
		return
	}
	var own, notes []document.Block
	for _, b := range inner {
		switch {
		case b.Kind == document.Note:
			notes = append(notes, b)
		case b.Text != "":
			own = append(own, b)
		}
	}
	w.out = w.out[:g.first]
	if len(own) > 0 {
		b := document.Join(own)
		b.Kind, b.Level, b.List, b.Key, b.Marker = g.as.Kind, 0, 0, g.as.Key, g.as.Marker
		w.out = append(w.out, b)
	}
	w.out = append(w.out, notes...)
}
