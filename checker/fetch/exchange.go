package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// maxCookieBytes is what one request sends of a chain's cookies: a chain of
// hostile answers must not make requests of a megabyte. Servers refuse request
// headers beyond 8 KiB or so anyway.
const maxCookieBytes = 8 << 10

// exchange sends one request and reads its answer.
func (c *Client) exchange(ctx context.Context, rt *http.Transport, u *url.URL, r Request) (*Exchange, *Error) {
	// Only this exchange's context is cancelled at the end, which also frees
	// what the transport still holds of it.
	hop, cancel := context.WithCancel(ctx)
	defer cancel()

	req := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	t, fault := c.newTrip(req)
	if fault != nil {
		return nil, fault
	}
	sent := c.header(u, r)
	req.Header = sent.Clone()
	addCookies(req.Header, r.Cookies, u)
	c.addSecrets(req.Header, u)
	req = req.WithContext(t.watch(hop))

	e := &Exchange{URL: u.String(), RequestHeader: sent, At: time.Now()}
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, faultOf(ctx, c.dialer.lookup, t, err)
	}
	defer resp.Body.Close()
	e.describe(resp)
	e.RemoteIP = t.remote()
	if at := t.sentAt(); !at.IsZero() {
		e.At = at
	}
	if r.Cookies != nil {
		r.Cookies.SetCookies(u, resp.Cookies())
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		// What follows is another protocol, RFC 9110 section 15.2.2, and
		// nobody asked for one.
		return e, &Error{Reason: verdict.BadResponse, Detail: "switches to another protocol unasked"}
	}
	return e, c.readBody(ctx, cancel, resp, e)
}

// header is what a request says of itself: who asks, and what it can read.
func (c *Client) header(u *url.URL, r Request) http.Header {
	h := http.Header{
		"Host": {u.Host},
		// Some servers answer 404 to who does not ask for a page as browsers do.
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Language": {"en,*;q=0.5"},
		"Accept-Encoding": {acceptEncoding},
		"User-Agent":      {c.agent},
	}
	if r.Fresh {
		h["Connection"] = []string{"close"}
	}
	if r.Stored.ETag != "" {
		h["If-None-Match"] = []string{r.Stored.ETag}
	}
	if r.Stored.LastModified != "" {
		h["If-Modified-Since"] = []string{r.Stored.LastModified}
	}
	return h
}

// addSecrets adds what the user wants to tell u's host and nobody else.
func (c *Client) addSecrets(h http.Header, u *url.URL) {
	for _, name := range []string{u.Hostname(), u.Host} {
		for key, values := range c.headers[name] {
			h[key] = values
		}
	}
}

func addCookies(h http.Header, jar http.CookieJar, u *url.URL) {
	if jar == nil {
		return
	}
	if s := cookieHeader(jar, u); s != "" {
		h.Set("Cookie", s)
	}
}

// cookieHeader is what jar sends to u, RFC 6265 section 5.4.
func cookieHeader(jar http.CookieJar, u *url.URL) string {
	var b strings.Builder
	for _, k := range jar.Cookies(u) {
		pair := (&http.Cookie{Name: k.Name, Value: k.Value, Quoted: k.Quoted}).String()
		if pair == "" || b.Len()+len(pair)+2 > maxCookieBytes {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		b.WriteString(pair)
	}
	return b.String()
}

// describe takes over everything of an answer but its body.
func (e *Exchange) describe(resp *http.Response) {
	e.Proto = resp.Proto
	e.Status = resp.StatusCode
	_, e.StatusText, _ = strings.Cut(resp.Status, " ")
	e.Header = resp.Header
}
