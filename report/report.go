// Package report turns results into something to read or to feed to another
// program. Every format is a Sink; New picks one by its name.
package report

import (
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
)

// A Run is one execution over one or more papers.
type Run struct {
	ID         int64 // in the archive; 0 where the run is not recorded
	Version    string
	StartedAt  time.Time
	FinishedAt time.Time // zero until the run ends
	Offline    bool
	Complete   bool   // false where the run was interrupted
	Gone       []Gone // known findings that are no more
	Past       *Past  // what the archive knows from before; nil where nobody asked it
}

// A Gone is a finding that a baseline knows and that is no more.
type Gone struct{ Paper, Rule, Cited string }

// A Sink takes the results of one run: Begin once, Add for each link as it
// finishes, End once and last, also after an interruption. Calls never overlap.
type Sink interface {
	Begin(Run, []*paper.Paper) error
	Add(checker.Result) error
	End(Run) error
}
