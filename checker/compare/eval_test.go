package compare

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

var (
	evalDir  = flag.String("eval", "", "folder of labelled pages: titles/dev.jsonl, dates/dev.jsonl, pages/")
	evalShow = flag.Int("show", 0, "1: print what is flagged wrongly, 2: also what is missed")
)

// gold is one labelled page.
type gold struct {
	File, URL, Title, Date, Domain, Kind string

	page *page.Page
}

func readGold(t testing.TB, name string) []gold {
	t.Helper()
	f, err := os.Open(filepath.Join(*evalDir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []gold
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(filepath.Join(*evalDir, g.File))
		if err != nil {
			t.Fatal(err)
		}
		g.page = page.Parse(body, "text/html", g.URL)
		rows = append(rows, g)
	}
	return rows
}

// others are the rows whose titles and dates are cited for row i: spread over
// the whole set.
func others(i, n int) []int {
	var list []int
	for _, step := range []int{1, 7, 31, 101} {
		list = append(list, (i+step)%n)
	}
	return list
}

// TestEvalTitles prints the share of right titles that are flagged, and of
// wrong ones that are.
func TestEvalTitles(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no -eval folder")
	}
	rows := readGold(t, "titles/dev.jsonl")
	alarms, silent := 0, 0
	for _, g := range rows {
		own := Titles(g.Title, g.page)
		switch {
		case !own.Comparable:
			silent++
		case !own.Match:
			alarms++
			if *evalShow > 0 {
				t.Logf("alarm: %s %s\n  cited %q\n  found %q (%.2f)", g.File, g.Kind, g.Title, own.Best.Text, own.Score)
			}
		}
	}
	t.Logf("right titles: %d, flagged %d (%.1f%%), not comparable %d", len(rows), alarms, percent(alarms, len(rows)), silent)
	evalWrongTitles(t, rows)
}

// evalWrongTitles cites other pages' titles. A page in another language than
// the title's own page cannot be compared with it, so those in the same
// language are counted by themselves.
func evalWrongTitles(t *testing.T, rows []gold) {
	wrong, seen, same, seenSame := 0, 0, 0, 0
	var scores [21]int
	for i, g := range rows {
		for _, j := range others(i, len(rows)) {
			if rows[j].Title == g.Title {
				continue
			}
			m := Titles(rows[j].Title, g.page)
			scores[int(m.Score*20)]++
			wrong++
			alike := languageOf(g.page) == languageOf(rows[j].page)
			if alike {
				same++
			}
			if m.Comparable && !m.Match {
				seen++
				if alike {
					seenSame++
				}
			} else if *evalShow > 0 && alike {
				t.Logf("missed: %s cited %q found %q (%.2f %s) %s", g.File, rows[j].Title, m.Best.Text, m.Score, m.Evidence, m.Why)
			}
		}
	}
	t.Logf("wrong titles in the page's own language: %d, seen %d (%.1f%%)", same, seenSame, percent(seenSame, same))
	t.Logf("wrong titles in any language: %d, seen %d (%.1f%%)", wrong, seen, percent(seen, wrong))
	t.Logf("likeness of wrong titles, in steps of 0.05: %v", scores)
}

// languageOf is the script and language of a page, as far as they can be told.
func languageOf(p *page.Page) string {
	return scriptOf(head(p.Text)) + " " + pageLanguage(p, p.Title().Text)
}

// TestEvalDates prints the share of right dates that are flagged, and of wrong
// ones that are.
func TestEvalDates(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no -eval folder")
	}
	rows := readGold(t, "dates/dev.jsonl")
	alarms, errors, silent, wrong, seen, comparable := 0, 0, 0, 0, 0, 0
	for i, g := range rows {
		own := Dates(goldDate(t, g.Date), g.page)
		switch {
		case !own.Comparable:
			silent++
		case !own.Match:
			alarms++
			if own.Best.Structured {
				errors++
			}
			if *evalShow > 0 {
				t.Logf("alarm: %s cited %s found %s (%s)", g.File, g.Date, own.Best, own.Best.Source)
			}
		}
		for _, j := range others(i, len(rows)) {
			d := goldDate(t, rows[j].Date)
			if near(d, goldDate(t, g.Date)) {
				continue
			}
			wrong++
			m := Dates(d, g.page)
			if m.Comparable {
				comparable++
			}
			if m.Comparable && !m.Match {
				seen++
			} else if m.Match && *evalShow > 0 {
				t.Logf("missed: %s cited %s, right %s, found %s (%s)", g.File, d, g.Date, m.Best, m.Best.Source)
			}
		}
	}
	t.Logf("right dates: %d, flagged %d (%.1f%%), as errors %d (%.1f%%), not comparable %d", len(rows), alarms,
		percent(alarms, len(rows)), errors, percent(errors, len(rows)), silent)
	t.Logf("wrong dates: %d, seen %d (%.1f%%; of %d comparable %.1f%%)", wrong, seen, percent(seen, wrong), comparable, percent(seen, comparable))
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }

func goldDate(t testing.TB, s string) paper.Date {
	t.Helper()
	var parts [3]int
	for i, cut := range []string{s[:4], s[min(5, len(s)):min(7, len(s))], s[min(8, len(s)):]} {
		if cut != "" {
			n, err := strconv.Atoi(cut)
			if err != nil {
				t.Fatal(fmt.Errorf("gold date %q: %w", s, err))
			}
			parts[i] = n
		}
	}
	return paper.Date{Year: parts[0], Month: parts[1], Day: parts[2]}
}
