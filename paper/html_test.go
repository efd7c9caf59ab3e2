package paper

import (
	"fmt"
	"strings"
	"testing"
)

// TestFindHTML reads the constructs by which pages and the programs that make
// them set notes, entries and links.
func TestFindHTML(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"MediaWiki", `<p>Text<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.<span class="mw-editsection"><a href="https://no.org/">edit</a></span></p>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text"><cite class="citation web cs1">Lee, Ann (2020). <a rel="nofollow" class="external text" href="https://a.org/">"A Title"</a>. <i>Site</i>.</cite></span></li></ol>
<div class="navbox"><a href="https://no.org/">no</a></div>`,
			"footnote 1@3 https://a.org/"},
		{"Pandoc", `<p>T.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>Ann Lee, “A Title,” <a href="https://a.org/">link</a>.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>
<div id="refs" class="references csl-bib-body"><div id="ref-lee" class="csl-entry"><div class="csl-left-margin">1. </div><div class="csl-right-inline">Lee A. A title. 2020. <a href="https://doi.org/10.1000/182">https://doi.org/10.1000/182</a></div></div>
<div id="ref-ek2021" class="csl-entry">Ek B. B title. 2021.</div></div>`,
			"footnote 1@3 https://a.org/\nbibliography 1@4 https://doi.org/10.1000/182\nbibliography @5"},
		{"GitHub", `<p>T<sup><a href="#user-content-fn-1" data-footnote-ref>1</a></sup></p><section data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2>
<ol><li id="user-content-fn-1"><p>See <a href="https://a.org/">this</a>. <a href="#user-content-fnref-1" data-footnote-backref class="data-footnote-backref">↩</a></p></li></ol></section>`,
			"footnote 1@3 https://a.org/"},
		{"W3C", `<section id="references"><h2>References</h2><dl class="bibliography"><dt id="bib-x">[x]</dt><dd><a href="https://a.org/"><cite>A Title</cite></a>. Ann Lee. W3C. 2 May 2020. URL: <a href="https://a.org/">https://a.org/</a></dd>
<dt id="bib-y">[y]</dt><dd><cite>B Title</cite>. Bo Ek. 2021. <a href="https://b.org/">https://b.org/</a></dd></dl></section>`,
			"bibliography x@2 https://a.org/\nbibliography y@3 https://b.org/"},
		{"a definition list under a heading", "<h2>References</h2><dl>\n<dt>[LEE]</dt><dd>Lee, A., “A Title”, 2020, &lt;https://a.org/&gt;.</dd>\n<dt>[EK]</dt><dd>Ek, B., “B Title”, 2021.</dd></dl>",
			"bibliography LEE@3 https://a.org/\nbibliography EK@4"},
		{"a table of references", "<h2>References</h2><table>\n<tr><td id=LEE><b>[LEE]</b></td><td>Lee, A., “<a href='https://a.org/'>A Title</a>”, 2020.</td></tr>\n<tr><td><b>[EK]</b></td><td>Ek, B., “B Title”, 2021.</td></tr></table>",
			"bibliography LEE@3 https://a.org/\nbibliography EK@4"},
		{"LaTeXML", `<p>T<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span class="ltx_tag ltx_tag_note">1</span>See <a href="https://a.org/">the site</a> there.</span></span></span> goes on <a href="https://b.org/">here</a>.</p>
<section class="ltx_bibliography"><ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[1]</span> <span class="ltx_bibblock">Ann Lee.</span><span class="ltx_bibblock">A title.</span><span class="ltx_bibblock">2020. <a href="https://c.org/">Link</a></span></li></ul></section>`,
			"inline @2 https://b.org/\nfootnote 1@2 https://a.org/\nbibliography 1@3 https://c.org/"},
		{"Word", `<p class=MsoNormal>Text<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a></p>
<div style='mso-element:footnote-list'><hr align=left size=1><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> Ann Lee, “A Title,” 2020, <a href="https://a.org/">https://a.org/</a>.<o:p></o:p></p></div></div>`,
			"footnote 1@3 https://a.org/"},
		{"Google Docs", `<p>Text<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;See </span><span><a href="https://a.org/">this</a></span></p></div>`,
			"footnote 1@3 https://a.org/"},
		{"LibreOffice", `<p>Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>See https://a.org/ there.</p></div>`,
			"footnote 1@3 https://a.org/"},
		{"Substack", `<p>Text<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p>
<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>See <a href="https://a.org/">this</a>.</p></div></div>`,
			"footnote 1@3 https://a.org/"},
		{"Sphinx", `<aside class="footnote brackets" id="id3" role="doc-footnote"><span class="label"><span>[</span><a role="doc-backlink" href="#id1">1</a><span>]</span></span><p>See <a href="https://a.org/">this</a>.</p></aside>`,
			"footnote 1@2 https://a.org/"},
		{"EPUB", `<aside epub:type="footnote" id="fn1"><p>1. See https://a.org/.</p></aside>`, "footnote 1@2 https://a.org/"},
		{"words that lead back", `<ol class=footnotes><li id=fn1>See https://a.org/. <a href="#fnref1">Return to text</a></ol>`, "footnote 1@2 https://a.org/"},
		{"notes beside the text", `<p>Text<span class="sidenote">See <a href="https://a.org/">this page</a>.</span> and <a href="https://b.org/">more</a>.</p>`, "inline @2 https://b.org/\nfootnote @2 https://a.org/"},
		{"a marker that is called a note", `<p>Text<span class="footnote"><a href="#n1">1</a></span> and <a href="https://b.org/">more</a>.</p>`, "inline @2 https://b.org/"},
		{"lists in a list of references", "<ul class=references><li>Books\n<ul><li>Lee, A. <i>A Title</i>. 2020.\n<li>Ek, B. <i>B Title</i>. 2021.</ul><li>Oz, C. <i>C Title</i>. 2022.</ul>", "bibliography @3\nbibliography @4\nbibliography @4"},

		{"WordPress", `<ol class="wp-block-footnotes"><li id="5a4c-22">See <a href="https://a.org/">this</a>. <a href="#5a4c-22-link">↩︎</a></ol>`, "footnote 1@2 https://a.org/"},
		{"words of several parts", `<div class="article__references has-icons"><ul class="c-article-references__list"><li>Lee, A. <i>A Title</i>. 2020.</ul></div><div class="user-preferences"><ul><li>Lee, A. <i>A Title</i>. 2020.</ul></div>`, "bibliography @2"},
		{"a section on search", `<section id="search"><h2>Search</h2><p>See <a href="https://a.org/">this</a>.</p></section><div id="toc"><a href="https://no.org/">x</a></div>`, "inline @2 https://a.org/"},
		{"remarks are no notes", `<div class="note"><p>NOTE</p><p>See <code>https://no.org/</code> and <a href="https://a.org/">this</a>.</p></div>`, "inline @2 https://a.org/"},

		{"links over blocks", `<a href="https://a.org/"><div>one</div><div>two</div></a>`, "inline @2 https://a.org/\ninline @2 https://a.org/"},
		{"a link that was not closed", `<p><a href="https://a.org/">one</p><p>two</p>`, "inline @2 https://a.org/"},
		{"a link in a link", `<a href="https://a.org/">one <a href="https://b.org/">two</a>`, "inline @2 https://a.org/\ninline @2 https://b.org/"},
		{"ends in the wrong order", `<p><b><a href="https://a.org/">one</b> two</a> three <i><a href="https://b.org/">x</i></a></p>`, "inline @2 https://a.org/\ninline @2 https://b.org/"},
		{"ends of nothing", `</div></p></b></table><p>See <a href="https://a.org/">this</a></span>.</div>`, "inline @2 https://a.org/"},
		{"tables without ends", "<table><tr><td><a href='https://a.org/'>x</a><td>y<tr><td><a href='https://b.org/'>z</a></table>", "inline @2 https://a.org/\ninline @2 https://b.org/"},
		{"soft breaks", `<p>https://a.<wbr>org/a&shy;b&#8203;c?x=1&amp;y=2 and <a href="https://b.org/?a=1&amp;b=2">x</a></p>`, "inline @2 https://a.org/abc?x=1&y=2\ninline @2 https://b.org/?a=1&b=2"},
		{"relative links without a base", `<a href="a.html">x</a> <a href="/b">y</a> <a href="//c.org/z">z</a>`, "inline @2 https://c.org/z"},
		{"what is hidden", `<p hidden><a href=https://no.org/>x</a></p><div style="color:red; DISPLAY: none"><a href=https://no.org/>x</a></div><span aria-hidden=true><a href=https://no.org/>x</a></span>
<template><a href=https://no.org/>x</a></template><noscript><a href=https://no.org/>x</a></noscript><!-- <a href=https://no.org/>x</a> --><del><a href=https://no.org/>x</a></del><s>https://no.org/</s><p>https://a.org/</p>`,
			"inline @3 https://a.org/"},
		{"what is around the paper", `<header><a href=https://no.org/>x</a></header><nav><a href=https://no.org/>x</a></nav><article><header><a href=https://a.org/>by</a></header><p>https://b.org/</p>
<div class="entry share-buttons"><a href=https://no.org/>Tweet this</a></div></article><aside><a href=https://no.org/>x</a></aside><footer><a href=https://no.org/>x</a></footer>`,
			"inline @2 https://a.org/\ninline @2 https://b.org/"},
		{"what readers say", `<p><a href=https://a.org/>x</a></p><div id=comments class="comments-area"><p><a href=https://no.org/>y</a></p></div><div id=disqus_thread><a href=https://no.org/>y</a></div><h3>2 thoughts on “A Post”</h3><ol><li><a href=https://no.org/>Bo</a> says: see https://no.org/x</ol><h3>Leave a Reply</h3><p>https://no.org/</p>`, "inline @2 https://a.org/"},
		{"what the site has more of", `<h1>T</h1><p><a href=https://a.org/>x</a></p><h3>Related posts</h3><ul><li><a href=https://no.org/1>Old</a></ul><h3>Read next:</h3><p><a href=https://no.org/2>New</a></p><h2>Method</h2><p>https://b.org/</p><p><strong>You may also like</strong></p><ul><li><a href=https://no.org/3>More</a></ul><p>https://c.org/</p>`,
			"inline @2 https://a.org/\ninline @2 https://b.org/\ninline @2 https://c.org/"},
		{"a part called Comments", `<h2>Comments</h2><p>See https://a.org/.</p><h2>Related work</h2><p>https://b.org/</p><h2>References</h2><ul><li>Lee, A. A Title. 2020. https://c.org/</ul><h2>Comments (4)</h2><p>https://no.org/</p>`, "inline @2 https://a.org/\ninline @2 https://b.org/\nbibliography @2 https://c.org/"},
		{"further reading", `<p>x</p><h2>Recommended reading</h2><ul><li><a href=https://a.org/>One</a></ul><h2>See also</h2><p>https://b.org/</p>`, "bibliography @2 https://a.org/\ninline @2 https://b.org/"},
		{"a page of responses", `<h1>Responses</h1><p>https://a.org/</p>`, "inline @2 https://a.org/"},
		{"one teaser is not the paper", `<article><p>Read <a href=https://b.org/>this</a>.</p></article><div><p>` + strings.Repeat("A long text. ", 20) + `<a href=https://a.org/>here</a></p></div>`, "inline @2 https://b.org/\ninline @2 https://a.org/"},
		{"the page itself", `<link rel=canonical href="https://me.org/p"><p><a href="https://me.org/p#s">here</a> <a href="https://t.org/share?url=https%3A%2F%2Fme.org%2Fp&text=x">tweet</a> <a href="https://me.org/paper">other</a></p>`, "inline @2 https://me.org/paper"},
		{"pictures", `<p><a href="https://a.org/"><img src="logo.png" alt="A Site"></a> <a href="https://b.org/"><img src=i.png></a> <a href="https://c.org/large.png"><img src=small.png></a> <a href="https://d.org/"><img src="https://e.org/badge/x.svg"></a></p>`,
			"inline @2 https://a.org/\ninline @2 https://b.org/"},
		{"what scripts open", `<a href="javascript:open('https://no.org/')">x</a> <a href="mailto:a@b.org?body=https://no.org/">y</a>`, ""},
		{"code", `<pre>https://no.org/</pre><p><code>https://no.org/</code> <code><a href="https://a.org/">f</a></code></p>`, "inline @2 https://a.org/"},
		{"plain text in <pre>", "<pre>\n" + strings.Repeat("A line of the text that goes on and on.\n", 30) + "See <a href='https://w.org/'>this</a>.\n\nReferences\n\n[1]  Lee, A., \"A Title\", 2020,\n     &lt;https://a.org/one-\n     two&gt;.\n</pre>", "inline @33 https://w.org/\nbibliography 1@37 https://a.org/one-two"},
		{"program code in <pre>", "<p>x</p><pre><code>\n" + strings.Repeat("get https://no.org/ and more of the code\n", 30) + "</code></pre><pre class=highlight>" + strings.Repeat("get https://no.org/ and more of the code\n", 30) + "</pre>", ""},
		{"XHTML", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x.js'/></head><body><p><a id='x'/>See <a href='https://a.org/'>this</a>.</p><div class='nav'/><p><![CDATA[https://b.org/<x>]]></p></body></html>", "inline @1 https://a.org/\ninline @1 https://b.org/"},
		{"the head left open", "<html><head><title>T</title><p>https://a.org/</p>", "inline @1 https://a.org/"},
		{"a page in a form", "<form><p>https://a.org/</p></form>", "inline @2 https://a.org/"},

		{"COinS", `<ol class=references><li>Smith: <a href="https://a.org/">The page</a> (retrieved May 3, 2021)<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=A+True+Title&amp;rft.jtitle=The+Site&amp;rft.date=2020-05-01&amp;rft.au=Smith%2C+Jo&amp;rft_id=info%3Adoi%2F10.1000%2F182"></span></li></ol>`,
			"bibliography 1@2 https://a.org/"},
		{"Highwire", `<meta name="citation_reference" content="citation_title=A Title; citation_author=Ann Lee; citation_journal_title=J; citation_publication_date=2020; citation_doi=10.1000/182"><meta name="citation_reference" content="Bo Ek. B Title. 2021. https://b.org/"><p>Text.</p>`,
			"bibliography @2 10.1000/182\nbibliography @2 https://b.org/"},
		{"linked data", `<script type="application/ld+json">{"@graph":[{"@type":"ScholarlyArticle","citation":["Ann Lee. “A Title.” 2020. https://a.org/",{"name":"B Title","author":{"name":"Bo Ek"},"datePublished":"2021-02-03","sameAs":"https://doi.org/10.1000/182"},{"headline":"C","url":"https://c.org/"}]}]}</script><p>See <a href="https://c.org/">C</a>.</p>`,
			"inline @2 https://c.org/\nbibliography @2 https://a.org/\nbibliography @2 10.1000/182"},
		{"linked data beside a list", `<script type="application/ld+json">{"citation":"https://no.org/"}</script><ol class=references><li>Lee, A. <i>A Title</i>. 2020. https://a.org/</ol>`, "bibliography 1@2 https://a.org/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := tt.doc
			if !strings.HasPrefix(doc, "<?xml") && !strings.HasPrefix(doc, "<html") {
				doc = "<!DOCTYPE html><html><body>\n" + doc
			}
			p, err := Parse("a.html", []byte(doc))
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(p.References); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkInvariants(t, p)
		})
	}
}

