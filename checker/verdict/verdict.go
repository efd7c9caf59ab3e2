// Package verdict has the words in which a check says how a link is: its
// health and the one reason for it.
package verdict

import (
	"maps"
	"slices"
)

// A Health is what a check says of a link.
type Health string

const (
	Alive   Health = "alive"
	Dead    Health = "dead"
	Unsure  Health = "unsure" // it cannot be told from here
	Skipped Health = "skipped"
)

// A Reason says why a link has its health.
type Reason string

const (
	OK         Reason = "ok"         // 2xx, and the page is a page
	Moved      Reason = "moved"      // every redirect permanent, to a page of its own
	Redirected Reason = "redirected" // as Moved, with a temporary hop

	NotFound    Reason = "not-found"    // 404, confirmed by a second request
	Gone        Reason = "gone"         // 410
	Soft404     Reason = "soft-404"     // 2xx whose page says that it is not there
	DNS         Reason = "dns"          // NXDOMAIN, asked twice
	Parked      Reason = "parked"       // the domain is for sale or shows a registrar's page
	Malformed   Reason = "malformed"    // no URL a browser could open
	LongFailing Reason = "long-failing" // failed in three checks that span 14 days

	Blocked      Reason = "blocked"       // a bot wall
	Login        Reason = "login"         // ends at a sign-in page
	RateLimited  Reason = "rate-limited"  // 429, or 503 with Retry-After
	Legal        Reason = "legal"         // 451
	ServerError  Reason = "server-error"  // 5xx, or another 4xx that is no wall
	Timeout      Reason = "timeout"       // no answer, or none to its end, in time
	Refused      Reason = "refused"       // connection refused, reset or unreachable
	TLS          Reason = "tls"           // a fault of the certificate or handshake
	DNSFailure   Reason = "dns-failure"   // SERVFAIL, or no answer from the resolver
	RedirectLoop Reason = "redirect-loop" // loops, or goes past the limit
	JSOnly       Reason = "js-only"       // a shell that shows nothing without JavaScript
	BadResponse  Reason = "bad-response"  // not HTTP, broken encoding, a body that ends early

	Private  Reason = "private"  // not a public address
	Scheme   Reason = "scheme"   // not http or https
	Excluded Reason = "excluded" // by the user's rules
	Offline  Reason = "offline"  // no network was wanted
)

var healths = map[Reason]Health{
	OK: Alive, Moved: Alive, Redirected: Alive,
	NotFound: Dead, Gone: Dead, Soft404: Dead, DNS: Dead, Parked: Dead, Malformed: Dead, LongFailing: Dead,
	Blocked: Unsure, Login: Unsure, RateLimited: Unsure, Legal: Unsure, ServerError: Unsure, Timeout: Unsure,
	Refused: Unsure, TLS: Unsure, DNSFailure: Unsure, RedirectLoop: Unsure, JSOnly: Unsure, BadResponse: Unsure,
	Private: Skipped, Scheme: Skipped, Excluded: Skipped, Offline: Skipped,
}

// Reasons are all reasons there are, in no order.
func Reasons() []Reason { return slices.Collect(maps.Keys(healths)) }

// Health is the one health that goes with r.
func (r Reason) Health() Health { return healths[r] }

// A Verdict is what a check concludes.
type Verdict struct {
	Health Health
	Reason Reason
	Detail string // the evidence in a few words; may be empty for OK
}

// Of makes the verdict for a reason; its health follows from it.
func Of(r Reason, detail string) Verdict {
	return Verdict{Health: r.Health(), Reason: r, Detail: detail}
}
