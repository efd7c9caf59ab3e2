package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// cleanTitle removes what is printed around a title.
func cleanTitle(s string) string {
	s = strings.Trim(s, " ,;:\u00a0")
	s = strings.TrimRight(s, " .,;:–—-")
	s = trimQuotes(s)
	if i := strings.IndexFunc(s, unicode.IsLetter); i < 0 {
		if strings.IndexFunc(s, unicode.IsNumber) < 0 || len(s) < 4 {
			return ""
		}
	}
	return strings.TrimSpace(s)
}

// trimQuotes removes a pair of quotation marks around all of s.
func trimQuotes(s string) string {
	if q := Quotations(s); len(q) == 1 && q[0].Start == 0 && q[0].End == len(s) {
		return strings.TrimRight(strings.TrimSpace(s[q[0].From:q[0].To]), ",.")
	}
	return s
}

// container reads the work that holds the cited one, from what follows the
// title: what is emphasised, else the text up to a date, a volume, a bracket,
// or the end of the part.
func (e *entry) container(r reading) string {
	from := e.skipContainerLead(r.after)
	if s, ok := e.spanAt(from, document.Emphasis); ok {
		return cleanContainer(e.plainText(s.Start, s.End))
	}
	end := e.dateOrStop(from)
	if r.containerEnd > 0 {
		end = r.containerEnd
	}
	if from >= end {
		return ""
	}
	name := cutContainer(e.masked[from:end])
	if place, _, ok := strings.Cut(name, ": "); ok && len(strings.Fields(place)) <= 3 && e.yearAt(end) && strings.TrimRight(e.masked[from:end], " ,(") == strings.TrimRight(name, " ,") {
		return "" // "Oslo: Fjord Press, 2019": a publisher
	}
	return cleanContainer(name)
}

// yearAt reports whether a year without a month begins at i.
func (e *entry) yearAt(i int) bool {
	for _, d := range e.dates {
		if d.Start == i {
			return d.Date.Month == 0
		}
	}
	return false
}

// skipContainerLead passes over punctuation, a note on the medium, and "in".
func (e *entry) skipContainerLead(i int) int {
	for {
		i = e.skipSeparators(i)
		rest := e.masked[i:]
		trimmed := strings.TrimLeft(rest, "\x00 /–—-.,;\"”’»")
		if len(trimmed) != len(rest) && gapIsMedium(e.text[i:i+len(rest)-len(trimmed)]) {
			i += len(rest) - len(trimmed)
			continue
		}
		for _, lead := range []string{"In: ", "in: ", "In ", "in ", "dans ", "en ", "Dans ", "В: "} {
			if strings.HasPrefix(rest, lead) {
				return i + len(lead)
			}
		}
		return i
	}
}

// gapIsMedium reports whether what was lifted out between two parts was only
// "[Online]", not an address: after an address no container follows.
func gapIsMedium(s string) bool { return !strings.Contains(s, "://") && !strings.Contains(s, "www.") }

// containerEnds are what can follow a container inside its part.
var containerEnds = []string{" (", " [", ", vol", ", Vol", ", no.", ", No.", ", pp", ", p.", ", ed. ", ", edited by", ". Edited", ", n°", ", n.", ", nr", " Vol.", " vol.", ", press release", ", Bd.", ", Jg.", ", Т.", ", №", " – ", " — ", ", t. ", ", issue"}

func cutContainer(s string) string {
	for _, end := range containerEnds {
		if i := strings.Index(s, end); i > 0 {
			s = s[:i]
		}
	}
	for _, b := range partBreaks(s) {
		if b.Start > 0 && b.End < len(s) && !abbreviatedName(s[:b.Start]) {
			s = s[:b.Start]
			break
		}
	}
	if i := strings.LastIndex(s, ", "); i > 0 {
		if _, day := dayOfYear(s[i:]); day > 0 {
			s = s[:i]
		}
	}
	return cutVolume(s)
}

// abbreviatedName reports whether a container's name so far is made of
// abbreviations, so that a full stop in it ends nothing: "Nat. Genet. 41".
func abbreviatedName(s string) bool {
	word := lastWord(s)
	return utf8.RuneCountInString(word) <= 6 && strings.Contains(s, ". ")
}

// cutVolume ends a container before a number that is followed by punctuation
// or nothing: "Circulation 94:316" but "Channel 4 News".
func cutVolume(s string) string {
	for i := 1; i < len(s); i++ {
		if !lex.IsDigit(s[i]) || s[i-1] != ' ' {
			continue
		}
		end := i
		for end < len(s) && lex.IsDigit(s[end]) {
			end++
		}
		if end == len(s) || strings.IndexByte(":,;.(/ -", s[end]) >= 0 && (s[end] != ' ' || end+1 < len(s) && !unicode.IsLetter(rune(s[end+1]))) || strings.HasPrefix(s[end:], "–") {
			return s[:i]
		}
	}
	return s
}

// cleanContainer trims a container and refuses what can be none.
func cleanContainer(s string) string {
	s = strings.Trim(s, " ,;:.–—-/\"“”’»«")
	if i := strings.IndexFunc(s, unicode.IsLetter); i < 0 {
		return ""
	}
	if LeadIns[strings.ToLower(s)] || editionWords[strings.ToLower(lastWord(s))] && len(strings.Fields(s)) < 3 {
		return ""
	}
	return s
}

var editionWords = lex.Phrases(`ed; edition; edn; aufl; auflage; press release; isbn; issn; doi`)

// published chooses the date of publication among the dates outside of authors
// and title. A year beside the authors is completed by a fuller date after the
// title, or by the month and day that some styles print there without a year.
func (e *entry) published(r reading) date.Date {
	var best date.Span
	bestScore := 0
	for _, d := range e.dates {
		score := e.dateScore(d, r)
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
		if d.Date.Year == found.Year && d.Date.Month > 0 && found.Month == 0 && e.dateScore(d, r) > 0 {
			found = d.Date
		}
	}
	if found.Month == 0 {
		if month, day := dayOfYear(e.masked[max(r.after, best.End):]); day > 0 {
			if full := (date.Date{Year: found.Year, Month: month, Day: day}); full.Valid() {
				found = full
			}
		}
	}
	return found
}

// dateScore rates a date as the date of publication: dates inside title or
// authors are none; a day proves more than a year, and a year that stands by
// itself more than one inside of other words and numbers.
func (e *entry) dateScore(d date.Span, r reading) int {
	if d.Start < r.title[1] && d.End > r.title[0] {
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
		(after == "" || strings.IndexByte("),.;:]\x00[(/", after[0]) >= 0 || d.End <= r.title[0])
	switch {
	case standsAlone && strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")"):
		score += 12
	case standsAlone:
		score += 10
	case d.Date.Month == 0 && (d.End > r.title[0] || d.Start > 0 && lex.IsDigit(e.masked[d.Start-1])):
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
	lower := strings.ToLower(strings.TrimRight(before, " "))
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

// dayOfYear finds a month and day without a year: "January 16", "18. März".
func dayOfYear(s string) (month, day int) {
	tokens := date.Tokens(s)
	for i, t := range tokens {
		m := date.Months[t.Word]
		if m == 0 {
			continue
		}
		for _, j := range []int{i - 1, i - 2, i + 1, i + 2} {
			if j < 0 || j >= len(tokens) || tokens[j].Number < 1 || tokens[j].Number > 31 || tokens[j].Digits > 2 {
				continue
			}
			if between := tokens[(i+j+1)/2]; (j == i-2 || j == i+2) && between.Sep != '.' {
				continue
			}
			return m, tokens[j].Number
		}
	}
	return 0, 0
}
