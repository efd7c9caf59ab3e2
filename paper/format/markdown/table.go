package markdown

import (
	"iter"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// findTable finds a table in a paragraph's text: where its header begins, and
// how many rows it has with the header, 0 for no table.
func findTable(text string) (header, rows int) {
	above := 0 // where the line above begins
	for at := strings.IndexByte(text, '\n') + 1; at > 0; {
		line, _, more := strings.Cut(text[at:], "\n")
		if n := delimiters(line); n > 0 && n == count(cells(text[above:at-1])) {
			return above, strings.Count(text[above:], "\n")
		}
		if !more {
			break
		}
		above, at = at, at+len(line)+1
	}
	return 0, 0
}

// delimiters is the number of columns that the line below a table's header
// announces, such as |---|:-:|, or 0.
func delimiters(line string) int {
	line = strings.Trim(line, " \t")
	if len(line) < 2 || strings.IndexByte("|:-", line[0]) < 0 || strings.Trim(line, "|:- \t") != "" || strings.Trim(line, "- \t") == "" {
		return 0
	}
	n := 0
	for cell := range cells(line) {
		cell = strings.TrimSuffix(strings.TrimPrefix(cell, ":"), ":")
		if cell == "" || strings.Trim(cell, "-") != "" {
			return 0
		}
		n++
	}
	return n
}

// cells cuts a row into its cells, at the bars that are not escaped.
func cells(row string) iter.Seq[string] {
	return func(yield func(string) bool) {
		row = strings.Trim(row, " \t")
		row = strings.TrimPrefix(row, "|")
		start := 0
		for i := 0; i < len(row); i++ {
			switch row[i] {
			case '\\':
				i++
			case '|':
				if !yield(strings.Trim(row[start:i], " \t")) {
					return
				}
				start = i + 1
			}
		}
		if start < len(row) {
			yield(strings.Trim(row[start:], " \t"))
		}
	}
}

func count(seq iter.Seq[string]) int {
	n := 0
	for range seq {
		n++
	}
	return n
}

// addTable adds the rows of a table.
func (p *parser) addTable(text string, line int) {
	i := 0
	for row := range strings.SplitSeq(text, "\n") {
		if i != 1 { // the line below the header
			p.add(rowPiece, document.Block{Kind: document.Paragraph, Line: line + i, Text: row})
		}
		i++
	}
}
