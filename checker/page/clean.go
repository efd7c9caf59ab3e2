package page

import (
	"html"
	"strings"
	"unicode"
)

// maxTitle is how many characters of a title are kept.
const maxTitle = 500

// clean makes one line of a value from a page: entities that were encoded
// twice undone, white space folded, control and direction characters gone, no
// more than limit characters.
func clean(s string, limit int) string {
	if strings.IndexByte(s, '&') >= 0 && strings.IndexByte(s, ';') >= 0 {
		s = html.UnescapeString(s)
	}
	var f folder
	f.limit = limit
	f.b.Grow(min(len(s), limit))
	f.write(s)
	return f.String()
}

// foldLines folds the white space of plain text line by line.
func foldLines(s string) string {
	var f folder
	for line := range strings.Lines(s) {
		f.write(line)
		f.newline()
	}
	return f.String()
}

// A folder builds text: white space between words becomes one space, breaks
// between blocks become one newline, none stands at either end.
type folder struct {
	b     strings.Builder
	space bool
	line  bool
	limit int // in characters; 0 is none
	runes int
}

func (f *folder) String() string { return f.b.String() }

// newline ends a block.
func (f *folder) newline() { f.line = true }

// gap ends a word.
func (f *folder) gap() { f.space = true }

func (f *folder) full() bool { return f.limit > 0 && f.runes >= f.limit }

// write adds text. Runs of plain characters, with single spaces between them,
// are copied whole, for speed.
func (f *folder) write(s string) {
	start := -1
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > ' ' && c < 0x7f {
			if start < 0 {
				start = i
			}
			continue
		}
		if c == ' ' && start >= 0 && i+1 < len(s) && s[i+1] > ' ' && s[i+1] < 0x7f {
			continue
		}
		if start >= 0 {
			f.copy(s[start:i])
			start = -1
		}
		if c >= 0x80 {
			i = f.writeRunes(s, i) - 1
			continue
		}
		if c == ' ' || c >= '\t' && c <= '\r' {
			f.space = true
		}
	}
	if start >= 0 {
		f.copy(s[start:])
	}
}

// writeRunes adds the characters beyond ASCII at s[i:] and says where they end.
func (f *folder) writeRunes(s string, i int) int {
	for j, r := range s[i:] {
		switch {
		case r < 0x80:
			return i + j
		case unicode.IsSpace(r):
			f.space = true
		case invisible(r):
		default:
			f.separate()
			if !f.full() {
				f.b.WriteRune(r)
				f.runes++
			}
		}
	}
	return len(s)
}

// copy adds a run of ASCII characters without white space to fold.
func (f *folder) copy(s string) {
	f.separate()
	if f.limit > 0 {
		s = s[:min(len(s), max(f.limit-f.runes, 0))]
	}
	f.b.WriteString(s)
	f.runes += len(s)
}

// separate writes the break that is due before the next character.
func (f *folder) separate() {
	if (f.line || f.space) && f.b.Len() > 0 && !f.full() {
		if f.line {
			f.b.WriteByte('\n')
		} else {
			f.b.WriteByte(' ')
		}
		f.runes++
	}
	f.line, f.space = false, false
}

// invisible reports whether a character shows nothing: controls, marks of
// direction, zero widths, soft hyphens. ZWJ and ZWNJ stay, since words of
// Persian and of the Indic scripts are written with them.
func invisible(r rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d':
		return false
	case r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\ufeff':
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}
