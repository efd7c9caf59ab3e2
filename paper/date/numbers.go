package date

import (
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// Dates of which all parts are numbers.

// joins reports whether a byte is that of a sign that joins numbers, or may be.
func joins(c byte) bool { return c == '-' || c == '/' || c == '.' || c >= utf8.RuneSelf }

// ideographs reads 2025年11月7日 and 2025년 11월 7일.
func (p *parser) ideographs(d *Span) bool {
	if d.End == len(p.s) || p.s[d.End] != ' ' && p.s[d.End] < utf8.RuneSelf {
		return false
	}
	end, ok := p.unit(d.End, "年", "년")
	if !ok {
		return false
	}
	d.End = end
	m := p.after(end)
	end, ok = p.unit(m.end, "月", "월")
	if !ok || m.kind != number || m.digits > 2 || m.value < 1 || m.value > 12 {
		return true
	}
	d.Date.Month, d.End = m.value, end
	day := p.after(end)
	end, ok = p.unit(day.end, "日", "일", "号", "號")
	if ok && day.isDay() {
		d.Date.Day, d.End = day.value, end
	}
	return true
}

// unit returns where one of the units ends that stands at i.
func (p *parser) unit(i int, units ...string) (int, bool) {
	rest := strings.TrimLeft(p.s[i:min(len(p.s), i+8)], " ")
	for _, u := range units {
		if strings.HasPrefix(rest, u) {
			return min(len(p.s), i+8) - len(rest) + len(u), true
		}
	}
	return 0, false
}

// yearMonthDay reads 2025-11-07, 2025/11/07, 2025.11.07, 2025-11, and, as
// Koreans write, 2025. 11. 7.
func (p *parser) yearMonthDay(d *Span) bool {
	if d.End == len(p.s) || !joins(p.s[d.End]) {
		return false
	}
	sep := pieceAt(p.s, d.End)
	if sep.kind != hyphen && sep.kind != slash && sep.kind != point {
		return false
	}
	m := pieceAt(p.s, sep.end)
	spaced := m.kind == nothing && sep.kind == point
	if spaced {
		m = p.after(sep.end)
	}
	if m.kind != number || m.digits > 2 || m.value < 1 || m.value > 12 {
		return false
	}
	again := pieceAt(p.s, m.end)
	day := pieceAt(p.s, again.end)
	if spaced {
		day = p.after(again.end)
		if end := pieceAt(p.s, day.end).kind; end != point {
			return false
		}
	}
	full := Date{Year: d.Date.Year, Month: m.value, Day: day.value}
	if again.kind == sep.kind && day.isDay() && full.Year >= 1500 && full.Valid() && !p.numberGoesOn(day) {
		d.Date, d.End = full, day.end
		return true
	}
	if sep.kind != hyphen || m.digits != 2 || p.numberGoesOn(m) || m.value == d.Date.Year%100+1 || d.Date.Year < 1900 {
		return false // 2010-11 is a month or two years, 1805-10 pages
	}
	d.Date.Month, d.End = m.value, m.end
	return true
}

// numberGoesOn reports whether a number is part of something longer.
func (p *parser) numberGoesOn(t piece) bool {
	if t.end == len(p.s) || !joins(p.s[t.end]) && !lex.IsLetter(p.s[t.end]) {
		return false
	}
	sep := pieceAt(p.s, t.end)
	switch sep.kind {
	case hyphen, slash, point, dash:
		return pieceAt(p.s, sep.end).kind == number
	case letters:
		return pieceAt(p.s, sep.end).kind != number && p.word(sep).role&ordinal == 0 // 2025-11-07T10:00, 7th
	}
	return false
}

// numbersBefore reads what is joined to a year by a sign: 13.09.2024,
// 13/01/2025, 26-Dec-2022, 10.2014. It reports whether there is such a thing,
// and whether it is a date.
func (p *parser) numbersBefore(d *Span) (handled, ok bool) {
	if d.Start == p.low || !joins(p.s[d.Start-1]) || p.numberGoesOn(piece{end: d.End}) {
		return false, false
	}
	sep := p.before(d.Start)
	if sep.end != d.Start || sep.kind != hyphen && sep.kind != slash && sep.kind != point {
		return false, false
	}
	second := p.before(sep.start)
	switch {
	case second.end != sep.start:
		return false, false
	case second.kind == letters && sep.kind != point:
		return p.namedBefore(d, sep, second)
	case second.kind != number:
		return false, false
	case second.digits > 2:
		return true, false
	}
	again := p.before(second.start)
	first := p.before(again.start)
	if again.end != second.start || again.kind != sep.kind || first.end != again.start || first.kind != number {
		return true, p.monthYear(d, sep, second)
	}
	if !first.isDay() || !second.isDay() || p.glued(first) {
		return true, false
	}
	d.Start = first.start
	return true, p.order(d, sep.kind, first, second)
}

// order tells the day from the month.
func (p *parser) order(d *Span, sep kind, first, second piece) bool {
	a, b := first.value, second.value
	byLanguage := sep == point || p.introduced(first)&dayFirst != 0
	if sep != point {
		d.First, d.Second = a, b
	}
	switch {
	case a > 12 && b > 12:
		return false
	case b > 12:
		d.Date.Month, d.Date.Day = a, b
		p.monthFirst = p.monthFirst || sep != point
	case a > 12, a == b, byLanguage:
		d.Date.Day, d.Date.Month = a, b
		p.dayFirst = p.dayFirst || a != b && sep != point
	default:
		d.Ambiguous = true
	}
	if !d.Date.Valid() {
		d.Date.Month, d.Date.Day = 0, 0
	}
	return true
}

// introduced gives the roles of the word that leads in to a date, if it is one
// that does.
func (p *parser) introduced(t piece) role {
	for range 3 {
		before := p.before(t.start)
		if before.kind == letters {
			return p.word(before).role & (announce | dayFirst)
		}
		if before.start == before.end || strings.IndexByte(":.,(", p.s[before.start]) < 0 {
			return 0
		}
		t = before
	}
	return 0
}

// monthYear reads 10.2014 and 10/2014 where they stand by themselves. Behind a
// slash the number may be that of an issue, so that only the year is sure.
func (p *parser) monthYear(d *Span, sep, m piece) bool {
	if m.digits != 2 || m.value < 1 || m.value > 12 || sep.kind == hyphen || p.glued(m) {
		return false
	}
	t := p.before(m.start)
	spaced := m.start == 0 || t.end < m.start || p.s[m.start-1] == '('
	if !spaced || p.isNumbered(m.start) {
		return false
	}
	d.Start = m.start
	if sep.kind == point {
		d.Date.Month = m.value
	}
	return !p.continued(piece{start: d.Start, end: d.End, value: d.Date.Year})
}

// namedBefore reads 26-Dec-2022, Dec-2022 and maio/2020.
func (p *parser) namedBefore(d *Span, sep, name piece) (handled, ok bool) {
	w := p.word(name)
	if w.month == 0 {
		return false, false
	}
	again := p.before(name.start)
	day := p.before(again.start)
	if again.end == name.start && again.kind == sep.kind && day.end == again.start && day.isDay() && !p.glued(day) {
		full := Date{Year: d.Date.Year, Month: w.month, Day: day.value}
		if full.Valid() {
			d.Date, d.Start = full, day.start
			return true, true
		}
	}
	if w.weak || again.end == name.start && again.kind != nothing && again.kind != comma {
		return false, false
	}
	d.Date.Month, d.Start = w.month, name.start
	return true, true
}

// shortAt reads a date with a year of two digits: "accessed 1.18.26". Without a
// word that leads in to a date it might be a version, and it is none where day
// and month cannot be told apart, but for the year.
func (p *parser) shortAt(first piece) (Span, bool) {
	if first.end == len(p.s) || !joins(p.s[first.end]) {
		return Span{}, false
	}
	sep := pieceAt(p.s, first.end)
	if sep.kind != point && sep.kind != slash && sep.kind != hyphen {
		return Span{}, false
	}
	second := pieceAt(p.s, sep.end)
	if !second.isDay() || !first.isDay() {
		return Span{}, false
	}
	again := pieceAt(p.s, second.end)
	year := pieceAt(p.s, again.end)
	if again.kind != sep.kind || year.kind != number || year.digits != 2 || p.numberGoesOn(year) || p.glued(first) || p.introduced(first) == 0 {
		return Span{}, false
	}
	d := Span{Start: first.start, End: year.end}
	switch {
	case year.value < 50:
		d.Date.Year = 2000 + year.value
	case year.value >= 90:
		d.Date.Year = 1900 + year.value
	default:
		return Span{}, false
	}
	return d, p.order(&d, slash, first, second)
}
