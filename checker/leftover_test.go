package checker

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// connections counts those of a server that are open.
type connections struct {
	net.Listener
	open, all atomic.Int64
}

func (l *connections) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.open.Add(1)
	l.all.Add(1)
	return &counted{Conn: conn, left: sync.OnceFunc(func() { l.open.Add(-1) })}, nil
}

type counted struct {
	net.Conn
	left func()
}

func (c *counted) Close() error {
	c.left()
	return c.Conn.Close()
}

// ends waits until there is none of something any more.
func ends(t *testing.T, what string, count func() int64) {
	t.Helper()
	for range 500 {
		if count() <= 0 {
			return
		}
		time.Sleep(20 * time.Millisecond) // they end on their own time
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d %s are left:\n%s", count(), what, stacks[:runtime.Stack(stacks, true)])
}

// rudely answers as servers should not.
func rudely(w http.ResponseWriter, r *http.Request) {
	cut := func(answer string) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			io.WriteString(conn, answer)
			conn.Close()
		}
	}
	drip := func(rest string) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, rest); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}
	w.Header().Set("Content-Type", "text/html")
	switch kind, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); kind {
	case "silent":
		<-r.Context().Done()
	case "drip":
		drip(" ")
	case "endless":
		drip(strings.Repeat("<p>on and on", 10_000))
	case "reset":
		cut("")
	case "cut":
		cut("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>x")
	case "garbage":
		cut("SSH-2.0-x\r\n")
	case "header":
		cut("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", 100_000))
	case "circle":
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	case "sends on":
		w.Header().Set("Refresh", "0; url="+r.URL.Path+"/on")
		io.WriteString(w, "<title>Wait</title>")
	case "bomb":
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, strings.Repeat(" ", 8<<20))
		z.Close()
	case "long":
		io.WriteString(w, "<title>Long</title>"+strings.Repeat("<p>words", 100_000))
	case "switch":
		cut("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")
	}
}

// TestNothingIsLeft: whatever servers do and however a run ends, it leaves
// neither goroutine nor connection nor file.
func TestNothingIsLeft(t *testing.T) {
	kinds := []string{"silent", "drip", "endless", "reset", "cut", "garbage", "header", "circle", "sends on", "bomb", "long", "switch"}
	for _, test := range []struct {
		name  string
		serve http.HandlerFunc
		stop  int64 // after so many requests; 0 is never
	}{
		{name: "ordinary", serve: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, article) }},
		{name: "hostile", serve: rudely},
		{name: "interrupted", serve: rudely, stop: 20},
	} {
		t.Run(test.name, func(t *testing.T) {
			temporary := t.TempDir()
			t.Setenv("TMPDIR", temporary)
			before := int64(runtime.NumGoroutine())
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			var asked atomic.Int64
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) == test.stop {
					interrupt()
				}
				test.serve(w, r)
			}))
			listener := &connections{Listener: s.Listener}
			s.Listener = listener
			s.Start()
			var urls []string
			for host, kind := range kinds {
				for i := range 3 {
					urls = append(urls, fmt.Sprintf("http://192.0.2.%d/%s/%d", host, strings.ReplaceAll(kind, " ", "%20"), i))
				}
			}
			client := fetch.New(fetch.Options{AllowPrivate: true, MaxBytes: 1 << 20, Connect: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "tcp", listener.Addr().String())
			}})
			o := Options{Source: client, Timeout: 500 * time.Millisecond, MaxBytes: 1 << 20, Confirm: time.Millisecond}
			var seen atomic.Int64
			err := Run(ctx, cite(urls...), o, func(Result) error { seen.Add(1); return nil })
			client.Close()
			switch {
			case test.stop > 0 && !errors.Is(err, context.Canceled):
				t.Errorf("got error %v", err)
			case test.stop == 0 && (err != nil || seen.Load() != int64(len(urls))):
				t.Errorf("%d of %d results, error %v", seen.Load(), len(urls), err)
			}
			ends(t, "connections", listener.open.Load)
			if listener.all.Load() == 0 {
				t.Error("nothing was connected to")
			}
			s.Close()
			ends(t, "goroutines", func() int64 { return int64(runtime.NumGoroutine()) - before })
			if files, err := os.ReadDir(temporary); err != nil || len(files) > 0 {
				t.Errorf("left in the temporary folder: %v, %v", files, err)
			}
		})
	}
}
