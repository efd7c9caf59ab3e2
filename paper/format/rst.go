package format

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readRST reads reStructuredText as docutils does: elements are told by how
// their first lines look, and what is indented below an element belongs to it.
func readRST(_ context.Context, in *input) (*document.Document, error) {
	text, err := decodeProse(in.Bytes, nil)
	if err != nil {
		return nil, err
	}
	r := &rstReader{in: in, targets: map[string]rstTarget{}, substitutions: map[string]string{}, files: 1}
	lines := rstLines(text, "")
	r.body(lines[r.header(lines):], 0)
	d := &document.Document{Title: r.title, Blocks: r.write()}
	d.Blocks = append(d.Blocks, in.citedEntries(d.Blocks, r.bibliographies)...)
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// rstLines cuts a file into its lines, with tabs as docutils expands them.
func rstLines(text, part string) []sourceLine {
	lines := sourceLines(text, part)
	for i := range lines {
		if strings.IndexByte(lines[i].text, '\t') >= 0 {
			lines[i].text = expandTabs(lines[i].text)
		}
	}
	return lines
}

// expandTabs puts spaces up to the next column that eight divides in place of
// each tab. In lines that nobody could see whole, one is enough.
func expandTabs(line string) string {
	if len(line) > maxAddress {
		return strings.ReplaceAll(line, "\t", " ")
	}
	var b strings.Builder
	column := 0
	for _, c := range line {
		n := 1
		if c == '\t' {
			n = 8 - column%8
			b.WriteString("        "[:n])
		} else {
			b.WriteRune(c)
		}
		column += n
	}
	return b.String()
}

// A rstReader gathers a document's elements. Their text is written once all of
// them are known: what a reference leads to mostly stands at the end.
type rstReader struct {
	in     *input
	title  string
	blocks []pending
	styles []string // of headings, in the order in which they came

	targets       map[string]rstTarget
	anonymous     []rstTarget       // targets without a name, in their order
	chain         []string          // names that wait for the target below them
	substitutions map[string]string // what stands for |name|
	notes         rstNotes

	bibliographies []wanted // files that hold the entries

	lists   int      // so far
	nest    int      // of lists that are open
	files   int      // read so far
	open    []string // files that are being read
	expands int      // substitutions so far
}

// maxRSTDepth is how deep elements may nest; what is deeper is a paragraph.
const maxRSTDepth = 50

// header reads the fields at the head of a PEP, which have the form of those
// of a mail, and returns how many lines they have.
func (r *rstReader) header(lines []sourceLine) int {
	end := 0
	for end < len(lines) && lines[end].text != "" {
		name, value, ok := strings.Cut(lines[end].text, ":")
		named := ok && name != "" && !strings.ContainsAny(name, " .`*") && (value == "" || value[0] == ' ')
		if !named && (end == 0 || name == "" || lines[end].text[0] != ' ') {
			return 0
		}
		end++
	}
	if end < 2 {
		return 0
	}
	for i := 0; i < end; {
		n := 1
		for i+n < end && lines[i+n].text[0] == ' ' {
			n++
		}
		p := proseOf(lines[i : i+n])
		if name, value, _ := strings.Cut(p.text, ":"); strings.EqualFold(name, "title") {
			r.title = document.Plain(value)
		}
		r.blocks = append(r.blocks, pending{body: []prose{p}})
		i += n
	}
	return end
}

// add makes a block of lines.
func (r *rstReader) add(b document.Block, lines []sourceLine) {
	r.blocks = append(r.blocks, pending{block: b, body: []prose{proseOf(lines)}})
}

// body reads elements that stand below each other.
func (r *rstReader) body(lines []sourceLine, depth int) {
	for len(lines) > 0 {
		n := 1
		if lines[0].text != "" {
			n = r.element(lines, depth)
		}
		lines = lines[n:]
	}
}

// element reads the element that begins with the first of lines and returns
// how many lines it has.
func (r *rstReader) element(lines []sourceLine, depth int) int {
	line := lines[0].text
	explicit := line == ".." || strings.HasPrefix(line, ".. ") || strings.HasPrefix(line, "__ ")
	if !explicit {
		r.chain = nil
	}
	if depth >= maxRSTDepth {
		return r.paragraph(lines, depth)
	}
	switch {
	case line[0] == ' ':
		n := indented(lines, 1)
		r.body(undent(lines[:n]), depth+1)
		return n
	case explicit:
		return r.explicit(lines, depth)
	case strings.HasPrefix(line, ">>>"):
		return untilBlank(lines)
	case strings.HasPrefix(line, "| "), line == "|":
		return r.lineBlock(lines)
	case strings.HasPrefix(line, "+-"), strings.HasPrefix(line, "+="):
		return r.gridTable(lines, depth)
	}
	if n := r.simpleTable(lines, depth); n > 0 {
		return n
	}
	if n := r.heading(lines); n > 0 {
		return n
	}
	if n := r.list(lines, depth); n > 0 {
		return n
	}
	if n := r.field(lines, depth); n > 0 {
		return n
	}
	return r.paragraph(lines, depth)
}

// untilBlank counts the lines up to the first that is blank.
func untilBlank(lines []sourceLine) int {
	n := slices.IndexFunc(lines, func(l sourceLine) bool { return l.text == "" })
	if n < 0 {
		return len(lines)
	}
	return n
}

// adornment reports whether a line can only stand above or below a title, or
// between paragraphs.
func adornment(s string) bool {
	return s != "" && s[0] > ' ' && s[0] < 0x7f && !lex.IsLetter(s[0]) && !lex.IsDigit(s[0]) && strings.Trim(s, s[:1]) == ""
}

// heading reads a title with its adornment, or a transition.
func (r *rstReader) heading(lines []sourceLine) int {
	first := lines[0].text
	at := func(i int) string {
		if i < len(lines) {
			return lines[i].text
		}
		return ""
	}
	if adornment(first) {
		title := at(1)
		switch {
		case title != "" && at(2) == first && fits(first, title):
			r.addHeading(first[:1]+first[:1], lines[1])
			return 3
		case len(first) >= 4 && title == "":
			r.blocks = append(r.blocks, pending{block: document.Block{Kind: document.Break, Line: lines[0].number, Part: lines[0].part}})
			return 1
		}
		return 0
	}
	if under := at(1); adornment(under) && fits(under, first) {
		r.addHeading(under[:1], lines[0])
		return 2
	}
	return 0
}

// fits reports whether an adornment is as long as its title, or long enough to
// be nothing else.
func fits(line, title string) bool {
	return len(line) >= 4 || len(line) >= utf8.RuneCountInString(strings.TrimSpace(title))
}

func (r *rstReader) addHeading(style string, title sourceLine) {
	level := slices.Index(r.styles, style)
	if level < 0 {
		level = len(r.styles)
		if level < maxRSTDepth {
			r.styles = append(r.styles, style)
		}
	}
	r.add(document.Block{Kind: document.Heading, Level: level + 1}, []sourceLine{title})
	r.name(title.text)
}

// name notes a name that leads to a place in the document.
func (r *rstReader) name(s string) {
	if s = rstName(s); r.targets[s] == (rstTarget{}) {
		r.targets[s] = rstTarget{inside: true}
	}
}

// lineBlock reads lines that each begin with a bar, in which line breaks stay.
func (r *rstReader) lineBlock(lines []sourceLine) int {
	n := untilBlank(lines)
	p := pending{}
	for i := 0; i < n; {
		end := i + 1
		for end < n && lines[end].text[0] == ' ' {
			end++
		}
		p.body = append(p.body, proseOf(dedent(lines[i:end], 1, 0)))
		i = end
	}
	r.blocks = append(r.blocks, p)
	return n
}

// paragraph reads a paragraph, with the literal block that it announces, or a
// term and its definition.
func (r *rstReader) paragraph(lines []sourceLine, depth int) int {
	n := 1
	for n < len(lines) && lines[n].text != "" && (lines[n].text[0] != ' ' || depth >= maxRSTDepth) {
		n++
	}
	text, announces := strings.CutSuffix(lines[n-1].text, "::")
	if announces {
		own := slices.Clone(lines[:n])
		own[n-1].text = strings.TrimRight(text, " ")
		if text != "" && !strings.HasSuffix(text, " ") {
			own[n-1].text += ":"
		}
		r.addParagraph(own)
		return n + literalLines(lines[n:])
	}
	r.addParagraph(lines[:n])
	if n == 1 && len(lines) > 1 && lines[1].text != "" && depth < maxRSTDepth {
		least := leastIndent(lines[:indented(lines, 1)])
		body := indented(lines, 1)
		r.body(dedent(lines[1:body], least, least), depth+1)
		return body
	}
	return n
}

func (r *rstReader) addParagraph(lines []sourceLine) {
	if len(lines) > 1 || lines[0].text != "" {
		r.add(document.Block{}, lines)
	}
}

// literalLines counts the lines of the literal block after a paragraph: it is
// indented, or each of its lines begins with the same mark.
func literalLines(lines []sourceLine) int {
	blank := 0
	for blank < len(lines) && lines[blank].text == "" {
		blank++
	}
	rest := lines[blank:]
	if len(rest) == 0 {
		return 0
	}
	first := rest[0].text
	if first[0] == ' ' {
		return blank + indented(rest, 1)
	}
	if blank == 0 || !adornment(first[:1]) {
		return 0
	}
	n := 1
	for n < len(rest) && strings.HasPrefix(rest[n].text, first[:1]) {
		n++
	}
	return blank + n
}

// include reads a file that belongs to the document, as part of it. Names in
// angle brackets are of files that come with docutils: names of characters.
func (r *rstReader) include(l sourceLine, depth int) {
	if strings.HasPrefix(l.text, "<") {
		return
	}
	w := wish{l.part, l.number, ".. include:: " + l.text}
	if r.files >= maxIncludes || len(r.open) >= maxIncludeDepth {
		r.in.note(w, errIncludes)
		return
	}
	r.files++
	name := fileFrom(l.part, l.text)
	text, ok := r.in.include(w, name, r.open)
	if !ok {
		return
	}
	r.open = append(r.open, name)
	r.body(rstLines(text, name), depth)
	r.open = r.open[:len(r.open)-1]
}

// How many files may belong to a document, and how deep they may include
// each other.
const (
	maxIncludes     = 200
	maxIncludeDepth = 16
)
