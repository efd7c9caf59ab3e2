package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/lex"
)

const day = 24 * time.Hour

// checkAccessedBeforePublished allows a day for time zones.
func checkAccessedBeforePublished(in *inspection) {
	for _, r := range in.References {
		if r.Accessed.IsZero() || r.Published.IsZero() {
			continue
		}
		if r.Accessed.Last().Add(day).Before(r.Published.First()) {
			in.report(r, fmt.Sprintf("The page was read %s, before it was published %s; correct one of the two dates.", onDay(r.Accessed), onDay(r.Published)), r.Accessed.String(), r.Published.String())
		}
	}
}

// onDay is a date in a sentence: on a day, in a month or year.
func onDay(d date.Date) string {
	if d.Day == 0 {
		return "in " + d.String()
	}
	return "on " + d.String()
}

// checkFutureDate allows a day for time zones.
func checkFutureDate(in *inspection) {
	if in.Now.IsZero() {
		return
	}
	limit, today := in.Now.Add(day), date.Of(in.Now).String()
	for _, r := range in.References {
		if !r.Published.IsZero() && r.Published.First().After(limit) && !isToAppear(r.Raw) {
			in.report(r, fmt.Sprintf("The date of publication, %s, has not come yet: today is %s; correct it.", r.Published, today), r.Published.String(), today)
		}
		if !r.Accessed.IsZero() && r.Accessed.First().After(limit) {
			in.report(r, fmt.Sprintf("The date of access, %s, has not come yet: today is %s; correct it.", r.Accessed, today), r.Accessed.String(), today)
		}
	}
}

// isToAppear reports whether an entry says that its work is yet to come.
func isToAppear(raw string) bool {
	folded := lex.Fold(raw)
	for _, said := range []string{"forthcoming", "to appear", "in press", "im erscheinen", "erscheint", "à paraître", "en prensa", "in corso di stampa", "no prelo", "в печати"} {
		if strings.Contains(folded, lex.Fold(said)) {
			return true
		}
	}
	return false
}

// checkURLDate compares a cited day with the day that the address holds.
// Sites file pages under the day they were written or put online, so a day of
// difference is none. An entry that names several days, such as those of the
// event and of the article, is right if one of them fits.
func checkURLDate(in *inspection) {
	for _, r := range in.References {
		found := dateInPath(r.URL)
		if found.IsZero() || r.Published.Day == 0 {
			continue
		}
		if !fits(r.Published, found) && !namesDay(r.Raw, found) {
			in.report(r, fmt.Sprintf("The address says %s, the reference %s; check the date of publication.", found, r.Published), r.Published.String(), found.String())
		}
	}
}

// fits reports whether two days are at most a day apart.
func fits(a, b date.Date) bool { return a.First().Sub(b.First()).Abs() <= day }

// namesDay reports whether the text of an entry, addresses aside, names a day.
func namesDay(text string, d date.Date) bool {
	rest := []byte(text)
	for _, a := range address.Find(text) {
		for i := a.Start; i < a.End; i++ {
			rest[i] = 0
		}
	}
	for _, found := range date.Find(string(rest)) {
		if found.Date.Day > 0 && fits(found.Date, d) {
			return true
		}
	}
	return false
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
// least three web references have one, and all others but one, or but a few.
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
	if with < 3 || len(without) > max(1, with/5) {
		return
	}
	for _, r := range without {
		in.report(r, "The paper's other web references have a date of access, this one has none; add it.", r.URL, "")
	}
}
