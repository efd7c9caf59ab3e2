package archive

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

func testPaper() *paper.Paper {
	score := 0.25
	return &paper.Paper{
		Path: "testdata/paper.md", Format: "markdown", SHA256: "abc", Title: "A paper",
		References: []*paper.Reference{
			{Label: "1", Line: 3, Kind: paper.Footnote, Raw: "Doe, A page", Authors: []string{"Jane Doe", "J. \"D\" Doe"},
				Title: "A page", URL: "http://a.test/#x", Published: paper.Date{Year: 2025, Month: 11, Day: 7}},
			{Label: "2", Line: 4, Kind: paper.Footnote, Raw: "Doe, short", ShortFor: "1"},
			{Label: "3", Line: 5, Kind: paper.Bibliography, Raw: "Broken", URL: "http://[broken",
				Findings: []paper.Finding{{Rule: "malformed-url", Severity: paper.Error, Message: "no URL", Score: &score}}},
		},
		Findings: []paper.Finding{{Rule: "of-the-paper", Severity: paper.Note, Message: "whole"}},
	}
}

func TestRecordRows(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	p := testPaper()
	hop := reply("http://a.test/", 301, "moved")
	hop.Header.Set("Location", "https://a.test/page")
	res := found("http://a.test/", hop, reply("https://a.test/page", 200, "page"))
	res.Check.Redirects = []checker.Hop{{Status: 301, URL: "https://a.test/page"}}
	res.Citations = []checker.Citation{{Paper: p, Reference: p.References[0],
		Findings: []paper.Finding{{Rule: "moved-link", Severity: paper.Note, Message: "It moved.", Found: "https://a.test/page"}}}}
	passed := record(t, a, []*paper.Paper{p}, res, failed("http://[broken", verdict.Malformed, noon))

	if len(passed) != 2 || passed[0].Check != res.Check || res.Check.Exchanges != nil || res.Check.Snapshot == nil {
		t.Fatalf("passed on: %+v", passed)
	}
	wantRows(t, a.db, "SELECT * FROM runs", "1|2025-11-14T12:00:00.123Z|2025-11-14T12:01:00.123Z|v1.2.3|0|1|<nil>")
	abs, _ := filepath.Abs(p.Path)
	wantRows(t, a.db, "SELECT path, sha256, title, format FROM papers", abs+"|abc|A paper|markdown")
	wantRows(t, a.db, "SELECT label, line, page, kind, authors, published, cited.url, short_for, links.url FROM cited LEFT JOIN links ON link_id = links.id ORDER BY position",
		`1|3|<nil>|footnote|["Jane Doe","J. \"D\" Doe"]|2025-11-07|http://a.test/#x|<nil>|http://a.test/`,
		"2|4|<nil>|footnote|<nil>|<nil>|<nil>|1|<nil>",
		"3|5|<nil>|bibliography|<nil>|<nil>|http://[broken|<nil>|http://[broken")
	wantRows(t, a.db, "SELECT url, health, reason, detail, status, redirects, title, published, modified, bytes, duration_ms, cached, warc IS NULL FROM latest ORDER BY url",
		`http://[broken|dead|malformed|why|<nil>|<nil>|<nil>|<nil>|<nil>|<nil>|0|0|1`,
		`http://a.test/|alive|ok|<nil>|200|[{"status":301,"url":"https://a.test/page"}]|A page|2025-11|<nil>|4|412|0|0`)
	wantRows(t, a.db, "SELECT run_id, paper_id, cited_id, check_id, rule, severity, score FROM findings ORDER BY id",
		"1|1|<nil>|<nil>|of-the-paper|note|<nil>",
		"1|1|3|<nil>|malformed-url|error|0.25",
		"1|1|1|1|moved-link|note|<nil>")
	wantRows(t, a.db, "SELECT url, status, type, recorded_at, sha256, text_sha256 IS NULL FROM snapshots",
		"http://a.test/|301|response|2025-11-14T12:00:00.123Z|"+sum([]byte("moved"))+"|1",
		"https://a.test/page|200|response|2025-11-14T12:00:00.123Z|"+sum([]byte("page"))+"|0")
	wantRows(t, a.db, "SELECT warc, offset FROM latest WHERE warc IS NOT NULL",
		fmt.Sprintf("%s|%d", res.Check.Snapshot.WARC, res.Check.Snapshot.Offset))
	if n := wantSound(t, dir); n != 2 {
		t.Errorf("got %d snapshots; want 2", n)
	}
}

// A paper that did not change has its rows once; each run has its findings.
func TestRecordPaperAgain(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	for range 3 {
		record(t, a, []*paper.Paper{testPaper()})
	}
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM papers), (SELECT count(*) FROM cited), (SELECT count(*) FROM run_papers), (SELECT count(*) FROM findings)", "1|3|3|6")
	p := testPaper() // the same bytes, read by a better parser
	p.References[1].Title = "A page"
	record(t, a, []*paper.Paper{p})
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM papers), (SELECT count(*) FROM cited), (SELECT count(*) FROM links)", "2|6|2")
}

