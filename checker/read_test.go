package checker

import (
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A page that brings a parser to a fault costs its own verdict, not the run; a
// missing link stands for whatever causes one.
func TestReadSurvivesAFault(t *testing.T) {
	r := &reading{Check: &Check{URL: "https://a.test/"}}
	r.judge(nil, &fetch.Visit{}, Options{}, nil)
	if r.Reason != verdict.BadResponse || r.Health != verdict.Unsure || !r.settled {
		t.Errorf("got %s/%s; want unsure/bad-response, settled", r.Health, r.Reason)
	}
}
