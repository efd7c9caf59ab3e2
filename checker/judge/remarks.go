package judge

import (
	_ "embed"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/citecheck/citecheck/checker/verdict"
)

// registries resolve identifiers of works: an answer from elsewhere shows that
// the work is registered, whatever its publisher says to programs.
var registries = set(`doi.org dx.doi.org www.doi.org hdl.handle.net handle.net`)

// remark adds to a verdict what is known from elsewhere than the page. It
// changes no health.
func (v *view) remark(got verdict.Verdict) verdict.Verdict {
	if got.Reason == verdict.Blocked {
		if name := turnsAway(v.final); name != "" {
			got.Detail += "; " + name + " is known to turn programs away"
		}
	}
	if !registries[strings.ToLower(v.target.Hostname())] {
		return got
	}
	switch {
	case v.resolved() && got.Reason == verdict.Blocked:
		got.Detail = "registered; the publisher turns programs away: " + got.Detail
	case v.resolved() && got.Health == verdict.Unsure:
		got.Detail = "registered; " + got.Detail
	case got.Reason == verdict.NotFound && registries[strings.ToLower(v.final.Hostname())]:
		got.Detail = "not registered: " + got.Detail
	}
	return got
}

// resolved says whether a registry sent the reader on to somebody else.
func (v *view) resolved() bool {
	if v.visit == nil {
		return false
	}
	for _, x := range v.visit.Exchanges {
		from := parseURL(x.URL)
		to, err := from.Parse(x.Header.Get("Location"))
		if err == nil && x.Status >= 300 && x.Status < 400 && registries[strings.ToLower(from.Hostname())] &&
			!registries[strings.ToLower(to.Hostname())] {
			return true
		}
	}
	return false
}

//go:embed turnaway.txt
var turnawayList string

var turnaways = sync.OnceValue(func() map[string]bool {
	domains := map[string]bool{}
	for line := range strings.Lines(turnawayList) {
		if domain, _, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			domains[domain] = true
		}
	}
	return domains
})

// turnsAway names the domain of the list that a host belongs to, or "".
func turnsAway(u *url.URL) string {
	for host := strings.ToLower(u.Hostname()); host != ""; _, host, _ = strings.Cut(host, ".") {
		if turnaways()[host] {
			return host
		}
	}
	return ""
}

// putsOff says whether a 429 is how a site that turns programs away says no:
// nobody says when to come again.
func (v *view) putsOff() bool {
	return v.status == http.StatusTooManyRequests && v.header.Get("Retry-After") == "" && turnsAway(v.final) != ""
}
