package compare

import (
	"testing"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

// TestDayInAddress: what a page says of itself is held against the paper also
// where its address agrees with the paper; a reader sees the page's date. Only
// a page that was put out anew after years still is what its address says.
func TestDayInAddress(t *testing.T) {
	body := []byte("<meta property=article:published_time content=2025-06-17><h1>Peace</h1>" + filler)
	ref := func(month, day int) *paper.Reference {
		return &paper.Reference{Published: paper.Date{Year: 2025, Month: month, Day: day}}
	}
	p := page.ParseAt(body, "text/html", "https://www.news.example/2025/3/12/peace", seen)
	if f := Findings(ref(6, 17), p); len(f) != 0 {
		t.Errorf("%+v", f)
	}
	anew := page.ParseAt(body, "text/html", "https://www.news.example/2023/3/12/peace", seen)
	if f := Findings(&paper.Reference{Published: paper.Date{Year: 2023, Month: 3, Day: 12}}, anew); len(f) != 0 {
		t.Errorf("a page put out anew after years: %+v", f)
	}
	if f := Findings(ref(3, 12), p); len(f) != 1 || f[0].Found != "2025-06-17" || f[0].Severity != paper.Error {
		t.Errorf("%+v", f)
	}
}

// TestNumericDates: a date of numbers that can be read in two ways matches
// either way round and contradicts nothing.
func TestNumericDates(t *testing.T) {
	for _, c := range []struct {
		lang, shown, cited string
		month, day         int
		found              int
	}{
		{"en", "03/04/2025", "month first", 3, 4, 0},
		{"en", "03/04/2025", "day first", 4, 3, 0},
		{"en", "03/04/2025", "neither", 6, 6, 0},
		{"en", "03.04.2025", "neither", 6, 6, 0},
		{"", "03.04.2025", "neither", 6, 6, 0},
		{"de", "03.04.2025", "day first", 4, 3, 0},
		{"de", "03.04.2025", "month first", 3, 4, 0},
		{"de", "03.04.2025", "neither", 6, 6, 1},
		{"de", "03/04/2025", "neither", 6, 6, 0},
		{"ru", "03.04.2025", "month first", 3, 4, 0},
		{"ru", "03.04.2025", "neither", 6, 6, 1},
		{"en", "23/04/2025", "neither", 6, 6, 1},
		{"en", "04/23/2025", "the day", 4, 23, 0},
	} {
		p := parse(`<html lang="` + c.lang + `"><h1>Peace</h1><p class=date>` + c.shown + `</p>` + filler)
		ref := &paper.Reference{Published: paper.Date{Year: 2025, Month: c.month, Day: c.day}}
		if f := Findings(ref, p); len(f) != c.found {
			t.Errorf("%s on a page in %q, cited %s: %+v", c.shown, c.lang, c.cited, f)
		}
	}
}

// TestDatesInProse has pages of another date whose text mentions the cited one.
func TestDatesInProse(t *testing.T) {
	ref := &paper.Reference{Published: paper.Date{Year: 2025, Month: 11, Day: 14}}
	for _, body := range []string{
		"<meta property=article:published_time content=2025-11-17><h1>Peace</h1><p>On November 14, 2025, the government said.</p>",
		"<meta property=article:published_time content=2025-11-17><h1>Peace</h1><p>Published November 17, 2025</p><p>On November 14, 2025, the government said.</p>",
		"<h1>Peace</h1><p class=date>November 17, 2025</p><p>On November 14, 2025, the government said.</p>",
	} {
		if f := Findings(ref, parse(body)); len(f) != 1 {
			t.Errorf("%s: %+v; want a mismatch", body, f)
		}
	}
}

func TestDates(t *testing.T) {
	day := func(y, m, d int) paper.Date { return paper.Date{Year: y, Month: m, Day: d} }
	at := func(d paper.Date) *page.Page {
		return &page.Page{Published: []page.Date{{Date: d, Source: "article:published_time", Structured: true}}}
	}
	for _, c := range []struct {
		cited, found paper.Date
		match        bool
	}{
		{day(2025, 11, 14), day(2025, 11, 14), true},
		{day(2025, 11, 14), day(2025, 11, 15), true},
		{day(2025, 11, 14), day(2025, 11, 13), true},
		{day(2025, 11, 14), day(2025, 11, 16), false},
		{day(2025, 11, 14), day(2025, 11, 12), false},
		{day(2024, 12, 31), day(2025, 1, 1), true},
		{day(2024, 2, 29), day(2024, 3, 1), true},
		{day(2025, 11, 0), day(2025, 11, 30), true},
		{day(2025, 11, 0), day(2025, 12, 1), true},
		{day(2025, 11, 0), day(2025, 12, 2), false},
		{day(2025, 0, 0), day(2024, 12, 31), true},
		{day(2025, 0, 0), day(2024, 12, 30), false},
		{day(2025, 11, 14), day(2025, 11, 0), true},
		{day(2025, 11, 14), day(2025, 0, 0), true},
		{day(2025, 11, 14), day(2024, 0, 0), false},
		{day(2025, 11, 14), day(2025, 10, 0), false},
	} {
		m := Dates(c.cited, at(c.found))
		if !m.Comparable || m.Match != c.match {
			t.Errorf("%s against %s: %+v; want match %v", c.cited, c.found, m, c.match)
		}
	}
	if m := Dates(day(2025, 1, 1), &page.Page{}); m.Comparable {
		t.Errorf("no date on the page: %+v", m)
	}
	if m := Dates(paper.Date{}, at(day(2025, 1, 1))); m.Comparable {
		t.Errorf("no date cited: %+v", m)
	}
	if m := Dates(day(1867, 3, 1), &page.Page{Published: []page.Date{{Date: day(1868, 3, 1), Source: "citation_date", Structured: true}}}); !m.Comparable || m.Match {
		t.Errorf("an old work with metadata of its own: %+v", m)
	}
}

// TestLastChange: a page that shows only the day of its last change may have
// been published on any day before, but on none after.
func TestLastChange(t *testing.T) {
	p := parse(`<h1>Peace</h1><p>Last updated: 20 November 2025</p>` + filler)
	for day, want := range map[int]int{7: 0, 19: 0, 20: 0, 24: 1} {
		ref := &paper.Reference{Published: paper.Date{Year: 2025, Month: 11, Day: day}}
		if f := Findings(ref, p); len(f) != want {
			t.Errorf("cited %d November: %+v", day, f)
		}
	}
}
