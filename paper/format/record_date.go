package format

import (
	"strings"
	"time"

	"github.com/citecheck/citecheck/paper/date"
)

// fieldDate reads a date from a field that holds nothing else: in the forms of
// EDTF and ISO 8601, as BibLaTeX and CSL have them, or in words. What names
// no one date, such as "2019 or 2020", is none.
func fieldDate(s string) date.Date {
	s = strings.TrimSpace(s)
	if from, to, ok := strings.Cut(s, "/"); ok && number(to) != 0 == (len(to) == 4) {
		a, okFrom := isoDate(from)
		b, okTo := isoDate(to)
		switch {
		case okFrom && okTo:
			return common(a, b)
		case okFrom && (to == "" || to == ".."):
			return a
		}
	}
	if d, ok := isoDate(s); ok {
		return d
	}
	found := date.Find(s)
	if len(found) != 1 || strings.ContainsAny(s, "?~") {
		return date.Date{}
	}
	return found[0].Date
}

// isoDate reads 2020, 2020-05, 2020-05-03 and 2020-05-03T12:00Z, also with
// slashes, as RIS has them. A season ("2020-21") is only its year.
func isoDate(s string) (date.Date, bool) {
	s, _, _ = strings.Cut(s, "T")
	parts := strings.Split(strings.ReplaceAll(strings.TrimRight(s, "/"), "/", "-"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return date.Date{}, false
	}
	var n [3]int
	for i, part := range parts {
		if n[i] = number(part); n[i] == 0 && part != "0" && part != "00" || i > 0 && len(part) > 2 {
			return date.Date{}, false
		}
	}
	d := date.Date{Year: n[0], Month: n[1], Day: n[2]}
	if d.Month > 20 && d.Month < 42 || d.Month == 0 { // a season
		d.Month, d.Day = 0, 0
	}
	return d, d.Valid()
}

// common is what two dates have in common: all that is sure of what was
// published from one to the other.
func common(a, b date.Date) date.Date {
	switch {
	case a.Year != b.Year:
		return date.Date{}
	case a.Month != b.Month:
		return date.Date{Year: a.Year}
	case a.Day != b.Day:
		return date.Date{Year: a.Year, Month: a.Month}
	}
	return a
}

// monthName is the English name of a month.
func monthName(n int) string {
	if n < 1 || n > 12 {
		return ""
	}
	return time.Month(n).String()
}
