package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// notesFrom returns the index of the line with which the notes at the foot of a
// column begin, before end: text whose first line has a raised marker, and that
// is smaller than the text of the page or, where that is small too, stands apart
// from it. before is the last line of the notes of the column before, nil where
// it has none: a note may go on below the text of the next page, and notes may
// fill one.
func (r *reader) notesFrom(c *column, end int, before *line) int {
	small := func(l *line) bool { return l.size < 0.95*r.pageSize[l.page] }
	open := before != nil && before.isOpen()
	if first := c.lines[0]; end > 0 && before != nil && first.size < 0.95*r.size && first.likeSize(before) && (open || first.hasNoteMarker()) {
		small = func(l *line) bool { return l.size < 0.95*r.size }
	}
	from, top := end, end
	for i := end - 1; i >= 0 && small(c.lines[i]); i-- {
		if top = i; c.lines[i].hasNoteMarker() {
			from = i
		}
	}
	if open && top < from && c.lines[top].likeSize(before) && c.goesOn(top, from) {
		return top
	}
	if from < end {
		return from
	}
	return r.notesApart(c, end)
}

// goesOn reports whether the lines from top on are the rest of a note: all are
// of one size.
func (c *column) goesOn(top, end int) bool {
	for _, l := range c.lines[top:end] {
		if !l.likeSize(c.lines[top]) {
			return false
		}
	}
	return true
}

// isOpen reports whether a line does not end a sentence or an address.
func (l *line) isOpen() bool {
	text := strings.TrimRight(l.text(), "”\"’')]")
	return text != "" && !strings.ContainsRune(".!?。", lastRune(text))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// likeSize reports whether two lines are set in type of one size.
func (l *line) likeSize(other *line) bool {
	return l.size < 1.05*other.size && other.size < 1.05*l.size
}

// notesApart is notesFrom where the notes are as large as the text.
func (r *reader) notesApart(c *column, end int) int {
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

// raiseMarkers makes markers of the numbers with which small text below the text
// begins, where raised numbers in the text lead to them: word processors raise
// them there, but not before the notes.
func (r *reader) raiseMarkers() {
	raised := map[string]bool{}
	page := 0
	for i, c := range r.columns {
		if len(c.lines) == 0 {
			continue
		}
		if c.lines[0].page != page {
			page = c.lines[0].page
			clear(raised)
			for _, other := range r.columns[i:] {
				if len(other.lines) > 0 && other.lines[0].page != page {
					break
				}
				other.raisedIn(raised)
			}
		}
		notes := map[string]*line{} // the last that begins so: what is above may be a table
		c.belowText(func(l *line) bool {
			if w := &l.words[0]; len(l.words) > 1 && raised[w.Text] && l.Left-c.left < 2*l.size {
				notes[w.Text] = l
			}
			return false
		})
		for _, l := range notes {
			l.words[0].raised = true
		}
	}
}

// raisedIn collects the numbers that are raised within a column's lines.
func (c *column) raisedIn(raised map[string]bool) {
	for _, l := range c.lines {
		for k := range l.words {
			if w := &l.words[k]; k > 0 && w.raised && len(w.Text) < 4 && strings.Trim(w.Text, "0123456789") == "" {
				raised[w.Text] = true
			}
		}
	}
}

// smallNotes returns the index of the first line of a column that is a note's for
// sure: it has a raised marker, and is smaller than lines of text above it.
func (c *column) smallNotes() int { return c.belowText((*line).hasNoteMarker) }

// belowText returns the index of the first line that is smaller than lines of
// text above it and that is accepted.
func (c *column) belowText(accept func(*line) bool) int {
	var text, lines float32 // the size of the text above, and how many lines it has
	for i, l := range c.lines {
		switch {
		case lines > 1 && l.size < 0.95*text && accept(l):
			return i
		case len(l.words) < 4:
		case l.size > 0.95*text && l.size < 1.05*text:
			lines++
		case l.size > text || lines < 2:
			text, lines = l.size, 1
		}
	}
	return len(c.lines)
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
