package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxMarks is how many combining marks one character may carry: more than any
// script needs, and too few to cover the lines above.
const maxMarks = 8

// Safe makes text of a page or paper safe to print on a terminal and fit for
// one line: white space of any kind but the plain space and the visible spaces
// of Unicode becomes a space, other control characters, noncharacters and bytes
// that are no UTF-8 become U+FFFD, so that an attempt stays visible, and what is
// invisible or turns the direction of writing is dropped, and so are the upper
// floors of towers of combining marks. Zero-width joiners stay inside words: Persian and
// emoji need them. Safe(Safe(s)) is Safe(s).
func Safe(s string) string {
	if printable(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var last, joiner rune
	marks := 0
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
		switch {
		case isJoiner(r):
			if joiner == 0 && joins(last) {
				joiner = r
			}
			continue
		case isBreak(r):
			r = ' '
		case unicode.Is(unicode.Cc, r), isNoncharacter(r):
			r = utf8.RuneError
		case isHidden(r):
			continue
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > maxMarks {
			continue
		}
		if joiner != 0 && joins(r) {
			b.WriteRune(joiner)
		}
		joiner, last = 0, r
		b.WriteRune(r)
	}
	return b.String()
}

// defuse keeps a line of text from being a command to the service that runs a
// build and reads what is printed: "::" at its beginning (GitHub), and "##" with
// a bracket anywhere (GitHub, Azure, TeamCity). Both stay readable, and as wide.
func defuse(s string) string {
	if rest, ok := strings.CutPrefix(s, "::"); ok {
		s = "∶:" + rest
	}
	if strings.Contains(s, "##") {
		s = buildCommand.ReplaceAllString(s, "#♯$1")
	}
	return s
}

var buildCommand = regexp.MustCompile(`##(\w*\[)`)

// printable reports whether s is printable ASCII throughout, as most text is.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// isBreak reports whether r ends a line or a word: the controls that
// unicode.IsSpace knows, and the separators of lines and paragraphs.
func isBreak(r rune) bool {
	return r >= '\t' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isNoncharacter reports whether r is a code point that no text may exchange: two
// of each plane, which XML does not take, and 32 among the Arabic ones.
func isNoncharacter(r rune) bool { return unicode.Is(unicode.Noncharacter_Code_Point, r) }

// isHidden reports whether r shows nothing of its own: bidi controls,
// zero-width spaces, tags, fillers. Arabic number signs are format characters
// too, but a reader sees them.
func isHidden(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// joins reports whether a zero-width joiner beside r can mean something.
func joins(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.S) }

// escapeJSON makes encoded JSON safe to print on a terminal, and in the log of a
// build (see defuse), without a loss: encoding/json escapes the C0 controls
// alone. What it leaves stands inside strings, where an escape means the same.
func escapeJSON(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); {
		if c := data[i]; c < utf8.RuneSelf && c != 0x7f {
			if c == '#' && i > 0 && data[i-1] == '#' {
				out = append(out, `\u0023`...)
			} else {
				out = append(out, c)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case !isHidden(r) && !isJoiner(r) && !isBreak(r) && !isNoncharacter(r) && !unicode.Is(unicode.Cc, r):
			out = utf8.AppendRune(out, r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += size
	}
	return out
}
