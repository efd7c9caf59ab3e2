package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

// bareAddress reads an address without brackets around it, of which s[i] is
// the first mark that tells: the colon of its scheme, the full stop after
// "www" or the slash after "doi.org". Addresses are read before emphasis, so
// that * and _ in them stay.
func (t *inline) bareAddress(i int) int {
	start := t.addressStart(i)
	if start < t.from || start > 0 && lex.IsLetter(t.s[start-1]) {
		return 0
	}
	rest := extent(t.s[start:min(len(t.s), start+maxAddress)])
	n := address.Scan(rest)
	if n == 0 {
		return 0
	}
	if last := rest[n-1]; (last == '_' || last == '~') && t.opened(last) {
		n = len(strings.TrimRight(rest[:n], rest[n-1:n])) // emphasis around it
	}
	if start+n <= i {
		return 0
	}
	kind := bare
	if t.s[i] != ':' {
		kind = literal // without a scheme it is only text, for whoever finds addresses in text
	}
	t.put(kind, start, start+n, unescape(t.s[start:start+n]))
	return start + n - i
}

// maxOpen is how many delimiters back one is looked for that is open.
const maxOpen = 50

// opened reports whether a delimiter stands before that could open emphasis.
func (t *inline) opened(char byte) bool {
	i := t.tail
	for n := 0; i >= 0 && n < maxOpen; n++ {
		if d := &t.delims[i]; d.char == char && d.opens {
			return true
		}
		i = t.delims[i].prev
	}
	return false
}

// addressStart returns where the address begins that s[i] tells of, or -1.
func (t *inline) addressStart(i int) int {
	before := t.s[:i]
	switch c := t.s[i]; {
	case i < 3:
	case c == ':':
		if strings.HasPrefix(t.s[i:], "://") {
			for _, scheme := range []string{"https", "http", "ftp"} {
				if endsFold(before, scheme) {
					return i - len(scheme)
				}
			}
		}
	case c == '.':
		if endsFold(before, "www") {
			return i - len("www")
		}
	case c == '/':
		if strings.HasPrefix(t.s[i:], "/10.") && endsFold(before, "doi.org") {
			if endsFold(before, "dx.doi.org") {
				return i - len("dx.doi.org")
			}
			return i - len("doi.org")
		}
	}
	return -1
}

// endsFold reports whether s ends with suffix, in any case.
func endsFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// maxBehind is how much of what follows an address helps to tell its end.
const maxBehind = 100

// extent is as much of s as tells how far an address goes. Escaped punctuation in it is
// made safe for address.Scan without changing offsets: PDF converters write
// a\_b, and a backslash would end the address.
func extent(s string) string {
	if end := strings.IndexAny(s, " \t\n<"); end >= 0 {
		s = s[:min(len(s), end+maxBehind)]
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '\\' && b[i+1] != '\\' && isPunctuation(b[i+1]) {
			if strings.IndexByte("<>]\"", b[i+1]) >= 0 && strings.IndexByte(s[:i], '[') < 0 {
				return string(b[:i]) // what closes a bracket or a quotation around it
			}
			b[i] = 'x'
		}
	}
	return string(b)
}
