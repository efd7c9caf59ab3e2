package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// abbreviations end in a full stop that ends no part of an entry.
var abbreviations = lex.Phrases(`
	vol; no; nr; nos; pp; p; ed; eds; hrsg; hg; vs; v; dr; mr; mrs; ms; st; jr; sr; prof; inc; ltd; co; corp; cf; fig; ch; sec; art; op; cit
	ibid; etc; e.g; i.e; u.s; u.k; u.n; d.c; ph; ph.d; m.d; dept; univ; rev; trans; repr; no; n; al; chap; ser; suppl; pt; bd; s; t; c; ca; approx; gen; gov; sen; rep; hon; lt; col; capt; sgt
	т; с; стр; гл; вып; изд; им; ред; см; др; a.m; p.m; jan; feb; mar; apr; jun; jul; aug; sep; sept; oct; nov; dec; mt; ft; ave; blvd; und; usw; z.b; d.h; bzw`)

// A break between two parts of an entry: [Start, End) is the punctuation and
// the white space, in which no part has a share (a question mark has: Start
// stands after it).
type partBreak struct{ Start, End int }

// partBreaks finds where parts of s end as sentences do: at a full stop,
// question or exclamation mark before white space and something that can begin
// a part. Initials and abbreviations do not end one.
func partBreaks(s string) []partBreak {
	var found []partBreak
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '.' && c != '?' && c != '!' {
			continue
		}
		end := i + 1
		for end < len(s) && strings.IndexByte(".?!)\"", s[end]) >= 0 {
			end++
		}
		if closing := closingQuote(s[end:]); closing > 0 {
			end += closing
		}
		rest := strings.TrimLeft(s[end:], " ")
		gap := len(s) - len(rest) - end
		if rest != "" && (gap == 0 || !beginsPart(rest)) {
			continue
		}
		if c == '.' && (end == i+1 && abbreviated(s[:i], rest)) {
			continue
		}
		start := end
		if c == '.' && end == i+1 {
			start = i
		}
		found = append(found, partBreak{Start: start, End: end + gap})
		i = end + gap - 1
	}
	return found
}

// closingQuote is the length of a closing quotation mark at the start of s.
func closingQuote(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if r == '”' || r == '’' || r == '»' || r == '“' {
		return size
	}
	return 0
}

// beginsPart reports whether a part of an entry can begin with s.
func beginsPart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)", r)
}

// abbreviated reports whether the word before a full stop is an initial or an
// abbreviation.
func abbreviated(before, rest string) bool {
	word := before[strings.LastIndexAny(before, " ([,/\u00a0")+1:]
	if word == "" {
		return true
	}
	if abbreviations[strings.ToLower(word)] {
		return !(strings.ToLower(word) == "al" && !strings.HasPrefix(rest, "("))
	}
	return IsInitials(word + ".")
}

// isAbbreviation reports whether the word, which a full stop follows, is a
// known abbreviation.
func isAbbreviation(word string) bool {
	var buf [16]byte
	lower := buf[:0]
	for _, r := range word {
		if len(lower) > 12 {
			return false
		}
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
	}
	return abbreviations[string(lower)]
}

// IsInitials reports whether word is one or more initials with full stops:
// "J.", "J.-P.", "U.S.".
func IsInitials(word string) bool {
	if !strings.HasSuffix(word, ".") {
		return false
	}
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '.' || r == '-' || r == '‐' }) {
		r, size := utf8.DecodeRuneInString(part)
		if !unicode.IsUpper(r) || len(part) > size && !digraphInitial(part) {
			return false
		}
	}
	return len(word) > 1
}

// digraphInitial accepts the initials of two letters: "Yu.", "Ch.", "Дж.".
func digraphInitial(part string) bool {
	switch part {
	case "Yu", "Ya", "Ch", "Sh", "Zh", "Th", "Ph", "Kh", "Ts", "Дж", "Юр", "Вл":
		return true
	}
	return false
}
