package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker/verdict"
)

// HistoryFormats are the names that History and Timeline know.
func HistoryFormats() []string { return []string{"text", "json"} }

// minute is how a person reads the time of a check.
const minute = "2006-01-02 15:04"

func when(t time.Time) string { return t.UTC().Format(minute) }

// History writes every check of a link, oldest first. The version is that of
// the program.
func History(w io.Writer, name, version, url string, entries []archive.Entry, o Options) error {
	if name == "json" {
		return writeJSON(w, "  ", historyOf(version, url, entries))
	}
	out := newPrinter(w, o)
	out.para(0, span{}, 0, keep(bold, url))
	out.gap()
	rows := [][]span{heads("checked (UTC)", "verdict", "HTTP", "page", "title")}
	for _, e := range entries {
		status := ""
		if e.Status > 0 {
			status = strconv.Itoa(e.Status)
		}
		verdict := string(e.Health) + ", " + string(e.Reason)
		if e.Cached {
			verdict += " (again)"
		}
		rows = append(rows, []span{
			say(plain, when(e.CheckedAt)), say(healthStyle(e.Health), verdict), say(plain, status),
			say(pageStyle(e.Page), string(e.Page)), say(plain, joined(": ", e.Title, e.Detail)),
		})
	}
	out.table(rows)
	out.gap()
	out.para(0, span{}, 0, say(plain, historySummary(entries)))
	return out.flush()
}

func healthStyle(h verdict.Health) string {
	return map[verdict.Health]string{verdict.Alive: green, verdict.Dead: red, verdict.Unsure: yellow, verdict.Skipped: dim}[h]
}

func pageStyle(p archive.Page) string {
	if p.Differs() {
		return yellow
	}
	return dim
}

// historySummary is what a history comes to, in one sentence.
func historySummary(entries []archive.Entry) string {
	var alive, changed int
	var lastAlive time.Time
	for _, e := range entries {
		if e.Health == verdict.Alive {
			alive++
			lastAlive = e.CheckedAt
		}
		if e.Page.Differs() && !e.Cached { // else the change was counted
			changed++
		}
	}
	last := entries[len(entries)-1]
	text := fmt.Sprintf("%s since %s, %d alive", counted(len(entries), "check", "checks"),
		entries[0].CheckedAt.UTC().Format(time.DateOnly), alive)
	if changed > 0 {
		text += fmt.Sprintf("; the text was another %s", counted(changed, "time", "times"))
	}
	text += "."
	switch {
	case alive == 0:
		text += " It was never seen alive."
	case last.Health != verdict.Alive:
		text += " Last seen alive: " + when(lastAlive) + "."
	}
	return text
}

// mark is a check as one character of a row of marks.
func mark(e archive.Entry) span {
	switch {
	case e.Check == nil:
		return say(dim, "·")
	case e.Health == verdict.Alive && e.Page.Differs():
		return say(yellow, "◐")
	case e.Health == verdict.Alive:
		return say(green, "●")
	case e.Health == verdict.Dead:
		return say(red, "✗")
	case e.Health == verdict.Unsure:
		return say(yellow, "?")
	}
	return say(dim, "·")
}

const legend = "● alive, ◐ alive with another text than before, ? unsure, ✗ dead, · not visited"

// Timeline writes each reference of a paper as a row of marks over time, one
// mark a visit, the newest last.
func Timeline(w io.Writer, name, version string, t *archive.Timeline, o Options) error {
	if name == "json" {
		return writeJSON(w, "  ", timelineOf(version, t))
	}
	out := newPrinter(w, o)
	out.para(0, span{}, 0, keep(bold, t.Path), say(plain, t.Title))
	out.gap()
	if len(t.Visits) == 0 {
		out.para(0, span{}, 0, say(plain, "No link of this paper was ever visited."))
		return out.flush()
	}
	first := max(len(t.Visits)-out.width/2, 0) // half the line for marks, half for what they are of
	for _, life := range t.References {
		out.life(life, first)
	}
	out.gap()
	out.para(0, span{}, 0, say(plain, timelineSummary(t, first)))
	out.para(0, span{}, 0, say(dim, legend))
	return out.flush()
}

