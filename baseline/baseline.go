// Package baseline remembers the findings that a team knows of, so that only
// new ones fail a run. A finding keeps its name when the paper is edited
// elsewhere. Start with Read or New; Paper and Result mark what is known, Gone
// tells what is no more, Write keeps what there is now.
package baseline

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// A Baseline is what is known, and what one run finds.
type Baseline struct {
	known  map[name]entry // from a file
	found  map[name]entry // in this run
	prints report.Fingerprints
	paths  map[*paper.Paper]string    // absolute
	cited  map[string]map[string]bool // by paper: the links it cites
	health map[string]verdict.Health  // by link
}

// A name is what a finding is known by.
type name struct {
	paper string // absolute path; "-" for standard input
	print string // see report.Fingerprints
}

// An entry is a finding as a baseline keeps it. All but the name is there for
// people, and for Gone.
type entry struct {
	Paper       string `json:"paper"` // relative to the folder of the file, with slashes
	Rule        string `json:"rule"`
	Link        string `json:"link,omitempty"`
	Cited       string `json:"cited,omitempty"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

// New is a baseline that knows of nothing.
func New() *Baseline {
	return &Baseline{
		known: map[name]entry{}, found: map[name]entry{},
		paths: map[*paper.Paper]string{}, cited: map[string]map[string]bool{}, health: map[string]verdict.Health{},
	}
}

// Papers marks what is known of the findings of the documents alone. It is
// called once, before Result.
func (b *Baseline) Papers(papers []*paper.Paper) {
	b.prints = report.NewFingerprints(papers)
	for _, p := range papers {
		path := absolute(p.Path)
		b.paths[p] = path
		b.cited[path] = map[string]bool{}
		b.mark(path, nil, p.Findings)
		for _, ref := range p.References {
			b.cited[path][linkOf(ref)] = true
			b.mark(path, ref, ref.Findings)
		}
	}
}

// Result marks what is known of the findings of a visit.
func (b *Baseline) Result(r checker.Result) {
	for _, c := range r.Citations {
		if r.Check != nil {
			b.health[linkOf(c.Reference)] = r.Check.Health
		}
		b.mark(b.paths[c.Paper], c.Reference, c.Findings)
	}
}

// mark suppresses the findings that are known, and notes all. What is
// suppressed for another reason is nobody's to remember.
func (b *Baseline) mark(path string, ref *paper.Reference, findings []paper.Finding) {
	for i, print := range b.prints.Of(ref, findings) {
		f := &findings[i]
		if f.Suppressed != nil {
			continue
		}
		n := name{path, print}
		b.found[n] = entry{Rule: f.Rule, Link: linkOf(ref), Cited: f.Cited, Message: f.Message, Fingerprint: print}
		if _, known := b.known[n]; known {
			f.Suppressed = &paper.Suppression{By: "baseline"}
		}
	}
}

// Gone tells the known findings of this run's papers that are no more, with the
// papers as the run names them. Where
// that cannot be told, because a link was not visited or a visit decided
// nothing, a finding is not gone.
func (b *Baseline) Gone() []report.Gone {
	names := map[string]string{}
	for p, path := range b.paths {
		names[path] = p.Path
	}
	var gone []report.Gone
	for n, e := range b.known {
		if _, still := b.found[n]; !still && b.toldGone(n, e) {
			gone = append(gone, report.Gone{Paper: names[n.paper], Rule: e.Rule, Cited: cmp.Or(e.Link, e.Cited)})
		}
	}
	slices.SortFunc(gone, func(x, y report.Gone) int {
		return compare(x.Paper, y.Paper, x.Rule, y.Rule, x.Cited, y.Cited)
	})
	return gone
}

func (b *Baseline) toldGone(n name, e entry) bool {
	links, read := b.cited[n.paper]
	switch {
	case !read:
		return false
	case isOffline(e.Rule) || !links[e.Link]:
		return true
	}
	return b.health[e.Link] == verdict.Alive
}

// isOffline reports whether a rule needs the document alone.
func isOffline(rule string) bool {
	return slices.ContainsFunc(paper.Rules, func(r paper.Rule) bool { return r.ID == rule })
}

func linkOf(ref *paper.Reference) string {
	if ref == nil {
		return ""
	}
	link, _ := ref.Link() // a malformed one stands for itself
	return link
}

func absolute(path string) string {
	if path == "-" {
		return path
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}
