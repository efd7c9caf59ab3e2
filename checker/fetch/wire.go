package fetch

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"github.com/citecheck/citecheck/checker/verdict"
)

// Address is u as it is asked for, and as Exchange.URL has it: every byte as
// it is written, with escapes added where RFC 3986 demands one; the host in
// lower-case ASCII; without fragment, user info and default port. It is "" for
// what cannot be asked for.
func Address(u *url.URL) string {
	w, fault := wire(u)
	if fault != nil {
		return ""
	}
	return w.String()
}

// wire makes the URL that a request is sent to. Decoding and encoding again
// would change it: %2F, c%2B%2B and many a DOI break that way.
func wire(u *url.URL) (*url.URL, *Error) {
	if u == nil {
		return nil, malformed("no address", nil)
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme != "http" && scheme != "https" {
		return nil, &Error{Reason: verdict.Scheme, Detail: clean(quote(u.Scheme) + " is neither http nor https")}
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	port, err := wirePort(scheme, u.Port())
	if err != nil {
		return nil, err
	}
	w := &url.URL{Scheme: scheme, Host: host + port, ForceQuery: u.ForceQuery, RawQuery: escapeMissing(u.RawQuery, false)}
	if fault := setPath(w, rawPath(u)); fault != nil {
		return nil, fault
	}
	return w, nil
}

// rawPath is the path as it was written. EscapedPath would drop that form as
// soon as one byte of it lacks an escape.
func rawPath(u *url.URL) string {
	if u.RawPath != "" {
		if p, err := url.PathUnescape(u.RawPath); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	return u.EscapedPath()
}

// setPath makes w.RequestURI return raw as it is, with the missing escapes.
func setPath(w *url.URL, raw string) *Error {
	raw = escapeMissing(raw, true)
	if !strings.HasPrefix(raw, "/") {
		raw = "/" + raw
	}
	path, err := url.PathUnescape(raw)
	if err != nil {
		return malformed("its path cannot be read", err)
	}
	w.Path, w.RawPath = path, raw
	return nil
}

// needsEscape has the bytes that may stand nowhere in a URL, RFC 3986 section
// 2. The brackets may not either, but every browser and server takes them.
func needsEscape(c byte) bool {
	return c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0
}

// escapeMissing escapes what s cannot hold and leaves all else as it is. A
// percent sign that begins no escape is escaped in a path only: Go refuses it
// there, while queries with one are common and are sent as they are.
func escapeMissing(s string, path bool) string {
	missing := func(i int) bool {
		if s[i] == '%' {
			return path && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]))
		}
		return needsEscape(s[i])
	}
	n := 0
	for i := range len(s) {
		if missing(i) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+2*n)
	for i := range len(s) {
		if missing(i) {
			b = append(b, '%', "0123456789ABCDEF"[s[i]>>4], "0123456789ABCDEF"[s[i]&15])
		} else {
			b = append(b, s[i])
		}
	}
	return string(b)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// asciiHost is a host as the WHATWG URL standard's host parser makes it, which
// is what a browser would connect to: international names in ASCII, and the
// odd spellings of IPv4 addresses in the usual one.
func asciiHost(host string) (string, *Error) {
	if host == "" {
		return "", malformed("no host", nil)
	}
	if strings.Contains(host, ":") {
		a, err := netip.ParseAddr(host)
		if a.Zone() != "" { // names an interface of this machine, RFC 4007 section 6
			return "", &Error{Reason: verdict.Private, Detail: clean(quote(host) + " is an address on a link of this machine")}
		}
		if err != nil {
			return "", malformed(clean(quote(host)+" is no IPv6 address"), err)
		}
		return "[" + a.String() + "]", nil
	}
	name, err := toASCII(host)
	if err != nil || strings.ContainsFunc(name, forbiddenInHost) {
		return "", malformed(clean(quote(host)+" is no host name"), err)
	}
	if !endsInNumber(name) {
		return name, nil
	}
	a, ok := parseIPv4(name)
	if !ok {
		return "", malformed(clean(quote(host)+" is no IPv4 address"), nil)
	}
	return a.String(), nil
}

// toASCII leaves ASCII names as they are but for case: names with underscores
// and the like are no proper host names, and yet they resolve.
func toASCII(host string) (string, error) {
	for i := range len(host) {
		if host[i] >= 0x80 {
			return idna.Lookup.ToASCII(host)
		}
	}
	return strings.ToLower(host), nil
}

// forbiddenInHost has the WHATWG URL standard's forbidden domain code points,
// and the quotation marks that no server takes.
func forbiddenInHost(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"#%/:<>?@[\\]^`{|}", r)
}

// wirePort is ":port", or "" for the scheme's own.
func wirePort(scheme, port string) (string, *Error) {
	if port == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", malformed(clean(quote(port)+" is no port"), nil)
	}
	if scheme == "http" && n == 80 || scheme == "https" && n == 443 {
		return "", nil
	}
	if badPorts[uint16(n)] {
		return "", malformed("port "+port+" is one that browsers refuse", nil)
	}
	return ":" + strconv.FormatUint(n, 10), nil
}

func malformed(detail string, err error) *Error {
	return &Error{Reason: verdict.Malformed, Detail: detail, Err: err}
}

// badPorts belong to other protocols, whose servers must not be sent what a
// stranger wrote: the Fetch standard, section 2.9, port blocking.
var badPorts = func() map[uint16]bool {
	m := make(map[uint16]bool)
	for _, p := range []uint16{0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
		101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512,
		513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720,
		1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080} {
		m[p] = true
	}
	return m
}()
