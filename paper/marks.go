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
	through  bool // it ends a range that the mark before it begins: [1]–[5]
	doubtful bool // it may be an exponent or an index: it cites what it names, but proves nothing missing
	hanging  bool // it stands on a word, with nothing between: text[1]; program text has a[8] too
	leading  bool // a block begins with it: it may be an entry's own marker
}

// marks finds the marks of a document in the order of their places.
func marks(blocks []document.Block) []mark {
	var found []mark
	for i := range blocks {
		b, first := &blocks[i], len(found)
		put := func(n notation, label string, at int) {
			m := mark{notation: n, label: label, line: b.LineAt(at)}
			m.doubtful = n != keyNotation && isExponent(b.Text[:at])
			m.hanging = n == bracketNotation && hangs(b.Text[:at])
			found = append(found, m)
		}
		cites := spansOf(b.Spans, document.Cite)
		for i, s := range cites {
			put(keyNotation, s.Target, s.Start)
			found[len(found)-1].through = i > 0 && isDash(b.Text, cites[i-1].End, s.Start)
			if labels := listed(b.Text[s.Start:s.End]); len(labels) > 1 { // one link on all of 8–10
				for _, label := range labels {
					put(keyNotation, label, s.Start)
					found[len(found)-1].doubtful = true
				}
			}
		}
		keyed := cover{spans: cites}
		for _, s := range b.Spans {
			if s.Kind == document.Superscript && s.Start > 0 && !keyed.meets(s.Start, s.End) {
				for _, label := range listed(b.Text[s.Start:s.End]) {
					put(raisedNotation, label, s.Start)
				}
			}
		}
		bracketMarks(b, cites, put)
		if end := strings.IndexByte(b.Text[:min(len(b.Text), 8)], ']'); end > 1 && b.Text[0] == '[' {
			for _, label := range listed(b.Text[1:end]) {
				put(bracketNotation, label, 0)
				found[len(found)-1].doubtful, found[len(found)-1].leading = true, true
			}
			leadLines(b, found[first:])
		}
	}
	return found
}

// leadLines marks what begins a line of a block that begins with a marker
// itself: entries may stand below each other without blank lines.
func leadLines(b *document.Block, marks []mark) {
	for i := range marks {
		m := &marks[i]
		for _, l := range b.Lines {
			if m.notation == bracketNotation && l.Line == m.line && strings.HasPrefix(b.Text[l.Offset:], "["+m.label+"]") {
				m.doubtful, m.leading = true, true
			}
		}
	}
}

// bracketMarks finds what stands in square brackets, outside of literal text.
func bracketMarks(b *document.Block, cites []document.Span, put func(notation, string, int)) {
	keyed, code := cover{spans: cites}, cover{spans: spansOf(b.Spans, document.Code)}
	last, lastLabel := -1, "" // where the mark before ends, and its last label
	for from := 1; from < len(b.Text); {
		open := strings.IndexByte(b.Text[from:], '[')
		if open < 0 {
			return
		}
		at := from + open
		from = at + 1
		end := strings.IndexByte(b.Text[from:min(len(b.Text), from+document.MaxKey)], ']')
		if end <= 0 || keyed.meets(at, from+end) || code.meets(at, at+1) {
			continue
		}
		labels := listed(b.Text[from : from+end])
		if len(labels) > 0 && isDash(b.Text, last, at) {
			labels = append(listed(lastLabel+"-"+labels[0]), labels[1:]...)
		}
		for _, label := range labels {
			put(bracketNotation, label, at)
			lastLabel = label
		}
		last = from + end + 1
	}
}

// isDash reports whether nothing but a dash stands between two marks.
func isDash(text string, from, to int) bool {
	if from < 0 || to <= from || to-from > 12 {
		return false
	}
	switch strings.Trim(text[from:to], " []()\u00a0") {
	case "-", "–", "—", "‐", "−":
		return true
	}
	return false
}

// spansOf are the spans of one kind, in order of their starts.
func spansOf(spans []document.Span, kind document.SpanKind) []document.Span {
	var found []document.Span
	for _, s := range spans {
		if s.Kind == kind {
			found = append(found, s)
		}
	}
	return found
}

// A cover answers whether a stretch of text meets one of its spans. The
// stretches have to be asked for in order, so that one pass answers all.
type cover struct {
	spans []document.Span
	next  int // the first span that may still matter
	end   int // how far the spans before it reach
}

func (c *cover) meets(start, end int) bool {
	for c.next < len(c.spans) && c.spans[c.next].Start < end {
		c.end = max(c.end, c.spans[c.next].End)
		c.next++
	}
	return start < c.end
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

// hangs reports whether what follows s stands directly on a word or a name.
func hangs(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}

// isExponent reports whether what is raised after s, or stands there in
// brackets, belongs to a number, a unit or a formula: 10⁶, 4 km², x², a[8].
func isExponent(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	if !unicode.IsLetter(r) || lex.IsUnspaced(r) {
		return false
	}
	const longest = 16 // bytes: what is longer is no symbol
	s = s[max(0, len(s)-longest):]
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return utf8.RuneCountInString(word) < 3 && !isWord(word)
}

// isWord tells the words of two letters from symbols and units, by their vowels.
func isWord(s string) bool {
	return lex.IsASCII(s) && len(s) == 2 && strings.ContainsAny(strings.ToLower(s), "aeiouy") && s != "au" && s != "eV"
}
