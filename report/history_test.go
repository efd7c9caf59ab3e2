package report

import (
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A check that was used again is no second change of the page.
func TestHistorySummaryCached(t *testing.T) {
	check := func(cached bool, page archive.Page) archive.Entry {
		at := time.Date(2025, 11, 14, 12, 0, 0, 0, time.UTC)
		return archive.Entry{Page: page, Check: &checker.Check{Verdict: verdict.Of(verdict.OK, ""), CheckedAt: at, Cached: cached}}
	}
	got := historySummary([]archive.Entry{check(false, archive.FirstPage), check(false, archive.OtherPage), check(true, archive.OtherPage)})
	if want := "3 checks since 2025-11-14, 3 alive; the text was another 1 time."; !strings.HasPrefix(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
}
