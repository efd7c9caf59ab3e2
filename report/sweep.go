package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// SweepFormats are the names that Sweep knows.
func SweepFormats() []string { return []string{"text", "json", "markdown"} }

// A Swept is what a sweep came to.
type Swept struct {
	Run     Run
	Papers  []archive.Changes // what counts
	Waived  []Waived          // what may stand, and is new
	Held    []archive.Change  // all that may stand: to be told when that has ended
	Links   int               // distinct, of all papers
	Visited int
	Waiting int   // due, but past the limit
	Upto    int64 // the last check that was looked at
}

// A Waived is a change whose finding the configuration or the paper says may
// stand.
type Waived struct {
	archive.Change
	Path string // of the paper
	Why  *paper.Suppression
}

// Waive takes out of the changes of papers those whose findings waive marks. A
// paper is to be the reading that its changes were made of.
func (s *Swept) Waive(papers []*paper.Paper, waive func(checker.Result)) {
	for i := range s.Papers {
		var told, held []archive.Change
		for _, c := range s.Papers[i].List {
			why := waiverOf(c, papers[i], waive)
			switch {
			case why == nil:
				told = append(told, c)
				continue
			case !c.Withheld:
				s.Waived = append(s.Waived, Waived{c, s.Papers[i].Path, why})
			}
			held = append(held, c)
		}
		s.Papers[i].List = told
		// What is told of one reference is told, whatever another may.
		s.Held = append(s.Held, slices.DeleteFunc(held, func(h archive.Change) bool {
			return slices.ContainsFunc(told, func(t archive.Change) bool { return t.URL == h.URL && t.Kind == h.Kind })
		})...)
	}
}

// waiverOf says why a change of a paper may stand; nil where it may not.
func waiverOf(c archive.Change, p *paper.Paper, waive func(checker.Result)) *paper.Suppression {
	f, bad := findingOf(c)
	if !bad {
		return nil
	}
	findings := []paper.Finding{f}
	waive(checker.Result{Check: c.After, Citations: []checker.Citation{{Paper: p, Reference: p.References[c.Position], Findings: findings}}})
	return findings[0].Suppressed
}

// Worse reports whether something became worse by the severity limit or more.
// What came back is no finding.
func (s *Swept) Worse(limit paper.Severity) bool {
	return slices.ContainsFunc(s.Papers, func(p archive.Changes) bool {
		return slices.ContainsFunc(p.List, func(c archive.Change) bool {
			f, bad := findingOf(c)
			return bad && ranks[f.Severity] <= ranks[limit]
		})
	})
}

// findingOf is the finding that a change makes: its rule and severity.
func findingOf(c archive.Change) (f paper.Finding, bad bool) {
	switch c.Kind {
	case archive.Died:
		return paper.Finding{Rule: "dead-link", Severity: paper.Error}, true
	case archive.Altered:
		return paper.Finding{Rule: "content-changed", Severity: paper.Warning}, true
	case archive.Doubted:
		switch c.After.Reason {
		case verdict.TLS, verdict.RedirectLoop, verdict.ServerError:
			return paper.Finding{Rule: "unsure-link", Severity: paper.Warning}, true
		}
		return paper.Finding{Rule: "unsure-link", Severity: paper.Note}, true
	case archive.Moved:
		return paper.Finding{Rule: "moved-link", Severity: paper.Note}, true
	}
	return paper.Finding{}, false
}

// Sweep writes what changed since the last sweep of each paper.
func Sweep(w io.Writer, name string, s *Swept, o Options) error {
	switch name {
	case "json":
		return writeJSON(w, "  ", sweepOf(s))
	case "markdown":
		_, err := io.WriteString(w, sweepMarkdown(s))
		return err
	}
	out := newPrinter(w, o)
	for _, p := range s.Papers {
		if len(p.List) == 0 {
			continue
		}
		out.gap()
		out.para(0, span{}, 0, keep(bold, pathName(p.Path)), say(plain, p.Title))
		for _, c := range p.List {
			out.change(c)
		}
	}
	if total := s.changes(); total > 0 || !o.Quiet {
		if total > 0 {
			out.gap()
		}
		out.para(0, span{}, 0, keep(plain, s.sentence())) // one line, whatever the width
	}
	return out.flush()
}

