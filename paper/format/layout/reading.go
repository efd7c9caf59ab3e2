package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// A cell is a character of a line as it stands on the page, or a space.
type cell struct {
	char     rune
	word     int // whose character it is; -1 for a space
	class    bidi.Class
	backward bool // it is read from right to left
}

// inOrder puts a line that has letters from right to left into the order of
// reading: it undoes what the Unicode Bidirectional Algorithm (UAX #9) did when
// the page was made. That is not always one thing; where a number stands beside
// such letters, the punctuation tells to which side it belongs.
func (l *line) inOrder() {
	cells := l.cells()
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.class == bidi.R }) {
		return
	}
	backward := l.readsBackward()
	if backward {
		markForward(cells)
	} else {
		markBackward(cells)
	}
	l.rebuild(turned(cells, backward))
}

// cells are the characters of a line from left to right.
func (l *line) cells() []cell {
	var cells []cell
	for k := range l.words {
		if k > 0 && l.apart(k) {
			cells = append(cells, cell{' ', -1, bidi.WS, false})
		}
		for _, r := range l.words[k].Text {
			cells = append(cells, cell{r, k, classOf(r), false})
		}
	}
	return cells
}

// classOf is the class of a character: L, R, EN for digits, CS for what stands
// within numbers, ON for all others.
func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	switch c := p.Class(); c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL, bidi.NSM:
		return bidi.R
	case bidi.EN, bidi.AN:
		return bidi.EN
	case bidi.CS, bidi.ES, bidi.ET:
		return bidi.CS
	}
	return bidi.ON
}

// readsBackward reports whether a line belongs to text that runs from right to
// left: most of its words do, and it is not such that only the other order can
// have put the first of them to the left. If as many do as do not, it is the
// stop at its left end that ends the line.
func (l *line) readsBackward() bool {
	count, first, last := 0, 0, 0 // words; -1 for those from right to left
	for i := range l.words {
		switch direction := wordDirection(l.words[i].Text); {
		case direction == 0:
		case first == 0:
			first, last, count = direction, direction, count+direction
		default:
			last, count = direction, count+direction
		}
	}
	stopped := strings.IndexByte("./,;:!?", l.words[0].Text[0]) >= 0
	return count < 0 && !(first < 0 && last > 0) || count == 0 && last < 0 && stopped
}

// wordDirection is -1 for a word with letters from right to left, 1 for one with
// other letters, 0 for one without any.
func wordDirection(s string) int {
	for _, r := range s {
		switch classOf(r) {
		case bidi.L:
			return 1
		case bidi.R:
			return -1
		}
	}
	return 0
}

// markBackward marks what is read from right to left in a line that is not.
func markBackward(cells []cell) {
	from := -1 // where the stretch begins
	for i := range cells {
		switch cells[i].class {
		case bidi.R:
			if from < 0 {
				from = numberBefore(cells, i)
			}
			for k := from; k <= i; k++ {
				cells[k].backward = true
			}
		case bidi.L:
			from = -1
		}
	}
}

// numberBefore returns where a number begins that stands to the left of the
// letter at i but is read after it: a comma stands directly at the letter, and
// belongs between the two. Else it returns i.
func numberBefore(cells []cell, i int) int {
	k := i
	for k > 0 && cells[k-1].char != ' ' && cells[k-1].class != bidi.L && cells[k-1].class != bidi.EN {
		k--
	}
	if k == i || k == 0 || cells[k-1].char != ' ' {
		return i
	}
	end := k - 1
	k = end
	for k > 0 && cells[k-1].class == bidi.EN {
		k--
	}
	if k == end || k > 0 && cells[k-1].char != ' ' {
		return i
	}
	return k
}

