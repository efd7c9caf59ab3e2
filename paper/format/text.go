package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/text/encoding/charmap"
)

// readText reads plain text: paragraphs between blank lines, headings as
// people set them, numbered and hanging entries, addresses broken over lines.
func readText(doc string) (*document.Document, error) {
	r := &textReader{}
	for _, l := range textLines(smartQuotes(doc)) {
		r.add(l)
	}
	r.end()
	d := &document.Document{Blocks: r.blocks}
	if len(d.Blocks) > 0 && utf8.RuneCountInString(d.Blocks[0].Text) < 150 {
		d.Title = d.Blocks[0].Text
	}
	return d, nil
}

// smartQuotes gives a text its quotation marks and dashes that was taken for
// Latin-1 on its way to UTF-8, and was Windows-1252: it has controls instead.
func smartQuotes(doc string) string {
	if !strings.ContainsFunc(doc, isC1) {
		return doc
	}
	return strings.Map(func(r rune) rune {
		if isC1(r) {
			return charmap.Windows1252.DecodeByte(byte(r))
		}
		return r
	}, doc)
}

// isC1 reports whether r is one of the controls that no text has and that
// Windows-1252 has characters for.
func isC1(r rune) bool { return 0x80 <= r && r < 0xa0 && r != 0x85 }

// A textReader gathers lines into paragraphs.
type textReader struct {
	blocks []document.Block
	lines  []textLine // of the paragraph so far
	last   int        // number of the paragraph before, in a numbered list
}

// add takes one line.
func (r *textReader) add(l textLine) {
	if l.text == "" {
		r.end()
		return
	}
	if n := len(r.lines); n == 1 && underline(l.text) {
		r.heading(underlineLevel(l.text))
		return
	}
	if len(r.lines) > 0 && (l.turn && !r.goesOn(l) || l.quoted != r.lines[0].quoted || r.begins(l)) {
		r.end()
	}
	r.lines = append(r.lines, l)
}

// goesOn reports whether a paragraph goes on with a line that stands on the
// next page: it is in the middle of a sentence, or of a hanging entry.
func (r *textReader) goesOn(l textLine) bool {
	first, last := r.lines[0], r.lines[len(r.lines)-1]
	switch {
	case openAddress(last.text) >= 0:
		return true
	case l.marked() || r.headingLevel() > 0:
		return false
	case !strings.ContainsRune(".!?:”\"", rune(last.text[len(last.text)-1])) && !strings.HasSuffix(last.text, "”"):
		return true
	}
	return len(r.lines) > 1 && last.indent > first.indent && l.indent >= last.indent
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

// end makes blocks of the lines gathered so far.
func (r *textReader) end() {
	if len(r.lines) == 0 {
		return
	}
	if level := r.headingLevel(); level > 0 {
		r.heading(level)
		return
	}
	start := 0
	for _, cut := range append(hangingCuts(r.lines), len(r.lines)) {
		r.paragraph(r.lines[start:cut])
		start = cut
	}
	r.lines = r.lines[:0]
}

// hangingCuts returns the lines of a paragraph that begin hanging entries: the
// lines after their first ones are indented, and each entry comes to an end.
func hangingCuts(lines []textLine) (cuts []int) {
	hangs := false
	for i, l := range lines[1:] {
		switch before := lines[i].text; {
		case l.indent > lines[0].indent:
			hangs = true
		case l.indent == lines[0].indent && strings.IndexByte(".>)]", before[len(before)-1]) >= 0:
			cuts = append(cuts, i+1)
		default:
			return nil
		}
	}
	if !hangs || lines[0].marked() {
		return nil
	}
	return cuts
}

// paragraph makes a block of lines.
func (r *textReader) paragraph(lines []textLine) {
	first := lines[0]
	text, starts := joinLines(lines)
	b := document.Light(text, first.number)
	fixLines(&b, lines, text, starts)
	if bullet(first.text) {
		b = b.Slice(strings.IndexByte(b.Text, ' ')+1, len(b.Text))
		b.Kind = document.Item
	}
	if b.Text != "" {
		label, _, _ := document.Marker(&b, -1)
		r.last = document.Number(label)
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
	case numbered && r.last > 0 && document.Number(digits) == r.last+1:
		return 0 // the next of a list's items, a short one
	case strings.HasSuffix(l.text, "."), strings.Contains(l.text, "://"):
		return 0
	case numbered && l.indent == 0 && unicode.IsUpper([]rune(words[1])[0]):
		return level
	case lex.IsUpperName(l.text), l.indent == 0 && len(words) <= 5 && unicode.IsUpper([]rune(l.text)[0]) && !strings.ContainsAny(l.text, ",;:"):
		return 1
	}
	return 0
}
