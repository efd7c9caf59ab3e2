package judge

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// refusals are the statuses that say no to the reader and nothing of the page:
// 401, 403, 406 and 999, which servers give to programs, and those that only
// walls have: 418, 456, 463, 493, Reblaze's 247. 402 asks robots for money, 407
// is a proxy of the reader's own network.
var refusals = map[int]bool{
	401: true, 402: true, 403: true, 406: true, 407: true, 418: true, 456: true, 463: true, 493: true, 999: true, 247: true,
}

// excuses are statuses that front ends use against programs at random, and
// servers for faults of their own: 400 (Facebook), 405 (Aliyun), 412
// (Cochrane), 431 (X), 444 and its relatives (nginx). They refuse where more
// than the number says so: a registry that knows the work, or the list of sites
// that turn programs away.
var excuses = map[int]bool{
	400: true, 405: true, 412: true, 416: true, 421: true, 423: true, 425: true, 428: true, 431: true, 444: true, 494: true, 498: true, 499: true,
}

// explained are statuses of whose number a reader makes nothing.
var explained = map[int]string{
	402: "HTTP 402: the site wants payment",
	407: "HTTP 407: a proxy of your own network wants a sign-in",
	509: "HTTP 509: bandwidth used up",
	511: "HTTP 511: your own network wants a sign-in",
	520: "HTTP 520: the site's own server gave Cloudflare an answer it could not use",
	521: "HTTP 521: the site's own server refuses Cloudflare",
	522: "HTTP 522: the site's own server did not answer Cloudflare in time",
	523: "HTTP 523: Cloudflare cannot reach the site's own server",
	524: "HTTP 524: the site's own server was too slow for Cloudflare",
	525: "HTTP 525: the site's own server failed Cloudflare's TLS handshake",
	526: "HTTP 526: the site's own server has an invalid certificate",
	530: "HTTP 530: Cloudflare cannot find the site's own server",
}

// status judges answers that by their number are no page. A wall was looked
// for before.
func status(v *view) (verdict.Verdict, bool) {
	code := v.status
	if v.success() && !refusals[code] {
		return none()
	}
	detail := fmt.Sprintf("HTTP %d", code)
	if said, ok := explained[code]; ok {
		detail = said
	}
	if refusals[code] || v.putsOff() || excuses[code] && (v.resolved() || turnsAway(v.final) != "") {
		return refused(v, detail)
	}
	switch {
	case v.missing() && v.fits && v.article && v.words >= prose:
		// A server that mislabels its pages: a reader sees the article.
		return found(verdict.ServerError, detail+", but the page shows the cited article")
	case code == http.StatusNotFound:
		return found(verdict.NotFound, detail)
	case code == http.StatusGone:
		return found(verdict.Gone, detail)
	case code == http.StatusUnavailableForLegalReasons:
		return found(verdict.Legal, detail)
	case code == http.StatusTooManyRequests:
		return found(verdict.RateLimited, detail)
	case code == http.StatusServiceUnavailable && v.header.Get("Retry-After") != "":
		return found(verdict.RateLimited, detail+" with Retry-After")
	case code == http.StatusRequestTimeout, code == 598, code == 599:
		return found(verdict.Timeout, detail)
	case code == 525, code == 526:
		return found(verdict.TLS, detail)
	case code >= 400 && code < 600:
		return found(verdict.ServerError, detail)
	case code >= 300 && code < 400:
		return unfollowed(v, detail)
	}
	return found(verdict.BadResponse, detail+" is no answer to a request for a page")
}

// refused tells whose door is closed. A 401 that asks for a password is a
// sign-in, RFC 9110 section 11.6.1; without that header it is a wall.
func refused(v *view, detail string) (verdict.Verdict, bool) {
	if v.status == http.StatusUnauthorized && v.header.Get("WWW-Authenticate") != "" {
		return found(verdict.Login, detail+" asks for a password")
	}
	if _, ok := explained[v.status]; ok {
		return found(verdict.Blocked, detail)
	}
	detail += " without a reason"
	if who := network(v.header); who != "" {
		detail += ", from " + who
	}
	return found(verdict.Blocked, detail)
}

// unfollowed are redirects that led nowhere. Nobody asked for a 304.
func unfollowed(v *view, detail string) (verdict.Verdict, bool) {
	switch {
	case v.status == http.StatusNotModified:
		detail += " to a request without a condition"
	case v.status == http.StatusMultipleChoices:
		detail += ": several choices"
	case v.header.Get("Location") == "":
		detail += " without an address"
	default:
		detail += " that was not followed"
	}
	return found(verdict.BadResponse, detail)
}

// network names who answered, from headers that prove no refusal by themselves.
func network(h http.Header) string {
	server := strings.ToLower(h.Get("Server"))
	switch {
	case server == "cloudflare" || h.Get("Cf-Ray") != "":
		return "Cloudflare"
	case h.Get("X-Iinfo") != "":
		return "Imperva"
	case h.Get("X-Sucuri-Id") != "":
		return "Sucuri"
	case h.Get("Akamai-Grn") != "" || strings.HasPrefix(server, "akamai"):
		return "Akamai"
	case h.Get("X-Amz-Cf-Id") != "":
		return "CloudFront"
	case strings.HasPrefix(server, "ddos-guard"):
		return "DDoS-Guard"
	case h.Get("X-Fastly-Request-Id") != "":
		return "Fastly"
	case h.Get("X-Vercel-Id") != "":
		return "Vercel"
	}
	return ""
}
