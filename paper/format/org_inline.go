package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// write makes the document's blocks, now that all abbreviations are known.
// Footnotes are numbered as the text refers to them.
func (r *orgReader) write() []document.Block {
	blocks := make([]document.Block, 0, len(r.blocks))
	for _, p := range r.blocks {
		b := document.Builder{}
		w := orgWriter{r: r, b: &b}
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

// An orgWriter writes a block's text without markup, and spans for what the
// markup means.
type orgWriter struct {
	r        *orgReader
	b        *document.Builder
	p        prose
	brackets []int32
	notes    []document.Block
	done     int // how much of the text is written
	to       int // where what is being written ends
	depth    int
	linked   bool            // this is the text of a link
	endless  map[string]bool // marks that nothing closes from here on
	word     int             // end of the word that was looked at last
}

// maxOrgDepth is how deep markup may nest.
const maxOrgDepth = 8

// paragraph writes a paragraph.
func (w *orgWriter) paragraph(p prose) {
	w.p, w.done, w.word = p, 0, 0
	if len(p.text) > maxProse {
		p.write(w.b, 0, len(p.text), unchanged)
		return
	}
	w.brackets = matchBrackets(p.text)
	w.run(0, len(p.text))
}

func unchanged(s string) string { return s }

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

// flush writes the text before a place as it is.
func (w *orgWriter) flush(to int) {
	if to > w.done {
		w.p.write(w.b, w.done, to, unchanged)
		w.done = to
	}
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

// raw writes s in place of the text before end, as a span of each kind.
func (w *orgWriter) raw(s string, end int, target string, kinds ...document.SpanKind) int {
	var open []int
	for _, kind := range kinds {
		open = append(open, w.b.Open(kind, target))
	}
	w.b.Write(s, w.p.line(w.done))
	for _, i := range open {
		w.b.Close(i)
	}
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
		span := w.b.Open(document.Code, "")
		w.p.write(w.b, i+1, end, unchanged)
		w.b.Close(span)
		w.done = end + 1
		return end + 1
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

// link reads [[target]] and [[target][text]].
func (w *orgWriter) link(i int) int {
	text := w.p.text[:w.to]
	head := text[i+2 : min(len(text), i+2+maxAddress)]
	n := 0
	for n < len(head) && head[n] != ']' && head[n] != '[' {
		if head[n] == '\\' {
			n++
		}
		n++
	}
	if n == 0 || n+1 >= len(head) || head[n] != ']' {
		return 0
	}
	raw := head[:n]
	from := i + 2 + n + 2 // of the text
	switch {
	case head[n+1] == ']':
		return w.bare(i, raw, from)
	case head[n+1] != '[':
		return 0
	}
	end := w.find(from, "]]")
	if end < 0 {
		return 0
	}
	if end+2 < len(text) && text[end+2] == ']' && strings.Count(text[from:end], "[") > strings.Count(text[from:end], "]") {
		end++ // the text ends in a bracket of its own
	}
	w.flush(i)
	if keys, ok := w.r.citeKeys(raw); ok {
		return w.keys(keys, end+2)
	}
	target := w.r.target(raw)
	if target == "" {
		target = "#" + raw // the text may look like an address: it leads elsewhere
	}
	w.linked = true
	defer func() { w.linked = false }()
	return w.span(document.Link, target, from, end, end+2)
}

// bare writes a link without a text of its own.
func (w *orgWriter) bare(i int, raw string, end int) int {
	w.flush(i)
	w.done = i
	if keys, ok := w.r.citeKeys(raw); ok {
		return w.keys(keys, end)
	}
	target := w.r.target(raw)
	switch {
	case target == "":
		return w.raw(raw, end, "#"+raw, document.Link)
	case isImage(target):
		w.done = end
		return end
	}
	return w.raw(target, end, target, document.Link)
}

// isImage reports whether a link shows an image where it stands.
func isImage(target string) bool {
	lower := strings.ToLower(target)
	for _, ext := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".xpm"} {
		if strings.HasSuffix(lower, ext) {
			return true
		}
	}
	return false
}

// target is the address that a link leads to; "" for a place in the document, a
// file and what only Emacs can open.
func (r *orgReader) target(raw string) string {
	raw = rstAddress(raw)
	kind, rest, ok := strings.Cut(raw, ":")
	if !ok {
		return ""
	}
	switch known, abbreviated := r.links[kind]; {
	case abbreviated:
		rest = strings.TrimPrefix(rest, ":")
		for _, mark := range []string{"%s", "%h"} {
			if strings.Contains(known, mark) {
				return strings.Replace(known, mark, rest, 1)
			}
		}
		return known + rest
	case kind == "bibliography" || kind == "nobibliography" || kind == "addbibresource":
		r.bibliography(strings.Split(rest, ","))
		return ""
	case kind == "doi" || kind == "DOI":
		return "https://doi.org/" + rest
	case address.IsWeb(raw):
		return raw
	}
	return ""
}

// note reads a reference to a footnote, which may bring its text.
func (w *orgWriter) note(i int) int {
	text := w.p.text[:w.to]
	end := w.bracket(i)
	if end == 0 {
		return 0
	}
	label, content, inline := strings.Cut(text[i+4:end], ":")
	if label != "" && !isOrgLabel(label) {
		return 0
	}
	w.flush(i)
	w.done = i
	number, known := w.r.notes[label]
	if !known || label == "" {
		number = strconv.Itoa(len(w.r.notes) + 1)
		if label == "" {
			label = number
			for w.r.notes[label] != "" {
				label += "'"
			}
		}
		w.r.notes[label] = number
	}
	w.raw(number, end+1, label, document.Superscript, document.Cite)
	if !inline || strings.TrimSpace(content) == "" {
		return end + 1
	}
	inner := orgWriter{r: w.r, b: &document.Builder{}, p: w.p, brackets: w.brackets, depth: w.depth}
	inner.run(end-len(content), end)
	b := inner.b.Take(document.Note)
	b.Marker, b.Key, b.Part = number, label, w.p.part
	if b.Text != "" {
		w.notes = append(w.notes, b)
	}
	w.notes = append(w.notes, inner.notes...)
	return end + 1
}

// angle reads <address>, and drops the marks of <<targets>>.
func (w *orgWriter) angle(i int) int {
	text := w.p.text[:w.to]
	rest := text[i+1 : min(len(text), i+1+maxAddress)]
	if address.HasPrefix(rest) {
		if n := strings.IndexAny(rest, "<>\n"); n > 0 && rest[n] == '>' {
			w.flush(i + 1)
			target := rstAddress(rest[:n])
			return w.raw(target, i+1+n, target, document.Link)
		}
	}
	if !strings.HasPrefix(rest, "<") {
		return 0
	}
	marks := 2 + len(rest[1:min(len(rest), 2)]) - len(strings.TrimPrefix(rest[1:min(len(rest), 2)], "<"))
	if n := strings.Index(rest[:min(len(rest), 200)], strings.Repeat(">", marks)); n > marks-1 {
		w.flush(i)
		if marks == 3 { // its text stays
			w.done = i + marks
			w.flush(i + 1 + n)
		}
		w.done = i + 1 + n + marks
		return w.done
	}
	return i + marks
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

// address reads an address that stands in the text by itself. What looks like
// markup in it is none.
func (w *orgWriter) address(i int) int {
	rest := w.p.text[i:min(w.to, i+maxAddress)]
	if w.linked || !address.HasPrefix(rest) {
		return 0
	}
	n := address.Scan(rest)
	if n == 0 {
		return 0
	}
	w.flush(i)
	return w.raw(rest[:n], i+n, rest[:n], document.Link)
}
