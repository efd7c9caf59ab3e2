package judge

import (
	"fmt"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestStatus(t *testing.T) {
	body := notice("Nothing", "Nothing", "Nothing to see.")
	tries := []try{
		{status: 401, want: verdict.Blocked, detail: "HTTP 401 without a reason"},
		{status: 401, header: `WWW-Authenticate: Basic realm="x"`, want: verdict.Login},
		{status: 402, want: verdict.Blocked, detail: "payment"},
		{status: 403, want: verdict.Blocked, detail: "HTTP 403 without a reason"},
		{status: 403, header: "Server: cloudflare", want: verdict.Blocked, detail: "HTTP 403 without a reason, from Cloudflare"},
		{status: 406, want: verdict.Blocked},
		{status: 999, want: verdict.Blocked, detail: "HTTP 999"},
		{status: 404, want: verdict.NotFound, detail: "HTTP 404"},
		{status: 410, want: verdict.Gone, detail: "HTTP 410"},
		{status: 451, want: verdict.Legal},
		{status: 429, want: verdict.RateLimited},
		{status: 429, header: "Retry-After: 60", want: verdict.RateLimited},
		{status: 503, header: "Retry-After: 60", want: verdict.RateLimited},
		{status: 503, want: verdict.ServerError},
		{status: 408, want: verdict.Timeout},
		{status: 598, want: verdict.Timeout},
		{status: 525, want: verdict.TLS},
		{status: 526, want: verdict.TLS},
		{status: 304, want: verdict.BadResponse},
		{status: 300, want: verdict.BadResponse},
		{status: 302, want: verdict.BadResponse, detail: "without an address"},
		{status: 101, want: verdict.BadResponse},
		{status: 247, want: verdict.Blocked},
		{status: 700, want: verdict.BadResponse},
		{status: 0, want: verdict.OK},
		{status: 203, want: verdict.OK},
		{status: 206, want: verdict.OK},
		{status: 202, want: verdict.OK},
	}
	for _, code := range []int{407, 418, 456, 463, 493} {
		tries = append(tries, try{status: code, want: verdict.Blocked})
	}
	for _, code := range []int{400, 405, 412, 416, 421, 423, 425, 428, 431, 444, 494, 498, 499, 409, 411, 413, 414, 415, 417, 422, 424, 426, 500, 501, 502, 504, 505, 507, 509, 511, 520, 521, 522, 523, 524, 527, 530, 599 - 9} {
		tries = append(tries, try{status: code, want: verdict.ServerError, detail: fmt.Sprint("HTTP ", code)})
	}
	for i := range tries {
		tries[i].name = fmt.Sprintf("%d %s", tries[i].status, tries[i].header)
		tries[i].body = body
	}
	run(t, tries)
}

// Only three statuses are a death, whatever stands in the body.
func TestStatusNeverDead(t *testing.T) {
	for _, body := range []string{"", notice("Page not found", "Page not found", "The page you requested was not found."), article("Harbour reopens", 300)} {
		for code := 100; code < 1000; code++ {
			if code == 404 || code == 410 || code >= 200 && code < 300 {
				continue
			}
			if got := Judge(try{status: code, body: body}.evidence()); got.Health != verdict.Unsure {
				t.Errorf("HTTP %d: got %v; want unsure", code, got)
			}
		}
	}
}
