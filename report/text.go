package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// The text report has a margin in which labels and severities stand, so that
// an eye that runs down it sees what needs mending; errors and warnings shout
// there, notes do not.
const (
	margin = 9  // columns: the widest severity and two spaces
	column = 20 // of what was cited and found, past their names
)

// How much of one value is shown. Pages and papers are hostile: a title of a
// megabyte must not bury the findings.
const (
	maxLabel = 24
	maxValue = 600
	maxURL   = 4000
	maxNamed = 20 // references named in the closing lines
)

// A textSink prints a report for people, when the run ends.
type textSink struct {
	ledger
	out *printer
	o   Options
	row bool // the last thing printed was one of verbose's rows
}

func newText(w io.Writer, o Options) Sink {
	o.Verbose = o.Verbose && !o.Quiet
	return &textSink{out: newPrinter(w, o), o: o}
}

func (s *textSink) End(run Run) error {
	for _, p := range s.papers {
		s.paper(p)
	}
	s.closing(run)
	return s.out.flush()
}

func (s *textSink) paper(p *paper.Paper) {
	if len(p.References) == 0 && !s.o.Quiet {
		s.out.gap()
		noReference(s.out, p)
		s.row = false
	}
	if s.o.Verbose && len(p.References) > 0 {
		s.out.gap()
		s.out.para(0, say(bold, name(p)), margin)
		s.row = true
	}
	for _, ref := range p.References {
		switch findings := s.shown(s.findings(ref)); {
		case len(findings) > 0:
			s.block(p, ref, findings)
		case s.o.Verbose:
			s.fine(ref)
		}
	}
	if findings := s.shown(p.Findings); len(findings) > 0 {
		s.out.gap()
		s.row = false
		s.out.para(0, say(bold, name(p)), margin)
		for _, f := range bySeverity(findings) {
			s.finding(f, "")
		}
	}
}

// shown leaves out the findings that are suppressed, unless all is asked for.
func (s *textSink) shown(findings []paper.Finding) []paper.Finding {
	if s.o.Verbose {
		return findings
	}
	return counting(findings)
}

// counting are the findings that are not suppressed.
func counting(findings []paper.Finding) []paper.Finding {
	var rest []paper.Finding
	for _, f := range findings {
		if f.Suppressed == nil {
			rest = append(rest, f)
		}
	}
	return rest
}

// block prints a reference that has findings: place, what was cited, its
// address, how the link is, and then each finding.
func (s *textSink) block(p *paper.Paper, ref *paper.Reference, findings []paper.Finding) {
	s.out.gap()
	s.row = false
	style := bold
	if worst(counting(findings)) == paper.Note {
		style = plain
	}
	heading(s.out, p, ref, style)
	if cited := cite(ref); cited != "" {
		s.out.para(margin, span{}, margin, say(plain, cited))
	}
	link := linkOf(ref)
	if ref.URL != "" {
		link = ref.URL
	}
	if a := address(link); strings.TrimSpace(a.text) != "" {
		s.out.para(margin, span{}, margin, a)
	}
	check := s.check(ref)
	shown := s.health(check)
	for _, f := range bySeverity(findings) {
		if f.Cited == link || check != nil && f.Cited == check.URL {
			f.Cited = "" // the address stands above
		}
		s.finding(f, shown)
	}
}

// heading prints what a reference is called and where it stands.
func heading(out *printer, p *paper.Paper, ref *paper.Reference, style string) {
	if ref.Label == "" {
		out.para(0, say(style, place(p, ref)), margin)
		return
	}
	label := "[" + clip(Safe(ref.Label), maxLabel) + "]"
	out.para(0, say(style, label), margin, keep(dim, place(p, ref)))
}

func noReference(out *printer, p *paper.Paper) {
	out.para(0, say(bold, name(p)), margin, say(plain, "has no reference that citecheck can find."))
}

// health prints how a link is that is not alive, and returns the detail shown.
func (s *textSink) health(c *checker.Check) string {
	if c == nil || c.Health != verdict.Dead && c.Health != verdict.Unsure {
		return ""
	}
	style := plain
	if c.Health == verdict.Dead {
		style = red
	}
	state := fmt.Sprintf("%s, %s", c.Health, c.Reason)
	if c.Detail == "" {
		s.out.para(margin, say(style, state), margin)
		return ""
	}
	s.out.para(margin, say(style, state+":"), margin, say(plain, clip(Safe(c.Detail), maxValue)))
	return c.Detail
}

