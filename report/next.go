package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report/explain"
)

// next is what the author should do about a finding: with the address or the
// date to put in where that is known, else what holds for its rule or, of a link
// that is unsure, for the reason.
func next(ref *paper.Reference, o outcome, f paper.Finding) string {
	if step := fitted(ref, o, f); step != "" {
		return step
	}
	topic, known := explain.Find(f.Rule)
	if f.Rule == "unsure-link" && o.check != nil {
		topic, known = explain.Find(string(o.check.Reason))
	}
	if !known {
		return ""
	}
	return strings.ToLower(topic.Advice[:1]) + strings.TrimSuffix(topic.Advice[1:], ".")
}

// fitted is what to do about just this finding, "" where no more can be said
// than of its rule.
func fitted(ref *paper.Reference, o outcome, f paper.Finding) string {
	switch f.Rule {
	case "dead-link":
		return replace(ref, o)
	case "moved-link", "tracking-parameters":
		if f.Found != "" {
			return "change the URL to " + f.Found
		}
	case "title-mismatch":
		return "open the page; if it is the right one, correct the title, else the address"
	case "date-mismatch":
		if f.Found != "" {
			return fmt.Sprintf("open the page; if it shows %s, cite that date", f.Found)
		}
	case "content-changed":
		if o.check != nil {
			return fmt.Sprintf("see whether it still says what you cite it for: citecheck diff %s", shellWord(o.check.URL))
		}
	}
	return ""
}

// replace is how a link that is dead can be mended.
func replace(ref *paper.Reference, o outcome) string {
	first := ""
	if o.check != nil {
		first = looks[o.check.Reason]
	}
	switch c := o.check; {
	case ref != nil && ref.ArchivedURL != "":
		return first + "cite the archived copy that the reference names: " + ref.ArchivedURL
	case !o.alive.IsZero():
		return first + fmt.Sprintf("find its new address; your archive last saw it alive on %s: citecheck show %s", o.alive.UTC().Format(time.DateOnly), shellWord(c.URL))
	case c != nil && strings.HasPrefix(c.URL, "http"):
		return first + "find its new address, or cite a copy: https://web.archive.org/web/*/" + c.URL
	}
	return first + "find its new address, or cite an archived copy"
}

// looks are what an author should make sure of before a link is given up.
var looks = map[verdict.Reason]string{
	verdict.DNS:         "check the spelling of the host; if it is right, ",
	verdict.LongFailing: "open it in a browser; if it fails there too, ",
}

// shellWord is an address as a shell takes it. A normalised one holds no quote.
func shellWord(address string) string {
	if strings.ContainsAny(address, "'\\\n") {
		return "URL"
	}
	return "'" + address + "'"
}

// statement is a finding's message. What messages say at their end of what to
// do is left out: next says it better.
func statement(f paper.Finding) string {
	i := strings.LastIndex(f.Message, "; ")
	if i <= 0 || strings.HasSuffix(f.Message, "?") || fitted(nil, outcome{}, f) != "" || strings.Contains(f.Message[i:], "”") || strings.Count(f.Message[i:], `"`)%2 > 0 {
		return f.Message // it is within what is quoted
	}
	if _, known := explain.Find(f.Rule); !known {
		return f.Message
	}
	return f.Message[:i] + "."
}

// headline is a finding's statement; where that repeats whole titles, which
// stand beside it, what the rule means in a few words.
func headline(f paper.Finding) string {
	topic, known := explain.Find(f.Rule)
	if !known || f.Found == "" || len(f.Cited)+len(f.Found) < 2*len("2006-01-02")+1 ||
		!strings.Contains(f.Message, f.Cited) || !strings.Contains(f.Message, f.Found) {
		return statement(f)
	}
	return capital(topic.Title) + "."
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
