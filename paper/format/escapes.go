package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// unescapedExtent makes escaped punctuation safe for address.Scan without
// changing offsets: a backslash would end the address.
func unescapedExtent(s string) string {
	if end := strings.IndexAny(s, " \t\n<"); end >= 0 {
		s = s[:end]
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		if c := b[i+1]; b[i] == '\\' && c > ' ' && c < 0x7f && c != '\\' && !lex.IsLetter(c) && !lex.IsDigit(c) {
			b[i] = 'x'
		}
	}
	return string(b)
}
