package format

import (
	"encoding/csv"
	"sort"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A sourceLine is a line of a document, or of a file that it includes.
type sourceLine struct {
	text   string
	number int    // 1-based, in its file
	part   string // the included file; "" for the document itself
}

// sourceLines cuts a file into its lines, without white space at their ends.
func sourceLines(text, part string) []sourceLine {
	lines := make([]sourceLine, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, sourceLine{strings.TrimRight(line, " \t\r\f\v"), len(lines) + 1, part})
	}
	return lines
}

// A prose is a paragraph's lines as one text, which knows where they stood.
type prose struct {
	text   string
	part   string
	starts []int // where the lines begin in text
	lines  []int // their numbers
}

// proseOf joins lines with newlines and drops their indentation.
func proseOf(lines []sourceLine) prose {
	p := prose{part: lines[0].part, starts: make([]int, len(lines)), lines: make([]int, len(lines))}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.starts[i], p.lines[i] = b.Len(), l.number
		b.WriteString(strings.TrimLeft(l.text, " \t"))
	}
	p.text = b.String()
	return p
}

// line is the number of the line on which the byte at offset stands.
func (p *prose) line(offset int) int {
	return p.lines[max(0, sort.SearchInts(p.starts, offset+1)-1)]
}

// write writes text[from:to] as clean leaves it, line by line.
func (p *prose) write(b *document.Builder, from, to int, clean func(string) string) {
	for from < to {
		n := strings.IndexByte(p.text[from:to], '\n')
		if n < 0 {
			b.Write(clean(p.text[from:to]), p.line(from))
			return
		}
		b.Write(clean(p.text[from:from+n]), p.line(from))
		b.Space = true
		from += n + 1
	}
}

// A proseWriter writes a paragraph's text without its markup. The writers of
// the formats say what is markup.
type proseWriter struct {
	b     *document.Builder
	p     prose
	done  int                 // how much of the text is written
	clean func(string) string // resolves what stands for characters
}

// flush writes the text before a place as it is.
func (w *proseWriter) flush(to int) {
	if to > w.done {
		w.p.write(w.b, w.done, to, w.clean)
		w.done = to
	}
}

// raw writes s in place of the text before end, as a span of each kind.
func (w *proseWriter) raw(s string, end int, target string, kinds ...document.SpanKind) int {
	var open []int
	for _, kind := range kinds {
		open = append(open, w.b.Open(kind, target))
	}
	w.b.Write(s, w.p.line(w.done))
	for _, i := range open {
		w.b.Close(i)
	}
	w.done = end
	return end
}

// literal writes text[from:to], in which nothing is markup, in place of the
// text before end.
func (w *proseWriter) literal(from, to, end int) int {
	span := w.b.Open(document.Code, "")
	w.p.write(w.b, from, to, unchanged)
	w.b.Close(span)
	w.done = end
	return end
}

func unchanged(s string) string { return s }

// A pending block waits for its text to be written: what its references lead
// to may stand after it.
type pending struct {
	block document.Block
	body  []prose // its paragraphs or lines, which readers see one below the other
}

// dedent takes up to n columns of indentation off the lines after the first,
// and cut bytes off the first.
func dedent(lines []sourceLine, cut, n int) []sourceLine {
	out := make([]sourceLine, len(lines))
	for i, l := range lines {
		if i == 0 {
			l.text = l.text[min(cut, len(l.text)):]
		} else {
			l.text = l.text[min(n, indentOf(l.text)):]
		}
		out[i] = l
	}
	return out
}

// indented counts the lines of an element: the first, and those below it that
// are blank or indented by n at least. Blank lines at its end are left out.
func indented(lines []sourceLine, n int) int {
	end := 1
	for i := 1; i < len(lines); i++ {
		switch {
		case lines[i].text == "":
		case indentOf(lines[i].text) < n:
			return end
		default:
			end = i + 1
		}
	}
	return end
}

// leastIndent is the indentation of the line that is indented least, the first
// left aside.
func leastIndent(lines []sourceLine) int {
	least := -1
	for _, l := range lines[1:] {
		if n := indentOf(l.text); l.text != "" && (least < 0 || n < least) {
			least = n
		}
	}
	return max(0, least)
}

// csvCells gives each cell of a table that is written as comma-separated
// values.
func csvCells(lines []sourceLine, comma rune, cell func([]sourceLine)) {
	p := proseOf(lines)
	rows := csv.NewReader(strings.NewReader(p.text))
	rows.LazyQuotes, rows.FieldsPerRecord, rows.TrimLeadingSpace, rows.Comma = true, -1, true, comma
	for {
		row, err := rows.Read()
		if err != nil {
			return
		}
		for i, text := range row {
			line, _ := rows.FieldPos(i)
			inner := sourceLines(text, p.part)
			for j := range inner {
				inner[j].number = p.lines[min(line-1+j, len(p.lines)-1)]
			}
			cell(inner)
		}
	}
}

// undent takes off the indentation that all lines share.
func undent(lines []sourceLine) []sourceLine {
	least := leastIndent(append([]sourceLine{{}}, lines...))
	return dedent(lines, least, least)
}

// maxProse is the length of the longest paragraph whose markup is read. In
// what is longer only the addresses that it prints are found.
const maxProse = 1 << 20

// matchBrackets returns, for each opening bracket, where the one is that closes
// it; 0 where none does.
func matchBrackets(text string) []int32 {
	if strings.IndexByte(text, '[') < 0 {
		return nil
	}
	match := make([]int32, len(text))
	var open []int32
	for i := range len(text) {
		switch {
		case i > 0 && text[i-1] == '\\':
		case text[i] == '[':
			open = append(open, int32(i))
		case text[i] == ']' && len(open) > 0:
			match[open[len(open)-1]] = int32(i)
			open = open[:len(open)-1]
		}
	}
	return match
}
