package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// orgEnds remembers up to which line the end of an element was looked for in
// vain, so that it is not looked for again.
type orgEnds map[string]int

// find counts the lines up to one that ends an element, that line included. It
// returns 0 where a heading or the document's end comes first.
func (e orgEnds) find(lines []sourceLine, end string) int {
	if lines[0].number < e[end] {
		return 0
	}
	n := 1
	for n < len(lines) && orgLevel(lines[n].text) == 0 {
		if strings.EqualFold(strings.TrimLeft(lines[n].text, " \t"), end) {
			return n + 1
		}
		n++
	}
	e[end] = lines[n-1].number + 1
	return 0
}

// silentBlocks hold nothing that is text.
var silentBlocks = map[string]bool{"src": true, "example": true, "export": true, "comment": true, "html": true, "latex": true, "ascii": true, "beamer": true}

// greater reads an element that has an end: a block, a drawer, a formula. It
// returns 0 where the line begins none. What is text in it is read as if it
// stood there by itself.
func (r *orgReader) greater(lines []sourceLine, line string, ends orgEnds) int {
	switch {
	case len(line) > 8 && strings.EqualFold(line[:8], "#+begin_"):
		name, _, _ := strings.Cut(strings.ToLower(line[8:]), " ")
		if n := ends.find(lines, "#+end_"+name); n > 0 && silentBlocks[name] {
			return n
		}
		return 1
	case line[0] == '#' && strings.HasPrefix(strings.ToLower(line), "#+end"), strings.EqualFold(line, ":end:"):
		return 1
	case line[0] == ':':
		name := orgDrawer(line)
		if name == "" {
			return 0
		}
		n := ends.find(lines, ":end:")
		switch {
		case n == 0:
			return 0
		case name == "PROPERTIES" || name == "LOGBOOK":
			return n
		}
		return 1
	case strings.HasPrefix(line, `\begin{`):
		name, _, ok := strings.Cut(line[len(`\begin{`):], "}")
		if !ok {
			return 0
		}
		if strings.Contains(line, `\end{`+name+`}`) {
			return 1
		}
		return ends.find(lines, `\end{`+name+`}`)
	}
	return 0
}

// orgDrawer is the name of the drawer that a line opens, or "".
func orgDrawer(line string) string {
	if len(line) < 3 || line[0] != ':' || line[len(line)-1] != ':' {
		return ""
	}
	name := line[1 : len(line)-1]
	for i := range len(name) {
		if !lex.IsLetter(name[i]) && !lex.IsDigit(name[i]) && name[i] != '-' && name[i] != '_' {
			return ""
		}
	}
	return strings.ToUpper(name)
}

// orgNoteLabel is the label of the footnote whose definition a line begins, or
// "".
func orgNoteLabel(line string) string {
	label, after, ok := strings.Cut(strings.TrimPrefix(line, "[fn:"), "]")
	if !ok || !isOrgLabel(label) || after != "" && after[0] != ' ' && after[0] != '\t' {
		return ""
	}
	return label
}

func isOrgLabel(s string) bool {
	for i := range len(s) {
		if !lex.IsLetter(s[i]) && !lex.IsDigit(s[i]) && s[i] != '-' && s[i] != '_' && s[i] < 0x80 {
			return false
		}
	}
	return s != "" && len(s) < 100
}

// note reads a footnote: up to the next one, a heading or two blank lines.
func (r *orgReader) note(lines []sourceLine, ends orgEnds) int {
	label := orgNoteLabel(lines[0].text)
	n := 1
	for n < len(lines) {
		text := lines[n].text
		if orgLevel(text) > 0 || strings.HasPrefix(text, "[fn:") && orgNoteLabel(text) != "" || text == "" && (n+1 == len(lines) || lines[n+1].text == "") {
			break
		}
		n++
	}
	outer := r.blocks
	r.blocks = nil
	cut := strings.IndexByte(lines[0].text, ']') + 1
	rest := dedent(lines[:n], cut, 0)
	rest[0].text = strings.TrimLeft(rest[0].text, " \t")
	for len(rest) > 0 {
		rest = rest[r.element(rest, ends):]
	}
	p := pending{block: document.Block{Kind: document.Note, Key: label, Line: lines[0].number}}
	for _, inner := range r.blocks {
		p.body = append(p.body, inner.body...)
	}
	r.blocks = append(outer, p)
	return n
}
