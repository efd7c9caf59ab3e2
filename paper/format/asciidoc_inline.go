package format

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// paragraph writes a block, and the footnotes in it after it.
func (r *adocReader) paragraph(b document.Block, lines []sourceLine) {
	for i := range lines {
		lines[i].text = r.source.expand(lines[i].text)
	}
	w := adocWriter{r: r, proseWriter: proseWriter{b: &document.Builder{}, p: proseOf(lines), clean: html.UnescapeString}}
	if len(w.p.text) > maxProse {
		w.p.write(w.b, 0, len(w.p.text), html.UnescapeString)
	} else {
		w.brackets = matchBrackets(w.p.text)
		w.run(0, len(w.p.text))
	}
	out := w.b.Take(b.Kind)
	out.Level, out.List, out.Marker, out.Key, out.Part = b.Level, b.List, b.Marker, b.Key, w.p.part
	if out.Text != "" {
		r.blocks = append(r.blocks, out)
	}
	r.blocks = append(r.blocks, w.notes...)
}

// An adocWriter writes one paragraph: its text without markup, and spans for
// what the markup means.
type adocWriter struct {
	proseWriter
	r        *adocReader
	brackets []int32
	notes    []document.Block
	to       int // where what is being written ends
	depth    int
	linked   bool            // this is the text of a link
	endless  map[string]bool // marks that nothing closes from here on
	word     int             // end of the word that was looked at last
}

// maxAdocDepth is how deep markup may nest.
const maxAdocDepth = 8

