package report

import (
	"fmt"
	"slices"

	"github.com/rivo/uniseg"
)

// closing prints what a reader takes away, at the end, where a terminal leaves
// the eye: what to mend in each paper, what the run could not do, the figures.
// Quiet leaves one line: a report that was cut short must not read as whole.
func (s *textSink) closing(run Run) {
	var lines [][]span
	if !s.o.Quiet {
		for _, v := range s.verdicts(run) {
			lines = append(lines, verdictLine(v))
		}
	}
	if line := s.undone(run); line != "" && (!s.o.Quiet || !run.Complete) {
		lines = append(lines, []span{say(yellow, line)})
	}
	if !s.o.Quiet {
		for _, line := range lost(run) {
			lines = append(lines, []span{say(green, line)})
		}
		lines = append(lines, s.figures()...)
	}
	if len(lines) > 0 {
		s.out.gap()
	}
	for _, line := range lines {
		s.out.para(0, span{}, 0, line...)
	}
}

func verdictLine(v judgement) []span {
	if v.paper == "" {
		return []span{say(green, v.text)}
	}
	return []span{keep(plain, v.paper+":"), say(bold, v.text)}
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
