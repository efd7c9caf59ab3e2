package page

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/date"
)

// A token is a number or a word of a written date. Sep is the character that
// stands before it.
type token struct {
	word  string // lower case; "" for a number
	value int
	width int // digits of the number
	sep   rune
}

// parseDate reads the date of a metadata value: ISO 8601, RFC 1123, dates
// written out, a bare year. The calendar day is the one of the time zone it was
// written in.
func parseDate(s string) (Date, bool) {
	if s = strings.TrimSpace(s); strings.Contains(s, "تشرين") || strings.Contains(s, "كانون") {
		s = twoWordMonths.Replace(s)
	}
	if s == "" || len(s) > 200 {
		return Date{}, false
	}
	tokens := tokenize(s)
	if len(tokens) == 1 && tokens[0].width == 4 && plausibleYear(tokens[0].value) {
		return Date{Date: paper.Date{Year: tokens[0].value}}, true
	}
	return findDate(tokens)
}

// twoWordMonths are months of the Levant.
var twoWordMonths = strings.NewReplacer("تشرين الأول", "أكتوبر", "تشرين الثاني", "نوفمبر", "كانون الأول", "ديسمبر", "كانون الثاني", "يناير",
	"تشرين الاول", "أكتوبر", "كانون الاول", "ديسمبر")

// parseEpoch reads seconds or milliseconds since 1970.
func parseEpoch(s string) (Date, bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ".")
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return Date{}, false
	}
	switch len(s) {
	case 10:
		return Date{Date: date.Of(time.Unix(n, 0).UTC())}, true
	case 13:
		return Date{Date: date.Of(time.UnixMilli(n).UTC())}, true
	}
	return Date{}, false
}

func plausibleYear(y int) bool { return y >= 1500 && y <= 2200 }

// findDate finds the first date among tokens, of whatever form.
func findDate(tokens []token) (Date, bool) {
	for i := range tokens {
		for _, read := range []func([]token) (Date, bool){compact, yearFirst, dayFirst, monthFirst, numeric} {
			if d, ok := read(tokens[i:]); ok && (d.Valid() || d.Alternate.Valid()) {
				return d, true
			}
		}
	}
	return Date{}, false
}

// compact reads 20251107, also with the time behind it.
func compact(t []token) (Date, bool) {
	n := t[0]
	if n.width != 8 && n.width != 12 && n.width != 14 {
		return Date{}, false
	}
	v := n.value
	for range n.width - 8 {
		v /= 10
	}
	d := paper.Date{Year: v / 10000, Month: v / 100 % 100, Day: v % 100}
	return Date{Date: d}, plausibleYear(d.Year) && d.Month > 0 && d.Day > 0 && d.Valid()
}

// yearFirst reads 2025-11-07, 2025/11, 2025 Nov 7, 2025年11月7日.
func yearFirst(t []token) (Date, bool) {
	if t[0].width != 4 || !plausibleYear(t[0].value) {
		return Date{}, false
	}
	d := paper.Date{Year: t[0].value}
	rest := skip(t[1:])
	if len(rest) == 0 {
		return Date{}, false
	}
	if len(rest) > 1 && len(rest) < len(t)-1 && months[rest[1].word] > 0 && rest[0].width > 0 && rest[0].width <= 2 {
		d.Month, d.Day = months[rest[1].word], rest[0].value // 2025 жылғы 7 қараша
		return Date{Date: d}, d.Day > 0 && d.Valid()
	}
	switch m := rest[0]; {
	case months[m.word] > 0:
		d.Month = months[m.word]
	case m.width > 0 && m.width <= 2 && (m.sep == '-' || m.sep == '/' || m.sep == '.' || len(rest) < len(t)-1):
		d.Month = m.value
	}
	if d.Month < 1 || d.Month > 12 {
		return Date{}, false
	}
	if rest = skip(rest[1:]); len(rest) > 0 && rest[0].width > 0 && rest[0].width <= 2 && rest[0].value <= 31 {
		if day := rest[0]; day.sep != ':' && (day.sep != ' ' || months[t[1].word] > 0 || len(rest) < len(t)-2) {
			d.Day = day.value
		}
	}
	return Date{Date: d}, d.Valid()
}

