package checker

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// A server that answers 429 under one of its names is left alone under all of
// them; another server is not.
func TestOneAddressManyNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			e, _ := fine(url, nth)
			e.RemoteIP = "192.0.2.1"
			if strings.Contains(url, "other.test") {
				e.RemoteIP = "192.0.2.2"
			}
			if url == "https://a.test/2" && nth == 0 {
				e = respond(url, 429, "slow down", "Retry-After", "10")
				e.RemoteIP = "192.0.2.1"
			}
			return e, nil
		}}
		checks, err := outcome(t, s, Options{Rate: 1},
			"https://a.test/1", "https://a.test/2", "https://b.test/1", "https://b.test/2", "https://b.test/3", "https://other.test/1", "https://other.test/2", "https://other.test/3")
		if err != nil || len(checks) != 8 {
			t.Fatalf("%d checks, %v", len(checks), err)
		}
		last := func(host string) time.Duration {
			times := s.hosts[host]
			slices.SortFunc(times, time.Time.Compare)
			return times[len(times)-1].Sub(times[0])
		}
		if got := last("b.test"); got < 10*time.Second {
			t.Errorf("b.test was asked to its end within %s, although its address wanted 10 s of peace", got)
		}
		if got := last("other.test"); got > 3*time.Second {
			t.Errorf("other.test took %s", got)
		}
	})
}
