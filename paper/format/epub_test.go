package format

import (
	"errors"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

// epubOf makes a book of its spine and further parts.
func epubOf(t testing.TB, manifest, spine string, parts ...string) []byte {
	all := []string{"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
		"OEBPS/book.opf", `<package xmlns:dc="dc"><metadata><dc:title>The  Book</dc:title><dc:title>Another</dc:title></metadata><manifest>` + manifest + `</manifest><spine>` + spine + `</spine><guide><reference type="toc" href="contents.xhtml"/></guide></package>`}
	return zipOf(t, append(all, parts...)...)
}

func item(id, href, more string) string {
	return `<item id="` + id + `" href="` + href + `" media-type="application/xhtml+xml" ` + more + `/>`
}

func ref(id string) string { return `<itemref idref="` + id + `"/>` }

func page(body string) string {
	return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>" + body + "</body></html>"
}

func TestEPUB(t *testing.T) {
	doc := epubOf(t, item("nav", "nav.xhtml", `properties="nav"`)+item("toc", "contents.xhtml", "")+item("one", "text/one%20a.xhtml", "")+item("two", "text/two.xhtml", "")+`<item id="pic" href="a.svg" media-type="image/svg+xml"/>`,
		ref("nav")+ref("toc")+ref("one")+ref("one")+ref("pic")+ref("gone")+ref("two"),
		"OEBPS/nav.xhtml", page(`<p>nav</p>`), "OEBPS/contents.xhtml", page(`<p>contents</p>`),
		"OEBPS/text/one a.xhtml", page("<h1>One</h1>\n<ol><li>a</li></ol>\n<p><a id=\"x\"/>See <a href=\"https://a.org/\">this</a> and <a href=\"two.xhtml#n1\">1</a>.</p>"),
		"OEBPS/text/two.xhtml", page("<ol><li>b</li></ol><p><i/>Plain <![CDATA[<b> & c]]></p>"))
	d, err := readAs("epub", doc)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "The Book" {
		t.Errorf("title %q", d.Title)
	}
	want := "2 h1 | One\n3 item list1 [1 | a\n4 p | See {a https://a.org/|this} and {a two.xhtml#n1|1}.\n2 item list2 [1 | b\n2 p | Plain <b> & c"
	if got := dumpBlocks(d.Blocks); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Blocks[0].Part != "OEBPS/text/one a.xhtml" || d.Blocks[3].Part != "OEBPS/text/two.xhtml" {
		t.Errorf("parts %q and %q", d.Blocks[0].Part, d.Blocks[3].Part)
	}
}

func TestEPUBErrors(t *testing.T) {
	one := item("one", "one.xhtml", "")
	font := `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/font.otf"/></CipherData></EncryptedData></encryption>`
	tests := []struct {
		name string
		doc  []byte
		want error
		says string
	}{
		{"protected", epubOf(t, one, ref("one"), "OEBPS/one.xhtml", "\x00\x01", "META-INF/encryption.xml", strings.ReplaceAll(font, "font.otf", "one.xhtml")), errProtected, "OEBPS/one.xhtml"},
		{"no chapter", epubOf(t, one, ref("one")), errNoPart, "OEBPS/one.xhtml"},
		{"binary chapter", epubOf(t, one, ref("one"), "OEBPS/one.xhtml", "\x00\x01"), ErrBinary, "OEBPS/one.xhtml"},
		{"protected font", epubOf(t, one, ref("one"), "OEBPS/one.xhtml", page("<p>x</p>"), "META-INF/encryption.xml", font), nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readAs("epub", tt.doc)
			if !errors.Is(err, tt.want) || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v; want %v with %q", err, tt.want, tt.says)
			}
		})
	}
}

func TestSettleChapters(t *testing.T) {
	link := func(kind document.SpanKind, target string) []document.Span {
		return []document.Span{{Start: 0, End: 1, Kind: kind, Target: target}}
	}
	blocks := []document.Block{
		{Text: "x", Part: "t/one.xhtml", Spans: link(document.Cite, "n1")},
		{Text: "x", Part: "t/one.xhtml", Kind: document.Note, Key: "n1"},
		{Text: "x", Part: "t/two.xhtml", Kind: document.Note, Key: "n1"},
		{Text: "x", Part: "t/two.xhtml", Spans: link(document.Link, "../refs.xhtml#lee")},
		{Text: "x", Part: "t/two.xhtml", Spans: link(document.Link, "one.xhtml#n1")},
		{Text: "x", Part: "t/two.xhtml", Spans: link(document.Link, "one.xhtml#other")},
		{Text: "x", Part: "t/two.xhtml", Spans: link(document.Link, "https://a.org/#lee")},
		{Text: "x", Part: "refs.xhtml", Kind: document.Entry, Key: "lee"},
	}
	settleChapters(blocks)
	want := "0 p | {cite t/one.xhtml#n1|x}\n0 note @t/one.xhtml#n1 | x\n0 note @t/two.xhtml#n1 | x\n0 p | {cite lee|x}\n0 p | {cite t/one.xhtml#n1|x}\n0 p | {a one.xhtml#other|x}\n0 p | {a https://a.org/#lee|x}\n0 entry @lee | x"
	if got := dumpBlocks(blocks); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPlainXHTML(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"empty elements", `<a id="x"/><br/><BR /><title/><i class='>' />`, `<a id="x"></a><br/><BR /><title></title><i class='>' ></i>`},
		{"instruction", "<?xml a\n>b?><p>", "\n<p>"},
		{"plain characters", "<![CDATA[<a/> &]]>x", "&lt;a/&gt; &amp;x"},
		{"comments", "<!-- <a/> --><a/>", "<!-- <a/> --><a></a>"},
		{"what never ends", "<!-- <a/>", "<!-- <a/>"},
		{"no tag", "a < b <a/> </> <", "a < b <a></a> </> <"},
		{"body", "<body class='x'>a</body>", "<body class='x'><section>a</body>"},
		{"main part", `<main id="x"><article/></main>`, `<section id="x"><section></section></section>`},
		{"frame", "<div  hidden class =\n'Sidebar a'  role=main id=\"nav\" title='sidebar'>", "<div  hidden class =\n'a'  role=main id=\"\" title='sidebar'>"},
		{"open quote", `<a b="<c/>`, `<a b="<c></a>`},
	}
	for _, tt := range tests {
		if got := plainXHTML(tt.doc); got != tt.want {
			t.Errorf("%s: got %q; want %q", tt.name, got, tt.want)
		}
	}
}