func TestLatest(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	const url = "http://a.test/"
	page := func(at time.Time) checker.Result {
		res := found(url, reply(url, 200, "page"))
		res.Check.CheckedAt = at
		return res
	}
	day := 24 * time.Hour
	for _, step := range []struct {
		name string
		res  checker.Result
		want string
	}{
		{"skipped where there is nothing else", failed(url, verdict.Offline, noon), "skipped"},
		{"alive", page(noon.Add(day)), "alive"},
		{"skipped hides nothing", failed(url, verdict.Excluded, noon.Add(2*day)), "alive"},
		{"dead later", failed(url, verdict.DNS, noon.Add(3*day)), "dead"},
		{"older, recorded later", page(noon.Add(2 * day)), "dead"},
		{"at the same time, recorded later", failed(url, verdict.Timeout, noon.Add(3*day)), "unsure"},
	} {
		record(t, a, nil, step.res)
		if got := rowsOf(t, a.db, "SELECT health FROM latest"); len(got) != 1 || got[0] != step.want {
			t.Errorf("%s: got %v; want %s", step.name, got, step.want)
		}
	}
	plan := strings.Join(rowsOf(t, a.db, "EXPLAIN QUERY PLAN SELECT * FROM latest WHERE url = 'x'"), "\n")
	if strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") {
		t.Errorf("looking up a link reads more than its rows:\n%s", plan)
	}
	plan = strings.Join(rowsOf(t, a.db, "EXPLAIN QUERY PLAN "+findPayload, "", ""), "\n")
	if !strings.Contains(plan, "snapshots_payload") || strings.Contains(plan, "TEMP B-TREE") {
		t.Errorf("looking up a payload:\n%s", plan)
	}
}

// A check that was used again points to the record that it had.
func TestRecordCached(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	res := found("http://a.test/", reply("http://a.test/", 200, "page"))
	record(t, a, nil, res)
	again := *res.Check
	again.Cached = true
	record(t, a, nil, checker.Result{Check: &again})
	wantRows(t, a.db, "SELECT run_id, cached, snapshot_id FROM checks", "1|0|1", "2|1|1")
}

// A payload is stored once, whoever stores it and however many do at once.
func TestRecordPayloadOnce(t *testing.T) {
	dir := t.TempDir()
	body := strings.Repeat("the same page ", 1000)
	var wg sync.WaitGroup
	for range 2 {
		a := mustOpen(t, dir)
		r, err := a.Begin(Run{}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 50 {
			wg.Go(func() {
				// Hops in both orders: nobody may wait for a payload while
				// somebody waits for his.
				urls := []string{fmt.Sprintf("http://a.test/%d", i), fmt.Sprintf("http://b.test/%d", i)}
				bodies := []string{body, body + "!"}
				if i%2 == 0 {
					bodies[0], bodies[1] = bodies[1], bodies[0]
				}
				if err := r.Add(found(urls[0], reply(urls[0], 302, bodies[0]), reply(urls[1], 200, bodies[1]), reply(urls[1], 200, ""))); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := r.Close(noon, true); err != nil {
			t.Fatal(err)
		}
	}
	if n := wantSound(t, dir); n != 300 {
		t.Errorf("got %d snapshots; want 300", n)
	}
	a := mustOpen(t, dir)
	wantRows(t, a.db, "SELECT type, count(*), count(payload_id), count(DISTINCT sha256) FROM snapshots WHERE sha256 <> '"+sum(nil)+"' GROUP BY type", "response|2|0|2", "revisit|198|198|2")
	wantRows(t, a.db, "SELECT count(*) FROM snapshots r JOIN snapshots p ON p.id = r.payload_id AND p.sha256 = r.sha256 AND p.type = 'response'", "198")

	// A payload that was cut is no whole one of the same bytes.
	cut := reply("http://c.test/", 200, body)
	cut.Truncated = "length"
	record(t, a, nil, found("http://c.test/", cut))
	wantRows(t, a.db, "SELECT type, truncated FROM snapshots ORDER BY id DESC LIMIT 1", "response|length")
}

// Results go on in the order of their rows, never before they are committed.
func TestRecordPassesCommitted(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	var passed atomic.Int64
	r, err := a.Begin(Run{}, nil, func(res checker.Result) error {
		if got := rowsOf(t, a.db, "SELECT count(*) FROM latest WHERE url = ?", res.Check.URL); got[0] != "1" {
			t.Errorf("%s is passed on before it is recorded", res.Check.URL)
		}
		passed.Add(1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 50 {
				url := fmt.Sprintf("http://a.test/%d/%d", i, j)
				if err := r.Add(found(url, reply(url, 200, url))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := r.Close(noon, false); err != nil {
		t.Fatal(err)
	}
	if passed.Load() != 400 {
		t.Errorf("got %d results; want 400", passed.Load())
	}
	if err := r.Add(failed("http://a.test/", verdict.DNS, noon)); !errors.Is(err, errClosed) {
		t.Errorf("Add after Close: %v", err)
	}
	wantRows(t, a.db, "SELECT complete FROM runs", "0")
}

// What next refuses is recorded, and the error comes back.
func TestRecordNextFails(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	broken := errors.New("broken pipe")
	calls := 0
	r, err := a.Begin(Run{}, nil, func(checker.Result) error { calls++; return broken })
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := r.Add(failed(fmt.Sprintf("http://a.test/%d", i), verdict.DNS, noon)); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(noon, true); err != broken {
		t.Errorf("got %v; want %v", err, broken)
	}
	if calls != 1 {
		t.Errorf("next was called %d times; want once", calls)
	}
	wantRows(t, a.db, "SELECT count(*) FROM checks", "3")
	wantRows(t, a.db, "SELECT complete FROM runs", "0")
}
