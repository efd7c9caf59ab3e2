package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

var Brackets = [256]byte{'<': '>', '(': ')', '[': ']'}

// CutMarker separates a marker at the start of an entry from its text: raised
// (by markup, as Unicode superscripts, as ^1), in brackets, or a number with a
// full stop. A bare number is one only if it is the next one, expect; with
// expect 0 any is. raised says that the marker is one of notes.
func CutMarker(b *Block, expect int) (label string, raised bool, rest Block) {
	label, raised, end := Marker(b, expect)
	if label == "" && b.Kind != Note {
		label = b.Marker
	}
	rest = b.Slice(end, len(b.Text))
	if rest.Kind == Item && rest.Line != b.Line {
		rest.Line = b.Line // the marker stands on a line of its own
	}
	rest.Line = b.LineAt(0)
	return label, raised, rest
}

func Marker(b *Block, expect int) (label string, raised bool, end int) {
	text := b.Text
	for _, s := range b.Spans {
		if s.Kind == Superscript && s.Start == 0 {
			if label := strings.Trim(text[:s.End], " []().*"); isMarker(label) {
				return label, true, skipAfterMarker(text, s.End)
			}
		}
	}
	if label, n := superscripts(text); n > 0 {
		return label, true, skipAfterMarker(text, n)
	}
	if n := caretMarker(text); n > 0 {
		return strings.Trim(text[:n], "^"), true, skipAfterMarker(text, n)
	}
	if label, n := bracketMarker(b); n > 0 {
		return label, false, skipAfterMarker(text, n)
	}
	if label, n := numberMarker(text, expect); n > 0 {
		return label, false, skipAfterMarker(text, n)
	}
	return "", false, 0
}

// isMarker accepts what notes are marked with: numbers, roman numerals,
// letters, asterisks and daggers.
func isMarker(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 5 {
		return false
	}
	for _, r := range s {
		if !unicode.IsDigit(r) && !strings.ContainsRune("ivxlcIVXLC*†‡§", r) && len(s) > 1 {
			return false
		}
	}
	return true
}

const superscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// superscripts reads a number in Unicode superscripts at the start of s.
func superscripts(s string) (label string, n int) {
	for _, r := range s {
		i := strings.IndexRune(superscriptDigits, r)
		if i < 0 {
			break
		}
		label += string(rune('0' + utf8.RuneCountInString(superscriptDigits[:i])))
		n += utf8.RuneLen(r)
	}
	return label, n
}

// caretMarker accepts Pandoc's ^1^ and the ^1 of plain text.
func caretMarker(s string) int {
	i := 1
	for i < len(s) && lex.IsDigit(s[i]) {
		i++
	}
	if s == "" || s[0] != '^' || i == 1 || i > 5 {
		return 0
	}
	if i < len(s) && s[i] == '^' {
		i++
	}
	return i
}

// MaxKey is the length of the longest citation key in brackets.
const MaxKey = 40

// mediumWords say in brackets, within an entry, where its work is found: a line
// that begins with one begins no entry.
var mediumWords = foldedPhrases(`online; on line; internet; electronic resource; web; website; blog; video; pdf; html; cd rom; cited; preprint
	en ligne; en línea; em linha; in linea; in rete; çevrimiçi; online ressource; электронный ресурс; електронний ресурс; электрондық ресурс; интернет`)

// bracketMarker accepts [12], [RFC2119], [Smith 2020] and (12) before text. A
// link in brackets is no marker.
func bracketMarker(b *Block) (label string, n int) {
	s := b.Text
	if len(s) < 3 || s[0] != '[' && s[0] != '(' {
		return "", 0
	}
	n = strings.IndexByte(s[:min(len(s), MaxKey)], Brackets[s[0]])
	if n < 2 || n+1 < len(s) && s[n+1] != ' ' && s[n+1] != '.' && s[n+1] != ':' {
		return "", 0
	}
	label = s[1:n]
	if mediumWords[lex.Fold(label)] || s[0] == '(' && Number(label) == 0 || strings.Count(label, " ") > 1 || strings.ContainsAny(label, "[]()\"“”") {
		return "", 0
	}
	for _, span := range b.Spans {
		if span.Kind == Link && span.Start < n && address.IsWeb(span.Target) {
			return "", 0
		}
	}
	n++
	if n < len(s) && (s[n] == '.' || s[n] == ':') {
		n++
	}
	return label, n
}

// numberMarker accepts "12.", "12)" and a bare "12" that is expected.
func numberMarker(s string, expect int) (label string, n int) {
	for n < len(s) && n < 4 && lex.IsDigit(s[n]) {
		n++
	}
	if n == 0 || n > 3 || n+1 >= len(s) || expect == -2 {
		return "", 0
	}
	label = s[:n]
	if (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return label, n + 1
	}
	if s[n] == '.' && expect > 0 && Number(label) == expect && unicode.IsUpper(rune(s[n+1])) {
		return label, n + 1 // a page that puts the space there by its style sheet
	}
	rest := strings.TrimLeft(s[n:], " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if s[n] == ' ' && (expect == 0 || Number(label) == expect) && (unicode.IsUpper(r) || strings.ContainsRune("“\"‘«„'", r)) {
		return label, n
	}
	return "", 0
}

func skipAfterMarker(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '.' && i+1 < len(s) && s[i+1] == ' ') {
		i++
	}
	return i
}

// Number is the value of a label that is a number, else 0.
func Number(label string) int {
	n, err := strconv.Atoi(label)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
