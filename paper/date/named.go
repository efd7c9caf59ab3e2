package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dates of which the month is named.

// wordsBefore reads what stands before a year: May 5, 2020; 7 November 2025;
// 12 de enero de 2026; May 3–5, 2020; March/April 2020; Nov. 2025.
func (p *parser) wordsBefore(d *Span) bool {
	t := p.skipBack(p.before(d.Start), true)
	if w := p.word(t); t.kind == number || w.role&ordinal != 0 && w.month == 0 {
		return p.monthThenDay(d, t)
	}
	stopped := t.kind == point
	if stopped {
		t = p.before(t.start)
	}
	w := p.word(t)
	if w.month == 0 {
		t, w = p.twoWords(t)
	}
	if w.month == 0 || p.gluedToNumber(t) {
		return false
	}
	if first, same := p.monthRange(t, w.month); first.end > 0 {
		if !same {
			d.Start = first.start
			return true
		}
		t = first
	}
	if p.dayThenMonth(d, t, w.month) {
		return true
	}
	if !p.monthAlone(t, w, stopped) {
		return false
	}
	d.Date.Month, d.Start = w.month, t.start
	return true
}

// skipBack passes over the words that stand inside a date, and one comma.
func (p *parser) skipBack(t piece, mayComma bool) piece {
	for {
		if t.kind == comma && mayComma {
			mayComma = false
		} else if w := p.word(t); w.role&filler == 0 || w.month > 0 || p.gluedToNumber(t) {
			return t
		}
		t = p.before(t.start)
	}
}

// gluedToNumber reports whether a word follows a number without a space.
func (p *parser) gluedToNumber(t piece) bool {
	r, _ := utf8.DecodeLastRuneInString(p.s[p.low:t.start])
	return digit(r) >= 0 && r < utf8.RuneSelf && p.s[t.start] < utf8.RuneSelf
}

// twoWords reads the Arabic months of two words.
func (p *parser) twoWords(second piece) (piece, word) {
	if second.kind != letters || p.s[second.start] < 0xd8 || p.s[second.start] > 0xd9 {
		return second, word{}
	}
	first := p.before(second.start)
	if first.kind != letters || second.end-first.start > len(p.buf)/2 {
		return second, word{}
	}
	key := append(append(p.buf[:0], p.s[first.start:first.end]...), '_')
	w := vocabulary[string(append(key, p.s[second.start:second.end]...))]
	if w.month == 0 {
		return second, w
	}
	return piece{start: first.start, end: second.end, kind: letters}, w
}

// monthRange reads the first month of March–April and March/April, and reports
// whether it is the second in another language: شباط/فبراير.
func (p *parser) monthRange(t piece, month int) (first piece, same bool) {
	sep := p.before(t.start)
	if sep.kind != hyphen && sep.kind != dash && sep.kind != slash {
		return piece{}, false
	}
	first = p.before(sep.start)
	if first.kind == point {
		first = p.before(first.start)
	}
	w := p.word(first)
	if w.month == 0 {
		first, w = p.twoWords(first)
	}
	if w.month == 0 {
		return piece{}, false
	}
	return first, w.month == month
}

// dayOf reads the number of a day that ends before a month: 7, 7., 7th, 1er,
// 1.º, 7-. Its end is where the text of the day ends.
func (p *parser) dayOf(t piece) piece {
	end := t.end
	if t.kind == hyphen && t.end < len(p.s) && isLetterAt(p.s, t.end) { // 7-қараша
		t = p.before(t.start)
	}
	if t.kind == nothing && strings.HasPrefix(p.s[t.start:t.end], "°") {
		t = p.before(t.start)
	}
	if t.kind == letters && p.word(t).role&ordinal != 0 {
		t = p.before(t.start)
	}
	if t.kind == point {
		t = p.before(t.start)
	}
	t.end = end
	return t
}

func isLetterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isLetter(r)
}

