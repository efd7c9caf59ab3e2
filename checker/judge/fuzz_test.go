package judge

import (
	"net/http"
	"strings"
	"testing"
	"unicode"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// FuzzJudge: no evidence makes Judge fall over, details hold no control
// characters, and nothing is dead but by a status that says so, a redirect, or
// a short page of HTML or text, or a long one whose heading says so.
func FuzzJudge(f *testing.F) {
	f.Add(200, "", deep, "cf-mitigated: challenge", []byte(managedChallenge), false)
	f.Add(200, "https://www.example.org/", deep, "", []byte(article("Page not found", 60)), false)
	f.Add(404, "", deep, "Server: x", []byte(akamaiDeny), true)
	f.Add(200, "", "https://www.example.org/a%zz", "Content-Type: application/pdf", []byte("%PDF-1.4"), false)
	f.Add(503, "://", "", "Retry-After: 1", []byte(cloudflareBlock("1015")), false)
	f.Add(200, "/lander", deep, "", []byte("<meta http-equiv=refresh content='0;url=/lander'><title>404\x1b</title><div id=root>"), false)
	f.Fuzz(func(t *testing.T, status int, hop, target, header string, body []byte, fits bool) {
		name, value, _ := strings.Cut(header, ":")
		last := &fetch.Exchange{URL: target, Status: status, Header: http.Header{http.CanonicalHeaderKey(name): {value}}}
		v := &fetch.Visit{Exchanges: []*fetch.Exchange{last}}
		if hop != "" {
			last.URL = hop
			v.Exchanges = []*fetch.Exchange{{URL: target, Status: 302, Header: http.Header{"Location": {hop}}}, last}
		}
		e := Evidence{Target: target, Visit: v, Body: body, Fits: fits, Page: page.Parse(body, value, last.URL)}
		got := Judge(e)
		if got.Reason.Health() != got.Health || got.Health == "" {
			t.Fatalf("got %+v", got)
		}
		if strings.ContainsFunc(got.Detail, unicode.IsControl) {
			t.Fatalf("control character in %q", got.Detail)
		}
		seen := look(e)
		long := e.Page.Words >= prose && !seen.wording().plainHead
		fits = fits && !seen.deniesItself()
		if got.Health == verdict.Dead && status != 404 && status != 410 && hop == "" && (long || fits) {
			t.Fatalf("%v: a page of %d words", got, e.Page.Words)
		}
		if got.Health == verdict.Dead && (status < 200 || status > 299) && status != 404 && status != 410 {
			t.Fatalf("%v by status %d", got, status)
		}
	})
}
