package format

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestHostileOffice reads documents that are made to be slow or deep. It fails
// by running into the test's own time limit, or by a stack that overflows.
func TestHostileOffice(t *testing.T) {
	const size = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	csl := func(title string, n int) string {
		return fmt.Sprintf(`ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"%s","issued":{"date-parts":[[2020]]},"URL":"https://a.org/%d"}}]}`, title, n)
	}
	var works, entries strings.Builder
	for n := range 3000 {
		works.WriteString(para("", fieldOf(csl("a a a a "+strings.Repeat("a ", n%40), n), run("", "x"))))
		entries.WriteString(para(`<w:pStyle w:val="Literatur"/>`, run("", strings.Repeat("a ", 500))))
	}
	begin := `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.org/"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>`
	word := map[string]string{
		"paragraphs":     repeat(para("", run("", "x"))),
		"runs":           para("", repeat(run("<w:i/>", "x")+run("", "y"))),
		"open fields":    para("", repeat(begin)) + repeat(para("", run("", "x"))),
		"instructions":   para("", repeat(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>x</w:instrText></w:r>`)),
		"cells":          "<w:tbl><w:tr>" + repeat("<w:tc>"+para("", run("", "x"))+"</w:tc>") + "</w:tr></w:tbl>",
		"bookmarks":      repeat(`<w:bookmarkStart w:name="a"/>`) + para("", run("", "x")),
		"deleted marks":  repeat(para("<w:rPr><w:del/></w:rPr>", run("", "x"))),
		"note marks":     para("", repeat(`<w:r><w:footnoteReference w:id="2"/></w:r>`)),
		"works":          works.String() + entries.String(),
		"attributes":     "<w:p " + repeat(`a="b" `) + "/>",
		"text boxes":     strings.Repeat("<w:p><w:r><w:txbxContent>", 100) + run("", "x") + strings.Repeat("</w:txbxContent></w:r></w:p>", 100),
		"section breaks": repeat(`<w:sectPr><w:footnotePr><w:numFmt w:val="x"/></w:footnotePr></w:sectPr>`),
		"open sections":  repeat(`<w:footnotePr>`),
	}
	text := map[string]string{
		"spans":   `<text:p>` + repeat(`<text:span text:style-name="Emphasis">x</text:span> y`) + `</text:p>`,
		"notes":   `<text:p>` + repeat(`<text:note text:id="a"><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>`) + `</text:p>`,
		"lists":   repeat(`<text:list text:style-name="Numbers"><text:list-item><text:p>x</text:p></text:list-item></text:list>`),
		"nested":  strings.Repeat(`<text:list text:style-name="Numbers"><text:list-item>`, 200) + "<text:p>x</text:p>" + strings.Repeat("</text:list-item></text:list>", 200),
		"marks":   repeat(`<text:p><text:reference-mark-start text:name="CSL_CITATION {"/>x</text:p>`),
		"changes": repeat(`<text:change-start text:change-id="x"/>`),
	}
	for name, body := range word {
		t.Run("docx "+name, func(t *testing.T) { timed(t, "docx", docxOf(t, body)) })
	}
	for name, body := range text {
		t.Run("odt "+name, func(t *testing.T) { timed(t, "odt", odtOf(t, body)) })
	}
	var manifest, spine strings.Builder
	parts := []string{}
	for n := range 2000 {
		id := fmt.Sprint("c", n)
		manifest.WriteString(item(id, id, ""))
		spine.WriteString(ref(id))
		parts = append(parts, "OEBPS/"+id, page("<ol><li>x</li></ol>"))
	}
	t.Run("epub chapters", func(t *testing.T) { timed(t, "epub", epubOf(t, manifest.String(), spine.String(), parts...)) })
	for name, chapter := range map[string]string{
		"open tags":  repeat("<a b='"),
		"attributes": "<p " + repeat("a=b ") + repeat(`class="sidebar" `) + ">",
		"quotes":     "<p " + repeat(`'="=`) + ">",
		"comments":   repeat("<!-"),
		"sections":   repeat("<body>"),
	} {
		t.Run("epub "+name, func(t *testing.T) {
			timed(t, "epub", epubOf(t, item("a", "a", ""), ref("a"), "OEBPS/a", page(chapter)))
		})
	}
}

// timed reads a document and says if that took long.
func timed(t *testing.T, format string, doc []byte) {
	start := time.Now()
	checkReading(t, format, doc)
	if spent := time.Since(start); spent > 2*time.Second {
		t.Logf("%v", spent)
	}
}
