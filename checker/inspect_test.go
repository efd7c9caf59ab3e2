package checker

import (
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/verdict"
)

// TestInspectionDecides: exactly one row decides, and it has the verdict, also
// where another visit changed it.
func TestInspectionDecides(t *testing.T) {
	page := "<title>Ferries</title><h1>Ferries</h1><p>The ferries go at noon and come back at night, and in winter they do not go."
	e := &fetch.Exchange{URL: "https://a.example/x", Status: 200, Header: map[string][]string{"Content-Type": {"text/html"}}, Body: []byte(page)}
	c := read(newLink(e.URL, nil, Options{}.withDefaults()), &fetch.Visit{Exchanges: []*fetch.Exchange{e}}, Options{}.withDefaults(), nil)
	for _, want := range []verdict.Verdict{c.Verdict, verdict.Of(verdict.Soft404, "same page as a.example/zq1")} {
		c.Verdict = want
		var deciding []judge.Say
		for _, s := range signals(c) {
			if s.Weight == "" {
				t.Errorf("%s has no weight", s.Signal)
			}
			if s.Decides {
				deciding = append(deciding, s)
			}
		}
		if len(deciding) != 1 || deciding[0].Verdict != want {
			t.Errorf("%v: %v decide", want, deciding)
		}
	}
}
