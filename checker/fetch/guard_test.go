package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestNotPublic(t *testing.T) {
	for _, tt := range []struct {
		want  string
		addrs string
	}{
		{"this network", "0.0.0.0 0.1.2.3"},
		{"private", "10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 fc00::1 fd12:3456::1"},
		{"a carrier's NAT", "100.64.0.1 100.127.255.255"},
		{"loopback", "127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::1"},
		{"link-local", "169.254.169.254 fe80::1 febf::1 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe"},
		{"protocol assignments", "192.0.0.8"},
		{"documentation", "192.0.2.1 198.51.100.7 203.0.113.9 2001:db8::1 3fff::1"},
		{"benchmarks", "198.18.0.1 198.19.255.255 2001:2::1"},
		{"multicast", "224.0.0.1 239.255.255.255 ff02::1"},
		{"broadcast", "255.255.255.255"},
		{"reserved", "240.0.0.1"},
		{"unspecified", "::"},
		{"site-local", "fec0::1"},
		{"local NAT64", "64:ff9b:1::1"},
		{"discarded", "100::1"},
		{"segment routing", "5f00::1"},
		{"outside global unicast", "::127.0.0.1 ::808:808 4000::1 1::1"},
		{"private", "2002:c0a8:101::1 64:ff9b::c0a8:101 2001:0:5db8:d822:0:0:3f57:fefe 2001:0:a00:1::f7f7:f7f7"},
		{"", "1.1.1.1 44.0.0.1 45.0.0.1 46.0.0.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 " +
			"192.31.196.1 192.52.193.1 198.17.255.255 198.20.0.0 223.255.255.255 2606:4700::1111 2a00:1450::1 " +
			"::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1 2001:4860:4860::8888 2001:0:5db8:d822::f7f7:f7f7"},
	} {
		for addr := range strings.FieldsSeq(tt.addrs) {
			got := notPublic(netip.MustParseAddr(addr))
			if tt.want == "" && got != "" || !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s: got %q; want %q", addr, got, tt.want)
			}
		}
	}
}

// Every way to write an address of this machine.
func TestFetchRefusesSpellings(t *testing.T) {
	c := direct(t, Options{})
	c.dialer.connect = func(_ context.Context, _ bool, address string) (net.Conn, error) {
		t.Errorf("connects to %s", address)
		return nil, syscall.ECONNREFUSED
	}
	for _, host := range strings.Fields("127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7F.0x0.0x0.0x1 0177.0.0.1 " +
		"017700000001 127.0.0.1. 0 0.0.0.0 0x 10.1 192.168.257 3232235777 169.254.169.254 0xa9fea9fe 2852039166 " +
		"１２７.０.０.１ 127。0。0。1 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] " +
		"[fe80::1] [fd00:ec2::254] localhost LOCALHOST localhost. a.localhost printer.local nas.home.arpa x.internal") {
		u := parse(t, "http://"+host+"/")
		_, err := c.Fetch(t.Context(), Request{URL: u})
		wantFault(t, asError(t, err), verdict.Private, "")
	}
}

func TestFetchAllowsPrivate(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	if _, fault := fetch(t, local(t, Options{}), s.URL); fault != nil {
		t.Error(fault)
	}
	_, fault := fetch(t, direct(t, Options{}), s.URL)
	wantFault(t, fault, verdict.Private, "127.0.0.1 (loopback, RFC 1122)")
}

