package fetch

import (
	"context"
	"encoding/binary"
	"net"
	"strings"
	"sync"

	"golang.org/x/net/dns/dnsmessage"
)

// A tap is a resolver's Dial that notes the response code of every answer,
// which net.DNSError does not tell.
type tap struct {
	dial func(ctx context.Context, network, address string) (net.Conn, error) // nil: net.Dialer's

	mu    sync.Mutex
	codes map[string][]dnsmessage.RCode // by lower-case name without final dot
}

func (t *tap) open(ctx context.Context, network, address string) (net.Conn, error) {
	dial := t.dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	conn, err := dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	// The resolver tells datagrams from streams by this interface.
	if packets, ok := conn.(net.PacketConn); ok {
		return &tappedPackets{Conn: conn, packets: packets, tap: t}, nil
	}
	return &tappedStream{Conn: conn, tap: t}, nil
}

// note reads the code of one message; what cannot be read says nothing.
func (t *tap) note(message []byte) {
	var p dnsmessage.Parser
	h, err := p.Start(message)
	if err != nil || !h.Response {
		return
	}
	q, err := p.Question()
	if err != nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.codes == nil {
		t.codes = make(map[string][]dnsmessage.RCode)
	}
	name := tapKey(q.Name.String())
	t.codes[name] = append(t.codes[name], h.RCode)
}

func (t *tap) answersFor(name string) []dnsmessage.RCode {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.codes[tapKey(name)]
}

func tapKey(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

type tappedPackets struct {
	net.Conn
	packets net.PacketConn
	tap     *tap
}

func (c *tappedPackets) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if err == nil {
		c.tap.note(p[:n])
	}
	return n, err
}

func (c *tappedPackets) ReadFrom(p []byte) (int, net.Addr, error)   { return c.packets.ReadFrom(p) }
func (c *tappedPackets) WriteTo(p []byte, to net.Addr) (int, error) { return c.packets.WriteTo(p, to) }

// A tappedStream reads messages behind their length, RFC 1035 section 4.2.2.
type tappedStream struct {
	net.Conn
	tap  *tap
	seen []byte
}

func (c *tappedStream) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.seen = append(c.seen, p[:n]...)
	for len(c.seen) >= 2 {
		end := 2 + int(binary.BigEndian.Uint16(c.seen))
		if len(c.seen) < end {
			break
		}
		c.tap.note(c.seen[2:end])
		c.seen = c.seen[end:]
	}
	return n, err
}
