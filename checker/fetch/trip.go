package fetch

import (
	"context"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A stage is how far a request has come. net/http reports a deadline without
// saying what it was waiting for, so a trip remembers.
type stage int

const (
	starting stage = iota
	resolving
	connecting
	securing
	waiting   // the request has a connection
	answering // the first byte of an answer came
)

// A trip is what is known of one request under way. It travels in the
// request's context, where the dialer and the trace find it.
type trip struct {
	host  string   // as the reader knows it
	proxy *url.URL // nil: the host is asked itself
	// life ends with the request. The transport lets a dial outlive it, and a
	// dial's own context does not tell.
	life context.Context

	mu       sync.Mutex // dials go on in the background after a request has ended
	stage    stage
	sent     time.Time // when it had a connection
	remoteIP string
}

type tripKey struct{}

// newTrip decides the way of a request: through a proxy, or not.
func (c *Client) newTrip(req *http.Request) (*trip, *Error) {
	proxy, err := c.proxy(req)
	if err != nil {
		return nil, &Error{Reason: verdict.Refused, Detail: "the proxy's address cannot be read", Local: true, Err: err}
	}
	return &trip{host: req.URL.Hostname(), proxy: proxy}, nil
}

func tripOf(ctx context.Context) *trip {
	if t, ok := ctx.Value(tripKey{}).(*trip); ok {
		return t
	}
	return &trip{life: ctx}
}

// proxyOfTrip repeats newTrip's decision, so that guard and transport cannot
// disagree about it.
func proxyOfTrip(req *http.Request) (*url.URL, error) {
	return tripOf(req.Context()).proxy, nil
}

// watch returns a context in which the trip follows its request.
func (t *trip) watch(ctx context.Context) context.Context {
	t.life = ctx
	return httptrace.WithClientTrace(context.WithValue(ctx, tripKey{}, t), &httptrace.ClientTrace{
		TLSHandshakeStart: func() { t.enter(securing) },
		GotConn: func(info httptrace.GotConnInfo) {
			t.enter(waiting)
			t.mu.Lock()
			t.sent = time.Now()
			t.mu.Unlock()
			if tcp, ok := info.Conn.RemoteAddr().(*net.TCPAddr); ok && t.proxy == nil {
				t.mu.Lock()
				t.remoteIP = tcp.AddrPort().Addr().Unmap().WithZone("").String()
				t.mu.Unlock()
			}
		},
		GotFirstResponseByte: func() { t.enter(answering) },
	})
}

// enter never goes back: a dial that lost against an idle connection goes on
// in the background, and its stages no longer matter.
func (t *trip) enter(s stage) {
	t.mu.Lock()
	t.stage = max(t.stage, s)
	t.mu.Unlock()
}

func (t *trip) reached() stage {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stage
}

func (t *trip) remote() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.remoteIP
}

func (t *trip) sentAt() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sent
}