// The last line: even an address that passed all checks before is refused when
// it is connected to.
func TestDialerRefusesAtConnect(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	d := newDialer(Options{ConnectTimeout: time.Second})
	_, err := d.connect(t.Context(), true, s.Listener.Addr().String())
	var fault *Error
	if !errors.As(err, &fault) || fault.Reason != verdict.Private {
		t.Errorf("got %v; want a private fault", err)
	}
	conn, err := d.connect(t.Context(), false, s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

func TestFetchResolvesToPrivate(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := strings.Cut(s.Listener.Addr().String(), ":")
	names := newNames(t)
	names.set("inside.example", "127.0.0.1", "10.0.0.1")
	names.set("both.example", "10.0.0.1", "44.1.2.3", "192.168.0.1")
	names.set("v6.example", "::1")
	names.set("rebind.example", "44.1.2.3")
	c := direct(t, Options{Resolver: names.resolver()})
	var asked []string
	c.dialer.connect = func(ctx context.Context, guard bool, address string) (net.Conn, error) {
		asked = append(asked, address)
		if !guard {
			t.Errorf("connects to %s without guard", address)
		}
		return new(net.Dialer).DialContext(ctx, "tcp", s.Listener.Addr().String())
	}
	_, fault := fetch(t, c, "http://inside.example/")
	wantFault(t, fault, verdict.Private, "inside.example resolves to ")
	_, fault = fetch(t, c, "http://v6.example/")
	wantFault(t, fault, verdict.Private, "v6.example resolves to ::1 (loopback")
	if _, fault = fetch(t, c, "http://both.example:"+port+"/"); fault != nil {
		t.Error(fault)
	}
	if len(asked) != 1 || asked[0] != "44.1.2.3:"+port {
		t.Errorf("connected to %v; want the public address alone", asked)
	}
	// A second resolution is guarded as the first.
	u := parse(t, "http://rebind.example/")
	if _, err := c.Fetch(t.Context(), Request{URL: u, Fresh: true}); err != nil {
		t.Error(err)
	}
	names.set("rebind.example", "127.0.0.1")
	_, err := c.Fetch(t.Context(), Request{URL: u, Fresh: true})
	wantFault(t, asError(t, err), verdict.Private, "rebind.example resolves to 127.0.0.1")
}

func TestDialRacesFamilies(t *testing.T) {
	noLeak(t)
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	defer s.Close()
	d := newDialer(Options{ConnectTimeout: time.Second})
	good := func(ctx context.Context) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", s.Listener.Addr().String())
	}
	hang := func(ctx context.Context) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }
	fail := func(errno syscall.Errno) func(context.Context) (net.Conn, error) {
		return func(context.Context) (net.Conn, error) { return nil, errno }
	}
	v6, v4 := netip.MustParseAddr("2606:4700::1"), netip.MustParseAddr("44.1.2.3")
	for _, tt := range []struct {
		name   string
		v6, v4 func(context.Context) (net.Conn, error)
		want   verdict.Reason
		local  bool
	}{
		{"first", good, hang, "", false},
		{"second", hang, good, "", false},
		{"both", good, good, "", false},
		{"no IPv6 here", fail(errnoNoRoute), good, "", false},
		{"no IPv6 here, refused there", fail(errnoNoRoute), fail(errnoRefused), verdict.Refused, false},
		{"no network", fail(errnoNoRoute), fail(errnoNoRoute), verdict.Refused, true},
		{"silent and no route", hang, fail(errnoNoRoute), verdict.Timeout, false},
	} {
		d.connect = func(ctx context.Context, _ bool, address string) (net.Conn, error) {
			if strings.HasPrefix(address, "[") {
				return tt.v6(ctx)
			}
			return tt.v4(ctx)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		conn, fault := d.race(ctx, []netip.Addr{v6, v4}, true, "80")
		cancel()
		if (fault == nil) != (tt.want == "") || fault != nil && (fault.Reason != tt.want || fault.Local != tt.local) {
			t.Errorf("%s: got %v; want %q, local %v", tt.name, fault, tt.want, tt.local)
		}
		if conn != nil {
			conn.Close()
		}
	}
}

var errnoNoRoute = noRoute[0].(syscall.Errno)

func TestFetchThroughProxy(t *testing.T) {
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodConnect:
			http.Error(w, "no", http.StatusBadGateway)
		case r.Header.Get("Proxy-Authorization") == "":
			http.Error(w, "who?", http.StatusProxyAuthRequired)
		default:
			w.Header().Set("X-Asked", r.RequestURI)
		}
	})
	at := parse(t, proxy.URL)
	at.User = url.UserPassword("me", "secret")
	c := direct(t, Options{Proxy: func(*http.Request) (*url.URL, error) { return at, nil }})
	// The proxy may be private, the host may not.
	e, fault := fetch(t, c, "http://www.example.org//a|b%2Fc?d")
	if fault != nil {
		t.Fatal(fault)
	}
	if got := e.Header.Get("X-Asked"); got != "http://www.example.org//a%7Cb%2Fc?d" || e.RemoteIP != "" {
		t.Errorf("proxy was asked for %q, remote %q", got, e.RemoteIP)
	}
	for name := range e.RequestHeader {
		if strings.HasPrefix(name, "Proxy-") {
			t.Errorf("%s is recorded", name)
		}
	}
	for _, host := range []string{"127.0.0.1", "0x7f.1", "localhost", "[::1]", "10.0.0.1"} {
		_, fault := fetch(t, c, "http://"+host+"/")
		wantFault(t, fault, verdict.Private, "")
	}
	_, fault = fetch(t, c, "https://www.example.org/")
	wantFault(t, fault, verdict.Refused, "the proxy does not connect to the host (502 Bad Gateway)")

	names := newNames(t)
	gone := direct(t, Options{Resolver: names.resolver(),
		Proxy: func(*http.Request) (*url.URL, error) { return url.Parse("http://proxy.example:3128") }})
	_, fault = fetch(t, gone, "https://www.example.org/")
	wantFault(t, fault, verdict.Refused, "the proxy cannot be reached")
	if !fault.Local {
		t.Error("a missing proxy is not local")
	}
	wrong := direct(t, Options{Proxy: func(*http.Request) (*url.URL, error) { return nil, errors.New("no") }})
	_, fault = fetch(t, wrong, "https://www.example.org/")
	wantFault(t, fault, verdict.Refused, "the proxy's address cannot be read")
}
