package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper"
	"github.com/rivo/uniseg"
)

// closing prints what a reader takes away, at the end, where a terminal leaves
// the eye: what to mend in each paper, what the run could not do, the figures.
// Quiet leaves one line: a report that was cut short must not read as whole.
func (s *textSink) closing(run Run) {
	var lines [][]span
	if !s.o.Quiet {
		lines = s.verdicts(run)
	}
	if line := s.undone(run); line != "" && (!s.o.Quiet || !run.Complete) {
		lines = append(lines, []span{say(yellow, line)})
	}
	if !s.o.Quiet {
		lines = append(lines, s.figures()...)
	}
	if len(lines) > 0 {
		s.out.gap()
	}
	for _, line := range lines {
		s.out.para(0, span{}, 0, line...)
	}
}

// verdicts says for each paper which references to mend, or that there are none.
func (s *textSink) verdicts(run Run) [][]span {
	var lines [][]span
	for _, p := range s.papers {
		var clauses []string
		mend, look := s.named(p)
		if len(mend) > 0 {
			clauses = append(clauses, "mend "+enumerate(mend))
		}
		if len(look) > 0 {
			clauses = append(clauses, "look at "+enumerate(look))
		}
		if len(clauses) > 0 {
			lines = append(lines, []span{keep(plain, name(p)+":"), say(bold, strings.Join(clauses, "; ")+".")})
		}
	}
	if len(lines) > 0 || s.References == 0 {
		return lines
	}
	switch {
	case !run.Complete:
		return nil
	case s.Notes == 0 && s.Alive == s.Links:
		return [][]span{{say(green, "Nothing to mend: every link works, and no page contradicts its reference.")}}
	case s.Notes == 0:
		return [][]span{{say(green, "Nothing to mend in what was checked.")}}
	}
	return [][]span{{say(green, "Nothing has to be mended.")}}
}

// named lists the references of p that have an error, and those that have a
// warning at worst.
func (s *textSink) named(p *paper.Paper) (mend, look []string) {
	sort := func(name string, findings []paper.Finding) {
		switch worst(counting(findings)) {
		case paper.Error:
			mend = append(mend, name)
		case paper.Warning:
			look = append(look, name)
		}
	}
	for _, ref := range p.References {
		called := clip(Safe(ref.Label), maxLabel)
		if called == "" {
			called = fmt.Sprintf("line %d", ref.Line)
		}
		sort(called, s.findings(ref))
	}
	sort("the paper as a whole", p.Findings)
	return mend, look
}

// undone says what the run left unvisited, and why.
func (s *textSink) undone(run Run) string {
	left := fmt.Sprintf("%d of %s not checked", s.Unchecked(), counted(s.Links, "link was", "links were"))
	switch {
	case !run.Complete && s.Unchecked() > 0:
		return "The run did not finish: " + left + "."
	case !run.Complete:
		return "The run did not finish."
	case run.Offline && s.Alive+s.Dead+s.Unsure > 0:
		return "Offline: nothing was fetched; what is said of links is from earlier checks."
	case run.Offline:
		return "Offline: no link was visited; only what the papers themselves show was checked."
	case s.Unchecked() > 0:
		return left + "."
	}
	return ""
}

// figures is the summary line; where it does not fit, its halves.
func (s *textSink) figures() [][]span {
	loud := func(n int, style, text string) span {
		if n == 0 {
			style = plain
		}
		return say(style, text)
	}
	links := []span{
		say(plain, counted(s.References, "reference,", "references,")),
		say(plain, counted(s.Links, "link:", "links:")),
		say(plain, fmt.Sprintf("%d alive,", s.Alive)),
		loud(s.Dead, red, fmt.Sprintf("%d dead,", s.Dead)),
		say(plain, fmt.Sprintf("%d unsure, %d skipped;", s.Unsure, s.Skipped)),
	}
	if s.Papers > 1 {
		links = slices.Insert(links, 0, say(plain, counted(s.Papers, "paper,", "papers,")))
	}
	findings := []span{
		loud(s.Errors, red, counted(s.Errors, "error,", "errors,")),
		loud(s.Warnings, yellow, counted(s.Warnings, "warning,", "warnings,")),
		say(plain, counted(s.Notes, "note", "notes")),
	}
	if s.Suppressed > 0 {
		findings[len(findings)-1].text += ","
		findings = append(findings, say(plain, fmt.Sprintf("%d suppressed", s.Suppressed)))
	}
	if whole := slices.Concat(links, findings); columns(whole) <= s.out.width {
		return [][]span{whole}
	}
	return [][]span{links, findings}
}

// columns is how wide a line of spans is.
func columns(line []span) int {
	n := len(line) - 1
	for _, part := range line {
		n += uniseg.StringWidth(part.text)
	}
	return n
}

func counted(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

// enumerate is names as a sentence has them: "7, 8 and 14".
func enumerate(names []string) string {
	if more := len(names) - maxNamed; more > 1 {
		return fmt.Sprintf("%s and %d others", strings.Join(names[:maxNamed], ", "), more)
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
