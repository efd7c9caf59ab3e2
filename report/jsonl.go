package report

import (
	"io"
	"slices"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
)

// A jsonlSink writes a line a reference: as its link finishes, or at once where
// it has no link. What an interruption left unvisited comes last, with a null
// link, so that every reference has its line.
type jsonlSink struct {
	w      io.Writer
	papers []*paper.Paper
	done   map[*paper.Reference]bool
}

func newJSONL(w io.Writer, _ Options) Sink {
	return &jsonlSink{w: w, done: make(map[*paper.Reference]bool)}
}

func (s *jsonlSink) Begin(_ Run, papers []*paper.Paper) error {
	s.papers = append(s.papers, papers...)
	return s.rest(func(ref *paper.Reference) bool { return linkOf(ref) == "" })
}

func (s *jsonlSink) Add(r checker.Result) error {
	for _, c := range r.Citations {
		findings := slices.Concat(c.Reference.Findings, c.Findings)
		if err := s.line(c.Paper, c.Reference, r.Check, findings); err != nil {
			return err
		}
	}
	return nil
}

func (s *jsonlSink) End(Run) error {
	return s.rest(func(*paper.Reference) bool { return true })
}

// rest writes the references that fit and have no line yet.
func (s *jsonlSink) rest(fits func(*paper.Reference) bool) error {
	for _, p := range s.papers {
		for _, ref := range p.References {
			if s.done[ref] || !fits(ref) {
				continue
			}
			if err := s.line(p, ref, nil, ref.Findings); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *jsonlSink) line(p *paper.Paper, ref *paper.Reference, c *checker.Check, findings []paper.Finding) error {
	s.done[ref] = true
	return writeJSON(s.w, "", struct {
		Paper string `json:"paper"`
		referenceObject
	}{p.Path, referenceOf(ref, c, findings)})
}
