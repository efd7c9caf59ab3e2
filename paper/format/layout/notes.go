package layout

import (
	"strings"
	"unicode"
)

// notesFrom returns the index of the line with which the notes at the foot of a
// column begin: smaller text, whose first line has a raised marker.
func (r *reader) notesFrom(c *column) int {
	n := len(c.lines)
	from := n
	for i := n - 1; i >= 0 && c.lines[i].size < 0.95*r.size; i-- {
		if c.lines[i].hasNoteMarker() {
			from = i
		}
	}
	return from
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
