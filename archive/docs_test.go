package archive

import (
	"os"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// questioned is an archive on which every question of the manual has an answer.
func questioned(t *testing.T) *Archive {
	a := mustOpen(t, t.TempDir())
	var papers []*paper.Paper
	for _, path := range []string{"one.md", "two.md"} {
		papers = append(papers, &paper.Paper{Path: path, Format: "markdown", SHA256: path, References: []*paper.Reference{
			{Label: "1", Line: 3, Kind: paper.Footnote, Raw: "The Last Miller", Title: "The Last Miller", URL: "https://mill.example/miller",
				Accessed: paper.Date{Year: 2025, Month: 11, Day: 1}},
		}})
	}
	const url = "https://mill.example/miller"
	alive := found(url, reply(url, 200, "page"))
	alive.Citations = []checker.Citation{{Paper: papers[0], Reference: papers[0].References[0],
		Findings: []paper.Finding{{Rule: "title-mismatch", Severity: paper.Error, Message: "Another title."}}}}
	record(t, a, papers, alive)
	changed := found(url, reply(url, 200, "other"))
	changed.Check.Change = compare.Changed
	changed.Citations = alive.Citations
	record(t, a, papers, changed)
	return a
}

// The manual's questions have answers, and its schema is the database's.
func TestManual(t *testing.T) {
	raw, err := os.ReadFile("../docs/archive.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(raw)
	a := questioned(t)
	dead := questioned(t)
	record(t, dead, nil, failed("https://mill.example/miller", verdict.Gone, noon.AddDate(0, 1, 0)))
	blocks := strings.Split(manual, "```sql\n")[1:]
	if len(blocks) != 10 {
		t.Errorf("the manual has %d questions; want 10", len(blocks))
	}
	for _, block := range blocks {
		query, _, _ := strings.Cut(block, "```")
		db := a.db
		if strings.Contains(query, "'dead'") && !strings.Contains(query, "sum(") {
			db = dead.db
		}
		if rows := rowsOf(t, db, query); len(rows) == 0 {
			t.Errorf("no answer to %s", query)
		}
	}
	for _, table := range rowsOf(t, a.db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'") {
		_, row, ok := strings.Cut(manual, "\n| "+table+" | ")
		if row, _, _ = strings.Cut(row, "\n"); !ok {
			t.Errorf("the manual does not have the table %s", table)
			continue
		}
		_, columns, _ := strings.Cut(row, " | ")
		want := "`" + strings.Join(rowsOf(t, a.db, "SELECT name FROM pragma_table_info(?)", table), "` `") + "` |"
		if columns != want {
			t.Errorf("%s has the columns\n%s\nand in the manual\n%s", table, want, columns)
		}
	}
}