func pathName(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

func (s *Swept) changes() int {
	n := 0
	for _, p := range s.Papers {
		n += len(p.List)
	}
	return n
}

// sentence is the one line that a sweep comes to.
func (s *Swept) sentence() string {
	var text string
	switch n := s.changes(); {
	case n == 0 && s.first() && len(s.Waived) > 0:
		text = "First sweep, and nothing is dead that may not be"
	case n == 0 && s.first():
		text = "First sweep, and nothing is dead"
	case n == 0 && len(s.Waived) > 0:
		text = "Nothing else changed since the last sweep"
	case n == 0:
		text = "Nothing changed since the last sweep"
	case s.first():
		text = "First sweep: " + counted(n, "link is dead", "links are dead")
	default:
		text = counted(n, "change", "changes") + " since the last sweep"
		if s.withheld() {
			text += ", or no longer ignored"
		}
	}
	health := s.health()
	text += fmt.Sprintf(". %s, %d visited: %d alive, %d unsure, %d dead.", counted(s.Links, "link", "links"),
		s.Visited, health[verdict.Alive], health[verdict.Unsure], health[verdict.Dead])
	if n := len(s.Waived); n > 0 {
		text += fmt.Sprintf(" %s suppressed.", counted(n, "change is", "changes are"))
	}
	if s.Waiting > 0 {
		text += fmt.Sprintf(" %s left for the next sweep (--limit).", counted(s.Waiting, "more that is due was", "more that are due were"))
	}
	return text
}

func (s *Swept) first() bool {
	return !slices.ContainsFunc(s.Papers, func(p archive.Changes) bool { return !p.First })
}

// withheld reports whether some of the changes are not new.
func (s *Swept) withheld() bool {
	return slices.ContainsFunc(s.Papers, func(p archive.Changes) bool {
		return slices.ContainsFunc(p.List, func(c archive.Change) bool { return c.Withheld })
	})
}

// health counts the links by how they are now, each once.
func (s *Swept) health() map[verdict.Health]int {
	count, seen := map[verdict.Health]int{}, map[string]bool{}
	for _, p := range s.Papers {
		for _, c := range p.Now {
			if !seen[c.URL] {
				seen[c.URL] = true
				count[c.Health]++
			}
		}
	}
	return count
}

// loud are the kinds of change as the margin has them.
var loud = map[archive.Kind]span{
	archive.Died: say(red, "DEAD"), archive.Altered: say(yellow, "CHANGED"), archive.Doubted: say(cyan, "unsure"),
	archive.Moved: say(cyan, "moved"), archive.Revived: say(green, "back"),
}

// change prints one change: what, of which reference, its address, and why.
func (p *printer) change(c archive.Change) {
	p.para(0, loud[c.Kind], margin, say(plain, reference(c)))
	p.para(margin, span{}, margin, address(c.URL))
	p.para(margin, span{}, margin, say(plain, because(c)))
}

func reference(c archive.Change) string {
	title := "“" + clip(Safe(c.Title), maxValue) + "”"
	switch {
	case c.Label != "":
		return "[" + clip(Safe(c.Label), maxLabel) + "] " + title
	case c.Line > 0:
		return fmt.Sprintf("line %d, %s", c.Line, title)
	}
	return title
}

// because says what is the case now, and what was before.
func because(c archive.Change) string {
	now, was := joined(": ", string(c.After.Reason), clip(Safe(c.After.Detail), maxValue)), since(c)
	if c.Withheld {
		was = "; this is not new, but no longer ignored."
	}
	switch c.Kind {
	case archive.Altered:
		now = "the page has another text than before"
		if c.Text == compare.Shortened {
			now = "the page shows only a part of its earlier text"
		}
		now += " (citecheck diff shows it)"
		if !c.Withheld {
			was = "."
		}
	case archive.Moved:
		now = "now at " + clip(Safe(c.After.FinalURL), maxURL)
		if !c.Withheld {
			was = ""
		}
	case archive.Revived:
		now = "it works again"
	}
	return now + was
}

// since says how a link was when the last sweep reported, and where its page is.
func since(c archive.Change) string {
	before := c.Before
	if before == nil {
		return "; no sweep knew it before."
	}
	was, day := string(before.Health), before.CheckedAt.UTC().Format(time.DateOnly)
	if before.Health != verdict.Alive {
		was += " (" + string(before.Reason) + ")"
	}
	if day == c.After.CheckedAt.UTC().Format(time.DateOnly) {
		day = when(before.CheckedAt)
	}
	text := fmt.Sprintf("; it was %s on %s", was, day)
	if c.Kind == archive.Died && before.Health == verdict.Alive && before.Snapshot != nil {
		text += " (citecheck show has that page)"
	}
	return text + "."
}

// sweepMarkdown is for a mail or an issue.
func sweepMarkdown(s *Swept) string {
	var b strings.Builder
	for _, p := range s.Papers {
		if len(p.List) == 0 {
			continue
		}
		fmt.Fprintf(&b, "### %s\n\n", literal(joined(": ", pathName(p.Path), p.Title)))
		for _, c := range p.List {
			text := literal(reference(c))
			if isWeb(c.URL) {
				text = fmt.Sprintf("[%s](%s)", text, target(c.URL))
			}
			why := literal(because(c))
			if c.Kind == archive.Moved && !c.Withheld && isWeb(c.After.FinalURL) {
				why = fmt.Sprintf("now at [%s](%s)", literal(clip(Safe(c.After.FinalURL), maxURL)), target(c.After.FinalURL))
			}
			fmt.Fprintf(&b, "- **%s** %s  \n  %s\n", loud[c.Kind].text, text, why)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s\n", literal(s.sentence()))
	return defuseLines(b.String())
}

// The types below are the JSON of a sweep.
type (
	sweepObject struct {
		Schema  int            `json:"schema"`
		Tool    toolObject     `json:"tool"`
		Run     runObject      `json:"run"`
		Changes []changeObject `json:"changes"`
		Summary sweptObject    `json:"summary"`
	}
	changeObject struct {
		Paper      string             `json:"paper"`
		Label      *string            `json:"label"`
		Line       *int               `json:"line"`
		Title      string             `json:"title"`
		URL        string             `json:"url"`
		Kind       string             `json:"kind"`     // dead, changed, unsure, moved, back
		Severity   *string            `json:"severity"` // null: it became better
		Message    string             `json:"message"`
		Before     *linkObject        `json:"before"` // null: the last sweep did not know it
		After      *linkObject        `json:"after"`
		Suppressed *suppressionObject `json:"suppressed"` // null: it counts
	}
	sweptObject struct {
		Papers     int  `json:"papers"`
		Links      int  `json:"links"`
		Visited    int  `json:"visited"`
		Waiting    int  `json:"waiting"`
		Changes    int  `json:"changes"`
		Suppressed int  `json:"suppressed"` // changes that are not among these
		Alive      int  `json:"alive"`
		Unsure     int  `json:"unsure"`
		Dead       int  `json:"dead"`
		First      bool `json:"first"`
	}
)

func sweepOf(s *Swept) sweepObject {
	health := s.health()
	object := sweepObject{schema, toolOf(s.Run.Version), runOf(s.Run), []changeObject{}, sweptObject{
		len(s.Papers), s.Links, s.Visited, s.Waiting, s.changes(), len(s.Waived), health[verdict.Alive], health[verdict.Unsure], health[verdict.Dead], s.first(),
	}}
	for _, p := range s.Papers {
		for _, c := range p.List {
			object.Changes = append(object.Changes, changeObjectOf(Waived{c, p.Path, nil}))
		}
	}
	for _, c := range s.Waived {
		object.Changes = append(object.Changes, changeObjectOf(c))
	}
	return object
}

func changeObjectOf(c Waived) changeObject {
	f, _ := findingOf(c.Change)
	return changeObject{c.Path, known(c.Label), known(c.Line), cmp.Or(c.Title, c.URL), c.URL, string(c.Kind), known(string(f.Severity)),
		because(c.Change), linkObjectOf(c.Before), linkObjectOf(c.After), suppressionOf(c.Why)}
}