// dayFirst reads 7 November 2025, 7. November 2025, 7 de noviembre de 2025.
func dayFirst(t []token) (Date, bool) {
	if t[0].width < 1 || t[0].width > 2 {
		return Date{}, false
	}
	month := skip(t[1:])
	if len(month) == 0 || months[month[0].word] == 0 {
		return Date{}, false
	}
	year := skip(month[1:])
	if len(year) == 0 || year[0].width != 4 || !plausibleYear(year[0].value) {
		return Date{}, false
	}
	d := paper.Date{Year: year[0].value, Month: months[month[0].word], Day: t[0].value}
	return Date{Date: d}, d.Day > 0 && d.Valid()
}

// monthFirst reads November 7, 2025, November 2025 and the clock's Nov 07
// 10:02:11 EST 2025.
func monthFirst(t []token) (Date, bool) {
	month := months[t[0].word]
	if month == 0 {
		return Date{}, false
	}
	rest := skip(t[1:])
	if len(rest) == 0 || rest[0].width == 0 {
		return Date{}, false
	}
	if rest[0].width == 4 && plausibleYear(rest[0].value) {
		return Date{Date: paper.Date{Year: rest[0].value, Month: month}}, true
	}
	if rest[0].width > 2 {
		return Date{}, false
	}
	day := rest[0].value
	rest = skip(rest[1:])
	for n := 0; n < 5 && n < len(rest); n++ {
		if y := rest[n]; y.width == 4 && plausibleYear(y.value) {
			d := paper.Date{Year: y.value, Month: month, Day: day}
			return Date{Date: d}, day > 0 && d.Valid()
		}
		if n == 0 && rest[n].sep != ' ' {
			break
		}
	}
	return Date{}, false
}

// numeric reads 07.11.2025, 11/07/2025, 7-11-2025. Only a number above 12 says
// which of the two is the day; else both readings are kept, the day first where
// points stand between, as nobody else writes points.
func numeric(t []token) (Date, bool) {
	if len(t) < 3 || t[0].width < 1 || t[0].width > 2 || t[1].width < 1 || t[1].width > 2 || t[2].width != 4 {
		return Date{}, false
	}
	sep := t[1].sep
	if sep != t[2].sep || sep != '/' && sep != '.' && sep != '-' || !plausibleYear(t[2].value) {
		return Date{}, false
	}
	byDay := paper.Date{Year: t[2].value, Month: t[1].value, Day: t[0].value}
	byMonth := paper.Date{Year: t[2].value, Month: t[0].value, Day: t[1].value}
	ok := func(d paper.Date) bool { return d.Month > 0 && d.Day > 0 && d.Valid() }
	switch {
	case !ok(byDay) && !ok(byMonth):
		return Date{}, false
	case !ok(byMonth) || byDay == byMonth:
		return Date{Date: byDay}, true
	case !ok(byDay):
		return Date{Date: byMonth}, true
	case sep == '.':
		return Date{Date: byDay, Alternate: byMonth, DayFirst: true}, true
	}
	return Date{Date: byMonth, Alternate: byDay}, true
}

// fillers may stand between the parts of a date.
var fillers = set(`st nd rd th de del da di of the den le er o os a 年 年の 년 月 월 日 일 г і жылғы жылдың ж`)

// skip passes over one or two fillers.
func skip(t []token) []token {
	for n := 0; n < 2 && len(t) > 0 && t[0].word != "" && fillers[t[0].word]; n++ {
		t = t[1:]
	}
	return t
}

// tokenize parts a written date into numbers and words.
func tokenize(s string) []token {
	const most = 24
	var tokens []token
	sep := ' '
	start := -1
	word := func(end int) {
		if start >= 0 {
			tokens = append(tokens, token{word: strings.ToLower(s[start:end]), sep: sep})
			start, sep = -1, ' '
		}
	}
	number := false
	for i, r := range s {
		v, isDigit := digit(r)
		if isDigit {
			word(i)
			if n := len(tokens); number {
				if tokens[n-1].width < 18 {
					tokens[n-1].value = tokens[n-1].value*10 + v
				}
				tokens[n-1].width++
			} else if n < most {
				tokens = append(tokens, token{value: v, width: 1, sep: sep})
				number, sep = true, ' '
			} else {
				return tokens
			}
			continue
		}
		number = false
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		word(i)
		if sep == ' ' || !unicode.IsSpace(r) {
			sep = r
		}
		if unicode.IsSpace(sep) {
			sep = ' '
		}
	}
	word(len(s))
	return tokens
}

// digit is the value of a decimal digit: European, Arabic, Persian, full width.
func digit(r rune) (int, bool) {
	for _, zero := range []rune{'0', '٠', '۰', '０'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero), true
		}
	}
	return 0, false
}
