package page

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// onePage is a PDF with a heading of 20 points over two lines of 10.
func onePage(title, heading string) []byte {
	content := "BT /F1 20 Tf 50 700 Td (" + heading + ") Tj ET BT /F1 10 Tf 50 650 Td (The river rose for three days) Tj 0 -14 Td (and then it fell again.) Tj ET"
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj\n"+
		"3 0 obj <</Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>> endobj 4 0 obj <</Subtype/Type1>> endobj\n"+
		"5 0 obj <</Length %d>> stream\n%s\nendstream endobj\n6 0 obj <</Title(%s)/CreationDate(D:20240301100000Z)>> endobj\ntrailer <</Root 1 0 R/Info 6 0 R>>", len(content), content, title)
}

func TestPDF(t *testing.T) {
	for _, c := range []struct{ title, heading, want, source string }{
		{"How rivers remember", "", "How rivers remember", fromInfo},
		{"How rivers remember", "How rivers remember", "How rivers remember", fromInfo},
		{"Microsoft Word - rivers_final2.docx", "How rivers remember", "How rivers remember", fromHeading},
		{"PowerPoint Presentation", "How rivers remember", "How rivers remember", fromHeading},
		{"untitled", "How rivers remember", "How rivers remember", fromHeading},
		{"Layout 1", "How rivers remember", "How rivers remember", fromHeading},
		{"WP_2024_07", "How rivers remember", "How rivers remember", fromHeading},
		{"report-final.indd", "How rivers remember", "How rivers remember", fromHeading},
		{"2024", "How rivers remember", "How rivers remember", fromHeading},
		{"rivers", "", "", ""},
		{"C:\\\\\\\\Users\\\\\\\\a\\\\\\\\My paper", "", "", ""},
		{"A \u202eriver\x07s tale", "", "A rivers tale", fromInfo},
		{"COVID-19 and rivers", "", "COVID-19 and rivers", fromInfo},
	} {
		p := ParseAt(onePage(c.title, c.heading), "application/pdf", address, seen)
		if got := p.Title(); got.Text != c.want || got.Source != c.source {
			t.Errorf("%q, %q: %q from %q; want %q from %q", c.title, c.heading, got.Text, got.Source, c.want, c.source)
		}
		if len(p.Published) != 0 || len(p.Modified) != 1 || p.Modified[0].String() != "2024-03-01" || p.Modified[0].Source != "pdf CreationDate" {
			t.Errorf("%q: published %v, modified %v", c.title, p.Published, p.Modified)
		}
		if p.Text != "" || !strings.Contains(p.Prose(), "three days\nand then") {
			t.Errorf("%q: text %q, prose %q", c.title, p.Text, p.Prose())
		}
	}
	doc, err := os.ReadFile("../../paper/testdata/essay.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if p := ParseAt(doc, "application/pdf", address, seen); p.Title().Text != "A Lamp for Every Street" || len(p.Titles) != 2 {
		t.Errorf("titles %q", p.Titles)
	}
}

func TestTextTitles(t *testing.T) {
	for _, c := range []struct {
		text string
		want []Title
	}{
		{"# How *rivers* remember #\n\nText.", []Title{{"How rivers remember", "first heading"}}},
		{"# [How `rivers`](/x) __remember__ *all*\n", []Title{{"How rivers remember all", "first heading"}}},
		{"Some words.\n\n# Rivers\n", []Title{{"Rivers", "first heading"}}},
		{"How rivers remember\n===================\n", []Title{{"How rivers remember", "first heading"}}},
		{"How rivers remember\n---\ntext", []Title{{"How rivers remember", "first heading"}}},
		{"---\ntitle: \"How rivers remember\"\ndate: 2025\n---\n\n# Rivers\n", []Title{{"How rivers remember", "title in the metadata"}, {"Rivers", "first heading"}}},
		{"---\r\ntitle: Rivers\r\n---\r\ntext", []Title{{"Rivers", "title in the metadata"}}},
		{"\ufeff\n\nHow rivers remember\n\nText.\n", []Title{{"How rivers remember", FirstLine}}},
		{strings.Repeat("long ", 100) + "\n", nil},
		{"---\n", []Title{{"---", FirstLine}}},
		{"", nil},
	} {
		if got := textTitles(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%.40q: %q; want %q", c.text, got, c.want)
		}
	}
}

func TestFeed(t *testing.T) {
	for _, c := range []struct{ contentType, body, want string }{
		{"application/rss+xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>Ledger &amp; News</title><item><title>Mills</title></item></channel></rss>`, "Ledger & News"},
		{"application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>A</name></author><title type="text"><![CDATA[The Ledger]]></title></feed>`, "The Ledger"},
		{"text/xml", `<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>` + "\xcc\xe8\xf0" + `</title></channel></rss>`, "Мир"},
		{"application/rdf+xml", `<rdf:RDF><channel><title>The Ledger</title></channel></rdf:RDF>`, "The Ledger"},
		{"application/rss+xml", `<rss><channel><item><title>Mills</title></item><title>Late</title></channel></rss>`, ""},
		{"application/rss+xml", strings.Repeat("<a>", 1000), ""},
		{"application/rss+xml", "no XML", ""},
		{"text/xml", `<book><title>Mills</title></book>`, ""},
		{"image/png", "\x89PNG <title>x</title>", ""},
	} {
		p := ParseAt([]byte(c.body), c.contentType, address, seen)
		if got := p.Title().Text; got != c.want {
			t.Errorf("%s %.60q: %q; want %q", c.contentType, c.body, got, c.want)
		}
	}
}
