package format

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
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
			w := rstWriter{r: r, b: &b, p: body}
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
	r       *rstReader
	b       *document.Builder
	p       prose
	done    int // how much of the text is written
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

// flush writes the text before a place as it is, without its escapes.
func (w *rstWriter) flush(to int) {
	if to > w.done {
		w.p.write(w.b, w.done, to, rstUnescape)
		w.done = to
	}
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

// raw writes a text in place of text[:end], as a span of each kind.
func (w *rstWriter) raw(s string, end int, target string, kinds ...document.SpanKind) int {
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

// role reads ":name:`text`".
func (w *rstWriter) role(i int) int {
	text := w.p.text
	head := text[i:min(len(text), i+100)]
	n := strings.Index(head, ":`")
	if n < 2 || !isRSTName(head[1:n]) || !w.opens(i, 1) {
		return 0
	}
	return w.quoted(i+n+1, strings.ToLower(head[1:n]))
}

// quoted reads what stands in backquotes: a literal, a reference, text with a
// role.
func (w *rstWriter) quoted(i int, role string) int {
	text, start := w.p.text, i
	if role != "" {
		start = i - len(role) - 2
	}
	if strings.HasPrefix(text[i:], "``") && role == "" {
		if !w.opens(i, 2) {
			return i + 2
		}
		end := w.end(i+2, "``", true)
		if end < 0 {
			return i + 2
		}
		w.flush(start)
		return w.code(i+2, end, end+2)
	}
	if i > 0 && text[i-1] == '_' && role == "" {
		start-- // a place in the document
	}
	if role == "" && !w.opens(start, i+1-start) {
		return 0
	}
	end, suffix := w.endQuoted(i + 1)
	if end < 0 {
		return 0
	}
	after := end + 1 + len(suffix)
	w.flush(start)
	w.done = i + 1
	switch {
	case suffix == "_", suffix == "__":
		return w.phrase(i+1, end, after, suffix == "__")
	case start < i && role == "":
		role = "target"
	case suffix != "":
		role = strings.ToLower(strings.Trim(suffix, ":"))
	}
	return w.withRole(role, i+1, end, after)
}

// code writes literal text.
func (w *rstWriter) code(from, to, end int) int {
	span := w.b.Open(document.Code, "")
	w.p.write(w.b, from, to, func(s string) string { return s })
	w.b.Close(span)
	w.done = end
	return end
}

// endQuoted finds the backquote that ends what begins at from, and what
// follows it: "_", "__", ":role:" or nothing.
func (w *rstWriter) endQuoted(from int) (end int, suffix string) {
	if w.endless["`"] {
		return -1, ""
	}
	text := w.p.text
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
			continue
		case '`':
		default:
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i == from || unicode.IsSpace(before) {
			continue
		}
		rest := text[i+1 : min(len(text), i+101)]
		switch {
		case strings.HasPrefix(rest, "__"):
			suffix = "__"
		case strings.HasPrefix(rest, "_"):
			suffix = "_"
		case strings.HasPrefix(rest, ":"):
			if n := strings.IndexByte(rest[1:], ':'); n > 0 && isRSTName(rest[1:1+n]) {
				suffix = rest[:n+2]
			}
		}
		if w.closes(i + 1 + len(suffix)) {
			return i, suffix
		}
		suffix = ""
	}
	if w.endless == nil {
		w.endless = map[string]bool{}
	}
	w.endless["`"] = true
	return -1, ""
}

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
	inner := rstWriter{r: w.r, b: w.b, depth: w.depth + 1, p: prose{text: value, starts: []int{0}, lines: []int{w.p.line(i)}}}
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

// withRole writes text with a role. Of the roles that lead out of the document
// docutils knows two; others are a project's own.
func (w *rstWriter) withRole(role string, from, to, end int) int {
	name := role[strings.LastIndexByte(role, ':')+1:]
	inner := w.p.text[from:to]
	switch {
	case strings.HasPrefix(role, "raw"):
		w.done = end
		return end
	case strings.HasPrefix(role, "cite") || strings.HasPrefix(role, "footcite"):
		return w.cite(inner, end)
	case name == "pep" || name == "pep-reference":
		return w.series(inner, end, "PEP ", "https://peps.python.org/pep-", "", 4)
	case name == "rfc" || name == "rfc-reference":
		return w.series(inner, end, "RFC ", "https://tools.ietf.org/html/rfc", ".html", 0)
	case codeRoles[name]:
		return w.code(from, to, end)
	}
	kind := document.Emphasis
	switch name {
	case "sup", "superscript":
		kind = document.Superscript
	case "strong", "sub", "subscript", "guilabel":
		kind = document.Strong
	case "", "emphasis", "title", "t", "title-reference":
	default: // its title, without what it leads to
		if open := strings.LastIndexByte(inner, '<'); open > 0 && strings.HasSuffix(inner, ">") {
			target := rstAddress(inner[open+1 : len(inner)-1])
			if !address.IsWeb(target) {
				target = ""
			}
			return w.link(target, from, from+open, end)
		}
		w.flush(to)
		w.done = end
		return end
	}
	return w.span(kind, "", from, to, end)
}

// codeRoles mark literal text.
var codeRoles = map[string]bool{
	"code": true, "literal": true, "math": true, "file": true, "kbd": true, "samp": true, "command": true, "program": true, "option": true, "envvar": true, "regexp": true,
	"class": true, "func": true, "function": true, "meth": true, "mod": true, "attr": true, "data": true, "const": true, "exc": true, "obj": true, "keyword": true, "token": true,
}

// cite writes the keys of a citation, as sphinxcontrib-bibtex has them.
func (w *rstWriter) cite(keys string, end int) int {
	writeKeys(w.b, w.p.line(w.done), strings.Split(keys, ","), func(key string) string {
		if _, after, ok := strings.Cut(key, "}"); ok && strings.HasPrefix(strings.TrimSpace(key), "{") {
			key = after // "{see}key{chapter 2}"
		}
		key, _, _ = strings.Cut(key, "{")
		return key
	})
	w.done = end
	return end
}

// series writes a reference to a document of a series that its number names.
// Sphinx takes more than docutils does; of that only the text is kept.
func (w *rstWriter) series(inner string, end int, name, before, after string, digits int) int {
	number, fragment, _ := strings.Cut(strings.TrimSpace(inner), "#")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || fragment != "" && after == "" {
		shown, _, _ := strings.Cut(inner, " <")
		return w.raw(rstUnescape(shown), end, "")
	}
	if fragment != "" {
		after += "#" + fragment
	}
	return w.raw(name+number, end, fmt.Sprintf("%s%0*d%s", before, digits, n, after), document.Link)
}
