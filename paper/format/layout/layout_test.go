package layout

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A sheet is a page that tests write on.
type sheet struct{ Page }

func newSheet() *sheet { return &sheet{Page{Width: 600, Height: 800}} }

// put writes lines of text of a size, the first on the base line y. All
// characters are half as wide as high; words in * are bold, in _ italic, those
// after a ^ raised.
func (s *sheet) put(x, y, size float32, lines ...string) *sheet {
	for _, text := range lines {
		left := x
		for _, field := range strings.Split(text, " ") {
			glued := false
			for i, part := range strings.Split(field, "^") {
				w := Word{Size: size, Glued: glued, Bold: strings.HasPrefix(part, "*"), Italic: strings.HasPrefix(part, "_")}
				w.Text = strings.Trim(part, "*_")
				base := y
				if i > 0 {
					w.Size, base = 0.7*size, y-0.35*size
				}
				if w.Text == "" {
					continue
				}
				width := w.Size / 2 * float32(utf8.RuneCountInString(w.Text))
				w.Box = Box{left, base - 0.7*w.Size, left + width, base + 0.2*w.Size}
				s.Words = append(s.Words, w)
				left, glued = left+width, true
			}
			left += size / 2
		}
		y += 1.2 * size
	}
	return s
}

// link makes the nth word printed (from 0) a link, up to the last one.
func (s *sheet) link(first, last int, uri string) *sheet {
	l := Link{URI: uri}
	for _, w := range s.Words[first : last+1] {
		l.Boxes = append(l.Boxes, w.Box)
	}
	s.Links = append(s.Links, l)
	return s
}

func read(t *testing.T, sheets ...*sheet) *document.Document {
	t.Helper()
	var pages []Page
	for _, s := range sheets {
		pages = append(pages, s.Page)
	}
	d, err := Read(t.Context(), pages)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// summary writes blocks one a line.
func summary(d *document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block.Kind {
		case document.Heading:
			b.WriteString("# ")
		case document.Note:
			b.WriteString("^ ")
		}
		fmt.Fprintln(&b, block.Text)
	}
	return strings.TrimSpace(b.String())
}

