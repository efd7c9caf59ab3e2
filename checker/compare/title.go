package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/text/unicode/norm"
)

// maxWords bounds the work on one title.
const maxWords = 100

// A title is a title taken apart for comparing.
type title struct {
	text   string
	folded string
	dense  string // folded, without spaces
	words  []string
	open   bool // ends in an ellipsis: only its beginning is known
	letter int  // characters of dense
}

func newTitle(text string) title {
	text = strings.TrimSpace(text)
	t := title{text: text, folded: fold(text)}
	t.words = strings.Fields(t.folded)
	if len(t.words) > maxWords {
		t.words = t.words[:maxWords]
		t.folded = strings.Join(t.words, " ")
	}
	t.dense = strings.Join(t.words, "")
	t.letter = utf8.RuneCountInString(t.dense)
	bare := strings.TrimRight(text, " \"'”’»)].")
	t.open = strings.HasSuffix(bare, "…") || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "[...]")
	return t
}

// telling reports whether a title is long enough to be no accident in a text.
func (t title) telling() bool {
	if t.spaceless() {
		return t.letter >= 8
	}
	return len(t.words) >= 3 && t.letter >= 12
}

// spaceless reports whether a title is mostly of a script that puts no spaces
// between words.
func (t title) spaceless() bool {
	n := 0
	for _, r := range t.dense {
		if isDense(r) {
			n++
		}
	}
	return 2*n > t.letter
}

func isDense(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// fold is paper.Fold, less the accents of scripts that people write without
// them, and with numbers whole: "1,000" is one number.
func fold(s string) string {
	folded := lex.Fold(joinNumbers(s))
	if ascii(folded) {
		return folded
	}
	var b strings.Builder
	b.Grow(len(folded))
	base := rune(0)
	for _, r := range norm.NFD.String(folded) {
		if unicode.Is(unicode.Mn, r) {
			if base < 0x700 { // Latin, Greek, Cyrillic, Hebrew, Arabic
				continue
			}
		} else {
			base = r
		}
		if plain := plainLetters[r]; plain != "" {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// plainLetters are letters that no accent makes, as people without them write.
var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'þ': "th", 'ı': "i",
	'ي': "ى", 'ة': "ه", 'ک': "ك", 'ی': "ى",
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// joinNumbers takes the separators of thousands out of numbers, and the points
// out of initials: U.S. and US are one word.
func joinNumbers(s string) string {
	if !strings.ContainsAny(s, ",.") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c == ',' || c == '.') && (thousands(s, i) || c == '.' && initial(s, i)) {
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// thousands reports whether the mark at i stands before exactly three digits.
func thousands(s string, i int) bool {
	digit := func(k int) bool { return k >= 0 && k < len(s) && s[k] >= '0' && s[k] <= '9' }
	return digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

// initial reports whether the point at i stands behind a single capital letter
// that another such letter and point stand beside.
func initial(s string, i int) bool {
	upper := func(k int) bool { return k >= 0 && k < len(s) && s[k] >= 'A' && s[k] <= 'Z' }
	point := func(k int) bool { return k >= 0 && k < len(s) && s[k] == '.' }
	if !upper(i - 1) {
		return false
	}
	return upper(i+1) && (point(i+2) || i+2 == len(s)) || point(i-2) && upper(i-3)
}

// segments are the parts of a title before and after its colons, dashes, bars
// and sentence ends.
func (t title) segments() (leads, trails []string) {
	const most = 8
	for i, r := range t.text {
		if len(leads) == most {
			break
		}
		n := utf8.RuneLen(r)
		if n < 0 {
			n = 1
		}
		if i == 0 || i+n >= len(t.text) || !cutsTitle(t.text, i, n, r) {
			continue
		}
		leads = append(leads, t.text[:i])
		trails = append(trails, t.text[i+n:])
	}
	return leads, trails
}

// cutsTitle reports whether the mark r at i, n bytes long, parts a title.
func cutsTitle(s string, i, n int, r rune) bool {
	spaceBefore, spaceAfter := s[i-1] == ' ', s[i+n] == ' '
	switch r {
	case '|', '—', '―', '»', '«', '›', '‹', '•', '·', '：', '｜', '。', '？', '！', '「', '【', '】', ';', '(', '[', ',':
		return true
	case ':', '.', '?', '!':
		return spaceAfter
	case '-', '–', '/', '~', '_':
		return spaceBefore && spaceAfter || r == '–' && (spaceBefore || spaceAfter)
	}
	return false
}
