package checker

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// Pages of one folder share a sibling.
func TestProbeOncePerFolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if strings.Contains(url, "/zq") {
				asked++
			}
			return fine(url, nth)
		}}
		papers := cite("https://a.test/archive/entry-12", "https://a.test/archive/entry-13", "https://a.test/archive/entry-14", "https://a.test/letters/entry-15")
		for _, r := range papers[0].References {
			r.Title = "The Floods of 1953"
		}
		err := Run(t.Context(), papers, Options{Source: s, Rate: 1}, func(r Result) error {
			if r.Check.Reason != verdict.Soft404 {
				t.Errorf("%s: got %s (%s); want %s", r.Check.URL, r.Check.Reason, r.Check.Detail, verdict.Soft404)
			}
			return nil
		})
		if err != nil || asked != 2 {
			t.Errorf("%d siblings asked for, %v; want one in each of two folders", asked, err)
		}
	})
}

// A site that gives one page for every address is asked for a made-up one, and
// only where its page does not carry the cited title.
func TestProbe(t *testing.T) {
	for _, tt := range []struct {
		name, title string
		wildcard    bool
		want        verdict.Reason
		asked       int
	}{
		{"one page for all", "The Floods of 1953", true, verdict.Soft404, 2},
		{"other addresses are missing", "The Floods of 1953", false, verdict.OK, 2},
		{"the cited title", "A Page About Bread", true, verdict.OK, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				src := sourceFunc(func(url string) *fetch.Exchange {
					asked++
					if !tt.wildcard && strings.Contains(url, "/zq") {
						return respond(url, 404, "no such page")
					}
					return respond(url, 200, article)
				})
				papers := cite("https://a.test/archive/entry-12")
				papers[0].References[0].Title = tt.title
				var got *Check
				err := Run(t.Context(), papers, Options{Source: src, Rate: 1}, func(r Result) error {
					got = r.Check
					return nil
				})
				if err != nil || got.Reason != tt.want || asked != tt.asked {
					t.Errorf("got %v (%s) after %d requests, %v; want %v after %d", got.Reason, got.Detail, asked, err, tt.want, tt.asked)
				}
			})
		})
	}
}
