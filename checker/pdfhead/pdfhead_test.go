package pdfhead

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// pdf writes a document of one page: its content, what the information
// dictionary says, and more objects if need be, from number 10 on.
func pdf(content, info string, more ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	object := func(n int, s string) { fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, s) }
	object(1, "<</Type/Catalog/Pages 2 0 R/Metadata 10 0 R>>")
	object(2, "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 4 0 R/F2 11 0 R>>/XObject<</X1 12 0 R>>>>>>")
	object(3, "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>")
	object(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object(5, stream("", content))
	object(6, "<<"+info+">>")
	for i, s := range more {
		object(10+i, s)
	}
	b.WriteString("trailer\n<</Root 1 0 R/Info 6 0 R>>\n%%EOF")
	return b.Bytes()
}

func stream(entries, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(content), content)
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

const body = "BT /F1 10 Tf 50 650 Td 14 TL (The river rose for three days and then) Tj T* (it fell again, as it does in most years.) Tj ET"

func TestMetadata(t *testing.T) {
	const rdf = `<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreateDate="2025-11-07T10:00:00Z"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Mills &amp; rivers</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`
	packed := "7 0 8 " + fmt.Sprint(len("<</Title(Out of a stream)>>")) + " <</Title(Out of a stream)>><</Title(Another)>>"
	for _, c := range []struct {
		name              string
		doc               []byte
		info, xmp, create string
	}{
		{"a string", pdf(body, `/Title(The \(long\) way\051)/CreationDate(D:20251107120000+05'00')`), "The (long) way)", "", "D:20251107120000+05'00'"},
		{"UTF-16", pdf(body, "/Title<FEFF041F0440043804320435 0442>"), "Привет", "", ""},
		{"UTF-8 with a mark", pdf(body, "/Title(\xef\xbb\xbfПривет)"), "Привет", "", ""},
		{"octal in Latin letters", pdf(body, `/Title(Caf\351 \222s)`), "Café ’s", "", ""},
		{"a reference", pdf(body, "/Title 10 0 R", "(Elsewhere)"), "Elsewhere", "", ""},
		{"a metadata stream", pdf(body, "", stream("/Type/Metadata", rdf)), "", "Mills & rivers", "2025-11-07T10:00:00Z"},
		{"one that is packed", pdf(body, "", stream("/Filter/FlateDecode", deflate(rdf))), "", "Mills & rivers", "2025-11-07T10:00:00Z"},
		{"a packet that nothing points to", append(pdf(body, ""), rdf...), "", "Mills & rivers", "2025-11-07T10:00:00Z"},
		{"changed later", append(pdf(body, "/Title(Old)"), "\n6 0 obj\n<</Title(New)>>\nendobj\ntrailer\n<</Root 1 0 R/Info 6 0 R/Prev 9>>"...), "New", "", ""},
		{"in a stream of objects", []byte("%PDF-1.5\n9 0 obj\n" + stream("/Type/ObjStm/N 2/First "+fmt.Sprint(len("7 0 8 27 "))+"/Filter/FlateDecode", deflate(packed)) +
			"\nendobj\n20 0 obj\n" + stream("/Type/XRef/Root 1 0 R/Info 7 0 R/W[1 2 1]/DecodeParms<</Columns 4>>", "x") + "\nendobj"), "Out of a stream", "", ""},
		{"encrypted", bytes.Replace(pdf(body, "/Title(\x01\x02\x03)"), []byte("<</Root"), []byte("<</Encrypt 30 0 R/Root"), 1), "", "", ""},
		{"no PDF", []byte("hello"), "", "", ""},
		{"nothing", nil, "", "", ""},
	} {
		h := Read(c.doc)
		if h.Info != c.info || h.XMP != c.xmp || h.Created != c.create {
			t.Errorf("%s: info %q, xmp %q, created %q; want %q, %q, %q", c.name, h.Info, h.XMP, h.Created, c.info, c.xmp, c.create)
		}
	}
}

func TestHeading(t *testing.T) {
	const cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <041C> <0002> <00660069> endbfchar 1 beginbfrange <0010> <0013> <0430> endbfrange"
	wide := []string{"null", "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 13 0 R/DescendantFonts[14 0 R]>>",
		stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 0 700]", "BT /F1 22 Tf 50 0 Td (From a form of its own) Tj ET"), stream("", cmap), "<</DW 500/W[1 [600 700] 16 19 550]>>"}
	named := []string{"null", "<</Subtype/Type1/Encoding<</Differences[1/M/i/l/eacute/fi/space/quoteright/uni0416]>>>>"}
	for _, c := range []struct {
		name, content string
		more          []string
		want          string
	}{
		{"larger than the text", "BT /F1 20 Tf 50 700 Td (How rivers remember) Tj ET " + body, nil, "How rivers remember"},
		{"on two lines", "BT /F1 20 Tf 50 730 Td (How rivers) Tj 0 -24 Td (remember their mills) Tj ET " + body, nil, "How rivers remember their mills"},
		{"in pieces", "BT /F1 20 Tf 1 0 0 1 50 700 Tm [(Ho)20(w)-300(ri)-15(v)15(ers)] TJ ( remember) Tj ET " + body, nil, "How rivers remember"},
		{"scaled by its matrix", "q 20 0 0 20 50 700 cm BT /F1 1 Tf (How rivers remember) Tj ET Q " + body, nil, "How rivers remember"},
		{"below a logo", "BT /F1 40 Tf 50 740 Td (ABC) Tj ET BT /F1 20 Tf 50 700 Td (How rivers remember) Tj ET " + body, nil, "How rivers remember"},
		{"not what is turned", "BT /F1 30 Tf 0 1 -1 0 20 300 Tm (Preprint of the year) Tj ET BT /F1 20 Tf 50 700 Td (How rivers remember) Tj ET " + body, nil, "How rivers remember"},
		{"not at the foot", "BT /F1 20 Tf 50 100 Td (Draft for discussion) Tj ET BT /F1 9 Tf 50 800 Td (Ledger Papers) Tj ET " + body, nil, ""},
		{"nothing larger", "BT /F1 10 Tf 50 700 Td (How rivers remember) Tj ET " + body, nil, ""},
		{"from a form", "/X1 Do " + body, wide, "From a form of its own"},
		{"two bytes a letter", "BT /F2 20 Tf 50 700 Td <00010010001100120013> Tj ( ) Tj <001000110012> Tj <0002> Tj ET " + body, wide, "Мабвгабвfi"},
		{"letters by their names", "BT /F2 20 Tf 50 700 Td (\x01\x02\x03\x04\x06\x05\x02\x07\x08\x02\x02\x03) Tj ET " + body, named, "Milé fii’Жiil"},
		{"after an image", "BI /W 1 /H 1 ID \x00(\x01 EI BT /F1 20 Tf 50 700 Td (How rivers remember) Tj ET " + body, nil, "How rivers remember"},
	} {
		h := Read(pdf(c.content, "", c.more...))
		if h.Heading != c.want {
			t.Errorf("%s: %q; want %q", c.name, h.Heading, c.want)
		}
		if !strings.Contains(h.Text, "The river rose for three days and then\nit fell again") {
			t.Errorf("%s: text %q", c.name, h.Text)
		}
	}
}

