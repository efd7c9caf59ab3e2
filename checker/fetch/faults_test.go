package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

const page = "<html><title>A page</title><p>Text.</p></html>"

func TestFetchBadServers(t *testing.T) {
	for _, tt := range []struct {
		name      string
		serve     func(c *net.TCPConn)
		reason    verdict.Reason // "" for no fault
		detail    string
		body      string
		truncated string
	}{
		{name: "close", serve: func(c *net.TCPConn) {},
			reason: verdict.Refused, detail: "closed the connection without an answer"},
		{name: "reset", serve: func(c *net.TCPConn) { c.SetLinger(0) },
			reason: verdict.Refused, detail: "connection reset"},
		{name: "garbage", serve: send("\x00\x01\x02SSH-2.0-not-http\r\n\r\n"),
			reason: verdict.BadResponse, detail: "is not HTTP"},
		{name: "ends in header", serve: send("HTTP/1.1 200 OK\r\nContent-Type: te"),
			reason: verdict.BadResponse, detail: "is not HTTP"},
		{name: "bad length", serve: send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"),
			reason: verdict.BadResponse, detail: "is not HTTP"},
		{name: "two lengths", serve: send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
			reason: verdict.BadResponse, detail: "is not HTTP"},
		{name: "big header", serve: func(c *net.TCPConn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nX-Big: ")
			io.Copy(c, io.LimitReader(as{}, 4<<20))
			io.Copy(io.Discard, c) // until the client goes
		}, reason: verdict.BadResponse, detail: "header is larger than 256 KiB"},
		{name: "ends early", serve: send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + page),
			reason: verdict.BadResponse, detail: "body ends early", body: page, truncated: "disconnect"},
		{name: "bad chunk", serve: send(fmt.Sprintf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\nZZZ\r\n", len(page), page)),
			reason: verdict.BadResponse, detail: "body ends early", body: page, truncated: "disconnect"},
		{name: "no last chunk", serve: send(fmt.Sprintf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n", len(page), page)),
			reason: verdict.BadResponse, detail: "body ends early", body: page, truncated: "disconnect"},
		{name: "unknown transfer coding", serve: send("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx"),
			reason: verdict.BadResponse, detail: "is not HTTP"},
		{name: "switches protocols", serve: send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
			reason: verdict.BadResponse, detail: "another protocol"},
		{name: "no content", serve: send("HTTP/1.1 204 No Content\r\nContent-Length: 7\r\nConnection: close\r\n\r\nignored")},
		{name: "until close", serve: send("HTTP/1.0 200 OK\r\n\r\n" + page), body: page},
		{name: "early hints", serve: send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), body: "x"},
		{name: "line feeds alone", serve: send("HTTP/1.1 200 OK\nContent-Length: 1\n\nx"), body: "x"},
		{name: "no reason phrase", serve: send("HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx"), body: "x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			noLeak(t)
			c := local(t, Options{})
			e, fault := fetch(t, c, raw(t, tt.serve))
			if tt.reason == "" && fault != nil {
				t.Fatal(fault)
			}
			if tt.reason != "" {
				wantFault(t, fault, tt.reason, tt.detail)
			}
			if (tt.body != "" || tt.truncated != "") && (e == nil || string(e.Body) != tt.body || e.Truncated != tt.truncated) {
				t.Errorf("got %+v; want body %q, truncated %q", e, tt.body, tt.truncated)
			}
		})
	}
}

func send(s string) func(c *net.TCPConn) {
	return func(c *net.TCPConn) { io.WriteString(c, s) }
}

// as is endless.
type as struct{}

func (as) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte("a"), len(p))), nil }

