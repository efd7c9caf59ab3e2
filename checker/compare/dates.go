package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

// A DateMatch is what Dates found.
type DateMatch struct {
	Comparable bool
	Why        string // where the two cannot be compared: a part of a sentence
	Match      bool
	Best       page.Date // the candidate that matches; else the most trusted one
}

// webBegins is the year before which nothing was published on the web.
const webBegins = 1995

// Dates compares the date of publication that a paper gives with those that
// the page gives, at the coarser precision of the two and within a day. A date
// of numbers that can be read in two ways fits either way; it contradicts only
// where the page's language leaves no doubt, and then no reading of it.
func Dates(cited paper.Date, p *page.Page) DateMatch {
	switch {
	case cited.IsZero() || !cited.Valid():
		return DateMatch{Why: "no date is cited"}
	case len(p.Published)+len(p.Modified) == 0 && p.Guessed.IsZero():
		return DateMatch{Why: "the page has no date"}
	}
	published := p.Published
	if !p.Guessed.IsZero() {
		published = []page.Date{p.Guessed.Date}
	}
	for _, list := range [][]page.Date{published, p.Modified} {
		for _, d := range list {
			if near(cited, d.Date) || !d.Alternate.IsZero() && near(cited, d.Alternate) {
				return DateMatch{Comparable: true, Match: true, Best: d}
			}
		}
	}
	best, ok := mostTrusted(published)
	switch {
	case len(published) == 0:
		return DateMatch{Why: "the page says only when it was last changed", Best: p.Modified[0]}
	case !ok:
		return DateMatch{Why: "the page's date can be read in two ways", Best: published[0]}
	case !p.Guessed.IsZero() && !p.Guessed.Sure:
		return DateMatch{Why: "the page states no date of its own", Best: best}
	case changed(p, best) && cited.First().Before(best.First()):
		return DateMatch{Why: "the page says only when it was last changed", Best: best}
	case cited.Year < webBegins && !scholarly(best):
		// A speech of 1961 that an archive put online: both dates are right.
		return DateMatch{Why: "the cited work is older than the web", Best: best}
	}
	if shown, ok := shownDate(cited, best, p); ok {
		return DateMatch{Comparable: true, Match: true, Best: shown}
	}
	return DateMatch{Comparable: true, Best: best}
}

// changed reports whether a guessed day is one that the page shows as that of its
// last change: it may have been published on any day before.
func changed(p *page.Page, guess page.Date) bool {
	return !p.Guessed.IsZero() && slices.ContainsFunc(p.Modified, func(d page.Date) bool { return !d.Structured && d.Date == guess.Date })
}

// near reports whether two dates can be the same day, or neighbours: the day
// of publication depends on the time zone.
func near(a, b paper.Date) bool {
	const day = 24 * time.Hour
	return !a.First().After(b.Last().Add(day)) && !b.First().After(a.Last().Add(day))
}

// mostTrusted is the candidate that speaks for the page: the first from
// metadata, else the first, of those that can be read in one way only.
func mostTrusted(list []page.Date) (page.Date, bool) {
	clear := func(d page.Date) bool { return d.Alternate.IsZero() || d.DayFirst }
	if i := slices.IndexFunc(list, func(d page.Date) bool { return d.Structured && clear(d) }); i >= 0 {
		return list[i], true
	}
	if i := slices.IndexFunc(list, clear); i >= 0 {
		return list[i], true
	}
	return page.Date{}, false
}

// scholarly reports whether a date is of metadata that describes works of any
// age, not pages.
func scholarly(d page.Date) bool {
	for _, prefix := range []string{"citation_", "bepress_", "prism.", "eprints.", "dc.", "dcterms."} {
		if strings.HasPrefix(d.Source, prefix) {
			return true
		}
	}
	return false
}

// shownDate looks for the cited day in the lines that readers see as a byline
// or dateline: first among those where one stands, or in all if the page's own
// date lies more than a year away, as where an older document was put online.
// The day in its address counts then, too. A sentence that mentions the day says
// nothing of the page.
func shownDate(cited paper.Date, best page.Date, p *page.Page) (page.Date, bool) {
	if cited.Day == 0 {
		return page.Date{}, false
	}
	const dateline = 600
	text := p.Text
	const year = 366 * 24 * time.Hour
	switch gap := best.First().Sub(cited.First()); {
	case gap < year:
		text = text[:min(len(text), dateline)]
	case p.DayInAddress() == cited:
		// The page was put out anew, and kept its address. Days later it would be
		// a slip that the paper should hear of.
		return page.Date{Date: cited, Source: "address"}, true
	}
	if !page.Dateline(text, cited) {
		return page.Date{}, false
	}
	return page.Date{Date: cited, Source: InText}, true
}
