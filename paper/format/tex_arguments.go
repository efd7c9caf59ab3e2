package format

import (
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

// maxUnclosed is how many arguments that never end are looked for in a source:
// each search goes to the source's end.
const maxUnclosed = 50

// skipSpace passes over white space and comments before an argument. It stops
// at a blank line, which ends a paragraph.
func (r *texReader) skipSpace() {
	s := r.top()
	if s == nil {
		return
	}
	pos, newlines := s.pos, 0
	for ; pos < len(s.text); pos++ {
		switch c := s.text[pos]; {
		case c == '\n':
			if newlines++; newlines > 1 {
				return
			}
		case c == '%' && !s.literal:
			end := strings.IndexByte(s.text[pos:], '\n')
			if end < 0 {
				return
			}
			pos += end
		case c != ' ' && c != '\t':
			s.advance(pos)
			return
		}
	}
}

// next reports whether the source goes on with c.
func (r *texReader) next(c byte) bool {
	s := r.top()
	return s != nil && s.pos < len(s.text) && s.text[s.pos] == c
}

// argument takes the argument in braces that comes next, as it is written.
func (r *texReader) argument() (raw texSource, ok bool) {
	r.skipSpace()
	if !r.next('{') {
		return texSource{}, false
	}
	return r.bracketed('{', '}')
}

// option takes the argument in square brackets that comes next, if any.
func (r *texReader) option() (raw texSource, ok bool) {
	if !r.next('[') {
		return texSource{}, false
	}
	return r.bracketed('[', ']')
}

// bracketed takes what stands between the bracket that comes next and the one
// that closes it.
func (r *texReader) bracketed(open, close byte) (raw texSource, ok bool) {
	s := r.top()
	end := matching(s.text, s.pos, open, close, r.unclosed < maxUnclosed)
	if end < 0 {
		r.unclosed++
		return texSource{}, false
	}
	raw = *s
	raw.advance(s.pos + 1)
	raw.text = s.text[:end]
	s.advance(end + 1)
	return raw, true
}

// matching returns the position of the bracket that closes the one at start,
// or -1. A square bracket does not close inside of braces. Where far is not
// set, it is looked for only nearby.
func matching(text string, start int, open, close byte, far bool) int {
	limit := len(text)
	if !far {
		limit = min(limit, start+200)
	}
	depth, braces := 0, 0
	for i := start; i < limit; i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == open && braces == 0 || c == open && open == '{':
			depth++
		case c == close && (open == '{' || braces == 0):
			if depth--; depth == 0 {
				return i
			}
		case c == '{':
			braces++
		case c == '}':
			if braces--; braces < 0 {
				return -1
			}
		}
	}
	return -1
}

// rest is what of a source is still to be read.
func (s *texSource) rest() string { return s.text[s.pos:] }

// drop passes over n arguments and the options before them.
func (r *texReader) drop(n int) {
	for range n {
		r.skipSpace()
		for r.next('[') {
			if _, ok := r.option(); !ok {
				return
			}
			r.skipSpace()
		}
		if _, ok := r.argument(); !ok {
			return
		}
	}
}

// texAddress reads an address as TeX source writes it: with what is special to
// TeX behind a backslash or in braces, and broken over lines.
func texAddress(raw string) string {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxAddress {
		return ""
	}
	for _, wrap := range []string{`\url{`, `\nolinkurl{`, `\path{`, `\href{`, `\texttt{`} {
		if i := strings.Index(raw, wrap); i >= 0 {
			start := i + len(wrap) - 1
			if end := matching(raw, start, '{', '}', true); end > 0 {
				raw = raw[start+1 : end]
			}
		}
	}
	for len(raw) > 1 && (raw[0] == '{' && matching(raw, 0, '{', '}', true) == len(raw)-1 || raw[0] == '<' && raw[len(raw)-1] == '>') {
		raw = strings.TrimSpace(raw[1 : len(raw)-1])
	}
	raw = strings.ReplaceAll(raw, `$\sim$`, "~")
	raw = strings.ReplaceAll(raw, "&amp;", "&")
	var b strings.Builder
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\':
			text, n := addressCommand(raw[i:])
			b.WriteString(text)
			i += n
		case c == '{' && braceBeforeCommand(raw[i+1:]), c == '}' && braceAfterCommand(raw[:i]):
			i++
		case c == '%' && i+1 < len(raw) && raw[i+1] == '\n', c == ' ', c == '\n', c == '\t':
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// braceBeforeCommand reports whether the brace before rest only protects a
// command or one sign, or has nothing in it: {\_}, {~}, {}.
func braceBeforeCommand(rest string) bool {
	return rest != "" && (rest[0] == '\\' || rest[0] == '}' || len(rest) > 1 && rest[1] == '}' && !lex.IsLetter(rest[0]) && !lex.IsDigit(rest[0]))
}

// braceAfterCommand reports whether the brace after before closes such a one.
func braceAfterCommand(before string) bool {
	open := strings.LastIndexByte(before, '{')
	return open >= 0 && open > strings.LastIndexByte(before, '}') && braceBeforeCommand(before[open+1:]+"}")
}

// addressCommand reads a command inside of an address: the sign it stands for,
// and its length. Commands that only help to break lines print nothing.
func addressCommand(s string) (text string, n int) {
	n = 1
	for n < len(s) && lex.IsLetter(s[n]) {
		n++
	}
	if n > 1 {
		text = texSymbols[s[1:n]]
		for n < len(s) && s[n] == ' ' {
			n++
		}
		return text, n
	}
	switch {
	case n == len(s) || s[1] >= utf8.RuneSelf:
		return "", 1
	case strings.IndexByte("-\\\n ", s[1]) >= 0:
		return "", 2
	}
	return s[1:2], 2
}

// bareAddress writes the address that comes next in running text, in which
// hyphens, tildes and underscores are its own. It reports false where there
// is none.
func (r *texReader) bareAddress() bool {
	s := r.top()
	if s.pos > 0 && lex.IsLetter(s.text[s.pos-1]) || !address.HasPrefix(s.rest()) {
		return false
	}
	n := bareExtent(s.rest()[:min(len(s.rest()), maxAddress)], s.literal)
	written := texAddress(s.rest()[:n])
	if address.Scan(written) == 0 {
		return false
	}
	r.write(written)
	s.advance(s.pos + n)
	return true
}

// bareExtent is how far an address in running text can reach.
func bareExtent(s string, literal bool) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c == '<' || c == '>' || c == '"' || c == '%' && !literal:
			return i
		case c == '$' && !strings.HasPrefix(s[i:], `$\sim$`) && !strings.HasSuffix(s[:i], `$\sim`):
			return i
		case c == '{' && !braceBeforeCommand(s[i+1:]), c == '}' && !braceAfterCommand(s[:i]):
			return i
		case c == '\\':
			text, n := addressCommand(s[i:])
			if text == "" && n != 2 || n == 2 && s[i+1] == '\\' {
				return i
			}
			i += n - 1
		}
	}
	return len(s)
}
