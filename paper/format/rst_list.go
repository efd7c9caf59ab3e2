package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// list reads the items of a list.
func (r *rstReader) list(lines []sourceLine, depth int) int {
	style, _, _ := rstMarker(lines)
	if style == "" {
		return 0
	}
	r.lists++
	r.nest++
	id, used := r.lists, 0
	for used < len(lines) {
		rest := lines[used:]
		if rest[0].text == "" {
			used++
			continue
		}
		next, label, width := rstMarker(rest)
		if next != style {
			break
		}
		n := rstItemLines(rest, width)
		first := len(r.blocks)
		r.body(dedent(rest[:n], width, width), depth+1)
		if len(r.blocks) > first && r.blocks[first].block.Kind == document.Paragraph {
			b := &r.blocks[first].block
			b.Kind, b.Level, b.List, b.Marker = document.Item, r.nest-1, id, label
		}
		used += n
	}
	r.nest--
	return used
}

// rstItemLines counts the lines of an item. Those that follow its first line
// without a blank one belong to it even where they are indented too little.
func rstItemLines(lines []sourceLine, width int) int {
	n := 1
	for n < len(lines) && lines[n].text != "" && lines[n].text[0] == ' ' {
		n++
	}
	return n - 1 + indented(lines[n-1:], width)
}

// rstMarker tells the style of the list whose item begins the first of lines,
// the item's label, and the width of both.
func rstMarker(lines []sourceLine) (style, label string, width int) {
	line := lines[0].text
	mark, _, _ := strings.Cut(line, " ")
	width = len(mark)
	for width < len(line) && line[width] == ' ' {
		width++
	}
	switch mark {
	case "-", "+", "*", "•", "‣", "⁃":
		return mark, "", width
	}
	style, label = enumerator(mark)
	if style == "" || len(mark) == len(line) {
		return "", "", 0
	}
	if len(lines) > 1 && lines[1].text != "" && lines[1].text[0] != ' ' {
		next, _, _ := strings.Cut(lines[1].text, " ")
		if again, _ := enumerator(next); again != style { // "A. Einstein wrote" at the start of a line
			return "", "", 0
		}
	}
	return style, label, width
}

// enumerator reads the label of an ordered list's item: 1. a) (iv) #.
func enumerator(mark string) (style, label string) {
	switch {
	case len(mark) > 2 && mark[0] == '(' && mark[len(mark)-1] == ')':
		style, label = "()", mark[1:len(mark)-1]
	case strings.HasSuffix(mark, "."), strings.HasSuffix(mark, ")"):
		style, label = mark[len(mark)-1:], mark[:len(mark)-1]
	}
	switch {
	case label == "#":
		return style, ""
	case label == "" || len(label) > 8:
		return "", ""
	case strings.Trim(label, "0123456789") == "", len(label) == 1 && lex.IsLetter(label[0]), strings.Trim(strings.ToLower(label), "ivxlcdm") == "":
		return style, label
	}
	return "", ""
}

// field reads a field of a field list: ":name: body".
func (r *rstReader) field(lines []sourceLine, depth int) int {
	_, start := fieldName(lines[0].text)
	if start == 0 {
		return 0
	}
	n := indented(lines, 1)
	r.body(dedent(lines[:n], start, leastIndent(lines[:n])), depth+1)
	return n
}

// fieldName returns the name of the field that a line begins, and where its
// body starts; 0 where the line begins none.
func fieldName(line string) (name string, start int) {
	if len(line) < 3 || line[0] != ':' || line[1] == ' ' || line[1] == ':' {
		return "", 0
	}
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case line[i] == '`':
			return "", 0 // a role
		case line[i] == ':' && i+1 == len(line):
			return line[1:i], i + 1
		case line[i] == ':' && line[i+1] == ' ':
			return line[1:i], i + 2
		}
	}
	return "", 0
}
