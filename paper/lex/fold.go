// Package lex knows characters and words: what a reader sees of them, and what
// makes two spellings one.
package lex

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
		case IsInvisible(r):
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
