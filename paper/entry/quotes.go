package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A quotation is text in quotation marks: [Start, End) with the marks,
// [From, To) without them.
type quotation struct {
	Start, End int
	From, To   int
}

// maxQuotation is the length of the longest quotation that is looked for, in
// bytes. Without a bound, each mark that nothing closes costs a look at all of
// the text.
const maxQuotation = 1200

// closers are the marks that can end what a mark begins, over all languages.
var closers = map[rune]string{
	'“': "”“", '„': "“”", '«': "»", '»': "«", '‘': "’", '‚': "‘’", '‹': "›", '"': "\"”", '\'': "'’", '‟': "”", '「': "」", '『': "』", '《': "》", '＂': "＂",
}

// Quotations finds what is quoted in s, outermost only.
func Quotations(s string) []quotation {
	var found []quotation
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if q, ok := quotationAt(s, i, r, size); ok {
			found = append(found, q)
			i = q.End
			continue
		}
		i += size
	}
	return found
}

func quotationAt(s string, i int, r rune, size int) (quotation, bool) {
	if r < utf8.RuneSelf && r != '"' && r != '\'' && r != '`' {
		return quotation{}, false
	}
	ends, opens := closers[r]
	if r == '`' && strings.HasPrefix(s[i:], "``") { // TeX
		if to := strings.Index(s[i:], "''"); to > 2 {
			return quotation{Start: i, End: i + to + 2, From: i + 2, To: i + to}, true
		}
	}
	if !opens || !opensQuote(s, i, size, r) {
		return quotation{}, false
	}
	from := i + size
	to, width := closing(s[:min(len(s), from+maxQuotation)], from, r, ends)
	if to < 0 {
		return quotation{}, false
	}
	return quotation{Start: i, End: to + width, From: from, To: to}, true
}

// opensQuote reports whether the mark at i stands where quotations begin:
// not inside a word, not before a space (but French sets one after «) or
// punctuation.
func opensQuote(s string, i, size int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if i > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) && r != '「' && r != '《' && r != '『' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(s[i+size:])
	return i+size < len(s) && (!unicode.IsSpace(after) || r == '«') && !strings.ContainsRune(",;:)", after) && !(r == '»' && after == '.')
}

// closing finds the end of a quotation that began before from. Marks that are
// distinct nest. Those that look like an apostrophe, and straight ones, end
// the quotation where a part of an entry can end, first of all where
// punctuation says so.
func closing(s string, from int, open rune, ends string) (at, width int) {
	if strings.ContainsRune("\"'‘‚＂", open) {
		return closingWeak(s, from, ends)
	}
	stack := []string{ends}
	for i, r := range s[from:] {
		i += from
		size := utf8.RuneLen(max(r, 1))
		if r < utf8.RuneSelf {
			continue
		}
		inner, opens := closers[r]
		opens = opens && !strings.ContainsRune("\"'‘‚＂", r) && opensQuote(s, i, size, r)
		switch {
		case strings.ContainsRune(stack[len(stack)-1], r) && !opens:
			if stack = stack[:len(stack)-1]; len(stack) == 0 {
				return i, size
			}
		case opens && len(stack) < 8:
			stack = append(stack, inner)
		}
	}
	return firstOf(s, from, ends)
}

// firstOf is the first mark that can only close, for quotations that do not nest
// properly.
func firstOf(s string, from int, ends string) (at, width int) {
	for i, r := range s[from:] {
		size := utf8.RuneLen(max(r, 1))
		if r >= utf8.RuneSelf && strings.ContainsRune(ends, r) && !opensQuote(s, from+i, size, r) {
			return from + i, size
		}
	}
	return -1, 0
}

// closingWeak is closing for marks that look alike at both ends.
func closingWeak(s string, from int, ends string) (at, width int) {
	weak, weakSize := -1, 0
	for i, r := range s[from:] {
		i += from
		if !strings.ContainsRune(ends, r) {
			continue
		}
		size := utf8.RuneLen(r)
		if closesPart(s, from, i, size) {
			return i, size
		}
		if weak < 0 && i > from && closesWord(s, i, size) {
			weak, weakSize = i, size
		}
	}
	return weak, weakSize
}

// closesPart reports whether punctuation on either side of the mark at i shows
// that a part of the entry ends with it.
func closesPart(s string, from, i, size int) bool {
	if i == from {
		return false
	}
	rest := s[i+size:]
	before := s[i-1]
	if rest == "" {
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsUpper(next) && (before == '.' || before == ',') {
		return true // “Title.”Container, a space lost
	}
	if unicode.IsLetter(next) || unicode.IsDigit(next) || before == ' ' {
		return false
	}
	return strings.ContainsRune(",.;:)]", next) || strings.IndexByte(",.?!", before) >= 0
}

// closesWord accepts a mark after a word where a new part can begin: before a
// capital, a bracket or a digit, or before "in". Before a small letter it is a plural's
// apostrophe or an inner quotation.
func closesWord(s string, i, size int) bool {
	rest := s[i+size:]
	if s[i-1] == ' ' || len(rest) < 2 || rest[0] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	word, _, _ := strings.Cut(rest[1:], " ")
	return next == 0 || unicode.IsUpper(next) || unicode.IsDigit(next) || containerLeads[strings.TrimRight(word, ":")] || strings.ContainsRune("(<[", next) ||
		strings.IndexByte(strings.TrimRight(word, ".,"), '.') > 0 // a host's name
}
