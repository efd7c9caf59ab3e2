// Package date has calendar dates at the precision with which they were given,
// and finds them in text, in the languages in which papers are written.
package date

import (
	"fmt"
	"time"
)

// A Date is a calendar date at the precision it was given with: Month is 0
// where only the year is known, Day is 0 where only the month is. The zero
// Date is no date.
type Date struct {
	Year, Month, Day int
}

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// String gives d as ISO 8601 at its precision: "2025-11-07", "2025-11",
// "2025", or "" for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First is the first day that d can mean, at midnight UTC.
func (d Date) First() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last is the last day that d can mean, at midnight UTC.
func (d Date) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, time.December, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}

// Of is the day of t in t's own time zone.
func Of(t time.Time) Date {
	return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// Valid reports whether d exists in the calendar: 2025-02-30 does not.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Month == 0 && d.Day != 0 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	return Of(d.First()) == d
}

// Parse reads what String writes; what it does not is no date.
func Parse(s string) Date {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			d := Of(t)
			switch len(layout) {
			case 4:
				return Date{Year: d.Year}
			case 7:
				return Date{Year: d.Year, Month: d.Month}
			}
			return d
		}
	}
	return Date{}
}
