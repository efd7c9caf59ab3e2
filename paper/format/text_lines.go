package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// joinLines makes one text of a paragraph's lines. A newline stays between
// them where a word ends with the line; where an address goes on in the next
// line, nothing does.
func joinLines(lines []textLine) string {
	var b strings.Builder
	for i, l := range lines {
		if written := b.String(); i > 0 && !broken(written[max(0, len(written)-maxAddress):], l.text) {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// fixLines gives the right lines to a block whose lines were joined: those
// without a newline between them would not be counted.
func fixLines(b *document.Block, lines []textLine) {
	b.Line, b.Lines = lines[0].number, nil
	offset := 0
	for i, l := range lines {
		word, _, _ := strings.Cut(l.text, " ")
		word = strings.Trim(word, "*_[]")
		at := strings.Index(b.Text[offset:min(len(b.Text), offset+lookAhead+len(word))], word)
		if at < 0 {
			continue
		}
		offset += at
		if i > 0 {
			b.Lines = append(b.Lines, document.LineMark{Offset: offset, Line: l.number})
		}
	}
}

// lookAhead is how far behind the place where a line should begin it is looked
// for: markup that was read as such has shortened the text.
const lookAhead = 500

// openAddress returns where an address in angle brackets begins that s does
// not close, or -1.
func openAddress(s string) int {
	open := strings.LastIndexByte(s, '<')
	if open < 0 || strings.IndexByte(s[open:], '>') >= 0 || strings.IndexByte(s[open:], ' ') >= 0 {
		return -1
	}
	rest := strings.TrimPrefix(s[open+1:], "URL:")
	if !address.HasPrefix(rest) {
		return -1
	}
	return open
}

// broken reports whether an address that ends s goes on with next. Inside of
// angle brackets it always does. Without them it must end in a character that
// ends no address, and next must begin like the rest of one, not like a word.
func broken(s, next string) bool {
	if openAddress(s[strings.LastIndexByte(s, '\n')+1:]) >= 0 {
		return true
	}
	word := s[strings.LastIndexAny(s, " \n(<[\"")+1:]
	if !address.HasPrefix(word) || len(word) < 12 {
		return false
	}
	token, _, _ := strings.Cut(next, " ")
	first, _ := utf8.DecodeRuneInString(token)
	switch word[len(word)-1] {
	case '-', '_', '=', '&', '?', '%': // nothing ends in these
		return lex.IsASCII(token) && !unicode.IsUpper(first) && !address.HasPrefix(token) && len(token) > 1
	case '/', '#':
		bare := strings.TrimRight(token, ".,;)>]")
		if bare != token && strings.Trim(bare, "0123456789") == "" {
			return false // the number of the next entry
		}
		return bare != "" && lex.IsASCII(token) && !address.HasPrefix(token) &&
			(strings.ContainsAny(bare, "/-_=&?%.") || strings.ContainsAny(bare, "0123456789") && !unicode.IsUpper(first) && len(bare) > 2)
	}
	return strings.IndexByte("/?&=%", next[0]) >= 0 && len(token) > 1 && !strings.HasPrefix(next, "//")
}

// maxAddress bounds how far an address is looked for, since the search begins
// anew at every place where one may start.
const maxAddress = 4096
