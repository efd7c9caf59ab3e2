package checker

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/citecheck/citecheck/checker/fetch"
)

// An internet is a closed one in memory: name servers, hosts with public
// addresses, certificates and HTTP/2. A client lives in it as it does outside,
// with its address guard on; all of it fits into a synctest bubble, where a
// server that hangs for a minute costs nothing.
type internet struct {
	handler http.Handler
	hosts   map[string]*machine // by name, in lower case

	authority, another *issuer // one that clients trust, one that they do not
	plain, secure      *listener
	done               chan struct{}
	serving            sync.WaitGroup

	mu    sync.Mutex
	asked map[string]int       // A questions by name
	began map[string]time.Time // the first of them
}

// A machine is a host: how its name resolves, how its connections and its
// certificate are.
type machine struct {
	dns string // "", nxdomain, servfail, timeout, empty, flap, rebind, or addresses with commas
	tls string // "", expired, self, wronghost, unknown, incomplete, abort, plain
	net string // "", refused, hole, reset
	raw bool   // answers are written by hand, which HTTP/2 does not allow
}

func newInternet(t *testing.T, hosts map[string]*machine, handler http.Handler) *internet {
	t.Helper()
	n := &internet{
		handler: handler, hosts: hosts, plain: newListener(), secure: newListener(), done: make(chan struct{}),
		authority: newIssuer(t, "closed world", nil), another: newIssuer(t, "Somebody", nil),
		asked: map[string]int{}, began: map[string]time.Time{},
	}
	quiet := log.New(io.Discard, "", 0)
	web := &http.Server{Handler: handler, ErrorLog: quiet}
	tlsWeb := &http.Server{Handler: handler, ErrorLog: quiet, TLSConfig: n.tlsConfig()}
	n.serving.Go(func() { web.Serve(n.plain) })
	n.serving.Go(func() { tlsWeb.ServeTLS(n.secure, "", "") })
	t.Cleanup(func() {
		close(n.done)
		web.Close()
		tlsWeb.Close()
		n.serving.Wait()
		// Connections say goodbye for up to five seconds; whatever is left after
		// that fails the bubble.
		time.Sleep(time.Minute)
	})
	return n
}

// client gives a client that lives in n, as change would have it.
func (n *internet) client(t *testing.T, change ...func(*fetch.Options)) *fetch.Client {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AddCert(n.authority.cert)
	o := fetch.Options{
		Resolver: &net.Resolver{PreferGo: true, Dial: n.dialDNS},
		Roots:    roots, Connect: n.connect, Proxy: http.ProxyURL(nil),
	}
	for _, f := range change {
		f(&o)
	}
	c := fetch.New(o)
	t.Cleanup(c.Close)
	return c
}

// addressOf is the same for a name in every run.
func addressOf(name string) netip.Addr {
	h := fnv.New32a()
	h.Write([]byte(name))
	s := h.Sum32()
	return netip.AddrFrom4([4]byte{44, byte(s >> 16), byte(s >> 8), byte(s)%250 + 1})
}

// addresses are those of a name, and what the name server says besides.
func (n *internet) addresses(name string, count bool) ([]netip.Addr, dnsmessage.RCode, bool) {
	m := n.hosts[name]
	if m == nil {
		return nil, dnsmessage.RCodeNameError, true
	}
	n.mu.Lock()
	before, began := n.asked[name], n.began[name]
	if began.IsZero() {
		began = time.Now()
		n.began[name] = began
	}
	if count {
		n.asked[name]++
	}
	n.mu.Unlock()
	switch m.dns {
	case "":
		return []netip.Addr{addressOf(name)}, 0, true
	case "nxdomain":
		return nil, dnsmessage.RCodeNameError, true
	case "servfail":
		return nil, dnsmessage.RCodeServerFailure, true
	case "timeout":
		return nil, 0, false
	case "empty":
		return nil, 0, true
	case "flap": // gone at first, there a second later
		if time.Since(began) < time.Second { // a lookup that finds nothing asks once more at once
			return nil, dnsmessage.RCodeNameError, true
		}
		return []netip.Addr{addressOf(name)}, 0, true
	case "rebind": // public once, then this machine
		if before > 0 {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, 0, true
		}
		return []netip.Addr{addressOf(name)}, 0, true
	}
	var all []netip.Addr
	for s := range strings.SplitSeq(m.dns, ",") {
		all = append(all, netip.MustParseAddr(s))
	}
	return all, 0, true
}

// dialDNS opens a connection to the only name server.
func (n *internet) dialDNS(context.Context, string, string) (net.Conn, error) {
	client, server := newWires(&net.TCPAddr{})
	n.serving.Go(func() {
		defer server.Close()
		go func() { <-n.done; server.Close() }()
		for {
			var size [2]byte
			if _, err := io.ReadFull(server, size[:]); err != nil {
				return
			}
			query := make([]byte, binary.BigEndian.Uint16(size[:]))
			if _, err := io.ReadFull(server, query); err != nil {
				return
			}
			if reply := n.answerDNS(query); reply != nil {
				server.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
			}
		}
	})
	return client, nil
}

