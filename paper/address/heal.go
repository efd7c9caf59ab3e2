package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// heal mends what typesetting and copying did to an address, where no reader
// would doubt it:
//
//   - &amp; is an ampersand;
//   - between angle brackets white space is no part of the address (RFC 3986
//     appendix C), if the address plainly goes on behind it;
//   - at the end of a line the address goes on where Continues says so;
//   - a DOI's resolver and a DOI with a blank between them are one address.
//
// Start and End keep to the text as it is.
func heal(s string, a Address, before rune) Address {
	rest := s[a.End:]
	switch {
	case rest == "" || rest[0] != ' ' && rest[0] != '\n' && rest[0] != '\r':
	case before == '<':
		if joined, n := joinBracketed(a.URL, rest); n > 0 {
			a.URL, a.End = joined, a.End+n
		}
	case isResolver(Host(a.URL)) && strings.HasSuffix(a.URL, "/") && strings.Count(a.URL, "/") < 4:
		blank := len(rest) - len(strings.TrimLeft(rest, " \r\n"))
		if n := ScanDOI(rest[blank:]); n > 0 {
			a.URL, a.End = a.URL+rest[blank:blank+n], a.End+blank+n
		}
	default:
		a = joinLines(s, a)
	}
	if strings.Contains(a.URL, "&amp;") {
		a.URL = strings.ReplaceAll(a.URL, "&amp;", "&")
	}
	return a
}

// maxHealed is the length up to which parts are joined to an address.
const maxHealed = 2000

// joinBracketed joins to url the parts of it that follow up to the closing
// bracket, and returns how much of rest they take. Words that follow an address
// are none: <https://host.org/a accessed in May>.
func joinBracketed(url, rest string) (string, int) {
	end := strings.IndexByte(rest[:min(len(rest), maxHealed)], '>')
	if end < 0 || strings.Contains(rest[:end], "://") {
		return "", 0
	}
	for i := 0; i < end; {
		blank := end - i - len(strings.TrimLeft(rest[i:end], " \r\n"))
		part := rest[i+blank : end]
		if n := strings.IndexAny(part, " \r\n"); n >= 0 {
			part = part[:n]
		}
		if part == "" {
			break
		}
		if extent(part, 0) < len(part) || !joint(url, part) {
			return "", 0
		}
		url += part
		i += blank + len(part)
	}
	return url, end
}

// joint reports whether two parts of an address show by where they were parted
// that they belong together.
func joint(left, right string) bool {
	return strings.IndexByte("/-_=&?%#~+", left[len(left)-1]) >= 0 || strings.IndexByte("/?&=#%", right[0]) >= 0 || strings.ContainsAny(right, "/=")
}

// joinLines joins to an address at the end of a line the lines on which it goes
// on.
func joinLines(s string, a Address) Address {
	for a.End < len(s) && len(a.URL) < maxHealed {
		rest := strings.TrimLeft(s[a.End:], " \r")
		if rest == "" || rest[0] != '\n' {
			break
		}
		next := strings.TrimLeft(rest, " \r\n")
		if strings.Count(rest[:len(rest)-len(next)], "\n") > 1 || !Continues(a.URL, next) {
			break
		}
		n := trim(next[:extent(next, 0)], 0)
		if n == 0 {
			break
		}
		a.URL, a.End = a.URL+next[:n], len(s)-len(next)+n
	}
	return a
}

// Continues reports whether an address at the end of a line goes on at the
// start of the next. The address must end in a character that ends none, and
// the line must begin like the rest of an address, not like a word.
func Continues(url, next string) bool {
	end := strings.IndexAny(next, " \n")
	if end < 0 {
		end = len(next)
	}
	token := strings.TrimRight(next[:end], ".,;)>]")
	first, _ := utf8.DecodeRuneInString(token)
	if url == "" || token == "" || !lex.IsASCII(token) || HasPrefix(token) {
		return false
	}
	switch url[len(url)-1] {
	case '-', '_', '=', '&', '?', '%':
		return !unicode.IsUpper(first) && len(token) > 1
	case '/', '#':
		if strings.Trim(token, "0123456789") == "" && len(token) < end {
			return false // the number of the next entry
		}
		return strings.ContainsAny(token, "/-_=&?%.") ||
			strings.ContainsAny(token, "0123456789") && !unicode.IsUpper(first) && len(token) > 2
	}
	return strings.IndexByte("/?&=%", next[0]) >= 0 && end > 1 && !strings.HasPrefix(next, "//")
}

// healDOI reads a DOI that a blank parts after its slash, as texts taken from
// PDF have them: "10.1016/ j.cell.2020.01.001". The prefix alone is no DOI, so
// that what follows must be the rest, if it has a number and so is no word.
func healDOI(s string, start int) (Address, bool) {
	n := doiPrefix(s[start:])
	if n == 0 || !strings.HasPrefix(s[start+n:], " ") && !strings.HasPrefix(s[start+n:], "\n") {
		return Address{}, false
	}
	rest := strings.TrimLeft(s[start+n:], " \r\n")
	end := strings.IndexAny(rest, " \n")
	if end < 0 {
		end = len(rest)
	}
	if len(s)-start-n-len(rest) > 3 || !strings.ContainsAny(rest[:end], "0123456789") || HasPrefix(rest) {
		return Address{}, false
	}
	doi := s[start:start+n] + rest[:end]
	m := ScanDOI(doi)
	if m == 0 {
		return Address{}, false
	}
	return Address{Start: start, End: len(s) - len(rest) + m - n, DOI: cleanDOI(doi[:m])}, true
}
