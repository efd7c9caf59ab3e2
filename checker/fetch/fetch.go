// Package fetch asks servers for pages. It makes single exchanges, follows
// redirects by hand with every hop kept, bounds everything it reads, refuses
// addresses that are not public, and says in verdict's words what went wrong.
// It does not judge pages. Start with New and Follow.
package fetch

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/url"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A Source answers requests: Client from the network, a recording from a file.
type Source interface {
	// Fetch makes one exchange and follows no redirect. The error is an *Error.
	// An exchange can come together with an error, where an answer began but
	// did not end as it should.
	Fetch(ctx context.Context, r Request) (*Exchange, error)
}

// A Request is one GET.
type Request struct {
	URL *url.URL // absolute, http or https
	// Cookies are those of this link's chain: they are sent, and the answer's
	// are added. Nil sends none.
	Cookies http.CookieJar
	// Fresh asks on a new connection over HTTP/1.1, so that a second request
	// is independent of the first.
	Fresh bool
	// Stored is an answer of this URL that is at hand. Where the server says by
	// 304 that it is still the same, it need not send it again. Zero asks for
	// the whole.
	Stored Validators
}

// Validators are what a server called one state of a page, RFC 9110 section 8.8.
type Validators struct {
	ETag         string
	LastModified string
}

// An Exchange is one request and its answer, as they are recorded.
type Exchange struct {
	URL           string      // as Address makes it
	RequestHeader http.Header // as sent, with Host, without cookies and credentials
	Proto         string      // of the answer: "HTTP/1.1", "HTTP/2.0"
	Status        int
	StatusText    string
	Header        http.Header
	Body          []byte // after transfer decoding, before content decoding; nil where it is Spilled
	Spilled       *Spill // a payload too long for memory; Payload reads either. Free gives it back.
	Truncated     string // why Body is cut, in WARC-Truncated's words: "length", "time", "disconnect"; or ""
	At            time.Time
	RemoteIP      string // "" where a proxy or a recording answered

	// NotModified is the server's own answer, a 304, where everything but its
	// time, address and request is a stored answer that it stands for.
	NotModified *Exchange
	Origin      *Origin // where the stored answer is; nil for what a server sent

	sum  *[sha256.Size]byte // by Sum
	free func()             // gives back the memory that Body takes; nil where that is not counted
}

// An Origin is the record that an answer was read from.
type Origin struct {
	Row    int64 // in the archive's table snapshots
	URL    string
	Date   string // WARC-Date
	Record string // WARC-Record-ID
}

// Confirmed is the stored answer for which a server answered 304.
func (e *Exchange) Confirmed(stored *Exchange) *Exchange {
	c := *stored
	c.URL, c.RequestHeader, c.At, c.RemoteIP = e.URL, e.RequestHeader, e.At, e.RemoteIP
	c.NotModified = e
	return &c
}

// A Visit is one walk from an address through its redirects.
type Visit struct {
	Exchanges []*Exchange // each hop; the last is the answer that is judged
	Err       *Error      // why the walk ended without a whole answer; nil if it did not
}

// Last is the answer that the walk ended with, or nil.
func (v *Visit) Last() *Exchange {
	if len(v.Exchanges) == 0 {
		return nil
	}
	return v.Exchanges[len(v.Exchanges)-1]
}

// An Error says why there is no answer.
type Error struct {
	Reason verdict.Reason
	Detail string // the evidence in a few words
	// Local is set where the request never left this machine's network: there
	// was no route, or no name server answered.
	Local bool
	// Err is the cause. It is context.Canceled where the caller gave up, and
	// then Reason says nothing of the link.
	Err error
}

func (e *Error) Error() string { return string(e.Reason) + ": " + e.Detail }
func (e *Error) Unwrap() error { return e.Err }
