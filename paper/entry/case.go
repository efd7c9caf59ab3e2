package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// lawCase reads the name of a case, which is its title: "Lee v Ek [2019] UKSC
// 4", "In re Lee, 347 U.S. 483 (1954)". A case has no authors; the reports that
// print it are no container of it.
func (e *entry) lawCase() (reading, bool) {
	s := e.masked[:min(len(e.masked), maxCase)]
	if !namesCase(s) {
		return reading{}, false
	}
	end := reportAt(s)
	if end < 0 {
		return reading{}, false
	}
	start := len(s) - len(strings.TrimLeft(s, " "))
	title := strings.Trim(e.text[start:end], " ,.;")
	return reading{title: title, span: [2]int{start, start + len(title)}}, title != ""
}

// NamesCase reports whether s is the citation of a law case.
func NamesCase(s string) bool {
	s = s[:min(len(s), maxCase)]
	return namesCase(s) && reportAt(s) > 0
}

// maxCase is how far into an entry the name of a case and its report stand, in
// bytes.
const maxCase = 300

// namesCase reports whether s begins as the names of cases do: two parties on
// both sides of a v, or what the case is about.
func namesCase(s string) bool {
	for _, lead := range []string{"In re ", "Re ", "Ex parte ", "In the Matter of ", "Case C-", "Case T-"} {
		if strings.HasPrefix(s, lead) {
			return true
		}
	}
	for _, versus := range []string{" v ", " v. ", " vs. ", " vs "} {
		i := strings.Index(s, versus)
		if i <= 0 || strings.ContainsAny(s[:i], "“\"‘:?") {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
		after, _ := utf8.DecodeRuneInString(s[i+len(versus):])
		return unicode.IsUpper(first) && unicode.IsUpper(after)
	}
	return false
}

// reportAt returns where the report of a case begins in s, or -1: a year in
// square brackets, or one in round ones before a volume, as in England; a comma,
// a volume, a series and a page, as in America; a number of a court's list.
func reportAt(s string) int {
	for i := 1; i < len(s); i++ {
		rest := s[i:]
		switch {
		case (s[i] == '[' || s[i] == '(') && s[i-1] == ' ' && len(rest) > 8 && isYear(rest[1:5]) && (rest[5] == ']' || rest[5] == ')'):
			if after := strings.TrimLeft(rest[6:], " "); after != "" && (lex.IsDigit(after[0]) || 'A' <= after[0] && after[0] <= 'Z') {
				return i
			}
		case s[i] == ',' && isReporter(strings.TrimLeft(rest[1:], " ")):
			return i
		case s[i] == ',' && strings.HasPrefix(rest, ", No. "), s[i] == ',' && strings.HasPrefix(rest, ", App no "), s[i] == '(' && strings.HasPrefix(rest, "(App no "):
			return i
		}
	}
	return -1
}

func isYear(s string) bool {
	return (s[0] == '1' || s[0] == '2') && strings.Trim(s, "0123456789") == ""
}

// isReporter recognises a volume, a series of few words with capitals, and a
// page: "347 U.S. 483", "410 F. Supp. 2d 12".
func isReporter(s string) bool {
	words := strings.Fields(s[:min(len(s), 60)])
	if len(words) < 3 || !isDigits(words[0]) {
		return false
	}
	for i, w := range words[1:min(len(words), 7)] {
		if w = strings.TrimRight(w, ",;.()"); isDigits(w) {
			return i > 0
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !lex.IsDigit(w[0:1][0]) {
			return false
		}
	}
	return false
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
