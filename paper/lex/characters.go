package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsControl reports whether r would act on a terminal instead of being shown.
func IsControl(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 }

// IsInvisible reports whether r takes no room on the page and so is no part of
// what a reader sees: soft hyphens, zero-width spaces, byte order marks, and the
// controls of text direction, which could also make a terminal show one text as
// another. Zero-width joiners and the selectors of a character's form are not
// among them: they change the characters beside them.
func IsInvisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0x200b, r == 0xfeff:
		return true
	case r == 0x200e, r == 0x200f, 0x202a <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f:
		return true
	case 0xfff9 <= r && r <= 0xfffb, 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}

// IsUpperName reports whether a family name is set in capitals (ISO 690).
func IsUpperName(s string) bool {
	return utf8.RuneCountInString(s) > 2 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsUnspaced reports whether r is of a script that puts no space between words.
func IsUnspaced(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lower is the lower case of an ASCII letter or digit.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}
