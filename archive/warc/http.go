package warc

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
)

const maxHead = 1 << 20 // of an HTTP head, in bytes, as net/http has it

var (
	errNoHTTP = errors.New("its block is no HTTP answer")
	errHead   = errors.New("the HTTP head of its block is too long")
)

// A Message is a recorded HTTP answer.
type Message struct {
	Proto      string
	Status     int
	StatusText string
	Header     http.Header
	Body       []byte // after transfer decoding
	Torn       bool   // the chunks of the body end early
}

// ParseHTTP reads the block of a response record. It is more lenient than
// net/http, which refuses an answer that a browser (and so a crawler) took:
// records hold heads of HTTP/2, lengths that no longer fit, chunks that were
// already undone. Body may share block's memory.
func ParseHTTP(block []byte) (*Message, error) {
	head, body := splitHead(block)
	if len(head) > maxHead {
		return nil, errHead
	}
	line, rest, _ := strings.Cut(string(head), "\n")
	proto, status, _ := strings.Cut(strings.TrimSpace(line), " ")
	code, text, _ := strings.Cut(strings.TrimSpace(status), " ")
	n, err := strconv.Atoi(code)
	if !strings.HasPrefix(proto, "HTTP/") || err != nil || n < 100 || n > 999 {
		return nil, errNoHTTP
	}
	m := &Message{Proto: proto, Status: n, StatusText: strings.TrimSpace(text), Header: parseFields(rest), Body: body}
	m.dechunk()
	return m, nil
}

// splitHead cuts block behind the first empty line; a block without one is
// all head.
func splitHead(block []byte) (head, body []byte) {
	for at := 0; ; {
		i := bytes.IndexByte(block[at:], '\n')
		if i < 0 {
			return block, nil
		}
		at += i + 1
		switch rest := block[at:]; {
		case bytes.HasPrefix(rest, []byte("\r\n")):
			return block[:at], rest[2:]
		case bytes.HasPrefix(rest, []byte("\n")):
			return block[:at], rest[1:]
		}
	}
}

// parseFields reads header fields and folded lines, RFC 9112 section 5, and
// leaves out lines that are neither.
func parseFields(text string) http.Header {
	h := make(http.Header)
	last := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			if vs := h[last]; len(vs) > 0 {
				vs[len(vs)-1] += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, found := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !found || name == "" {
			last = ""
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(name)
		h[last] = append(h[last], strings.TrimSpace(value))
	}
	return h
}

// dechunk undoes a transfer coding that a recorder left in place, RFC 9112
// section 7.1. Some leave the field and not the chunks: what does not begin
// with a chunk is taken as it is.
func (m *Message) dechunk() {
	coding := strings.Join(m.Header["Transfer-Encoding"], ",")
	m.Header.Del("Transfer-Encoding")
	if !strings.Contains(strings.ToLower(coding), "chunked") || len(m.Body) == 0 {
		return
	}
	body, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(m.Body)))
	if err != nil && len(body) == 0 {
		return
	}
	m.Body, m.Torn = body, err != nil
}

// A PayloadWriter takes an HTTP message and passes its body on: what stands
// behind the first empty line.
type PayloadWriter struct {
	Payload io.Writer
	body    bool   // the head has ended
	tail    []byte // of the head: the bytes since its last line break
}

func (w *PayloadWriter) Write(b []byte) (int, error) {
	n := len(b)
	for !w.body && len(b) > 0 {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			if len(w.tail) < 2 { // what is longer is no empty line
				w.tail = append(w.tail, b[:min(len(b), 2)]...)
			}
			return n, nil
		}
		line := append(w.tail, b[:min(i, 2)]...)
		w.body = len(line) == 0 || len(line) == 1 && line[0] == '\r'
		w.tail, b = line[:0], b[i+1:]
	}
	if len(b) > 0 {
		if _, err := w.Payload.Write(b); err != nil {
			return 0, err
		}
	}
	return n, nil
}