// run writes text[from:to].
func (w *adocWriter) run(from, to int) {
	outer, end := w.endless, w.to
	w.endless, w.to, w.done = nil, to, from
	w.depth++
	for i := from; i < to; {
		next := 0
		if w.depth <= maxAdocDepth {
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
func (w *adocWriter) markup(i int) int {
	text := w.p.text[:w.to]
	switch c := text[i]; c {
	case '\\':
		return w.escape(i)
	case '*', '_', '#', '`':
		return w.quote(i)
	case '^':
		return w.superscript(i)
	case '+', '$':
		return w.passthrough(i)
	case '<':
		return w.xref(i)
	case '[':
		return w.anchor(i)
	case '(':
		return w.indexTerm(i)
	case '"', '\'':
		return w.curved(i)
	case ':':
		return w.macro(i)
	default:
		if lex.IsLetter(c) && (i == 0 || !lex.IsLetter(text[i-1]) && !lex.IsDigit(text[i-1])) {
			return w.address(i)
		}
	}
	return 0
}

// span writes text[from:to] with its markup as a span, and takes what stands
// before end as written.
func (w *adocWriter) span(kind document.SpanKind, target string, from, to, end int) int {
	i := w.b.Open(kind, target)
	w.run(from, to)
	w.b.Close(i)
	w.done = end
	return end
}

// escape drops a backslash before markup. An address behind one is not meant to
// lead anywhere.
func (w *adocWriter) escape(i int) int {
	text := w.p.text[:w.to]
	if i+1 >= len(text) {
		return 0
	}
	if rest := text[i+1 : min(len(text), i+1+maxAddress)]; address.HasPrefix(rest) {
		w.flush(i)
		end := i + 1 + address.Scan(rest)
		return w.raw(text[i+1:end], end, "", document.Code)
	}
	if strings.IndexByte("*_#`^+$<[](\"':{\\-=&.", text[i+1]) < 0 {
		return 0
	}
	w.flush(i)
	w.done = i + 1
	return i + 2
}

// end finds the mark that ends what begins at from, or -1. What nothing closes
// once is closed by nothing further on either.
func (w *adocWriter) end(from int, mark string, ends func(i int) bool) int {
	if w.endless[mark] {
		return -1
	}
	for i := from; i < w.to; i++ {
		n := strings.Index(w.p.text[i:w.to], mark)
		if n < 0 {
			break
		}
		if i += n; i > from && ends(i) {
			return i
		}
	}
	if w.endless == nil {
		w.endless = map[string]bool{}
	}
	w.endless[mark] = true
	return -1
}

// anywhere lets a mark end what it ends wherever it stands.
func anywhere(int) bool { return true }

// wordBefore and wordAfter report whether a place borders on a word.
func (w *adocWriter) wordBefore(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(w.p.text[:i])
	return i > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

func (w *adocWriter) wordAfter(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.p.text[i:w.to])
	return i < w.to && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// spaceAt reports whether white space, or nothing, stands at i.
func (w *adocWriter) spaceAt(i int) bool {
	return i < 0 || i >= w.to || strings.IndexByte(" \t\n", w.p.text[i]) >= 0
}

// quote reads *strong*, _emphasis_, `mono` and #marked#, which doubled marks
// may also begin inside of words.
func (w *adocWriter) quote(i int) int {
	mark := w.p.text[i : i+1]
	kind := map[string]document.SpanKind{"*": document.Strong, "_": document.Emphasis, "`": document.Code}[mark]
	n := 1
	end := -1
	if strings.HasPrefix(w.p.text[i+1:w.to], mark) {
		n = 2
		end = w.end(i+2, mark+mark, anywhere)
	} else if !w.spaceAt(i+1) && !w.wordBefore(i) && (i == 0 || strings.IndexByte(";:}", w.p.text[i-1]) < 0) {
		end = w.end(i+1, mark, func(j int) bool { return !w.spaceAt(j-1) && !w.wordAfter(j+1) })
	}
	if end < 0 {
		return i + n
	}
	w.flush(i)
	if mark == "#" {
		w.run(i+n, end)
		w.done = end + n
		return end + n
	}
	if kind == document.Code && !w.linked && isCommand(w.p.text[i+n:end]) {
		w.linked = true
		defer func() { w.linked = false }()
	}
	return w.span(kind, "", i+n, end, end+n)
}

// isCommand reports whether what stands in monospace is a command and no
// address set so: an address is in it, behind another word.
func isCommand(s string) bool {
	before, _, ok := strings.Cut(s, "://")
	return ok && strings.Contains(strings.TrimSpace(before), " ")
}

func (w *adocWriter) superscript(i int) int {
	rest := w.p.text[i+1 : min(w.to, i+100)]
	n := strings.IndexAny(rest, "^ \n")
	if n < 1 || rest[n] != '^' {
		return 0
	}
	w.flush(i)
	return w.span(document.Superscript, "", i+1, i+1+n, i+n+2)
}

// passthrough reads +literal+ text, in which there is no markup, and the plus
// sign that breaks a line.
func (w *adocWriter) passthrough(i int) int {
	text := w.p.text[:w.to]
	if text[i] == '+' && i > 0 && text[i-1] == ' ' && (i+1 == len(text) || text[i+1] == '\n') {
		w.flush(i - 1)
		w.b.LineBreak()
		w.done = i + 1
		return i + 1
	}
	n := 0
	for i+n < len(text) && text[i+n] == text[i] && n < 3 {
		n++
	}
	mark := text[i : i+n]
	if mark == "$" || mark == "$$$" || n == 1 && (w.spaceAt(i+1) || w.wordBefore(i)) {
		return i + n
	}
	end := w.end(i+n, mark, func(j int) bool { return n > 1 || !w.spaceAt(j-1) && !w.wordAfter(j+1) })
	if end < 0 {
		return i + n
	}
	w.flush(i)
	if n == 3 {
		return w.html(text[i+n:end], end+n)
	}
	return w.literal(i+n, end, end+n)
}

// anchor drops [[names]] of places, and the roles of what is quoted behind
// them.
func (w *adocWriter) anchor(i int) int {
	text := w.p.text[:w.to]
	if strings.HasPrefix(text[i:], "[[") {
		if n := strings.Index(text[i:min(len(text), i+200)], "]]"); n > 2 {
			w.flush(i)
			w.done = i + n + 2
			return w.done
		}
	}
	end := w.bracket(i)
	if end > i+1 && end+2 < len(text) && strings.IndexByte("#*_`", text[end+1]) >= 0 && !w.spaceAt(end+2) && !strings.ContainsAny(text[i:end], " \n") && !w.wordBefore(i) {
		w.flush(i)
		w.done = end + 1
		return end + 1
	}
	return 0
}

// bracket returns where the bracket at i is closed; 0 where it is not.
func (w *adocWriter) bracket(i int) int {
	if i >= w.to || w.p.text[i] != '[' {
		return 0
	}
	if end := int(w.brackets[i]); end > 0 && end < w.to {
		return end
	}
	// Another bracket in it is not closed: the next closing one counts.
	if n := strings.IndexByte(w.p.text[i:min(w.to, i+maxAddress)], ']'); n > 0 {
		return i + n
	}
	return 0
}

// indexTerm reads ((a term)), which is text, and (((one, that is not))).
func (w *adocWriter) indexTerm(i int) int {
	text := w.p.text[:w.to]
	switch {
	case strings.HasPrefix(text[i:], "((("):
		end := w.end(i+3, ")))", anywhere)
		if end < 0 {
			return i + 3
		}
		w.flush(i)
		w.done = end + 3
		return w.done
	case strings.HasPrefix(text[i:], "(("):
		end := w.end(i+2, "))", anywhere)
		if end < 0 {
			return i + 2
		}
		w.flush(i)
		w.run(i+2, end)
		w.done = end + 2
		return w.done
	}
	return 0
}

// curved reads "`text`" and '`text`', which are printed with curved quotes.
func (w *adocWriter) curved(i int) int {
	text := w.p.text[:w.to]
	if i+2 >= len(text) || text[i+1] != '`' || w.spaceAt(i+2) {
		return 0
	}
	end := w.end(i+2, "`"+text[i:i+1], func(j int) bool { return !w.spaceAt(j - 1) })
	if end < 0 {
		return i + 2
	}
	open, shut := "“", "”"
	if text[i] == '\'' {
		open, shut = "‘", "’"
	}
	w.flush(i)
	w.raw(open, i+2, "")
	w.run(i+2, end)
	return w.raw(shut, end+2, "")
}
