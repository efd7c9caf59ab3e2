package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// edgeRows is how many rows at the upper and lower edge of a page may be
// running heads and feet, edge in which part of its height they are. Papers for
// one size of sheet are printed on another.
const (
	edgeRows = 4
	edge     = 0.25
)

// A row is the stretches that stand beside each other across a page.
type row struct {
	Box
	parts []*line
}

// dropFurniture removes running heads, running feet and page numbers: rows at
// the edges of a page that are the same on another page but for their numbers,
// and numbers that stand alone there.
func dropFurniture(pages [][]*line, heights []float32) {
	type place struct{ page, row int }
	seen := map[string][]place{}
	rows := make([][]row, len(pages))
	for i, parts := range pages {
		rows[i] = edgesOf(parts, heights[i])
		for k := range rows[i] {
			key := rows[i][k].key(heights[i])
			if at := seen[key]; len(at) == 0 || at[len(at)-1].page != i {
				seen[key] = append(at, place{i, k})
			}
		}
	}
	for i := range pages {
		drop := map[*line]bool{}
		for k := range rows[i] {
			r := &rows[i][k]
			key := r.key(heights[i])
			outermost := k == 0 || k == len(rows[i])-1
			if key != "" && len(seen[key]) > 1 || outermost && isPageNumber(r.text()) {
				for _, p := range r.parts {
					drop[p] = true
				}
			}
		}
		pages[i] = slices.DeleteFunc(pages[i], func(l *line) bool { return drop[l] })
	}
}

// edgesOf returns the outermost rows of a page.
func edgesOf(parts []*line, height float32) []row {
	var near []*line
	for _, p := range parts {
		if p.middle() < edge*height || p.middle() > (1-edge)*height {
			near = append(near, p)
		}
	}
	slices.SortStableFunc(near, func(a, b *line) int { return cmp.Compare(a.middle(), b.middle()) })
	var rows []row
	for _, p := range near {
		if n := len(rows); n > 0 && rows[n-1].parts[0].level(p.Box) {
			rows[n-1].parts = append(rows[n-1].parts, p)
			rows[n-1].Box = rows[n-1].Box.union(p.Box)
			continue
		}
		rows = append(rows, row{Box: p.Box, parts: []*line{p}})
	}
	for i := range rows {
		slices.SortStableFunc(rows[i].parts, func(a, b *line) int { return cmp.Compare(a.Left, b.Left) })
	}
	if len(rows) > 2*edgeRows {
		rows = append(rows[:edgeRows:edgeRows], rows[len(rows)-edgeRows:]...)
	}
	return rows
}

func (r *row) text() string {
	var texts []string
	for _, p := range r.parts {
		texts = append(texts, p.text())
	}
	return strings.Join(texts, " ")
}

// key is what a row has in common with the same row on another page, or ""
// where it has no letters.
func (r *row) key(height float32) string {
	side := "top "
	if r.middle() > height/2 {
		side = "end "
	}
	var b strings.Builder
	b.WriteString(side)
	number, letters := false, false
	for _, c := range r.text() {
		switch {
		case unicode.IsDigit(c):
			if !number {
				b.WriteByte('#')
			}
		case c != ' ':
			b.WriteRune(unicode.ToLower(c))
			letters = letters || unicode.IsLetter(c)
		}
		number = unicode.IsDigit(c)
	}
	if !letters {
		return ""
	}
	return b.String()
}

// isPageNumber accepts "12", "xii", "- 12 -", "Page 3 of 9", "3/9".
func isPageNumber(s string) bool {
	s = strings.ToLower(strings.Trim(s, " -–—.|[]()"))
	if s == "" || len(s) > 16 {
		return false
	}
	for _, word := range []string{"page", "of", "p.", "/"} {
		s = strings.Replace(s, word, " ", 1)
	}
	numbers := strings.Fields(s)
	for _, n := range numbers {
		if len(n) > 5 || strings.Trim(n, "0123456789") != "" && strings.Trim(n, "ivxl") != "" {
			return false
		}
	}
	return len(numbers) == 1 || len(numbers) == 2
}
