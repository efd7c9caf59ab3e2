package address

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// EscapeDOI percent-encodes what a DOI may hold and the path of a URL may not.
// Old DOIs have <, > and #; a percent sign is one too, since what is printed
// is the DOI itself and not its address.
func EscapeDOI(doi string) string {
	doi = strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", `\`, "%5C").Replace(doi)
	return escape(doi, true)
}

// ScanDOI returns the length of the DOI at the start of s, or 0: "10.", four
// digits or more, a slash and a name.
func ScanDOI(s string) int {
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
	end := i + 1
	depth := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if r == '<' && serialDOI(s[:end], s[end:]) {
			end += strings.IndexByte(s[end:], '>') + 1
			continue
		}
		if unicode.IsSpace(r) || r == utf8.RuneError || lex.IsControl(r) || strings.ContainsRune("<>\"“”«»|{}`，。；", r) {
			break
		}
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth < 0 {
			break
		}
		end += size
	}
	end -= len(s[:end]) - len(strings.TrimRight(s[:end], ".,;:!?'’*_"))
	if end <= i+1 {
		return 0
	}
	return end
}

// serialDOI recognises the DOIs made from serial item identifiers, the only
// ones with angle brackets: 10.1002/(SICI)1097-0258(1998)17:15<1661::AID-X>3.
func serialDOI(before, rest string) bool {
	end := strings.IndexByte(rest, '>')
	return strings.Contains(before, "SICI") && end > 0 && strings.Contains(rest[:end], "::")
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
	if decoded, err := url.PathUnescape(path); err == nil && utf8.ValidString(decoded) {
		path = decoded
	}
	path = strings.TrimPrefix(strings.TrimPrefix(path, "doi:"), "DOI:")
	if n := ScanDOI(path); n > 0 {
		return path[:n]
	}
	return ""
}

// ResolverPath returns what follows the host in an address of a DOI resolver.
func ResolverPath(raw string) (string, bool) {
	s := strings.TrimSpace(raw)
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
	}
	host, path, _ := strings.Cut(s, "/")
	switch strings.ToLower(host) {
	case "doi.org", "dx.doi.org", "www.doi.org", "oadoi.org":
		return path, true
	}
	return "", false
}