// Columns of a timeline's rows.
const (
	maxLife   = 9  // the margin in which labels stand
	maxReason = 14 // the longest reason, and a space
)

// life prints one reference: label, marks from the given visit on, how it is
// now, and what is cited.
func (p *printer) life(life archive.Life, first int) {
	p.begun = true
	label := "–"
	switch {
	case life.Label != "":
		label = "[" + clip(Safe(life.Label), maxLabel) + "]"
	case life.Line > 0:
		label = "line " + strconv.Itoa(life.Line)
	}
	p.paint(bold, label)
	at := max(maxLife, uniseg.StringWidth(label)+1)
	p.pad(at - uniseg.StringWidth(label))
	state, style := "not visited", dim
	if life.URL == "" {
		state = "no link"
	}
	for i, e := range life.Entries {
		if i >= first {
			m := mark(e)
			p.paint(m.style, m.text)
		}
		if e.Check != nil {
			state, style = string(e.Reason), healthStyle(e.Health)
		}
	}
	p.pad(columnGap)
	p.paint(style, state)
	p.pad(max(maxReason-len(state), 1))
	room := p.width - at - (len(life.Entries) - first) - columnGap - maxReason
	p.paint(plain, clip(fold(Safe(life.Title)), max(room, minRoom)))
	p.out.WriteByte('\n')
}

func timelineSummary(t *archive.Timeline, first int) string {
	last := t.Visits[len(t.Visits)-1]
	text := "1 visit, on " + when(last)
	if len(t.Visits) > 1 {
		text = fmt.Sprintf("%d visits, from %s to %s", len(t.Visits), when(t.Visits[0]), when(last))
	}
	if first > 0 {
		text += fmt.Sprintf("; shown are the newest %d", len(t.Visits)-first)
	}
	return text + "."
}

// The types below are the JSON of histories.
type (
	historyObject struct {
		Schema int           `json:"schema"`
		Tool   toolObject    `json:"tool"`
		URL    string        `json:"url"`
		Checks []checkObject `json:"checks"`
	}
	checkObject struct {
		RunID int64 `json:"run_id"`
		linkObject
		Page *string `json:"page"` // first, same, edited, shortened, changed; null without readable text
	}
	timelineObject struct {
		Schema     int          `json:"schema"`
		Tool       toolObject   `json:"tool"`
		Path       string       `json:"path"`
		Title      *string      `json:"title"`
		Visits     []string     `json:"visits"`
		References []lifeObject `json:"references"`
	}
	lifeObject struct {
		Label  *string        `json:"label"`
		Line   *int           `json:"line"`
		Title  string         `json:"title"`
		URL    *string        `json:"url"`
		Marks  string         `json:"marks"`  // a character a visit
		Checks []*checkObject `json:"checks"` // one a visit; null where the link was not visited
	}
)

func historyOf(version, url string, entries []archive.Entry) historyObject {
	object := historyObject{schema, toolOf(version), url, []checkObject{}}
	for _, e := range entries {
		object.Checks = append(object.Checks, checkOf(e))
	}
	return object
}

func checkOf(e archive.Entry) checkObject {
	return checkObject{e.Run, *linkObjectOf(e.Check), known(string(e.Page))}
}

func timelineOf(version string, t *archive.Timeline) timelineObject {
	object := timelineObject{schema, toolOf(version), t.Path, known(t.Title), []string{}, []lifeObject{}}
	for _, at := range t.Visits {
		object.Visits = append(object.Visits, at.UTC().Format(time.RFC3339))
	}
	for _, life := range t.References {
		var marks strings.Builder
		checks := make([]*checkObject, len(life.Entries))
		for i, e := range life.Entries {
			marks.WriteString(mark(e).text)
			if e.Check != nil {
				c := checkOf(e)
				checks[i] = &c
			}
		}
		object.References = append(object.References, lifeObject{known(life.Label), known(life.Line), life.Title, known(life.URL), marks.String(), checks})
	}
	return object
}
