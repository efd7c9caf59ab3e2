package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// sameLink reports whether one link leads from the end of a line and from the
// beginning of the next.
func sameLink(a, b *word) bool {
	return len(a.links) > 0 && len(b.links) > 0 && a.links[0].URI == b.links[0].URI
}

// printsAddress reports whether a word at the end of a line and the next line
// are a part of the address to which they link, not words of a title.
func printsAddress(tail, next, uri string) bool {
	tail = strings.TrimLeft(tail, "(<[{\"'“")
	if address.HasPrefix(tail) || strings.HasPrefix(uri, tail+next[:min(len(next), 3)]) {
		return true
	}
	tail = strings.TrimRight(tail[strings.LastIndexByte(tail, ':')+1:], "-") // "arXiv:1234." too
	return len(tail) > 2 && strings.ContainsAny(tail, "./") && strings.Contains(uri, tail)
}

// hyphenIsNot reports whether an address has no hyphen where the printed one
// has one at the end of its line.
func hyphenIsNot(tail, next, uri string) bool {
	if !strings.HasSuffix(tail, "-") {
		return false
	}
	end := tail[max(0, len(tail)-8):]
	start := next[:min(len(next), 4)]
	return !strings.Contains(uri, end+start) && strings.Contains(uri, strings.TrimSuffix(end, "-")+start)
}

// A room says how much space was left at the end of a line.
type room uint8

const (
	noRoom   room = iota // not even for a letter
	someRoom             // not for the next word up to where it can be broken
	muchRoom             // the line ended before it had to
)

// following is the first word of the line after one that ends with an address.
type following struct {
	text   string
	before room // at the end of the line before
	final  bool // it is the last word of its paragraph
	known  bool // the paper has it elsewhere
}

// addressGoesOn reports whether an address at the end of a line goes on with
// the next line. The more the next word looks like a part of an address, the
// less the line's end has to.
func addressGoesOn(tail string, next following) bool {
	tail = addressAtEnd(tail)
	if tail == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next.text)
	last := tail[len(tail)-1]
	number := unicode.IsDigit(first) && !isYear(next.text)
	switch lower := strings.ToLower(next.text); {
	case unfinishedScheme(tail, next.text):
		return true
	case address.HasPrefix(lower), strings.HasPrefix(lower, "doi:"), strings.HasPrefix(lower, "arxiv:"),
		strings.ContainsRune("([<{\"'“«‘,;", first), strings.HasSuffix(lower, ":"):
		return false
	case !address.HasPrefix(tail) && !isDOI(tail):
		return false
	case !complete(tail):
		return true
	case next.before == muchRoom:
		return strings.IndexByte("/.:#&=?", last) >= 0 && strings.ContainsAny(next.text, "=&%~") || last == '.' && number && isDOI(tail)
	case strings.IndexByte("/?&=#%_", next.text[0]) >= 0:
		return len(next.text) > 1
	case strings.IndexByte("-_=&?%#~+@", last) >= 0:
		return lex.IsASCII(next.text)
	case last == '/' || last == ':':
		return likeAddress(next.text) || unicode.IsLower(first) && next.final || !unicode.IsUpper(first) && !isWord(next.text)
	case last == '.':
		return likeAddress(next.text) && !isYear(next.text) || unicode.IsLower(first) && !next.known || number && isDOI(tail)
	case next.before == noRoom:
		return likeAddress(next.text) && !isYear(next.text) || number || unicode.IsLower(first) && !next.known
	}
	return likeAddress(next.text) && strings.ContainsAny(next.text, "/_=&?%")
}

// isDOI reports whether an address is a DOI, or that of a DOI.
func isDOI(s string) bool {
	return strings.HasPrefix(s, "10.") || strings.HasPrefix(strings.ToLower(s), "doi:") || strings.Contains(s, "doi.org/10.")
}

// addressAtEnd returns the address, or the beginning of one, with which a word
// ends, or "".
func addressAtEnd(word string) string {
	word = strings.TrimLeft(word, "(<[{\"'“")
	if i := strings.LastIndex(word, "://"); i > 5 {
		word = word[strings.LastIndexAny(word[:i], "(<[\"'")+1:]
	}
	lower := strings.ToLower(word)
	if strings.HasPrefix(word, "10.") || strings.HasPrefix(lower, "doi:") || address.HasPrefix(word) {
		return word
	}
	if len(word) > 1 && strings.HasPrefix("https://", lower) || lower == "http:" || lower == "http:/" {
		return word // it may be the beginning of a scheme
	}
	return ""
}

// unfinishedScheme reports whether a line ends within the scheme of an address
// or behind it: "https:" and "//a.org".
func unfinishedScheme(tail, next string) bool {
	return len(tail) <= len("https://") && address.HasPrefix(tail+next) && (strings.Contains(tail, ":") || strings.Contains(next, "://"))
}

// complete reports whether an address has what none can be without: a host
// with a domain; a DOI, its suffix.
func complete(s string) bool {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "doi:"), "dx.")
	s = strings.TrimPrefix(s, "doi.org/")
	if strings.HasPrefix(s, "10.") {
		_, suffix, _ := strings.Cut(s, "/")
		return suffix != ""
	}
	host, _, path := strings.Cut(s, "/")
	return path || strings.Contains(strings.TrimPrefix(host, "www."), ".") && !strings.HasSuffix(host, ".") && !strings.HasSuffix(host, "-")
}

// likeAddress reports whether a word has what words do not have inside: a
// slash, a digit among letters, a full stop.
func likeAddress(s string) bool {
	s = strings.TrimRight(s, ".,;:)]>\"'”")
	if strings.ContainsAny(s, "/_=&?%#~+@.") || strings.Count(s, "-") > 1 {
		return true
	}
	digits := strings.ContainsAny(s, "0123456789")
	letters := strings.IndexFunc(s, unicode.IsLetter) >= 0
	return digits && (letters || len(s) > 4 || strings.Contains(s, "-"))
}

// isYear reports whether s is a year, as stands behind an address too.
func isYear(s string) bool {
	s = strings.Trim(s, ".,;:)]")
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && lex.IsDigit(s[2]) && lex.IsDigit(s[3])
}

// isWord reports whether s can be a word of a sentence.
func isWord(s string) bool {
	s = strings.TrimRight(s, ".,;:)]>\"'”")
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// tidyLinks narrows the links of a block to what they print: without the
// punctuation around, and to the address itself where it is printed.
func tidyLinks(b *document.Block) {
	for i := range b.Spans {
		s := &b.Spans[i]
		if s.Kind != document.Link {
			continue
		}
		text := b.Text[s.Start:s.End]
		if at := strings.Index(text, s.Target); at >= 0 {
			s.Start, s.End = s.Start+at, s.Start+at+len(s.Target)
			continue
		}
		end := s.End - len(text) + len(strings.TrimRight(text, ".,;: "))
		start := s.Start + len(text) - len(strings.TrimLeft(text, "([<{ "))
		if start < end {
			s.Start, s.End = start, end
		}
	}
}
