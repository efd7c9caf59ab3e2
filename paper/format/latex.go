package format

import (
	"bytes"
	"context"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// readLaTeX reads a LaTeX document with the parts it includes and the
// bibliographies it names.
func readLaTeX(_ context.Context, in *input) (*document.Document, error) {
	text, err := decodeProse(in.Bytes, latexCharset)
	if err != nil {
		return nil, err
	}
	l := &latexReader{in: in, read: map[string]bool{}, cited: map[string]bool{}, aliases: map[string]string{}, counters: map[string]int{}}
	l.block, l.paragraph = l.blockCommand, l.endParagraph
	l.whole = strings.Contains(text, `\begin{document}`)
	l.silent = l.whole
	l.sources = []texSource{{text: text, line: 1}}
	l.run()
	l.closeAll()
	l.flush()
	l.bibliography()
	if !l.whole && !l.listed {
		dropCitations(l.d.Blocks)
	}
	return &l.d, nil
}

// A latexReader turns a LaTeX document into blocks.
type latexReader struct {
	texReader
	in *input
	d  document.Document

	whole  bool // the source is a document, not a part of one
	silent bool // we are in the preamble, which is not printed
	nested int  // texts inside of texts that are open: notes, headings

	notes    []document.Block // to follow the paragraph that refers to them
	counters map[string]int   // of notes and entries
	lists    []latexList      // open, the innermost last
	listID   int              // lists begun so far
	item     *document.Block  // what is known of the item that the text belongs to
	entry    *document.Block  // what is known of the entry that the text belongs to
	inBib    bool             // inside of a list of references

	read   map[string]bool // files that were found
	listed bool            // the document has a list of references
	cited  map[string]bool // keys, and "*" for all
	files  []wanted        // bibliographies that the document names
	doubts []doubt         // files that are missed only where citations lead nowhere
	inline []record        // of a bibliography that the document itself holds

	aliases map[string]string // keys of entries, by what else names them
}

// A latexList is a list that is open.
type latexList struct {
	id, number int
	ordered    bool
}

// endParagraph ends a paragraph where it can end: notes and entries may have
// several.
func (l *latexReader) endParagraph() {
	if l.nested == 0 && l.entry == nil {
		l.flush()
	}
}

// flush ends the text that is being written and adds it to the document.
func (l *latexReader) flush() {
	if l.nested > 0 {
		l.b.Space = true
		return
	}
	b := l.take(document.Paragraph)
	if s := l.top(); s != nil {
		b.Part = s.part
	}
	switch known := l.entry; {
	case known != nil:
		b.Kind, b.Key, b.Marker, b.Part = document.Entry, known.Key, known.Marker, known.Part
		l.entry = nil
	case l.inBib:
		b.Text = "" // before the first entry stand only definitions
	case l.item != nil && b.Text != "":
		b.Kind, b.Level, b.List, b.Marker = document.Item, l.item.Level, l.item.List, l.item.Marker
		l.item = nil
	}
	if l.silent {
		l.notes = nil
		return
	}
	l.add(b)
}

// inner reads the argument that comes next as a text of its own, and hands it
// to done. It reports false where no argument follows.
func (l *latexReader) inner(kind document.Kind, done func(document.Block)) bool {
	outer, text, part := l.b, l.text, ""
	if s := l.top(); s != nil {
		part = s.part
	}
	if !l.inGroup(texGroup{close: func() {
		b := l.take(kind)
		b.Part = part
		l.b, l.text = outer, text
		l.nested--
		done(b)
	}}) {
		return false
	}
	l.nested++
	l.texts++
	l.b, l.text = document.Builder{}, l.texts
	return true
}

// closeAll ends the notes and headings that are open: a brace is missing.
func (l *latexReader) closeAll() {
	for l.nested > 0 && len(l.groups) > 0 {
		l.close()
	}
}

// dropCitations takes the citations out of a part that is read alone: the
// entries they name are elsewhere.
func dropCitations(blocks []document.Block) {
	for i := range blocks {
		spans := blocks[i].Spans[:0]
		for _, s := range blocks[i].Spans {
			if s.Kind != document.Cite {
				spans = append(spans, s)
			}
		}
		blocks[i].Spans = spans
	}
}

// sniffLaTeX recognises a LaTeX document by the command with which all begin.
func sniffLaTeX(head []byte) bool {
	for line := range bytes.SplitSeq(head, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if bytes.HasPrefix(line, []byte(`\documentclass`)) || bytes.HasPrefix(line, []byte(`\documentstyle`)) || bytes.HasPrefix(line, []byte(`\begin{document}`)) {
			return true
		}
	}
	return false
}

// latexEncodings are the names of LaTeX's package inputenc for encodings that
// have another one elsewhere.
var latexEncodings = map[string]string{"ansinew": "windows-1252", "applemac": "macintosh", "cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251"}

// latexCharset is the encoding that a document declares.
func latexCharset(head []byte) string {
	before, _, ok := bytes.Cut(head, []byte("]{inputenc}"))
	if !ok {
		return ""
	}
	name := string(before[bytes.LastIndexByte(before, '[')+1:])
	if other := latexEncodings[name]; other != "" {
		return other
	}
	return name
}
