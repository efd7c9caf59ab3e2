package paper

import (
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
	"github.com/citecheck/citecheck/paper/lex"
)

// heading begins or ends a section. Smaller headings inside of a bibliography
// ("Primary sources") are part of it.
func (f *finder) heading(b *document.Block) {
	kind := document.SectionOf(b.Text)
	level := b.Level
	if b.Kind != document.Heading {
		level = 6
	}
	switch {
	case kind != document.NoSection:
		f.last = 0
		if f.section == document.NoSection || level <= f.level {
			f.level = level
		}
		f.section = kind
	case level <= f.level:
		f.section = document.NoSection
	}
}

// isPseudoHeading recognises a heading that is set as a bold paragraph. The
// word "Note" alone mostly stands over a remark.
func isPseudoHeading(b *document.Block) bool {
	if b.Kind != document.Paragraph || len(b.Text) > 60 || document.SectionOf(b.Text) == document.NoSection || lex.Fold(b.Text) == "note" {
		return false
	}
	if len(b.Spans) > 0 && b.Spans[0].Kind <= document.Strong && b.Spans[0].Start == 0 && b.Spans[0].End >= len(b.Text)-1 {
		return true
	}
	return lex.IsUpperName(b.Text) || strings.HasSuffix(b.Text, ":") || len(b.Spans) == 0 && len(strings.Fields(b.Text)) <= 2
}

// isTitleLine recognises a paragraph that is nothing but bold: over a part of a
// bibliography, or over what comes after it.
func isTitleLine(b *document.Block) bool {
	return b.Kind == document.Paragraph && len(b.Text) <= 60 && len(b.Spans) > 0 && b.Spans[0].Kind == document.Strong &&
		b.Spans[0].Start == 0 && b.Spans[0].End >= len(b.Text)-1 && document.SectionOf(b.Text) == document.NoSection
}

// isRunning reports whether a paragraph has neither a marker nor a quoted title
// nor a date, as entries have.
func isRunning(b *document.Block) bool {
	label, _, _ := document.Marker(b, 0)
	return b.Kind == document.Paragraph && label == "" && len(b.Text) < maxEntry && len(entry.Quotations(b.Text)) == 0 && len(date.Find(b.Text)) == 0
}

// kindOf is what the entries of a section are.
func kindOf(s document.Section) Kind {
	if s == document.NotesSection {
		return Footnote
	}
	return Bibliography
}
