package judge

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

var evalDir = flag.String("eval", "", "judge the living pages of this folder, *.html, each as a 200")

// TestEval counts how often living pages are taken for something else: in
// vain, for none may be called dead. The folder is the user's own.
func TestEval(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no folder of pages; see -eval")
	}
	files, err := filepath.Glob(filepath.Join(*evalDir, "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in %s: %v", *evalDir, err)
	}
	counts := map[verdict.Health]int{}
	marked := map[string]int{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e := served(body)
		got := Judge(e)
		counts[got.Health]++
		if got.Reason != verdict.OK {
			t.Logf("%s: %s/%s %q (%d words)", filepath.Base(file), got.Health, got.Reason, got.Detail, e.Page.Words)
		}
		for m := range findMarks(body) {
			marked[m]++
		}
	}
	t.Logf("%d pages: %v", len(files), counts)
	for _, w := range rows {
		for _, m := range slices.Concat(w.proofs, w.riders) {
			if marked[m] > 0 {
				t.Logf("%s: %q is on %d of them (proof: %v)", w.name, m, marked[m], slices.Contains(w.proofs, m))
			}
		}
	}
	if counts[verdict.Dead] > 0 {
		t.Errorf("%d living pages are called dead", counts[verdict.Dead])
	}
}

// served is a page that came at once with a 200, from an address of no help.
func served(body []byte) Evidence {
	const at = "https://www.example.test/x/y1"
	last := &fetch.Exchange{URL: at, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}}
	return Evidence{Target: at, Body: body, Page: page.Parse(body, "text/html", at), Visit: &fetch.Visit{Exchanges: []*fetch.Exchange{last}}}
}
