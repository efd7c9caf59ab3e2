package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// write makes the document's blocks, now that all abbreviations are known.
// Footnotes are numbered as the text refers to them.
func (r *orgReader) write() []document.Block {
	blocks := make([]document.Block, 0, len(r.blocks))
	for _, p := range r.blocks {
		b := document.Builder{}
		w := orgWriter{r: r, proseWriter: proseWriter{b: &b, clean: orgDashes.Replace}}
		for i, body := range p.body {
			if i > 0 {
				b.LineBreak()
			}
			w.paragraph(body)
		}
		out := b.Take(p.block.Kind)
		if len(p.body) > 0 {
			p.block.Part = p.body[0].part
		}
		out.Level, out.List, out.Marker, out.Key, out.Part = p.block.Level, p.block.List, p.block.Marker, p.block.Key, p.block.Part
		if p.block.Line > 0 {
			out.Line = p.block.Line
		}
		if out.Text != "" || out.Kind == document.Break {
			blocks = append(blocks, out)
		}
		blocks = append(blocks, w.notes...)
	}
	for i := range blocks {
		if b := &blocks[i]; b.Kind == document.Note && b.Marker == "" {
			if b.Marker = r.notes[b.Key]; b.Marker == "" {
				b.Marker = b.Key // nothing refers to it
			}
		}
	}
	return blocks
}

// orgDashes sets the dashes that Org's exporters set. Without blanks around
// them, hyphens may be those of an address.
var orgDashes = strings.NewReplacer(" --- ", " — ", " -- ", " – ")

// An orgWriter writes a block's text without markup, and spans for what the
// markup means.
type orgWriter struct {
	proseWriter
	r        *orgReader
	brackets []int32
	notes    []document.Block
	to       int // where what is being written ends
	depth    int
	linked   bool            // this is the text of a link
	endless  map[string]bool // marks that nothing closes from here on
}

// maxOrgDepth is how deep markup may nest.
const maxOrgDepth = 8

// paragraph writes a paragraph.
func (w *orgWriter) paragraph(p prose) {
	w.p, w.done = p, 0
	if len(p.text) > maxProse {
		p.write(w.b, 0, len(p.text), unchanged)
		return
	}
	w.brackets = matchBrackets(p.text)
	w.run(0, len(p.text))
}

// run writes text[from:to].
func (w *orgWriter) run(from, to int) {
	outer, end := w.endless, w.to
	w.endless, w.to, w.done = nil, to, from
	w.depth++
	for i := from; i < to; {
		next := 0
		if w.depth <= maxOrgDepth {
			next = w.markup(i)
		}
		i = max(i+1, next)
	}
	w.flush(to)
	w.depth--
	w.endless, w.to = outer, end
}

// markup reads the markup that begins at i and returns where it ends; 0 where
// there is none.
func (w *orgWriter) markup(i int) int {
	text := w.p.text[:w.to]
	switch c := text[i]; c {
	case '*', '/', '_', '+', '=', '~':
		return w.emphasis(i)
	case '[':
		return w.bracketed(i)
	case '<':
		return w.angle(i)
	case '{':
		return w.macro(i)
	case '\\':
		return w.backslash(i)
	case '@':
		return w.snippet(i)
	case ':':
		return w.cited(i)
	default:
		if lex.IsLetter(c) && (i == 0 || !lex.IsLetter(text[i-1]) && !lex.IsDigit(text[i-1])) {
			return w.address(i)
		}
	}
	return 0
}

// span writes text[from:to] with its markup as a span, and takes what stands
// before end as written.
func (w *orgWriter) span(kind document.SpanKind, target string, from, to, end int) int {
	i := w.b.Open(kind, target)
	w.run(from, to)
	w.b.Close(i)
	w.done = end
	return end
}

// emphasis reads *bold*, /italic/, _underlined_, +struck+ and the =literal= and
// ~code~ in which there is no markup.
func (w *orgWriter) emphasis(i int) int {
	text := w.p.text[:w.to]
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i > 0 && !unicode.IsSpace(before) && !strings.ContainsRune(`-—–("'{`, before) || i+1 >= len(text) || orgSpace(text[i+1]) {
		return 0
	}
	end := w.end(i+1, text[i:i+1])
	if end < 0 {
		return 0
	}
	w.flush(i)
	switch text[i] {
	case '=', '~':
		return w.literal(i+1, end, end+1)
	case '*':
		return w.span(document.Strong, "", i+1, end, end+1)
	case '+':
		w.run(i+1, end)
		w.done = end + 1
		return end + 1
	}
	return w.span(document.Emphasis, "", i+1, end, end+1)
}

func orgSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// end finds the mark that ends emphasis, or -1. What nothing closes once is
// closed by nothing further on either.
func (w *orgWriter) end(from int, mark string) int {
	text := w.p.text[:w.to]
	for i := w.find(from, mark); i >= 0; i = w.find(i+1, mark) {
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		if i > from && !orgSpace(text[i-1]) && (i+1 == len(text) || unicode.IsSpace(next) || strings.ContainsRune("-—–.,;:!?'\")}[\\", next)) {
			return i
		}
	}
	return -1
}

// find finds a mark, or -1, and does not look again for what is not there.
func (w *orgWriter) find(from int, mark string) int {
	if w.endless[mark] {
		return -1
	}
	if n := strings.Index(w.p.text[from:w.to], mark); n >= 0 {
		return from + n
	}
	if w.endless == nil {
		w.endless = map[string]bool{}
	}
	w.endless[mark] = true
	return -1
}

// bracketed reads what stands in square brackets: links, footnotes, citations.
func (w *orgWriter) bracketed(i int) int {
	text := w.p.text[:w.to]
	rest := text[i:]
	switch {
	case strings.HasPrefix(rest, "[["):
		return w.link(i)
	case strings.HasPrefix(rest, "[fn:"):
		return w.note(i)
	case strings.HasPrefix(rest, "[cite:"), strings.HasPrefix(rest, "[cite/"):
		return w.citation(i)
	}
	return 0
}

// bracket returns where the bracket at i is closed; 0 where it is not.
func (w *orgWriter) bracket(i int) int {
	if end := int(w.brackets[i]); end < w.to {
		return end
	}
	return 0
}

// backslash reads the mark of a line break, and formulas.
func (w *orgWriter) backslash(i int) int {
	text := w.p.text[:w.to]
	rest := text[i:]
	switch {
	case strings.HasPrefix(rest, `\\`):
		if len(rest) == 2 || rest[2] == '\n' {
			w.flush(i)
			w.b.LineBreak()
			w.done = i + 2
		}
		return i + 2
	case strings.HasPrefix(rest, `\(`), strings.HasPrefix(rest, `\[`):
		shut := map[byte]string{'(': `\)`, '[': `\]`}[rest[1]]
		if end := w.find(i+2, shut); end > 0 {
			w.flush(i)
			return w.raw(text[i+2:end], end+2, "", document.Code)
		}
	}
	return 0
}

// snippet drops @@backend:text@@, which goes to one kind of output only.
func (w *orgWriter) snippet(i int) int {
	text := w.p.text[:w.to]
	if !strings.HasPrefix(text[i:], "@@") {
		return 0
	}
	end := w.find(i+2, "@@")
	if end < 0 {
		return i + 2
	}
	w.flush(i)
	w.done = end + 2
	return w.done
}
