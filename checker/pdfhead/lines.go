package pdfhead

import (
	"math"
	"sort"
	"strings"
	"unicode"
)

// A line is what stands beside each other in one size.
type line struct {
	x, y, size float64
	text       string
}

// lines puts runs together, in the order in which the page draws them.
func lines(runs []run) []line {
	const level, gap = 0.4, 0.15 // of the size of the type
	var list []line
	end := 0.0
	for _, r := range runs {
		n := len(list) - 1
		if n < 0 || math.Abs(list[n].y-r.y) > level*max(list[n].size, r.size) || r.x < list[n].x {
			list = append(list, line{r.x, r.y, r.size, r.text})
		} else {
			if r.x-end > gap*r.size {
				list[n].text += " "
			}
			list[n].text += r.text
			list[n].size = max(list[n].size, r.size)
		}
		end = r.end
	}
	kept := list[:0]
	for _, l := range list {
		if l.text = strings.Join(strings.Fields(l.text), " "); l.text != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// heading is what stands in the largest type in the upper part of a page, ""
// where nothing is larger than the text. What is too short to be a title, such
// as a logo or a number, is passed over.
func heading(lines []line) string {
	top, bottom := -math.MaxFloat64, math.MaxFloat64
	letters := map[float64]int{} // by size, to a tenth
	for _, l := range lines {
		top, bottom = max(top, l.y), min(bottom, l.y)
		letters[math.Round(10*l.size)] += len(l.text)
	}
	text, most := 0.0, 0
	for size, n := range letters {
		if n > most || n == most && size < text {
			text, most = size, n
		}
	}
	upper := make([]line, 0, len(lines))
	for _, l := range lines {
		if l.y >= bottom+(top-bottom)/3 {
			upper = append(upper, l)
		}
	}
	sort.SliceStable(upper, func(i, j int) bool { return upper[i].y > upper[j].y })
	limit := math.MaxFloat64
	for range 4 {
		title, size := largest(upper, limit)
		if 10*size < 1.12*text && len(letters) > 1 || size == 0 || len(letters) == 1 {
			return ""
		}
		if isTitle(title) {
			return title
		}
		limit = 0.97 * size
	}
	return ""
}

// largest is the text in the largest type below a limit: the first line of it
// and those that follow in the same size.
func largest(lines []line, limit float64) (string, float64) {
	size := 0.0
	for _, l := range lines {
		if l.size < limit {
			size = max(size, l.size)
		}
	}
	var parts []string
	last := 0.0
	for _, l := range lines {
		same := l.size < limit && l.size >= 0.95*size
		switch {
		case same && (len(parts) == 0 || last-l.y < 2.5*size):
			parts = append(parts, l.text)
			last = l.y
		case len(parts) > 0 && l.y < last-0.5*size:
			return joinLines(parts), size
		}
	}
	return joinLines(parts), size
}

// joinLines takes the hyphens out that part words at the ends of lines.
func joinLines(parts []string) string {
	var b strings.Builder
	for i, s := range parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// isTitle reports whether a text can be a title: two words or ten letters, in
// scripts without spaces four.
func isTitle(s string) bool {
	letters, dense := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				dense++
			}
		}
	}
	return letters >= 10 || dense >= 4 || letters >= 5 && len(strings.Fields(s)) >= 2
}
