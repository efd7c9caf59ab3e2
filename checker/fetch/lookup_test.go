package fetch

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/citecheck/citecheck/checker/verdict"
)

// names is a name server of a test's own.
type names struct {
	conn net.PacketConn

	mu    sync.Mutex
	addrs map[string][]netip.Addr // none: the name exists without address
	codes map[string]dnsmessage.RCode
	mute  map[string]bool
	asked map[string]int
}

func newNames(t *testing.T) *names {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &names{conn: conn, addrs: map[string][]netip.Addr{}, codes: map[string]dnsmessage.RCode{},
		mute: map[string]bool{}, asked: map[string]int{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if reply := n.answer(buf[:size]); reply != nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return n
}

func (n *names) set(name string, addrs ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.addrs[name] = []netip.Addr{}
	for _, a := range addrs {
		n.addrs[name] = append(n.addrs[name], netip.MustParseAddr(a))
	}
}

// silence leaves questions for name, or for all names by "*", unanswered.
func (n *names) silence(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.mute[name] = true
}

func (n *names) fail(name string, code dnsmessage.RCode) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.codes[name] = code
}

func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", n.conn.LocalAddr().String())
	}}
}

func (n *names) answer(query []byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	name := tapKey(q.Name.String())
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked[name]++
	if n.mute[name] || n.mute["*"] {
		return nil
	}
	addrs, exists := n.addrs[name]
	code, failing := n.codes[name]
	switch {
	case failing:
		m.RCode = code
	case !exists:
		m.RCode = dnsmessage.RCodeNameError
	}
	h := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 1}
	for _, a := range addrs {
		switch {
		case a.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: a.As4()}})
		case !a.Is4() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	reply, err := m.Pack()
	if err != nil {
		return nil
	}
	return reply
}

func TestFetchUnresolved(t *testing.T) {
	n := newNames(t)
	n.set("empty.example")
	n.fail("servfail.example", dnsmessage.RCodeServerFailure)
	n.fail("refused.example", dnsmessage.RCodeRefused)
	n.silence("mute.example")
	c := direct(t, Options{Resolver: n.resolver(), ConnectTimeout: 500 * time.Millisecond})
	for _, tt := range []struct {
		host   string
		reason verdict.Reason
		detail string
	}{
		{"gone.example", verdict.DNS, "gone.example does not exist (NXDOMAIN)"},
		{"GONE.example.", verdict.DNS, "gone.example. does not exist (NXDOMAIN)"},
		{"empty.example", verdict.DNSFailure, "empty.example exists but has no address"},
		{"servfail.example", verdict.DNSFailure, "the name servers of servfail.example fail"},
		{"refused.example", verdict.DNSFailure, "refused.example"},
		{"mute.example", verdict.DNSFailure, "no name server answered for mute.example in time"},
		{"a..example", verdict.DNS, "cannot be a host's name"},
		{strings.Repeat("x", 64) + ".example", verdict.DNS, "cannot be a host's name"},
	} {
		_, fault := fetch(t, c, "http://"+tt.host+"/")
		wantFault(t, fault, tt.reason, tt.detail)
		if fault.Local {
			t.Errorf("%s is local", tt.host)
		}
	}
	// The caller's time can be over first.
	// (The standard resolver's own goroutine ends with its five seconds.)
	_, err := c.Fetch(soon(t, 50*time.Millisecond), Request{URL: parse(t, "http://mute.example/")})
	wantFault(t, asError(t, err), verdict.DNSFailure, "no name server answered for mute.example in time")
	c.Close()
}

// Names are asked for as they are, never within a search domain.
func TestLookupIsAbsolute(t *testing.T) {
	n := newNames(t)
	c := direct(t, Options{Resolver: n.resolver()})
	fetch(t, c, "http://gone.example/")
	n.mu.Lock()
	defer n.mu.Unlock()
	for name := range n.asked {
		if name != "gone.example" {
			t.Errorf("asked for %q", name)
		}
	}
}

func TestFetchWithoutResolver(t *testing.T) {
	mute := newNames(t)
	mute.silence("*")
	failing := newNames(t)
	for _, name := range []string{"", "www.example.org"} {
		failing.fail(name, dnsmessage.RCodeServerFailure)
	}
	closed := newNames(t)
	closed.conn.Close()
	noRoute := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: errnoNoRoute}
	}}
	for name, r := range map[string]*net.Resolver{
		"mute": mute.resolver(), "failing": failing.resolver(), "closed": closed.resolver(), "no route": noRoute,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := direct(t, Options{Resolver: r, ConnectTimeout: 200 * time.Millisecond})
			start := time.Now()
			for range 3 { // probes once
				_, fault := fetch(t, c, "http://www.example.org/")
				wantFault(t, fault, verdict.DNSFailure, "no name server can be reached from here")
				if !fault.Local {
					t.Error("not local")
				}
			}
			if d := time.Since(start); d > 2*probeTimeout {
				t.Errorf("took %v", d)
			}
		})
	}
}

// A resolver that says "no such host" without asking anyone, as some systems
// do without a network, is not believed.
func TestNotFoundNeedsEvidence(t *testing.T) {
	t.Parallel()
	n := newNames(t)
	n.silence("*")
	l := newLookup(n.resolver(), true, 200*time.Millisecond)
	ctx := soon(t, 200*time.Millisecond)
	fault := l.fault(ctx, "www.example.org", "www.example.org.", &net.DNSError{Err: "no such host", IsNotFound: true})
	if fault.Reason != verdict.DNSFailure || !fault.Local {
		t.Errorf("got %+v; want a local dns-failure", fault)
	}
}

func TestTapReadsStreams(t *testing.T) {
	name := dnsmessage.MustNewName("Www.Example.org.")
	m := dnsmessage.Message{Header: dnsmessage.Header{Response: true, RCode: dnsmessage.RCodeNameError},
		Questions: []dnsmessage.Question{{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}}}
	b, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	b = append([]byte{0, byte(len(b))}, b...)
	here, there := net.Pipe()
	go func() {
		for i := range b { // a byte at a time, twice the message
			there.Write(b[i : i+1])
		}
		there.Write(b)
		there.Close()
	}()
	tp := &tap{dial: func(context.Context, string, string) (net.Conn, error) { return here, nil }}
	conn, err := tp.open(t.Context(), "tcp", "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for buf := make([]byte, 7); err == nil; {
		_, err = conn.Read(buf)
	}
	if got := tp.answersFor("www.example.ORG"); len(got) != 2 || got[0] != dnsmessage.RCodeNameError {
		t.Errorf("got %v; want two times NXDOMAIN", got)
	}
}