// markForward marks what is read from left to right in a line that is not.
func markForward(cells []cell) {
	for i := range cells {
		cells[i].backward = true
	}
	from := -1
	for i := range cells {
		switch c := cells[i].class; {
		case c == bidi.R:
			from = -1
		case c == bidi.EN && from >= 0 && startsNumber(cells, i) && punctuated(cells, i):
			from = -1
		case c == bidi.L && from < 0:
			from = i
			for from > 0 && (cells[from-1].class == bidi.EN || cells[from-1].class == bidi.CS && from > 1 && cells[from-2].class == bidi.EN) {
				from-- // digits that stand directly before
			}
		}
		if c := cells[i].class; from >= 0 && (c == bidi.L || c == bidi.EN) {
			for k := from; k <= i; k++ {
				cells[k].backward = false
			}
		}
	}
}

func startsNumber(cells []cell, i int) bool { return i == 0 || cells[i-1].class != bidi.EN }

// punctuated reports whether a full stop or a comma stands directly to the left
// of a number, and a space to the left of that: in text from right to left, the
// number ends there.
func punctuated(cells []cell, i int) bool {
	return i > 1 && strings.ContainsRune(".,;:،؛", cells[i-1].char) && cells[i-2].char == ' '
}

// turned returns cells in the order of reading.
func turned(cells []cell, backward bool) []cell {
	out := make([]cell, 0, len(cells))
	var parts [][]cell
	for from, i := 0, 1; i <= len(cells); i++ {
		if i == len(cells) || cells[i].backward != cells[from].backward {
			parts = append(parts, cells[from:i])
			from = i
		}
	}
	if backward {
		slices.Reverse(parts)
	}
	for _, part := range parts {
		if part[0].backward {
			part = reversed(part)
		}
		out = append(out, part...)
	}
	mirror(out)
	return out
}

// mirrored are brackets and their counterparts.
var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<', '«': '»', '»': '«', '“': '”', '”': '“'}

// mirror makes brackets that are read from right to left open before they close:
// they are printed as they look, or as what they mean.
func mirror(cells []cell) {
	first := slices.IndexFunc(cells, func(c cell) bool { return c.backward && strings.ContainsRune("()[]{}", c.char) })
	if first < 0 || strings.ContainsRune("([{", cells[first].char) {
		return
	}
	for i := range cells {
		if m, ok := mirrored[cells[i].char]; ok && cells[i].backward {
			cells[i].char = m
		}
	}
}

// reversed turns a stretch that is read from right to left. Numbers in it run to
// the right.
func reversed(part []cell) []cell {
	out := slices.Clone(part)
	slices.Reverse(out)
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && (out[to].class == bidi.EN || to > from && out[to].class == bidi.CS && to+1 < len(out) && out[to+1].class == bidi.EN) {
			to++
		}
		slices.Reverse(out[from:to])
		from = to + 1
	}
	return out
}

// rebuild makes the words of a line anew. What was one word may be two, as a
// full stop that ends a sentence stands at the other end of it.
func (l *line) rebuild(cells []cell) {
	var words []word
	last := -1
	for _, c := range cells {
		switch {
		case c.word < 0:
			last = -1
			continue
		case last < 0, last != c.word && !l.words[c.word].sticksTo(&l.words[last]):
			w := l.words[c.word]
			w.Text, w.Glued, w.ordered = "", last >= 0, true
			words = append(words, w)
		}
		w := &words[len(words)-1]
		w.Text = string(utf8.AppendRune([]byte(w.Text), c.char))
		last = c.word
	}
	l.words = words
}

// sticksTo reports whether two words that touch are set alike.
func (w *word) sticksTo(other *word) bool {
	return w.raised == other.raised && w.Italic == other.Italic && w.Bold == other.Bold && slices.Equal(w.links, other.links)
}

// hasRightToLeft reports whether a line has letters that are written from right
// to left.
func (l *line) hasRightToLeft() bool {
	return slices.ContainsFunc(l.words, func(w word) bool {
		return strings.IndexFunc(w.Text, func(r rune) bool { return r >= 0x590 && unicode.IsLetter(r) && classOf(r) == bidi.R }) >= 0
	})
}
