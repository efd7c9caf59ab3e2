package format

import (
	"slices"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

// A textLine is a line of text as a reader takes it in.
type textLine struct {
	text   string // without indentation, marks of quoting and what is not seen
	indent int
	number int
	quoted int  // how often it is quoted, as in e-mail
	turn   bool // the first line after a turn of the page, or in another column
}

// A rawLine is a line as it stands in the file.
type rawLine struct {
	text   string
	number int
	turn   bool
}

// textLines gives a document's lines in reading order: page by page without
// running heads, feet and page numbers, and column by column.
func textLines(doc string) []textLine {
	pages := textPages(doc)
	furniture := runningLines(pages)
	var lines []textLine
	for i, page := range pages {
		page = trimPage(page, furniture, len(pages) > 1)
		turn := i > 0
		for _, raw := range inColumns(page) {
			l := newTextLine(raw)
			if l.text != "" {
				l.turn = turn || raw.turn
				turn = false
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// newTextLine takes a line's indentation and marks of quoting off.
func newTextLine(raw rawLine) textLine {
	l := textLine{number: raw.number}
	text := raw.text
	for strings.HasPrefix(text, ">") {
		l.quoted++
		text = strings.TrimPrefix(text[1:], " ")
	}
	l.indent = indentOf(text)
	l.text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || lex.IsControl(r) || lex.IsInvisible(r) })
	return l
}

// indentOf is the width of a line's indentation; a tab counts as four.
func indentOf(line string) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// textPages cuts a document at form feeds, and after the lines that number a
// page: "Bradner   Best Current Practice   [Page 2]".
func textPages(doc string) [][]rawLine {
	var pages [][]rawLine
	var page []rawLine
	number := 0
	end := func() {
		if len(page) > 0 {
			pages = append(pages, page)
			page = nil
		}
	}
	for line := range strings.SplitSeq(doc, "\n") {
		number++
		for {
			before, after, feed := strings.Cut(line, "\f")
			if !feed {
				break
			}
			if before != "" {
				page = append(page, rawLine{text: strings.TrimRight(before, " \t\r"), number: number})
			}
			end()
			line = after
		}
		if numbersPage(line) {
			end()
			continue
		}
		page = append(page, rawLine{text: strings.TrimRight(line, " \t\r"), number: number})
	}
	end()
	return pages
}

// numbersPage recognises the feet of pages that say "[Page 2]".
func numbersPage(line string) bool {
	return strings.HasSuffix(line, "]") && strings.Contains(line, "[Page ") && len(line) > 40
}

// furnitureLines is how many lines at the head and at the foot of a page can
// be a running head or foot.
const furnitureLines = 2

// runningLines finds the heads and feet that pages have in common, whatever
// numbers are in them.
func runningLines(pages [][]rawLine) map[string]bool {
	count := map[string]int{}
	for _, page := range pages {
		ends := pageEnds(page)
		for _, i := range ends[0] {
			count[withoutNumbers(page[i].text)]++
		}
		for _, i := range ends[1] {
			if !slices.Contains(ends[0], i) {
				count[withoutNumbers(page[i].text)]++
			}
		}
	}
	running := map[string]bool{}
	for line, n := range count {
		if n >= 3 || n == 2 && len(pages) <= 3 {
			running[line] = true
		}
	}
	return running
}

// pageEnds are the numbers of the first and of the last lines of a page that
// are not blank, from the edge inwards.
func pageEnds(page []rawLine) (ends [2][]int) {
	for i := 0; i < len(page) && len(ends[0]) < furnitureLines; i++ {
		if page[i].text != "" {
			ends[0] = append(ends[0], i)
		}
	}
	for i := len(page) - 1; i >= 0 && len(ends[1]) < furnitureLines; i-- {
		if page[i].text != "" {
			ends[1] = append(ends[1], i)
		}
	}
	return ends
}

// withoutNumbers is a line with one zero for each number and white space
// folded.
func withoutNumbers(line string) string {
	var b strings.Builder
	var last rune
	for _, r := range strings.TrimSpace(line) {
		switch {
		case unicode.IsDigit(r):
			r = '0'
		case unicode.IsSpace(r):
			r = ' '
		}
		if r != last || r != '0' && r != ' ' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// trimPage cuts a page's running heads, feet and numbers off, and the blank
// lines at its ends. Where there are no pages, only the blank lines stay.
func trimPage(page []rawLine, furniture map[string]bool, paged bool) []rawLine {
	if !paged {
		return page
	}
	ends := pageEnds(page)
	from, to := 0, len(page)
	for _, i := range ends[0] {
		if !isFurniture(page[i].text, furniture) {
			break
		}
		from = i + 1
	}
	for _, i := range ends[1] {
		if i < from || !isFurniture(page[i].text, furniture) {
			break
		}
		to = i
	}
	for from < to && page[from].text == "" {
		from++
	}
	for to > from && page[to-1].text == "" {
		to--
	}
	return page[from:to]
}

// isFurniture reports whether a line at a page's edge is no text of the paper:
// it runs through the pages, or is only a number.
func isFurniture(line string, furniture map[string]bool) bool {
	plain := withoutNumbers(line)
	switch strings.Trim(strings.ToLower(plain), "-–—[]() ") {
	case "0", "page 0", "page 0 of 0", "0 of 0", "0/0", "p. 0", "seite 0", "стр. 0":
		return true
	}
	return furniture[plain] || threeParts(line)
}

// threeParts recognises a line with something at the left, in the middle and at
// the right.
func threeParts(line string) bool {
	parts := 0
	for part := range strings.SplitSeq(line, "   ") {
		if strings.TrimSpace(part) != "" {
			parts++
		}
	}
	return parts == 3
}

// Bounds of what is taken for two columns of text.
const (
	columnGap   = 3  // spaces between them, at least
	columnWidth = 20 // characters of a line in each, at least
	columnLines = 8  // lines that have both, at least
)

// inColumns puts the lines of a page that is set in two columns into reading
// order. Lines that go over both columns stand between what is above and below
// them.
func inColumns(page []rawLine) []rawLine {
	gutter := findGutter(page)
	if gutter == 0 {
		return page
	}
	var out, right []rawLine
	end := func() {
		for i, l := range right {
			l.turn = i == 0
			out = append(out, l)
		}
		if len(right) > 0 {
			out = append(out, rawLine{number: right[len(right)-1].number})
		}
		right = nil
	}
	for _, l := range page {
		left, rest, ok := cutColumn(l.text, gutter)
		if !ok {
			end()
			out = append(out, l)
			continue
		}
		out = append(out, rawLine{text: left, number: l.number})
		if rest != "" || len(right) > 0 {
			right = append(right, rawLine{text: rest, number: l.number})
		}
	}
	end()
	return out
}

// findGutter returns where the second column of a page begins, in characters,
// or 0 for a page of one column: the place at which most lines of the right
// column begin, if text stands on both sides of it in most lines. Keys before
// entries, tables with a number in each line, and addresses beside titles are
// no columns.
func findGutter(page []rawLine) int {
	starts := map[int]int{}
	for _, l := range page {
		for _, at := range columnStarts(l.text) {
			starts[at]++
		}
	}
	best := 0
	for at, n := range starts {
		if n > starts[best] || n == starts[best] && at < best {
			best = at
		}
	}
	if best == 0 {
		return 0
	}
	lines, both := 0, 0
	for _, l := range page {
		if l.text == "" {
			continue
		}
		lines++
		if left, right, ok := cutColumn(l.text, best); ok && len(left) >= columnWidth && right != "" {
			both++
		}
	}
	if both < columnLines || both*2 < lines {
		return 0
	}
	return best
}

// columnStarts are the places in a line, in characters, where a second column
// could begin.
func columnStarts(line string) (starts []int) {
	if !strings.Contains(line, "   ") {
		return nil
	}
	at, spaces, text, seen := 0, 0, 0, 0
	for i, r := range line {
		if r == ' ' {
			spaces++
		} else {
			if spaces >= columnGap && seen >= columnWidth && len(line)-i >= columnWidth && len(starts) < 4 && !address.HasPrefix(line[i:]) {
				starts = append(starts, at)
			}
			if spaces >= columnGap {
				text = at
			}
			spaces = 0
			seen = at + 1 - text
		}
		at++
	}
	return starts
}

// cutColumn cuts a line at the gutter; it fails where text stands in it.
func cutColumn(line string, gutter int) (left, right string, ok bool) {
	at := 0
	for i, r := range line {
		if at >= gutter-columnGap+1 && at < gutter && r != ' ' {
			return "", "", false
		}
		if at == gutter {
			return strings.TrimRight(line[:i], " "), line[i:], true
		}
		at++
	}
	return line, "", true
}
