package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// joinLines makes one text of a paragraph's lines and says where in it each
// begins. A newline stays between them where a word ends with the line; where
// an address goes on in the next line, nothing does.
func joinLines(lines []textLine) (text string, starts []int) {
	var b strings.Builder
	for i, l := range lines {
		if written := b.String(); i > 0 && !broken(written[max(0, len(written)-maxAddress):], l.text) && !brokenWord(written, l.text) {
			b.WriteByte('\n')
		}
		starts = append(starts, b.Len())
		b.WriteString(l.text)
	}
	return b.String(), starts
}

// brokenWord reports whether a line ends at a hyphen in a word that goes on in
// the next one. The hyphen stays: whether it was there before is not known.
func brokenWord(s, next string) bool {
	rest, ok := strings.CutSuffix(s, "-")
	before, _ := utf8.DecodeLastRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(next)
	return ok && unicode.IsLetter(before) && unicode.IsLower(after)
}

// fixLines gives the right lines to a block whose lines were joined: those
// without a newline between them would not be counted. What was joined is
// longer than b by the markup that was read as such.
func fixLines(b *document.Block, lines []textLine, joined string, starts []int) {
	b.Line, b.Lines = lines[0].number, nil
	markup := len(joined) - len(b.Text)
	offset := 0
	for i, l := range lines[1:] {
		word, _, _ := strings.Cut(l.text, " ")
		offset = min(max(offset, starts[i+1]-markup), len(b.Text))
		near := b.Text[offset:min(len(b.Text), offset+min(markup, lookAhead)+len(word))]
		at := strings.Index(near, strings.Trim(word, "*_[]"))
		if at < 0 {
			continue
		}
		offset += at
		b.Lines = append(b.Lines, document.LineMark{Offset: offset, Line: l.number})
	}
}

// lookAhead is how far behind the place where a line could begin it is looked
// for.
const lookAhead = 500

// openAddress returns where an address in angle brackets begins that s does
// not close, or -1.
func openAddress(s string) int {
	open := strings.LastIndexByte(s, '<')
	if open < 0 || strings.IndexByte(s[open:], '>') >= 0 || strings.IndexByte(s[open:], ' ') >= 0 {
		return -1
	}
	rest := strings.TrimPrefix(s[open+1:], "URL:")
	if number, after, ok := strings.Cut(rest, "]"); ok && strings.HasPrefix(number, "[") && document.Number(number[1:]) > 0 {
		rest = after // browsers for terminals number the links
	}
	if !address.HasPrefix(rest) {
		return -1
	}
	return open
}

// broken reports whether an address that ends s goes on with next. Inside of
// angle brackets it always does. Without them it must end in a character that
// ends no address, or next must look like nothing but the rest of one.
func broken(s, next string) bool {
	if openAddress(s[strings.LastIndexByte(s, '\n')+1:]) >= 0 {
		return true
	}
	word := s[strings.LastIndexAny(s, " \n(<[\"")+1:]
	token, _, _ := strings.Cut(next, " ")
	if !address.HasPrefix(word) || len(word) < 12 {
		return brokenDOI(word, token)
	}
	bare := strings.TrimRight(token, ".,;)>]")
	first, _ := utf8.DecodeRuneInString(token)
	if bare == "" || !lex.IsASCII(token) || address.HasPrefix(token) {
		return false
	}
	switch word[len(word)-1] {
	case '-', '_', '=', '&', '?', '%': // nothing ends in these
		return !unicode.IsUpper(first) && len(token) > 1
	case '/', '#':
		if bare != token && strings.Trim(bare, "0123456789") == "" {
			return false // the number of the next entry
		}
		return strings.ContainsAny(bare, "/-_=&?%.") || strings.ContainsAny(bare, "0123456789") && !unicode.IsUpper(first) && len(bare) > 2
	case '.', ',', ';', ')', '>':
		return false
	}
	return strings.IndexByte("/?&=%", next[0]) >= 0 && len(token) > 1 && !strings.HasPrefix(next, "//") || endsAddress(bare)
}

// endsAddress recognises what can only be the end of an address: no word has
// underscores or ends like the name of a page's file.
func endsAddress(token string) bool {
	if !lex.IsLetter(token[0]) && !lex.IsDigit(token[0]) {
		return false
	}
	if strings.ContainsAny(token, "_=%") {
		return true
	}
	for _, ext := range []string{".html", ".htm", ".pdf", ".php", ".aspx", ".asp", ".shtml", ".jsp"} {
		if strings.HasSuffix(token, ext) {
			return true
		}
	}
	return false
}

// brokenDOI reports whether a DOI that ends a line goes on with token.
func brokenDOI(word, token string) bool {
	i := strings.Index(word, "10.")
	if i < 0 || len(token) < 2 || !lex.IsASCII(token) {
		return false
	}
	prefix, _, ok := strings.Cut(word[i+len("10."):], "/")
	if !ok || len(prefix) < 4 || strings.Trim(prefix, "0123456789.") != "" {
		return false
	}
	switch word[len(word)-1] {
	case '/':
		return lex.IsLetter(token[0]) || lex.IsDigit(token[0]) || token[0] == '('
	case '-', '_', '(':
		return lex.IsDigit(token[0]) || unicode.IsLower(rune(token[0]))
	}
	return false
}

// maxAddress bounds how far an address is looked for, since the search begins
// anew at every place where one may start.
const maxAddress = 4096
