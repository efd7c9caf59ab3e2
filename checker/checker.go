// Package checker visits links politely, judges them, and compares what is
// cited with what is found. It knows neither archive nor report: results
// stream to whoever called Run.
package checker

import (
	"time"

	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A NoNetworkError says that no link of a run got further than the resolver or
// the local network, so that nothing can be said of any of them.
type NoNetworkError struct {
	Results []Result // of the links that were tried: none is called dead, and none was emitted
}

func (e *NoNetworkError) Error() string {
	return "no network: none of the links got further than name resolution or the local network; nothing was judged"
}

// A Check is one visit to a link.
type Check struct {
	URL string // normalised
	verdict.Verdict
	Status      int    // of the last answer; 0 where there was none
	FinalURL    string // address of the last answer; "" where there was none
	Redirects   []Hop
	Title       string // the page's best title
	Published   paper.Date
	Modified    paper.Date
	ContentType string
	Bytes       int64          // length of the payload
	SHA256      string         // of the payload: after transfer decoding, before content decoding; hex
	TextSHA256  string         // of the readable text; "" where there is none
	Change      compare.Change // of the readable text since the last page that was alive; "" where there is none
	CheckedAt   time.Time
	Duration    time.Duration
	Attempts    int
	Cached      bool
	Snapshot    *Snapshot // where the answer is kept; nil where it is not

	// Exchanges are all hops of the last attempt, for the archive; nil after
	// they were recorded.
	Exchanges []*fetch.Exchange
	// Page is what the answer says, nil where it was not read.
	Page *page.Page

	likeness float64 // of the texts, where Change was found by comparing them
}

// A Hop is one redirect: the status that asked for it, and where it led.
type Hop struct {
	Status int
	URL    string
}

// A Snapshot is a place in the archive.
type Snapshot struct {
	WARC   string // path below the archive's folder, with slashes
	Offset int64  // of the record's first byte
}

// A Citation is one reference that cites a link, and what is wrong with it.
type Citation struct {
	Paper     *paper.Paper
	Reference *paper.Reference
	Findings  []paper.Finding // from the check; Reference.Findings has those of the document
}

// A Result is a finished check with every reference that cites its link.
type Result struct {
	Check     *Check
	Citations []Citation
}
