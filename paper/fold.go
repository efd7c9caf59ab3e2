package paper

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a title to what makes it that title, so that two spellings of
// it can be compared: compatibility forms, case, punctuation, typography and
// white space are folded away; letters, digits and marks of every script stay.
func Fold(title string) string {
	var b strings.Builder
	b.Grow(len(title))
	gap := false
	for _, r := range norm.NFKC.String(title) {
		switch {
		case r == 'İ' || r == 'ı': // Turkish i, which has no case in common with others
			r = 'i'
		case r == 'ς':
			r = 'σ'
		case isInvisible(r):
			continue
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ':
			continue // what's and whats are one word
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// isInvisible reports whether r takes no room on the page and so is no part of
// what a reader sees: soft hyphens, zero-width spaces, byte order marks and
// the controls of text direction, which could also make a terminal show one
// text as another.
func isInvisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x200b, r == 0x2060, r == 0xfeff, r == 0x61c:
		return true
	case r == 0x200e, r == 0x200f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}
