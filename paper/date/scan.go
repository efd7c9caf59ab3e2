package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// A Span is a date found in a text, text[Start:End).
type Span struct {
	Start, End int
	Date       Date
	// Ambiguous is set for 03/04/2025, of which only the year is sure.
	// First and Second are its two numbers as printed.
	Ambiguous     bool
	First, Second int
}

// A dateToken is a number, a word or a separator in a text.
type dateToken struct {
	Start, End int
	Number     int // -1 for what is no number
	Digits     int
	Word       string // of letters, in lower case
	Sep        byte   // '-', '/', '.', ',' or 0
}

// Find finds the dates in s: a year alone, or with a month, or with month and
// day, in the orders and languages that papers use.
func Find(s string) []Span {
	tokens := Tokens(s)
	var found []Span
	for i := 0; i < len(tokens); {
		d, next := dateAt(s, tokens, i)
		if next == i {
			i++
			continue
		}
		d.Start, d.End = tokens[i].Start, tokens[next-1].End
		found = append(found, d)
		i = next
	}
	settleOrder(found)
	return found
}

// settleOrder uses the dates whose order is sure for those of the same text
// whose order is not: after 13/01/2025, 03/04/2025 is the third of April.
func settleOrder(found []Span) {
	dayFirst, monthFirst := false, false
	for _, d := range found {
		dayFirst = dayFirst || d.First > 12
		monthFirst = monthFirst || d.Second > 12
	}
	for i, d := range found {
		switch {
		case !d.Ambiguous || dayFirst == monthFirst:
		case dayFirst:
			found[i].Date.Month, found[i].Date.Day = d.Second, d.First
		default:
			found[i].Date.Month, found[i].Date.Day = d.First, d.Second
		}
	}
}

// Tokens cuts s into what dates are made of. Blanks and unknown characters
// make no token; a gap shows in the positions.
func Tokens(s string) []dateToken {
	var tokens []dateToken
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case lex.IsDigit(c):
			start, n := i, 0
			for ; i < len(s) && lex.IsDigit(s[i]); i++ {
				n = min(n*10+int(s[i]-'0'), 99999)
			}
			tokens = append(tokens, dateToken{Start: start, End: i, Number: n, Digits: i - start})
		case c == '-' || c == '/' || c == '.' || c == ',':
			tokens = append(tokens, dateToken{Start: i, End: i + 1, Number: -1, Sep: c})
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			start := i
			for unicode.IsLetter(r) || unicode.IsMark(r) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			switch {
			case i > start:
				tokens = append(tokens, dateToken{Start: start, End: i, Number: -1, Word: strings.ToLower(s[start:i])})
			case r == '–' || r == '‑' || r == '‐':
				tokens = append(tokens, dateToken{Start: i, End: i + size, Number: -1, Sep: '-'})
				i += size
			default:
				i += max(size, 1)
			}
		}
	}
	return tokens
}

// A dateForm is an order in which dates are written: each letter a token. The
// forms are tried in turn, the first that fits wins, so longer ones come first.
//
//	Y year   M month's name   m month's number
//	D day    d day of a range that is left out   n day or month
//	, . - /  that separator   ,? one that may be missing
type dateForm []string

var dateForms = []dateForm{
	{"Y", "-", "m", "-", "D"}, {"Y", "/", "m", "/", "D"}, {"Y", ".", "m", ".", "D"},
	{"D", ".", "m", ".", "Y"}, {"n", "/", "n", "/", "Y"}, {"D", "-", "m", "-", "Y"},
	{"D", "-", "M", "-", "Y"}, {"D", ".", "M", ",?", "Y"}, {"D", "M", ".?", ",?", "Y"},
	{"M", ".?", "d", "-", "d", ",?", "Y"}, {"M", ".?", "D", ",?", "Y"}, {"M", ".?", "D", ".", "Y"},
	{"Y", ",?", "M", ".?", "D"}, {"Y", ",?", "D", "M"}, {"Y", "年", "m", "月", "D"},
	{"Y", "-", "M", "-", "D"},
	{"M", ".?", "-", "M", ".?", ",?", "Y"}, {"M", ".?", "/", "M", ".?", ",?", "Y"},
	{"M", ".?", ",?", "Y"}, {"Y", ",?", "M"}, {"Y", "-", "m"}, {"Y", "年", "m"},
	{"Y"},
}

// dateAt reads the date that begins at tokens[i] and returns the token after
// it, or i where there is none.
func dateAt(s string, tokens []dateToken, i int) (Span, int) {
	if t := tokens[i]; t.Number < 0 && Months[t.Word] == 0 || i > 0 && (glued(s, tokens[i-1], t) || t.Number >= 0 && numbered[tokens[i-1].Word]) {
		return Span{}, i
	}
	for _, form := range dateForms {
		if d, next := matchForm(s, tokens, i, form); next > i {
			return d, next
		}
	}
	return Span{}, i
}

// numbered are the words after which a number of four digits is that of a
// document, not a year: RFC 2045.
var numbered = map[string]bool{
	"rfc": true, "rfcs": true, "bcp": true, "std": true, "iso": true, "iec": true, "din": true, "ieee": true, "nist": true,
	"no": true, "nr": true, "nos": true, "report": true, "paper": true, "resolution": true, "directive": true,
}

