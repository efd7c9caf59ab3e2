// Package waiver marks the findings that a configuration or a comment in a
// paper says may stand. It is the one step between what was found and what is
// reported: findings are marked, never dropped. Start with New.
package waiver

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/config"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/report/explain"
)

// Waivers are what may stand in one run. Paper is called for every paper before
// Result is called for its links.
type Waivers struct {
	file  *config.File
	today string // as time.DateOnly has it
}

// New makes Waivers of what a file says, as of now.
func New(file *config.File, now time.Time) *Waivers {
	return &Waivers{file: file, today: now.Format(time.DateOnly)}
}

// Expired tells of each ignore of the file that no longer holds.
func (w *Waivers) Expired() []string {
	var told []string
	tell := func(section string, ignores []config.Ignore) {
		for _, i := range ignores {
			if !w.holds(i.Until.String()) {
				told = append(told, fmt.Sprintf("%s, %s: the ignore of %s ended on %s and no longer acts: %s", w.file.Path, section, i.Rule, i.Until, i.Why))
			}
		}
	}
	for i := range w.file.Papers {
		tell(fmt.Sprintf("[[paper]] %s", w.file.Papers[i].Path), w.file.Papers[i].Ignore)
	}
	for i := range w.file.Hosts {
		tell(fmt.Sprintf("[host.%q]", w.file.Hosts[i].Name), w.file.Hosts[i].Ignore)
	}
	return told
}

func (w *Waivers) holds(until string) bool { return until == "" || until >= w.today }

// Paper marks what the document alone shows, and adds a finding for each of its
// comments that does nothing.
func (w *Waivers) Paper(p *paper.Paper) {
	for _, i := range p.Ignores {
		if message := w.void(i); message != "" {
			p.Findings = append(p.Findings, paper.Finding{Rule: "void-ignore", Severity: paper.Warning, Line: i.Line, Message: message, Cited: strings.Join(i.Rules, ", ")})
		}
	}
	for i := range p.Findings {
		w.mark(&p.Findings[i], subject{paper: p})
	}
	for _, ref := range p.References {
		for i := range ref.Findings {
			w.mark(&ref.Findings[i], subject{paper: p, reference: ref})
		}
	}
}

// Result marks what a visit shows.
func (w *Waivers) Result(r checker.Result) {
	for _, c := range r.Citations {
		for i := range c.Findings {
			w.mark(&c.Findings[i], subject{c.Paper, c.Reference, r.Check})
		}
	}
}

// void says why a comment does nothing, or "" where it may.
func (w *Waivers) void(i paper.Ignore) string {
	const begin = "This comment ignores nothing: "
	if i.Wrong != "" {
		return begin + i.Wrong + "."
	}
	for _, name := range i.Rules {
		if topic, ok := explain.Find(name); ok && topic.Kind == explain.Rule {
			continue
		}
		if near := explain.Near(name); len(near) > 0 {
			return fmt.Sprintf("This comment names %q, which is no rule; did you mean %s?", name, near[0])
		}
		return fmt.Sprintf("This comment names %q, which is no rule.", name)
	}
	if !w.holds(i.Until.String()) {
		return begin + "it ended on " + i.Until.String() + ". Remove it, or mend what it speaks of."
	}
	return ""
}

// A subject is what a finding is about. There is a check where a visit showed it.
type subject struct {
	paper     *paper.Paper
	reference *paper.Reference // nil: the paper as a whole
	check     *checker.Check
}

// mark suppresses a finding that may stand. The paper's own word goes first.
func (w *Waivers) mark(f *paper.Finding, s subject) {
	if f.Suppressed != nil {
		return
	}
	for _, i := range s.paper.Ignores {
		about := i.Reference == s.reference && s.reference != nil || s.reference == nil && i.Of == f.Line
		if about && i.Wrong == "" && w.holds(i.Until.String()) && slices.Contains(i.Rules, f.Rule) {
			f.Suppressed = &paper.Suppression{By: "paper", Why: i.Why, Until: i.Until}
			return
		}
	}
	for i := range w.file.Papers {
		section := &w.file.Papers[i]
		if path, within := w.file.Within(s.paper.Path); within && section.Covers(path) && w.configured(f, s, section.Accept, section.Ignore) {
			return
		}
	}
	host := s.host()
	for i := range w.file.Hosts {
		if section := &w.file.Hosts[i]; host != "" && section.Covers(host) && w.configured(f, s, section.Accept, section.Ignore) {
			return
		}
	}
}

// configured marks a finding that a section of the file speaks of.
func (w *Waivers) configured(f *paper.Finding, s subject, accept []string, ignore []config.Ignore) bool {
	if s.check != nil && s.check.Health == verdict.Unsure && f.Rule == "unsure-link" && slices.Contains(accept, string(s.check.Reason)) {
		f.Suppressed = &paper.Suppression{By: "config", Why: string(s.check.Reason) + " is accepted"}
		return true
	}
	for _, i := range ignore {
		if i.Rule == f.Rule && w.holds(i.Until.String()) && s.cites(i.URL) {
			until := paper.Date{Year: i.Until.Year, Month: i.Until.Month, Day: i.Until.Day}
			f.Suppressed = &paper.Suppression{By: "config", Why: i.Why, Until: until}
			return true
		}
	}
	return false
}

// link is the address that the subject cites, or "".
func (s subject) link() string {
	if s.reference == nil {
		return ""
	}
	link, _ := s.reference.Link() // a malformed one has no host, and is compared as it is written
	return link
}

func (s subject) host() string { return address.Host(s.link()) }

// cites reports whether the subject cites a URL; "" stands for any.
func (s subject) cites(url string) bool {
	if url == "" {
		return true
	}
	if normal, err := address.Normalize(url); err == nil {
		url = normal
	}
	return s.link() == url
}
