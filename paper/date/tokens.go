package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// A dateToken is a number, a word or a separator in a text.
type dateToken struct {
	Start, End int
	Number     int // -1 for what is no number
	Digits     int
	Word       string // of letters, in lower case
	Sep        byte   // '-', '/', '.', ',' or 0
}

// Tokens cuts s into what dates are made of. Blanks and unknown characters
// make no token; a gap shows in the positions.
func Tokens(s string) []dateToken {
	var tokens []dateToken
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case lex.IsDigit(c):
			start, n := i, 0
			for ; i < len(s) && lex.IsDigit(s[i]); i++ {
				n = min(n*10+int(s[i]-'0'), 99999)
			}
			tokens = append(tokens, dateToken{Start: start, End: i, Number: n, Digits: i - start})
		case c == '-' || c == '/' || c == '.' || c == ',':
			tokens = append(tokens, dateToken{Start: i, End: i + 1, Number: -1, Sep: c})
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			start := i
			for unicode.IsLetter(r) || unicode.IsMark(r) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			switch {
			case i > start:
				tokens = append(tokens, dateToken{Start: start, End: i, Number: -1, Word: strings.ToLower(s[start:i])})
			case r == '–' || r == '‑' || r == '‐':
				tokens = append(tokens, dateToken{Start: i, End: i + size, Number: -1, Sep: '-'})
				i += size
			default:
				i += max(size, 1)
			}
		}
	}
	return tokens
}