// glued reports whether a token continues the one before it, as the numbers of
// versions, pages, identifiers and addresses do.
func glued(s string, before, t dateToken) bool {
	if before.End != t.Start {
		return false
	}
	if before.Sep == 0 {
		return before.Word != "" && t.Number >= 0 && len(before.Word) < 4 || t.Word != "" && before.Number >= 0
	}
	return before.Sep != ',' && before.Start > 0 && (lex.IsDigit(s[before.Start-1]) || before.Sep == '/')
}

// matchForm reads one form of date at tokens[i].
func matchForm(s string, tokens []dateToken, i int, form dateForm) (Span, int) {
	var d Span
	monthsNamed := 0
	next := i
	for _, part := range form {
		separator, optional := part[0] == ',' || part[0] == '.', len(part) == 2 && part[1] == '?'
		if !separator && next > i {
			next = skipFillers(tokens, next)
		}
		if next >= len(tokens) || optional && tokens[next].Sep != part[0] {
			if optional {
				continue
			}
			return d, i
		}
		if next > i && strings.Trim(s[tokens[next-1].End:tokens[next].Start], " \u00a0'’") != "" {
			return d, i
		}
		if !d.take(part, tokens[next]) || part == "Y" && continued(s, tokens, next) {
			return d, i
		}
		if part == "M" {
			monthsNamed++
		}
		next++
	}
	return finish(tokens, d, i, next, monthsNamed)
}

// take reads one part of a form into d and reports whether t can be it.
func (d *Span) take(part string, t dateToken) bool {
	switch part {
	case "Y":
		d.Date.Year = t.Number
		return isYear(t)
	case "M":
		d.Date.Month = Months[t.Word]
		return d.Date.Month > 0
	case "m":
		d.Date.Month = t.Number
		return 1 <= t.Number && t.Number <= 12 && t.Digits <= 2
	case "D":
		d.Date.Day = t.Number
		return isDay(t)
	case "d":
		return isDay(t)
	case "n":
		d.First, d.Second = d.Second, t.Number
		return isDay(t)
	case "年", "月":
		return strings.HasPrefix(t.Word, part)
	}
	return t.Sep == part[0]
}

func isDay(t dateToken) bool { return 1 <= t.Number && t.Number <= 31 && t.Digits <= 2 }

// finish checks what a form has read and settles what depends on all of it.
func finish(tokens []dateToken, d Span, i, next, monthNamed int) (Span, int) {
	if monthNamed > 1 { // March–April 2020: no one month
		d.Date.Month, d.Date.Day = 0, 0
	}
	switch {
	case d.First == 0:
	case d.First > 12:
		d.Date.Day, d.Date.Month = d.First, d.Second
	case d.Second > 12 || d.First == d.Second:
		d.Date.Day, d.Date.Month = d.Second, d.First
	default:
		d.Ambiguous = true
	}
	if !d.Date.Valid() || next-i > 1 && isYear(tokens[i]) && yearFollows(tokens, next) {
		return d, i
	}
	if d.Date.Day > 0 && d.First == 0 && rangeOfDays(tokens, i) {
		d.Date.Day = 0
	}
	return d, next
}

// yearFollows reports whether what was read as year and month is a number and
// the beginning of a date: 2045, November 1996.
func yearFollows(tokens []dateToken, next int) bool {
	if next < len(tokens) && tokens[next].Sep == ',' {
		next++
	}
	return next < len(tokens) && isYear(tokens[next])
}

// rangeOfDays reports whether the day at tokens[i] ends a range: 12–14 May.
func rangeOfDays(tokens []dateToken, i int) bool {
	return i >= 2 && tokens[i].Digits <= 2 && tokens[i-1].Sep == '-' && tokens[i-2].Number > 0 && tokens[i-2].Digits <= 2
}

// skipFillers passes over ordinal suffixes and the words inside a date.
func skipFillers(tokens []dateToken, i int) int {
	for i < len(tokens) && i > 0 {
		t := tokens[i]
		ordinal := t.Start == tokens[i-1].End && tokens[i-1].Number >= 0 &&
			(t.Word == "st" || t.Word == "nd" || t.Word == "rd" || t.Word == "th" || t.Word == "er" || t.Word == "º" || t.Word == "ª")
		if !ordinal && !dateFillers[t.Word] {
			return i
		}
		i++
		if i < len(tokens) && tokens[i].Sep == '.' && i+1 < len(tokens) && tokens[i-1].Word != "" && len(tokens[i-1].Word) <= 2 {
			i++ // the full stop of "г."
		}
	}
	return i
}

// isYear accepts the years in which what papers cite was published.
func isYear(t dateToken) bool { return t.Digits == 4 && 1400 <= t.Number && t.Number < 2100 }

// continued reports whether a year is only the first part of something longer:
// 2019-20, 1998.12, 2020a is not, 2000x is.
func continued(s string, tokens []dateToken, i int) bool {
	end := tokens[i].End
	if end >= len(s) {
		return false
	}
	if i+1 < len(tokens) && tokens[i+1].Start == end && tokens[i+1].Word != "" {
		word := tokens[i+1].Word
		return lex.IsASCII(word) && len(word) > 1 && !dateFillers[word]
	}
	return false
}
