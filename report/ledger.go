package report

import (
	"slices"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A ledger keeps the results of a run by reference, for the formats that write
// in the papers' order and not in that of the network. A format embeds it and
// adds End.
type ledger struct {
	Tally
	papers   []*paper.Paper
	outcomes map[*paper.Reference]outcome
}

// An outcome is what the run found out about one reference.
type outcome struct {
	check    *checker.Check
	findings []paper.Finding
	alive    time.Time // when the archive last saw a dead link alive; zero: unknown
}

func (l *ledger) Begin(run Run, papers []*paper.Paper) error {
	l.papers = append(l.papers, papers...)
	return l.Tally.Begin(run, papers)
}

func (l *ledger) Add(r checker.Result) error {
	if l.outcomes == nil {
		l.outcomes = make(map[*paper.Reference]outcome)
	}
	check := lean(r.Check)
	for _, c := range r.Citations {
		l.outcomes[c.Reference] = outcome{check: check, findings: c.Findings}
	}
	return l.Tally.Add(r)
}

// of is what the run found out about ref; past may be nil.
func (l *ledger) of(ref *paper.Reference, past *Past) outcome {
	o := l.outcomes[ref]
	if o.check != nil && o.check.Health == verdict.Dead {
		o.alive = past.lastAlive(o.check.URL)
	}
	return o
}

// check is the visit to ref's link, or nil where there was none.
func (l *ledger) check(ref *paper.Reference) *checker.Check { return l.outcomes[ref].check }

// findings are those of the document, then those of the visit.
func (l *ledger) findings(ref *paper.Reference) []paper.Finding {
	return slices.Concat(ref.Findings, l.outcomes[ref].findings)
}

// lean is c without the page and the exchanges: a report that kept those would
// hold every response of a run in memory.
func lean(c *checker.Check) *checker.Check {
	if c == nil {
		return nil
	}
	kept := *c
	kept.Page, kept.Exchanges = nil, nil
	return &kept
}
