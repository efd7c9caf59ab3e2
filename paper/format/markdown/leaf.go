package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A leaf is a block of text, in which no other blocks stand.
type leaf struct {
	kind       leafKind
	line       int    // on which it begins
	start, end int    // of its text in the source
	joined     []byte // its text, where the marks of quotes had to be cut out of it
	fence      fence  // that ends fenced code
	ends       string // that ends raw HTML; "" for a blank line
	raw        bool   // fenced code that is HTML to show
}

type leafKind uint8

const (
	none leafKind = iota
	paragraph
	indentedCode
	fencedCode
	rawHTML
)

// leafStart recognises a leaf that is no paragraph at the start of rest, which
// stands at at in the source, and reports whether it has taken the line.
func (p *parser) leafStart(rest string, at, matched int, interrupts bool) bool {
	switch rest[0] {
	case '#':
		if text, level := heading(rest); level > 0 {
			p.startLeaf(leaf{}, matched)
			p.addHeading(text, level, p.number)
			return true
		}
	case '`', '~':
		if f, info := openingFence(rest); f.n > 0 {
			p.startLeaf(leaf{kind: fencedCode, fence: f, raw: info == "{=html}", start: at + len(rest) + 1, end: at + len(rest)}, matched)
			p.leaf.line++
			return true
		}
	case '<':
		if ends, ok := htmlStart(rest, interrupts); ok {
			p.startLeaf(leaf{kind: rawHTML, ends: ends, start: at, end: at + len(rest)}, matched)
			p.endHTML(rest)
			return true
		}
	case '=', '-':
		if interrupts && isUnderline(rest) && p.underline(rest[0]) {
			return true
		}
	}
	if isThematicBreak(rest) {
		p.startLeaf(leaf{}, matched)
		p.add(textPiece, document.Block{Kind: document.Break, Line: p.number})
		return true
	}
	return false
}

// startLeaf begins a leaf on this line.
func (p *parser) startLeaf(l leaf, matched int) {
	p.closeTo(matched)
	p.begin(nil)
	l.line = p.number
	p.leaf = l
}

// startParagraph begins a paragraph with src[start:end].
func (p *parser) startParagraph(start, end, matched int) {
	p.startLeaf(leaf{kind: paragraph, start: start, end: end}, matched)
}

// addLine adds a line to the paragraph.
func (p *parser) addLine(start, end int) {
	l := &p.leaf
	if p.quotes == 0 { // nothing but white space stands between the lines
		l.end = end
		return
	}
	if l.joined == nil {
		l.joined = append(l.joined, p.src[l.start:l.end]...)
	}
	l.joined = append(append(l.joined, '\n'), p.src[start:end]...)
}

// continuesLeaf reports whether the line at start belongs to the code or raw
// HTML that is open.
func (p *parser) continuesLeaf(c *cursor, start int) bool {
	l := &p.leaf
	switch l.kind {
	case indentedCode:
		return c.indent() > 3 && c.rest() != ""
	case fencedCode:
		if c.indent() < 4 && l.fence.closedBy(c.rest()) {
			p.closeLeaf()
			return true
		}
		l.end = start + len(c.s)
		return true
	case rawHTML:
		if l.ends == "" && c.rest() == "" {
			return false
		}
		l.end = start + len(c.s)
		p.endHTML(c.s[c.i:])
		return true
	}
	return false
}

// closeLeaf adds the leaf to the pieces.
func (p *parser) closeLeaf() {
	l := p.leaf
	p.leaf = leaf{}
	switch l.kind {
	case paragraph:
		if text, line := p.cutDefinitions(&l); text != "" {
			p.addParagraph(text, line)
		}
	case rawHTML:
		p.addHTML(p.src[l.start:l.end], l.line)
	case fencedCode, indentedCode:
		if l.raw && l.start < l.end {
			p.addHTML(p.src[l.start:l.end], l.line)
		}
		p.open[len(p.open)-1].item.Kind = document.Paragraph // the item begins with code
	}
}

// cutDefinitions takes the definitions of links off the start of a paragraph
// and returns the rest, and the line on which it begins.
func (p *parser) cutDefinitions(l *leaf) (text string, line int) {
	text, line = p.src[l.start:l.end], l.line
	if l.joined != nil {
		text = string(l.joined)
	}
	for strings.HasPrefix(text, "[") {
		label, target, n := linkDefinition(text)
		if n == 0 {
			break
		}
		if _, known := p.definitions[label]; !known {
			p.definitions[label] = target
		}
		line += strings.Count(text[:n], "\n")
		text = strings.TrimLeft(text[n:], " \t")
	}
	return text, line
}

// addParagraph adds a paragraph, or the table or the line block that it is.
func (p *parser) addParagraph(text string, line int) {
	if header, rows := findTable(text); rows > 0 {
		if header > 0 {
			p.add(textPiece, document.Block{Kind: document.Paragraph, Line: line, Text: text[:header]})
			line += strings.Count(text[:header], "\n")
		}
		p.addTable(text[header:], line)
		return
	}
	if text[0] == '|' {
		text = lineBlock(text)
	}
	p.add(textPiece, document.Block{Kind: document.Paragraph, Line: line, Text: text})
}

// lineBlock makes hard breaks of the line ends of Pandoc's line blocks, each
// line of which begins with a bar.
func lineBlock(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimSpace(line)
		rest, ok := strings.CutPrefix(trimmed, "|")
		if !ok || strings.HasSuffix(rest, "|") || rest != "" && rest[0] != ' ' {
			return text
		}
		b.WriteString(rest)
		b.WriteString("\\\n")
	}
	return b.String()
}

// underline makes a heading of the paragraph, and reports whether there is any
// text in it.
func (p *parser) underline(mark byte) bool {
	l := p.leaf
	text, line := p.cutDefinitions(&l)
	if text == "" {
		p.leaf = leaf{}
		return false
	}
	if _, rows := findTable(text); rows > 0 {
		return false
	}
	p.leaf = leaf{}
	level := 1
	if mark == '-' {
		level = 2
	}
	p.addHeading(text, level, line)
	return true
}

func (p *parser) addHeading(text string, level, line int) {
	p.add(textPiece, document.Block{Kind: document.Heading, Level: level, Line: line, Text: cutAttributes(text)})
}

// cutAttributes drops the attributes at the end of a heading.
func cutAttributes(text string) string {
	text = strings.TrimSpace(text)
	if i := strings.LastIndexByte(text, '{'); i > 0 && strings.HasSuffix(text, "}") {
		if _, n := attributes(text[i:]); n == len(text)-i {
			return text[:i]
		}
	}
	return text
}

// heading reads a heading that begins with number signs.
func heading(s string) (text string, level int) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	if level > 6 || level < len(s) && s[level] != ' ' && s[level] != '\t' {
		return "", 0
	}
	text = strings.Trim(s[level:], " \t")
	if cut := strings.TrimRight(text, "#"); cut == "" || strings.HasSuffix(cut, " ") || strings.HasSuffix(cut, "\t") {
		text = cut
	}
	return text, level
}

// isUnderline reports whether a line makes a heading of the paragraph above.
func isUnderline(s string) bool {
	return strings.Trim(strings.TrimRight(s, " \t"), s[:1]) == ""
}

// isThematicBreak reports whether a line is one: three or more of one of the
// characters - * _, and white space.
func isThematicBreak(s string) bool {
	mark := s[0]
	if mark != '-' && mark != '*' && mark != '_' {
		return false
	}
	count := 0
	for i := range len(s) {
		switch s[i] {
		case mark:
			count++
		case ' ', '\t':
		default:
			return false
		}
	}
	return count > 2
}
