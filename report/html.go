package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/report/explain"
)

// The page is one file: its style and its script stand in it, and its security
// policy lets a browser load and run nothing else.
var (
	//go:embed assets/report.html
	pageSource string
	//go:embed assets/style.css
	styleSource string
	//go:embed assets/script.js
	scriptSource string

	pageTemplate = template.Must(template.New("report").Parse(pageSource))
)

// An htmlSink writes a page for people: the verdict, a picture, and each
// reference with what was cited and what was found side by side.
type htmlSink struct {
	ledger
	w    io.Writer
	past *Past
}

func newHTML(w io.Writer, _ Options) Sink { return &htmlSink{w: w} }

// An htmlPage is what the template shows. All texts are safe; the template
// escapes them.
type htmlPage struct {
	Style                 template.CSS
	Script                template.JS
	StyleHash, ScriptHash string

	Version, Names, Verdict, Undone, Summary string
	Finished, Day, About, Rules              string
	Judged                                   []htmlJudged
	Gone                                     []string
	Strip                                    []htmlCell
	Small                                    bool // too many references for labels in the strip
	Charts                                   []htmlChart
	Papers                                   []htmlPaper
}

// htmlJudged is what is to be done about one paper.
type htmlJudged struct {
	Paper, Text        string
	Mend, Look         []htmlAnchor
	MendMore, LookMore int
}

type htmlAnchor struct{ Before, ID, Text string }

// An htmlCell is one reference in the strip.
type htmlCell struct{ ID, Text, State, Title, Health, Worst string }

// maxLabelled is how many references the strip has room to label.
const maxLabelled = 200

func (s *htmlSink) End(run Run) error {
	s.past = run.Past
	page := htmlPage{
		Style: template.CSS(styleSource), Script: template.JS(scriptSource),
		StyleHash: sourceHash(styleSource), ScriptHash: sourceHash(scriptSource),
		Version: Safe(run.Version), Names: s.names(), Verdict: s.mendable(run), Undone: s.undone(run),
		Summary: s.summary(), Rules: explain.URL(""), About: aboutRun(run), Small: s.References > maxLabelled, Gone: lost(run),
	}
	if at := stamp(run.FinishedAt); at != nil {
		page.Finished, page.Day = *at, run.FinishedAt.UTC().Format("2 January 2006, 15:04 UTC")
	}
	for i := range s.papers {
		shown := s.paper(i)
		page.Papers = append(page.Papers, shown)
		page.Judged = append(page.Judged, judged(shown, len(s.papers) > 1)...)
		for _, r := range shown.References {
			page.Strip = append(page.Strip, r.cell())
		}
	}
	if len(page.Judged) == 0 {
		for _, v := range s.verdicts(run) {
			if strings.TrimSuffix(v.text, ".") == page.Verdict {
				continue
			}
			page.Judged = append(page.Judged, htmlJudged{Text: v.text})
		}
	}
	page.Charts = s.charts(run)
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, page); err != nil {
		return err
	}
	_, err := s.w.Write(bytes.ReplaceAll(b.Bytes(), []byte("##"), []byte("#&#35;")))
	return err
}

// sourceHash allows a style or script in a content security policy.
func sourceHash(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// names is what the report is about, in a few words.
func (s *ledger) names() string {
	switch len(s.papers) {
	case 0:
		return "no paper"
	case 1:
		return clip(Safe(name(s.papers[0])), maxCell)
	}
	return clip(fmt.Sprintf("%s and %s", Safe(name(s.papers[0])), counted(len(s.papers)-1, "other paper", "other papers")), maxCell)
}

// mendable is the verdict: how many references have to be mended.
func (s *ledger) mendable(run Run) string {
	mend, look := 0, 0
	for _, p := range s.papers {
		m, l := s.named(p)
		mend, look = mend+len(m), look+len(l)
	}
	switch {
	case mend > 0:
		return fmt.Sprintf("%s of %s to mend", spelled(mend), counted(s.References, "reference", "references"))
	case !run.Complete:
		return "The run did not finish"
	case look > 0:
		return fmt.Sprintf("Nothing has to be mended; %s a look", counted(look, "reference deserves", "references deserve"))
	case s.References == 0:
		return "No reference was found"
	case s.Unsure > 0:
		return fmt.Sprintf("Nothing has to be mended; %s unsure", counted(s.Unsure, "link is", "links are"))
	case s.Alive == s.Links && s.Links > 0:
		return "Every link works"
	}
	return "Nothing has to be mended"
}

// spelled is a number at the beginning of a sentence.
func spelled(n int) string {
	words := []string{"None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// judged is what to do about a paper, with links to its references.
func judged(p htmlPaper, named bool) []htmlJudged {
	j := htmlJudged{}
	if named {
		j.Paper = p.Name
	}
	add := func(list *[]htmlAnchor, more *int, id, text string) {
		if len(*list) == maxNamed {
			*more++
			return
		}
		*list = append(*list, htmlAnchor{", ", id, text})
	}
	for _, r := range p.References {
		text := r.Label
		if text == "" {
			text = r.Place
		}
		switch r.Rank {
		case 0:
			add(&j.Mend, &j.MendMore, r.ID, text)
		case 1:
			add(&j.Look, &j.LookMore, r.ID, text)
		}
	}
	switch p.worst {
	case 0:
		add(&j.Mend, &j.MendMore, p.ID, "the paper as a whole")
	case 1:
		add(&j.Look, &j.LookMore, p.ID, "the paper as a whole")
	}
	separate(j.Mend, j.MendMore)
	separate(j.Look, j.LookMore)
	if len(j.Mend)+len(j.Look) == 0 {
		return nil
	}
	j.Text = "."
	return []htmlJudged{j}
}

// separate puts commas and a last "and" between names.
func separate(list []htmlAnchor, more int) {
	if len(list) > 1 && more == 0 {
		list[len(list)-1].Before = " and "
	}
	if len(list) > 0 {
		list[0].Before = ""
	}
}

func aboutRun(run Run) string {
	text := "citecheck " + Safe(run.Version)
	if !run.FinishedAt.IsZero() && run.FinishedAt.After(run.StartedAt) {
		text += fmt.Sprintf(", in %s", run.FinishedAt.Sub(run.StartedAt).Round(100*time.Millisecond))
	}
	if run.ID != 0 {
		text += fmt.Sprintf(", run %d of its archive", run.ID)
	}
	if run.Offline {
		text += ", offline"
	}
	return text + "."
}

// cell is the reference in the strip.
func (r htmlReference) cell() htmlCell {
	text := r.Label
	if text == "" {
		text = "·"
	}
	worst := []string{"error", "warning", "", ""}[r.Rank]
	state := r.State
	if worst != "" {
		state += ", with an " + worst
		state = strings.Replace(state, "an warning", "a warning", 1)
	}
	return htmlCell{r.ID, text, state, fmt.Sprintf("%s: %s", strings.TrimSpace("["+r.Label+"] "+r.Title), state), r.Health, worst}
}
