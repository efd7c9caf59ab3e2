package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// write makes the document's blocks, now that all targets are known.
func (r *rstReader) write() []document.Block {
	r.number()
	blocks := make([]document.Block, 0, len(r.blocks))
	for _, p := range r.blocks {
		var b document.Builder
		for i, body := range p.body {
			if i > 0 {
				b.LineBreak()
			}
			w := rstWriter{r: r, proseWriter: proseWriter{b: &b, p: body, clean: rstUnescape}}
			w.run()
		}
		out := b.Take(p.block.Kind)
		if out.Text == "" && p.block.Kind != document.Break {
			continue
		}
		out.Level, out.List, out.Marker, out.Key, out.Part = p.block.Level, p.block.List, p.block.Marker, p.block.Key, p.block.Part
		if p.block.Line > 0 {
			out.Line = p.block.Line
		}
		if len(p.body) > 0 {
			out.Part = p.body[0].part
		}
		blocks = append(blocks, out)
	}
	return blocks
}

// A rstWriter writes one paragraph: its text without markup, and spans for
// what the markup means.
type rstWriter struct {
	proseWriter
	r       *rstReader
	depth   int // of substitutions
	endless map[string]bool
}

func (w *rstWriter) run() {
	text := w.p.text
	for i := 0; i < len(text); {
		end := 0
		switch c := text[i]; c {
		case '\\':
			end = i + 2
		case '*':
			end = w.emphasis(i)
		case '`':
			end = w.quoted(i, "")
		case ':':
			end = w.role(i)
		case '|':
			end = w.substitution(i)
		case '[':
			end = w.noteMark(i)
		case '_':
			end = w.reference(i)
		default:
			if lex.IsLetter(c) && (i == 0 || !lex.IsLetter(text[i-1]) && !lex.IsDigit(text[i-1])) {
				end = w.address(i)
			}
		}
		i = max(i+1, end)
	}
	w.flush(len(text))
}

// span writes text[from:to] as a span, and takes what stands before end as
// written.
func (w *rstWriter) span(kind document.SpanKind, target string, from, to, end int) int {
	i := w.b.Open(kind, target)
	w.done = from
	w.flush(to)
	w.b.Close(i)
	w.done = end
	return end
}

// rstUnescape resolves backslashes: a character stands for itself, white space
// for nothing.
func rstUnescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i < len(s) && s[i] != ' ' && s[i] != '\n' {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// opens reports whether markup of n bytes may begin at i: after white space
// or an opening mark, and before text.
func (w *rstWriter) opens(i, n int) bool {
	text := w.p.text
	next, _ := utf8.DecodeRuneInString(text[i+n:])
	if i+n >= len(text) || unicode.IsSpace(next) {
		return false
	}
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if strings.ContainsRune(`'"([{<`, before) {
		return next != rune(strings.IndexByte("'\"([{<", byte(before))) && !strings.ContainsRune(closing(before), next)
	}
	return unicode.IsSpace(before) || strings.ContainsRune("-/:", before) ||
		before >= 0x80 && unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// closing is the mark that closes what an opening one opens.
func closing(open rune) string {
	return map[rune]string{'\'': "'", '"': `"`, '(': ")", '[': "]", '{': "}", '<': ">"}[open]
}

// closes reports whether markup may end before i: before white space or a mark.
func (w *rstWriter) closes(i int) bool {
	if i >= len(w.p.text) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(w.p.text[i:])
	return unicode.IsSpace(next) || strings.ContainsRune(`'")]}>-/\:.,;!?`, next) ||
		next >= 0x80 && unicode.In(next, unicode.Pe, unicode.Pf, unicode.Pi, unicode.Pd, unicode.Po)
}

// end finds the mark that ends markup whose text begins at from, or -1. What
// had no end once has none further on either.
func (w *rstWriter) end(from int, mark string, literal bool) int {
	if w.endless[mark] {
		return -1
	}
	text := w.p.text
	for i := from; i < len(text); {
		n := strings.Index(text[i:], mark)
		if n < 0 {
			break
		}
		i += n
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if i > from && !unicode.IsSpace(before) && w.closes(i+len(mark)) && (literal || !escaped(text, i)) {
			return i
		}
		i++
	}
	if w.endless == nil {
		w.endless = map[string]bool{}
	}
	w.endless[mark] = true
	return -1
}

// escaped reports whether a backslash takes the meaning off the byte at i.
func escaped(s string, i int) bool {
	n := i
	for n > 0 && s[n-1] == '\\' {
		n--
	}
	return (i-n)%2 == 1
}

// emphasis reads *text* and **text**.
func (w *rstWriter) emphasis(i int) int {
	mark, kind := "*", document.Emphasis
	if strings.HasPrefix(w.p.text[i:], "**") {
		mark, kind = "**", document.Strong
	}
	if !w.opens(i, len(mark)) {
		return i + len(mark)
	}
	end := w.end(i+len(mark), mark, false)
	if end < 0 {
		return i + len(mark)
	}
	w.flush(i)
	return w.span(kind, "", i+len(mark), end, end+len(mark))
}
