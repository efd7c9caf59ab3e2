package address

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/idna"
)

// What Normalize refuses: addresses that no browser could open.
var (
	errEmptyURL  = errors.New("the address is empty")
	errNoHost    = errors.New("the address names no host")
	errBadHost   = errors.New("the host name is not valid")
	errBadPort   = errors.New("the port is not a number from 1 to 65535")
	errBadScheme = errors.New("the scheme looks like a misspelling of https")
)

// Normalize says what is one link: written URLs with the same result open the
// same page. Scheme and host become lower case, the host ASCII (punycode);
// default port and fragment are dropped, an empty path becomes "/", a missing
// scheme becomes https, and what a URL may not hold is percent-encoded. Bytes
// that are legal already stay as cited, because servers tell %2F from /, + from
// a space, /a/../b from /b, and an empty query from none; so do user and
// password, a full stop behind the host, and the order and the content of the
// query, trackers included. Addresses of other schemes than http, https and ftp
// only get their scheme in lower case.
//
// The error says why no browser could open raw.
func Normalize(raw string) (string, error) {
	s := stripInvisible(raw)
	if s == "" {
		return "", errEmptyURL
	}
	scheme, rest := splitScheme(s)
	switch scheme {
	case "http", "https", "ftp":
	case "doi":
		scheme, rest = "https", "doi.org/"+EscapeDOI(strings.TrimSpace(rest))
	case "":
		scheme = "https"
	default:
		if misspelt(scheme) {
			return "", errBadScheme
		}
		return scheme + ":" + escape(rest, false), nil
	}
	host, tail, err := splitAuthority(rest)
	if err != nil {
		return "", err
	}
	host, err = normalAuthority(scheme, host)
	if err != nil {
		return "", err
	}
	if normal := scheme + "://" + host + normalTail(tail); normal != raw {
		return normal, nil
	}
	return raw, nil // which takes no memory of its own
}

// stripInvisible removes what browsers remove before they look at an address:
// white space around it, line breaks and tabs in it, characters without a
// width that text processors leave behind, and the angle brackets of RFC 3986
// appendix C.
func stripInvisible(raw string) string {
	if strings.IndexFunc(raw, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '<' }) < 0 {
		return raw // as most are
	}
	s := strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || lex.IsInvisible(r) {
			return -1
		}
		return r
	}, raw)
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if len(s) > 1 && s[0] == '<' && s[len(s)-1] == '>' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}

// splitScheme cuts a scheme off s and lower-cases it. "host.org:8080/path" has
// none: what stands before the colon is a host, what follows is a port.
func splitScheme(s string) (scheme, rest string) {
	colon := strings.IndexByte(s, ':')
	if colon <= 0 || !lex.IsLetter(s[0]) {
		return "", s
	}
	for i := 1; i < colon; i++ {
		if c := s[i]; !lex.IsLetter(c) && !lex.IsDigit(c) && c != '+' && c != '-' && c != '.' {
			return "", s
		}
	}
	name, rest := s[:colon], s[colon+1:]
	if !strings.HasPrefix(rest, "//") && (strings.Contains(name, ".") || name == "localhost") {
		return "", s
	}
	return strings.ToLower(name), rest
}

// misspelt reports whether an unknown scheme is one slip away from http or
// https: "htps", "htttp", "ttps".
func misspelt(scheme string) bool {
	return oneEdit(scheme, "http") || oneEdit(scheme, "https")
}

// Misspelt finds what was meant as an address in s and has a slip in its scheme:
// "htp://host.org", "https:/host.org", "https//host.org". It gives "" where there is none.
func Misspelt(s string) string {
	for word := range strings.FieldsSeq(s) {
		word = strings.Trim(word, "<>()[]\"'.,;")
		scheme, rest, ok := strings.Cut(word, ":/")
		if bare, after, cut := strings.Cut(word, "//"); !ok && cut && isHTTP(strings.ToLower(bare)) {
			scheme, rest, ok = bare, after, true // https//host.org
		}
		host, _, _ := strings.Cut(strings.TrimLeft(rest, "/"), "/")
		if !ok || !strings.Contains(host, ".") {
			continue
		}
		scheme = strings.ToLower(scheme)
		known := isHTTP(scheme)
		if known && !strings.HasPrefix(rest, "/") || !known && len(scheme) > 2 && misspelt(scheme) {
			return word
		}
	}
	return ""
}

func isHTTP(scheme string) bool { return scheme == "http" || scheme == "https" }

