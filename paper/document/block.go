// Package document is what every reader makes of its format: a flat sequence
// of blocks in reading order, with what markup adds to their text.
package document

import (
	"sort"
	"strings"
)

// A Document is what every reader makes of its format: a flat sequence of
// blocks in reading order. Nothing after the readers knows formats.
type Document struct {
	Title  string
	Blocks []Block
	Unread []error // why files that belong to it, or parts of them, could not be read
}

// A Kind says what part of a text a block is.
type Kind uint8

const (
	Paragraph Kind = iota
	Heading
	Item  // an item of a list, numbered or not
	Note  // a footnote or endnote, by the format's own construct
	Entry // an entry of a bibliography, by the format's own construct
	Break // a thematic break
)

// A Block is one paragraph, heading, item or note: text as a reader sees it,
// with white space folded, and what its markup adds.
type Block struct {
	Kind   Kind
	Level  int    // of a heading, from 1; of an item, its depth from 0
	Line   int    // 1-based line on which it begins
	Page   int    // 1-based page on which it begins; 0 where the format has none
	Part   string // the part of the document it stands in, where a format has parts: "word/footnotes.xml", "chapter2.xhtml", "parts/intro.tex"; Line counts in it
	Marker string // of a numbered item or note, as printed: "3", "iv"
	Key    string // by which Cite spans name a note or an entry: "^3", "Smith2020"
	List   int    // number of the list an item belongs to; 0 for none
	Text   string
	Spans  []Span     // in order of their starts; they may nest
	Lines  []LineMark // where in Text the document's lines begin

	// Whole is set where the block is one reference, whatever its text looks like.
	Whole bool

	// Work is what the format itself says of the cited work, in fields, where it
	// does: then the entry's text is not parsed. Text is how the entry reads.
	Work *Work
}

// A SpanKind says what the markup of a span of text means.
type SpanKind uint8

const (
	Emphasis    SpanKind = iota // italic, underlined, <cite>: a title or a container
	Strong                      // bold
	Link                        // leads to Target
	Superscript                 // a marker of a note, mostly
	Code                        // literal text, in which addresses are examples
	Cite                        // refers to the note or entry whose Key is Target
)

// A Span is a stretch of a block's text, [Start, End) in bytes.
type Span struct {
	Start, End int
	Kind       SpanKind
	Target     string // address of a Link, key of a Cite
}

// A LineMark says that the text from Offset on stands on Line.
type LineMark struct {
	Offset, Line int
	Hard         bool // a break that readers see, as <br> makes
}

// LineAt is the document's line on which the byte at offset stands.
func (b *Block) LineAt(offset int) int {
	i := sort.Search(len(b.Lines), func(i int) bool { return b.Lines[i].Offset > offset })
	if i == 0 {
		return b.Line
	}
	return b.Lines[i-1].Line
}

// Head is the beginning of what b holds from offset on: enough for a marker.
func (b *Block) Head(offset int) Block {
	h := Block{Kind: b.Kind, Line: b.LineAt(offset), Text: b.Text[offset:min(len(b.Text), offset+2*MaxKey)]}
	i := sort.Search(len(b.Spans), func(i int) bool { return b.Spans[i].Start >= offset })
	for ; i < len(b.Spans) && b.Spans[i].Start < offset+MaxKey; i++ {
		s := b.Spans[i]
		s.Start, s.End = s.Start-offset, min(s.End-offset, len(h.Text))
		h.Spans = append(h.Spans, s)
	}
	return h
}

// Slice is the part of b from start to end as a block of its own.
func (b *Block) Slice(start, end int) Block {
	for start < end && b.Text[start] == ' ' {
		start++
	}
	for end > start && b.Text[end-1] == ' ' {
		end--
	}
	part := *b
	part.Marker, part.Line, part.Text, part.Spans, part.Lines = "", b.LineAt(start), b.Text[start:end], nil, nil
	for _, s := range b.Spans {
		s.Start, s.End = max(s.Start, start)-start, min(s.End, end)-start
		if s.Start < s.End {
			part.Spans = append(part.Spans, s)
		}
	}
	for _, m := range b.Lines {
		if start <= m.Offset && m.Offset < end {
			m.Offset -= start
			part.Lines = append(part.Lines, m)
		}
	}
	return part
}

// Join makes one block of several, with a line break between them.
func Join(blocks []Block) Block {
	joined := blocks[0]
	joined.Marker = ""
	var text strings.Builder
	text.WriteString(joined.Text)
	for _, b := range blocks[1:] {
		text.WriteByte(' ')
		shift := text.Len()
		text.WriteString(b.Text)
		joined.Lines = append(joined.Lines, LineMark{Offset: shift, Line: b.Line, Hard: true})
		for _, s := range b.Spans {
			s.Start, s.End = s.Start+shift, s.End+shift
			joined.Spans = append(joined.Spans, s)
		}
		for _, m := range b.Lines {
			m.Offset += shift
			joined.Lines = append(joined.Lines, m)
		}
	}
	joined.Text = text.String()
	return joined
}
