package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// blocks makes blocks of the columns: of the text that goes on from column to
// column, and of the notes at their feet.
func (r *reader) blocks() []document.Block {
	var text, notes []*line
	var blocks []document.Block
	var before *line // with which the notes of the column before end
	for _, c := range r.columns {
		end := r.footFrom(c)
		if end < len(c.lines) {
			blocks = append(blocks, r.write(c.lines[end:], document.Paragraph))
		}
		n := r.notesFrom(c, end, before)
		before = nil
		if n < end {
			before = c.lines[end-1]
		}
		text = append(text, c.lines[:n]...)
		notes = append(notes, c.lines[n:end]...)
	}
	for _, part := range r.sections(text) {
		if part.level > 0 {
			b := r.write(part.lines, document.Heading)
			b.Level = part.level
			blocks = append(blocks, b)
			continue
		}
		for _, p := range r.paragraphs(part.lines) {
			blocks = append(blocks, r.write(p, document.Paragraph))
		}
	}
	for _, n := range splitNotes(notes) {
		blocks = append(blocks, r.write(n, document.Note))
	}
	slices.SortStableFunc(blocks, func(a, b document.Block) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
	return slices.DeleteFunc(blocks, func(b document.Block) bool { return b.Text == "" })
}

// A section is a heading, or the lines between two headings.
type section struct {
	level int // of a heading
	lines []*line
}

// sections divides text at its headings.
func (r *reader) sections(lines []*line) []section {
	var all []section
	for i, l := range lines {
		var before, after *line
		if i > 0 {
			before = lines[i-1]
		}
		if i+1 < len(lines) {
			after = lines[i+1]
		}
		level := r.headingLevel(before, l, after)
		n := len(all)
		switch {
		case level > 0 && n > 0 && all[n-1].level == level && !r.gap(before, l):
			all[n-1].lines = append(all[n-1].lines, l)
		case n > 0 && level == 0 && all[n-1].level == 0:
			all[n-1].lines = append(all[n-1].lines, l)
		default:
			all = append(all, section{level, []*line{l}})
		}
	}
	for i := range all {
		if !all[i].canBeHeading() {
			all[i].level = 0
		}
	}
	return all
}

// canBeHeading reports whether lines are no more than a heading has: text that
// is larger than other text is not always one.
func (s *section) canBeHeading() bool {
	size := 0
	for _, l := range s.lines {
		text := l.text()
		size += len(text)
		if strings.Contains(text, "://") {
			return false
		}
	}
	return len(s.lines) <= 4 && size < 250 && (size < 60 || !strings.HasSuffix(s.lines[len(s.lines)-1].text(), "."))
}

// maxHeading is the length of the longest line that is a heading.
const maxHeading = 120

// headingLevel tells headings: they are larger than the text, or bold lines
// with space above; or they say what only headings say. Larger ones are of a
// higher level.
func (r *reader) headingLevel(before, l, after *line) int {
	text := l.text()
	if len(text) > maxHeading || strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return 0
	}
	switch ratio := l.size / r.size; {
	case ratio > 1.6:
		return 1
	case ratio > 1.3:
		return 2
	case ratio > 1.1:
		return 3
	}
	alone := before == nil || before.column != l.column || r.gap(before, l)
	named := document.SectionOf(text) != document.NoSection
	switch {
	case named && (alone || after == nil || r.gap(l, after) || l.bold()):
		return 4
	case alone && l.bold() && len(text) < 80 && l.size > 0.95*r.size:
		return 4
	case alone && lex.IsUpperName(text) && len(text) < 60 && (after == nil || r.gap(l, after)):
		return 4
	}
	return 0
}

// gap reports whether more than the usual space is between two lines.
func (r *reader) gap(a, b *line) bool {
	if a.column != b.column {
		return false
	}
	usual := r.pitch[tenths(b.size)]
	if usual == 0 {
		usual = 1.3 * b.size
	}
	return b.Bottom-a.Bottom > 1.18*usual
}
