package report

import (
	"fmt"
	"strings"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report/explain"
)

// A judgement is one sentence that a reader takes away: of a paper, or, where
// there is nothing to mend, of the run.
type judgement struct{ paper, text string }

// verdicts says for each paper which references to mend, or that there are none.
func (l *ledger) verdicts(run Run) []judgement {
	var list []judgement
	for _, p := range l.papers {
		var clauses []string
		mend, look := l.named(p)
		if len(mend) > 0 {
			clauses = append(clauses, "mend "+enumerate(mend))
		}
		if len(look) > 0 {
			clauses = append(clauses, "look at "+enumerate(look))
		}
		if len(clauses) > 0 {
			list = append(list, judgement{name(p), strings.Join(clauses, "; ") + "."})
		}
	}
	if len(list) > 0 || l.References == 0 {
		return list
	}
	switch {
	case !run.Complete:
		return nil
	case l.Suppressed > 0:
		return []judgement{{"", "Nothing has to be mended but what is suppressed."}}
	case l.Notes == 0 && l.Alive == l.Links:
		return []judgement{{"", "Nothing to mend: every link works, and no page contradicts its reference."}}
	case l.Unsure > 0:
		return []judgement{{"", fmt.Sprintf("Nothing has to be mended; %s unsure.", counted(l.Unsure, "link is", "links are"))}}
	case l.Notes == 0:
		return []judgement{{"", "Nothing to mend in what was checked."}}
	}
	return []judgement{{"", "Nothing has to be mended."}}
}

// String is a judgement in one line.
func (j judgement) String() string {
	if j.paper == "" {
		return j.text
	}
	return Safe(j.paper) + ": " + j.text
}

// named lists the references of p that have an error, and those that have a
// warning at worst.
func (l *ledger) named(p *paper.Paper) (mend, look []string) {
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
		sort(called, l.findings(ref))
	}
	sort("the paper as a whole", p.Findings)
	return mend, look
}

// undone says what the run left unvisited, and why.
func (l *ledger) undone(run Run) string {
	left := fmt.Sprintf("%d of %s not checked", l.Unchecked(), counted(l.Links, "link was", "links were"))
	switch {
	case !run.Complete && l.Unchecked() > 0:
		return "The run did not finish: " + left + "."
	case !run.Complete:
		return "The run did not finish."
	case run.Offline && l.Alive+l.Dead+l.Unsure > 0:
		return "Offline: nothing was fetched; what is said of links is from earlier checks."
	case run.Offline:
		return "Offline: no link was visited; only what the papers themselves show was checked."
	case l.Unchecked() > 0:
		return left + "."
	}
	return ""
}

// lost tells what is gone since the baseline, a line each.
func lost(run Run) []string {
	var lines []string
	for i, g := range run.Gone {
		if i == maxNamed && len(run.Gone) > maxNamed+1 {
			return append(lines, fmt.Sprintf("%d more findings of the baseline are gone.", len(run.Gone)-i))
		}
		line := fmt.Sprintf("Gone since the baseline: %s in %s", g.Rule, g.Paper)
		if g.Cited != "" {
			line += ", " + g.Cited
		}
		lines = append(lines, clip(Safe(line), maxValue))
	}
	return lines
}

// summary is what was counted, in one line.
func (t *Tally) summary() string {
	text := fmt.Sprintf("%s, %s: %d alive, %d dead, %d unsure, %d skipped; %s, %s, %s",
		counted(t.References, "reference", "references"), counted(t.Links, "link", "links"),
		t.Alive, t.Dead, t.Unsure, t.Skipped,
		counted(t.Errors, "error", "errors"), counted(t.Warnings, "warning", "warnings"), counted(t.Notes, "note", "notes"))
	if t.Suppressed > 0 {
		text += fmt.Sprintf(", %d suppressed", t.Suppressed)
	}
	if t.Papers > 1 {
		text = counted(t.Papers, "paper", "papers") + ", " + text
	}
	return text
}

// rulePage is where a rule can be read about.
func rulePage(rule string) string {
	if _, ok := explain.Find(rule); !ok {
		return explain.URL("rules")
	}
	return explain.URL(rule)
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
