package checker

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

func TestLongFailing(t *testing.T) {
	now := time.Date(2025, 11, 30, 8, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	ago := func(days ...int) (list []time.Time) {
		for _, d := range days {
			list = append(list, now.Add(-time.Duration(d)*day))
		}
		return list
	}
	for _, test := range []struct {
		name   string
		reason verdict.Reason
		status int
		failed []time.Time
		want   verdict.Reason
	}{
		{"for the first time", verdict.Timeout, 0, nil, verdict.Timeout},
		{"twice, long ago", verdict.Timeout, 0, ago(60), verdict.Timeout},
		{"three times in a week", verdict.Timeout, 0, ago(3, 7), verdict.Timeout},
		{"three times in two weeks", verdict.Timeout, 0, ago(3, 14), verdict.LongFailing},
		{"refused after time-outs", verdict.Refused, 0, ago(1, 3, 7, 15), verdict.LongFailing},
		{"the server's own fault", verdict.ServerError, 503, ago(3, 14), verdict.LongFailing},
		{"the client's fault, says the server", verdict.ServerError, 405, ago(3, 14), verdict.ServerError},
		{"turned away", verdict.Blocked, 403, ago(3, 14), verdict.Blocked},
		{"a bad certificate", verdict.TLS, 0, ago(3, 14), verdict.TLS},
		{"a clock that jumped back", verdict.Timeout, 0, ago(-10, -3), verdict.Timeout},
	} {
		c := &Check{URL: "https://a.test/", Verdict: verdict.Of(test.reason, "why"), Status: test.status, CheckedAt: now}
		r := &run{options: Options{Past: func(string, time.Time) (*Past, error) { return &Past{Failed: test.failed}, nil }}}
		if err := r.recollect(c); err != nil || c.Reason != test.want || c.Health != test.want.Health() {
			t.Errorf("%s: got %v, %v; want %s", test.name, c.Verdict, err, test.want)
		}
	}
}

func TestContentChanged(t *testing.T) {
	other := strings.ReplaceAll(article, "Bread", "Cheese")
	other = strings.ReplaceAll(other, "made of flour, water, salt and time, and of these time is what bakers have least of",
		"older than writing, and what dairies kept of how they made it would not fill a postcard")
	other = strings.ReplaceAll(other, "because a page with fewer words would look like the shell of a program and not like something that a person wrote",
		"which is odd for something that everybody in the valley claims to have known since before the bridge was there")
	then := func(body string) *Past {
		p := page.Parse([]byte(body), "text/html", "https://a.test/")
		c := new(Check)
		c.describe(p)
		return &Past{TextSHA256: c.TextSHA256, Answer: func() (*fetch.Exchange, error) { return respond("https://a.test/", http.StatusOK, body), nil }}
	}
	lost := then(other)
	lost.Answer = func() (*fetch.Exchange, error) { return nil, errors.New("gone") }
	for _, test := range []struct {
		name string
		past *Past
		want compare.Change
	}{
		{"no page before", &Past{}, ""},
		{"the same page", then(article), compare.Same},
		{"another page", then(other), compare.Changed},
		{"another page, whose record is lost", lost, ""},
	} {
		c := &Check{URL: "https://a.test/", Verdict: verdict.Of(verdict.OK, "")}
		c.describe(page.Parse([]byte(article), "text/html", "https://a.test/"))
		r := &run{options: Options{Past: func(string, time.Time) (*Past, error) { return test.past, nil }}.withDefaults()}
		if err := r.recollect(c); err != nil || c.Change != test.want {
			t.Errorf("%s: got %q, %v; want %q", test.name, c.Change, err, test.want)
		}
		if found := contentChanged(c); (len(found) == 1) != (test.want == compare.Changed) {
			t.Errorf("%s: findings %v", test.name, found)
		}
	}
}
