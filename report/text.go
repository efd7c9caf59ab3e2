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
	out  *printer
	o    Options
	past *Past
}

func newText(w io.Writer, o Options) Sink {
	o.Verbose = o.Verbose && !o.Quiet
	return &textSink{out: newPrinter(w, o), o: o}
}

func (s *textSink) End(run Run) error {
	s.past = run.Past
	for _, p := range s.papers {
		if !s.o.Brief {
			s.paper(p)
		}
	}
	s.closing(run)
	return s.out.flush()
}

// paper prints what is wrong, the worst first, and, where it is asked for, a
// table of all links.
func (s *textSink) paper(p *paper.Paper) {
	if len(p.References) == 0 && !s.o.Quiet {
		s.out.gap()
		noReference(s.out, p)
	}
	for _, b := range s.blocks(p) {
		if b.ref == nil {
			s.whole(p, b.findings)
			continue
		}
		s.block(p, b.ref, b.findings)
	}
	if s.o.Verbose && len(p.References) > 0 {
		s.out.gap()
		s.out.para(0, say(bold, name(p)), margin)
		for _, ref := range p.References {
			s.row(ref)
		}
	}
}

// A textBlock is a reference, or the paper as a whole where that is nil, with
// the findings to print.
type textBlock struct {
	ref      *paper.Reference
	findings []paper.Finding
}

// blocks are sorted by severity and then by place; the paper as a whole comes
// last of its kind.
func (s *textSink) blocks(p *paper.Paper) []textBlock {
	var blocks []textBlock
	for _, ref := range p.References {
		if findings := s.shown(s.findings(ref)); len(findings) > 0 {
			blocks = append(blocks, textBlock{ref, bySeverity(findings)})
		}
	}
	if findings := s.shown(p.Findings); len(findings) > 0 {
		blocks = append(blocks, textBlock{nil, bySeverity(findings)})
	}
	slices.SortStableFunc(blocks, func(a, b textBlock) int { return cmp.Compare(rank(a.findings), rank(b.findings)) })
	return blocks
}

// whole prints what is wrong with a paper and not with one reference.
func (s *textSink) whole(p *paper.Paper, findings []paper.Finding) {
	s.out.gap()
	s.out.para(0, say(bold, name(p)), margin)
	for _, f := range findings {
		s.finding(nil, outcome{}, f, "")
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
	style := bold
	if worst(counting(findings)) == paper.Note {
		style = plain
	}
	heading(s.out, p, ref, style)
	if cited := cite(ref); cited != "" {
		s.out.para(margin, span{}, margin, say(plain, cited))
	}
	link := cmp.Or(ref.URL, linkOf(ref))
	if a := address(link); strings.TrimSpace(a.text) != "" {
		a.link = linkOf(ref)
		s.out.para(margin, span{}, margin, a)
	}
	o := s.of(ref, s.past)
	shown := s.health(o.check)
	for _, f := range findings {
		if f.Cited == link || o.check != nil && f.Cited == o.check.URL {
			f.Cited = "" // the address stands above
		}
		s.finding(ref, o, f, shown)
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
func (s *textSink) finding(ref *paper.Reference, o outcome, f paper.Finding, shown string) {
	severity := severity(f.Severity)
	if f.Suppressed != nil {
		severity.style = dim
	}
	rule := say(dim, "("+f.Rule+")")
	rule.link = rulePage(f.Rule)
	s.out.para(0, severity, margin, say(plain, clip(Safe(headline(f)), maxValue)), rule)
	next := next(ref, o, f)
	if said := headline(f); !strings.Contains(said, f.Cited) || !strings.Contains(said, f.Found) {
		cited, found := marks(clip(Safe(f.Cited), maxValue), clip(Safe(f.Found), maxValue))
		s.pieces("cited", cited, "[-", "-]")
		if f.Found == "" || !strings.HasSuffix(next, f.Found) {
			s.pieces("found", found, "{+", "+}")
		}
	}
	if f.Evidence == shown {
		f.Evidence = ""
	}
	s.value("evidence", evidence(f), dim)
	s.value("next", next, plain)
	s.value("suppressed", suppression(f.Suppressed), dim)
}

// pieces prints a text with what is marked in it: by style where there is
// colour, else between signs.
func (s *textSink) pieces(name string, list []piece, open, end string) {
	var spans []span
	for _, p := range list {
		switch {
		case p.Text == "":
		case !p.Marked:
			spans = append(spans, say(plain, p.Text))
		case s.o.Color:
			spans = append(spans, say(marked, p.Text))
		default:
			spans = append(spans, say(plain, open+p.Text+end))
		}
	}
	if len(spans) > 0 {
		s.out.para(margin, say(dim, name), column, spans...)
	}
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

// row prints a reference's line in the table of links.
func (s *textSink) row(ref *paper.Reference) {
	state, style, title := "no link", dim, ref.Title
	check := s.check(ref)
	switch {
	case check != nil:
		state = fmt.Sprintf("%s, %s", check.Health, check.Reason)
		title = cmp.Or(ref.Title, check.Title)
		switch check.Health {
		case verdict.Alive:
			style = green
		case verdict.Dead:
			style = red
		case verdict.Unsure:
			style = yellow
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
	return span{style: plain, text: url, whole: !strings.ContainsFunc(url, isSpace)}
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
