package paper

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/format"
)

const jatsHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-publishing1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.2">`

func TestFindJATS(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"links in the text", `<body><sec><title>One</title><p>See <ext-link ext-link-type="uri" xlink:href="https://a.org/">this</ext-link>, <uri>https://b.org/x.</uri> and https://c.org/.</p></sec></body>`,
			"inline @4 https://a.org/\ninline @4 https://b.org/x.\ninline @4 https://c.org/"},
		{"a link by number", `<body><p><ext-link ext-link-type="doi" xlink:href="10.1000/182">the data</ext-link> <ext-link ext-link-type="genbank" xlink:href="AB1234">AB1234</ext-link></p></body>`, "inline @4 https://doi.org/10.1000/182"},
		{"what the article says of itself", `<front><journal-meta><journal-id>x</journal-id></journal-meta><article-meta><article-id pub-id-type="doi">10.1000/self</article-id><title-group><article-title>T https://no.org/</article-title></title-group>
<contrib-group><contrib><contrib-id>https://orcid.org/1</contrib-id></contrib></contrib-group><permissions><license xlink:href="https://no.org/"><license-p>https://no.org/</license-p></license></permissions><self-uri xlink:href="https://no.org/"/>
<related-article xlink:href="10.1000/no"/><abstract><p>See https://a.org/.</p></abstract></article-meta></front><body><p><bold>B</bold></p></body>`, "inline @6 https://a.org/"},
		{"pictures, formulas and code", `<body><p><inline-graphic xlink:href="https://no.org/i.png"/><code>https://no.org/</code><monospace>https://no.org/</monospace> https://a.org/</p>
<fig><object-id pub-id-type="doi">10.1000/fig</object-id><label>1</label><caption><p>From https://b.org/.</p></caption><graphic xlink:href="https://no.org/"/></fig></body>`, "inline @4 https://a.org/\ninline @5 https://b.org/"},
		{"supplements", `<body><p>x</p><supplementary-material xlink:href="https://no.org/s1.zip"><caption><p>Also at https://a.org/.</p></caption><media xlink:href="s1.zip"/></supplementary-material></body>`, "inline @4 https://a.org/"},
		{"tables", `<body><table-wrap><table><tr><td>a</td><td><uri>https://a.org/</uri></td></tr></table><table-wrap-foot><fn id="t1"><label>a</label><p>From https://b.org/.</p></fn></table-wrap-foot></table-wrap></body>`,
			"inline @4 https://a.org/\nfootnote a@4 https://b.org/"},
		{"notes", `<body><p>Text<fn id="n1"><label>1</label><p>See https://a.org/ there.</p></fn> goes on at https://b.org/.</p></body><back><fn-group><fn id="n2"><label>2.</label><p>See https://c.org/.</p></fn></fn-group></back>`,
			"inline @4 https://b.org/\nfootnote 1@4 https://a.org/\nfootnote 2@4 https://c.org/"},
		{"references", `<back><ref-list><title>References</title>
<ref id="B1"><label>1.</label><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Lee</surname><given-names>A</given-names></name></person-group><year>2020</year><article-title>A title</article-title><source>J</source><pub-id pub-id-type="doi">10.1000/182</pub-id></element-citation></ref>
<ref id="B2"><label>2.</label><mixed-citation>Ek B. B title. 2021. <ext-link xlink:href="https://b.org/">Link</ext-link></mixed-citation></ref>
<ref id="B3"><label>3.</label><nlm-citation citation-type="web"><collab>Who</collab><source>C title</source><comment>Available: https://c.org/ and <uri>https://d.org/</uri></comment></nlm-citation></ref>
<ref id="B4"><label>4.</label><citation-alternatives><mixed-citation>Oz C, D title, doi:10.1000/183</mixed-citation><element-citation><article-title>D title</article-title><pub-id pub-id-type="doi">10.1000/183</pub-id></element-citation></citation-alternatives></ref>
<ref id="B5"><label>5.</label><mixed-citation>Ek B. E title. 2021. https://e.org/</mixed-citation><mixed-citation>Ek B. F title. 2021. https://f.org/</mixed-citation></ref></ref-list></back>`,
			"bibliography 1@5 10.1000/182\nbibliography 2@6 https://b.org/\nbibliography 3@7 https://c.org/\nbibliography 3@7 https://d.org/\nbibliography 4@8 10.1000/183\nbibliography 5@9 https://e.org/\nbibliography 5@9 https://f.org/"},
		{"numbered lists", `<body><sec><title>References</title><list list-type="order">
<list-item><p>Lee A. One. 2020. <uri>https://a.org/</uri></p></list-item>
<list-item><p>Ek B. Two. 2021. <uri>https://b.org/</uri></p></list-item></list></sec>
<sec><title>Notes</title><list list-type="alpha-lower"><list-item><p>See Lee, “One,” https://c.org/.</p></list-item></list>
<list><list-item><label>(iv)</label><p>See Ek, “Two,” https://d.org/.</p></list-item></list></sec></body>`,
			"bibliography 1@5 https://a.org/\nbibliography 2@6 https://b.org/\nfootnote a@7 https://c.org/\nfootnote iv@8 https://d.org/"},
		{"a citation in the text", `<body><p>As <element-citation><article-title>A title</article-title><uri>https://a.org/</uri></element-citation> says.</p></body>`, "bibliography @4 https://a.org/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse("a.xml", []byte(jatsHead+"\n"+tt.doc+"</article>"))
			if err != nil {
				t.Fatal(err)
			}
			if p.Format != "jats" {
				t.Errorf("format %s", p.Format)
			}
			if got := summary(p.References); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkInvariants(t, p)
		})
	}
}

