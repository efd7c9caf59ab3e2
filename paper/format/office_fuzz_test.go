package format

import (
	"errors"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// checkReading fails where a document brings its reader to a fault, or where
// what was read cannot be right.
func checkReading(t *testing.T, format string, doc []byte) {
	d, err := readAs(format, doc)
	if errors.Is(err, ErrFault) {
		t.Fatal(err)
	}
	if err != nil {
		return
	}
	for _, b := range d.Blocks {
		if b.Line < 1 || b.Text == "" && b.Kind != document.Break || !utf8.ValidString(b.Text) {
			t.Errorf("line %d: %q", b.Line, b.Text)
		}
		last := 0
		for _, s := range b.Spans {
			if s.Start < last || s.End <= s.Start || s.End > len(b.Text) {
				t.Errorf("%q: span %+v after one at %d", b.Text, s, last)
			}
			last = s.Start
		}
		for _, l := range b.Lines {
			if l.Offset < 0 || l.Offset > len(b.Text) || l.Line < 1 {
				t.Errorf("%q: line mark %+v", b.Text, l)
			}
		}
	}
}

// FuzzContainer reads containers of any bytes.
func FuzzContainer(f *testing.F) {
	formats := []string{"docx", "odt", "epub"}
	for i, format := range formats {
		doc, err := os.ReadFile("../testdata/ferries." + format)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), doc)
	}
	f.Fuzz(func(t *testing.T, format uint8, doc []byte) {
		checkReading(t, formats[int(format)%len(formats)], doc)
	})
}

// FuzzDOCX reads documents of Word of any text and any notes.
func FuzzDOCX(f *testing.F) {
	notes := `<w:footnotes><w:footnote w:id="2">` + para("", run("", "See this.")) + `</w:footnote></w:footnotes>`
	for _, body := range []string{
		para(`<w:pStyle w:val="Literatur"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, run("<w:i/>", "x")+`<w:r><w:footnoteReference w:id="2"/></w:r>`),
		para("", fieldOf(`HYPERLINK "https://a.org/" \l "x"`, run("", "one"))+fieldOf("ADDIN EN.CITE <EndNote><Cite><record><titles><title>T</title></titles></record></Cite></EndNote>", run("", "1"))),
		para("", fieldOf(`ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"A Long Title","issued":{"date-parts":[[2020]]},"URL":"https://a.org"}}]}`, run("", "(x)"))+fieldOf("CITATION Oy21", run("", "1"))) + para(`<w:pStyle w:val="Literatur"/>`, run("", "A Long Title 2020")),
		`<w:tbl><w:tr><w:tc>` + para("<w:rPr><w:del/></w:rPr>", run("", "1")) + `</w:tc><w:tc>` + para("", run("", "2")) + `</w:tc></w:tr></w:tbl><w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent/></w:sdt>`,
	} {
		f.Add(body, notes)
	}
	f.Fuzz(func(t *testing.T, body, notes string) {
		checkReading(t, "docx", docxOf(t, body, "word/footnotes.xml", notes))
	})
}

// FuzzODT reads OpenDocument texts of any body.
func FuzzODT(f *testing.F) {
	for _, tt := range odtTests {
		f.Add(tt.body)
	}
	f.Fuzz(func(t *testing.T, body string) { checkReading(t, "odt", odtOf(t, body)) })
}

// FuzzEPUB reads books of any chapter and any package document.
func FuzzEPUB(f *testing.F) {
	f.Add(item("one", "one.xhtml", ""), ref("one"), page(`<a id="x"/><p>See <a href="https://a.org/">this</a></p><aside epub:type="footnote" id="n1">n</aside>`))
	f.Fuzz(func(t *testing.T, manifest, spine, chapter string) {
		checkReading(t, "epub", epubOf(t, manifest, spine, "OEBPS/one.xhtml", chapter))
	})
}
