package address

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// A DOI is given where the text names one: bare, after a label, or in an
// address of a DOI resolver. The address of a publisher that has a DOI in its
// path is only that address: whether the DOI ends before /full, .pdf or
// /suppl_file is the publisher's secret.

// EscapeDOI percent-encodes what a DOI may hold and the path of a URL may not.
// Old DOIs have <, > and #; a percent sign is one too, since what is printed
// is the DOI itself and not its address.
func EscapeDOI(doi string) string {
	doi = strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", `\`, "%5C").Replace(doi)
	return escape(doi, true)
}

// doiPrefix returns the length of the part before the name: "10.", four digits
// or more, a slash.
func doiPrefix(s string) int {
	i := len("10.")
	if !strings.HasPrefix(s, "10.") {
		return 0
	}
	for i < len(s) && (lex.IsDigit(s[i]) || s[i] == '.') {
		i++
	}
	if i < len("10.1234") || i >= len(s) || s[i] != '/' {
		return 0
	}
	return i + 1
}

// ScanDOI returns the length of the DOI at the start of s, or 0: "10.", four
// digits or more, a slash and a name.
func ScanDOI(s string) int {
	name := doiPrefix(s)
	if name == 0 {
		return 0
	}
	end := name + doiExtent(s[name:])
	for trimmed := -1; trimmed != end; {
		trimmed = end
		end = len(strings.TrimRightFunc(s[:end], func(r rune) bool {
			return strings.ContainsRune(".,;:!?'’*_/…", r) || lex.IsInvisible(r)
		}))
		for _, view := range doiViews {
			end = len(strings.TrimSuffix(s[:end], view))
		}
	}
	if end <= name {
		return 0
	}
	return end
}

// doiViews are what publishers put behind a DOI in the addresses of a work's
// views, and what is copied with it.
var doiViews = [...]string{"/full", "/abstract", "/pdf", "/epdf", "/fulltext"}

// doiExtent returns where the name of a DOI ends: before white space, quotes,
// brackets that it did not open, the next item of a list, or an address that is
// glued to it.
func doiExtent(s string) int {
	round, square := 0, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '<', '&':
			if n := serialItem(s[i:]); n > 0 {
				size = n
			} else if r == '<' || markupEntity(s[i:]) {
				return i
			}
		case '(':
			round++
		case ')':
			round--
		case '[':
			square++
		case ']':
			square--
		case ',', ';':
			if HasPrefix(s[i+1:]) || doiPrefix(s[i+1:]) > 0 {
				return i
			}
		case ':':
			if n := schemeBefore(s, i); n > 0 {
				return i - n
			}
		default:
			if r < utf8.RuneSelf && classes[r] == ends && r != '\\' && r != '^' || r >= utf8.RuneSelf && endsText(r) {
				return i
			}
		}
		if round < 0 || square < 0 {
			return i
		}
		i += size
	}
	return len(s)
}

// serialItem returns the length of the part in angle brackets that DOIs made
// from serial item identifiers have, the only ones with such brackets, or 0:
// 10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2. The brackets may have been left
// as entities.
func serialItem(s string) int {
	open, close := "<", ">"
	if s[0] == '&' {
		open, close = "&lt;", "&gt;"
	}
	if !strings.HasPrefix(s, open) {
		return 0
	}
	end := strings.Index(s[:min(len(s), 60)], close)
	if end < 0 || strings.IndexByte(s[:end], ':') < 0 {
		return 0
	}
	for i := len(open); i < end; i++ {
		if c := s[i]; !lex.IsLetter(c) && !lex.IsDigit(c) && strings.IndexByte(":.,-+()*", c) < 0 {
			return 0
		}
	}
	end += len(close)
	if end >= len(s) || !lex.IsDigit(s[end]) {
		return 0
	}
	return end
}

// cleanDOI is a DOI without what does not belong to it inside: characters
// without a width, and entities for its own.
func cleanDOI(doi string) string {
	if lex.IsASCII(doi) && strings.IndexByte(doi, '&') < 0 {
		return doi
	}
	doi = strings.Map(func(r rune) rune {
		if lex.IsInvisible(r) {
			return -1
		}
		return r
	}, doi)
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(doi)
}

// DOIOf gives the DOI that an address of a DOI resolver names, or "".
func DOIOf(raw string) string {
	path, ok := ResolverPath(raw)
	if !ok {
		return ""
	}
	if inner := DOIOf(path); inner != "" {
		return inner // the resolver's address written twice
	}
	path, _, _ = strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	if strings.IndexByte(path, '%') >= 0 {
		if decoded, err := url.PathUnescape(path); err == nil && utf8.ValidString(decoded) {
			path = decoded
		}
	}
	path = strings.TrimPrefix(strings.TrimPrefix(path, "doi:"), "DOI:")
	if n := ScanDOI(path); n > 0 {
		return cleanDOI(path[:n])
	}
	return ""
}

// ResolverPath returns what follows the host in an address of a DOI resolver.
func ResolverPath(raw string) (string, bool) {
	host, tail := splitHost(strings.TrimSpace(raw))
	if isResolver(host) {
		return strings.TrimPrefix(tail, "/"), true
	}
	return "", false
}

// isResolver reports whether a host resolves DOIs, or is a library's proxy for
// one that does: doi-org.proxy.example.edu, doi.org.proxy.example.edu.
func isResolver(host string) bool {
	i := strings.IndexByte(host, '.')
	if i < 0 || len(host) < len("doi.org") {
		return false
	}
	host = strings.ToLower(host)
	switch host {
	case "doi.org", "dx.doi.org", "www.doi.org", "oadoi.org":
		return true
	}
	switch host[:i] {
	case "doi-org", "dx-doi-org", "www-doi-org":
		return true
	}
	return strings.HasPrefix(host, "doi.org.") || strings.HasPrefix(host, "dx.doi.org.")
}
