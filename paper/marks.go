package paper

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A notation is a way in which running text refers to a note or an entry.
type notation uint8

const (
	raisedNotation  notation = iota // a raised number
	bracketNotation                 // a number or key in brackets
	keyNotation                     // the format's own: its markup names the entry
)

// A mark is a place where running text refers to a note or an entry.
type mark struct {
	notation notation
	label    string // as printed, or the entry's key
	line     int
	doubtful bool // it may be an exponent: it cites what it names, but proves nothing missing
}

// marks finds the marks of a document in the order of their places. The marker
// with which an entry begins is none.
func marks(blocks []document.Block) []mark {
	var found []mark
	for i := range blocks {
		b := &blocks[i]
		put := func(n notation, label string, at int) {
			found = append(found, mark{notation: n, label: label, line: b.LineAt(at), doubtful: n == raisedNotation && isExponent(b.Text[:at])})
		}
		var keyed []document.Span
		for _, s := range b.Spans {
			if s.Kind == document.Cite {
				put(keyNotation, s.Target, s.Start)
				keyed = append(keyed, s)
			}
		}
		for _, s := range b.Spans {
			if s.Kind == document.Superscript && s.Start > 0 && !within(keyed, s.Start, s.End) {
				for _, label := range listed(b.Text[s.Start:s.End]) {
					put(raisedNotation, label, s.Start)
				}
			}
		}
		bracketMarks(b, keyed, put)
	}
	return found
}

// bracketMarks finds what stands in square brackets, outside of literal text.
func bracketMarks(b *document.Block, keyed []document.Span, put func(notation, string, int)) {
	for from := 1; from < len(b.Text); {
		open := strings.IndexByte(b.Text[from:], '[')
		if open < 0 {
			return
		}
		at := from + open
		from = at + 1
		end := strings.IndexByte(b.Text[from:min(len(b.Text), from+document.MaxKey)], ']')
		if end <= 0 || within(keyed, at, from+end) || inCode(b.Spans, at) {
			continue
		}
		for _, label := range listed(b.Text[from : from+end]) {
			put(bracketNotation, label, at)
		}
	}
}

// listed cuts the labels of a mark apart and counts out ranges of numbers:
// "1, 3–5" is 1, 3, 4 and 5.
func listed(s string) []string {
	var labels []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == '[' || r == ']' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		first, last, ok := strings.Cut(strings.NewReplacer("–", "-", "‐", "-", "—", "-").Replace(part), "-")
		from, to := document.Number(first), document.Number(last)
		if !ok || from == 0 || to <= from || to-from > maxRange {
			labels = append(labels, part)
			continue
		}
		for n := from; n <= to; n++ {
			labels = append(labels, strconv.Itoa(n))
		}
	}
	return labels
}

// maxRange is how many entries one mark refers to at most.
const maxRange = 60

// isExponent reports whether what is raised after s belongs to a number, a unit
// or a formula: 10⁶, 4 km², x².
func isExponent(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	if !unicode.IsLetter(r) {
		return false
	}
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return utf8.RuneCountInString(word) < 3 && !isWord(word)
}

// isWord tells the words of two letters from symbols and units, by their vowels.
func isWord(s string) bool {
	return lex.IsASCII(s) && len(s) == 2 && strings.ContainsAny(strings.ToLower(s), "aeiouy") && s != "au" && s != "eV"
}

// within reports whether [start, end) lies in one of the spans.
func within(spans []document.Span, start, end int) bool {
	for _, s := range spans {
		if s.Start <= start && end <= s.End || start <= s.Start && s.End <= end {
			return true
		}
	}
	return false
}

func inCode(spans []document.Span, at int) bool {
	for _, s := range spans {
		if s.Start > at {
			return false
		}
		if s.Kind == document.Code && at < s.End {
			return true
		}
	}
	return false
}