func (n *internet) answerDNS(query []byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	if q.Name.String() != "." {
		addrs, code, answers := n.addresses(strings.TrimSuffix(strings.ToLower(q.Name.String()), "."), q.Type == dnsmessage.TypeA)
		if !answers {
			return nil
		}
		m.RCode = code
		h := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 1}
		for _, a := range addrs {
			switch {
			case a.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: a.As4()}})
			case a.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
			}
		}
	}
	reply, err := m.Pack()
	if err != nil {
		return nil
	}
	return reply
}

// warmResolver has net read the system's configuration, which it keeps for good
// and which must not be born in a bubble.
func warmResolver(t *testing.T) {
	r := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, net.ErrClosed }}
	if _, err := r.LookupHost(t.Context(), "example.org."); err == nil {
		t.Fatal("a resolver without a connection answers")
	}
}

// What connections to a closed port, and those that are reset, fail with.
var (
	errRefused = map[bool]error{false: syscall.ECONNREFUSED, true: syscall.Errno(10061)}[runtime.GOOS == "windows"]
	errReset   = map[bool]error{false: syscall.ECONNRESET, true: syscall.Errno(10054)}[runtime.GOOS == "windows"]
)

// cut is a connection that was reset as soon as it stood.
type cut struct{}

func (cut) Read([]byte) (int, error)         { return 0, &net.OpError{Op: "read", Net: "tcp", Err: errReset} }
func (cut) Write([]byte) (int, error)        { return 0, &net.OpError{Op: "write", Net: "tcp", Err: errReset} }
func (cut) Close() error                     { return nil }
func (cut) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (cut) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (cut) SetDeadline(time.Time) error      { return nil }
func (cut) SetReadDeadline(time.Time) error  { return nil }
func (cut) SetWriteDeadline(time.Time) error { return nil }

// connect is net.Dialer's DialContext in n.
func (n *internet) connect(ctx context.Context, _, address string) (net.Conn, error) {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, err
	}
	name := n.owner(to.Addr())
	if name == "" {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errRefused}
	}
	m := n.hosts[name]
	switch m.net {
	case "refused":
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errRefused}
	case "hole":
		<-ctx.Done()
		return nil, ctx.Err()
	case "no-ipv6":
		if to.Addr().Is6() {
			<-ctx.Done()
			return nil, ctx.Err()
		}
	}
	if m.net == "reset" {
		return cut{}, nil
	}
	client, server := newWires(&net.TCPAddr{IP: to.Addr().AsSlice(), Port: int(to.Port())})
	at := n.plain
	if secure := to.Port() == 443 || to.Port() == 8443; secure && m.tls != "plain" {
		at = n.secure
	}
	select {
	case at.conns <- server:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-n.done:
		return nil, net.ErrClosed
	}
}

// owner is the host that has an address.
func (n *internet) owner(a netip.Addr) string {
	for name, m := range n.hosts {
		if m.dns == "" || m.dns == "flap" || m.dns == "rebind" {
			if addressOf(name) == a {
				return name
			}
		} else if strings.Contains(","+m.dns+",", ","+a.String()+",") {
			return name
		}
	}
	return ""
}

// A listener gets its connections from connect.
type listener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newListener() *listener {
	return &listener{conns: make(chan net.Conn), done: make(chan struct{})}
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error   { l.once.Do(func() { close(l.done) }); return nil }
func (l *listener) Addr() net.Addr { return &net.TCPAddr{} }

// An issuer signs certificates.
type issuer struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newIssuer(t *testing.T, name string, above *issuer) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	i := &issuer{key: key}
	if above == nil {
		above = &issuer{c, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, above.cert, key.Public(), above.key)
	if err != nil {
		t.Fatal(err)
	}
	if i.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return i
}

func (n *internet) tlsConfig() *tls.Config {
	config := &tls.Config{NextProtos: []string{"h2", "http/1.1"}, GetCertificate: n.certificate}
	one := config.Clone()
	one.NextProtos = []string{"http/1.1"}
	config.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		if m := n.hosts[hello.ServerName]; m != nil && m.raw {
			return one, nil
		}
		return nil, nil
	}
	return config
}

func (n *internet) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	m := n.hosts[hello.ServerName]
	if m == nil || m.tls == "abort" {
		return nil, errors.New("no handshake with this host")
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: []string{hello.ServerName},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	by := n.authority
	switch m.tls {
	case "expired":
		leaf.NotAfter = time.Now().Add(-time.Hour)
	case "wronghost":
		leaf.DNSNames = []string{"another-name.example"}
	case "unknown":
		by = n.another
	case "incomplete":
		// Nobody has the certificate between this one and the authority's.
		by = n.another
		leaf.IssuingCertificateURL = []string{"http://ca.example/between.crt"}
	case "self":
		leaf.Subject.CommonName = hello.ServerName
		by = &issuer{cert: leaf, key: n.authority.key}
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, by.cert, n.authority.key.Public(), by.key)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: n.authority.key}, nil
}
