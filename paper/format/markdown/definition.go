package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// linkDefinition reads the definition of a link at the start of a paragraph,
// [label]: target "title", and returns its length, or 0.
func linkDefinition(s string) (label, target string, n int) {
	end := labelEnd(s)
	if end < 0 || end+1 >= len(s) || s[end+1] != ':' {
		return "", "", 0
	}
	if label = foldLabel(s[1:end]); label == "" {
		return "", "", 0
	}
	i := skipSpace(s, end+2)
	target, size := destination(s[i:])
	if size == 0 {
		return "", "", 0
	}
	i += size
	if after := skipSpace(s, i); after > i && after < len(s) {
		if size := title(s[after:]); size > 0 {
			if n, ok := lineEnd(s, after+size); ok {
				return label, target, n
			}
		}
	}
	if n, ok := lineEnd(s, i); ok {
		return label, target, n
	}
	return "", "", 0
}

// lineEnd returns where the next line begins if nothing stands in this one
// from i on.
func lineEnd(s string, i int) (next int, ok bool) {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	if i < len(s) && s[i] != '\n' {
		return 0, false
	}
	return min(i+1, len(s)), true
}

// maxLabel is the length of the longest label, by CommonMark's rule.
const maxLabel = 999

// labelEnd returns where the label ends that begins with the bracket at s[0],
// or -1.
func labelEnd(s string) int {
	for i := 1; i < len(s) && i <= maxLabel+1; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			return -1
		case ']':
			return i
		}
	}
	return -1
}

// foldLabel makes one label of those that differ in case and white space.
func foldLabel(label string) string {
	if strings.TrimLeft(label, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
		return label
	}
	return strings.Join(strings.Fields(strings.ToLower(strings.ToUpper(label))), " ")
}

// skipSpace returns where the white space at i ends. Paragraphs have no blank
// lines, so it holds one line end at most.
func skipSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n') {
		i++
	}
	return i
}

// maxAddress bounds how far an address or a title is looked for, since the
// search begins anew at every place where one may start.
const maxAddress = 4096

// destination reads the target of a link at the start of s and returns its
// length, or 0.
func destination(s string) (target string, n int) {
	s = s[:min(len(s), maxAddress)]
	if strings.HasPrefix(s, "<") {
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case '\n', '<':
				return "", 0
			case '>':
				return unescape(s[1:i]), i + 1
			}
		}
		return "", 0
	}
	depth := 0
	for n < len(s) && s[n] > ' ' && s[n] != 0x7f {
		switch s[n] {
		case '\\':
			if n+1 < len(s) && isPunctuation(s[n+1]) {
				n++
			}
		case '(':
			if depth++; depth > 32 {
				return "", 0
			}
		case ')':
			if depth--; depth < 0 {
				return unescape(s[:n]), n
			}
		}
		n++
	}
	return unescape(s[:n]), n
}

// title returns the length of the title of a link at the start of s, or 0.
func title(s string) int {
	s = s[:min(len(s), maxAddress)]
	closing := s[0]
	switch closing {
	case '"', '\'':
	case '(':
		closing = ')'
	default:
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == closing:
			return i + 1
		case s[i] == '(' && closing == ')':
			return 0
		}
	}
	return 0
}

// isPunctuation reports whether a backslash before c makes c plain text.
func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && !lex.IsLetter(c) && !lex.IsDigit(c)
}
