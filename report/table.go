package report

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// columnGap parts the columns of a table.
const columnGap = 2

// table prints rows of cells in columns that are as wide as their widest cell.
// The last column takes what is left of the line and is clipped there.
func (p *printer) table(rows [][]span) {
	var widths []int
	for _, row := range rows {
		for i := range row {
			row[i].text = fold(Safe(row[i].text))
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(row[i].text))
		}
	}
	for _, row := range rows {
		p.begun = true
		for len(row) > 1 && row[len(row)-1].text == "" {
			row = row[:len(row)-1]
		}
		at := 0
		for i, cell := range row {
			text := cell.text
			if i == len(widths)-1 {
				text = clip(text, max(p.width-at, minRoom))
			}
			p.paint(cell.style, text)
			if i < len(row)-1 {
				p.pad(widths[i] - uniseg.StringWidth(text) + columnGap)
			}
			at += widths[i] + columnGap
		}
		p.out.WriteByte('\n')
	}
}

// heads are the cells above a table's columns.
func heads(names ...string) []span {
	row := make([]span, len(names))
	for i, name := range names {
		row[i] = say(dim, name)
	}
	return row
}

// joined strings the parts that are not empty together.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, isEmpty), separator)
}
