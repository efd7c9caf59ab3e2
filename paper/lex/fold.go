// Package lex knows characters and words: what a reader sees of them, and what
// makes two spellings one.
package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a title to what makes it that title, so that two spellings of
// it can be compared. Folded away are compatibility forms, case, punctuation,
// typography, white space, and what a script leaves to the writer: the points
// and vowel signs of Arabic and Hebrew, the dots of ё, the ligatures æ and œ, ß
// for ss. Letters, digits and all other marks stay: a title without its accents
// is another one.
func Fold(title string) string {
	if IsASCII(title) {
		return foldASCII(title)
	}
	var b strings.Builder
	b.Grow(len(title))
	gap := false
	for _, r := range norm.NFKC.String(spelled(title)) {
		switch {
		case r < utf8.RuneSelf && (IsLetter(byte(r)) || IsDigit(byte(r))):
		case isApostrophe(r):
			continue // what's and whats are one word
		case isOptional(r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		if r < utf8.RuneSelf {
			b.WriteByte(lower(byte(r)))
		} else {
			writeFolded(&b, r)
		}
	}
	folded := b.String()
	if composed := norm.NFC.String(folded); composed != folded {
		return Fold(composed) // a mark met a letter that it did not stand beside
	}
	return folded
}

// foldASCII is Fold for what has no other characters than those of ASCII, as
// most titles.
func foldASCII(title string) string {
	b := make([]byte, 0, len(title))
	gap := false
	for i := range len(title) {
		c := title[i]
		switch {
		case c == '\'' || c == '`':
			continue
		case !IsLetter(c) && !IsDigit(c):
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, lower(c))
	}
	return string(b)
}

// spelled takes care of what NFKC makes something else of than a reader: an
// accent typed as an apostrophe becomes a mark on a blank, ™ letters, and what is
// not seen keeps a letter and its accent apart.
func spelled(title string) string {
	if IsASCII(title) {
		return title
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '´':
			return '\''
		case r == '™', r == '℠', r == '¨':
			return ' '
		case IsInvisible(r), isOptional(r):
			return -1
		}
		return r
	}, title)
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', 'ʼ', 'ʻ', 'ʹ', '`', '′':
		return true
	}
	return false
}

// isOptional reports whether a mark is one that most texts leave out and some
// have: Arabic and Hebrew vowel signs, the Arabic stroke that only stretches a
// word, the joiners of Persian and Indic scripts, and selectors of form.
func isOptional(r rune) bool {
	return 0x591 <= r && r <= 0x5c7 && r != '־' && r != '׀' && r != '׃' || // Hebrew points
		0x64b <= r && r <= 0x652 || r == 0x670 || r == 0x640 || // Arabic
		r == 0x200c || r == 0x200d || 0xfe00 <= r && r <= 0xfe0f || 0xe0100 <= r && r <= 0xe01ef
}

// writeFolded writes a letter outside of ASCII without case and without the
// choices of spelling that are no other word.
func writeFolded(b *strings.Builder, r rune) {
	switch r = unicode.ToLower(r); r {
	case 'İ', 'ı': // Turkish i, which has no case in common with others
		b.WriteByte('i')
	case 'ς':
		b.WriteRune('σ')
	case 'ё':
		b.WriteRune('е')
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ي', 'ى': // the Persian and Arabic letters that keyboards mix up
		b.WriteRune('ی')
	case 'ك':
		b.WriteRune('ک')
	default:
		b.WriteRune(r)
	}
}
