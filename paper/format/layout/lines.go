package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A word is a Word on its way into the text.
type word struct {
	Word
	links   []*Link // that lead away from it
	raised  bool
	ordered bool // by inOrder: its place says nothing of the word before
}

// A line is words side by side: first a stretch of a line without wide gaps,
// in the end a line of a column.
type line struct {
	Box
	words  []word
	size   float32 // of most of its text
	page   int     // from 1
	number int     // on the page, from 1, in the order of reading
	column *column
}

// A column is lines one below the other, with the margins between which they
// stand.
type column struct {
	left, right float32
	lines       []*line
}

// stretches joins the words of a page that stand side by side without a wide
// gap. The words come in the order in which the file has them, which is that
// of reading within a line; where it is read from right to left, that from left
// to right.
func stretches(words []word) []*line {
	var all []*line
	var open *line
	for _, w := range words {
		if open != nil && open.takes(&w) {
			open.words = append(open.words, w)
			open.Box = open.Box.union(w.Box)
			continue
		}
		open = &line{Box: w.Box, words: []word{w}}
		all = append(all, open)
	}
	for _, l := range all {
		l.measure()
	}
	return all
}

// wideGap is a gap, in heights of the text, that may be one between columns.
const wideGap = 1.3

// takes reports whether w goes on where l ends.
func (l *line) takes(w *word) bool {
	last := &l.words[len(l.words)-1]
	if !last.level(w.Box) {
		return false
	}
	size := max(last.height(), w.height())
	return w.Left >= last.Left && w.Left-last.Right < wideGap*size && w.Left-last.Right > -size
}

// measure finds out how large most of a line's text is, and which words are
// raised above it.
func (l *line) measure() {
	l.size = typical(l.words)
	var base float32
	for _, w := range l.words {
		if w.Size >= 0.9*l.size && w.Size <= 1.1*l.size {
			base = w.Bottom
			break
		}
	}
	for i := range l.words {
		w := &l.words[i]
		w.raised = w.Size < 0.87*l.size && base-w.Bottom > 0.12*l.size
	}
}

// typical is the size that half of the text does not exceed.
func typical(words []word) float32 {
	sorted := slices.SortedFunc(slices.Values(slices.Clone(words)), func(a, b word) int { return cmp.Compare(a.Size, b.Size) })
	all := 0
	for _, w := range sorted {
		all += len(w.Text)
	}
	for _, w := range sorted {
		if all -= 2 * len(w.Text); all <= 0 {
			return w.Size
		}
	}
	return 0
}

// newColumn makes lines of the stretches that stand in one column.
func newColumn(parts []*line, page int) *column {
	slices.SortStableFunc(parts, func(a, b *line) int { return cmp.Compare(a.middle(), b.middle()) })
	c := &column{}
	for from := 0; from < len(parts); {
		tallest, to := parts[from], from+1
		for to < len(parts) && (parts[to].level(tallest.Box) || parts[to].level(parts[from].Box)) {
			if parts[to].height() > tallest.height() {
				tallest = parts[to]
			}
			to++
		}
		l := joinStretches(parts[from:to])
		l.page, l.column = page, c
		c.lines = append(c.lines, l)
		from = to
	}
	c.left, c.right = margins(c.lines)
	return c
}

// margins are the places between which nearly all lines stand. What sticks out
// of a column, as an address does that could not be broken, sets no margin: the
// right one is where many lines end, if many end at one place.
func margins(lines []*line) (left, right float32) {
	lefts, rights := make([]float32, len(lines)), make([]float32, len(lines))
	ends := map[int]int{}
	for i, l := range lines {
		lefts[i], rights[i] = l.Left, l.Right
		ends[int(l.Right)]++
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	left = lefts[len(lines)/20]
	right = rights[len(rights)-1-len(lines)/10]
	if end := most(ends); ends[end-1]+ends[end]+ends[end+1] > len(lines)/4 && len(lines) > 3 {
		right = float32(end) + 1
	}
	return left, right
}

// joinStretches makes one line of stretches that stand side by side.
func joinStretches(parts []*line) *line {
	slices.SortStableFunc(parts, func(a, b *line) int { return cmp.Compare(a.Left, b.Left) })
	l := &line{Box: parts[0].Box}
	for _, p := range parts {
		l.words = append(l.words, p.words...)
		l.Box = l.Box.union(p.Box)
	}
	l.measure()
	if l.hasRightToLeft() {
		l.inOrder()
	}
	return l
}

// text is what a line says, without care for markup.
func (l *line) text() string {
	var b strings.Builder
	for i := range l.words {
		if i > 0 && l.apart(i) {
			b.WriteByte(' ')
		}
		b.WriteString(l.words[i].Text)
	}
	return b.String()
}

// apart reports whether white space stands before the word at index k of a line.
func (l *line) apart(k int) bool {
	a, b := &l.words[k-1], &l.words[k]
	if b.ordered {
		return !b.Glued
	}
	if a.raised && !b.raised && k == 1 {
		return true // the marker of a note
	}
	gap := max(b.Left-a.Right, a.Left-b.Right)
	return !b.Glued && gap > 0.07*min(a.height(), b.height())
}

// emphasized reports whether all letters of a line are bold.
func (l *line) bold() bool {
	for i := range l.words {
		if w := &l.words[i]; !w.Bold && strings.IndexFunc(w.Text, unicode.IsLetter) >= 0 {
			return false
		}
	}
	return true
}
