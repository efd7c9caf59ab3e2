package layout

import (
	"strings"
	"unicode"
)

// notesFrom returns the index of the line with which the notes at the foot of a
// column begin, before end: text that is smaller than that of the page, whose
// first line has a raised marker.
func (r *reader) notesFrom(c *column, end int) int {
	from := end
	for i := end - 1; i >= 0 && c.lines[i].size < 0.95*r.pageSize[c.lines[i].page]; i-- {
		if c.lines[i].hasNoteMarker() {
			from = i
		}
	}
	return from
}

// footFrom returns the index of the line with which the foot of a column begins
// that is no running one: what stands apart at the lower edge of a page, without
// a note's marker.
func (r *reader) footFrom(c *column) int {
	for i := len(c.lines) - 1; i > 0; i-- {
		above, l := c.lines[i-1], c.lines[i]
		if l.middle() < (1-edge)*r.heights[l.page-1] || l.hasNoteMarker() {
			break
		}
		if l.Top-above.Bottom > 1.5*l.size {
			return i
		}
	}
	return len(c.lines)
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
