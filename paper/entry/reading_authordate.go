package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readAuthorDate reads "Authors (2025). Title", "Authors. 2025. Title" and
// "Authors, 2025. Title".
func readAuthorDate(e *entry) reading {
	for _, at := range e.undated {
		end := at
		for end < len(e.masked) && e.masked[end] == 0 {
			end++
		}
		start := len(strings.TrimRight(e.masked[:at], "\x00"))
		if r := e.authorDate(start, end); r.score > 0 {
			return r
		}
	}
	for i, d := range e.dates {
		if i > 1 || d.Date.Month == 0 && d.Ambiguous {
			break
		}
		if r := e.authorDate(d.Start, d.End); r.score > 0 {
			return r
		}
	}
	return reading{}
}

// authorDate is the reading in which a date at [start, end) parts authors from
// title.
func (e *entry) authorDate(start, end int) reading {
	prefix := strings.TrimRight(e.masked[:start], " ")
	bracket := strings.HasSuffix(prefix, "(") || strings.HasSuffix(prefix, "[") || start < end && e.masked[start] == 0
	from := e.skipDate(end, bracket)
	if from < 0 || from >= len(e.masked) || e.masked[from] == 0 {
		return reading{}
	}
	authors := len(strings.TrimRight(prefix, " (,.:;[\x00"))
	if strings.HasPrefix(e.masked[authors:], ".") && endsInInitial(e.masked[:authors+1]) {
		authors++
	}
	block := e.plainText(0, authors)
	score := e.authorBlockScore(block, authors, bracket)
	if separated := bracket || authors < len(prefix); !separated && score > 0 {
		if names, certain := e.parseNames(block); !certain || !isStrong(block, names) {
			return reading{} // "In 2019"
		}
	}
	if score == 0 || pagesFollow(e.masked[from:]) || e.quotedBefore(end) {
		return reading{}
	}
	if strings.HasPrefix(e.masked[end:], ". . ") || strings.HasPrefix(e.masked[end:], " . ") {
		return reading{score: 72, title: [2]int{0, authors}, after: from} // no title after the date: it came first
	}
	if words := len(strings.Fields(block)); score < 70 && words > 3 && !isOrganisation(block) && len(strings.Fields(e.masked[from:e.titleEnd(from)])) < words {
		return reading{score: 52, title: [2]int{0, authors}, after: from} // "Title (2020, May 5). Site"
	}
	r := reading{score: score, authors: authors, title: [2]int{from, e.titleEnd(from)}}
	if s, ok := e.spanAt(from, document.Emphasis); ok && s.Start == from {
		r.title[1], r.score = s.End, score+5
	}
	if cut := containerComma(e.masked[from:r.title[1]], false); cut > 0 && r.score == score && e.at(r.title[1]) != ' ' && e.stop(from)-r.title[1] < 3 {
		r.containerEnd, r.title[1] = r.title[1], from+cut
	}
	r.after = r.title[1]
	return r
}

// quotedBefore reports whether a quotation begins before end: then a date there
// parts no authors from a title.
func (e *entry) quotedBefore(end int) bool { return len(e.quotes) > 0 && e.quotes[0].Start < end }

// authorBlockScore rates the text in front of a date as authors.
func (e *entry) authorBlockScore(block string, end int, bracket bool) int {
	if block == "" {
		return 70 * b2i(bracket)
	}
	names, certain := e.parseNames(block)
	words := len(strings.Fields(block))
	inner := 0
	for _, b := range e.breaks {
		if b.Start > 0 && b.End < end {
			inner++
		}
	}
	switch {
	case certain && (len(names) > 1 || words > 1 || bracket):
		return 75
	case inner > 0:
		return 0
	case bracket && words <= 10:
		return 66
	case words <= 6:
		return 56
	}
	return 0
}

// skipDate returns where the part after a date begins, or -1 where none can.
func (e *entry) skipDate(end int, bracket bool) int {
	i := end
	for i < len(e.masked) && i < end+3 && 'a' <= e.masked[i] && e.masked[i] <= 'f' { // 2020a
		i++
	}
	if bracket {
		close := strings.IndexAny(e.masked[i:min(len(e.masked), i+25)], ")]")
		switch {
		case close >= 0:
			i += close + 1
		case i > 0 && e.masked[i-1] == 0: // a lifted "(n.d.)"
		default:
			return -1
		}
	}
	if i < len(e.masked) && e.masked[i] == '-' {
		return -1
	}
	return e.skipSeparators(i)
}

// pagesFollow recognises the volume and pages of a journal whose year stands
// in brackets before them: "Nature (1970) 227:680-685".
func pagesFollow(s string) bool {
	i := 0
	for i < len(s) && lex.IsDigit(s[i]) {
		i++
	}
	if i > 4 {
		return false // a report's number
	}
	if i == 0 {
		lower := strings.ToLower(s)
		return strings.HasPrefix(lower, "vol") || strings.HasPrefix(lower, "pp") || strings.HasPrefix(lower, "no.") || strings.HasPrefix(lower, "p. ")
	}
	rest := strings.TrimLeft(s[i:], " ")
	if strings.HasPrefix(rest, "-") {
		return len(rest) > 1 && (lex.IsDigit(rest[1]) || rest[1] == '-')
	}
	if s[i:] != "" && (s[i] == ',' || s[i] == '.') {
		return len(s) == i+1 || s[i+1] == ' ' // 300,000 is no volume
	}
	return rest == "" || strings.IndexByte(":(,;.", rest[0]) >= 0 || strings.HasPrefix(rest, "–") || strings.HasPrefix(s[i:], "\x00")
}
