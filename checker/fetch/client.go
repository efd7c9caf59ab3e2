package fetch

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	defaultMaxBytes       = 20 << 20
	defaultConnectTimeout = 15 * time.Second

	// maxHeaderBytes is what browsers take of a header.
	maxHeaderBytes = 256 << 10
	// readBufferBytes holds most pages as they are sent, so that few calls read them.
	readBufferBytes = 16 << 10
	// answerTimeout is for callers whose context has no deadline.
	answerTimeout = time.Minute
)

// Options say how a Client asks. The zero value works.
type Options struct {
	UserAgent    string
	MaxBytes     int64 // of one payload; 0 means 20 MiB
	AllowPrivate bool  // also ask addresses that are not public
	// ConnectTimeout is for each resolution, connection and handshake; 0 means
	// 15 seconds.
	ConnectTimeout time.Duration
	// Headers are sent to one host each, named as in a URL with or without its
	// port. They are not recorded.
	Headers  map[string]http.Header
	Resolver *net.Resolver                         // nil: the system's
	Roots    *x509.CertPool                        // nil: the system's
	Proxy    func(*http.Request) (*url.URL, error) // nil: http.ProxyFromEnvironment
	// Connect connects to an address, in net.Dialer's words, after the guard let
	// its IP pass; nil: the network. It is how a closed internet takes its place.
	Connect func(ctx context.Context, network, address string) (net.Conn, error)
}

// A Client asks servers. It is a Source, safe for use by many goroutines.
//
// Behind a proxy it is the proxy that resolves names, so the address guard
// sees only addresses and names written in the URL; a public name that
// resolves to a private address is then the proxy's to refuse.
type Client struct {
	agent        string
	maxBytes     int64
	allowPrivate bool
	headers      map[string]http.Header
	proxy        func(*http.Request) (*url.URL, error)
	dialer       *dialer
	held         *semaphore.Weighted // bytes of payloads in memory
	looks        *semaphore.Weighted // searches for bombs

	shared     *http.Transport // HTTP/1.1 and HTTP/2, connections kept
	fresh      *http.Transport // HTTP/1.1, a connection a request
	unverified *http.Transport // as fresh, for a look past a certificate
}

// New makes a client. Close it when done.
func New(o Options) *Client {
	if o.UserAgent == "" {
		o.UserAgent = "citecheck"
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.ConnectTimeout <= 0 {
		o.ConnectTimeout = defaultConnectTimeout
	}
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	c := &Client{
		agent:        o.UserAgent,
		maxBytes:     o.MaxBytes,
		allowPrivate: o.AllowPrivate,
		headers:      o.Headers,
		proxy:        o.Proxy,
		dialer:       newDialer(o),
		held:         semaphore.NewWeighted(clientBytes),
		looks:        semaphore.NewWeighted(2),
	}
	c.shared = c.transport(o)
	c.shared.Protocols.SetHTTP2(true)
	c.fresh = c.transport(o)
	c.fresh.DisableKeepAlives = true
	c.unverified = c.transport(o)
	c.unverified.DisableKeepAlives = true
	c.unverified.TLSClientConfig = laxTLS()
	return c
}

// transport is an HTTP/1.1 transport with all bounds in place.
func (c *Client) transport(o Options) *http.Transport {
	t := &http.Transport{
		Proxy:                  proxyOfTrip,
		OnProxyConnectResponse: tunnelRefused,
		DialContext:            c.dialer.dial,
		TLSClientConfig:        strictTLS(o.Roots),
		TLSHandshakeTimeout:    o.ConnectTimeout,
		ResponseHeaderTimeout:  answerTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		// The payload is recorded as it came: Decode undoes its encoding.
		DisableCompression:  true,
		MaxIdleConns:        256,
		MaxIdleConnsPerHost: 8,
		IdleConnTimeout:     30 * time.Second,
		ReadBufferSize:      readBufferBytes,
		// An HTTP/2 connection that died in silence must not fail every later
		// request to its host.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second,
			MaxReceiveBufferPerStream: 512 << 10},
		Protocols: new(http.Protocols),
	}
	t.Protocols.SetHTTP1(true)
	return t
}

// Close ends idle connections. Requests under way go on.
func (c *Client) Close() {
	c.shared.CloseIdleConnections()
	c.fresh.CloseIdleConnections()
	c.unverified.CloseIdleConnections()
}

// Fetch makes one GET of r.URL, whose bytes are sent as they are written.
func (c *Client) Fetch(ctx context.Context, r Request) (*Exchange, error) {
	u, fault := wire(r.URL)
	if fault == nil && !c.allowPrivate {
		fault = refuseLocalName(u)
	}
	if fault != nil {
		return nil, fault
	}
	transport := c.shared
	if r.Fresh {
		transport = c.fresh
	}
	e, fault := c.exchange(ctx, transport, u, r)
	if fault != nil {
		if fault.Reason == verdict.TLS {
			c.lookPast(ctx, u, fault)
		}
		return e, fault
	}
	return e, nil
}
