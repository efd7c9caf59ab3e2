package format

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// readOrg reads Org as it is exported: without comments, source code, drawers
// of properties and the trees that are not meant for readers.
func readOrg(_ context.Context, in *input) (*document.Document, error) {
	text, err := decodeProse(in.Bytes, nil)
	if err != nil {
		return nil, err
	}
	r := &orgReader{in: in, links: map[string]string{}, macros: map[string]string{}, notes: map[string]string{}, cited: map[string]bool{},
		files: []string{path.Base(in.Path)}, todo: map[string]bool{"TODO": true, "DONE": true}}
	r.body(sourceLines(text, ""))
	d := &document.Document{Title: r.title, Blocks: r.write()}
	d.Blocks = append(d.Blocks, in.citedEntries(d.Blocks, r.bibliographies)...)
	if len(r.bibliographies) == 0 { // Emacs knows the bibliography, the document does not
		for i := range d.Blocks {
			dropCites(&d.Blocks[i], func(key string) bool { return !r.cited[key] })
		}
	}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// An orgReader gathers a document's elements. Their text is written once all
// of them are known: abbreviations of links may be defined below their use.
type orgReader struct {
	in     *input
	title  string
	blocks []pending
	todo   map[string]bool // words that say how far the work on a heading is

	links    map[string]string // abbreviations
	macros   map[string]string
	expanded int               // macros so far
	cited    map[string]bool   // keys of citations
	notes    map[string]string // numbers of the footnotes that are referred to

	files          []string // that are being read
	included       int      // files read so far
	bibliographies []wanted // files that hold the entries

	hidden int // level of the heading whose tree is left out; 0 for none
	lists  int // so far
	bullet int // column of the list that is open; -1 for none
}

// body reads elements that stand below each other.
func (r *orgReader) body(lines []sourceLine) {
	ends := orgEnds{}
	r.bullet = -1
	for len(lines) > 0 {
		n := r.element(lines, ends)
		lines = lines[n:]
	}
}

// element reads the element that begins with the first of lines and returns
// how many lines it has.
func (r *orgReader) element(lines []sourceLine, ends orgEnds) int {
	line := lines[0].text
	if level := orgLevel(line); level > 0 {
		r.bullet = -1
		r.heading(level, lines[0])
		return 1
	}
	if line == "" || r.hidden > 0 {
		return 1
	}
	trimmed := strings.TrimLeft(line, " \t")
	if orgSilent(trimmed) {
		return 1
	}
	if n := r.greater(lines, trimmed, ends); n > 0 {
		return n
	}
	switch {
	case strings.HasPrefix(line, "[fn:") && orgNoteLabel(line) != "":
		return r.note(lines, ends)
	case strings.HasPrefix(trimmed, "#+"):
		r.keyword(lines[0], trimmed[2:])
		return 1
	case trimmed[0] == '|':
		r.row(lines[0])
		return 1
	case len(trimmed) >= 5 && strings.Trim(trimmed, "-") == "":
		r.blocks = append(r.blocks, pending{block: document.Block{Kind: document.Break, Line: lines[0].number, Part: lines[0].part}})
		return 1
	}
	if m := orgMarker(line); m.text > 0 {
		return r.item(lines, m)
	}
	if r.bullet >= 0 && indentOf(line) <= r.bullet {
		r.bullet = -1
	}
	n := 1
	for n < len(lines) && !r.interrupts(lines[n].text) {
		n++
	}
	r.add(document.Block{}, lines[:n])
	return n
}

// add makes a block of lines.
func (r *orgReader) add(b document.Block, lines []sourceLine) {
	r.blocks = append(r.blocks, pending{block: b, body: []prose{proseOf(lines)}})
}

// orgLevel is the level of the heading that a line is, or 0.
func orgLevel(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "*"))
	if n == len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

