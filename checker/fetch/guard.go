package fetch

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A special block is one that the public internet does not reach.
type special struct {
	block netip.Prefix
	what  string
}

// specials are the blocks that are not globally reachable in the IANA IPv4
// and IPv6 Special-Purpose Address Registries (RFC 6890), with multicast
// (RFC 5771, RFC 4291), the reserved rest of IPv4 (RFC 1112) and blocks that
// were withdrawn. The blocks for documentation belong here: nobody may answer
// there, so whoever does is not who was cited.
var specials = []special{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network, RFC 791"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private, RFC 1918"},
	{netip.MustParsePrefix("100.64.0.0/10"), "a carrier's NAT, RFC 6598"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback, RFC 1122"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local, RFC 3927"}, // cloud metadata: 169.254.169.254
	{netip.MustParsePrefix("172.16.0.0/12"), "private, RFC 1918"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments, RFC 6890"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation, RFC 5737"},
	{netip.MustParsePrefix("192.88.99.0/24"), "withdrawn, RFC 7526"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private, RFC 1918"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarks, RFC 2544"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation, RFC 5737"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation, RFC 5737"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast, RFC 5771"},
	{netip.MustParsePrefix("255.255.255.255/32"), "broadcast, RFC 919"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved, RFC 1112"},

	{netip.MustParsePrefix("::/128"), "unspecified, RFC 4291"},
	{netip.MustParsePrefix("::1/128"), "loopback, RFC 4291"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "local NAT64, RFC 8215"},
	{netip.MustParsePrefix("100::/64"), "discarded, RFC 6666"},
	{netip.MustParsePrefix("2001:2::/48"), "benchmarks, RFC 5180"},
	{netip.MustParsePrefix("2001:10::/28"), "withdrawn, RFC 4843"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation, RFC 3849"},
	{netip.MustParsePrefix("3fff::/20"), "documentation, RFC 9637"},
	{netip.MustParsePrefix("5f00::/16"), "segment routing, RFC 9602"},
	{netip.MustParsePrefix("fc00::/7"), "private, RFC 4193"},
	{netip.MustParsePrefix("fe80::/10"), "link-local, RFC 4291"},
	{netip.MustParsePrefix("fec0::/10"), "site-local, RFC 3879"},
	{netip.MustParsePrefix("ff00::/8"), "multicast, RFC 4291"},
}

// Blocks whose addresses lead to the IPv4 address that they hold.
var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052
	sixTo4 = netip.MustParsePrefix("2002::/16")    // RFC 3056
	teredo = netip.MustParsePrefix("2001::/32")    // RFC 4380
	// globalUnicast is all that IANA hands out of IPv6 (RFC 4291 section 2.4,
	// and its address space registry).
	globalUnicast = netip.MustParsePrefix("2000::/3")
)

// notPublic says what kind of address a is if it is not a public one, else "".
func notPublic(a netip.Addr) string {
	a = a.Unmap().WithZone("") // a connection to a mapped address is one over IPv4
	for _, s := range specials {
		if s.block.Contains(a) {
			return s.what
		}
	}
	if a.Is4() {
		return ""
	}
	b := a.As16()
	switch {
	case nat64.Contains(a):
		return notPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixTo4.Contains(a):
		return notPublic(netip.AddrFrom4([4]byte(b[2:6])))
	case teredo.Contains(a):
		// The client's address is stored inverted, RFC 4380 section 4.
		client := netip.AddrFrom4([4]byte{^b[12], ^b[13], ^b[14], ^b[15]})
		if what := notPublic(client); what != "" {
			return what
		}
		return notPublic(netip.AddrFrom4([4]byte(b[4:8])))
	case !globalUnicast.Contains(a):
		return "outside global unicast, RFC 4291"
	}
	return ""
}

// refuse is the guard at the last moment: net.Dialer calls it with the address
// that it is about to connect to, whatever a name resolved to before.
func refuse(_ context.Context, _, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return &Error{Reason: verdict.Private, Detail: "an address that cannot be read", Err: err}
	}
	if what := notPublic(a.Addr()); what != "" {
		return privateAddress("", a.Addr())
	}
	return nil
}

func privateAddress(host string, a netip.Addr) *Error {
	where := a.String()
	if host != "" && host != where {
		where = host + " resolves to " + where
	}
	return &Error{Reason: verdict.Private, Detail: clean(where + " (" + notPublic(a) + ")")}
}

// localNames never leave a network, whoever resolves them: RFC 6761 section
// 6.3, RFC 6762 section 3, RFC 8375, ICANN's resolution 2024.07.29.06, and
// what many systems call themselves.
var localNames = []string{"localhost", "local", "home.arpa", "internal", "localdomain"}

// refuseLocalName refuses what the URL alone shows to be not public. Without a
// proxy the dialer would find most of it; with one, only this does.
func refuseLocalName(u *url.URL) *Error {
	host := u.Hostname()
	if a, err := netip.ParseAddr(host); err == nil {
		if notPublic(a) != "" {
			return privateAddress("", a)
		}
		return nil
	}
	host = strings.TrimSuffix(host, ".")
	for _, name := range localNames {
		if host == name || strings.HasSuffix(host, "."+name) {
			return &Error{Reason: verdict.Private, Detail: clean(host + " is a name for a private network")}
		}
	}
	return nil
}

// guardedDialer refuses at connect time; plainDialer is for proxies, and for
// who allows private addresses.
func guardedDialer() *net.Dialer { return &net.Dialer{ControlContext: refuse} }
func plainDialer() *net.Dialer   { return new(net.Dialer) }
