package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// A style is how a text shows where its paragraphs begin.
type style uint8

const (
	flush   style = iota // by space, or by nothing
	indent               // their first line is indented
	hanging              // all other lines are
	marked               // by numbers in sequence
)

// paragraphs divides the lines between two headings.
func (r *reader) paragraphs(lines []*line) [][]*line {
	s := r.styleOf(lines)
	var all [][]*line
	from, number := 0, 0
	caption := false // of a figure, which is not set as the text around it
	for i, l := range lines {
		next := nextMarker(l, number)
		begins := i > 0 && r.begins(lines[i-1], l, s)
		if document.IsCaption(l.text()) && (i == 0 || r.gap(lines[i-1], l) || lines[i-1].column != l.column) {
			caption, begins, next = true, i > 0, 0
		} else if caption && i > 0 && !r.gap(lines[i-1], l) && l.likeSize(lines[i-1]) && l.column == lines[i-1].column {
			begins, next = false, 0
		} else {
			caption = false
		}
		if s == marked && !caption {
			begins = i > 0 && (next > 0 || r.gap(lines[i-1], l) && !l.indented())
		}
		if next > 0 {
			number = next
		}
		if begins {
			all = append(all, lines[from:i])
			from = i
		}
	}
	return append(all, lines[from:])
}

// begins reports whether a paragraph begins with line b, which comes after a.
func (r *reader) begins(a, b *line, s style) bool {
	if unlike := b.size > 1.12*a.size || a.size > 1.12*b.size; unlike || r.gap(a, b) {
		return true
	}
	last := a.words[len(a.words)-1].Text
	switch {
	case len(last) > 1 && strings.HasSuffix(last, "-"):
		return false
	case s == hanging:
		return !b.indented()
	case s == indent:
		return b.indented() && (!a.indented() || a.short(b))
	case a.column != b.column: // what space there was is lost
		first, _ := utf8.DecodeRuneInString(b.words[0].Text)
		return strings.HasSuffix(last, ".") && !unicode.IsLower(first)
	}
	return a.short(b)
}

// indented reports whether a line begins to the right of its column's margin.
func (l *line) indented() bool { return l.Left-l.column.left > 0.6*l.size }

// short reports whether a line ends although the first word of the next would
// have found room on it.
func (l *line) short(next *line) bool {
	return l.column.right-l.Right > next.words[0].width()+0.8*l.size
}

// styleOf finds out how paragraphs begin. Where lines are indented, it is the
// line before that tells why: before a new paragraph it may be short.
func (r *reader) styleOf(lines []*line) style {
	numbers, indented, number := 0, 0, 0
	shortBeforeIn, shortBeforeOut, out := 0, 0, 0
	for i, l := range lines {
		if n := nextMarker(l, number); n > 0 {
			numbers++
			number = n
		}
		if i == 0 || lines[i-1].column != l.column {
			continue
		}
		short := 0
		if lines[i-1].short(l) {
			short = 1
		}
		if l.indented() {
			indented++
			shortBeforeIn += short
		} else {
			out++
			shortBeforeOut += short
		}
	}
	switch {
	case numbers > 1 && numbers >= len(lines)/12:
		return marked
	case indented == 0 || indented < len(lines)/20:
		return flush
	case shortBeforeOut*indented > shortBeforeIn*out:
		return hanging
	}
	return indent
}

// nextMarker returns the number with which a line begins, if it is the one after
// the one before and stands at the margin.
func nextMarker(l *line, before int) int {
	b := document.Block{Text: l.text()}
	label, _, n := document.Marker(&b, before+1)
	if n == 0 || document.Number(label) != before+1 || label[0] == '0' || l.Left-l.column.left > 2*l.size {
		return 0
	}
	return before + 1
}
