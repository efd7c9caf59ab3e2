package address

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// An Identifier names a work in a scheme of its own, text[Start:End). It is no
// address, but URL is the one at which the scheme's owner keeps the work.
type Identifier struct {
	Start, End int
	Scheme     string // "arxiv", "hdl" or "isbn"
	Value      string // 2101.00001v2, hep-th/9901001; 2027/uc1.32106; 9783161484100
	URL        string // "" for an ISBN: it names a book and no place
}

// Identifiers finds the identifiers of arXiv, handles after "hdl:", and ISBNs
// in s. DOIs are addresses, see Find.
func Identifiers(s string) []Identifier {
	var found []Identifier
	for i := 0; i < len(s); i++ {
		var id Identifier
		switch s[i] | 0x20 {
		case 'a':
			id = arXivAt(s, i)
		case 'h':
			id = handleAt(s, i)
		case 'i':
			id = isbnAt(s, i)
		case '/':
			id = oldArXivAt(s, i)
		}
		if id.End > 0 {
			found = append(found, id)
			i = id.End - 1
		}
	}
	return found
}

// labelled returns where the value begins that a label at i introduces, or -1.
func labelled(s string, i int, label string) int {
	end := i + len(label)
	if end > len(s) || !strings.EqualFold(s[i:end], label) || i > 0 && (lex.IsLetter(s[i-1]) || lex.IsDigit(s[i-1])) {
		return -1
	}
	for end < len(s) && (s[end] == ':' || s[end] == ' ') {
		end++
	}
	return end
}

// arXivAt reads "arXiv:2101.00001v2", "arXiv 2101.00001" and "arXiv:hep-th/9901001".
func arXivAt(s string, i int) Identifier {
	start := labelled(s, i, "arxiv")
	if start < 0 || start == i+len("arxiv") {
		return Identifier{}
	}
	n := newArXiv(s[start:])
	if n == 0 {
		slash := strings.IndexByte(s[start:min(len(s), start+len("astro-ph.XX")+1)], '/')
		if slash > 0 {
			old := oldArXivAt(s, start+slash)
			if old.Start != start {
				return Identifier{}
			}
			n = old.End - start
		}
	}
	return arXiv(s, i, start, n)
}

func arXiv(s string, i, start, n int) Identifier {
	if n == 0 {
		return Identifier{}
	}
	value := s[start : start+n]
	return Identifier{Start: i, End: start + n, Scheme: "arxiv", Value: value, URL: "https://arxiv.org/abs/" + value}
}

// newArXiv returns the length of an identifier as arXiv gives them since April
// 2007, or 0: year and month, and four digits, five since 2015.
func newArXiv(s string) int {
	if digits(s) != 4 || len(s) < 9 || s[:2] < "07" || s[4] != '.' || s[2] > '1' || s[2:4] == "00" || s[2:4] > "12" {
		return 0
	}
	n := digits(s[5:])
	if n != 5 && (n != 4 || s[:2] >= "15") {
		return 0
	}
	return 5 + n + version(s[5+n:])
}

// archives are the names that arXiv's identifiers had before April 2007.
var archives = lex.Phrases(`astro-ph; cond-mat; gr-qc; hep-ex; hep-lat; hep-ph; hep-th; math-ph; nlin; nucl-ex; nucl-th; physics; quant-ph; math; cs; q-bio
	acc-phys; adap-org; alg-geom; ao-sci; atom-ph; bayes-an; chao-dyn; chem-ph; cmp-lg; comp-gas; dg-ga; funct-an; mtrl-th; patt-sol; plasm-ph; q-alg; solv-int; supr-con`)

// oldArXivAt reads the old identifier with the slash at i: "hep-th/9901001",
// "math.GT/0309136". They are found without a label too.
func oldArXivAt(s string, i int) Identifier {
	rest := s[min(i+1, len(s)):]
	if digits(rest) != 7 || rest[2:4] == "00" || rest[2:4] > "12" {
		return Identifier{}
	}
	start := i
	for start > 0 && (lex.IsLetter(s[start-1]) || s[start-1] == '-' || s[start-1] == '.') {
		start--
	}
	name, subject, dotted := strings.Cut(s[start:i], ".")
	if !archives[name] || dotted && len(subject) != 2 || start > 0 && (s[start-1] == '/' || lex.IsDigit(s[start-1])) {
		return Identifier{}
	}
	n := 7 + version(rest[7:])
	return arXiv(s, start, start, i+1+n-start)
}

// version returns the length of the "v2" at the start of s.
func version(s string) int {
	if s == "" || s[0]|0x20 != 'v' || digits(s[1:]) == 0 {
		return 0
	}
	return 1 + digits(s[1:])
}

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && lex.IsDigit(s[n]) {
		n++
	}
	return n
}

// handleAt reads "hdl:2027/uc1.32106007458745".
func handleAt(s string, i int) Identifier {
	start := labelled(s, i, "hdl:")
	if start < 0 {
		return Identifier{}
	}
	prefix := 0
	for start+prefix < len(s) && (lex.IsDigit(s[start+prefix]) || s[start+prefix] == '.') {
		prefix++
	}
	if prefix == 0 || start+prefix >= len(s) || s[start+prefix] != '/' {
		return Identifier{}
	}
	n := prefix + 1 + len(strings.TrimRight(s[start+prefix+1:start+prefix+1+doiExtent(s[start+prefix+1:])], ".,;:!?'’*_/"))
	if n == prefix+1 {
		return Identifier{}
	}
	value := s[start : start+n]
	return Identifier{Start: i, End: start + n, Scheme: "hdl", Value: value, URL: "https://hdl.handle.net/" + EscapeDOI(value)}
}

// isbnAt reads "ISBN 978-3-16-148410-0", "ISBN-13: …" and "ISBN 3-16-148410-X",
// if the check digit is right.
func isbnAt(s string, i int) Identifier {
	start := labelled(s, i, "isbn")
	if start < 0 {
		return Identifier{}
	}
	for _, kind := range [...]string{"-13", "-10", "13:", "10:"} {
		if strings.HasPrefix(s[start:], kind) {
			start += len(kind)
		}
	}
	for start < len(s) && strings.IndexByte(": -", s[start]) >= 0 {
		start++
	}
	var value [13]byte
	n := 0
	for end := start; end < len(s) && n < len(value); end++ {
		c := s[end]
		switch {
		case lex.IsDigit(c), c|0x20 == 'x' && n == 9:
			value[n] = c
			n++
			over := end+1 >= len(s) || !lex.IsDigit(s[end+1])
			if isbn := strings.ToUpper(string(value[:n])); over && validISBN(isbn) {
				return Identifier{Start: i, End: end + 1, Scheme: "isbn", Value: isbn}
			}
		case c == '-' || c == ' ':
		default:
			return Identifier{}
		}
	}
	return Identifier{}
}

// validISBN checks the length and the check digit.
func validISBN(s string) bool {
	sum := 0
	switch len(s) {
	case 10:
		for i := range len(s) {
			n := int(s[i] - '0')
			if s[i] == 'X' {
				n = 10
			}
			sum += (10 - i) * n
		}
		return sum%11 == 0
	case 13:
		for i := range len(s) {
			sum += int(s[i]-'0') * (1 + i%2*2)
		}
		return sum%10 == 0 && (s[:3] == "978" || s[:3] == "979")
	}
	return false
}
