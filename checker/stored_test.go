package checker

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A conditional source notes what it is asked with.
type conditional struct {
	asked  []string
	answer func(req fetch.Request) *fetch.Exchange
}

func (c *conditional) Fetch(_ context.Context, req fetch.Request) (*fetch.Exchange, error) {
	c.asked = append(c.asked, req.URL.String()+" "+req.Stored.ETag)
	return c.answer(req), nil
}

// What is at hand is asked for on condition, and stands where the server says
// that it still holds.
func TestStored(t *testing.T) {
	const url, other = "https://a.test/entry-12", "https://b.test/entry-12"
	kept := func(body string) func() (*fetch.Exchange, error) {
		return func() (*fetch.Exchange, error) {
			e := respond(url, 200, body, "ETag", `"1"`)
			e.At, e.Origin = time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC), &fetch.Origin{Date: "2020-01-02T00:00:00.000Z"}
			return e, nil
		}
	}
	lost := func() (*fetch.Exchange, error) { return nil, errors.New("its record is lost") }
	unless := func(req fetch.Request) *fetch.Exchange { // a server that keeps to the rules
		if req.Stored.ETag == `"1"` {
			return respond(req.URL.String(), 304, "")
		}
		return respond(req.URL.String(), 200, article)
	}
	for _, tt := range []struct {
		name   string
		load   func() (*fetch.Exchange, error) // nil: nothing is at hand
		fresh  bool
		answer func(req fetch.Request) *fetch.Exchange
		asked  []string
		want   verdict.Reason
		status int
		same   bool
	}{
		{name: "the same", load: kept(article), answer: unless, asked: []string{url + ` "1"`}, want: verdict.OK, status: 200, same: true},
		{name: "another", load: kept(article), answer: func(req fetch.Request) *fetch.Exchange { return respond(url, 200, article) },
			asked: []string{url + ` "1"`}, want: verdict.OK, status: 200},
		{name: "gone", load: kept(article), answer: func(req fetch.Request) *fetch.Exchange { return respond(url, 410, "gone") },
			asked: []string{url + ` "1"`}, want: verdict.Gone, status: 410},
		{name: "cannot be read", load: lost, answer: unless, asked: []string{url + ` "1"`, url + " "}, want: verdict.OK, status: 200},
		{name: "nothing at hand", answer: unless, asked: []string{url + " "}, want: verdict.OK, status: 200},
		{name: "a 304 that nobody asked for", answer: func(req fetch.Request) *fetch.Exchange { return respond(url, 304, "") },
			asked: []string{url + " "}, want: verdict.BadResponse, status: 304},
		{name: "still a page that is not there", load: kept("<title>Page not found</title><h1>Page not found</h1>"), answer: unless,
			asked: []string{url + ` "1"`}, want: verdict.Soft404, status: 200, same: true},
		{name: "moved", load: kept(article), answer: func(req fetch.Request) *fetch.Exchange {
			if req.URL.String() == url {
				return respond(url, 301, "", "Location", other)
			}
			return unless(req)
		}, asked: []string{url + ` "1"`, other + " "}, want: verdict.Moved, status: 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				src := &conditional{answer: tt.answer}
				var got *Check
				var answers []*fetch.Exchange
				err := Run(t.Context(), cite(url), Options{Source: src, Rate: 1, Stored: func(link, address string) *Stored {
					if tt.load == nil || link != url || address != url { // validators belong to one address
						return nil
					}
					return &Stored{Validators: fetch.Validators{ETag: `"1"`}, Load: tt.load}
				}}, func(r Result) error {
					got, answers = r.Check, r.Check.Exchanges
					return nil
				})
				if err != nil || got.Reason != tt.want || got.Status != tt.status || !slices.Equal(src.asked, tt.asked) {
					t.Fatalf("got %v %d (%s), %v, asked %q; want %v %d, asked %q", got.Reason, got.Status, got.Detail, err, src.asked, tt.want, tt.status, tt.asked)
				}
				last := answers[len(answers)-1]
				if same := last.NotModified != nil; same != tt.same || same && last.NotModified.Status != http.StatusNotModified {
					t.Errorf("not modified: got %v; want %v", same, tt.same)
				}
				if got.CheckedAt.Year() != time.Now().Year() {
					t.Errorf("checked at %v", got.CheckedAt)
				}
				if tt.same && tt.want == verdict.OK && (got.Title != "A Page About Bread" || got.SHA256 == "" || got.Detail == "") {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}