// TestHTMLFields reads entries whose markup says more than their text.
func TestHTMLFields(t *testing.T) {
	tests := []struct{ name, doc, authors, title, container, published, accessed string }{
		{"COinS", `<ol class=references><li>Smith: <a href="https://a.org/">The page</a> (retrieved May 3, 2021)<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=A+True+Title&amp;rft.jtitle=The+Site&amp;rft.date=2020-05-01&amp;rft.au=Smith%2C+Jo"></span></li></ol>`,
			"[Smith, Jo]", "A True Title", "The Site", "2020-05-01", "2021-05-03"},
		{"a cite that is a title", `<ol class=references><li>Lee, Ann. <cite>A Long Title</cite>. Press, 2020.</ol>`, "[Lee, Ann]", "A Long Title", "", "2020", ""},
		{"a cite that is a citation", `<ol class=references><li><cite>Lee, Ann (2020). <a href="https://a.org/">"A Long Title"</a>. <i>The Site</i>.</cite></ol>`, "[Lee, Ann]", "A Long Title", "The Site", "2020", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse("a.html", []byte("<html>"+tt.doc))
			if err != nil || len(p.References) != 1 {
				t.Fatalf("got %v, %v; want one reference", p, err)
			}
			r := p.References[0]
			got := fmt.Sprint(r.Authors, "|", r.Title, "|", r.Container, "|", r.Published, "|", r.Accessed)
			want := fmt.Sprint(tt.authors, "|", tt.title, "|", tt.container, "|", tt.published, "|", tt.accessed)
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// articlePage is a page of about 200 KB as journals and magazines make them: a
// frame of menus and scripts, an article, and 80 references.
func articlePage() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>An article</title>\n<link rel=\"canonical\" href=\"https://example.org/article\">\n<script>" + strings.Repeat("window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}\n", 150) + "</script></head><body>\n")
	b.WriteString("<nav class=\"site-nav\"><ul>\n" + strings.Repeat("<li class=\"menu-item\"><a class=\"menu-link\" href=\"/section/page\">A section</a></li>\n", 60) + "</ul></nav>\n<main id=\"content\"><article class=\"post\"><h1>An article</h1>\n")
	for i := 1; i <= 80; i++ {
		for range 4 {
			fmt.Fprintf(&b, "<p class=\"c-article__text\" id=\"p%d\">A sentence of the <em>ordinary</em> kind says what it has to say, without much markup, and then it ends &mdash; where sentences end. In this one there is <a href=\"https://example.org/page/%d\" rel=\"nofollow\">a link</a>, and it goes on for some time, so that paragraphs are as long as those that people write &amp; read. After that <strong>nothing</strong> more is said about it here.</p>\n", i, i)
		}
		fmt.Fprintf(&b, "<p>It has been shown before<sup id=\"cite-%d\"><a href=\"#ref-%d\">%d</a></sup>.</p>\n", i, i, i)
	}
	b.WriteString("<section class=\"references\"><h2>References</h2><ol class=\"c-article-references\">\n")
	for i := 1; i <= 80; i++ {
		fmt.Fprintf(&b, "<li class=\"c-article-references__item\" id=\"ref-%d\"><p class=\"c-article-references__text\">Smith, J. A., Kelly, L. &amp; Müller, H. (2019). The title of work number %d on the matter at hand. <i>Journal of Ordinary Things</i>, <b>12</b>(3), 45–67. <a href=\"https://doi.org/10.1000/jot.2019.%d\" data-track=\"click\">https://doi.org/10.1000/jot.2019.%d</a></p><p class=\"c-article-references__links\"><a href=\"https://scholar.example.net/lookup?title=%d\">Scholar</a></p></li>\n", i, i, i, i, i)
	}
	b.WriteString("</ol></section></article></main><footer class=\"site-footer\">" + strings.Repeat("<a href=\"/about\">About</a>\n", 30) + "</footer></body></html>\n")
	return b.String()
}

func BenchmarkHTML(b *testing.B) {
	doc := []byte(articlePage())
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("paper.html", doc); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCatalogueNumbers reads entries whose links stand on numbers: none of them
// leads to the work where another link does, and a serial's never.
func TestCatalogueNumbers(t *testing.T) {
	tests := []struct{ entry, want string }{
		{`Lee, A. (2020). "Reading Tides". <i>Coast Review</i>. <a href="/wiki/ISSN">ISSN</a> <a href="https://issn.org/1234-5678">1234-5678</a>.`, " https://issn.org/1234-5678"},
		{`Lee, A. (2020). <i>Reading Winds</i>. OCLC <a href="https://oclc.org/1">123456</a>. <a href="https://a.org/w">Online copy</a>`, "https://a.org/w https://oclc.org/1"},
		{`Lee, A. (2020). <i>Reading Winds</i>. OCLC <a href="https://oclc.org/1">123456</a>.`, "https://oclc.org/1"},
	}
	for _, tt := range tests {
		p, err := Parse("a.html", []byte(`<html><ol class="references"><li id="cite_note-1">`+tt.entry+`</li></ol></html>`))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range p.References {
			got = append(got, r.URL)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: got %q; want %q", tt.entry, got, tt.want)
		}
	}
}
