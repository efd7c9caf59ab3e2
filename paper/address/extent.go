package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// Scan returns the length of the URL at the start of s, or 0. It ends where
// a reader sees its end: before white space, quotes and brackets that it did
// not open itself, and without the punctuation of the sentence around it.
func Scan(s string) int {
	if !HasPrefix(s) {
		return 0
	}
	n, ok := scan(s, 0)
	if !ok {
		return 0
	}
	return n
}

// scan is Scan for what is known to begin like an address. The character
// before it may be the one that closes it too. Where it is no address, the
// length is that of what cannot hold another one.
func scan(s string, before rune) (int, bool) {
	end := extent(s, before)
	if end > 0 && end+1 < len(s) && (s[end] == '[' || s[end] == '{') && s[end-1] == '/' && lex.IsLetter(s[end+1]) {
		return end, false // a pattern, such as https://doi.org/[DOI]
	}
	end = trim(s[:end], before)
	if i := strings.Index(s[:end], "://"); i >= 0 {
		return end, end > i+len("://")
	}
	www := len("www.")
	return end, end > www && (!strings.EqualFold(s[:www], "www.") || strings.IndexByte(s[www:end], '.') > 0)
}

// trim cuts off the end of an address what belongs to the text around it: the
// sentence's punctuation, an emphasis that began before the address, and
// characters without a width.
func trim(s string, before rune) int {
	for {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case size == 0:
			return 0
		case strings.ContainsRune(".,;:!?'*…’—–", r), lex.IsInvisible(r), r == '\u200c', r == '\u200d':
		case r == before && (r == '_' || r == '~'):
		case r == '/' && strings.HasSuffix(s, "://"): // a second scheme that nothing follows
			size = len("://")
			if n := schemeBefore(s, len(s)-size); n < len(s)-size {
				size += n
			} else {
				return len(s)
			}
		default:
			return len(s)
		}
		s = s[:len(s)-size]
	}
}

// The classes of bytes in an address.
const (
	plain   = iota
	ends    // no address holds it
	checked // see inAddress.take
	wide    // of a character outside of ASCII
)

var classes = func() (c [256]uint8) {
	for i := range c {
		switch {
		case i <= ' ' || i == 0x7f || strings.IndexByte("<>\"`{}|\\^", byte(i)) >= 0:
			c[i] = ends
		case strings.IndexByte("()[],;:&'/?#.", byte(i)) >= 0:
			c[i] = checked
		case i >= utf8.RuneSelf:
			c[i] = wide
		}
	}
	return c
}()

// An inAddress is what extent remembers of the address so far.
type inAddress struct {
	round, square int // brackets that the address has opened
	query         bool
	host          bool // still in the host
	label         int  // where its last label begins
	eastern       bool // it has letters of China, Japan or Korea
}

// extent is scan before the sentence's punctuation is trimmed.
func extent(s string, before rune) int {
	a := inAddress{host: true}
	if i := strings.IndexByte(s[:min(len(s), len("https:"))], ':'); i > 0 && schemeBefore(s, i) == i {
		a.label = i + len("://")
	}
	for i := a.label; i < len(s); {
		size := 1
		switch classes[s[i]] {
		case ends:
			if s[i] == '<' && strings.Contains(s[:i], "/10.") {
				if n := serialItem(s[i:]); n > 0 { // of a DOI that a resolver's address was written with
					size = n
					break
				}
			}
			return a.stop(s, i)
		case wide:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == '’' && before == '‘' || r == '—' && i > 0 && s[i-1] != '_' || a.endsAt(s, i, r) {
				return a.stop(s, i)
			}
		case checked:
			if stop := a.take(s, i, before); stop >= 0 {
				return stop
			}
		}
		i += size
	}
	return len(s)
}

// stop is where an address ends that can go no further than i: before the
// bracket of a remark that was written without a space, such as page(2021年閲覧)
// and page(accessed 1 May 2020).
func (a *inAddress) stop(s string, i int) int {
	if a.round <= 0 || a.query {
		return i
	}
	open := strings.LastIndexByte(s[:i], '(')
	word := s[open+1 : i]
	if open < 1 || word == "" || !lex.IsLetter(s[open-1]) && !lex.IsDigit(s[open-1]) && s[open-1] != '/' {
		return i
	}
	inside := s[i:min(len(s), i+maxRemark)]
	closed := strings.IndexByte(inside, ')')
	if closed < 0 || strings.ContainsAny(inside[:closed], "(\n") {
		return i
	}
	year := strings.Trim(word, "0123456789") == "" && beginsEastern(inside)
	said := len(word) > 2 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && inside[0] == ' '
	if year || said {
		return open
	}
	return i
}

