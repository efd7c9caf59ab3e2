package warc

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestParseHTTP(t *testing.T) {
	for _, test := range []struct {
		name, block, want string // want is "proto status text|header|body", or "" for an error
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", "HTTP/1.1 200 OK|Content-Type: text/html|<p>"},
		{"line feeds", "HTTP/1.0 404 Not Found\nA: b\n\nbody", "HTTP/1.0 404 Not Found|A: b|body"},
		{"no phrase", "HTTP/2 301\r\nlocation: /x\r\n\r\n", "HTTP/2 301 |Location: /x|"},
		{"no header", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content||"},
		{"no end of the head", "HTTP/1.1 200 OK\r\nA: b", "HTTP/1.1 200 OK|A: b|"},
		{"folded", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "HTTP/1.1 200 OK|A: b c|"},
		{"broken lines", "HTTP/1.1 200 OK\r\nnonsense\r\n folded\r\n: x\r\nA: b\r\n\r\n", "HTTP/1.1 200 OK|A: b|"},
		{"length that does not fit", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbody", "HTTP/1.1 200 OK|Content-Length: 99|body"},
		{"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "HTTP/1.1 200 OK||abcde"},
		{"chunks undone", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>", "HTTP/1.1 200 OK||<html>"},
		{"chunks torn", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n9\r\nde", "HTTP/1.1 200 OK||abcde torn"},
		{"empty", "", ""},
		{"page", "<html><p>HTTP/1.1 200 OK", ""},
		{"request", "GET / HTTP/1.1\r\n\r\n", ""},
		{"status", "HTTP/1.1 2000 OK\r\n\r\n", ""},
		{"long head", "HTTP/1.1 200 OK\r\nA: " + strings.Repeat("b", maxHead) + "\r\n\r\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := ParseHTTP([]byte(test.block))
			if test.want == "" {
				if err == nil {
					t.Fatalf("got %+v; want an error", m)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var head bytes.Buffer
			if err := m.Header.Write(&head); err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s %d %s|%s|%s", m.Proto, m.Status, m.StatusText, strings.TrimSpace(head.String()), m.Body)
			if m.Torn {
				got += " torn"
			}
			if got != test.want {
				t.Errorf("got %q; want %q", got, test.want)
			}
		})
	}
}

// FuzzReplayHTTP parses anything as a recorded answer. What it makes of it can
// be written as an answer and read again with the same result.
func FuzzReplayHTTP(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/2 404\nA: b\n c\n\nbody"))
	f.Add([]byte("HTTP/1.1 301 Moved\r\nLocation: http://a.test/\r\nLocation:\r\n\r\n"))
	f.Fuzz(func(t *testing.T, block []byte) {
		m, err := ParseHTTP(block)
		if err != nil {
			return
		}
		if m.Status < 100 || m.Status > 999 || len(m.Body) > len(block) {
			t.Fatalf("status %d, %d bytes of %d", m.Status, len(m.Body), len(block))
		}
		var buf bytes.Buffer
		fmt.Fprintf(&buf, "HTTP/1.1 %d %s\r\n", m.Status, http.StatusText(m.Status))
		if err := m.Header.Write(&buf); err != nil {
			t.Fatal(err)
		}
		buf.WriteString("\r\n")
		buf.Write(m.Body)
		again, err := ParseHTTP(buf.Bytes())
		if err != nil || again.Status != m.Status || !bytes.Equal(again.Body, m.Body) {
			t.Errorf("written and read again: %+v, %v; want %+v", again, err, m)
		}
	})
}
