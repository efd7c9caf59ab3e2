package document

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

// Light makes a paragraph of plain text, in which people also write links
// and emphasis as Markdown has them. Everything else stays as it is.
func Light(s string, line int) Block {
	var b Builder
	for s != "" {
		i := strings.IndexAny(s, "[*_")
		if i < 0 {
			b.Write(s, line)
			break
		}
		b.Write(s[:i], line)
		line += strings.Count(s[:i], "\n")
		n := lightSpan(&b, s, i, line)
		if n == 0 {
			n = 1
			b.Write(s[i:i+1], line)
		}
		line += strings.Count(s[i:i+n], "\n")
		s = s[i+n:]
	}
	return b.Take(Paragraph)
}

// lightSpan writes the link or emphasis at s[i:] and returns its length, or 0
// where there is none.
func lightSpan(b *Builder, s string, i, line int) int {
	rest := s[i:]
	if rest[0] == '[' {
		end := strings.Index(rest[:min(len(rest), 1000)], "](")
		if end < 2 || !address.HasPrefix(rest[end+2:]) {
			return 0
		}
		n := address.Scan(rest[end+2:])
		if n == 0 || end+2+n >= len(rest) || rest[end+2+n] != ')' {
			return 0
		}
		span := b.Open(Link, rest[end+2:end+2+n])
		b.Write(rest[1:end], line)
		b.Close(span)
		return end + n + 3
	}
	mark := rest[0]
	if i > 0 && s[i-1] != ' ' && s[i-1] != '\n' && strings.IndexByte("(\"'", s[i-1]) < 0 && s[i-1] < 0x80 {
		return 0
	}
	for n := 2; n < len(rest) && n < 500; n++ {
		if rest[n] == mark && rest[1] != ' ' && rest[1] != mark && rest[n-1] != ' ' && (n+1 == len(rest) || !lex.IsLetter(rest[n+1]) && !lex.IsDigit(rest[n+1]) && rest[n+1] != mark) {
			if strings.Contains(rest[1:n], "://") {
				return 0 // an underscore of an address
			}
			span := b.Open(Emphasis, "")
			b.Write(rest[1:n], line)
			b.Close(span)
			return n + 1
		}
	}
	return 0
}
