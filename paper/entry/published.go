package entry

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/lex"
)

// published chooses the date of publication among the dates outside of authors
// and title. A year beside the authors is completed by a fuller date after the
// title, or by the month and day that some styles print there without a year.
func (e *entry) published(title [2]int) date.Date {
	var best date.Span
	bestScore := 0
	for _, d := range e.dates {
		score := e.dateScore(d, title)
		if score > bestScore {
			best, bestScore = d, score
		}
	}
	if bestScore == 0 {
		if len(e.updates) > 0 {
			return e.updates[0].Date
		}
		return date.Date{}
	}
	found := best.Date
	for _, d := range e.dates {
		if d.Date.Year == found.Year && d.Date.Month > 0 && found.Month == 0 && e.dateScore(d, title) > 0 {
			found = d.Date
		}
	}
	if found.Month == 0 && (len(e.classes) == 0 || slices.ContainsFunc(e.classes, class.hasMonth)) {
		if month, day := date.MonthDay(e.masked[max(title[1], best.End):]); day > 0 {
			if full := (date.Date{Year: found.Year, Month: month, Day: day}); full.Valid() {
				found = full
			}
		} else if best.End <= title[0] {
			found.Month = e.loneMonth(title[1])
		}
	}
	return found
}

// loneMonth is the month that stands last behind from, after a comma: "2020. …
// The Atlantic, October." The "Mar." of "Mar. Poll. Bull." is none.
func (e *entry) loneMonth(from int) int {
	k := len(e.pieces) - 1
	if k < 0 {
		return 0
	}
	p := &e.pieces[k]
	if p.start < from || p.to-p.from != 1 || e.classes[p.from] != monthWord || !e.gaps[k].has(commaMark) {
		return 0
	}
	return date.Months[strings.ToLower(e.text[p.start:p.end])]
}

// hasMonth reports whether a word of the class can name a month.
func (c class) hasMonth() bool { return c == dateWord || c == aloneDate || c == monthWord }

// dateScore rates a date as the date of publication: dates inside title or
// authors are none; a day proves more than a year, and a year that stands by
// itself more than one inside of other words and numbers.
func (e *entry) dateScore(d date.Span, title [2]int) int {
	if d.Start < title[1] && d.End > title[0] {
		return 0
	}
	score := 10
	switch {
	case d.Date.Day > 0:
		score = 30
	case d.Date.Month > 0:
		score = 25
	}
	before := strings.TrimRight(e.masked[:d.Start], " ")
	after := strings.TrimLeft(e.masked[d.End:], " ")
	standsAlone := (before == "" || strings.IndexByte("(,.;:[\x00/", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "–")) &&
		(after == "" || strings.IndexByte("),.;:]\x00[(/", after[0]) >= 0 || d.End <= title[0])
	switch {
	case standsAlone && strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")"):
		score += 12
	case standsAlone:
		score += 10
	case d.Date.Month == 0 && (d.End > title[0] || d.Start > 0 && lex.IsDigit(e.masked[d.Start-1])):
		score -= 6
	}
	if d.Date.Month == 0 && isPageOrVolume(e.masked, d) {
		return 0
	}
	return score
}

// isPageOrVolume recognises four-digit numbers that are no years: 1027–1031,
// pp. 1805, 34(12):1489, no. 1998.
func isPageOrVolume(s string, d date.Span) bool {
	before, after := s[:d.Start], s[d.End:]
	for _, dash := range []string{"-", "–", "—", "‐"} {
		if tail, ok := strings.CutSuffix(before, dash); ok && tail != "" && lex.IsDigit(tail[len(tail)-1]) {
			return true
		}
		if head, ok := strings.CutPrefix(after, dash); ok && head != "" && lex.IsDigit(head[0]) {
			return true
		}
	}
	lower := strings.ToLower(strings.TrimRight(before[max(0, len(before)-12):], " "))
	for _, word := range []string{" pp.", " p.", " pages", " no.", " vol.", "№", "#", "rfc", " s.", " n°"} {
		if strings.HasSuffix(lower, word) {
			return true
		}
	}
	if len(after) > 1 && after[0] == '.' && lex.IsDigit(after[1]) {
		return true // an identifier: arXiv 1706.01953
	}
	return strings.HasSuffix(lower, ":") && len(lower) > 1 && (lex.IsDigit(lower[len(lower)-2]) || lower[len(lower)-2] == ')')
}
