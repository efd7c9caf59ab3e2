package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
)

// A csvSink writes a table of RFC 4180 in UTF-8: a row a finding, and one for
// each reference that has none. No cell is a formula to a spreadsheet.
type csvSink struct {
	ledger
	w io.Writer
}

func newCSV(w io.Writer, _ Options) Sink { return &csvSink{w: w} }

var csvHead = []string{
	"paper", "reference", "line", "page", "kind", "authors", "title", "container", "published", "accessed", "url",
	"health", "reason", "detail", "status", "final_url", "found_title", "checked_at",
	"severity", "rule", "message", "cited", "found", "evidence", "next", "suppressed",
}

func (s *csvSink) End(run Run) error {
	w := csv.NewWriter(s.w)
	w.UseCRLF = true
	s.row(w, csvHead)
	for _, p := range s.papers {
		for _, ref := range p.References {
			o := s.of(ref, run.Past)
			cells := append(csvReference(p, ref), csvCheck(o.check)...)
			findings := bySeverity(s.findings(ref))
			if len(findings) == 0 {
				s.row(w, append(cells, make([]string, 8)...))
			}
			for _, f := range findings {
				s.row(w, append(cells[:len(cells):len(cells)], csvFinding(ref, o, f)...))
			}
		}
		for _, f := range bySeverity(p.Findings) {
			cells := append(csvReference(p, &paper.Reference{Line: f.Line}), csvCheck(nil)...)
			s.row(w, append(cells, csvFinding(nil, outcome{}, f)...))
		}
	}
	w.Flush()
	return w.Error()
}

// row writes one row; an error stays with w.
func (s *csvSink) row(w *csv.Writer, cells []string) {
	for i, cell := range cells {
		cells[i] = unformula(defuse(Safe(cell)))
	}
	_ = w.Write(cells) // End asks w for it
}

// unformula puts an apostrophe before what a spreadsheet would compute.
func unformula(cell string) string {
	if strings.IndexAny(strings.TrimLeft(cell, " \u00a0\u3000"), "=+-@|%＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}

func csvReference(p *paper.Paper, ref *paper.Reference) []string {
	return []string{
		name(p), ref.Label, csvNumber(ref.Line), csvNumber(ref.Page), string(ref.Kind),
		strings.Join(ref.Authors, "; "), ref.Title, ref.Container, ref.Published.String(), ref.Accessed.String(), linkOf(ref),
	}
}

func csvCheck(c *checker.Check) []string {
	if c == nil {
		return make([]string, 7)
	}
	checked := ""
	if at := stamp(c.CheckedAt); at != nil {
		checked = *at
	}
	return []string{string(c.Health), string(c.Reason), c.Detail, csvNumber(c.Status), c.FinalURL, c.Title, checked}
}

func csvFinding(ref *paper.Reference, o outcome, f paper.Finding) []string {
	return []string{
		string(f.Severity), f.Rule, f.Message, f.Cited, f.Found, evidence(f), next(ref, o, f), suppression(f.Suppressed),
	}
}

func csvNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
