package paper

import (
	"strings"
	"unicode/utf8"
)

// ParseReference reads one reference given as a line of text. Links and
// emphasis in the manner of Markdown are understood.
func ParseReference(raw string) *Reference {
	b := lightBlock(raw, 1)
	if end := maxEntry; len(b.Text) > end {
		for !utf8.RuneStart(b.Text[end]) {
			end--
		}
		b = b.slice(0, end)
	}
	label, _, rest := cutMarker(&b, 0)
	r := &Reference{Label: label, Line: 1, Kind: Bibliography, Raw: rest.Text}
	parseEntry(r, &rest)
	r.short = shortFormOf(r.Raw)
	return r
}

// lightBlock makes a paragraph of plain text, in which people also write links
// and emphasis as Markdown has them. Everything else stays as it is.
func lightBlock(s string, line int) block {
	var b builder
	for s != "" {
		i := strings.IndexAny(s, "[*_")
		if i < 0 {
			b.write(s, line)
			break
		}
		b.write(s[:i], line)
		line += strings.Count(s[:i], "\n")
		n := lightSpan(&b, s, i, line)
		if n == 0 {
			n = 1
			b.write(s[i:i+1], line)
		}
		line += strings.Count(s[i:i+n], "\n")
		s = s[i+n:]
	}
	return b.take(paragraphBlock)
}

// lightSpan writes the link or emphasis at s[i:] and returns its length, or 0
// where there is none.
func lightSpan(b *builder, s string, i, line int) int {
	rest := s[i:]
	if rest[0] == '[' {
		end := strings.Index(rest[:min(len(rest), 1000)], "](")
		if end < 2 || !hasURLPrefix(rest[end+2:]) {
			return 0
		}
		n := scanURL(rest[end+2:])
		if n == 0 || end+2+n >= len(rest) || rest[end+2+n] != ')' {
			return 0
		}
		span := b.open(linkSpan, rest[end+2:end+2+n])
		b.write(rest[1:end], line)
		b.close(span)
		return end + n + 3
	}
	mark := rest[0]
	if i > 0 && s[i-1] != ' ' && s[i-1] != '\n' && strings.IndexByte("(\"'", s[i-1]) < 0 && s[i-1] < 0x80 {
		return 0
	}
	for n := 2; n < len(rest) && n < 500; n++ {
		if rest[n] == mark && rest[1] != ' ' && rest[1] != mark && rest[n-1] != ' ' && (n+1 == len(rest) || !isLetter(rest[n+1]) && !isDigit(rest[n+1]) && rest[n+1] != mark) {
			if strings.Contains(rest[1:n], "://") {
				return 0 // an underscore of an address
			}
			span := b.open(emphasisSpan, "")
			b.write(rest[1:n], line)
			b.close(span)
			return n + 1
		}
	}
	return 0
}