// finding prints one finding; shown is the evidence that stands above already.
func (s *textSink) finding(f paper.Finding, shown string) {
	severity := severity(f.Severity)
	if f.Suppressed != nil {
		severity.style = dim
	}
	s.out.para(0, severity, margin,
		say(plain, clip(Safe(f.Message), maxValue)), say(dim, "("+f.Rule+")"))
	s.value("cited", f.Cited, plain)
	s.value("found", f.Found, plain)
	evidence := f.Evidence
	if evidence == shown {
		evidence = ""
	}
	if score := finite(f.Score); score != nil {
		likeness := fmt.Sprintf("likeness %.2f", *score)
		evidence = strings.Join(slices.DeleteFunc([]string{evidence, likeness}, isEmpty), ", ")
	}
	s.value("evidence", evidence, dim)
	s.value("suppressed", suppression(f.Suppressed), dim)
}

// suppression says who suppressed a finding, until when, and why.
func suppression(s *paper.Suppression) string {
	if s == nil {
		return ""
	}
	text := "by the " + s.By
	if until := s.Until.String(); until != "" {
		text += " until " + until
	}
	if s.Why != "" {
		text += ": " + s.Why
	}
	return text
}

func (s *textSink) value(name, text, style string) {
	if text != "" {
		s.out.para(margin, say(dim, name), column, say(style, clip(Safe(text), maxValue)))
	}
}

// fine prints the one line that verbose has for a reference without a finding.
func (s *textSink) fine(ref *paper.Reference) {
	if !s.row {
		s.out.gap()
	}
	s.row = true
	state, style, title := "no link", dim, ref.Title
	check := s.check(ref)
	switch {
	case check != nil:
		state = fmt.Sprintf("%s, %s", check.Health, check.Reason)
		title = cmp.Or(check.Title, title)
		if check.Health == verdict.Alive {
			style = green
		}
	case linkOf(ref) != "":
		state = "not checked"
	case ref.ShortFor != "":
		state = "short for " + ref.ShortFor
	}
	s.out.row(say(plain, "["+cmp.Or(clip(Safe(ref.Label), maxLabel), "–")+"]"), margin,
		say(style, state), margin+23, say(plain, cmp.Or(title, ref.Raw)))
}

// address is a URL that nothing breaks. One with spaces in it is none, and must
// not fill a line with what looks like a report.
func address(url string) span {
	url = clip(Safe(url), maxURL)
	return span{plain, url, !strings.ContainsFunc(url, isSpace)}
}

// name is how a paper is called in a report.
func name(p *paper.Paper) string {
	if p.Path == "-" {
		return "standard input"
	}
	return p.Path
}

// place is where a reference stands, in the form that editors and terminals
// open: path:line. Of a document with parts the line is one of the part.
func place(p *paper.Paper, ref *paper.Reference) string {
	at := name(p)
	if ref.Part != "" {
		at += ", " + clip(Safe(ref.Part), maxValue)
	}
	if ref.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, ref.Line)
	}
	if ref.Page > 0 {
		at = fmt.Sprintf("%s, page %d", at, ref.Page)
	}
	return at
}

// cite is the reference in a line or two: who, what, where, when.
func cite(ref *paper.Reference) string {
	title := clip(Safe(ref.Title), maxValue)
	if title != "" && !ref.Described {
		title = "“" + title + "”"
	}
	if title == "" && len(ref.Authors) == 0 {
		return clip(Safe(ref.Raw), maxValue)
	}
	parts := []string{people(ref.Authors), title, clip(Safe(ref.Container), maxValue), ref.Published.String()}
	return strings.Join(slices.DeleteFunc(parts, isEmpty), ", ")
}

// people names up to three authors.
func people(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return clip(Safe(names[0]), maxValue)
	case 2, 3:
		last := len(names) - 1
		return clip(Safe(strings.Join(names[:last], ", ")+" and "+names[last]), maxValue)
	}
	return clip(Safe(names[0]), maxValue) + " et al."
}

func isEmpty(s string) bool { return s == "" }

// severity is the word in the margin.
func severity(s paper.Severity) span {
	switch s {
	case paper.Error:
		return say(red, "ERROR")
	case paper.Warning:
		return say(yellow, "WARNING")
	}
	return say(cyan, "note")
}

var ranks = map[paper.Severity]int{paper.Error: 0, paper.Warning: 1, paper.Note: 2}

// bySeverity has the worst findings first and keeps their order otherwise.
func bySeverity(findings []paper.Finding) []paper.Finding {
	return slices.SortedStableFunc(slices.Values(findings), func(a, b paper.Finding) int {
		return cmp.Compare(ranks[a.Severity], ranks[b.Severity])
	})
}

// worst is the severity of the worst finding, Note where there is none.
func worst(findings []paper.Finding) paper.Severity {
	if len(findings) == 0 {
		return paper.Note
	}
	return bySeverity(findings)[0].Severity
}