// orgSilent recognises lines that hold no text: comments, results, dates of
// planned work.
func orgSilent(line string) bool {
	if line == "#" || line == ":" || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, ": ") || strings.HasPrefix(line, "%%(") {
		return true
	}
	for _, word := range []string{"SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"} {
		if strings.HasPrefix(line, word) {
			return true
		}
	}
	return false
}

// interrupts reports whether a line ends the paragraph above it.
func (r *orgReader) interrupts(line string) bool {
	trimmed := strings.TrimLeft(line, " \t")
	if trimmed == "" || orgLevel(line) > 0 || orgSilent(trimmed) {
		return true
	}
	switch trimmed[0] {
	case '#':
		return strings.HasPrefix(trimmed, "#+")
	case '|':
		return true
	case ':':
		return orgDrawer(trimmed) != ""
	case '\\':
		return strings.HasPrefix(trimmed, `\begin{`)
	case '[':
		return line[0] == '[' && orgNoteLabel(line) != ""
	}
	return orgMarker(line).text > 0
}

// heading reads a heading without its state, priority and tags. The tree below
// one that is a comment, or not for export, is left out.
func (r *orgReader) heading(level int, l sourceLine) {
	if r.hidden > 0 && level > r.hidden {
		return
	}
	r.hidden = 0
	text := strings.TrimSpace(l.text[level:])
	if word, rest, _ := strings.Cut(text, " "); r.todo[word] {
		text = strings.TrimSpace(rest)
	}
	if len(text) > 3 && strings.HasPrefix(text, "[#") && text[3] == ']' {
		text = strings.TrimSpace(text[4:])
	}
	if word, _, _ := strings.Cut(text, " "); word == "COMMENT" {
		r.hidden = level
		return
	}
	if i := strings.LastIndexAny(text, " \t"); strings.HasSuffix(text, ":") && len(text) > i+2 && text[i+1] == ':' {
		tags := text[i+1:]
		if strings.Contains(tags, ":noexport:") {
			r.hidden = level
			return
		}
		text = strings.TrimSpace(text[:max(0, i)])
	}
	l.text = text
	r.add(document.Block{Kind: document.Heading, Level: level}, []sourceLine{l})
}

