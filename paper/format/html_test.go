package format

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

// citeSpans writes the citations in a document's blocks as "text→key".
func citeSpans(blocks []document.Block) string {
	var all []string
	for _, b := range blocks {
		for _, s := range b.Spans {
			if s.Kind == document.Cite {
				all = append(all, b.Text[s.Start:s.End]+"→"+s.Target)
			}
		}
	}
	return strings.Join(all, " ")
}

// keys writes the keys of a document's notes and entries.
func keys(blocks []document.Block) string {
	var all []string
	for _, b := range blocks {
		if b.Key != "" && b.Kind != document.Heading {
			all = append(all, b.Key)
		}
	}
	return strings.Join(all, " ")
}

func TestHTMLCitations(t *testing.T) {
	tests := []struct{ name, doc, cites, keys string }{
		{"notes", `<p>T<a href="#fn1"><sup>1</sup></a></p><ol class=footnotes><li id=fn1>A note <a href="#fnref1">↩</a></ol>`, "1→fn1", "fn1"},
		{"an anchor in the note", `<p>T<a href="#x">1</a></p><ol class=footnotes><li><a id=x></a>A note</ol>`, "1→x", "x"},
		{"an anchor with its old name", `<p>T<a href="#_ftn1" name="_ftnref1">[1]</a></p><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note</p></div>`, "[1]→ftn1", "ftn1"},
		{"percent signs", `<p>T<a href="#cite_note-L%C3%A9e-1">1</a></p><ol class=references><li id="cite_note-Lée-1">A note</ol>`, "1→cite_note-Lée-1", "cite_note-Lée-1"},
		{"entries under a heading", `<p>See <a href="#b1">Lee 2020</a>.</p><h2>References</h2><ul><li id=b1>Lee. A title. 2020.</ul>`, "Lee 2020→b1", "b1"},
		{"keys of a definition list", `<p>See [<a href="#bib-x">x</a>].</p><dl class=bibliography><dt id=bib-x>[x]<dd>Lee. A title. 2020.</dl>`, "x→bib-x", "bib-x"},
		{"sections are not cited", `<p>See <a href="#s">above</a>.</p><h2 id=s>One</h2><p>Text</p>`, "", ""},
		{"the address of the page itself", `<link rel=canonical href="https://me.org/p"><p>T<a href="https://me.org/p#fn1">1</a></p><ol class=footnotes><li id=fn1>A note</ol>`, "1→fn1", "fn1"},
		{"citations of Pandoc", `<p>As <span class="citation" data-cites="lee ek">(Lee 2020; Ek 2021)</span> and <span class="citation" data-cites="lee"><a href="#ref-lee">Lee</a></span> say.</p><div id="refs" class="references csl-bib-body"><div id="ref-lee" class="csl-entry">Lee. A title. 2020.</div><div id="ref-ek" class="csl-entry">Ek. B title. 2021.</div></div>`, "(Lee 2020; Ek 2021)→ref-lee (Lee 2020; Ek 2021)→ref-ek Lee→ref-lee Lee→ref-lee", "ref-lee ref-ek"},
		{"notes in a paragraph", `<p>T<span class=sidenote id=s1>A note in words</span> and <a href="#s1">again</a></p>`, "again→s1", "s1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readHTML("<html>" + tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			if got := citeSpans(d.Blocks); got != tt.cites {
				t.Errorf("cites %q; want %q", got, tt.cites)
			}
			if got := keys(d.Blocks); got != tt.keys {
				t.Errorf("keys %q; want %q", got, tt.keys)
			}
		})
	}
}

