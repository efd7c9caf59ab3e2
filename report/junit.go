package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A junitSink writes JUnit XML in the form that Jenkins reads and all others
// read too: a suite a paper, a case a reference. A case fails where the run
// fails for it; what else was found is its output.
type junitSink struct {
	ledger
	w      io.Writer
	failOn paper.Severity
}

func newJUnit(w io.Writer, o Options) Sink { return &junitSink{w: w, failOn: o.FailOn} }

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name      string      `xml:"name,attr"`
		Tests     int         `xml:"tests,attr"`
		Failures  int         `xml:"failures,attr"`
		Errors    int         `xml:"errors,attr"`
		Skipped   int         `xml:"skipped,attr"`
		Time      string      `xml:"time,attr"`
		Timestamp string      `xml:"timestamp,attr,omitempty"`
		Cases     []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name     string         `xml:"name,attr"`
		Class    string         `xml:"classname,attr"`
		Time     string         `xml:"time,attr"`
		Failures []junitMessage `xml:"failure"`
		Skipped  *junitMessage  `xml:"skipped"`
		Out      string         `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

func (s *junitSink) End(run Run) error {
	all := junitSuites{Name: "citecheck", Time: seconds(run.FinishedAt.Sub(run.StartedAt))}
	for _, p := range s.papers {
		suite := s.suite(p, run)
		all.Tests += suite.Tests
		all.Failures += suite.Failures
		all.Suites = append(all.Suites, suite)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(&b)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	// What a build server would take for a command of its own means the same to
	// XML with a character reference in it.
	_, err := s.w.Write(append(bytes.ReplaceAll(b.Bytes(), []byte("##"), []byte("#&#35;")), '\n'))
	return err
}

func (s *junitSink) suite(p *paper.Paper, run Run) junitSuite {
	suite := junitSuite{Name: Safe(name(p)), Timestamp: run.StartedAt.UTC().Format("2006-01-02T15:04:05")}
	var spent time.Duration
	for _, ref := range p.References {
		o := s.of(ref, run.Past)
		if o.check != nil {
			spent += o.check.Duration
		}
		one := s.testCase(p, called(ref), ref, o, s.findings(ref))
		suite.Cases = append(suite.Cases, one)
	}
	if len(p.Findings) > 0 {
		suite.Cases = append(suite.Cases, s.testCase(p, "the paper as a whole", nil, outcome{}, p.Findings))
	}
	for _, one := range suite.Cases {
		suite.Tests++
		if len(one.Failures) > 0 {
			suite.Failures++
		}
		if one.Skipped != nil {
			suite.Skipped++
		}
	}
	suite.Time = seconds(spent)
	return suite
}

func (s *junitSink) testCase(p *paper.Paper, called string, ref *paper.Reference, o outcome, findings []paper.Finding) junitCase {
	one := junitCase{Name: called, Class: Safe(name(p)), Time: seconds(0)}
	if o.check != nil {
		one.Time = seconds(o.check.Duration)
	}
	var out []string
	for _, f := range bySeverity(findings) {
		text := s.text(p, ref, o, f)
		if f.Suppressed != nil || s.failOn == "" || ranks[f.Severity] > ranks[s.failOn] {
			out = append(out, text)
			continue
		}
		one.Failures = append(one.Failures, junitMessage{Type: Safe(f.Rule), Message: clip(Safe(statement(f)), maxValue), Text: text})
	}
	one.Out = strings.Join(out, "\n")
	if len(one.Failures) == 0 && ref != nil {
		one.Skipped = unvisited(ref, o.check)
	}
	return one
}

// unvisited says why a reference's link was not visited, if it has one.
func unvisited(ref *paper.Reference, c *checker.Check) *junitMessage {
	switch {
	case c != nil && c.Health == verdict.Skipped:
		return &junitMessage{Message: clip(Safe("skipped, "+string(c.Reason)+" "+c.Detail), maxValue)}
	case c == nil && linkOf(ref) != "":
		return &junitMessage{Message: "not checked"}
	}
	return nil
}

// text is a finding as a test would print it: place, message, facts.
func (s *junitSink) text(p *paper.Paper, ref *paper.Reference, o outcome, f paper.Finding) string {
	at := &paper.Reference{Line: f.Line}
	if ref != nil {
		at = ref
	}
	lines := []string{fmt.Sprintf("%s: %s: %s (%s)", Safe(place(p, at)), f.Severity, clip(Safe(statement(f)), maxValue), Safe(f.Rule))}
	if ref != nil && ref.URL != "" {
		lines = append(lines, "url: "+clip(Safe(ref.URL), maxURL))
	}
	for _, fact := range facts(ref, o, f) {
		lines = append(lines, fact.name+": "+fact.value)
	}
	return strings.Join(lines, "\n")
}

// called is a reference by its label, or else its line, and the beginning of
// what it cites.
func called(ref *paper.Reference) string {
	label := fmt.Sprintf("line %d", ref.Line)
	if ref.Label != "" {
		label = "[" + clip(Safe(ref.Label), maxLabel) + "]"
	}
	return fold(label + " " + clip(cite(ref), noWidth))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", max(d, 0).Seconds()) }
