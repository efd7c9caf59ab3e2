package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// citation reads a citation of Org's own syntax: [cite/style:see @key1 p. 3;
// @key2].
func (w *orgWriter) citation(i int) int {
	end := w.bracket(i)
	if end == 0 {
		return 0
	}
	_, list, ok := strings.Cut(w.p.text[i:end], ":")
	if !ok {
		return 0
	}
	var keys []string
	for part := range strings.SplitSeq(list, ";") {
		if _, key, ok := strings.Cut(part, "@"); ok {
			keys = append(keys, key[:orgKey(key)])
		}
	}
	if len(keys) == 0 {
		return 0
	}
	w.flush(i)
	return w.keys(keys, end+1)
}

// keys writes the keys of a citation.
func (w *orgWriter) keys(keys []string, end int) int {
	writeKeys(w.b, w.p.line(w.done), keys, nil)
	for _, key := range keys {
		w.r.cited[strings.TrimSpace(key)] = true
	}
	w.done = end
	return end
}

// orgKey is the length of the citation key at the start of s.
func orgKey(s string) int {
	n := 0
	for n < len(s) && (lex.IsLetter(s[n]) || lex.IsDigit(s[n]) || s[n] >= 0x80 || strings.IndexByte("-.:?!'/*_+|(){}<>&^$#%~", s[n]) >= 0) {
		n++
	}
	return len(strings.TrimRight(s[:n], ".,:;?!'(){}<>"))
}

// isCiteLink reports whether a link of org-ref cites: cite, citep, citet*,
// textcite, footcite and their kin.
func isCiteLink(kind string) bool {
	kind = strings.ToLower(strings.TrimRight(kind, "*"))
	switch kind {
	case "parencite", "textcite", "autocite", "footcite", "fullcite", "smartcite", "supercite", "nocite", "notecite", "footfullcite", "footcitetext":
		return true
	}
	return strings.HasPrefix(kind, "cite") && len(kind) < 20
}

// citeKeys are the keys in the target of a link of org-ref: "cite:key1,key2",
// or of its third version "cite:see &key1 p. 3;&key2".
func (r *orgReader) citeKeys(target string) ([]string, bool) {
	kind, list, ok := strings.Cut(target, ":")
	if !ok || !isCiteLink(kind) {
		return nil, false
	}
	var keys []string
	if !strings.Contains(list, "&") {
		return strings.Split(list, ","), true
	}
	for part := range strings.SplitSeq(list, ";") {
		if _, key, ok := strings.Cut(part, "&"); ok {
			keys = append(keys, key[:orgKey(key)])
		}
	}
	return keys, true
}

// cited reads what org-ref writes without brackets, given the place of its
// colon: cite:key1,key2 and bibliography:file.bib.
func (w *orgWriter) cited(i int) int {
	text := w.p.text[:w.to]
	start := i
	for start > w.done && i-start < 20 && (lex.IsLetter(text[start-1]) || text[start-1] == '*') {
		start--
	}
	kind := text[start:i]
	names := kind == "bibliography" || kind == "nobibliography" || kind == "addbibresource"
	if kind == "" || !names && !isCiteLink(kind) || w.linked {
		return 0
	}
	end := i + 1
	for end < len(text) {
		n := orgKey(strings.TrimPrefix(text[end:min(len(text), end+200)], "&"))
		if n == 0 {
			break
		}
		end += n + len("&") - len(strings.TrimPrefix("&", text[end:end+1]))
		if end+1 >= len(text) || strings.IndexByte(",;", text[end]) < 0 || orgSpace(text[end+1]) {
			break
		}
		end++
	}
	if end == i+1 {
		return 0
	}
	w.flush(start)
	if names {
		w.r.bibliography(strings.Split(text[i+1:end], ","), w.lineAt(i))
		w.done = end
		return end
	}
	keys, _ := w.r.citeKeys(text[start:end])
	return w.keys(keys, end)
}

// lineAt is the place of what stands at i.
func (w *orgWriter) lineAt(i int) sourceLine {
	return sourceLine{part: w.p.part, number: w.p.line(i)}
}

// How much of a document macros may make.
const (
	maxMacros     = 10000
	maxMacroDepth = 4
)

// macro reads {{{name(arguments)}}}, for which the document defines a text.
func (w *orgWriter) macro(i int) int {
	text := w.p.text[:w.to]
	head := text[i:min(len(text), i+1000)]
	if !strings.HasPrefix(head, "{{{") {
		return 0
	}
	n := strings.Index(head, "}}}")
	if n < 0 {
		return i + 3
	}
	name, list, _ := strings.Cut(head[3:n], "(")
	value, known := w.r.macros[strings.ToLower(strings.TrimSpace(name))]
	if !known || w.depth > maxMacroDepth || w.r.expanded >= maxMacros {
		return i + n + 3
	}
	w.r.expanded++
	args := strings.Split(strings.TrimSuffix(list, ")"), ",")
	var pairs []string
	for j := range 9 {
		arg := ""
		if j < len(args) {
			arg = strings.TrimSpace(args[j])
		}
		pairs = append(pairs, "$"+string(rune('1'+j)), arg)
	}
	w.flush(i)
	line := w.p.line(i)
	value = strings.NewReplacer(pairs...).Replace(value)
	if len(value) > maxAddress {
		value = ""
	}
	inner := orgWriter{r: w.r, depth: w.depth, linked: w.linked, proseWriter: proseWriter{b: w.b, clean: unchanged}}
	inner.paragraph(prose{text: value, part: w.p.part, starts: []int{0}, lines: []int{line}})
	w.notes = append(w.notes, inner.notes...)
	w.done = i + n + 3
	return w.done
}
