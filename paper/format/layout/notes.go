package layout

import (
	"strings"
	"unicode"
)

// notesFrom returns the index of the line with which the notes at the foot of a
// column begin, before end: text whose first line has a raised marker, and that
// is smaller than the text of the page or, where that is small too, stands apart
// from it.
func (r *reader) notesFrom(c *column, end int) int {
	from := end
	for i := end - 1; i >= 0 && c.lines[i].size < 0.95*r.pageSize[c.lines[i].page]; i-- {
		if c.lines[i].hasNoteMarker() {
			from = i
		}
	}
	if from < end {
		return from
	}
	apart := end - 1
	for apart > 0 && !r.gap(c.lines[apart-1], c.lines[apart]) {
		apart--
	}
	if apart <= 0 || !c.lines[apart].hasNoteMarker() {
		return end
	}
	for _, l := range c.lines[:apart] { // a list whose numbers are raised is none of notes
		if l.hasNoteMarker() {
			return end
		}
	}
	return apart
}

// footFrom returns the index of the line with which the foot of a column begins
// that is no running one: a line or two that stand apart at the lower edge of a
// page, the lower the larger their type is, without a note's marker.
func (r *reader) footFrom(c *column) int {
	n := len(c.lines)
	for i := n - 1; i > 0 && i >= n-2; i-- {
		above, l := c.lines[i-1], c.lines[i]
		lowest := float32(0.9)
		if l.size < 0.95*r.pageSize[l.page] {
			lowest = 0.8
		}
		if l.middle() < lowest*r.heights[l.page-1] || l.size > 1.05*above.size || l.hasNoteMarker() {
			break
		}
		if l.Top-above.Bottom > 1.1*l.size {
			return i
		}
	}
	return n
}

// hasNoteMarker reports whether a line begins with the raised marker of a note.
func (l *line) hasNoteMarker() bool {
	w := &l.words[0]
	return len(l.words) > 1 && w.raised && strings.IndexFunc(w.Text, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune("*∗†‡§¶‖#abcdefghijklmnopqrstuvwxyz", r)
	}) < 0
}

// splitNotes divides the lines of notes at their markers.
func splitNotes(lines []*line) [][]*line {
	var all [][]*line
	from := 0
	for i, l := range lines {
		if i > from && l.hasNoteMarker() {
			all = append(all, lines[from:i])
			from = i
		}
	}
	if from < len(lines) {
		all = append(all, lines[from:])
	}
	return all
}
