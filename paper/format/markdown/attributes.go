package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// attrs are the attributes of an element, {#id .class .other key=value}.
type attrs struct {
	id, classes string
}

// attributes reads the attributes at the start of s and returns their length,
// 0 where there are none.
func attributes(s string) (a attrs, n int) {
	if len(s) < 3 || s[0] != '{' {
		return a, 0
	}
	end := strings.IndexByte(s[:min(len(s), 1000)], '}')
	if end < 0 {
		return a, 0
	}
	rest := strings.TrimLeft(s[1:end], " \t\n:")
	for rest != "" {
		word := attribute(rest)
		switch {
		case word == "":
			return attrs{}, 0
		case word[0] == '#':
			a.id = word[1:]
		case word[0] == '.':
			a.classes += " " + word[1:]
		}
		rest = strings.TrimLeft(rest[len(word):], " \t\n")
	}
	return a, end + 1
}

// attribute returns the attribute at the start of s, or "".
func attribute(s string) string {
	i := 0
	if strings.IndexByte("#.=-", s[0]) >= 0 {
		i = 1
	}
	for i < len(s) && (lex.IsLetter(s[i]) || lex.IsDigit(s[i]) || strings.IndexByte("-_:.", s[i]) >= 0 || s[i] >= 0x80) {
		i++
	}
	if strings.IndexByte("#.=-", s[0]) >= 0 {
		if i == 1 && s[0] != '-' {
			return ""
		}
		return s[:i]
	}
	if i == 0 || i == len(s) || s[i] != '=' {
		return "" // a word alone: the role or directive of MyST
	}
	if value := s[i+1:]; value != "" && (value[0] == '"' || value[0] == '\'') {
		if end := strings.IndexByte(value[1:], value[0]); end >= 0 {
			return s[:i+end+3]
		}
		return ""
	}
	for i < len(s) && s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
		i++
	}
	return s[:i]
}
