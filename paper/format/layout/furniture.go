package layout

import (
	"cmp"
	"slices"
	"strconv"
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
// the edges of a page that are the same on another page but for their page
// numbers, and numbers that stand alone there. Nothing but such rows stands
// between them and the edge, and they stand apart from the text: what is repeated
// within it, as the end of a note may be, is kept.
func dropFurniture(pages [][]*line, heights []float32) {
	seen := map[string][]print{}
	rows := make([][]row, len(pages))
	for i, parts := range pages {
		rows[i] = edgesOf(parts, heights[i])
		for k := range rows[i] {
			r := &rows[i][k]
			key, numbers := r.key(heights[i])
			if at := seen[key]; len(at) == 0 || at[len(at)-1].page != i {
				seen[key] = append(at, print{i, numbers})
			}
		}
	}
	for i := range pages {
		repeated := func(k int) bool {
			key, numbers := rows[i][k].key(heights[i])
			outermost := k == 0 || k == len(rows[i])-1
			return key != "" && (print{i, numbers}).repeats(seen[key]) || outermost && isPageNumber(rows[i][k].text())
		}
		head, foot := 0, len(rows[i])
		for head < len(rows[i]) && repeated(head) {
			head++
		}
		for foot > head && repeated(foot-1) {
			foot--
		}
		for head > 0 && head < foot && !rows[i][head-1].apart(&rows[i][head]) {
			head--
		}
		for foot < len(rows[i]) && foot > head && !rows[i][foot-1].apart(&rows[i][foot]) {
			foot++
		}
		drop := map[*line]bool{}
		for k, r := range rows[i] {
			for _, p := range r.parts {
				drop[p] = k < head || k >= foot
			}
		}
		pages[i] = slices.DeleteFunc(pages[i], func(l *line) bool { return drop[l] })
	}
}

// apart reports whether there is more space between two rows than between the
// lines of a paragraph.
func (r *row) apart(next *row) bool {
	return max(next.Top-r.Bottom, r.Top-next.Bottom) > 0.6*min(r.height(), next.height())
}

// A print is a row of a page, with the numbers in it.
type print struct {
	page    int
	numbers []string
}

// repeats reports whether one of others, which are in the order of their pages,
// is the same row on a page not far off: its numbers are equal, or count the
// pages.
func (p print) repeats(others []print) bool {
	const near = 10 // in others
	at, _ := slices.BinarySearchFunc(others, p, func(a, b print) int { return cmp.Compare(a.page, b.page) })
	others = others[max(0, at-near):min(len(others), at+near)]
	return slices.ContainsFunc(others, func(o print) bool {
		return o.page != p.page && slices.EqualFunc(p.numbers, o.numbers, func(a, b string) bool {
			return a == b || len(a) < 6 && len(b) < 6 && atoi(a)-atoi(b) == p.page-o.page
		})
	})
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
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
// where it has no letters or begins with the marker of a note, and the numbers
// in it.
func (r *row) key(height float32) (key string, numbers []string) {
	if r.parts[0].hasNoteMarker() {
		return "", nil
	}
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
				numbers = append(numbers, "")
			}
			numbers[len(numbers)-1] += string(c)
		case c != ' ':
			b.WriteRune(unicode.ToLower(c))
			letters = letters || unicode.IsLetter(c)
		}
		number = unicode.IsDigit(c)
	}
	if !letters {
		return "", nil
	}
	return b.String(), numbers
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
