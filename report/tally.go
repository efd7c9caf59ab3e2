package report

import (
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A Tally counts what a run is about and what it finds. It is a Sink, so that
// an exit code and every report come from the same figures. The zero Tally is
// ready for use.
type Tally struct {
	Papers, References           int
	Links                        int // distinct links: those visited and those still Unchecked
	Alive, Dead, Unsure, Skipped int // by link
	Errors, Warnings, Notes      int // over the findings of all papers and references
	Suppressed                   int // findings that are not among these

	checked int
	pending map[string]bool // links that no result was seen of
}

// Begin counts the papers, and what the documents alone show.
func (t *Tally) Begin(_ Run, papers []*paper.Paper) error {
	if t.pending == nil {
		t.pending = make(map[string]bool)
	}
	t.Papers += len(papers)
	for _, p := range papers {
		t.References += len(p.References)
		t.count(p.Findings)
		for _, ref := range p.References {
			t.count(ref.Findings)
			if link := linkOf(ref); link != "" {
				t.pending[link] = true
			}
		}
	}
	t.Links = t.checked + len(t.pending)
	return nil
}

// Add counts one link and the findings of all that cite it.
func (t *Tally) Add(r checker.Result) error {
	if r.Check != nil {
		t.checked++
		switch r.Check.Health {
		case verdict.Alive:
			t.Alive++
		case verdict.Dead:
			t.Dead++
		case verdict.Unsure:
			t.Unsure++
		case verdict.Skipped:
			t.Skipped++
		}
	}
	for _, c := range r.Citations {
		t.count(c.Findings)
	}
	if len(r.Citations) > 0 { // all of one link
		delete(t.pending, linkOf(r.Citations[0].Reference))
	}
	t.Links = t.checked + len(t.pending)
	return nil
}

// End has nothing to do.
func (t *Tally) End(Run) error { return nil }

// Unchecked is how many of the Links no result was seen of, because the run
// was interrupted or visited nothing.
func (t *Tally) Unchecked() int { return len(t.pending) }

// AtLeast reports whether there is a finding of severity s or worse that counts.
func (t *Tally) AtLeast(s paper.Severity) bool {
	switch s {
	case paper.Error:
		return t.Errors > 0
	case paper.Warning:
		return t.Errors+t.Warnings > 0
	}
	return t.Errors+t.Warnings+t.Notes > 0
}

func (t *Tally) count(findings []paper.Finding) {
	for _, f := range findings {
		switch {
		case f.Suppressed != nil:
			t.Suppressed++
		case f.Severity == paper.Error:
			t.Errors++
		case f.Severity == paper.Warning:
			t.Warnings++
		default:
			t.Notes++
		}
	}
}

// linkOf is the link that ref cites, as written where it is malformed; "" where
// there is none.
func linkOf(ref *paper.Reference) string {
	link, _ := ref.Link() // a malformed one is a finding, not an error of the report
	return link
}