func TestJATSFields(t *testing.T) {
	tests := []struct{ name, ref, authors, title, container, published, accessed, url, doi string }{
		{"journal", `<element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Lee</surname><given-names>Ann B.</given-names><suffix>Jr</suffix></name><collab>The Group</collab><etal/></person-group><article-title>A <italic>fine</italic> title.</article-title><source>Journal</source><year iso-8601-date="2020-05">2020</year><volume>3</volume><pub-id pub-id-type="doi">https://doi.org/10.1000/182</pub-id><pub-id pub-id-type="pmid">123</pub-id></element-citation>`,
			"[Lee Jr, Ann B. The Group]", "A fine title", "Journal", "2020-05", "", "", "10.1000/182"},
		{"book", `<element-citation publication-type="book"><person-group person-group-type="author"><name><surname>Lee</surname></name></person-group><person-group person-group-type="editor"><name><surname>Ek</surname></name></person-group><source>A book</source><year>2020b</year><publisher-name>Press</publisher-name></element-citation>`,
			"[Lee]", "A book", "", "2020", "", "", ""},
		{"chapter", `<element-citation publication-type="book"><chapter-title>A chapter</chapter-title><person-group person-group-type="editor"><name><surname>Ek</surname><given-names>B</given-names></name></person-group><source>A book</source><year>2020</year><month>5</month><day>2</day></element-citation>`,
			"[Ek, B]", "A chapter", "A book", "2020-05-02", "", "", ""},
		{"web page", `<element-citation publication-type="web"><article-title>A page</article-title><source>Site</source><date-in-citation content-type="access-date"><year>2021</year><month>June</month><day>3</day></date-in-citation><year>2019</year><uri>https://a.org/</uri></element-citation>`,
			"[]", "A page", "Site", "2019", "2021-06-03", "https://a.org/", ""},
		{"remarks", `<element-citation publication-type="other"><article-title>A page</article-title><comment>Available: <ext-link xlink:href="https://a.org/">https://a.org/</ext-link>. Accessed 2 March 2006</comment></element-citation>`,
			"[]", "A page", "", "", "2006-03-02", "https://a.org/", ""},
		{"printed, with its parts marked", `<mixed-citation publication-type="journal"><name><surname>Lee</surname><given-names>A</given-names></name>, <name><surname>Ek</surname><given-names>B</given-names></name> (<year>2020</year>) <article-title>A title: of two parts</article-title>. <source>Journal</source> <volume>3</volume>. doi:10.1000/182.</mixed-citation>`,
			"[Lee, A Ek, B]", "A title: of two parts", "Journal", "2020", "", "", "10.1000/182"},
		{"only the journal", `<mixed-citation publication-type="journal"><string-name><surname>Lee</surname> <given-names>A</given-names></string-name>. <source>J Phys</source> <volume>3</volume>, <fpage>12</fpage> (<year>2001</year>).</mixed-citation>`,
			"[Lee, A]", "", "J Phys", "2001", "", "", ""},
		{"only the source of a title in the text", `<mixed-citation>Moor A. Reading tide tables. <source>Coast Review</source>. <year>2019</year>;<volume>4</volume>:<fpage>1</fpage>-<lpage>9</lpage>.</mixed-citation>`,
			"[Moor A]", "Reading tide tables", "Coast Review", "2019", "", "", ""},
		{"only the source, which is the work", `<mixed-citation publication-type="book">Lee A. <source>A Book of Tides</source>. London: Quay; <year>2001</year>.</mixed-citation>`,
			"[Lee A]", "A Book of Tides", "", "2001", "", "", ""},
		{"printed, with nothing marked", `<mixed-citation>Lee, A. (2020). A title of the plain kind. Retrieved June 3, 2021, from https://a.org/</mixed-citation>`,
			"[Lee, A.]", "A title of the plain kind", "", "2020", "2021-06-03", "https://a.org/", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse("a.xml", []byte(jatsHead+"<back><ref-list><ref id='B1'>"+tt.ref+"</ref></ref-list></back></article>"))
			if err != nil || len(p.References) != 1 {
				t.Fatalf("got %v, %v; want one reference", p, err)
			}
			r := p.References[0]
			got := fmt.Sprint(r.Authors, "|", r.Title, "|", r.Container, "|", r.Published, "|", r.Accessed, "|", r.URL, "|", r.DOI)
			want := fmt.Sprint(tt.authors, "|", tt.title, "|", tt.container, "|", tt.published, "|", tt.accessed, "|", tt.url, "|", tt.doi)
			if got != want || r.Key != "B1" {
				t.Errorf("key %q, got\n%s\nwant\n%s\nraw %s", r.Key, got, want, r.Raw)
			}
		})
	}
}

