package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/page"
)

// InspectFormats are the names that Inspect knows.
func InspectFormats() []string { return []string{"text", "json"} }

// Inspect writes what a verdict on one page was made of. The version is that of
// the program.
func Inspect(w io.Writer, name, version string, in *checker.Inspection, o Options) error {
	if name == "json" {
		return writeJSON(w, "  ", inspectionOf(version, in))
	}
	out := newPrinter(w, o)
	inspectVisit(out, in)
	inspectSignals(out, in)
	if in.Page != nil {
		inspectPage(out, in.Page)
	}
	return out.flush()
}

// row prints a name in the margin and what it stands for.
func row(out *printer, name, style, text string) {
	if text != "" {
		out.para(2, say(dim, name), inspectColumn, say(style, Safe(text)))
	}
}

// inspectColumn is where the values of an inspection stand.
const inspectColumn = 24

func inspectVisit(out *printer, in *checker.Inspection) {
	out.para(0, span{}, 0, say(bold, Safe(in.URL)))
	style := map[string]string{"alive": green, "dead": red, "unsure": yellow}[string(in.Health)]
	row(out, "verdict", style, string(in.Health)+", "+string(in.Reason))
	row(out, "because", plain, in.Detail)
	if in.Status > 0 {
		row(out, "answer", plain, fmt.Sprintf("HTTP %d, %s, %d bytes", in.Status, in.ContentType, in.Bytes))
	}
	if in.Attempts > 0 {
		row(out, "asked", plain, fmt.Sprintf("%s in %d ms", counted(in.Attempts, "time", "times"), in.Duration.Milliseconds()))
	}
	for _, hop := range in.Redirects {
		row(out, "HTTP "+strconv.Itoa(hop.Status)+" led to", plain, hop.URL)
	}
}

// inspectSignals lists the signals in their order, each with its weight. The
// first that speaks decides; the others say what they would have said.
func inspectSignals(out *printer, in *checker.Inspection) {
	if len(in.Signals) == 0 {
		return
	}
	out.gap()
	out.para(0, span{}, 0, say(bold, "Signals, in the order in which they are asked; the first that speaks decides"))
	for i, s := range in.Signals {
		switch name := fmt.Sprintf("%2d %s", i+1, s.Signal); {
		case !s.Speaks:
			row(out, name, dim, string(s.Weight)+", silent")
		case s.Decides:
			row(out, name, bold, said(s)+" — decides")
		default:
			row(out, name, plain, said(s))
		}
	}
	out.para(2, span{}, 2, say(dim, "A proof is enough by itself, but for a served page with the cited title or an article of its own; a sign only where nothing on the page speaks against it; the rest holds where nothing else speaks."))
}

func said(s judge.Say) string {
	if s.Detail == "" {
		return string(s.Weight) + ", " + string(s.Reason)
	}
	return string(s.Weight) + ", " + string(s.Reason) + ": " + s.Detail
}

func inspectPage(out *printer, p *page.Page) {
	out.gap()
	out.para(0, span{}, 0, say(bold, "Titles, most trusted first"))
	for _, t := range p.Titles {
		row(out, Safe(t.Source), plain, t.Text)
	}
	row(out, "shown as", bold, p.Title().Text)
	out.gap()
	out.para(0, span{}, 0, say(bold, "Dates, best first"))
	if len(p.Published)+len(p.Modified) == 0 && p.Guessed.IsZero() {
		row(out, "none", dim, "the page shows no date")
	}
	for _, list := range []struct {
		name  string
		dates []page.Date
	}{{"published", p.Published}, {"modified", p.Modified}} {
		for _, d := range list.dates {
			row(out, list.name, plain, dateLine(d))
		}
	}
	if !p.Guessed.IsZero() {
		sure := "; not sure enough to contradict a paper"
		if p.Guessed.Sure {
			sure = "; may contradict a paper"
		}
		row(out, "guessed", plain, dateLine(p.Guessed.Date)+sure)
	}
	out.gap()
	out.para(0, span{}, 0, say(bold, "Page"))
	row(out, "site", plain, p.SiteName)
	row(out, "language", plain, p.Lang)
	row(out, "canonical", plain, p.Canonical)
	row(out, "readable words", plain, strconv.Itoa(p.Words))
	row(out, "article data", plain, map[bool]string{true: "yes", false: "no"}[p.Article])
}

func dateLine(d page.Date) string {
	parts := []string{d.String(), "from " + d.Source}
	if !d.Alternate.IsZero() {
		parts = append(parts, "or "+d.Alternate.String())
	}
	if d.Structured {
		parts = append(parts, "metadata")
	}
	return strings.Join(parts, ", ")
}

// The types below are the JSON of an inspection.
type (
	inspectionObject struct {
		Schema    int            `json:"schema"`
		Tool      toolObject     `json:"tool"`
		Link      *linkObject    `json:"link"`
		Signals   []signalObject `json:"signals"`
		Titles    []sourceObject `json:"titles"`
		Published []dateObject   `json:"published"`
		Modified  []dateObject   `json:"modified"`
		Guessed   *dateObject    `json:"guessed"`
		SiteName  *string        `json:"site_name"`
		Language  *string        `json:"language"`
		Canonical *string        `json:"canonical"`
		Words     int            `json:"words"`
		Article   bool           `json:"article"`
	}
	signalObject struct {
		Signal  string  `json:"signal"`
		Order   int     `json:"order"`
		Weight  string  `json:"weight"` // proof, sign or rest
		Speaks  bool    `json:"speaks"`
		Decides bool    `json:"decides"`
		Health  *string `json:"health"`
		Reason  *string `json:"reason"`
		Detail  *string `json:"detail"`
	}
	sourceObject struct {
		Text   string `json:"text"`
		Source string `json:"source"`
	}
	dateObject struct {
		Date       string  `json:"date"`
		Alternate  *string `json:"alternate"`
		Source     string  `json:"source"`
		Structured bool    `json:"structured"`
	}
)

func inspectionOf(version string, in *checker.Inspection) inspectionObject {
	object := inspectionObject{Schema: schema, Tool: toolOf(version), Link: linkObjectOf(in.Check),
		Signals: []signalObject{}, Titles: []sourceObject{}, Published: []dateObject{}, Modified: []dateObject{}}
	for i, s := range in.Signals {
		object.Signals = append(object.Signals, signalObject{s.Signal, i + 1, string(s.Weight), s.Speaks, s.Decides,
			known(string(s.Health)), known(string(s.Reason)), known(s.Detail)})
	}
	p := in.Page
	if p == nil {
		return object
	}
	for _, t := range p.Titles {
		object.Titles = append(object.Titles, sourceObject{t.Text, t.Source})
	}
	object.Published, object.Modified = datesOf(p.Published), datesOf(p.Modified)
	if !p.Guessed.IsZero() {
		object.Guessed = &datesOf([]page.Date{p.Guessed.Date})[0]
	}
	object.SiteName, object.Language, object.Canonical = known(p.SiteName), known(p.Lang), known(p.Canonical)
	object.Words, object.Article = p.Words, p.Article
	return object
}

func datesOf(list []page.Date) []dateObject {
	dates := make([]dateObject, 0, len(list))
	for _, d := range list {
		dates = append(dates, dateObject{d.String(), known(d.Alternate.String()), d.Source, d.Structured})
	}
	return dates
}
