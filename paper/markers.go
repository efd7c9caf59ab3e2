package paper

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutMarker separates a marker at the start of an entry from its text: raised
// (by markup, as Unicode superscripts, as ^1), in brackets, or a number with a
// full stop. A bare number is one only if it is the next one, expect; with
// expect 0 any is. raised says that the marker is one of notes.
func cutMarker(b *block, expect int) (label string, raised bool, rest block) {
	label, raised, end := marker(b, expect)
	if label == "" && b.Kind != noteBlock {
		label = b.Marker
	}
	rest = b.slice(end, len(b.Text))
	if rest.Kind == itemBlock && rest.Line != b.Line {
		rest.Line = b.Line // the marker stands on a line of its own
	}
	rest.Line = b.LineAt(0)
	return label, raised, rest
}

func marker(b *block, expect int) (label string, raised bool, end int) {
	text := b.Text
	for _, s := range b.Spans {
		if s.Kind == superscriptSpan && s.Start == 0 {
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
	for i < len(s) && isDigit(s[i]) {
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

// maxKey is the length of the longest citation key in brackets.
const maxKey = 40

// bracketMarker accepts [12], [RFC2119], [Smith 2020] and (12) before text. A
// link in brackets is no marker.
func bracketMarker(b *block) (label string, n int) {
	s := b.Text
	if len(s) < 3 || s[0] != '[' && s[0] != '(' {
		return "", 0
	}
	n = strings.IndexByte(s[:min(len(s), maxKey)], brackets[s[0]])
	if n < 2 || n+1 < len(s) && s[n+1] != ' ' && s[n+1] != '.' && s[n+1] != ':' {
		return "", 0
	}
	label = s[1:n]
	if s[0] == '(' && number(label) == 0 || strings.Count(label, " ") > 1 || strings.ContainsAny(label, "[]()\"“”") {
		return "", 0
	}
	for _, span := range b.Spans {
		if span.Kind == linkSpan && span.Start < n && isWeb(span.Target) {
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
	for n < len(s) && n < 4 && isDigit(s[n]) {
		n++
	}
	if n == 0 || n > 3 || n+1 >= len(s) || expect == -2 {
		return "", 0
	}
	label = s[:n]
	if (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return label, n + 1
	}
	rest := strings.TrimLeft(s[n:], " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if s[n] == ' ' && (expect == 0 || number(label) == expect) && (unicode.IsUpper(r) || strings.ContainsRune("“\"‘«„'", r)) {
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

// number is the value of a label that is a number, else 0.
func number(label string) int {
	n, err := strconv.Atoi(label)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// citedMarkers collects the markers in running text: raised ones with "^"
// before them, and numbers in brackets.
func citedMarkers(blocks []block) map[string]bool {
	cited := map[string]bool{}
	for i := range blocks {
		b := &blocks[i]
		for _, s := range b.Spans {
			if s.Kind != superscriptSpan || s.Start == 0 {
				continue
			}
			for label := range strings.FieldsFuncSeq(b.Text[s.Start:s.End], func(r rune) bool { return r == ',' || r == ' ' || r == '[' || r == ']' }) {
				cited["^"+label] = true
			}
		}
		for from := 1; from < len(b.Text); {
			open := strings.IndexByte(b.Text[from:], '[')
			if open < 0 {
				break
			}
			from += open + 1
			if end := strings.IndexByte(b.Text[from:min(len(b.Text), from+maxKey)], ']'); end > 0 {
				cited[b.Text[from:from+end]] = true
			}
		}
	}
	return cited
}

// noteLists finds the ordered lists that are notes written by hand: the text
// refers to their numbers, and each item looks like a citation.
func (f *finder) noteLists() map[int]bool {
	items, good := map[int]int{}, map[int]int{}
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.Kind != itemBlock || b.List == 0 || b.Marker == "" {
			continue
		}
		items[b.List]++
		dated := len(b.Text) < maxEntry && len(quotations(b.Text)) > 0 && len(dates(b.Text)) > 0
		if (f.cited[b.Marker] || f.cited["^"+b.Marker]) && (dated || hasAddress(b)) {
			good[b.List]++
		}
	}
	notes := map[int]bool{}
	for list, n := range items {
		notes[list] = n > 1 && n == good[list]
	}
	return notes
}

// splitEntries cuts a block at the lines that begin entries of their own: lines
// with markers, or, between hard breaks, lines that each look like a citation.
func splitEntries(b *block, last int) []block {
	if len(b.Lines) == 0 {
		return []block{*b}
	}
	cuts := markedLines(b, last)
	if len(cuts) == 0 && last >= 0 {
		cuts = hardLines(b)
	}
	if len(cuts) == 0 {
		return []block{*b}
	}
	var parts []block
	start := 0
	for _, cut := range append(cuts, len(b.Text)) {
		part := b.slice(start, cut)
		if start == 0 {
			part.Marker = b.Marker
		}
		if part.Text != "" {
			parts = append(parts, part)
		}
		start = cut
	}
	return parts
}

// markedLines returns where lines begin with a marker, if the first line does.
func markedLines(b *block, last int) []int {
	expect := last + 1
	if last < 0 {
		expect = -2
	}
	first := b.head(0)
	label, _, _ := marker(&first, expect)
	if label == "" {
		return nil
	}
	var cuts []int
	for _, m := range b.Lines {
		if expect = number(label) + 1; last < 0 || expect == 1 {
			expect = -2
		}
		line := b.head(m.Offset)
		if next, _, _ := marker(&line, expect); next != "" && (number(label) == 0 || number(next) == number(label)+1) {
			cuts = append(cuts, m.Offset)
			label = next
		}
	}
	return cuts
}

// hardLines returns the hard breaks of a block if an entry stands between any
// two: each with a year or an address.
func hardLines(b *block) []int {
	if len(b.Lines) > 1000 {
		return nil
	}
	var cuts []int
	start := 0
	for _, m := range append(b.Lines[:len(b.Lines):len(b.Lines)], lineMark{Offset: len(b.Text), Hard: true}) {
		if !m.Hard {
			continue
		}
		line := b.slice(start, m.Offset)
		if len(line.Text) < 25 || !hasAddress(&line) && len(dates(line.Text)) == 0 {
			return nil
		}
		if m.Offset < len(b.Text) {
			cuts = append(cuts, m.Offset)
		}
		start = m.Offset
	}
	return cuts
}

// backlinkMarks are the arrows that lead from a note back to the text, with the
// selectors that choose between their text and emoji forms.
const backlinkMarks = " ^↩↑⤴⏎\ufe0e\ufe0f"

// trimBacklinks removes the arrows and letters that lead from a note back to
// the text, at both ends.
func trimBacklinks(b *block) {
	text := strings.TrimRight(b.Text, backlinkMarks)
	start := len(text) - len(strings.TrimLeft(text, backlinkMarks))
	if start > 0 || len(text) < len(b.Text) {
		line := b.Line
		*b = b.slice(min(start, len(text)), len(text))
		b.Line = line
	}
}

// splitCitations cuts a note that cites several works: after an address, at a
// semicolon or full stop, if each part has a title and an address of its own.
func splitCitations(b *block) []block {
	found := addresses(b.Text)
	if len(found) < 2 {
		return []block{*b}
	}
	var parts []block
	start := 0
	for i, a := range found {
		end := len(b.Text)
		if i+1 < len(found) {
			gap := b.Text[a.End:found[i+1].Start]
			cut := strings.Index(gap, "; ")
			if stop := strings.Index(gap, ". "); cut < 0 || stop >= 0 && stop < cut {
				cut = stop
			}
			if cut < 0 || !hasTitle(gap[cut:]) {
				continue
			}
			end = a.End + cut + 2
		}
		parts = append(parts, b.slice(start, end))
		start = end
	}
	for i := range parts {
		parts[i].Text = strings.TrimRight(parts[i].Text, "; ")
		if !hasTitle(parts[i].Text) {
			return []block{*b}
		}
	}
	return parts
}

// hasTitle reports whether a text quotes something of two words or more.
func hasTitle(s string) bool {
	for _, q := range quotations(s) {
		if strings.Contains(strings.TrimSpace(s[q.From:q.To]), " ") {
			return true
		}
	}
	return false
}
