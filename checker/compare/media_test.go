package compare

import (
	"fmt"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

// TestOtherMedia has files that are no pages: their titles match, and
// contradict a paper only where a reader sees that, too.
func TestOtherMedia(t *testing.T) {
	pdf := func(title string, text ...string) []byte {
		content := "BT /F1 20 Tf 50 700 Td (" + text[0] + ") Tj /F1 10 Tf"
		for _, l := range text[1:] {
			content += " 0 -14 Td (" + l + ") Tj"
		}
		return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj\n"+
			"3 0 obj <</Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>> endobj 4 0 obj <</Subtype/Type1>> endobj\n"+
			"5 0 obj <</Length %d>> stream\n%s ET\nendstream endobj\n6 0 obj <</Title(%s)/CreationDate(D:20240301100000Z)>> endobj\ntrailer <</Root 1 0 R/Info 6 0 R>>",
			len(content), content, title)
	}
	long := strings.Split(strings.Repeat("Officials in both capitals described the step as one of several.|", 8), "|")
	cover := []string{"Sudan's forgotten war", "A report"}
	for _, c := range []struct {
		name, contentType string
		body              []byte
		title             string
		match, comparable bool
	}{
		{"the metadata's title", "application/pdf", pdf("Trade grows for a third year", cover...), "Trade Grows for a Third Year", true, true},
		{"the heading", "application/pdf", pdf("Microsoft Word - x.doc", append([]string{"Trade grows for a third year"}, long...)...), "Trade Grows for a Third Year", true, true},
		{"in the text of the first page", "application/pdf", pdf("Quarterly of the Bank", append([]string{"Quarterly of the Bank", "Trade grows for a third year"}, long...)...), "Trade Grows for a Third Year", true, true},
		{"most of its words on the first page", "application/pdf", pdf("Quarterly of the Bank", append([]string{"Quarterly of the Bank", "Trade is growing", "third year grows"}, long...)...), "Trade Grows for a Third Year", false, false},
		{"another work", "application/pdf", pdf("Sudan's forgotten war", append([]string{"Sudan's forgotten war"}, long...)...), "Trade Grows for a Third Year", false, true},
		{"only metadata of another work", "application/pdf", pdf("Sudan's forgotten war", cover...), "Trade Grows for a Third Year", false, false},
		{"only junk", "application/pdf", pdf("untitled", "x"), "Trade Grows for a Third Year", false, false},
		{"a heading in plain text", "text/plain", []byte("Trade grows for a third year\n====\n\nText."), "Trade Grows for a Third Year", true, true},
		{"another heading", "text/markdown", []byte("# Sudan's forgotten war\n\nText."), "Trade Grows for a Third Year", false, true},
		{"a first line", "text/plain", []byte("Ledger Papers No. 7\n\nText."), "Trade Grows for a Third Year", false, false},
		{"the text has it", "text/plain", []byte("Ledger Papers No. 7\n\nTrade grows for a third year\n"), "Trade Grows for a Third Year", true, true},
		{"a feed", "application/rss+xml", []byte("<rss><channel><title>The Ledger of Trade</title></channel></rss>"), "Trade Grows for a Third Year", false, false},
		{"a picture", "image/png", []byte("\x89PNG"), "Trade Grows for a Third Year", false, false},
	} {
		p := page.ParseAt(c.body, c.contentType, "https://www.news.example/file", seen)
		if m := Titles(c.title, p); m.Match != c.match || m.Comparable != c.comparable {
			t.Errorf("%s: %+v", c.name, m)
		}
		ref := &paper.Reference{Published: paper.Date{Year: 2019, Month: 1, Day: 1}}
		if f := Findings(ref, p); len(f) != 0 {
			t.Errorf("%s: the file's date contradicts the paper: %+v", c.name, f)
		}
	}
}
