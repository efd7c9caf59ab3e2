package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// maxTableDepth is how deep tables may stand in cells of tables.
const maxTableDepth = 3

// table reads a table up to the line that ends it.
func (r *adocReader) table(mark string, depth int) {
	lines := r.linesTo(mark)
	separator := mark[:1]
	switch attributeOf(r.style, "format") {
	case "csv":
		separator = ","
	case "dsv":
		separator = ":"
	case "tsv":
		separator = "\t"
	}
	if s := attributeOf(r.style, "separator"); len(s) == 1 {
		separator = s
	}
	r.style = nil
	if len(lines) == 0 {
		return
	}
	if separator == "," || separator == "\t" {
		csvCells(lines, rune(separator[0]), func(cell []sourceLine) { r.cell(cell, "", depth) })
		return
	}
	r.cells(lines, separator[0], depth)
}

// cells cuts lines at a separator. What stands directly before one says of the
// next cell how many columns it spans and what it holds.
func (r *adocReader) cells(lines []sourceLine, separator byte, depth int) {
	var cell []sourceLine
	style := ""
	for _, l := range lines {
		start := 0
		for i := 0; i < len(l.text); i++ {
			if l.text[i] != separator || i > 0 && l.text[i-1] == '\\' {
				continue
			}
			text, next := cellSpec(l.text[start:i])
			cell = append(cell, sourceLine{text, l.number, l.part})
			r.cell(cell, style, depth)
			cell, style, start = nil, next, i+1
		}
		cell = append(cell, sourceLine{strings.ReplaceAll(l.text[start:], `\`+string(separator), string(separator)), l.number, l.part})
	}
	r.cell(cell, style, depth)
}

// cellSpec cuts from the text before a separator what it says of the next
// cell: "2+^a". style is its letter.
func cellSpec(text string) (before, style string) {
	i := strings.LastIndexAny(text, " \t") + 1
	spec := text[i:]
	letters := strings.TrimLeft(spec, "0123456789.+*<^>")
	if spec == "" || len(letters) > 1 || len(letters) == 1 && !lex.IsLetter(letters[0]) || len(letters) == 0 && strings.Trim(spec, "0123456789.") == "" {
		return text, ""
	}
	return text[:i], letters
}

// cell reads a cell: paragraphs, or with style "a" blocks of every kind.
func (r *adocReader) cell(lines []sourceLine, style string, depth int) {
	if style == "a" && depth < maxTableDepth {
		outer := r.source
		r.source.ahead, r.source.conditions = nil, nil
		r.source.frames = []adocFrame{{lines: undent(lines)}}
		r.body(depth + 1)
		outer.files, outer.expanded, outer.unended = r.source.files, r.source.expanded, r.source.unended
		r.source, r.style = outer, nil
		return
	}
	for len(lines) > 0 {
		n := untilBlank(lines)
		if n == 0 {
			lines = lines[1:]
			continue
		}
		r.paragraph(document.Block{}, lines[:n])
		lines = lines[n:]
	}
}
