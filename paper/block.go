package paper

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A document is what every reader makes of its format: a flat sequence of
// blocks in reading order. Nothing after the readers knows formats.
type document struct {
	Title  string
	Blocks []block
}

// A blockKind says what part of a text a block is.
type blockKind uint8

const (
	paragraphBlock blockKind = iota
	headingBlock
	itemBlock  // an item of a list, numbered or not
	noteBlock  // a footnote or endnote, by the format's own construct
	entryBlock // an entry of a bibliography, by the format's own construct
	breakBlock // a thematic break
)

// A block is one paragraph, heading, item or note: text as a reader sees it,
// with white space folded, and what its markup adds.
type block struct {
	Kind   blockKind
	Level  int    // of a heading, from 1; of an item, its depth from 0
	Line   int    // 1-based line on which it begins
	Marker string // of a numbered item or note, as printed: "3", "iv"
	List   int    // number of the list an item belongs to; 0 for none
	Text   string
	Spans  []span     // in order of their starts; they may nest
	Lines  []lineMark // where in Text the document's lines begin
}

// A spanKind says what the markup of a span of text means.
type spanKind uint8

const (
	emphasisSpan    spanKind = iota // italic, underlined, <cite>: a title or a container
	strongSpan                      // bold
	linkSpan                        // leads to Target
	superscriptSpan                 // a marker of a note, mostly
	codeSpan                        // literal text, in which addresses are examples
)

// A span is a stretch of a block's text, [Start, End) in bytes.
type span struct {
	Start, End int
	Kind       spanKind
	Target     string // address of a link
}

// A lineMark says that the text from Offset on stands on Line.
type lineMark struct {
	Offset, Line int
	Hard         bool // a break that readers see, as <br> makes
}

// LineAt is the document's line on which the byte at offset stands.
func (b *block) LineAt(offset int) int {
	i := sort.Search(len(b.Lines), func(i int) bool { return b.Lines[i].Offset > offset })
	if i == 0 {
		return b.Line
	}
	return b.Lines[i-1].Line
}

// head is the beginning of what b holds from offset on: enough for a marker.
func (b *block) head(offset int) block {
	h := block{Kind: b.Kind, Line: b.LineAt(offset), Text: b.Text[offset:min(len(b.Text), offset+2*maxKey)]}
	i := sort.Search(len(b.Spans), func(i int) bool { return b.Spans[i].Start >= offset })
	for ; i < len(b.Spans) && b.Spans[i].Start < offset+maxKey; i++ {
		s := b.Spans[i]
		s.Start, s.End = s.Start-offset, min(s.End-offset, len(h.Text))
		h.Spans = append(h.Spans, s)
	}
	return h
}

// slice is the part of b from start to end as a block of its own.
func (b *block) slice(start, end int) block {
	for start < end && b.Text[start] == ' ' {
		start++
	}
	for end > start && b.Text[end-1] == ' ' {
		end--
	}
	part := block{Kind: b.Kind, Level: b.Level, List: b.List, Line: b.LineAt(start), Text: b.Text[start:end]}
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

// A builder writes a block's text: it folds white space, drops what no reader
// sees and notes where the document's lines begin.
type builder struct {
	text  []byte
	spans []span
	lines []lineMark
	line  int  // of the text written last
	first int  // line on which the text begins
	space bool // white space is due before the next word
	hard  bool // a line break is due
}

// write adds text that begins on the given line of the document.
func (b *builder) write(s string, line int) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && c > ' ' && c != 0x7f {
			end := i + 1
			for end < len(s) && s[end] > ' ' && s[end] < 0x7f {
				end++
			}
			b.word(s[i:end], line)
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			line++
			b.space = true
		case unicode.IsSpace(r):
			b.space = true
		case r == utf8.RuneError && size == 1, isControl(r), isInvisible(r):
		default:
			b.word(s[i:i+size], line)
		}
		i += size
	}
}

// word adds text without white space.
func (b *builder) word(s string, line int) {
	if b.space && len(b.text) > 0 {
		b.text = append(b.text, ' ')
	}
	b.space = false
	if len(b.text) == 0 {
		b.first, b.line, b.hard = line, line, false
	} else if line != b.line || b.hard {
		b.lines = append(b.lines, lineMark{Offset: len(b.text), Line: line, Hard: b.hard})
		b.line, b.hard = line, false
	}
	b.text = append(b.text, s...)
}

// lineBreak ends a line that readers see as one.
func (b *builder) lineBreak() { b.space, b.hard = true, true }

// open begins a span; close ends it. Spans without text are dropped at the end.
func (b *builder) open(kind spanKind, target string) int {
	b.spans = append(b.spans, span{Start: -1, End: len(b.text), Kind: kind, Target: visible(target)})
	return len(b.spans) - 1
}

func (b *builder) close(i int) {
	s := &b.spans[i]
	s.Start, s.End = s.End, len(b.text)
	for s.Start < s.End && b.text[s.Start] == ' ' {
		s.Start++
	}
}

// take returns the block written so far and begins a new one.
func (b *builder) take(kind blockKind) block {
	out := block{Kind: kind, Line: b.first, Text: string(b.text), Lines: b.lines}
	for i, s := range b.spans {
		if s.Start < 0 { // never closed: it ends with the block
			b.close(i)
			s = b.spans[i]
		}
		if s.Start < s.End {
			out.Spans = append(out.Spans, s)
		}
	}
	*b = builder{}
	return out
}

// visible drops from an address what browsers ignore in it: line breaks, other
// controls, and what has no width.
func visible(target string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isControl(r) || isInvisible(r) {
			return -1
		}
		return r
	}, target))
}

func (b *builder) empty() bool { return len(b.text) == 0 }

// isControl reports whether r would act on a terminal instead of being shown.
func isControl(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 }

// plain folds white space and drops invisible characters from s.
func plain(s string) string {
	var b builder
	b.write(s, 1)
	return strings.TrimSpace(string(b.text))
}
