package lex

import (
	"strings"
	"unicode/utf8"
)

// IsControl reports whether r would act on a terminal instead of being shown.
func IsControl(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 }

// IsInvisible reports whether r takes no room on the page and so is no part of
// what a reader sees: soft hyphens, zero-width spaces, byte order marks and
// the controls of text direction, which could also make a terminal show one
// text as another.
func IsInvisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x200b, r == 0x2060, r == 0xfeff, r == 0x61c:
		return true
	case r == 0x200e, r == 0x200f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}

// IsUpperName reports whether a family name is set in capitals (ISO 690).
func IsUpperName(s string) bool {
	return utf8.RuneCountInString(s) > 2 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
