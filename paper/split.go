package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
)

// noteLists finds the ordered lists that are notes written by hand: the text
// refers to their numbers, and each item looks like a citation.
func (f *finder) noteLists() map[int]bool {
	items, good := map[int]int{}, map[int]int{}
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.Kind != document.Item || b.List == 0 || b.Marker == "" {
			continue
		}
		items[b.List]++
		dated := len(b.Text) < maxEntry && len(entry.Quotations(b.Text)) > 0 && len(date.Find(b.Text)) > 0
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
func splitEntries(b *document.Block, last int) []document.Block {
	if len(b.Lines) == 0 {
		return []document.Block{*b}
	}
	cuts := markedLines(b, last)
	if len(cuts) == 0 && last >= 0 {
		cuts = hardLines(b)
	}
	if len(cuts) == 0 && last >= 0 {
		cuts = authorLines(b)
	}
	if len(cuts) == 0 {
		return []document.Block{*b}
	}
	var parts []document.Block
	start := 0
	for _, cut := range append(cuts, len(b.Text)) {
		part := b.Slice(start, cut)
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
func markedLines(b *document.Block, last int) []int {
	expect := last + 1
	if last < 0 {
		expect = -2
	}
	first := b.Head(0)
	label, _, _ := document.Marker(&first, expect)
	if label == "" {
		return nil
	}
	var cuts []int
	for _, m := range b.Lines {
		if expect = document.Number(label) + 1; last < 0 || expect == 1 {
			expect = -2
		}
		line := b.Head(m.Offset)
		if next, _, _ := document.Marker(&line, expect); next != "" && (document.Number(label) == 0 || document.Number(next) == document.Number(label)+1) {
			cuts = append(cuts, m.Offset)
			label = next
		}
	}
	return cuts
}

// hardLines returns the hard breaks of a block if an entry stands between any
// two: each with a year or an address.
func hardLines(b *document.Block) []int {
	if len(b.Lines) > 1000 {
		return nil
	}
	var cuts []int
	start := 0
	for _, m := range append(b.Lines[:len(b.Lines):len(b.Lines)], document.LineMark{Offset: len(b.Text), Hard: true}) {
		if !m.Hard {
			continue
		}
		line := b.Slice(start, m.Offset)
		if len(line.Text) < 25 || !hasAddress(&line) && len(date.Find(line.Text)) == 0 {
			return nil
		}
		if m.Offset < len(b.Text) {
			cuts = append(cuts, m.Offset)
		}
		start = m.Offset
	}
	return cuts
}

// authorLines returns where lines begin as entries of an author-date list do, if
// the first line does: "Doe, A. (2020)". The line before must be at an end.
func authorLines(b *document.Block) []int {
	if !beginsAuthorDate(b.Text[:b.Lines[0].Offset]) {
		return nil
	}
	var cuts []int
	for i, m := range b.Lines {
		end := len(b.Text)
		if i+1 < len(b.Lines) {
			end = b.Lines[i+1].Offset
		}
		before := strings.TrimRight(b.Text[:m.Offset], " ")
		ended := strings.HasSuffix(before, ".") || strings.HasSuffix(before, ")") || strings.Contains(before[strings.LastIndexByte(before, ' ')+1:], "://")
		if ended && beginsAuthorDate(b.Text[m.Offset:end]) {
			cuts = append(cuts, m.Offset)
		}
	}
	return cuts
}

// beginsAuthorDate reports whether a line begins with a family name, a comma and
// more of a name, and a year in brackets close behind.
func beginsAuthorDate(line string) bool {
	const reach = 200 // bytes, for all authors
	first, rest, ok := strings.Cut(line, ", ")
	if r, _ := utf8.DecodeRuneInString(first); !ok || !unicode.IsUpper(r) || strings.Count(first, " ") > 2 || len(first) > 40 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) {
		return false
	}
	rest = rest[:min(len(rest), reach)]
	open := strings.IndexByte(rest, '(')
	return open >= 0 && open+5 < len(rest) && document.Number(rest[open+1:open+5]) > 1000
}

// backlinkMarks are the arrows that lead from a note back to the text, with the
// selectors that choose between their text and emoji forms.
const backlinkMarks = " ^↩↑⤴⏎\ufe0e\ufe0f"

// trimBacklinks removes the arrows and letters that lead from a note back to
// the text, at both ends.
func trimBacklinks(b *document.Block) {
	text := strings.TrimRight(b.Text, backlinkMarks)
	start := len(text) - len(strings.TrimLeft(text, backlinkMarks))
	if start > 0 || len(text) < len(b.Text) {
		line := b.Line
		*b = b.Slice(min(start, len(text)), len(text))
		b.Line = line
	}
}

// leadsBack reports whether a text ends with the arrow that leads from a note
// back to its mark: a page of notes that was printed still has it.
func leadsBack(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, " \ufe0e\ufe0f"), "↩")
}

// splitBacklinked cuts a block behind each arrow after which another marker
// stands.
func splitBacklinked(b *document.Block) (notes []document.Block) {
	start := 0
	for at, r := range b.Text {
		if r != '↩' {
			continue
		}
		end := at + len("↩")
		next := b.Slice(end+len(b.Text[end:])-len(strings.TrimLeft(b.Text[end:], " \ufe0e\ufe0f")), len(b.Text))
		if label, _, _ := document.Marker(&next, -1); label == "" && next.Text != "" {
			continue
		}
		notes = append(notes, b.Slice(start, end))
		start = len(b.Text) - len(next.Text)
	}
	return notes
}

// splitCitations cuts a note that cites several works: after an address, at a
// semicolon or full stop, if each part has a title and an address of its own.
// Where there are no addresses, a date of its own will do.
func splitCitations(b *document.Block) []document.Block {
	found := address.Find(b.Text)
	switch len(found) {
	case 0:
		return splitDated(b)
	case 1:
		return []document.Block{*b}
	}
	var parts []document.Block
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
		parts = append(parts, b.Slice(start, end))
		start = end
	}
	for i := range parts {
		parts[i].Text = strings.TrimRight(parts[i].Text, "; ")
		if !hasTitle(parts[i].Text) {
			return []document.Block{*b}
		}
	}
	return parts
}

// splitDated cuts a note at the semicolons between works, if each of them has a
// quoted title and, behind it, a date.
func splitDated(b *document.Block) []document.Block {
	var parts []document.Block
	start := 0
	for start < len(b.Text) {
		end := len(b.Text)
		for i := start; i < len(b.Text); i++ {
			cut := strings.Index(b.Text[i:], "; ")
			if cut < 0 {
				break
			}
			if i += cut; isDatedTitle(b.Text[start:i]) && isDatedTitle(b.Text[i:]) {
				end = i + len("; ")
				break
			}
		}
		part := b.Slice(start, end)
		if !isDatedTitle(part.Text) {
			return []document.Block{*b}
		}
		part.Text = strings.TrimRight(part.Text, "; ")
		parts = append(parts, part)
		start = end
	}
	return parts
}

// isDatedTitle reports whether a text quotes a title and gives a date behind it.
func isDatedTitle(s string) bool {
	for _, q := range entry.Quotations(s) {
		if strings.Contains(strings.TrimSpace(s[q.From:q.To]), " ") {
			return len(date.Find(s[q.End:])) > 0
		}
	}
	return false
}

// hasTitle reports whether a text quotes something of two words or more.
func hasTitle(s string) bool {
	for _, q := range entry.Quotations(s) {
		if strings.Contains(strings.TrimSpace(s[q.From:q.To]), " ") {
			return true
		}
	}
	return false
}