func TestFetchBoundsBody(t *testing.T) {
	noLeak(t)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/endless":
			io.Copy(w, as{})
		case "/exact":
			io.WriteString(w, strings.Repeat("a", 1000))
		case "/liar":
			w.Header().Set("Content-Length", "9000000000")
			io.Copy(w, as{})
		}
	})
	defer s.Close()
	c := local(t, Options{MaxBytes: 1000})
	for path, truncated := range map[string]string{"/endless": "length", "/exact": "", "/liar": "length"} {
		e, fault := fetch(t, c, s.URL+path)
		if fault != nil || len(e.Body) != 1000 || e.Truncated != truncated {
			t.Errorf("%s: got %+v, %v; want 1000 bytes, truncated %q", path, e, fault, truncated)
		}
	}
	c.Close()
}

// A bomb is not fetched to its end.
func TestFetchStopsBombs(t *testing.T) {
	noLeak(t)
	member := pack(t, "gzip", strings.Repeat(" ", 8<<20)) // again and again
	long := pack(t, "gzip", rnd(2*heldBytes)+strings.Repeat("a page ", 1<<20))
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		if r.URL.Path == "/long" {
			io.WriteString(w, long)
			return
		}
		for {
			if _, err := io.WriteString(w, member); err != nil {
				return
			}
		}
	})
	defer s.Close()
	c := local(t, Options{})
	e, fault := fetch(t, c, s.URL)
	wantFault(t, fault, verdict.BadResponse, "decompresses to more than 20971520 bytes")
	if e == nil || e.Truncated != "length" || len(e.Body) != heldBytes {
		t.Error("got no exchange of the first bytes")
	}
	if e, fault = fetch(t, c, s.URL+"/long"); fault != nil || payload(t, e) != long {
		t.Errorf("a long page: got %v", fault)
	}
	c.Close()
}

func TestFetchOutOfTime(t *testing.T) {
	noLeak(t)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/drip" {
			io.WriteString(w, "drop")
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	})
	defer s.Close()
	c := local(t, Options{})
	e, err := c.Fetch(soon(t, 1500*time.Millisecond), Request{URL: parse(t, s.URL+"/hang")})
	wantFault(t, asError(t, err), verdict.Timeout, "connected, but no answer in time")
	if e != nil {
		t.Errorf("got %+v; want no exchange", e)
	}
	e, err = c.Fetch(soon(t, 1500*time.Millisecond), Request{URL: parse(t, s.URL+"/drip")})
	wantFault(t, asError(t, err), verdict.Timeout, "did not end in time")
	if e == nil || string(e.Body) != "drop" || e.Truncated != "time" {
		t.Errorf("got %+v; want what came", e)
	}
	c.Close()
}

func TestFetchNoConnection(t *testing.T) {
	noLeak(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	c := local(t, Options{ConnectTimeout: 300 * time.Millisecond})
	_, fault := fetch(t, c, "http://"+l.Addr().String())
	wantFault(t, fault, verdict.Refused, "connection refused ("+l.Addr().String()+")")

	hole := func(ctx context.Context, _ bool, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, &net.OpError{Op: "dial", Err: ctx.Err()}
	}
	c.dialer.connect = hole
	_, fault = fetch(t, c, "http://45.0.0.1/")
	wantFault(t, fault, verdict.Timeout, "no connection in time (45.0.0.1:80)")

	c.dialer.connect = func(context.Context, bool, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: noRoute[0]}
	}
	_, fault = fetch(t, c, "http://45.0.0.1/")
	wantFault(t, fault, verdict.Refused, "no route")
	if !fault.Local {
		t.Error("a missing route is not local")
	}
	c.Close()
}

func TestFetchHTTP2Reset(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/late" {
			io.WriteString(w, "some")
			w.(http.Flusher).Flush()
		}
		panic(http.ErrAbortHandler)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := local(t, Options{Roots: rootsOf(s)})
	_, fault := fetch(t, c, s.URL)
	wantFault(t, fault, verdict.Refused, "reset the request")
	e, fault := fetch(t, c, s.URL+"/late")
	wantFault(t, fault, verdict.BadResponse, "body ends early")
	if string(e.Body) != "some" || e.Truncated != "disconnect" {
		t.Errorf("got %+v", e)
	}
}
