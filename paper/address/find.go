// Package address finds URLs and DOIs in text, with Find, and says which
// written URLs are one link, with Normalize. Identifiers finds the names of
// works that are no addresses, and Original what an archive's copy stands for.
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
	URL        string // as written, but for what heal mends; "" for a bare DOI
	DOI        string
}

// Find finds the URLs and DOIs printed in s. An address is known by its scheme,
// by "www.", by the "10." of a DOI, or by a host and path that can be nothing
// else: github.com/x/y.
//
// All but the scheme holds a full stop and a scheme ends in a colon, so that
// only these two are looked for; what stands before them was passed already,
// and a text without addresses is read once.
func Find(s string) []Address {
	var found []Address
	for from := 0; ; {
		a, ok := next(s, from)
		if !ok {
			return found
		}
		found = append(found, a)
		from = a.End
	}
}

// Next returns where the first address in s[from:] begins, or -1.
func Next(s string, from int) int {
	if a, ok := next(s, from); ok {
		return a.Start
	}
	return -1
}

func next(s string, from int) (Address, bool) {
	for i := from; i < len(s); i++ {
		if s[i] != '.' && s[i] != ':' {
			continue
		}
		a, ok := Address{}, false
		if s[i] == ':' {
			a, ok = atColon(s, from, i)
		} else if i+1 < len(s) && s[i+1] > ' ' {
			a, ok = atDot(s, from, i)
		}
		if ok {
			return a, true
		}
		i = max(i, a.End-1) // looks like an address and is none
	}
	return Address{}, false
}

// atColon reads the URL whose scheme ends at the colon. The scheme may be glued
// to the word before it, and typed twice: http://https://host.org.
func atColon(s string, from, colon int) (Address, bool) {
	n := schemeBefore(s[from:], colon-from)
	if n == 0 {
		return Address{}, false
	}
	start := colon - n
	rest := s[colon+len("://"):]
	if again := strings.IndexByte(rest[:min(len(rest), len("https:"))], ':'); again > 0 && schemeBefore(rest, again) == again {
		return Address{}, false // the second one counts
	}
	a, ok := urlAt(s, start)
	for ok {
		colon := a.Start - len("://")
		if colon < from || s[a.Start-1] != '/' {
			break
		}
		n := schemeBefore(s[from:], colon-from)
		if n == 0 {
			break
		}
		a.Start = colon - n
	}
	return a, ok
}

// schemeBefore returns the length of the scheme of web addresses that ends at
// the colon of "://", or 0.
func schemeBefore(s string, colon int) int {
	if !strings.HasPrefix(s[colon:], "://") {
		return 0
	}
	for _, scheme := range [...]string{"https", "http", "ftp"} {
		if n := len(scheme); colon >= n && strings.EqualFold(s[colon-n:colon], scheme) {
			return n
		}
	}
	return 0
}

// atDot reads the address without a scheme in which the full stop is the first.
func atDot(s string, from, dot int) (Address, bool) {
	if lex.IsDigit(s[dot+1]) && strings.HasSuffix(s[from:dot], "10") {
		start := dot - len("10")
		if start > 0 && (lex.IsDigit(s[start-1]) || s[start-1] == '.') {
			return Address{}, false
		}
		return doiAt(s, start)
	}
	start := dot
	for start > from && isHostByte(s[start-1]) {
		start--
	}
	if start == dot {
		return Address{}, false
	}
	if www := dot - len("www"); www >= start && strings.EqualFold(s[www:dot], "www") && (www == 0 || !lex.IsLetter(s[www-1])) {
		return urlAt(s, www)
	}
	if resolverPrefix(s[start:]) {
		return urlAt(s, start)
	}
	if startsBare(s, start) && bareHost(s[start:]) {
		a, ok := urlAt(s, start)
		return a, ok && barePath(a.URL)
	}
	return Address{}, false
}

// doiAt reads the DOI at start.
func doiAt(s string, start int) (Address, bool) {
	n := ScanDOI(s[start:])
	if n == 0 {
		return healDOI(s, start)
	}
	return Address{Start: start, End: start + n, DOI: cleanDOI(s[start : start+n])}, true
}

// urlAt reads the URL at start.
func urlAt(s string, start int) (Address, bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	n, ok := scan(s[start:], before)
	if !ok {
		return Address{End: start + n}, false
	}
	a := heal(s, Address{Start: start, End: start + n, URL: s[start : start+n]}, before)
	a.DOI = DOIOf(a.URL)
	return a, true
}

// prefixes are the beginnings by which an address is known as one. Only the
// first three carry a scheme.
var prefixes = [...]string{"https://", "http://", "ftp://", "www.", "doi.org/10.", "dx.doi.org/10."}

// HasPrefix reports whether s begins like an address that is not just a host.
func HasPrefix(s string) bool {
	for _, p := range prefixes {
		if len(s) > len(p) && s[0]|0x20 == p[0] && strings.EqualFold(s[:len(p)], p) && !unicode.IsSpace(rune(s[len(p)])) {
			return true
		}
	}
	return false
}

// resolverPrefix reports whether s begins with a DOI resolver's name and "10.".
func resolverPrefix(s string) bool {
	return s[0]|0x20 == 'd' && HasPrefix(s)
}
