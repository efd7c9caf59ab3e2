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

// Find finds the dates in s: a year alone, or with a month, or with month and
// day, in the orders and languages that papers use.
//
// All dates but 1.18.26 have a year of four digits, so Find looks for those and
// then to both sides of each. What it gives is what is sure:
//
//   - May 3–5, 2020 is May 2020, March–April 2020 and Spring 2020 are 2020,
//     Winter 2019/20 and 2019/20 are 2019; 2019–2020 may be pages or a life and
//     is no date;
//   - 03/04/2025 is 2025 and Ambiguous, unless another date of the text or a
//     word of a language before it ("consulté le") shows the order;
//   - a year of two digits is believed after such a word only, "accessed
//     1.18.26", and only where one order is possible;
//   - numbers of documents, pages, versions, amounts and the years of other
//     calendars are no years.
func Find(s string) []Span {
	p := parser{s: s}
	var found []Span
	for i := 0; i < len(s); {
		if !firstOfDigit[s[i]] {
			i++
			continue
		}
		t := pieceAt(s, i)
		i = max(t.end, i+1)
		d, ok := Span{}, false
		switch {
		case t.isYear():
			d, ok = p.dateAt(t)
		case t.kind == number && t.digits <= 2:
			d, ok = p.shortAt(t)
		}
		if ok {
			if found == nil {
				found = make([]Span, 0, 2)
			}
			found = append(found, d)
			p.low, i = d.End, max(i, d.End)
		}
	}
	p.settleOrder(found)
	return found
}

// firstOfDigit has the bytes with which digits begin, see digit.
var firstOfDigit = func() (first [256]bool) {
	for _, r := range "0123456789٠۰０" {
		first[string(r)[0]] = true
	}
	return first
}()

// MonthDay finds a month and a day without a year: "January 16", "18. März".
// It gives zeros where there are none.
func MonthDay(s string) (month, day int) {
	p := parser{s: s}
	for i := 0; i < len(s); {
		t := pieceAt(s, i)
		i = max(t.end, i+1)
		if !t.isDay() || p.glued(t) {
			continue
		}
		if w := p.word(p.monthOf(p.skipBack(p.before(t.start), false))); w.month > 0 && !w.weak {
			return w.month, t.value
		}
		if w := p.word(p.monthBehind(t)); w.month > 0 && !w.weak {
			return w.month, t.value
		}
	}
	return 0, 0
}

// A parser reads the dates of a text, each around its year.
type parser struct {
	s                    string
	low                  int // where the last date ended
	dayFirst, monthFirst bool
	buf                  [96]byte
}

// settleOrder uses the dates whose order is sure for those of the same text
// whose order is not: after 13/01/2025, 03/04/2025 is the third of April.
func (p *parser) settleOrder(found []Span) {
	if p.dayFirst == p.monthFirst {
		return
	}
	for i := range found {
		d := &found[i]
		if !d.Ambiguous {
			continue
		}
		d.Date.Day, d.Date.Month = d.First, d.Second
		if p.monthFirst {
			d.Date.Day, d.Date.Month = d.Second, d.First
		}
	}
}

// dateAt reads the date to which a year belongs. Forms in which the signs are
// certain come before those of words, and what stands before a year before what
// stands behind it.
func (p *parser) dateAt(y piece) (Span, bool) {
	d := Span{Start: y.start, End: y.end, Date: Date{Year: y.value}}
	foreign := p.s[y.start] >= utf8.RuneSelf && y.value < 1500 // the solar and lunar years of Iran and Arabia
	if foreign || p.otherEra(y) {
		return d, false
	}
	glued := p.glued(y)
	if !glued && (p.ideographs(&d) || p.yearMonthDay(&d)) {
		return d, d.Date.Valid()
	}
	if handled, ok := p.numbersBefore(&d); handled {
		return d, ok
	}
	if p.continued(y) {
		return d, false
	}
	if p.wordsBefore(&d) || !glued && p.wordsAfter(&d) {
		return d, true
	}
	return d, !glued && p.yearAlone(&d)
}

