package format

import (
	"slices"
	"strings"
)

// gridTable reads a table that is drawn with plus signs, bars and dashes. Each
// cell holds elements of its own.
func (r *rstReader) gridTable(lines []sourceLine, depth int) int {
	n := 0
	for n < len(lines) && lines[n].text != "" && (lines[n].text[0] == '+' || lines[n].text[0] == '|') {
		n++
	}
	g := gridReader{}
	if n < 3 || !g.measure(lines[:n]) {
		return r.paragraph(lines, maxRSTDepth)
	}
	for _, l := range lines[:n] {
		g.line(l)
	}
	g.close(0, len(g.open))
	for _, cell := range g.cells {
		r.body(undent(cell), depth+1)
	}
	return n
}

// A gridReader cuts a grid table into its cells.
type gridReader struct {
	columns []bool         // where a cell may begin or end
	open    [][]sourceLine // the cell that began at each column
	cells   [][]sourceLine // that are closed, in the order of their ends
}

// maxTableColumns is the width of the widest table whose cells are told apart.
const maxTableColumns = 1000

// measure finds the columns at which borders cross.
func (g *gridReader) measure(lines []sourceLine) bool {
	for _, l := range lines {
		if len(l.text) > 4*maxTableColumns {
			return false
		}
		if l.text[0] != '+' {
			continue
		}
		for i, c := range []rune(l.text) {
			for len(g.columns) <= i {
				g.columns = append(g.columns, false)
			}
			if c == '+' {
				g.columns[i] = true
			}
		}
	}
	g.open = make([][]sourceLine, len(g.columns))
	return len(g.columns) > 1
}

// line takes one line: stretches between borders belong to cells, or end them.
func (g *gridReader) line(l sourceLine) {
	runes := []rune(l.text)
	start := 0
	for i := 1; i < len(runes); i++ {
		if i >= len(g.columns) || !g.columns[i] || runes[i] != '|' && runes[i] != '+' {
			continue
		}
		piece := string(runes[start+1 : i])
		if runes[start] == '+' && piece != "" && strings.Trim(piece, "-=+") == "" {
			g.close(start, i)
		} else {
			g.open[start] = append(g.open[start], sourceLine{strings.TrimRight(piece, " "), l.number, l.part})
		}
		start = i
	}
}

// close ends the cells that began at columns between two.
func (g *gridReader) close(from, to int) {
	for i := from; i < to; i++ {
		if len(g.open[i]) > 0 {
			g.cells = append(g.cells, g.open[i])
			g.open[i] = nil
		}
	}
}

// simpleTable reads a table whose columns equals signs underline, and returns
// how many lines it has; 0 where there is none.
func (r *rstReader) simpleTable(lines []sourceLine, depth int) int {
	border := lines[0].text
	if !strings.HasPrefix(border, "=") || !strings.Contains(border, " ") || strings.Trim(border, "= ") != "" || len(border) > maxTableColumns {
		return 0
	}
	n := 1
	for borders := 1; n < len(lines); n++ {
		if !tableBorder(lines[n].text, '=') {
			continue
		}
		borders++
		if borders == 3 || n+1 == len(lines) || lines[n+1].text == "" {
			break
		}
	}
	if n == len(lines) {
		return 0
	}
	columns := borderColumns(border)
	row := make([][]sourceLine, len(columns))
	flush := func() {
		for i, cell := range row {
			if len(cell) > 0 {
				r.body(undent(cell), depth+1)
			}
			row[i] = nil
		}
	}
	for _, l := range lines[1:n] {
		if tableBorder(l.text, '=') || tableBorder(l.text, '-') {
			flush()
			continue
		}
		cells := cutColumns(l, columns)
		if l.text != "" && cells[0].text != "" {
			flush()
		}
		for i, c := range cells {
			row[i] = append(row[i], c)
		}
	}
	flush()
	return n + 1
}

// tableBorder reports whether a line only underlines columns.
func tableBorder(s string, mark byte) bool {
	return s != "" && s[0] == mark && strings.Trim(s, string(mark)+" ") == ""
}

// borderColumns returns where the columns that a border underlines begin.
func borderColumns(border string) []int {
	var columns []int
	for i := range len(border) {
		if border[i] != ' ' && (i == 0 || border[i-1] == ' ') {
			columns = append(columns, i)
		}
	}
	return columns
}

// cutColumns cuts a line where columns begin. Text that runs over the space
// between two columns stays whole.
func cutColumns(l sourceLine, columns []int) []sourceLine {
	runes := []rune(l.text)
	cells := make([]sourceLine, len(columns))
	for i := range cells {
		cells[i] = sourceLine{number: l.number, part: l.part}
	}
	ends := slices.Clone(columns[1:])
	ends = append(ends, len(runes))
	from, cell := 0, 0
	for i, end := range ends {
		end = min(end, len(runes))
		if i+1 < len(ends) && end < len(runes) && runes[end-1] != ' ' {
			continue // a cell that spans columns
		}
		cells[cell].text = strings.TrimRight(string(runes[min(from, end):end]), " ")
		from, cell = end, i+1
	}
	return cells
}
