package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report/explain"
)

// next is what the author should do about a finding, where more can be said
// than its message says: with the address or the date to put in.
func next(ref *paper.Reference, o outcome, f paper.Finding) string {
	switch f.Rule {
	case "dead-link":
		return replace(ref, o)
	case "moved-link":
		if f.Found != "" {
			return "change the URL to " + f.Found
		}
	case "title-mismatch":
		return "open the page; if it is the right one, correct the title, else the address"
	case "date-mismatch":
		if f.Found != "" {
			return fmt.Sprintf("open the page; if it shows %s, cite that date", f.Found)
		}
	case "tracking-parameters":
		if f.Found != "" {
			return "change the URL to " + f.Found
		}
	}
	return ""
}

// replace is how a link that is dead can be mended.
func replace(ref *paper.Reference, o outcome) string {
	switch c := o.check; {
	case ref != nil && ref.ArchivedURL != "":
		return "cite the archived copy that the reference names: " + ref.ArchivedURL
	case !o.alive.IsZero():
		return fmt.Sprintf("find its new address; your archive last saw it alive on %s: citecheck show %s", o.alive.UTC().Format(time.DateOnly), shellWord(c.URL))
	case c != nil && strings.HasPrefix(c.URL, "http"):
		return "find its new address, or cite a copy: https://web.archive.org/web/*/" + c.URL
	}
	return "find its new address, or cite an archived copy"
}

// shellWord is an address as a shell takes it. A normalised one holds no quote.
func shellWord(address string) string {
	if strings.ContainsAny(address, "'\\\n") {
		return "URL"
	}
	return "'" + address + "'"
}

// headline is a finding's message; where that repeats whole titles, which stand
// beside it, what the rule means in a few words.
func headline(f paper.Finding) string {
	topic, known := explain.Find(f.Rule)
	if !known || f.Found == "" || len(f.Cited)+len(f.Found) < 2*len("2006-01-02")+1 ||
		!strings.Contains(f.Message, f.Cited) || !strings.Contains(f.Message, f.Found) {
		return f.Message
	}
	return strings.ToUpper(topic.Title[:1]) + topic.Title[1:] + "."
}

// A fact is one named value of a finding.
type fact struct{ name, value string }

// facts are what there is to say of a finding past its message, for one line
// each: safe to print, and never too long.
func facts(ref *paper.Reference, o outcome, f paper.Finding) []fact {
	list := []fact{
		{"cited", f.Cited}, {"found", f.Found}, {"evidence", evidence(f)}, {"next", next(ref, o, f)},
		{"suppressed", suppression(f.Suppressed)},
	}
	var said []fact
	for _, one := range list {
		if value := clip(Safe(one.value), maxValue); value != "" {
			said = append(said, fact{one.name, value})
		}
	}
	return said
}

// evidence is a finding's evidence with the likeness that was measured.
func evidence(f paper.Finding) string {
	score := finite(f.Score)
	if score == nil {
		return f.Evidence
	}
	likeness := fmt.Sprintf("likeness %.2f", *score)
	if f.Evidence == "" {
		return likeness
	}
	return f.Evidence + ", " + likeness
}
