package format

import (
	"context"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readAsciiDoc reads AsciiDoc as Asciidoctor does, but for what holds blocks:
// sidebars, examples and quotes are the paragraphs that they hold.
func readAsciiDoc(_ context.Context, in *input) (*document.Document, error) {
	text, err := decodeProse(in.Bytes, nil)
	if err != nil {
		return nil, err
	}
	r := &adocReader{source: adocSource{in: in, attributes: adocAttributes()}, notes: map[string]string{}, places: map[string]bool{}}
	r.source.frames = []adocFrame{{path.Base(in.Path), sourceLines(text, "")}}
	r.body(0)
	d := &document.Document{Title: r.title, Blocks: r.blocks}
	d.Blocks = append(d.Blocks, in.citedEntries(d.Blocks, r.bibliographies)...)
	dropPlaces(d.Blocks, r.places)
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// An adocReader gathers the blocks of a document.
type adocReader struct {
	source adocSource
	title  string
	blocks []document.Block

	style    []string   // what the list of attributes above the next block says
	styled   sourceLine // where it stands
	listed   bool       // this section, or this list, is a bibliography
	lists    int        // so far
	inList   bool
	counts   []int             // items of the lists that are open
	notes    map[string]string // numbers of those that have a name
	numbered int               // notes so far
	places   map[string]bool   // to which the text refers

	bibliographies []wanted // files that hold the entries
}

// body reads blocks to the end of the lines. depth counts the tables around.
func (r *adocReader) body(depth int) {
	for {
		l, ok := r.source.peek(0)
		if !ok {
			return
		}
		if l.text == "" || r.meta(l.text) {
			if l.text == "" {
				r.source.next()
			}
			continue
		}
		r.block(l.text, depth)
		r.style = nil
	}
}

// meta takes a line that only says something of what follows it: a comment, an
// attribute, a list of attributes, a title.
func (r *adocReader) meta(line string) bool {
	switch {
	case strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "///"):
		r.source.next()
	case r.source.set(line):
	case strings.HasPrefix(line, "[[") && strings.HasSuffix(line, "]]") && !strings.HasPrefix(line, "[[["):
		r.source.next()
	case isAttributeList(line):
		r.styled, _ = r.source.next()
		r.style = splitAttributes(r.source.expand(line[1 : len(line)-1]))
	case len(line) > 1 && line[0] == '.' && line[1] != '.' && line[1] != ' ':
		l, _ := r.source.next()
		l.text = l.text[1:]
		r.paragraph(document.Block{}, []sourceLine{l})
	default:
		return false
	}
	return true
}

// isAttributeList accepts a line such as [quote, author].
func isAttributeList(line string) bool {
	if len(line) < 2 || line[0] != '[' || line[len(line)-1] != ']' || strings.HasPrefix(line, "[[") {
		return false
	}
	c := line[1]
	return lex.IsLetter(c) || lex.IsDigit(c) || c >= 0x80 || strings.IndexByte(`_.#%{,"']`, c) >= 0
}

// splitAttributes cuts a list of attributes at its commas; quotes keep theirs.
func splitAttributes(list string) []string {
	var parts []string
	start, quote := 0, byte(0)
	for i := range len(list) {
		switch c := list[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'' && (i == start || list[i-1] == '=' || list[i-1] == ' ')):
			quote = c
		case quote == 0 && c == ',':
			parts = append(parts, strings.TrimSpace(list[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(list[start:]))
}

// attribute returns the value of name=value in a list.
func attributeOf(list []string, name string) string {
	for _, part := range list {
		if value, ok := strings.CutPrefix(part, name+"="); ok {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

// styleName is the style that a list of attributes gives, without its roles.
func (r *adocReader) styleName() string {
	if len(r.style) == 0 {
		return ""
	}
	if i := strings.IndexAny(r.style[0], ".#%="); i >= 0 {
		return r.style[0][:i]
	}
	return r.style[0]
}

// verbatimStyles make of what follows them something else than text.
var verbatimStyles = map[string]bool{
	"source": true, "listing": true, "literal": true, "stem": true, "latexmath": true, "asciimath": true, "comment": true, "pass": true,
	"plantuml": true, "graphviz": true, "mermaid": true, "ditaa": true, "a2s": true, "blockdiag": true, "seqdiag": true, "vega": true, "wavedrom": true, "bytefield": true,
}

// block reads the block that begins with a line.
func (r *adocReader) block(line string, depth int) {
	verbatim := verbatimStyles[r.styleName()]
	if mark := adocDelimiter(line); mark != "" {
		r.source.next()
		if mark[0] != '=' && strings.HasSuffix(mark, "===") {
			r.table(mark, depth)
			return
		}
		switch {
		case mark[0] == '+' && (!verbatim || r.styleName() == "pass"):
			r.passed(r.linesTo(mark))
		case verbatim, strings.IndexByte("-.+/`", mark[0]) >= 0 && mark != "--":
			r.linesTo(mark)
		}
		r.inList = r.inList && mark == "--"
		r.attribution()
		return
	}
	switch {
	case r.heading(line):
	case line == "'''", line == "---", line == "***", line == "<<<", line == "- - -", line == "* * *":
		l, _ := r.source.next()
		r.blocks = append(r.blocks, document.Block{Kind: document.Break, Line: l.number, Part: l.part})
	case line == "+": // the next block belongs to the item above
		r.source.next()
	case r.macro(line):
	case verbatim:
		r.skipParagraph()
	case r.item(line):
	case line[0] == ' ' || line[0] == '\t':
		r.skipParagraph()
	default:
		r.inList = false
		r.paragraph(document.Block{}, r.lines(false))
		r.attribution()
	}
}

// adocDelimiter returns the line that ends the block which a line begins; ""
// where it begins none.
func adocDelimiter(line string) string {
	switch {
	case line == "--":
		return line
	case strings.HasPrefix(line, "```") && !strings.Contains(line[3:], "`"):
		return "```"
	case len(line) < 4:
		return ""
	case line[0] == '|' || line[0] == ',' || line[0] == ':' || line[0] == '!':
		if strings.Trim(line[1:], "=") == "" {
			return line
		}
	case strings.IndexByte("=*_-.+/", line[0]) >= 0 && strings.Trim(line, line[:1]) == "":
		return line
	}
	return ""
}

// linesTo takes the lines up to one that ends a block, and that line. Where
// none does, a mark was forgotten: the lines stay what they are without it, so
// that no text is lost. Whoever forgets many writes no paper.
func (r *adocReader) linesTo(mark string) []sourceLine {
	var lines []sourceLine
	for {
		l, ok := r.source.next()
		switch {
		case ok && l.text == mark:
			return lines
		case !ok && r.source.unended < maxUnended:
			r.source.unended++
			r.source.ahead = lines
			return nil
		case !ok:
			return lines
		}
		lines = append(lines, l)
	}
}

// maxUnended is after how many blocks without an end they reach to the end of
// the document.
const maxUnended = 20

// passed reads HTML that the document passes through as it is.
func (r *adocReader) passed(lines []sourceLine) {
	if len(lines) == 0 {
		return
	}
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	r.blocks = append(r.blocks, r.source.in.rawHTML(b.String(), lines[0])...)
}

func (r *adocReader) skipParagraph() {
	for {
		if l, ok := r.source.peek(0); !ok || l.text == "" || adocDelimiter(l.text) != "" {
			return
		}
		r.source.next()
	}
}

// lines takes the lines of a paragraph, or of an item's text.
func (r *adocReader) lines(item bool) []sourceLine {
	l, _ := r.source.next()
	lines := []sourceLine{l}
	for {
		l, ok := r.source.peek(0)
		switch {
		case !ok, l.text == "", l.text == "+", adocDelimiter(l.text) != "", isAttributeList(l.text):
			return lines
		case item && adocMarker(l.text).kind != 0:
			return lines
		case item && strings.HasPrefix(l.text, "[[") && strings.HasSuffix(l.text, "]]"):
			return lines
		}
		r.source.next()
		if !strings.HasPrefix(l.text, "//") || strings.HasPrefix(l.text, "///") {
			lines = append(lines, l)
		}
	}
}

// heading reads a section's title, or the document's with what follows it.
func (r *adocReader) heading(line string) bool {
	level := 0
	for level < len(line) && line[level] == line[0] && (line[0] == '=' || line[0] == '#') {
		level++
	}
	l, _ := r.source.peek(0)
	switch under, ok := r.source.peek(1); {
	case level > 0 && level <= 6 && level < len(line) && line[level] == ' ':
		l.text = strings.TrimRight(strings.TrimSpace(line[level:]), line[:1]+" ")
	case ok && setext(line, under.text):
		level = 1 + strings.IndexByte("=-~^+", under.text[0])
		r.source.next()
	default:
		return false
	}
	r.source.next()
	first := len(r.blocks) == 0
	r.paragraph(document.Block{Kind: document.Heading, Level: level}, []sourceLine{l})
	r.listed = r.styleName() == "bibliography"
	r.inList = false
	if first && level == 1 {
		r.header()
	}
	return true
}

// setext reports whether a line underlines a title.
func setext(title, under string) bool {
	if len(under) < 2 || strings.IndexByte("=-~^+", under[0]) < 0 || strings.Trim(under, under[:1]) != "" {
		return false
	}
	n := utf8.RuneCountInString(title) - len(under)
	return -2 < n && n < 2 && strings.IndexFunc(title, func(c rune) bool { return c >= 0x80 || lex.IsLetter(byte(c)) || lex.IsDigit(byte(c)) }) >= 0
}

// header reads what may follow the document's title: authors, a revision and
// attributes, none of which is text.
func (r *adocReader) header() {
	if n := len(r.blocks); n > 0 {
		r.title = r.blocks[n-1].Text
		r.source.attributes["doctitle"] = r.title
	}
	for {
		l, ok := r.source.peek(0)
		if !ok || l.text == "" {
			return
		}
		if !r.source.set(l.text) {
			r.source.next()
		}
	}
}

// macro reads a line that is a macro: an image, a bibliography, a list of
// contents.
func (r *adocReader) macro(line string) bool {
	name, rest, ok := strings.Cut(line, "::")
	open := strings.IndexByte(rest, '[')
	if !ok || open < 0 || !strings.HasSuffix(rest, "]") || !isAttribute(name) {
		return false
	}
	target, args := rest[:open], splitAttributes(r.source.expand(rest[open+1:len(rest)-1]))
	switch name {
	case "image":
		l, _ := r.source.next()
		if link := attributeOf(args, "link"); address.IsWeb(link) && !address.IsBadge(target) {
			l.text = "link:++" + link + "++[" + link + "]"
			r.paragraph(document.Block{}, []sourceLine{l})
		}
	case "bibliography":
		l, _ := r.source.next()
		if target == "" {
			target = r.source.attributes["bibtex-file"]
		}
		if target != "" {
			r.bibliographies = append(r.bibliographies, wanted{wish{l.part, l.number, "bibliography::" + target + "[]"}, target})
		}
	case "toc", "video", "audio", "pdf", "include":
		r.source.next()
	default:
		return false
	}
	return true
}

// attribution writes whom a quotation is from.
func (r *adocReader) attribution() {
	if name := r.styleName(); name != "quote" && name != "verse" || len(r.style) < 2 {
		return
	}
	l := r.styled
	l.text = strings.Join(slices.DeleteFunc(r.style[1:], func(s string) bool { return s == "" }), ", ")
	r.style = nil
	r.paragraph(document.Block{}, []sourceLine{l})
}
