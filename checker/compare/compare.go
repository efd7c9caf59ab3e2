// Package compare holds what a paper says of a page against what the page says
// of itself. It is built to be silent where it cannot tell: a title or date that
// is right must never be called wrong. Findings is what the checker asks for;
// Titles and Dates are its two halves.
package compare

import (
	"fmt"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

// Findings are the mismatches between a reference and the page it links to.
func Findings(ref *paper.Reference, p *page.Page) []paper.Finding {
	var list []paper.Finding
	if f, ok := titleFinding(ref, p); ok {
		list = append(list, f)
	}
	if f, ok := dateFinding(ref, p); ok {
		list = append(list, f)
	}
	if f, ok := fragmentFinding(ref, p); ok {
		list = append(list, f)
	}
	return list
}

// titleFinding is the title-mismatch of a reference, if it has one.
func titleFinding(ref *paper.Reference, p *page.Page) (paper.Finding, bool) {
	if ref.Title == "" || ref.Described || ref.ShortFor != "" {
		return paper.Finding{}, false
	}
	m := Titles(ref.Title, p)
	if !m.Comparable || m.Match || m.Best.Text == "" {
		return paper.Finding{}, false
	}
	if isContainer(ref.Container, m.Best.Text) {
		return paper.Finding{}, false
	}
	score := m.Score
	return paper.Finding{
		Rule:     "title-mismatch",
		Severity: paper.Error,
		Message:  fmt.Sprintf("The page is titled “%s”, not “%s”.", m.Best.Text, ref.Title),
		Cited:    ref.Title,
		Found:    m.Best.Text,
		Evidence: m.Best.Source,
		Score:    &score,
	}, true
}

// isContainer reports whether a page is that of the book or journal which holds
// the cited chapter or article: the page is right about itself, and papers do
// cite such addresses. The whole of its title has to be the container's; a
// container that is only named in it is the site's name.
func isContainer(container, shown string) bool {
	c, s := newTitle(container), newTitle(shown)
	if c.dense == "" || s.dense == "" {
		return false
	}
	return c.dense == s.dense || len(c.words) > 1 && byWords(c.words, s.words) >= threshold && 3*c.letter >= 2*s.letter
}

// dateFinding is the date-mismatch of a reference, if it has one.
func dateFinding(ref *paper.Reference, p *page.Page) (paper.Finding, bool) {
	if ref.ShortFor != "" {
		return paper.Finding{}, false
	}
	m := Dates(ref.Published, p)
	if !m.Comparable || m.Match {
		return paper.Finding{}, false
	}
	severity := paper.Warning
	if m.Best.Structured {
		severity = paper.Error
	}
	on := "on"
	if m.Best.Day == 0 {
		on = "in"
	}
	return paper.Finding{
		Rule:     "date-mismatch",
		Severity: severity,
		Message:  fmt.Sprintf("The page says it was published %s %s, not %s.", on, m.Best.Date, ref.Published),
		Cited:    ref.Published.String(),
		Found:    m.Best.String(),
		Evidence: m.Best.Source,
	}, true
}
