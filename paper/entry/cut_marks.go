package entry

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// separator reads a dash, bar or conjunction that stands between blanks, or a
// mark of quotation, and returns where it ends, or 0.
func (c *cutter) separator(i int) int {
	b := c.text[i]
	if b >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(c.text[i:])
		m, wide := wideMarks[r]
		if wide {
			c.flush()
			c.pending |= 1 << m
		}
		if wide || isQuoteMark(r) {
			return i + size
		}
	} else if b == '"' || b == '\'' {
		return i + 1
	}
	joins := i <= maxNames && !('A' <= b && b <= 'Z')
	if !joins && lex.IsLetter(b) || i > 0 && strings.IndexByte(" \x00.,", c.text[i-1]) < 0 {
		return 0
	}
	word := c.text[i:c.wordEnd(i)]
	end, m := i+len(word), dashMark
	switch word {
	case "-", "–", "—", "--", "―", "·", "•":
	case "//":
		m = slashesMark
	case "/", "|":
		m = slashMark
	default:
		if !joins || c.pending.has(unquoteMark) || len(word) > maxConjunction || !conjunctions[word] || !c.nameFollows(end) || c.open && slices.Contains(c.classes[c.cur.from:], orgWord) {
			return 0
		}
		m = andMark
	}
	c.flush()
	c.pending |= 1 << m
	return end
}

// maxConjunction is the most bytes that a conjunction has.
const maxConjunction = 6

// wideMarks are the punctuation marks of East Asian and Arabic texts.
var wideMarks = map[rune]mark{
	'。': stopMark, '，': commaMark, '、': commaMark, '：': colonMark, '；': semicolonMark, '（': openMark, '）': closeMark,
	'．': stopMark, '？': questionMark, '،': commaMark, '؛': semicolonMark, '؟': questionMark,
}

func isQuoteMark(r rune) bool {
	switch r {
	case '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›', '「', '」', '『', '』', '《', '》', '＂':
		return true
	}
	return false
}

// maxNames is how far into an entry, in bytes, conjunctions join names.
const maxNames = 300
