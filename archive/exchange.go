package archive

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/fetch"
)

// An encoding is what all records of one exchange share.
type encoding struct {
	exchange *fetch.Exchange
	uri      string
	date     string
	sum      [sha256.Size]byte // of the payload
	record   string            // WARC-Record-ID of the answer
}

func newEncoding(e *fetch.Exchange) *encoding {
	at := e.At
	if at.IsZero() {
		at = time.Now()
	}
	return &encoding{
		exchange: e, uri: recordURI(e.URL), date: warc.FormatDate(at),
		sum: e.Sum(), record: warc.NewID(),
	}
}

// appendTo writes the request and then the answer: a revisit record where the
// payload is stored already. It returns where in buf the answer begins. The
// answer is last so that what a table points to is what a torn write lacks. One
// that is too long for memory is left to rest.
func (n *encoding) appendTo(buf *bytes.Buffer, stored *payload) (at int, rest func(io.Writer) error, err error) {
	err = warc.Append(buf, n.fields(warc.Request, warc.NewID(),
		warc.Field{Name: "WARC-Concurrent-To", Value: "<" + n.record + ">"}), n.requestHead())
	if err != nil {
		return 0, nil, err
	}
	at = buf.Len()
	digest := warc.Field{Name: "WARC-Payload-Digest", Value: warc.Digest(n.sum[:])}
	if n.exchange.NotModified != nil {
		// Section 6.7.3: the block is what the server said, and the payload is
		// that of the answer before.
		return at, nil, warc.Append(buf, n.fields(warc.Revisit, n.record, digest,
			warc.Field{Name: "WARC-Profile", Value: warc.NotModified},
			warc.Field{Name: "WARC-Refers-To", Value: "<" + stored.record + ">"},
			warc.Field{Name: "WARC-Refers-To-Target-URI", Value: stored.url},
			warc.Field{Name: "WARC-Refers-To-Date", Value: stored.date}), headOf(n.exchange.NotModified))
	}
	head := headOf(n.exchange)
	if stored == nil {
		fields := n.fields(warc.Response, n.record, digest, warc.Field{Name: "WARC-Truncated", Value: n.exchange.Truncated})
		if n.exchange.Spilled == nil {
			return at, nil, warc.Append(buf, fields, head, n.exchange.Body)
		}
		return at, func(w io.Writer) error {
			return warc.Write(w, fields, bytes.NewReader(head), n.exchange.Payload())
		}, nil
	}
	// Section 6.7.2: the block is the head alone, and WARC-Truncated says so.
	// Whether the payload itself was cut stands with the record that has it.
	return at, nil, warc.Append(buf, n.fields(warc.Revisit, n.record, digest,
		warc.Field{Name: "WARC-Truncated", Value: "length"},
		warc.Field{Name: "WARC-Profile", Value: warc.IdenticalPayload},
		warc.Field{Name: "WARC-Refers-To", Value: "<" + stored.record + ">"},
		warc.Field{Name: "WARC-Refers-To-Target-URI", Value: stored.url},
		warc.Field{Name: "WARC-Refers-To-Date", Value: stored.date}), head)
}

// fields are those that every record of the exchange has, then more.
func (n *encoding) fields(kind, id string, more ...warc.Field) []warc.Field {
	message := "response"
	if kind == warc.Request {
		message = "request"
	}
	return append([]warc.Field{
		{Name: "WARC-Type", Value: kind},
		{Name: "WARC-Record-ID", Value: "<" + id + ">"},
		{Name: "WARC-Date", Value: n.date},
		{Name: "WARC-Target-URI", Value: n.uri},
		{Name: "WARC-IP-Address", Value: peerAddress(n.exchange.RemoteIP)},
		{Name: "Content-Type", Value: "application/http;msgtype=" + message},
	}, more...)
}

// requestHead is the request as HTTP/1.1 would have it, whatever was spoken:
// section 6.5.2 knows no other form.
func (n *encoding) requestHead() []byte {
	target, host := "/", ""
	if u, err := url.Parse(n.uri); err == nil {
		target, host = u.RequestURI(), u.Host
	}
	h := n.exchange.RequestHeader.Clone()
	if h == nil {
		h = make(http.Header)
	}
	for _, name := range []string{"Cookie", "Authorization", "Proxy-Authorization"} {
		h.Del(name)
	}
	if h.Get("Host") == "" && host != "" {
		h.Set("Host", host)
	}
	return httpHead("GET "+target+" HTTP/1.1", h)
}

// declaredLength keeps what a server said of a body that was cut. The prefix is
// the one by which web archives mark fields that they had to change.
const declaredLength = "X-Archive-Orig-Content-Length"

// headOf is the head of the answer. Its body is stored without transfer
// coding and may have been cut: a field that names a coding, or a length that
// is not there, would make readers of the record wait for more.
func headOf(e *fetch.Exchange) []byte {
	h := e.Header.Clone()
	h.Del("Transfer-Encoding")
	length := strconv.FormatInt(e.Size(), 10)
	if declared := h.Get("Content-Length"); declared != "" && declared != length && e.Truncated != "" {
		h.Set(declaredLength, declared)
		h.Set("Content-Length", length)
	}
	// net/http's Status is "200 OK": the reason phrase follows the code.
	text := strings.TrimPrefix(e.StatusText, fmt.Sprintf("%d ", e.Status))
	return httpHead(fmt.Sprintf("HTTP/1.1 %03d %s", e.Status, text), h)
}

var oneLine = strings.NewReplacer("\r", " ", "\n", " ")

// httpHead writes a head up to its empty line. Neither the first line nor a
// value can begin another line: Header.Write replaces line breaks.
func httpHead(first string, h http.Header) []byte {
	var buf bytes.Buffer
	buf.WriteString(oneLine.Replace(first))
	buf.WriteString("\r\n")
	_ = h.Write(&buf) // a bytes.Buffer takes everything
	buf.WriteString("\r\n")
	return buf.Bytes()
}

// recordURI is an address as WARC-Target-URI has it: without user name and
// password, since a record may be passed on, and with everything escaped that
// is no character of a URI, section 5.14.
func recordURI(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		u.User = nil
		address = u.String()
	}
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// peerAddress is an IP address as WARC-IP-Address has it, or "".
func peerAddress(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ""
	}
	return a.Unmap().WithZone("").String()
}

// infoRecord is the warcinfo record at the head of a file, section 6.2.
func infoRecord(filename, software, agent string) ([]byte, error) {
	var body bytes.Buffer
	for _, f := range []warc.Field{
		{Name: "software", Value: software},
		{Name: "format", Value: "WARC File Format 1.1"},
		{Name: "conformsTo", Value: "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{Name: "http-header-user-agent", Value: agent},
	} {
		if f.Value != "" {
			fmt.Fprintf(&body, "%s: %s\r\n", f.Name, strings.Join(strings.Fields(f.Value), " "))
		}
	}
	var buf bytes.Buffer
	err := warc.Append(&buf, []warc.Field{
		{Name: "WARC-Type", Value: warc.Info},
		{Name: "WARC-Record-ID", Value: "<" + warc.NewID() + ">"},
		{Name: "WARC-Date", Value: warc.FormatDate(time.Now())},
		{Name: "WARC-Filename", Value: filename},
		{Name: "Content-Type", Value: "application/warc-fields"},
	}, body.Bytes())
	return buf.Bytes(), err
}
