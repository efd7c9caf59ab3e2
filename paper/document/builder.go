package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// A Builder writes a block's text: it folds white space, drops what no reader
// sees and notes where the document's lines begin.
type Builder struct {
	Text  []byte
	spans []Span
	lines []LineMark
	line  int  // of the text written last
	first int  // line on which the text begins
	Space bool // white space is due before the next word
	hard  bool // a line break is due
	taken bool // blocks have been taken: more will be
}

// Write adds text that begins on the given line of the document.
func (b *Builder) Write(s string, line int) {
	for i := 0; i < len(s); {
		if n := seen(s[i:]); n > 0 {
			b.word(s[i:i+n], line)
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			line++
			b.Space = true
		case unicode.IsSpace(r):
			b.Space = true
		}
		i += size
	}
}

// seen returns how much of the start of s reads as it is written: characters
// that readers see, with single spaces between them.
func seen(s string) int {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c > ' ' && c < 0x7f:
			i++
		case c == ' ':
			if i == 0 || i+1 == len(s) || s[i+1] <= ' ' || s[i+1] >= 0x7f {
				return i
			}
			i += 2
		case c < utf8.RuneSelf:
			return i
		case 0xc3 <= c && c <= 0xd7 && i+1 < len(s) && s[i+1]&0xc0 == 0x80: // U+00C0 to U+05FF: letters and their marks
			i += 2
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && 0x90 <= s[i+2] && s[i+2] <= 0xa7: // U+2010 to U+2027: dashes, quotation marks
			i += 3
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || lex.IsControl(r) || lex.IsInvisible(r) || unicode.IsSpace(r) {
				return i
			}
			i += size
		}
	}
	return len(s)
}

// word adds text that begins and ends with a character that readers see.
func (b *Builder) word(s string, line int) {
	if b.Space && len(b.Text) > 0 {
		b.Text = append(b.Text, ' ')
	}
	b.Space = false
	if len(b.Text) == 0 {
		b.first, b.line, b.hard = line, line, false
	} else if line != b.line || b.hard {
		b.lines = add(b, b.lines, LineMark{Offset: len(b.Text), Line: line, Hard: b.hard})
		b.line, b.hard = line, false
	}
	b.Text = append(b.Text, s...)
}

// LineBreak ends a line that readers see as one.
func (b *Builder) LineBreak() { b.Space, b.hard = true, true }

// Open begins a span; close ends it. Spans without text are dropped at the end.
func (b *Builder) Open(kind SpanKind, target string) int {
	b.spans = add(b, b.spans, Span{Start: -1, End: len(b.Text), Kind: kind, Target: visible(target)})
	return len(b.spans) - 1
}

func (b *Builder) Close(i int) {
	s := &b.spans[i]
	s.Start, s.End = s.End, len(b.Text)
	for s.Start < s.End && b.Text[s.Start] == ' ' {
		s.Start++
	}
}

// Drop takes a span back.
func (b *Builder) Drop(i int) { b.spans[i].Start, b.spans[i].End = 0, 0 }

// Take returns the block written so far and begins a new one. What is taken
// shares arrays with what comes, though no elements: a paper has thousands of
// blocks. A Builder must not be copied while text is in it.
func (b *Builder) Take(kind Kind) Block {
	spans := b.spans[:0]
	for i := range b.spans {
		if b.spans[i].Start < 0 { // never closed: it ends with the block
			b.Close(i)
		}
		if s := b.spans[i]; s.Start < s.End {
			spans = append(spans, s)
		}
	}
	out := Block{Kind: kind, Line: b.first, Text: string(b.Text), Spans: slices.Clip(spans), Lines: slices.Clip(b.lines)}
	*b = Builder{Text: b.Text[:0], spans: b.spans[len(spans):len(spans)], lines: b.lines[len(b.lines):], taken: true}
	return out
}

// add appends to a block's spans or lines. Where blocks have been taken, it
// makes room for those of many.
func add[T any](b *Builder, s []T, x T) []T {
	if b.taken && len(s) == cap(s) && len(s) < 8 {
		s = append(make([]T, 0, 256), s...)
	}
	return append(s, x)
}

// visible drops from an address what browsers ignore in it: line breaks, other
// controls, and what has no width.
func visible(target string) string {
	if seen(target) == len(target) {
		return target
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if lex.IsControl(r) || lex.IsInvisible(r) {
			return -1
		}
		return r
	}, target))
}

func (b *Builder) Empty() bool { return len(b.Text) == 0 }

// Plain folds white space and drops invisible characters from s.
func Plain(s string) string {
	var b Builder
	b.Write(s, 1)
	return strings.TrimSpace(string(b.Text))
}
