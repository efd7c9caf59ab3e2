// Package address finds URLs and DOIs in text, with Find, and says which
// written URLs are one link, with Normalize.
package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// An Address is a URL or bare DOI found in a text, text[Start:End).
type Address struct {
	Start, End int
	URL        string // as written; "" for a bare DOI
	DOI        string
}

// Find finds the URLs and DOIs printed in s.
func Find(s string) []Address {
	var found []Address
	for from := 0; from < len(s); {
		start := Next(s, from)
		if start < 0 {
			break
		}
		if end := start + Scan(s[start:]); end > start {
			found = append(found, Address{Start: start, End: end, URL: s[start:end], DOI: DOIOf(s[start:end])})
			from = end
			continue
		}
		if n := ScanDOI(s[start:]); n > 0 {
			found = append(found, Address{Start: start, End: start + n, DOI: s[start : start+n]})
			from = start + n
			continue
		}
		from = start + 1
	}
	return found
}

// Next returns where an address may begin in s, from on: at a scheme,
// at "www.", at a resolver's name or at the "10." of a DOI.
func Next(s string, from int) int {
	for i := from; i < len(s); i++ {
		switch s[i] {
		case 'h', 'H', 'f', 'F', 'w', 'W', 'd', 'D':
			if (i == 0 || !lex.IsLetter(s[i-1])) && HasPrefix(s[i:]) {
				return i
			}
		case ':': // a scheme glued to the word before it
			if n := gluedScheme(s, i); n > 0 && i-n >= from {
				return i - n
			}
		case '1':
			if strings.HasPrefix(s[i:], "10.") && (i == 0 || !lex.IsDigit(s[i-1]) && s[i-1] != '.') && ScanDOI(s[i:]) > 0 {
				return i
			}
		}
	}
	return -1
}

// gluedScheme returns the length of the scheme before the colon at i, where it
// follows a letter without a space, or 0.
func gluedScheme(s string, i int) int {
	if !strings.HasPrefix(s[i:], "://") {
		return 0
	}
	for _, scheme := range []string{"https", "http", "ftp"} {
		if n := len(scheme); i >= n && strings.EqualFold(s[i-n:i], scheme) {
			return n
		}
	}
	return 0
}

// urlPrefixes are the beginnings by which an address is known as one. Only
// the first three carry a scheme.
var urlPrefixes = []string{"https://", "http://", "ftp://", "www.", "doi.org/10.", "dx.doi.org/10."}

func HasPrefix(s string) bool {
	for _, p := range urlPrefixes {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) && !unicode.IsSpace(rune(s[len(p)])) {
			return true
		}
	}
	return false
}

// Scan returns the length of the URL at the start of s, or 0. It ends where
// a reader sees its end: before white space, quotes and brackets that it did
// not open itself, and without the punctuation of the sentence around it.
func Scan(s string) int {
	if !HasPrefix(s) {
		return 0
	}
	end := urlExtent(s)
	if end+1 < len(s) && (s[end] == '[' || s[end] == '{') && s[end-1] == '/' && lex.IsLetter(s[end+1]) {
		return 0 // a pattern, such as https://doi.org/[DOI]
	}
	for {
		cut := strings.TrimRight(s[:end], ".,;:!?'*…’")
		if scheme, ok := strings.CutSuffix(cut, "://"); ok { // nothing follows it
			if !strings.Contains(scheme, ":") {
				return 0
			}
			cut = scheme
		}
		if len(cut) == end {
			return end
		}
		end = len(cut)
	}
}

// urlExtent is scanURL before the sentence's punctuation is trimmed.
func urlExtent(s string) int {
	var open []rune // brackets that the URL has opened
	for i, r := range s {
		switch {
		case unicode.IsSpace(r), r == utf8.RuneError, lex.IsControl(r):
			return i
		case strings.ContainsRune("<>\"`{}|\\^“”„«»‹›，。；：！？、（）「」『』【】《》", r):
			return i
		case r == '[' && strings.IndexByte(s[:i], '?') < 0:
			return i // RFC 3986 allows it nowhere; queries have it all the same
		case r == '(' || r == '[':
			open = append(open, r)
		case r == ')' || r == ']':
			if len(open) == 0 || r-open[len(open)-1] > 2 {
				return i
			}
			open = open[:len(open)-1]
		case r == ',' || r == ';':
			if HasPrefix(s[i+1:]) { // a list of addresses without spaces
				return i
			}
		}
	}
	return len(s)
}

// archiveHosts keep copies of other pages.
var archiveHosts = []string{
	"web.archive.org", "archive.ph", "archive.today", "archive.is", "archive.md", "archive.fo", "archive.li",
	"archive.vn", "perma.cc", "webcitation.org", "www.webcitation.org", "webarchive.nationalarchives.gov.uk",
	"arquivo.pt", "webarchive.org.uk", "www.webarchive.org.uk", "wayback.archive-it.org", "ghostarchive.org",
	"megalodon.jp", "swap.stanford.edu", "webarchive.loc.gov", "wayback.vefsafn.is", "nla.gov.au",
}

// IsArchive reports whether url is an archive's copy of another page.
func IsArchive(url string) bool {
	host := Host(url)
	for _, h := range archiveHosts {
		if host == h {
			path := strings.ToLower(url[strings.Index(strings.ToLower(url), host)+len(host):])
			return h != "web.archive.org" || strings.HasPrefix(path, "/web/")
		}
	}
	return false
}

// Host is the host of an address as written, in lower case and without port.
func Host(url string) string {
	if i := strings.Index(url, "://"); i >= 0 {
		url = url[i+3:]
	}
	if i := strings.IndexAny(url, `/?#\`); i >= 0 {
		url = url[:i]
	}
	url = url[strings.LastIndexByte(url, '@')+1:]
	if i := strings.LastIndexByte(url, ':'); i > strings.LastIndexByte(url, ']') {
		url = url[:i]
	}
	return strings.ToLower(url)
}

// IsExample reports whether url names a host that exists for examples or tests
// only (RFC 2606, RFC 6761), which running text mentions but does not cite.
func IsExample(url string) bool {
	host := Host(url)
	if host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" || host == "[::1]" {
		return true
	}
	for _, suffix := range []string{"example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"} {
		if host == suffix || strings.HasSuffix(host, "."+suffix) {
			return true
		}
	}
	return !strings.Contains(host, ".") && !strings.HasPrefix(host, "[") && strings.Trim(host, "0123456789") != ""
}

// IsWeb reports whether a link's target leads out of the document to something
// that can be cited: not an anchor, a relative path or a mail address.
func IsWeb(target string) bool {
	scheme, rest := splitScheme(target)
	switch scheme {
	case "http", "https", "ftp":
		return strings.HasPrefix(rest, "//") && len(rest) > 2
	case "doi":
		return true
	case "":
		return strings.HasPrefix(target, "//") && len(target) > 2
	}
	return false
}
