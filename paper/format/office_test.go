package format

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

// zipOf packs parts, given as name and content by turns, into a container.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readAs reads a document of a format.
func readAs(format string, doc []byte) (*document.Document, error) {
	var r Reader
	d, _, err := r.Read(context.Background(), Source{Path: "paper." + format, Bytes: doc, Format: format})
	return d, err
}

var kindNames = []string{"p", "h", "item", "note", "entry", "break"}
var spanNames = []string{"em", "strong", "a", "sup", "code", "cite"}

// dumpBlocks writes blocks one a line: place, kind, level, marker, key, and the text
// with its spans in braces.
func dumpBlocks(blocks []document.Block) string {
	var b strings.Builder
	for i := range blocks {
		block := &blocks[i]
		fmt.Fprintf(&b, "%d %s", block.Line, kindNames[block.Kind])
		if block.Level > 0 {
			fmt.Fprint(&b, block.Level)
		}
		if block.List > 0 {
			fmt.Fprintf(&b, " list%d", block.List)
		}
		for _, s := range []struct{ before, value string }{{"[", block.Marker}, {"@", block.Key}} {
			if s.value != "" {
				b.WriteString(" " + s.before + s.value)
			}
		}
		b.WriteString(" | " + withSpans(block) + "\n")
		if w := block.Work; w != nil {
			b.WriteString("  work:")
			for _, field := range []string{strings.Join(w.Authors, "; "), w.Title, w.Container, w.Published.String(), w.Accessed.String(), w.URL, w.DOI} {
				b.WriteString(" " + cmp.Or(field, "-") + " |")
			}
			b.WriteByte('\n')
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func withSpans(b *document.Block) string {
	opens, closes := map[int]string{}, map[int]string{}
	for _, s := range b.Spans {
		opens[s.Start] += "{" + strings.TrimSpace(spanNames[s.Kind]+" "+s.Target) + "|"
		closes[s.End] += "}"
	}
	for _, l := range b.Lines {
		if l.Hard {
			opens[l.Offset] = "⏎" + opens[l.Offset]
		}
	}
	var out strings.Builder
	for i := 0; i <= len(b.Text); i++ {
		out.WriteString(closes[i] + opens[i])
		if i < len(b.Text) {
			out.WriteByte(b.Text[i])
		}
	}
	return out.String()
}

// compare fails where a document reads otherwise than it should.
func compare(t *testing.T, format string, doc []byte, want string) {
	t.Helper()
	d, err := readAs(format, doc)
	if err != nil {
		t.Fatal(err)
	}
	if got := dumpBlocks(d.Blocks); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}

func TestBrokenContainers(t *testing.T) {
	text := `<w:document><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>`
	ole := string(oleMagic) + strings.Repeat("\x00", 600)
	encrypted := zipOf(t, "word/document.xml", text)
	i := bytes.Index(encrypted, []byte("PK\x01\x02"))
	encrypted[6] |= 1
	encrypted[i+8] |= 1
	damaged := zipOf(t, "word/document.xml", strings.Repeat(text, 10))
	copy(damaged[60:], "\xff\xff\xff\xff\xff\xff")
	many := []string{"word/document.xml", text}
	for n := range maxContained {
		many = append(many, fmt.Sprint("x/", n), "")
	}
	laughs := `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`
	external := `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>`
	tests := []struct {
		name, format string
		doc          []byte
		want         error
		says         string
	}{
		{"Word 97", "docx", []byte(ole), errOldWord, ".docx"},
		{"encrypted Office", "docx", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), errPassword, "password"},
		{"no zip", "docx", []byte("just text"), errNoZip, ""},
		{"half a zip", "odt", zipOf(t, "content.xml", strings.Repeat("abcdefghij", 50))[:80], errNoZip, ""},
		{"workbook", "docx", zipOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"), errNoPaper, "word/document.xml"},
		{"presentation by its relation", "docx", zipOf(t, "_rels/.rels", `<R><Relationship Id="a" Type="http://x/officeDocument" Target="ppt/presentation.xml"/></R>`, "ppt/presentation.xml", "<p/>"), errNoPaper, "word/document.xml"},
		{"ODT without text", "odt", zipOf(t, "mimetype", odtMimetype), errNoPaper, "content.xml"},
		{"EPUB without container", "epub", zipOf(t, "mimetype", "application/epub+zip"), errNoPaper, "container.xml"},
		{"encrypted entry", "docx", encrypted, errEncrypted, "word/document.xml"},
		{"damaged entry", "docx", damaged, nil, "word/document.xml"},
		{"bomb", "docx", zipOf(t, "word/document.xml", strings.Repeat(" ", 20<<20)), errBomb, "word/document.xml"},
		{"many parts", "docx", zipOf(t, many...), errParts, ""},
		{"cut off", "docx", zipOf(t, "word/document.xml", text[:50]), nil, "word/document.xml"},
		{"deep", "docx", zipOf(t, "word/document.xml", strings.Repeat("<a>", maxOfficeDepth+1)), errNesting, "word/document.xml"},
		{"entities", "docx", zipOf(t, "word/document.xml", laughs), nil, "entity"},
		{"external entity", "docx", zipOf(t, "word/document.xml", external), nil, "entity"},
		{"binary part", "odt", zipOf(t, "content.xml", "\x89PNG\x00\x00"), ErrBinary, "content.xml"},
		{"encrypted ODT", "odt", zipOf(t, "content.xml", "\x00", "META-INF/manifest.xml", `<m><file-entry full-path="content.xml"><encryption-data/></file-entry></m>`), errPassword, "password"},
		{"encrypted ODT in one", "odt", zipOf(t, "encrypted-package", "\x00"), errPassword, "password"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readAs(tt.format, tt.doc)
			var known *Error
			if !errors.As(err, &known) || tt.want != nil && !errors.Is(err, tt.want) {
				t.Fatalf("got %v, %v; want %v", d, err, tt.want)
			}
			if !strings.Contains(err.Error(), tt.says) || known.Advice == "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v does not say %q, or gives no advice", err, tt.says)
			}
		})
	}
}

