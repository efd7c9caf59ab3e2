package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// titleEnd returns the end of a title that starts at from and is not marked as
// one: at the first break between parts, before what was lifted out, before
// emphasis that begins a part (its container), and before a medium or
// publisher in brackets.
func (e *entry) titleEnd(from int) int {
	end := e.stop(from)
	if b, ok := e.breakAfter(from); ok && b.Start < end {
		end = b.Start
	}
	for _, separator := range []string{" // ", "; "} {
		if i := strings.Index(e.masked[from:end], separator); i > 0 {
			end = from + i
		}
	}
	end = e.partDate(from, end)
	if i := publisherBracket(e.masked[from:end]); i > 0 {
		end = from + i
	}
	for _, s := range e.spans {
		if s.Kind == document.Emphasis && s.Start > from && s.Start < end && e.partStarts(s.Start) {
			end = s.Start
		}
	}
	for _, word := range []string{". In: ", ". In ", ", in: ", ", In: ", " In: "} {
		if i := strings.Index(e.masked[from:end], word); i > 0 {
			end = from + i
		}
	}
	return from + len(strings.TrimRight(e.masked[from:end], " ,;:–—-\x00("))
}

// partDate returns where the first date between from and end begins that is a
// part of its own, or end.
func (e *entry) partDate(from, end int) int {
	for _, d := range e.dates {
		if d.Start > from && d.Start < end && e.datePart(d) {
			end = d.Start
		}
	}
	return end
}

// publisherBracket returns where a bracket begins that holds place and
// publisher, or an edition, or 0: "(Oxford: University Press)", "(2nd ed.)".
func publisherBracket(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] != '(' || s[i-1] != ' ' {
			continue
		}
		inner, _, ok := strings.Cut(s[i+1:], ")")
		if !ok {
			return 0
		}
		place, publisher, colon := strings.Cut(inner, ":")
		publisher = strings.TrimSpace(publisher)
		if colon && len(strings.Fields(place)) <= 3 && isContainerName(place) && publisher != "" && isContainerName(publisher) || editionWords[strings.TrimRight(strings.ToLower(lastWord(inner)), ".")] {
			return i
		}
	}
	return 0
}

// datePart reports whether a date is a part of its own and so ends a title: a
// day after a comma or in brackets, a year after a comma or in brackets.
func (e *entry) datePart(d date.Span) bool {
	before := strings.TrimRight(e.masked[:d.Start], " ")
	if before == "" || strings.IndexByte(",.(;", before[len(before)-1]) < 0 {
		return false
	}
	after := strings.TrimLeft(e.masked[d.End:], " ")
	return after == "" || strings.IndexByte(",.;)\x00", after[0]) >= 0 || d.Date.Day > 0
}
