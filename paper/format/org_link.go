package format

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

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
	target := w.r.target(raw, w.lineAt(i))
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
	target := w.r.target(raw, w.lineAt(i))
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
func (r *orgReader) target(raw string, l sourceLine) string {
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
		r.bibliography(strings.Split(rest, ","), l)
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
	inner := orgWriter{proseWriter: w.proseWriter, r: w.r, brackets: w.brackets, depth: w.depth}
	inner.b = &document.Builder{}
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