// keyword follows a line such as "#+TITLE: text".
func (r *orgReader) keyword(l sourceLine, s string) {
	name, value, ok := strings.Cut(s, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	name, _, _ = strings.Cut(strings.ToUpper(name), "[") // CAPTION[short]
	switch name {
	case "TITLE":
		if len(r.title) < maxTitle { // a long one goes on in a second line
			r.title = strings.TrimSpace(r.title + " " + document.Plain(value))
		}
	case "CAPTION":
		l.text = value
		r.add(document.Block{}, []sourceLine{l})
	case "LINK":
		if abbreviation, target, ok := strings.Cut(value, " "); ok && len(target) < maxAddress {
			r.links[strings.Trim(abbreviation, `"`)] = strings.TrimSpace(target)
		}
	case "MACRO":
		if macro, text, ok := strings.Cut(value, " "); ok && len(text) < maxAddress {
			r.macros[strings.ToLower(macro)] = strings.TrimSpace(text)
		}
	case "TODO", "SEQ_TODO", "TYP_TODO":
		for word := range strings.FieldsSeq(value) {
			word, _, _ = strings.Cut(word, "(")
			r.todo[word] = true
		}
	case "BIBLIOGRAPHY":
		r.bibliography(strings.Fields(value), l)
	case "INCLUDE":
		r.include(value, l)
	}
}

// maxTitle is how long a title is that does not go on.
const maxTitle = 300

// bibliography notes the files that a paper names for its entries.
func (r *orgReader) bibliography(names []string, l sourceLine) {
	for _, name := range names {
		name = strings.Trim(name, `",`)
		named := slices.ContainsFunc(r.bibliographies, func(w wanted) bool { return w.name == name })
		if !named && len(r.bibliographies) < maxIncludes && !strings.HasPrefix(name, ":") && name != "" {
			r.bibliographies = append(r.bibliographies, wanted{wish{l.part, l.number, "bibliography: " + name}, name})
		}
	}
}

// include reads a file that belongs to the document: a name, in quotes or not,
// and what it is read as if not as Org.
func (r *orgReader) include(value string, l sourceLine) {
	name, rest, _ := strings.Cut(value, " ")
	if quoted, ok := strings.CutPrefix(value, `"`); ok {
		name, rest, _ = strings.Cut(quoted, `"`)
	}
	name, _, _ = strings.Cut(name, "::") // a part of the file
	if kind, _, _ := strings.Cut(strings.TrimSpace(rest), " "); kind != "" && kind[0] != ':' && kind[0] != '-' {
		return // example, export or source code
	}
	w := wish{l.part, l.number, "#+INCLUDE: " + name}
	if r.included >= maxIncludes || len(r.files) > maxIncludeDepth {
		r.in.note(w, errIncludes)
		return
	}
	r.included++
	name = fileFrom(l.part, name)
	text, ok := r.in.include(w, name, r.files)
	if !ok {
		return
	}
	r.files = append(r.files, name)
	r.body(sourceLines(text, name))
	r.files = r.files[:len(r.files)-1]
}

// row reads a row of a table: each cell is a paragraph.
func (r *orgReader) row(l sourceLine) {
	text := strings.TrimSpace(l.text)
	if strings.HasPrefix(text, "|-") {
		return
	}
	for cell := range strings.SplitSeq(strings.Trim(text, "|"), "|") {
		if l.text = strings.TrimSpace(cell); l.text != "" {
			r.add(document.Block{}, []sourceLine{l})
		}
	}
}

// An orgItem is how an item begins: where its text starts, 0 for no item.
type orgItem struct {
	column int
	label  string
	text   int
}

// orgMarker reads a bullet or a number.
func orgMarker(line string) orgItem {
	start := len(line) - len(strings.TrimLeft(line, " \t"))
	mark, _, _ := strings.Cut(line[start:], " ")
	m := orgItem{column: indentOf(line), text: min(len(line), start+len(mark)+1)}
	switch {
	case mark == "-", mark == "+", mark == "*" && start > 0:
		return m
	case len(mark) < 2 || len(mark) > 5 || mark[len(mark)-1] != '.' && mark[len(mark)-1] != ')' || len(line) == start+len(mark):
		return orgItem{}
	}
	m.label = mark[:len(mark)-1]
	if strings.Trim(m.label, "0123456789") == "" {
		return m // Org takes letters only where it is told to: a line may begin with an initial
	}
	return orgItem{}
}

// item reads an item's first paragraph.
func (r *orgReader) item(lines []sourceLine, m orgItem) int {
	if r.bullet < 0 {
		r.lists++
	}
	if r.bullet < 0 || m.column < r.bullet {
		r.bullet = m.column
	}
	n := 1
	for n < len(lines) && !r.interrupts(lines[n].text) && indentOf(lines[n].text) > m.column {
		n++
	}
	own := slices.Clone(lines[:n])
	text := strings.TrimLeft(own[0].text[m.text:], " ")
	for _, mark := range []string{"[@", "[ ]", "[X]", "[-]"} { // a counter, a check box
		if end := strings.IndexByte(text, ']'); end > 0 && strings.HasPrefix(text, mark) {
			text = strings.TrimLeft(text[end+1:], " ")
		}
	}
	b := document.Block{Kind: document.Item, Level: (m.column - r.bullet) / 2, List: r.lists, Marker: m.label}
	if term, rest, ok := strings.Cut(text, " :: "); ok && m.label == "" {
		own[0].text = term
		r.add(document.Block{}, own[:1:1])
		text = rest
	}
	own = slices.Clone(own)
	if own[0].text = text; text == "" {
		own = own[1:]
	}
	if len(own) > 0 {
		r.add(b, own)
	}
	return n
}
