package judge

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestTurnsAway(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.linkedin.com/in/x":             "linkedin.com",
		"https://NO.LinkedIn.com/in/x":              "linkedin.com",
		"https://www.ncbi.nlm.nih.gov/pmc/":         "ncbi.nlm.nih.gov",
		"https://www.nih.gov/":                      "",
		"https://linkedin.com.example.org/":         "",
		"https://notlinkedin.com/":                  "",
		"https://example.org/https://linkedin.com/": "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := turnsAway(u); got != want {
			t.Errorf("%s: got %q; want %q", address, got, want)
		}
	}
}

// TestTurnawayList holds each row to its form: a domain, what was seen, where.
func TestTurnawayList(t *testing.T) {
	var domains []string
	for line := range strings.Lines(turnawayList) {
		if line[0] == '#' {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || fields[1] == "" || !strings.HasPrefix(fields[2], "https://") {
			t.Errorf("%q is not domain, statuses and source", line)
			continue
		}
		domains = append(domains, fields[0])
	}
	if !slices.IsSorted(domains) || len(slices.Compact(slices.Clone(domains))) != len(domains) {
		t.Error("the domains are not in order, or one is there twice")
	}
}

// TestRemarks: the list names a refusal; it makes nothing alive and nothing of
// an honest answer.
func TestRemarks(t *testing.T) {
	const listed = "https://www.linkedin.com/pulse/tides"
	run(t, []try{
		{name: "999", target: listed, status: 999, body: "x", want: verdict.Blocked, detail: "linkedin.com is known to turn programs away"},
		{name: "403", target: listed, status: 403, body: "x", want: verdict.Blocked, detail: "linkedin.com is known"},
		{name: "429", target: listed, status: 429, body: "x", want: verdict.Blocked, detail: "linkedin.com is known"},
		{name: "429 that says when", target: listed, status: 429, header: "Retry-After: 60", body: "x", want: verdict.RateLimited},
		{name: "404", target: listed, status: 404, body: "<title>Not found</title>", want: verdict.NotFound},
		{name: "500", target: listed, status: 500, body: "x", want: verdict.ServerError},
		{name: "429 of another", target: "https://www.example.org/pulse/tides", status: 429, body: "x", want: verdict.RateLimited},
	})
}
