package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// phrase writes `text`_, `text <address>`_ and `text <name_>`_, which two
// underscores make anonymous.
func (w *rstWriter) phrase(from, to, end int, anonymous bool) int {
	inner := w.p.text[from:to]
	open := strings.LastIndexByte(inner, '<')
	embedded := open >= 0 && strings.HasSuffix(inner, ">") && !strings.HasSuffix(inner, `\>`) && (open == 0 || inner[open-1] == ' ' || inner[open-1] == '\n')
	if !embedded {
		target := rstTarget{alias: rstName(inner)}
		if anonymous {
			target = w.r.nextAnonymous()
		}
		url := w.r.resolve(target)
		if url == "" && address.HasPrefix(inner) {
			url = rstAddress(inner) // the author took the quotes for brackets
		}
		return w.link(url, from, to, end)
	}
	content := inner[open+1 : len(inner)-1]
	url := rstAddress(content)
	if name, ok := strings.CutSuffix(content, "_"); ok && !strings.HasSuffix(name, `\`) {
		if found := w.r.resolve(rstTarget{alias: rstName(strings.Trim(name, "`"))}); found != "" || !address.IsWeb(url) {
			url = found
		}
	}
	if open == 0 {
		return w.raw(url, end, url, document.Link)
	}
	return w.link(url, from, from+open, end)
}

// link writes text[from:to] as a link where it has an address.
func (w *rstWriter) link(url string, from, to, end int) int {
	to = from + len(strings.TrimRight(w.p.text[from:to], " \n"))
	if url == "" {
		w.done = from
		w.flush(to)
		w.done = end
		return end
	}
	return w.span(document.Link, url, from, to, end)
}

func (r *rstReader) nextAnonymous() rstTarget {
	if len(r.anonymous) == 0 {
		return rstTarget{}
	}
	t := r.anonymous[0]
	r.anonymous = r.anonymous[1:]
	return t
}

// resolve follows names to an address; "" where they lead to none.
func (r *rstReader) resolve(t rstTarget) string {
	for range 20 { // names may stand for names, in circles too
		if t.alias == "" {
			return t.url
		}
		t = r.targets[t.alias]
	}
	return ""
}

// reference reads name_ and name__, given the place of the first underscore.
func (w *rstWriter) reference(i int) int {
	text := w.p.text
	if strings.HasPrefix(text[i:], "_`") {
		return 0 // quoted reads it
	}
	end := i + 1
	if strings.HasPrefix(text[i:], "__") {
		end++
	}
	if !w.closes(end) {
		return 0
	}
	start := i
	for start > w.done && (rstNameByte(text[start-1]) || start < i && rstNameByte(text[start]) && strings.IndexByte("-_.:+", text[start-1]) >= 0) {
		start--
	}
	if start < i && !rstNameByte(text[start]) {
		start++
	}
	name := text[start:i]
	if !isRSTName(name) || !w.opens(start, 1) {
		return 0
	}
	target := rstTarget{alias: rstName(name)}
	known := w.r.targets[target.alias] != rstTarget{}
	if end > i+1 {
		known = len(w.r.anonymous) > 0
		target = w.r.nextAnonymous()
	}
	if !known {
		return 0 // a name that ends in an underscore
	}
	w.flush(start)
	return w.link(w.r.resolve(target), start, i, end)
}

// noteMark reads [label]_: a reference to a footnote or a citation.
func (w *rstWriter) noteMark(i int) int {
	text := w.p.text
	n := strings.Index(text[i:min(len(text), i+200)], "]_")
	if n < 2 || !w.opens(i, 1) || !w.closes(i+n+2) {
		return 0
	}
	label := text[i+1 : i+n]
	if !isNoteLabel(label) {
		return 0
	}
	w.flush(i)
	end := i + n + 2
	notes := &w.r.notes
	switch {
	case label == "#":
		label = "#"
		if notes.nextNumber < len(notes.numbers) {
			label = notes.numbers[notes.nextNumber]
		}
		notes.nextNumber++
	case label == "*":
		label = footnoteSymbol(notes.nextSymbol)
		notes.nextSymbol++
	case label[0] == '#':
		key := rstName(label[1:])
		shown := notes.named[key]
		if shown == "" {
			shown = label[1:]
		}
		return w.raw(shown, end, key, document.Superscript, document.Cite)
	case strings.Trim(label, "0123456789") != "":
		return w.raw("["+label+"]", end, rstName(label), document.Cite)
	}
	return w.raw(label, end, label, document.Superscript, document.Cite)
}

// How much of a document substitutions may make.
const (
	maxSubstitutions     = 10000
	maxSubstitutionDepth = 8
)

// substitution reads |name|, for which the document defines a text.
func (w *rstWriter) substitution(i int) int {
	text := w.p.text
	n := strings.IndexByte(text[i+1:min(len(text), i+200)], '|')
	if n < 1 || !w.opens(i, 1) {
		return 0
	}
	end := i + n + 2
	suffix := len(text[end:min(len(text), end+2)]) - len(strings.TrimLeft(text[end:min(len(text), end+2)], "_"))
	value, known := w.r.substitutions[rstName(text[i+1:i+1+n])]
	if !known || !w.closes(end+suffix) || w.depth >= maxSubstitutionDepth || w.r.expands >= maxSubstitutions {
		return 0
	}
	w.r.expands++
	w.flush(i)
	link := -1
	switch suffix {
	case 1:
		link = w.b.Open(document.Link, w.r.resolve(rstTarget{alias: rstName(text[i+1 : i+1+n])}))
	case 2:
		link = w.b.Open(document.Link, w.r.resolve(w.r.nextAnonymous()))
	}
	inner := rstWriter{r: w.r, depth: w.depth + 1, proseWriter: proseWriter{b: w.b, clean: rstUnescape}}
	inner.p = prose{text: value, starts: []int{0}, lines: []int{w.p.line(i)}}
	inner.run()
	if link >= 0 {
		w.b.Close(link)
	}
	w.done = end + suffix
	return w.done
}

// address reads an address that stands in the text by itself. What looks like
// markup in it is none.
func (w *rstWriter) address(i int) int {
	rest := w.p.text[i:min(len(w.p.text), i+maxAddress)]
	if !address.HasPrefix(rest) {
		return 0
	}
	n := address.Scan(unescapedExtent(rest))
	if n == 0 {
		return 0
	}
	if end := strings.IndexAny(rest, "<> \n"); i > 0 && w.p.text[i-1] == '<' && end > n && rest[end] == '>' {
		n = end
	}
	w.flush(i)
	return w.span(document.Link, rstUnescape(rest[:n]), i, i+n, i+n)
}
