package entry

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// titleText is the text of some pieces as a title.
func (e *entry) titleText(s span) string {
	start, end := e.pieces[s.from].start, e.textEnd(s)
	if e.openIn(s.from, s.to) < 0 {
		start-- // the bracket that the title closes
	}
	for _, q := range e.quotes {
		switch {
		case isCorner(e.text[q.Start:]):
		case q.From == start && q.To < e.pieces[s.to-1].start:
			start = q.Start // «Reka» and its banks
		case q.To == end && q.From > e.pieces[s.from].start:
			return cleanTitle(e.text[start:end]) + e.text[q.To:q.End] // The banks of «Reka»
		}
	}
	return cleanTitle(e.text[start:end])
}

// textEnd is where the text of some pieces ends: with the question mark and
// the closing bracket that belong to it.
func (e *entry) textEnd(s span) int {
	end := e.pieces[s.to-1].end
	open := e.opened[s.to-1] - e.opened[s.from]
	for end < len(e.masked) {
		switch b := e.masked[end]; {
		case b == '?' || b == '!':
		case (b == ')' || b == ']') && open > 0:
			open--
		default:
			return end
		}
		end++
	}
	return end
}

// containerText is the text of some pieces, if there are any, as a container.
func (e *entry) containerText(s span) string {
	if s.from == s.to {
		return ""
	}
	return cleanContainer(e.plainText(e.pieces[s.from].start, e.textEnd(s)))
}

// authorNames are the names in some pieces, if there are any.
func (e *entry) authorNames(s span) []string {
	if s.from == s.to {
		return nil
	}
	start, end := e.pieces[s.from].start, e.pieces[s.to-1].end
	switch block := e.masked[start:end]; {
	case e.at(end) == ')', e.at(end) == '.' && (strings.Contains(block, ".") || strings.HasSuffix(strings.TrimSuffix(block, lastWord(block)), ", ")):
		end++ // the full stop of "Lee, A.", not that of "Lee A."
	case e.at(end) == '.' && (e.at(end+1) == ',' || endsCyrillic(block)):
		end++ // of "Lee A., " and of "Ли А."
	}
	words := e.classes[e.pieces[s.from].from:e.pieces[s.to-1].to]
	names, _ := parseNames(e.plainText(start, end), slices.Contains(words, orgWord) || slices.Contains(words, lowerWord))
	return names
}

// endsCyrillic reports whether s ends with an initial in Cyrillic, which always
// has a full stop.
func endsCyrillic(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Cyrillic, r) && utf8.RuneCountInString(lastWord(s)) == 1
}

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

// cleanContainer trims a container and refuses what can be none.
func cleanContainer(s string) string {
	s = strings.Trim(s, " ,;:.–—-/\"“”’»«")
	if i := strings.IndexFunc(s, unicode.IsLetter); i < 0 {
		return ""
	}
	for _, w := range []string{" on", " vom", " am", " du", " dated", " of", " del", " от"} {
		s = strings.TrimSuffix(s, w) // before a date
	}
	for _, w := range []string{" (blog)", " (podcast)"} {
		s = strings.TrimSuffix(s, w)
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "in: "), "in ")
	if LeadIns[strings.ToLower(s)] || editionWords[strings.ToLower(lastWord(s))] && len(strings.Fields(s)) < 3 {
		return ""
	}
	return s
}

var editionWords = lex.Phrases(`ed; edition; edn; aufl; auflage; press release; isbn; issn; doi`)

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