// dayThenMonth reads the day before the month t.
func (p *parser) dayThenMonth(d *Span, t piece, month int) bool {
	day := p.dayOf(p.skipBack(p.before(t.start), false))
	if !day.isDay() {
		return false
	}
	if first := p.rangeBefore(day); first.end > 0 {
		if first.kind == number { // 12–14 May
			d.Date.Month = month
		}
		d.Start = first.start
		return true
	}
	full := Date{Year: d.Date.Year, Month: month, Day: day.value}
	if p.glued(day) || p.isNumbered(day.start) {
		return false
	}
	if !full.Valid() { // 30 February: the month is what is sure
		full.Day = 0
	}
	d.Date, d.Start = full, day.start
	return true
}

// rangeBefore reads the beginning of a range that ends with the day t: the 12
// of 12–14 May, which is a number, or the "28 April" of 28 April – 2 May, which
// is none.
func (p *parser) rangeBefore(t piece) piece {
	sep := p.before(t.start)
	if sep.kind != hyphen && sep.kind != dash && sep.kind != slash {
		return piece{}
	}
	first := p.dayOf(p.before(sep.start))
	if first.isDay() && sep.end == t.start && first.end == sep.start || first.isDay() && sep.kind == dash {
		if m := p.monthOf(p.before(first.start)); p.word(m).month > 0 { // May 28–June 2
			return piece{start: m.start, end: t.end}
		}
		return first
	}
	if m := p.monthOf(p.before(sep.start)); p.word(m).month > 0 {
		if day := p.dayOf(p.before(m.start)); day.isDay() {
			m.start = day.start
		}
		return piece{start: m.start, end: t.end}
	}
	return piece{}
}

// monthOf passes over the full stop of an abbreviated month.
func (p *parser) monthOf(t piece) piece {
	if t.kind == point {
		return p.before(t.start)
	}
	return t
}

// monthThenDay reads May 5, 2020 and May 3–5, 2020, of which t is the last
// day. Only names that are nothing else are months here: the abbreviations that
// are words belong to languages that put the day first.
func (p *parser) monthThenDay(d *Span, t piece) bool {
	day := p.dayOf(t)
	if !day.isDay() {
		return false
	}
	m := p.monthOf(p.skipBack(p.before(day.start), true))
	if w := p.word(m); w.month > 0 && !w.weak && !p.gluedToNumber(m) {
		full := Date{Year: d.Date.Year, Month: w.month, Day: day.value}
		if sep := p.before(m.start); sep.kind == dash || sep.kind == hyphen { // May 28–June 2, 2020
			if first := p.rangeStart(sep); first.end > 0 {
				d.Start = first.start
				return true
			}
		}
		if !full.Valid() { // February 30
			full.Day = 0
		}
		d.Date, d.Start = full, m.start
		return true
	}
	sep := p.before(day.start)
	first := p.dayOf(p.before(sep.start))
	if sep.kind != dash && sep.kind != hyphen || !first.isDay() {
		return false
	}
	m = p.monthOf(p.before(first.start))
	w := p.word(m)
	if w.month == 0 || w.weak {
		return false
	}
	d.Date.Month, d.Start = w.month, m.start
	return true
}

// rangeStart reads "May 28" before the dash of a range.
func (p *parser) rangeStart(sep piece) piece {
	day := p.dayOf(p.before(sep.start))
	if !day.isDay() {
		return piece{}
	}
	m := p.monthOf(p.before(day.start))
	if p.word(m).month == 0 {
		return piece{}
	}
	return m
}

// monthAlone reports whether the month t before a year means one without a day.
// Names that are words too need what no word has: a comma or a dash before and
// a full stop behind (", out. 2019"). A name in full has no full stop behind
// it, so that what ends there is a sentence, or an author ("Lee, June. 2020.").
func (p *parser) monthAlone(t piece, w word, stopped bool) bool {
	name := p.s[t.start:t.end]
	before := p.before(t.start)
	if w.weak {
		return stopped && (before.kind == comma || before.kind == dash || before.kind == hyphen || before.kind == slash)
	}
	if sometimesWeak[name] || p.nameOfAuthor(t, before) {
		return false
	}
	return !stopped || utf8.RuneCountInString(name) <= 5 && !inFull[name]
}

