package verdict

import "testing"

func TestHealthOfEveryReason(t *testing.T) {
	tests := map[Health][]Reason{
		Alive:   {OK, Moved, Redirected},
		Dead:    {NotFound, Gone, Soft404, DNS, Parked, Malformed, LongFailing},
		Unsure:  {Blocked, Login, RateLimited, Legal, ServerError, Timeout, Refused, TLS, DNSFailure, RedirectLoop, JSOnly, BadResponse},
		Skipped: {Private, Scheme, Excluded, Offline},
	}
	seen := 0
	for health, reasons := range tests {
		for _, reason := range reasons {
			seen++
			if got := Of(reason, "detail"); got.Health != health || got.Reason != reason || got.Detail != "detail" {
				t.Errorf("Of(%s) = %+v; want health %s", reason, got, health)
			}
		}
	}
	if seen != len(healths) {
		t.Errorf("%d reasons tested, %d known", seen, len(healths))
	}
}