// oneEdit reports whether a becomes b by one insertion, deletion or change.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// splitAuthority separates host and port from path, query and fragment.
func splitAuthority(rest string) (host, tail string, err error) {
	rest = strings.ReplaceAll(rest[:min(2, len(rest))], `\`, "/") + rest[min(2, len(rest)):]
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "/"), "/")
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	if end == 0 {
		return "", "", errNoHost
	}
	return rest[:end], rest[end:], nil
}

// normalAuthority checks user, host and port and writes them in one way.
func normalAuthority(scheme, s string) (string, error) {
	user := ""
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		user, s = escape(s[:at], false)+"@", s[at+1:]
	}
	host, port := s, ""
	if colon := strings.LastIndexByte(s, ':'); colon > strings.LastIndexByte(s, ']') {
		host, port = s[:colon], s[colon+1:]
	}
	host, err := normalHost(host)
	if err != nil {
		return "", err
	}
	if port == "" {
		return user + host, nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", fmt.Errorf("%w: %q", errBadPort, port)
	}
	if n == defaultPorts[scheme] {
		return user + host, nil
	}
	return user + host + ":" + strconv.FormatUint(n, 10), nil
}

var defaultPorts = map[string]uint64{"http": 80, "https": 443, "ftp": 21}

// hostNames maps international names as browsers do (UTS 46), but lets an
// underscore pass: sites have them and resolvers answer.
var hostNames = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

func normalHost(host string) (string, error) {
	if host == "" {
		return "", errNoHost
	}
	if host[0] == '[' {
		addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
		// A zone is escaped, RFC 6874 section 2: "%25eth0".
		zone := strings.TrimPrefix(addr.Zone(), "25")
		if err != nil || !addr.Is6() || addr.Zone() != "" && zone == "" || host[len(host)-1] != ']' {
			return "", fmt.Errorf("%w: %s is no IPv6 address", errBadHost, host)
		}
		if zone != "" {
			return "[" + addr.WithZone("").String() + "%25" + url.PathEscape(zone) + "]", nil
		}
		return "[" + addr.String() + "]", nil
	}
	if strings.IndexByte(host, '%') >= 0 {
		decoded, err := url.PathUnescape(host)
		if err != nil {
			return "", fmt.Errorf("%w: %q", errBadHost, host)
		}
		host = decoded
	}
	if !lex.IsASCII(host) {
		ascii, err := hostNames.ToASCII(host)
		if err != nil {
			return "", fmt.Errorf("%w: %q", errBadHost, host)
		}
		host = ascii
	}
	host = strings.ToLower(host)
	if !validHost(host) {
		return "", fmt.Errorf("%w: %q", errBadHost, host)
	}
	if isNumeric(host[strings.LastIndexByte(host, '.')+1:]) {
		addr, ok := parseIPv4(host)
		if !ok {
			return "", fmt.Errorf("%w: %s is no IPv4 address", errBadHost, host)
		}
		return addr.String(), nil
	}
	return host, nil
}

// validHost checks letters, digits, hyphens and underscores, and the lengths
// of RFC 1035 section 2.3.4.
func validHost(host string) bool {
	if len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 {
			return false
		}
		for i := range len(label) {
			if c := label[i]; !lex.IsLetter(c) && !lex.IsDigit(c) && c != '-' && c != '_' {
				return false
			}
		}
	}
	return host != "http" && host != "https" // "https//host.org"
}

// isNumeric reports whether a host's last label makes browsers read the whole
// host as an IPv4 address.
func isNumeric(label string) bool {
	if label == "" || !lex.IsDigit(label[0]) {
		return false
	}
	_, err := strconv.ParseUint(label, 0, 64)
	return err == nil && label[0] != '0' || label == "0" || strings.HasPrefix(label, "0x") ||
		strings.Trim(label, "0123456789") == ""
}

// parseIPv4 reads an IPv4 address the way browsers do: one to four numbers,
// decimal, octal or hexadecimal, of which the last fills the bytes that are
// left. 127.1 and 2130706433 are both 127.0.0.1.
func parseIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, part := range parts {
		n, err := parseIPv4Number(part)
		if err != nil {
			return netip.Addr{}, false
		}
		limit := uint64(255)
		if i == len(parts)-1 {
			limit = 1<<(8*(5-len(parts))) - 1
			value = value<<(8*(5-len(parts))) | n
		} else {
			value = value<<8 | n
		}
		if n > limit {
			return netip.Addr{}, false
		}
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}

func parseIPv4Number(s string) (uint64, error) {
	switch {
	case strings.HasPrefix(s, "0x"):
		return strconv.ParseUint("0"+s[2:], 16, 33)
	case len(s) > 1 && s[0] == '0':
		return strconv.ParseUint(s, 8, 33)
	}
	return strconv.ParseUint(s, 10, 33)
}

// normalTail normalises what follows the host: path and query, without the
// fragment, which no server sees.
func normalTail(tail string) string {
	tail, _, _ = strings.Cut(tail, "#")
	path, query, hasQuery := strings.Cut(tail, "?")
	path = escape(strings.ReplaceAll(path, `\`, "/"), true)
	if path == "" {
		path = "/"
	}
	if hasQuery {
		path += "?" + escape(query, false)
	}
	return path
}

const upperHex = "0123456789ABCDEF"

// escape percent-encodes the bytes that may not stand in a URL and leaves all
// others alone. In a path a percent sign that begins no escape is encoded too,
// since net/url refuses it there; in a query servers get it as it was cited.
func escape(s string, path bool) string {
	var b strings.Builder
	kept := 0
	for i := range len(s) {
		c := s[i]
		stray := path && c == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]))
		if c <= ' ' || c >= 0x7f || stray || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.WriteString(s[kept:i])
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
			kept = i + 1
		}
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

func isHex(c byte) bool { return lex.IsDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
