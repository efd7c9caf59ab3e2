package judge

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes texts comparable: compatibility forms, case, accents and
// punctuation are set aside, apostrophes vanish, everything else that is
// neither letter nor digit becomes one space. Digits of other scripts become
// ours, because 404 is written with them too.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	put := func(r rune) {
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	if !ascii(s) {
		s = norm.NFKD.String(s)
	}
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && 'A' <= r && r <= 'Z':
			put(r + 'a' - 'A')
		case r < utf8.RuneSelf && ('a' <= r && r <= 'z' || '0' <= r && r <= '9'):
			put(r)
		case r == '\'' || r == '’' || r == 'ʼ' || r == '`' || unicode.Is(unicode.Mn, r):
		case r < utf8.RuneSelf:
			space = true
		case unaccented[r] != 0:
			put(unaccented[r])
		case 0x660 <= r && r <= 0x669:
			put(r - 0x660 + '0')
		case 0x6F0 <= r && r <= 0x6F9:
			put(r - 0x6F0 + '0')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
			put(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// unaccented are letters that Unicode does not take apart.
var unaccented = map[rune]rune{'ł': 'l', 'Ł': 'l', 'ı': 'i', 'ø': 'o', 'Ø': 'o', 'đ': 'd', 'Đ': 'd'}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// countWords counts words, and two letters of a script without spaces as one.
func countWords(s string) int {
	words, dense := 0, 0
	inside := false
	for _, r := range s {
		switch {
		case r > 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0xE00 <= r && r < 0xE80:
			dense++
			inside = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if !inside {
				words++
			}
			inside = true
		case r == '\'' || r == '’' || r == '-':
		default:
			inside = false
		}
	}
	return words + dense/2
}

// separators part a title into what it says and whose site it is on.
var separators = strings.NewReplacer(
	"|", "\n", "｜", "\n", "·", "\n", "•", "\n", "»", "\n", "«", "\n", "›", "\n", "::", "\n", "—", "\n", "–", "\n",
	" - ", "\n", " -- ", "\n", ": ", "\n", "：", "\n", " / ", "\n", "...", "\n", "…", "\n",
	"! ", "\n", "? ", "\n", ". ", "\n", "。", "\n", "！", "\n", "？", "\n",
)

// segments are the folded parts of a title.
func segments(title string) []string {
	var parts []string
	for part := range strings.SplitSeq(separators.Replace(title), "\n") {
		if part = fold(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// quote shortens what a page says for a detail, and keeps control characters
// out of it.
func quote(s string) string {
	const most = 80
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return "“" + s + "”"
}