// TestFile reads a document that a typesetting program made.
func TestFile(t *testing.T) {
	doc, err := os.ReadFile("../../paper/testdata/essay.pdf")
	if err != nil {
		t.Fatal(err)
	}
	h := Read(doc)
	if h.Info != "A Lamp for Every Street" || h.Heading != "A Lamp for Every Street" || !strings.Contains(h.Text, "When the council of the town decided in 1887") {
		t.Errorf("%+v", h)
	}
}

// TestHostile reads documents made to take long. Each has its title still,
// but for those that have more objects or trailers than are looked at.
func TestHostile(t *testing.T) {
	const n = 200_000
	form := stream("/Subtype/Form/Resources<</XObject<</X1 12 0 R>>>>", strings.Repeat("/X1 Do ", n))
	bomb := stream("/Filter/FlateDecode", deflate(strings.Repeat("BT (x) Tj ET ", 8<<20)))
	for name, doc := range map[string][]byte{
		"brackets":          pdf(strings.Repeat("[", n), "/Title(Here)"),
		"nested in objects": append(pdf(body, "/Title(Here)"), strings.Repeat("<</Root ", n)...),
		"objects":           append([]byte(strings.Repeat("1 0 obj ", 2*maxObjects)), pdf(body, "/Title(Here)")...),
		"a string":          append(pdf(body, "/Title(Here)"), "\n12 0 obj ("+strings.Repeat("(", n)...),
		"a form in itself":  pdf(strings.Repeat("/X1 Do ", n), "/Title(Here)", "null", "null", form),
		"a bomb":            bytes.Replace(pdf(body, "/Title(Here)", "null", bomb), []byte("/Contents 5 0 R"), []byte("/Contents["+strings.Repeat("11 0 R ", 1000)+"]"), 1),
		"a page of itself":  bytes.Replace(pdf(body, "/Title(Here)"), []byte("/Kids[3 0 R]"), []byte("/Kids[2 0 R]"), 1),
		"references in a ring": bytes.Replace(pdf(body, "/Title(Here)", "11 0 R", "10 0 R"), []byte("/Contents 5 0 R"),
			[]byte("/Contents 10 0 R"), 1),
		"ranges": pdf("BT /F2 20 Tf (x) Tj ET", "/Title(Here)", "null", "<</Subtype/Type0/ToUnicode 12 0 R/DescendantFonts[13 0 R]>>",
			stream("", "beginbfrange "+strings.Repeat("<0000> <FFFF> <0041> ", n/10)+"endbfrange"), "<</W["+strings.Repeat("0 65000 1 ", n/10)+"]>>"),
		"packed objects": append([]byte(strings.Repeat("9 0 obj <</Type/ObjStm/N 99999/First 9>> stream\n1 0 2 0 3 0 (((((\nendstream ", n/50)), pdf(body, "/Title(Here)")...),
		"images":         pdf(strings.Repeat("ID ", n), "/Title(Here)"),
	} {
		start := time.Now()
		if h := Read(doc); h.Info != "Here" && name != "objects" && name != "nested in objects" {
			t.Errorf("%s: %.100q", name, h.Info)
		}
		t.Logf("%-20s %v", name, time.Since(start))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pdf(body, "/Title(Here)", stream("", "<x:xmpmeta><dc:title>x</dc:title>")))
	f.Add(pdf("BT /F2 20 Tf <0001> Tj ET", "", "null", "<</Subtype/Type0/ToUnicode 12 0 R>>", stream("", "beginbfchar <01> <0041> endbfchar")))
	f.Add([]byte("%PDF-1.5\n9 0 obj\n" + stream("/Type/ObjStm/N 1/First 4", "7 0 <</Title(x)>>") + "\nendobj trailer <</Root 1 0 R/Info 7 0 R>>"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		h := Read(doc)
		if len(h.Info) > 4*maxValue || len(h.XMP) > 4*maxValue {
			t.Errorf("a title of %d or %d bytes", len(h.Info), len(h.XMP))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	doc, err := os.ReadFile("../../paper/testdata/essay.pdf")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Read(doc)
	}
}