// TestContainerTotal bounds what all parts unpack to.
func TestContainerTotal(t *testing.T) {
	c, err := openContainer(zipOf(t, "a", strings.Repeat("0123456789abcdef", 100), "b", "c"))
	if err != nil {
		t.Fatal(err)
	}
	c.left = 1600
	if _, err := c.read("A"); err != nil {
		t.Error(err)
	}
	if _, err := c.read("b"); !errors.Is(err, errUnpacks) {
		t.Errorf("got %v; want %v", err, errUnpacks)
	}
}

// TestContainerNames holds names that lead out of a folder to be none.
func TestContainerNames(t *testing.T) {
	c, err := openContainer(zipOf(t, "../a", "x", "/b", "x", `word\c.xml`, "x", "D/./e", "x", "F", "1", "f", "2"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"../a": false, "a": false, "/b": false, "b": false, "word/c.xml": true, "D/e": false, "D/./e": false, "WORD/C.XML": true} {
		if got := c.part(name) != nil; got != want {
			t.Errorf("part %q: %v; want %v", name, got, want)
		}
	}
	for name, want := range map[string]string{"F": "1", "f": "2"} {
		if got, err := c.read(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %s", name, got, err, want)
		}
	}
}

func TestSniffContainers(t *testing.T) {
	tests := []struct{ name, path, want string }{
		{"docx", "paper", "docx"}, {"odt", "paper", "odt"}, {"epub", "paper.zip", "epub"}, {"flat", "paper.xml", "odt"},
		{"ole", "paper.doc", "docx"}, {"plain", "paper.docx", "docx"}, {"plain", "paper.ODT", "odt"}, {"plain", "paper", "markdown"},
	}
	docs := map[string][]byte{
		"docx":  zipOf(t, "[Content_Types].xml", "", "word/document.xml", ""),
		"odt":   zipOf(t, "mimetype", odtMimetype+"-template"),
		"epub":  zipOf(t, "mimetype", "application/epub+zip"),
		"flat":  []byte(`<?xml version="1.0"?><office:document xmlns:office="x" office:mimetype="` + odtMimetype + `">`),
		"ole":   oleMagic,
		"plain": zipOf(t, "a.txt", ""),
	}
	for _, tt := range tests {
		if got := detect(tt.path, docs[tt.name]).name; got != tt.want {
			t.Errorf("%s as %s: %s; want %s", tt.name, tt.path, got, tt.want)
		}
	}
}

func TestXMLCharset(t *testing.T) {
	doc := zipOf(t, "word/document.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><d><p><r><t>Caf\xe9</t></r></p></d>")
	compare(t, "docx", doc, "1 p | Café")
	utf16 := []byte{0xff, 0xfe}
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><d><p><r><t>Café</t></r></p></d>` {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	compare(t, "docx", zipOf(t, "word/document.xml", string(utf16)), "1 p | Café")
}

func TestOrdinal(t *testing.T) {
	tests := []struct {
		n            int
		format, want string
	}{
		{3, "decimal", "3"}, {4, "lowerRoman", "iv"}, {1994, "I", "MCMXCIV"}, {0, "i", "0"}, {28, "a", "bb"}, {2, "upperLetter", "B"},
		{1000, "a", "1000"}, {7, "bullet", ""}, {2, "chicago", "†"}, {5, "chicago", "**"}, {1, "ordinalText", "1"},
	}
	for _, tt := range tests {
		if got := ordinal(tt.n, tt.format); got != tt.want {
			t.Errorf("ordinal(%d, %s) = %q; want %q", tt.n, tt.format, got, tt.want)
		}
	}
}