// inFull are names of months in full that are as short as abbreviations.
var inFull = map[string]bool{"March": true, "April": true, "June": true, "July": true, "Mayo": true, "Abril": true, "Avril": true, "Juin": true, "Juni": true, "Juli": true}

// nameOfAuthor recognises the first name Jan of "Lee, Jan. 2020." at the
// beginning of a text.
func (p *parser) nameOfAuthor(t, before piece) bool {
	if before.kind != comma || p.s[t.start:t.end] != "Jan" {
		return false
	}
	family := p.before(before.start)
	return family.kind == letters && family.start == 0 && unicode.IsUpper(rune(p.s[0]))
}

// wordsAfter reads what stands behind a year: 2025, November 7; 2025 Feb 4;
// 2024, May 2–4; 2025 жылғы 7 қараша; 2020-Feb-04; 2020 Mar.
func (p *parser) wordsAfter(d *Span) bool {
	t := p.after(d.End)
	joined := t.kind == hyphen && t.start == d.End
	if joined || t.kind == comma {
		t = p.after(t.end)
	}
	for t.kind == letters && p.word(t).role&filler != 0 {
		t = p.after(t.end)
		if t.kind == point {
			t = p.after(t.end)
		}
	}
	if t.isDay() {
		return p.dayBehind(d, t)
	}
	w := p.word(t)
	if w.month == 0 || w.weak {
		return false
	}
	end := t.end
	day := p.after(end)
	if day.kind == point || joined && day.kind == hyphen {
		end = day.end
		day = p.after(end)
	}
	full := Date{Year: d.Date.Year, Month: w.month, Day: day.value}
	switch {
	case day.isDay() && full.Valid() && (!p.numberGoesOn(day) || joined):
		d.Date, end = full, p.dayEnd(day)
	case day.isDay() && p.numberGoesOn(day): // May 2–4
		last := pieceAt(p.s, pieceAt(p.s, day.end).end)
		if !last.isDay() {
			return false
		}
		d.Date.Month, end = w.month, last.end
	case joined || day.kind == letters || sometimesWeak[p.s[t.start:t.end]]:
		return false
	default:
		d.Date.Month, end = w.month, t.end
	}
	if p.yearFollows(end) {
		d.Date = Date{Year: d.Date.Year}
		return false
	}
	d.End = end
	return true
}

// dayBehind reads a day and a month behind a year.
func (p *parser) dayBehind(d *Span, t piece) bool {
	m := p.monthBehind(t)
	full := Date{Year: d.Date.Year, Month: p.word(m).month, Day: t.value}
	if full.Month == 0 || !full.Valid() || p.yearFollows(m.end) {
		return false
	}
	d.Date, d.End = full, m.end
	return true
}

// monthBehind gives the piece behind a day that may be its month.
func (p *parser) monthBehind(day piece) piece {
	m := p.after(p.dayEnd(day))
	for m.kind == hyphen || m.kind == letters && p.word(m).role&filler != 0 && p.word(m).month == 0 {
		m = p.after(m.end)
	}
	return m
}

// dayEnd returns where the text of a day ends: behind the suffix of 7th and the
// full stop of "7. März".
func (p *parser) dayEnd(day piece) int {
	end := day.end
	if t := pieceAt(p.s, end); t.kind == letters && p.word(t).role&ordinal != 0 {
		return t.end
	}
	if t := pieceAt(p.s, end); t.kind == point {
		if m := p.after(t.end); p.word(m).month > 0 {
			return t.end
		}
	}
	return end
}

// yearFollows reports whether what was read as year and month is a number and
// the beginning of a date: 2045, November 1996.
func (p *parser) yearFollows(i int) bool {
	t := p.after(i)
	if t.kind == comma || t.kind == point {
		t = p.after(t.end)
	}
	return t.isYear()
}
