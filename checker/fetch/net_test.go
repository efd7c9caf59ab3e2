package fetch

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// local is a client that may ask this machine, and no proxy.
func local(t *testing.T, o Options) *Client {
	t.Helper()
	o.AllowPrivate = true
	return direct(t, o)
}

// direct is a client without a proxy.
func direct(t *testing.T, o Options) *Client {
	t.Helper()
	if o.Proxy == nil {
		o.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func parse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func soon(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// fetch asks once; a nil fault is a good answer.
func fetch(t *testing.T, c *Client, target string) (*Exchange, *Error) {
	t.Helper()
	e, err := c.Fetch(soon(t, 10*time.Second), Request{URL: parse(t, target)})
	return e, asError(t, err)
}

func asError(t *testing.T, err error) *Error {
	t.Helper()
	if err == nil {
		return nil
	}
	var fault *Error
	if !errors.As(err, &fault) {
		t.Fatalf("got error %T %v; want an *Error", err, err)
	}
	if fault.Detail == "" || strings.Contains(fault.Detail, "dial tcp") || strings.Contains(fault.Detail, "Get \"") {
		t.Errorf("got detail %q; want our words", fault.Detail)
	}
	return fault
}

func wantFault(t *testing.T, got *Error, reason verdict.Reason, detail string) {
	t.Helper()
	if got == nil {
		t.Fatalf("got no fault; want %s: %s", reason, detail)
	}
	if got.Reason != reason || !strings.Contains(got.Detail, detail) {
		t.Errorf("got %v (cause %v); want %s: %s", got, got.Err, reason, detail)
	}
}

// raw serves connections by hand, each after its request was read. It returns
// the server's http URL.
func raw(t *testing.T, serve func(conn *net.TCPConn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
				serve(conn.(*net.TCPConn))
			}
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return "http://" + l.Addr().String()
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// noLeak fails a test that leaves goroutines behind. Call it first.
func noLeak(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		var after int
		for range 100 {
			if after = runtime.NumGoroutine(); after <= before {
				return
			}
			time.Sleep(20 * time.Millisecond) // goroutines end on their own time
		}
		stacks := make([]byte, 1<<16)
		t.Errorf("got %d goroutines after, %d before:\n%s", after, before, stacks[:runtime.Stack(stacks, true)])
	})
}
