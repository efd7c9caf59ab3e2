package checker

import (
	"testing"
	"testing/synctest"
	"time"
)

// A host with a rate of its own is asked at that rate, the others at theirs.
func TestRateOfSingleHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: fine}
		o := Options{Rate: 1, RateOf: func(host string) float64 {
			if host == "frail.test" {
				return 0.1
			}
			return 1
		}}
		checks, err := outcome(t, s, o, "https://frail.test/1", "https://frail.test/2", "https://usual.test/1", "https://usual.test/2")
		if err != nil || len(checks) != 4 {
			t.Fatalf("%d of 4 checks, %v", len(checks), err)
		}
		for host, want := range map[string]time.Duration{"frail.test": 10 * time.Second, "usual.test": time.Second} {
			times := s.hosts[host]
			if gap := times[1].Sub(times[0]).Abs(); gap < want-time.Microsecond || gap > want+time.Second {
				t.Errorf("%s was asked again after %s; want %s", host, gap, want)
			}
		}
	})
}