// TestJATSLabels reads one number that stands for several works.
func TestJATSLabels(t *testing.T) {
	p, err := Parse("a.xml", []byte(jatsHead+`<body><p>A <xref ref-type="bibr" rid="R3">3</xref>, <xref ref-type="bibr" rid="R4b">4b</xref></p></body><back><ref-list>
<ref id="R3"><label>3</label><mixed-citation id="R3a"><label>a</label>Lee A. One thing. 2020.</mixed-citation><mixed-citation id="R3b"><label>(b)</label>Ek B. Other thing. 2021.</mixed-citation></ref>
<ref id="R4"><label>4</label><mixed-citation><label>4a</label>Lee A. Third thing. 2020.</mixed-citation><mixed-citation id="R4b"><label>4b</label>Ek B. Fourth thing. 2021.</mixed-citation></ref></ref-list></back></article>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.References {
		got = append(got, r.Label+" "+r.Key+" "+r.Title)
	}
	want := "3a R3 One thing, 3b  Other thing, 4a R4 Third thing, 4b R4b Fourth thing"
	if got := strings.Join(got, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestXMLFormats(t *testing.T) {
	tests := []struct {
		name, path, doc, format string
		want                    error
	}{
		{"JATS by its root", "-", `<article article-type="x"><front/></article>`, "jats", nil},
		{"JATS by its document type", "-", jatsHead + "<front/></article>", "jats", nil},
		{"JATS by its front matter", "-", `<!-- c --><article><front><journal-meta/></front></article>`, "jats", nil},
		{"a book", "-", `<book dtd-version="2.0"><book-body><p>x</p></book-body></book>`, "jats", nil},
		{"an article in an envelope", "a.nxml", `<pmc-articleset><article><front/><body><p>x</p></body></article></pmc-articleset>`, "jats", nil},
		{"XHTML", "a.xml", `<?xml version="1.0"?><!-- c --><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>`, "html", nil},
		{"Latin-1", "a.xml", "<?xml version='1.0' encoding='iso-8859-1'?><article article-type='x'><body><p>caf\xe9</p></body></article>", "jats", nil},
		{"TEI", "a.xml", `<?xml version="1.0"?><TEI><text/></TEI>`, "", format.ErrUnknownXML},
		{"DocBook", "a.xml", `<article xmlns="http://docbook.org/ns/docbook"><section/></article>`, "", format.ErrUnknownXML},
		{"no XML", "a.xml", `plain text`, "", format.ErrUnknownXML},
		{"cut off", "a.xml", `<article article-type="x"><body><p>See https://a.org/`, "jats", nil},
		{"cut off in a tag", "a.xml", `<article article-type="x"><body><p>See <ext-link xlink:hr`, "", format.ErrBadXML},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse(tt.path, []byte(tt.doc))
			if !errors.Is(err, tt.want) || err == nil && p.Format != tt.format {
				t.Errorf("got %v, %v; want %s, %v", p, err, tt.format, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("more than a line: %q", err)
			}
		})
	}
}

func TestXMLNesting(t *testing.T) {
	doc := `<article article-type="x"><body>` + strings.Repeat("<sec>", 300)
	if _, err := Parse("a.xml", []byte(doc)); err == nil || !strings.Contains(err.Error(), "nested too deeply") {
		t.Errorf("got %v; want an error that says it is nested too deeply", err)
	}
}

// TestXMLEntities reads documents that declare entities: neither a bomb nor a
// file is brought in.
func TestXMLEntities(t *testing.T) {
	for name, entity := range map[string]string{
		"bomb": `<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">`,
		"file": `<!ENTITY x SYSTEM "file:///etc/hostname">`,
		"host": `<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p; <!ENTITY x "y">`,
	} {
		t.Run(name, func(t *testing.T) {
			doc := `<?xml version="1.0"?><!DOCTYPE article [` + entity + `]><article article-type="x"><body><p>[&x;] &eacute; &lt; https://a.org/&x;</p></body></article>`
			p, err := Parse("a.xml", []byte(doc))
			if err != nil {
				return
			}
			if len(p.References) != 1 || len(p.References[0].Raw) > 40 {
				t.Errorf("got %+v", p.References)
			}
		})
	}
}