// maxRemark is the most bytes that the rest of a remark in brackets has.
const maxRemark = 80

// beginsEastern reports whether s begins with a letter of China, Japan or Korea.
func beginsEastern(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return lex.IsUnspaced(r) || unicode.Is(unicode.Hangul, r)
}

// take looks at a character that may end the address, and returns where it
// ends, or -1.
func (a *inAddress) take(s string, i int, before rune) int {
	switch s[i] {
	case '/', '#':
		a.host = false
	case '?':
		a.host, a.query = false, true
	case '.':
		if a.host {
			a.label = i + 1
		}
	case '(':
		a.round++
	case ')':
		a.round--
	case '[':
		if !a.query && !(a.host && i == a.label && isIPv6(s[i:])) {
			return i // RFC 3986 allows it nowhere else; queries have it all the same
		}
		a.square++
	case ']':
		a.square--
	case '\'':
		if a.host || before == '\'' {
			return i
		}
	case ',', ';':
		if rest := s[i+1:]; HasPrefix(rest) || doiPrefix(rest) > 0 || !a.eastern && beginsEastern(rest) { // a list or a sentence without spaces
			return i
		}
	case '&':
		if markupEntity(s[i:]) {
			return i
		}
	case ':':
		if start := i - schemeBefore(s, i); 0 < start && start < i && (lex.IsLetter(s[start-1]) || lex.IsDigit(s[start-1]) || s[start-1] == '.' || s[start-1] == ')') {
			return start // another address glued to this one
		}
	}
	if a.round < 0 || a.square < 0 {
		return i
	}
	return -1
}

// isIPv6 reports whether s begins with an IPv6 address in brackets.
func isIPv6(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 42)], ']')
	return end > 0 && strings.Trim(s[1:end], "0123456789abcdefABCDEF:.") == "" && strings.IndexByte(s[:end], ':') > 0
}

// endsAt reports whether a character outside of ASCII ends the address at i:
// white space, quotation marks and brackets, and the punctuation of scripts
// other than Latin. In the host all but letters do, and letters too where they
// follow a domain: https://host.orgを. Behind it, letters of China,
// Japan and Korea belong to the address where they begin one of its parts, as in
// /wiki/中国. Where the first of them follow a letter or number, the sentence goes
// on: /page参照, and it was only written without spaces.
func (a *inAddress) endsAt(s string, i int, r rune) bool {
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		if a.host {
			return a.label > 0 && a.label < i && s[a.label-1] == '.' && bareDomains[s[a.label:i]]
		}
		if !a.eastern && (lex.IsUnspaced(r) || unicode.Is(unicode.Hangul, r)) {
			a.eastern = true
			return lex.IsLetter(s[i-1]) || lex.IsDigit(s[i-1])
		}
		return false
	case endsText(r):
		return true
	}
	return a.host && !unicode.IsNumber(r) && !lex.IsInvisible(r) && r != '\u200c' && r != '\u200d'
}

// endsText reports whether a character outside of ASCII ends addresses and DOIs
// wherever it stands.
func endsText(r rune) bool {
	switch {
	case unicode.IsLetter(r):
		return false
	case 0x3000 <= r && r <= 0x303f, 0xff00 <= r && r <= 0xff65: // CJK punctuation, full-width forms
		return !unicode.IsNumber(r)
	}
	return r == utf8.RuneError || unicode.IsSpace(r) || lex.IsControl(r) || foreignStops[r]
}

// foreignStops are quotation marks and brackets, the commas and full stops of
// Arabic, Urdu, Hebrew, Armenian, Ethiopic and the scripts of India, and the
// arrows that lead from a note back to the text.
var foreignStops = func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "“”„‟‘‚«»‹›⟨⟩〈〉،؛؟۔׀׃׳״։።።।॥↩⏎" {
		set[r] = true
	}
	return set
}()

// markupEntity reports whether s begins with the entity of a character that
// ends an address.
func markupEntity(s string) bool {
	for _, entity := range [...]string{"&lt;", "&gt;", "&quot;", "&nbsp;", "&#34;", "&#39;", "&#60;", "&#62;", "&#160;"} {
		if strings.HasPrefix(s, entity) {
			return true
		}
	}
	return false
}
