package paper

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

func checkMalformedURL(in *inspection) {
	for _, r := range in.References {
		if r.URL == "" || strings.HasPrefix(r.URL, "www.") {
			if slip := address.Misspelt(r.Raw); slip != "" && r.Kind != Inline && strings.HasSuffix(slip, r.URL) {
				in.report(r, "No browser can open this address, its beginning is misspelt; correct it.", slip, "")
				continue
			}
		}
		if r.URL == "" {
			continue
		}
		if address.Misspelt(r.URL) != "" {
			in.report(r, "No browser can open this address, its beginning is misspelt; correct it.", r.URL, "")
			continue
		}
		if _, err := address.Normalize(r.URL); err != nil {
			in.report(r, fmt.Sprintf("No browser can open this address: %v; correct it.", err), r.URL, "")
		}
	}
}

// checkMalformedDOI looks at what names a resolver or says that it is a DOI.
func checkMalformedDOI(in *inspection) {
	for _, r := range in.References {
		if cited := malformedDOI(r); cited != "" {
			in.report(r, "This is no DOI: one begins with 10., four digits or more and a slash; copy it again.", cited, "")
		}
	}
}

// malformedDOI returns what a reference cites as a DOI without its being one.
// Short DOIs (https://doi.org/abc123) are letters and digits only.
func malformedDOI(r *Reference) string {
	if path, ok := address.ResolverPath(r.URL); ok {
		path, _, _ = strings.Cut(path, "?")
		path, _, _ = strings.Cut(path, "#")
		path = strings.TrimSuffix(path, "/")
		short := strings.Trim(strings.TrimPrefix(path, "10/"), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
		if address.DOIOf(r.URL) == "" && !short {
			return r.URL
		}
		return ""
	}
	lower := strings.ToLower(r.Raw)
	i := strings.Index(lower, "doi:")
	if r.DOI != "" || r.Kind == Inline || i < 0 || len(lower) != len(r.Raw) || i > 0 && lex.IsLetter(lower[i-1]) {
		return ""
	}
	word, _, _ := strings.Cut(strings.TrimLeft(r.Raw[i+len("doi:"):], " "), " ")
	word = strings.TrimRight(word, ".,;)]>")
	if address.ScanDOI(word) > 0 { // that of another link of the same entry
		return ""
	}
	if word == "" || strings.Contains(word, "://") || !strings.ContainsAny(word, "0123456789") || !strings.ContainsAny(word, "/.") {
		return ""
	}
	return word
}

func checkPrivateURL(in *inspection) {
	if in.AllowPrivate {
		return
	}
	for _, r := range in.References {
		link, err := r.Link()
		if err == nil && link != "" && (isPrivate(address.Host(link)) || r.Kind != Inline && isBareName(r.URL)) {
			in.report(r, "Readers cannot reach this address, it lies in a private network; cite a public one.", r.URL, "")
		}
	}
}

// isPrivate reports whether a host is one of the reader's own network: by name
// (RFC 6761, RFC 6762, RFC 9476 and what ICANN reserved) or by address.
func isPrivate(host string) bool {
	host = strings.TrimSuffix(host, ".")
	for _, suffix := range []string{"localhost", "local", "internal", "localdomain", "lan", "home.arpa"} {
		if host == suffix || strings.HasSuffix(host, "."+suffix) {
			return true
		}
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if err != nil {
		return false
	}
	addr = addr.Unmap()
	return addr.IsPrivate() || addr.IsLoopback() || addr.IsLinkLocalUnicast() || addr.IsUnspecified() || sharedSpace.Contains(addr)
}

// isBareName reports whether an address has a scheme and a host without a dot,
// which only a network's own resolver knows: http://intranet/report. Domains of
// one label are not to have addresses (RFC 7085, ICANN 2013). Behind www a
// line may have been broken.
func isBareName(url string) bool {
	host := address.Host(url)
	_, rest, ok := strings.Cut(url, "://")
	return ok && host != "" && host != "www" && len(rest) > len(host)+1 && strings.Trim(host, "0123456789") != "" && strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// sharedSpace is the address space between providers and their customers, RFC
// 6598.
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

// shorteners hide where a link leads. Shorteners that a publisher runs for its
// own pages (nyti.ms, wapo.st) do too.
var shorteners = []string{
	"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "tiny.cc", "bl.ink", "short.io", "rb.gy", "lnkd.in", "t.ly", "v.gd", "shorturl.at",
	"dlvr.it", "fb.me", "trib.al", "ift.tt", "j.mp", "bitly.com", "clck.ru", "vk.cc", "u.to", "nyti.ms", "wapo.st", "econ.st", "bbc.in", "reut.rs", "cnn.it", "on.ft.com", "bloom.bg", "gu.com", "on.wsj.com", "amzn.to", "surl.li", "goo.su", "s.id", "soo.gd",
}

func checkShortened(in *inspection) {
	for _, r := range in.References {
		host := strings.TrimPrefix(address.Host(r.URL), "www.")
		if r.URL != "" && slices.Contains(shorteners, host) {
			in.report(r, fmt.Sprintf("%s hides where this link leads; cite the address it leads to.", host), r.URL, "")
		}
	}
}