func check(t *testing.T, d *document.Document, want ...string) {
	t.Helper()
	if got := summary(d); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestOneColumn(t *testing.T) {
	d := read(t, newSheet().
		put(50, 60, 20, "A Title").
		put(50, 100, 10, "Text of a paragraph that fills", "its lines and then ends.").
		put(50, 150, 10, "Another paragraph after a gap."))
	check(t, d, "# A Title", "Text of a paragraph that fills its lines and then ends.", "Another paragraph after a gap.")
	if d.Title != "A Title" {
		t.Errorf("title %q", d.Title)
	}
}

// words is a line of text of this many characters, with a number in it.
func words(n int, number int) string {
	return fmt.Sprintf("l%03d ", number) + strings.Repeat("word ", n)[:n-6]
}

func TestColumns(t *testing.T) {
	tests := []struct {
		name string
		at   []float32 // where the columns begin
		size int       // of their lines, in characters
	}{
		{"two", []float32{50, 310}, 48},
		{"three", []float32{40, 220, 400}, 32},
		{"uneven", []float32{50, 230}, 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSheet().put(50, 60, 10, strings.Repeat("across the page ", 6))
			n := 0
			var want []string
			for row := range 20 { // row by row, as some programs print
				for c, x := range tt.at {
					s.put(x, float32(100+12*row), 10, words(tt.size, c*20+row))
				}
			}
			for n < 20*len(tt.at) {
				want = append(want, fmt.Sprintf("l%03d", n))
				n++
			}
			var got []string
			for _, b := range read(t, s).Blocks {
				for _, w := range strings.Fields(b.Text) {
					if strings.HasPrefix(w, "l") {
						got = append(got, w)
					}
				}
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestLabelColumn keeps numbers beside their entries.
func TestLabelColumn(t *testing.T) {
	s := newSheet().put(50, 60, 10, "References")
	var want []string
	for i := range 12 {
		y := float32(90 + 30*i)
		s.put(50, y, 10, fmt.Sprintf("[%d]", i+1)).put(90, y, 10, "Smith, J. A work of some length on", "two lines, 2020.")
		want = append(want, fmt.Sprintf("[%d] Smith, J. A work of some length on two lines, 2020.", i+1))
	}
	check(t, read(t, s), append([]string{"# References"}, want...)...)
}

func TestFurniture(t *testing.T) {
	var sheets []*sheet
	var want []string
	for i := range 3 {
		text := fmt.Sprintf("This is what page %s says of it.", []string{"one", "two", "three"}[i])
		sheets = append(sheets, newSheet().
			put(50, 40, 9, fmt.Sprintf("Journal of Lamps 12 (2020) %d", 40+i)).put(400, 40, 9, "A. Lee").
			put(50, 400, 10, text).
			put(295, 780, 9, fmt.Sprint(40+i)))
		want = append(want, text)
	}
	check(t, read(t, sheets...), want...)
}

func TestIsPageNumber(t *testing.T) {
	for s, want := range map[string]bool{
		"12": true, "xii": true, "- 12 -": true, "Page 3 of 9": true, "3/9": true, "[4]": true,
		"": false, "12 apples": false, "2020-01-01": false, "10.1000/182": false, "1.2.3": false, "123456": false,
	} {
		if got := isPageNumber(s); got != want {
			t.Errorf("%q: got %v", s, got)
		}
	}
}

func TestParagraphStyles(t *testing.T) {
	hanging := newSheet().put(50, 60, 10, "References").
		put(50, 90, 10, "Ek, B. A title that is long enough for two").put(70, 102, 10, "lines. 2021.").
		put(50, 114, 10, "Lee, A. A title that needs both of its own").put(70, 126, 10, "lines as well. 2020.").
		put(50, 138, 10, "Moe, C. A title that needs three lines to").put(70, 150, 10, "be said as it should be said, and so it is").put(70, 162, 10, "printed. 2022.")
	check(t, read(t, hanging), "# References", "Ek, B. A title that is long enough for two lines. 2021.",
		"Lee, A. A title that needs both of its own lines as well. 2020.",
		"Moe, C. A title that needs three lines to be said as it should be said, and so it is printed. 2022.")

	indented := newSheet().
		put(70, 60, 10, "The first paragraph begins with an indent").put(50, 72, 10, "and goes on at the margin, where the lines", "of a paragraph are, until it ends.").
		put(70, 108, 10, "The second paragraph begins in the same").put(50, 120, 10, "way, and has only two lines.").
		put(70, 132, 10, "The third one is the last one of the test").put(50, 144, 10, "and says no more.")
	check(t, read(t, indented), "The first paragraph begins with an indent and goes on at the margin, where the lines of a paragraph are, until it ends.",
		"The second paragraph begins in the same way, and has only two lines.", "The third one is the last one of the test and says no more.")

	marked := newSheet().put(50, 60, 10, "References").
		put(50, 90, 10, "1. Ek, B. A title that is long enough for", "two lines. 2021.", "2. Lee, A. A title that needs both of its", "2020 lines as well.", "3. Moe, C. A title. 2022.")
	check(t, read(t, marked), "# References", "1. Ek, B. A title that is long enough for two lines. 2021.",
		"2. Lee, A. A title that needs both of its 2020 lines as well.", "3. Moe, C. A title. 2022.")
}

// TestAcrossPages joins an entry that goes on in the next column or page, at
// whose foot and head other things stand.
func TestAcrossPages(t *testing.T) {
	one := newSheet().put(50, 60, 10, "References").
		put(50, 90, 10, "1. Ek, B. A title that is long enough for", "two lines. 2021.", "2. Lee, A. A title that goes on after the").put(300, 780, 10, "7")
	two := newSheet().put(50, 60, 10, "page. 2020.", "3. Moe, C. A title. 2022.").put(300, 780, 10, "8")
	d := read(t, one, two)
	check(t, d, "# References", "1. Ek, B. A title that is long enough for two lines. 2021.",
		"2. Lee, A. A title that goes on after the page. 2020.", "3. Moe, C. A title. 2022.")
	last := d.Blocks[len(d.Blocks)-1]
	if last.Page != 2 || last.Line != 2 {
		t.Errorf("got page %d, line %d; want 2, 2", last.Page, last.Line)
	}
}

func TestNotes(t *testing.T) {
	d := read(t, newSheet().
		put(50, 100, 10, "Text that has a note^1 and goes on with a line", "that has another^2 one, and so on until the end", "of the page, where it stops in the middle of a").
		put(50, 700, 8, "^1 Ann Lee, A Title, 2020,", "https://a.org/.", "^2 Ibid."),
		newSheet().put(50, 100, 10, "sentence, and ends on the next."))
	check(t, d, "Text that has a note1 and goes on with a line that has another2 one, and so on until the end of the page, where it stops in the middle of a sentence, and ends on the next.",
		"^ 1 Ann Lee, A Title, 2020, https://a.org/.", "^ 2 Ibid.")
	for _, b := range d.Blocks[1:] {
		if len(b.Spans) == 0 || b.Spans[0].Kind != document.Superscript || b.Spans[0].Start != 0 {
			t.Errorf("%q: the marker is not raised: %v", b.Text, b.Spans)
		}
	}
}

// TestPlainMarkers reads notes whose numbers are raised only in the text, as word
// processors print them; rows of a table are none.
func TestPlainMarkers(t *testing.T) {
	d := read(t, newSheet().put(50, 100, 10, "Text that has a note^1 and goes on with a line", "that has another^2 one, and so on until the end", "of the page, where it stops.").
		put(50, 600, 8, "1 1990 12 345", "7 1991 13 346").
		put(50, 700, 8, "1 Ann Lee, A Title, 2020,", "https://a.org/.", "2 Ibid."))
	check(t, d, "Text that has a note1 and goes on with a line that has another2 one, and so on until the end of the page, where it stops.",
		"1 1990 12 345", "7 1991 13 346", "^ 1 Ann Lee, A Title, 2020, https://a.org/.", "^ 2 Ibid.")
}

// TestCaption reads entries around a figure, whose caption is no hanging entry.
func TestCaption(t *testing.T) {
	d := read(t, newSheet().put(50, 100, 10, "References").
		put(50, 130, 10, "Ek, B. A title that is long enough for two").put(70, 142, 10, "lines. 2021.").
		put(50, 154, 10, "Lee, A. Another title that needs two lines as").put(70, 166, 10, "well. 2022.").
		put(50, 200, 10, "Figure 3. Prices of bread in the years of the", "survey. Bars of the north (2019), and those of", "the south, are in one colour.").
		put(50, 250, 10, "Oz, C. The third title, which is as long as the").put(70, 262, 10, "two before it. 2023."))
	check(t, d, "# References", "Ek, B. A title that is long enough for two lines. 2021.", "Lee, A. Another title that needs two lines as well. 2022.",
		"Figure 3. Prices of bread in the years of the survey. Bars of the north (2019), and those of the south, are in one colour.", "Oz, C. The third title, which is as long as the two before it. 2023.")
}

// TestNotesOverPages reads notes that go on below the text of the next page, fill
// a page, or are more than the text.
func TestNotesOverPages(t *testing.T) {
	lines := strings.Split("Text that has some notes^1 and goes on with a line|that has others^2 too, and so on until the very end|of the first page, of which there are some more|lines than this, as pages that people write have|many of them and all are full of words, none of|which means very much but that there are lines", "|")
	next := strings.Split("of text. The next page begins with some of its own|and then has notes again, or goes on with one.", "|")
	first := func() *sheet {
		return newSheet().put(50, 100, 10, lines...).put(50, 600, 8, "^1 Ann Lee, A Title, 2020, with a remark that", "ends here.", "^2 Bo Ek, Another Title, which")
	}
	plain := strings.ReplaceAll(strings.Join(lines, " "), "^", "")
	both := plain + " " + strings.Join(next, " ")
	tests := []struct {
		name   string
		sheets []*sheet
		want   []string
	}{
		{"below text", []*sheet{first(), newSheet().put(50, 100, 10, next...).put(50, 600, 8, "goes on, 2021, https://a.org/.", "^3 Cy Oz, Third, 2022.")},
			[]string{both, "^ 1 Ann Lee, A Title, 2020, with a remark that ends here.", "^ 2 Bo Ek, Another Title, which goes on, 2021, https://a.org/.", "^ 3 Cy Oz, Third, 2022."}},
		{"alone below text", []*sheet{first(), newSheet().put(50, 100, 10, next...).put(50, 600, 8, "goes on, 2021, https://a.org/.")},
			[]string{both, "^ 1 Ann Lee, A Title, 2020, with a remark that ends here.", "^ 2 Bo Ek, Another Title, which goes on, 2021, https://a.org/."}},
		{"a page of notes", []*sheet{first(), newSheet().put(50, 100, 8, "goes on, 2021, https://a.org/.", "^3 Cy Oz, Third, 2022, with words that fill its line", "and end on the next, which they fill to its very end.", "^4 Di Po, Fourth, 2023, with words that fill its line", "and end on the next, which they fill to its very end.")},
			[]string{plain, "^ 1 Ann Lee, A Title, 2020, with a remark that ends here.", "^ 2 Bo Ek, Another Title, which goes on, 2021, https://a.org/.",
				"^ 3 Cy Oz, Third, 2022, with words that fill its line and end on the next, which they fill to its very end.", "^ 4 Di Po, Fourth, 2023, with words that fill its line and end on the next, which they fill to its very end."}},
		{"a table below a note that is done", []*sheet{newSheet().put(50, 100, 10, lines...).put(50, 600, 8, "^1 Ann Lee, A Title, 2020."), newSheet().put(50, 100, 10, next...).put(50, 600, 8, "a cell and another one")},
			[]string{both, "^ 1 Ann Lee, A Title, 2020.", "a cell and another one"}},
		{"more notes than text", []*sheet{newSheet().put(50, 100, 10, lines...).put(50, 600, 8, "^1 Ann Lee, A Title, 2020, with a remark that is", "longer than all of the text above it is, and goes", "on for line after line in smaller type, of which it", "takes as many as it needs, and then some more, as", "notes of lawyers do.", "^2 Bo Ek, Another Title, 2021.")},
			[]string{plain, "^ 1 Ann Lee, A Title, 2020, with a remark that is longer than all of the text above it is, and goes on for line after line in smaller type, of which it takes as many as it needs, and then some more, as notes of lawyers do.", "^ 2 Bo Ek, Another Title, 2021."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, read(t, tt.sheets...), tt.want...) })
	}
}

// TestNotTheFoot keeps what is repeated at the foot of pages but is none of
// theirs.
func TestNotTheFoot(t *testing.T) {
	page := func(note, news, number string) *sheet {
		return newSheet().put(50, 100, 10, "Text of page "+news+" that has a note^"+note+" on it.").
			put(50, 650, 8, "^"+note+" Ann Lee, Title "+news+", News,", "https://news.example.org/world-"+news, "(accessed 3 May 2024).").put(50, 770, 8, "River Papers 7, page "+number)
	}
	d := read(t, page("7", "67012345", "11"), page("8", "68120021", "12"), page("9", "68234567", "13"))
	for i, want := range []string{"67012345", "68120021", "68234567"} {
		want = fmt.Sprintf("%d Ann Lee, Title %s, News, https://news.example.org/world-%s (accessed 3 May 2024).", i+7, want, want)
		if !strings.Contains(summary(d), "^ "+want) || strings.Contains(summary(d), "River Papers") {
			t.Errorf("got\n%s\nwant %s", summary(d), want)
		}
	}
}

// TestNotesApart tells notes by the space above them where all text is small.
func TestNotesApart(t *testing.T) {
	check(t, read(t, newSheet().
		put(50, 100, 8, "1. Ek, B. A title that is long enough for", "two lines. 2021.").
		put(50, 200, 8, "^1 Ann Lee, A Title, 2020.").
		put(50, 760, 8, "Preprint submitted to the editor")),
		"1. Ek, B. A title that is long enough for two lines. 2021.", "^ 1 Ann Lee, A Title, 2020.", "Preprint submitted to the editor")
}

func TestHyphens(t *testing.T) {
	tests := []struct{ before, after, want string }{
		{"an exam-", "ple of it", "an example of it"},
		{"the state-of-", "the-art of it", "the state-of-the-art of it"},
		{"the year of Covid-", "19 was it", "the year of Covid-19 was it"},
		{"the Anglo-", "American of it", "the Anglo-American of it"},
		{"a well-", "known thing, as well-known as it is", "a well-known thing, as well-known as it is"},
		{"of large data a large-", "data set", "of large data a large-data set"},
		{"a column, two of it: a two-", "column page", "a column, two of it: a two-column page"},
		{"you per se form and per-", "form it", "you per se form and perform it"},
		{"a thing -", "or not", "a thing - or not"},
		{"years 1990-", "1995 and on", "years 1990-1995 and on"},
		{"中文", "文字", "中文文字"},
		{"at https://a.org/the-", "lake-of-it/ and much more of the text of the paper", "at https://a.org/the-lake-of-it/ and much more of the text of the paper"},
	}
	for _, tt := range tests {
		check(t, read(t, newSheet().put(50, 100, 10, tt.before, tt.after)), tt.want)
	}
}

func TestAddressGoesOn(t *testing.T) {
	next := func(s string, r room) following { return following{text: s, before: r} }
	tests := []struct {
		tail string
		next following
		want bool
	}{
		{"https://a.org/path/", next("page.html", someRoom), true},
		{"https://a.org/path-", next("page.html.", noRoom), true},
		{"https://a.org/path/", next("Accessed", someRoom), false},
		{"https://a.org/path/", next("for", someRoom), false},
		{"https://a.org/path/", following{text: "page.", before: someRoom, final: true}, true},
		{"https://a.org/path/", next("page.html", muchRoom), false},
		{"https://a.org/?q=", next("a%20b", muchRoom), true},
		{"https:", next("//a.org/x", muchRoom), true},
		{"https://", next("a.org/x", muchRoom), true},
		{"htt", next("ps://a.org/x", noRoom), true},
		{"(https://www.", next("a.org/x)", someRoom), true},
		{"https://doi.org/10.", next("1000/182", someRoom), true},
		{"doi:10.1000/", next("182", someRoom), true},
		{"10.1000/a.182.", next("17", someRoom), true},
		{"https://a.org/x.", next("Next", someRoom), false},
		{"https://a.org/x.", next("2020.", someRoom), false},
		{"https://a.org/x.", next("html", someRoom), true},
		{"https://a.org/x.", next("publisher:", someRoom), false},
		{"https://a.org/x,", next("doi:10.1000/182", noRoom), false},
		{"https://", next("www.a.org/x", someRoom), true},
		{"https://a.org/x", next("/y", noRoom), true},
		{"https://a.org/abc", next("def/ghi", noRoom), true},
		{"https://a.org/abc", next("and", noRoom), true},
		{"https://a.org/abc", following{text: "and", before: noRoom, known: true}, false},
		{"https://a.org/abc", next("(2020)", noRoom), false},
		{"https://a.org/abc", next("https://b.org", noRoom), false},
		{"https://a.org/abc,", next("and", someRoom), false},
		{"he", next("said/wrote", noRoom), false},
		{"word", next("word", noRoom), false},
	}
	for _, tt := range tests {
		if got := addressGoesOn(tt.tail, tt.next); got != tt.want {
			t.Errorf("%q, %+v: got %v", tt.tail, tt.next, got)
		}
	}
}

func TestLinks(t *testing.T) {
	type span struct{ text, target string }
	tests := []struct {
		name  string
		sheet *sheet
		text  string
		want  []span
	}{
		{"words", newSheet().put(50, 100, 10, "See the page there.").link(1, 2, "https://a.org/"), "See the page there.", []span{{"the page", "https://a.org/"}}},
		{"a broken address", newSheet().put(50, 100, 10, "See (https://a.org/one-", "two/three).").link(1, 2, "https://a.org/one-two/three"),
			"See (https://a.org/one-two/three).", []span{{"https://a.org/one-two/three", "https://a.org/one-two/three"}}},
		{"a hyphen that is none", newSheet().put(50, 100, 10, "See https://a.org/exam-", "ple there").link(1, 2, "https://a.org/example"),
			"See https://a.org/example there", []span{{"https://a.org/example", "https://a.org/example"}}},
		{"a title on two lines", newSheet().put(50, 100, 10, "See A Title", "of Two Lines.").link(1, 5, "https://a.org/"), "See A Title of Two Lines.", []span{{"A Title of Two Lines", "https://a.org/"}}},
		{"two beside each other", newSheet().put(50, 100, 10, "one two").link(0, 0, "https://a.org/").link(1, 1, "https://b.org/"), "one two", []span{{"one", "https://a.org/"}, {"two", "https://b.org/"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.sheet)
			check(t, d, tt.text)
			var got []span
			for _, s := range d.Blocks[0].Spans {
				if s.Kind == document.Link {
					got = append(got, span{d.Blocks[0].Text[s.Start:s.End], s.Target})
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got %q; want %q", got, tt.want)
			}
		})
	}
}

func TestLinkWithoutWords(t *testing.T) {
	s := newSheet().put(50, 100, 10, "Some text.")
	s.Links = []Link{{URI: "https://badge.org/", Boxes: []Box{{400, 20, 450, 40}}}}
	check(t, read(t, s), "Some text.")
	if n := len(read(t, s).Blocks[0].Spans); n != 0 {
		t.Errorf("%d spans", n)
	}
}

func TestMarkup(t *testing.T) {
	d := read(t, newSheet().put(50, 100, 10, "Lee, _A _Title, *bold."))
	var got []string
	for _, s := range d.Blocks[0].Spans {
		got = append(got, fmt.Sprint(s.Kind, d.Blocks[0].Text[s.Start:s.End]))
	}
	if want := fmt.Sprint(document.Emphasis, "A Title, ", document.Strong, "bold."); strings.ReplaceAll(strings.Join(got, " "), ", ", ",") != strings.ReplaceAll(want, ", ", ",") && len(got) != 2 {
		t.Errorf("got %q", got)
	}
}

func TestTurned(t *testing.T) {
	s := newSheet().put(50, 100, 10, "Some text that is upright on the page.")
	s.Words = append(s.Words, Word{Box: Box{10, 200, 20, 400}, Text: "arXiv:1234.56789", Size: 10})
	check(t, read(t, s), "Some text that is upright on the page.")
}

// TestRightToLeft reads lines that stand on the page as UAX #9 has them put
// there. A line is given as it is seen, with its words from left to right and
// the letters of each too.
func TestRightToLeft(t *testing.T) {
	tests := []struct{ name, seen, want string }{
		{"one word", "תורהנ", "נהרות"},
		{"words", "םלועה לכל םולש", "שלום לכל העולם"},
		{"within text from left to right", "See the title תורהנה רפס by Dan.", "See the title ספר הנהרות by Dan."},
		{"twice", "Both םימ and ץראה תורהנ flow.", "Both מים and נהרות הארץ flow."},
		{"an entry whose text runs to the left", "https://a.org/he/1 .2021 ,םיה תאצוה ,ןהכ ןד", "דן כהן, הוצאת הים, 2021. https://a.org/he/1"},
		{"an address that ends in a slash", "/https://a.org/he ואר", "ראו https://a.org/he/"},
		{"words in another script within it", ".(Smith 2020) ואר ,\"English Words רפס\" ,ןד", "דן, \"ספר English Words\", ראו (Smith 2020)."},
		{"the same entry in text that runs to the right", "2021 ,םיה תאצוה ,ןהכ ןד. https://a.org/he/1", "דן כהן, הוצאת הים, 2021. https://a.org/he/1"},
		{"a number in a list", "12. םיה תאצוה ,ןהכ ןד https://a.org/he/1", "12. דן כהן, הוצאת הים https://a.org/he/1"},
		{"numbers", "1.5 רבמטפסב 3–12 םידומע", "עמודים 12–3 בספטמבר 1.5"},
		{"brackets as they mean", "See (תורהנ) there, please do.", "See (נהרות) there, please do."},
		{"brackets as they look", "(םיה) תורהנ", "נהרות (הים)"},
		{"brackets that are not mirrored", ")םיה( תורהנ", "נהרות (הים)"},
		{"Arabic", "2019 ،ضرألا راهنأ ،يلع دمحم. https://a.org/ar", "محمد علي، أنهار الأرض، 2019. https://a.org/ar"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, read(t, newSheet().put(50, 100, 10, tt.seen)), tt.want) })
	}
}

func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, []Page{newSheet().Page}); err == nil {
		t.Error("read although the context has ended")
	}
}

// FuzzRead makes words and links of bytes: places of any kind, not a number
// among them.
func FuzzRead(f *testing.F) {
	f.Add([]byte("seed"), "some text https://a.org/ [1] References")
	f.Add([]byte{0x42, 0xc8, 0, 0, 0x42, 0xc8, 0, 0, 0x43, 0x48, 0, 0, 0x42, 0xdc, 0, 0, 0x41, 0x20, 0, 0}, "1. a- b 2. c")
	f.Add([]byte{0x42, 0xc8, 0, 0, 0x42, 0xc8, 0, 0, 0x43, 0x48, 0, 0, 0x42, 0xdc, 0, 0, 0x41, 0x20, 0, 0}, "2021 ,םיה ,(b) ןד. https://a.org/")
	f.Fuzz(func(t *testing.T, places []byte, text string) {
		fields := strings.Fields(text)
		number := func() float32 {
			if len(places) < 4 {
				return float32(len(places)) * 50
			}
			v := math.Float32frombits(binary.BigEndian.Uint32(places))
			places = places[4:]
			return v
		}
		var pages []Page
		for len(places) > 0 && len(pages) < 20 {
			p := Page{Width: number(), Height: number()}
			for i := range fields {
				w := Word{Box: Box{number(), number(), number(), number()}, Size: number(), Text: fields[i], Glued: i%3 == 1, Italic: i%4 == 0, Bold: i%5 == 0}
				p.Words = append(p.Words, w)
				if i%2 == 0 {
					p.Links = append(p.Links, Link{URI: "https://a.org/" + fields[i], Boxes: []Box{w.Box, {number(), number(), number(), number()}}})
				}
			}
			pages = append(pages, p)
		}
		d, err := Read(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range d.Blocks {
			if b.Page < 1 || b.Page > len(pages) || b.Line < 1 || b.Text == "" || !utf8.ValidString(b.Text) || strings.ContainsFunc(b.Text, lex.IsControl) {
				t.Errorf("page %d, line %d: %q", b.Page, b.Line, b.Text)
			}
			for _, s := range b.Spans {
				if s.Start < 0 || s.Start >= s.End || s.End > len(b.Text) || !utf8.ValidString(b.Text[s.Start:s.End]) {
					t.Errorf("%q has the span %+v", b.Text, s)
				}
			}
		}
	})
}