// glued reports whether a piece continues what stands before it, as the numbers
// of versions, pages, identifiers and addresses do.
func (p *parser) glued(t piece) bool {
	if t.start == 0 {
		return false
	}
	before := p.s[:t.start]
	r, size := utf8.DecodeLastRuneInString(before)
	rest := before[:len(before)-size]
	last, _ := utf8.DecodeLastRuneInString(rest)
	if rest == "" {
		last = ' '
	}
	switch {
	case isLetter(r):
		return p.gluedToWord(t)
	case r == '/':
		return last < 0x590 || !isLetter(last) // 1445هـ/2024م
	case r == '.', r == '–', r == '‐', r == '‑':
		return digit(last) >= 0
	case r == '-':
		return digit(last) >= 0 || isLetter(last) && last < 0x590 // Horizon-2020, CVE-2020-1
	case r == ':':
		return digit(last) >= 0 || last == ')'
	}
	return strings.ContainsRune("_@#=&\\$€£¥+%~^№§", r)
}

// gluedToWord reports whether the letters before a number make a name with it:
// F2000, v2020. "Conference2019" and c2009 lack a space or mean a copyright,
// and scripts without spaces have none to lack.
func (p *parser) gluedToWord(t piece) bool {
	w := p.before(t.start)
	r, _ := utf8.DecodeLastRuneInString(p.s[:t.start])
	if r >= 0x590 {
		return false
	}
	return utf8.RuneCountInString(p.s[w.start:w.end]) < 4 && p.s[w.start:w.end] != "c"
}

// continued reports whether a year is only the first part of something longer:
// 2019-20, 1998.12, 1920s, 2000x. The letter of 2020a is a style's.
func (p *parser) continued(y piece) bool {
	rest := p.s[y.end:]
	if rest == "" || strings.IndexByte(" ,;:)]\x00", rest[0]) >= 0 {
		return false
	}
	t := pieceAt(p.s, y.end)
	if t.kind == nothing {
		return strings.IndexByte("_@=%#", rest[0]) >= 0 || strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s")
	}
	next := pieceAt(p.s, t.end)
	switch t.kind {
	case letters:
		word := p.s[t.start:t.end]
		if !lex.IsASCII(word) || p.word(t).role&filler != 0 {
			return false
		}
		return len(word) > 1 || word > "k" || next.kind == number
	case hyphen, dash:
		return next.kind == number
	case point:
		if next.kind == letters && unicode.IsLower(rune(p.s[next.start])) {
			return next.end >= len(p.s) || p.s[next.end] != ':' && p.s[next.end] != '.'
		}
		return next.kind == number
	case slash:
		return next.kind == letters && p.word(next).role&season == 0 || next.kind == number && (next.digits > 2 && !next.isYear() || p.numberGoesOn(next))
	}
	return false
}

// otherEra reports whether the word behind a year says that it is one of
// another calendar or era, or no year at all: 1445 AH, 1703 cm.
func (p *parser) otherEra(y piece) bool {
	t := p.after(y.end)
	w := p.word(t)
	return w.role&other != 0 || w.role&unit != 0 && unicode.IsLower(rune(p.s[t.start]))
}

// yearAlone takes a year without month, with the season before it.
func (p *parser) yearAlone(d *Span) bool {
	if t := p.after(d.End); t.kind == slash && t.start == d.End { // 2019/20
		if next := pieceAt(p.s, t.end); next.kind == number {
			d.End = next.end
		}
	}
	t := p.before(d.Start)
	switch before := p.s[t.start:t.end]; {
	case t.kind == comma:
		t = p.before(t.start)
	case t.kind == nothing && before != "" && strings.Contains("$€£¥#№§", before):
		return false
	case before == "©":
		d.Start = t.start
	}
	stopped := t.kind == point
	if stopped {
		t = p.before(t.start)
	}
	w := p.word(t)
	switch {
	case p.isNumbered(d.Start):
		return false
	case w.role&season != 0 && !stopped:
		d.Start = p.seasons(t)
	case w.role&circa != 0 && p.s[t.start] >= 'a':
		d.Start = t.start
	}
	return true
}

// isNumbered reports whether the word before what begins at start makes it the
// number of something: RFC 2045, no. 1998. A full stop after a word in full ends
// a sentence: "Annual Report. 2019."
func (p *parser) isNumbered(start int) bool {
	t := p.before(start)
	if t.kind == point {
		if t = p.before(t.start); t.end-t.start > len("vol") {
			return false
		}
	}
	return p.word(t).role&numbered != 0
}

// seasons returns where the season t begins, or the one before it: Fall/Winter.
func (p *parser) seasons(t piece) int {
	if sep := p.before(t.start); sep.kind == slash || sep.kind == hyphen || sep.kind == dash {
		if first := p.before(sep.start); p.word(first).role&season != 0 {
			return first.start
		}
	}
	return t.start
}
