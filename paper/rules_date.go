package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
)

const day = 24 * time.Hour

// checkAccessedBeforePublished allows a day for time zones.
func checkAccessedBeforePublished(in *inspection) {
	for _, r := range in.References {
		if r.Accessed.IsZero() || r.Published.IsZero() {
			continue
		}
		if r.Accessed.Last().Add(day).Before(r.Published.First()) {
			in.report(r, fmt.Sprintf("The page was read on %s, before it was published on %s; correct one of the two dates.", r.Accessed, r.Published), r.Accessed.String(), r.Published.String())
		}
	}
}

// checkFutureDate allows a day for time zones.
func checkFutureDate(in *inspection) {
	if in.Now.IsZero() {
		return
	}
	limit := in.Now.Add(day)
	for _, r := range in.References {
		if !r.Published.IsZero() && r.Published.First().After(limit) {
			in.report(r, fmt.Sprintf("The date of publication, %s, has not come yet; correct it.", r.Published), r.Published.String(), date.Of(in.Now).String())
		}
		if !r.Accessed.IsZero() && r.Accessed.First().After(limit) {
			in.report(r, fmt.Sprintf("The date of access, %s, has not come yet; correct it.", r.Accessed), r.Accessed.String(), date.Of(in.Now).String())
		}
	}
}

// checkURLDate compares a cited day with the day that the address holds.
// Sites file pages under the day they were written or put online, so a day of
// difference is none.
func checkURLDate(in *inspection) {
	for _, r := range in.References {
		found := dateInPath(r.URL)
		if found.IsZero() || r.Published.Day == 0 {
			continue
		}
		if apart := r.Published.First().Sub(found.First()).Abs(); apart > day {
			in.report(r, fmt.Sprintf("The address says %s, the reference %s; check the date of publication.", found, r.Published), r.Published.String(), found.String())
		}
	}
}

// dateInPath is the day in a path such as /2025/11/14/ or /2025/nov/14/, or no
// date. The three must be whole path segments, and only one such day may be
// there: archives carry two.
func dateInPath(url string) date.Date {
	if address.IsArchive(url) {
		return date.Date{}
	}
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	parts := strings.Split(url, "/")
	var found date.Date
	for i := 0; i+2 < len(parts); i++ {
		year, month, day := pathYear(parts[i]), pathMonth(parts[i+1]), pathDay(parts[i+2])
		d := date.Date{Year: year, Month: month, Day: day}
		if year == 0 || month == 0 || day == 0 || !d.Valid() || i+3 >= len(parts) {
			continue
		}
		if !found.IsZero() {
			return date.Date{}
		}
		found = d
	}
	return found
}

func pathYear(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || n < 1990 || n > 2100 {
		return 0
	}
	return n
}

func pathMonth(s string) int {
	if n, err := strconv.Atoi(s); err == nil && len(s) == 2 && n <= 12 {
		return n
	}
	if len(s) == 3 {
		return date.Months[strings.ToLower(s)]
	}
	return 0
}

func pathDay(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 2 || n > 31 {
		return 0
	}
	return n
}

// checkMissingAccess speaks only where access dates are the paper's habit: at
// least four web references have one, and all but a few.
func checkMissingAccess(in *inspection) {
	var with int
	var without []*Reference
	for _, r := range in.References {
		switch {
		case r.Kind == Inline || r.URL == "" || r.short != notShort || r.Title == "":
		case !r.Accessed.IsZero():
			with++
		case r.DOI == "":
			without = append(without, r)
		}
	}
	if with < 4 || len(without)*5 > with {
		return
	}
	for _, r := range without {
		in.report(r, "The paper's other web references have a date of access, this one has none; add it.", r.URL, "")
	}
}