func TestJATSCitations(t *testing.T) {
	d, err := readJATS(`<article article-type="x"><body><p>As shown [<xref ref-type="bibr" rid="B1 B2">1, 2</xref>; <xref ref-type="fig" rid="f1">Fig. 1</xref>]<xref ref-type="fn" rid="n1">a</xref>.</p></body>
<back><fn-group><fn id="n1"><p>A note in words.</p></fn></fn-group><ref-list><ref id="B1"><mixed-citation>Lee. A title. 2020.</mixed-citation></ref><ref id="B2"><mixed-citation>Ek. B title. 2021.</mixed-citation></ref></ref-list></back></article>`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := citeSpans(d.Blocks), "1, 2→B1 1, 2→B2 a→n1"; got != want {
		t.Errorf("cites %q; want %q", got, want)
	}
	if got, want := keys(d.Blocks), "B1 B2 n1"; got != want {
		t.Errorf("keys %q; want %q", got, want)
	}
}

// TestHTMLBlocks reads how a page falls into blocks.
func TestHTMLBlocks(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"paragraphs without ends", "<p>a<p>b<div>c</div>d", "p1:a p1:b p1:c p1:d"},
		{"lines of tags", "<p\nclass=x>a\n<b\n>b</b></p>\n<p>c", "p2:a b p5:c"},
		{"headings", "<h1>a<h2>b</h3>c", "h1:a h1:b p1:c"},
		{"items", "<ol><li>a<li><p>b<p>c<ul><li>d</ul><li value=7>e</ol>", "i1:a i1:b p1:c i1:d i1:e"},
		{"rows", "<table><tr><td>a<td>b<tr><th>c</th><td><p>d</p><p>e</p></td></table>", "p1:a b p1:c d e"},
		{"tables for the layout", "<table><tr><td><ul><li>a</ul><td>b</table>", "i1:a p1:b"},
		{"breaks", "a<br>b<hr>c", "p1:a b -1: p1:c"},
		{"text after the end", "<body><p>a</p></body></html>b", "p1:a p1:b"},
		{"quotations", "<p>a <q>b</q>", "p1:a “b”"},
		{"formulas", `<p>a <math><mi>x</mi><annotation>\x</annotation></math>`, "p1:a x"},
		{"entities", "<p>a&amp;b &lt;c&gt; &#8220;d&#148; &nosuch;", "p1:a&b <c> “d” &nosuch;"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readHTML(tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range d.Blocks {
				got = append(got, fmt.Sprintf("%c%d:%s", "phine-"[b.Kind], b.Line, b.Text))
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestDeepHTML reads pages whose elements nest deeper than browsers show them.
// A page that nests without end is refused, and says where.
func TestDeepHTML(t *testing.T) {
	deep := func(tag string, n int) string {
		return strings.Repeat("<"+tag+">", n) + `<p>a <a href="https://a.org/">b</a></p>` + strings.Repeat("</"+tag+">", n) + "\n<h2>c</h2>"
	}
	for _, tag := range []string{"div", "b", "font", "blockquote", "ul><li"} {
		d, err := readHTML(deep(tag, 3000))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 2 || d.Blocks[0].Text != "a b" || d.Blocks[1].Kind != document.Heading || len(spansOfLinks(d.Blocks[0])) != 1 {
			t.Errorf("%s: got %+v", tag, d.Blocks)
		}
	}
	for _, doc := range []string{"\n" + strings.Repeat("<div>", maxElements+1), "\n" + deep("i", maxElements)} {
		_, err := readHTML(doc)
		var broken *Error
		if !errors.As(err, &broken) || !errors.Is(err, errNesting) || broken.Line != 2 {
			t.Errorf("got %v; want line 2 and %v", err, errNesting)
		}
	}
	d := readFiles(t, "markdown", "One\n\n<div>\n"+strings.Repeat("<b>", maxElements+1)+"\n</div>\n\nTwo", nil)
	if len(d.Unread) != 1 || !strings.HasPrefix(d.Unread[0].Error(), "paper.markdown:4: the document is nested too deeply") {
		t.Errorf("got %v", d.Unread)
	}
}

// TestBounds reads documents that cost more memory than they have bytes.
func TestBounds(t *testing.T) {
	for path, tt := range map[string]struct {
		doc  string
		want error
	}{
		"a.md":   {strings.Repeat("\n", maxLines) + "a\n", errLines},
		"a.tex":  {strings.Repeat("\n", maxLines) + "a\n", errLines},
		"a.txt":  {strings.Repeat("\n", maxLines) + "a\n", errLines},
		"a.html": {"<html>" + strings.Repeat("<p>a", maxBlocks+1), errBlocks},
	} {
		var r Reader
		if _, _, err := r.Read(context.Background(), Source{Path: path, Bytes: []byte(tt.doc)}); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v; want %v", path, err, tt.want)
		}
	}
}

func spansOfLinks(b document.Block) []document.Span {
	return slices.DeleteFunc(slices.Clone(b.Spans), func(s document.Span) bool { return s.Kind != document.Link })
}

func FuzzHTML(f *testing.F) {
	for _, doc := range []string{
		`<html><main><p>T<sup id=r1><a href="#fn1">1</a></sup><span class=sidenote>a <b>note</span></b></p></main><section class=footnotes><ol><li id=fn1><p>See <a href="https://a.org/">x</a><a href="#fnref1" role=doc-backlink>↩</a></ol></section>`,
		"<table><tr><td>a<td><ul><li>b</table><dl class=references><dt id=x>[x]<dd><cite>A <a href=y>b</a></cite><span class=Z3988 title='rft.title=x&rft.date=2020'></span></dl>",
		`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><title/><p><![CDATA[x]]><a id="y"/></p></html>`,
		`<script type="application/ld+json">{"citation":[{"name":"x","sameAs":"https://a.org"}]}</script><meta name=citation_reference content="citation_title=a;citation_doi=10.1000/1"><base href=https://b.org><a href=c><img src=d></a>`,
		"<body><pre>" + strings.Repeat("text https://a.org/\n", 80) + "<a href=https://b.org/>x</a>",
	} {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		text, err := decode([]byte(doc), htmlCharset)
		if err != nil {
			return
		}
		if d, err := readHTML(text); err == nil {
			checkBlocks(t, d.Blocks, strings.Count(text, "\n")+1)
		}
	})
}

func FuzzJATS(f *testing.F) {
	for _, doc := range []string{
		`<article article-type="x"><front><abstract><p>a</p></abstract></front><body><sec><title>t</title><p>x<xref rid="B1">1</xref><fn id="f"><p>n</p></fn><ext-link xlink:href="10.1000/1"/></p></sec></body><back><ref-list><ref id="B1"><label>1</label><mixed-citation><name><surname>a</surname></name> <year>2020</year> <article-title>t</article-title> doi:10.1000/1</mixed-citation></ref></ref-list></back></article>`,
		`<article article-type="x"><back><ref id="a"><citation-alternatives><element-citation><person-group><name><surname>a</surname><given-names>b</given-names></name></person-group><source>s</source><date-in-citation><year>2020</year><month>5</month></date-in-citation><uri>https://a.org</uri></element-citation></citation-alternatives></ref></back></article>`,
		`<!DOCTYPE article [<!ENTITY a "b">]><article><front/>&a;&lt;<![CDATA[x]]>`,
	} {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		text, err := decode([]byte(doc), xmlEncoding)
		if err != nil {
			return
		}
		if d, err := readJATS(text); err == nil {
			checkBlocks(t, d.Blocks, strings.Count(text, "\n")+1)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, doc := range []string{
		"Title\n=====\n\n> See <https://a.org/b-\n> c>.\n\f\n12\nReferences\n\n[1] Lee, A., \"T\", doi:10.1000/\n   x.\n[2] Ek *B* [c](https://d.org).\n",
		strings.Repeat("A line of text in the left column      and one of text in the right\n", 9),
		"A head\n\nx [Page 1]                                       [Page 1]\n\f\nA head\n\ny\u0093z\u0094\n",
	} {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		text, err := decode([]byte(doc), nil)
		if err != nil {
			return
		}
		d, err := readText(text)
		if err != nil {
			t.Fatal(err)
		}
		checkBlocks(t, d.Blocks, strings.Count(text, "\n")+1)
	})
}
