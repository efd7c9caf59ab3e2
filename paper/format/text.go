package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readText reads plain text: paragraphs between blank lines, headings as
// people set them, numbered and hanging entries, addresses broken over lines.
func readText(doc string) (*document.Document, error) {
	r := &textReader{}
	number := 0
	for line := range strings.SplitSeq(doc, "\n") {
		number++
		r.add(strings.TrimRight(line, " \t\r"), number)
	}
	r.end()
	d := &document.Document{Blocks: r.blocks}
	if len(d.Blocks) > 0 && utf8.RuneCountInString(d.Blocks[0].Text) < 150 {
		d.Title = d.Blocks[0].Text
	}
	return d, nil
}

// A textReader gathers lines into paragraphs.
type textReader struct {
	blocks []document.Block
	lines  []textLine // of the paragraph so far
}

type textLine struct {
	text   string // without indentation
	indent int
	number int
}

// add takes one line.
func (r *textReader) add(line string, number int) {
	if pageFurniture(line) {
		return
	}
	text := strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || lex.IsControl(r) || lex.IsInvisible(r) })
	if text == "" {
		r.end()
		return
	}
	l := textLine{text: text, indent: indentOf(line), number: number}
	if n := len(r.lines); n > 0 && underline(text) && n == 1 {
		r.heading(underlineLevel(text))
		return
	}
	if len(r.lines) > 0 && r.begins(l) {
		r.end()
	}
	r.lines = append(r.lines, l)
}

// indentOf is the width of a line's indentation; a tab counts as four.
func indentOf(line string) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// pageFurniture recognises what paged text has at the foot of each page.
func pageFurniture(line string) bool {
	return strings.HasSuffix(line, "]") && strings.Contains(line, "[Page ") && len(line) > 40
}

// underline reports whether a line only underlines the one above.
func underline(s string) bool {
	return len(s) > 2 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "" || strings.Trim(s, "~") == "")
}

// underlineLevel is the level of the heading that a line underlines.
func underlineLevel(line string) int {
	if line[0] == '=' {
		return 1
	}
	return 2
}

// begins reports whether a line begins a paragraph although no blank line is
// before it: it has a marker, or it goes back to where a hanging entry began.
func (r *textReader) begins(l textLine) bool {
	first, last := r.lines[0], r.lines[len(r.lines)-1]
	if openAddress(last.text) >= 0 {
		return false
	}
	marked := l.marked()
	switch {
	case marked && first.marked():
		return l.indent <= first.indent
	case marked:
		return l.indent < last.indent || bullet(l.text) || strings.HasPrefix(l.text, "[")
	case len(r.lines) > 1 && last.indent > first.indent && l.indent <= first.indent:
		return !first.marked() || l.indent < first.indent
	}
	return false
}

// marked reports whether a line begins with a bullet or an entry's marker.
func (l textLine) marked() bool {
	if bullet(l.text) {
		return true
	}
	b := document.Block{Text: l.text}
	label, _, _ := document.Marker(&b, -1)
	return label != ""
}

func bullet(s string) bool {
	for _, mark := range []string{"- ", "* ", "• ", "– ", "+ ", "· ", "o "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// end makes a block of the lines gathered so far.
func (r *textReader) end() {
	if len(r.lines) == 0 {
		return
	}
	if level := r.headingLevel(); level > 0 {
		r.heading(level)
		return
	}
	first := r.lines[0]
	b := document.Light(joinLines(r.lines), first.number)
	fixLines(&b, r.lines)
	if bullet(first.text) {
		b = b.Slice(strings.IndexByte(b.Text, ' ')+1, len(b.Text))
		b.Kind = document.Item
	}
	r.lines = r.lines[:0]
	if b.Text != "" {
		r.blocks = append(r.blocks, b)
	}
}

// heading makes a heading of the line gathered.
func (r *textReader) heading(level int) {
	l := r.lines[0]
	var b document.Builder
	b.Write(l.text, l.number)
	out := b.Take(document.Heading)
	out.Level = level
	r.blocks = append(r.blocks, out)
	r.lines = r.lines[:0]
}

// headingLevel tells headings from paragraphs of one line: "9.1. References",
// "APPENDIX", a word that announces a bibliography.
func (r *textReader) headingLevel() int {
	if len(r.lines) != 1 {
		return 0
	}
	l := r.lines[0]
	words := strings.Fields(l.text)
	if len(words) > 9 || len(l.text) > 90 || address.HasPrefix(l.text) || strings.HasSuffix(l.text, ",") {
		return 0
	}
	digits := strings.TrimRight(words[0], ".)")
	numbered := strings.Trim(digits, "0123456789.") == "" && len(words) > 1
	level := 1
	if numbered {
		level += strings.Count(digits, ".")
	}
	switch {
	case document.SectionOf(l.text) != document.NoSection:
		return level
	case strings.HasSuffix(l.text, "."), strings.Contains(l.text, "://"):
		return 0
	case numbered && l.indent == 0 && unicode.IsUpper([]rune(words[1])[0]):
		return level
	case lex.IsUpperName(l.text), l.indent == 0 && len(words) <= 5 && unicode.IsUpper([]rune(l.text)[0]) && !strings.ContainsAny(l.text, ",;:"):
		return 1
	}
	return 0
}
