package main

import (
	"errors"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/report"
)

// A witness notes the links of a run of whose past a report wants to tell: the
// dead ones, or all where one of the reports draws pictures.
type witness struct {
	report.Tally // whose Begin and End do
	all          bool
	links        []string
}

func (w *witness) Add(r checker.Result) error {
	if r.Check != nil && (w.all || r.Check.Health == verdict.Dead) {
		w.links = append(w.links, r.Check.URL)
	}
	return nil
}

// past asks the archive for the past of links.
func past(a *archive.Archive, links []string) (*report.Past, error) {
	histories := make(map[string][]archive.Entry, len(links))
	for _, link := range links {
		entries, err := a.History(link)
		if err != nil && !errors.Is(err, archive.ErrUnknown) {
			return nil, err
		}
		histories[link] = entries
	}
	return report.NewPast(histories), nil
}
