package format

import (
	"bytes"

	"github.com/citecheck/citecheck/paper/lex"
)

// The bounds of Markdown. Papers stay far below them; a megabyte of one
// character would otherwise make a tree a million levels deep, or keep the
// parser, whose time grows with the square of what it cannot match, busy for
// minutes.
const (
	maxNesting = 40    // block quotes, lists and notes that begin on one line
	maxMarkup  = 10000 // characters of markup in one run of lines,
	maxWork    = 1e7   // or fewer: that character's line times their number
)

// boundMarkdown blanks the markup that exceeds the bounds. Lines stay where
// they are.
func boundMarkdown(source []byte) []byte {
	markup, lines := 0, 0
	for start := 0; start < len(source); {
		end := start + bytes.IndexByte(source[start:], '\n')
		if end < start {
			end = len(source)
		}
		line := source[start:end]
		marks := boundLine(line)
		if marks > 0 || len(bytes.TrimSpace(line)) == 0 {
			markup, lines = 0, 0 // a new block
		}
		lines++
		markup = boundMarkup(line, markup, min(maxMarkup, maxWork/lines))
		start = end + 1
	}
	return source
}

// boundMarkup counts the line's markup on top of what the run of lines had
// before, and blanks it beyond the bound.
func boundMarkup(line []byte, markup, bound int) int {
	for i, c := range line {
		switch c {
		case '[', ']', '*', '_', '`', '<', '!', '~', '|':
			if markup++; markup > bound {
				line[i] = ' '
			}
		}
	}
	return markup
}

// boundLine counts the marks of containers with which a line begins, and
// blanks them beyond the bound.
func boundLine(line []byte) int {
	marks := 0
	for i := 0; i < len(line); {
		if line[i] == ' ' || line[i] == '\t' {
			i++
			continue
		}
		n := containerMark(line[i:])
		if n == 0 {
			break
		}
		if marks++; marks > maxNesting {
			for j := i; j < i+n; j++ {
				line[j] = ' '
			}
		}
		i += n
	}
	return marks
}

// containerMark is the length of the mark of a block quote, an item or a
// footnote at the start of s, or 0.
func containerMark(s []byte) int {
	switch c := s[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '*' || c == '+':
		if len(s) == 1 || s[1] == ' ' || s[1] == '\t' {
			return 1
		}
	case lex.IsDigit(c):
		n := 1
		for n < len(s) && n < 9 && lex.IsDigit(s[n]) {
			n++
		}
		if n < len(s) && (s[n] == '.' || s[n] == ')') {
			return n + 1
		}
	case bytes.HasPrefix(s, []byte("[^")):
		if n := bytes.Index(s[:min(len(s), 100)], []byte("]:")); n > 0 {
			return n + 2
		}
	}
	return 0
}
