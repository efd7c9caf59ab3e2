package format

import (
	"html"
	"strings"
	"testing"
)

const odtNamespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="f" xmlns:xlink="x" xmlns:draw="d" xmlns:table="t" xmlns:field="fi" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`

const (
	odtNamed = `<style:style style:family="paragraph" style:name="Standard"/>
<style:style style:family="paragraph" style:name="Bibliography_20_1" style:display-name="Bibliography 1" style:parent-style-name="Standard"/>
<style:style style:family="paragraph" style:name="Heading_20_2" style:parent-style-name="Standard"/>
<style:style style:family="paragraph" style:name="Title"/>
<style:style style:family="paragraph" style:name="Contents_20_1"/>
<style:style style:family="paragraph" style:name="Preformatted_20_Text"/>
<style:style style:family="text" style:name="Emphasis"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:family="text" style:name="Source_20_Text"/>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" text:display-levels="2"/></text:list-style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1"/></text:list-style>`
	odtAutomatic = `<style:style style:family="text" style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:family="text" style:name="T2" style:parent-style-name="Emphasis"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:family="text" style:name="T3"><style:text-properties text:display="none"/></style:style>
<style:style style:family="text" style:name="T4"><style:text-properties fo:font-style="normal" style:text-underline-style="none" style:text-position="0% 100%"/></style:style>
<style:style style:family="text" style:name="T5"><style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Bibliography_20_1"/>`
)

// odtOf makes an OpenDocument text of the content of its body.
func odtOf(t testing.TB, body string, parts ...string) []byte {
	all := []string{"mimetype", odtMimetype, "styles.xml", `<office:document-styles ` + odtNamespaces + `><office:styles>` + odtNamed + `</office:styles><office:master-styles><text:p>Footer</text:p></office:master-styles></office:document-styles>`,
		"content.xml", `<office:document-content ` + odtNamespaces + `><office:automatic-styles>` + odtAutomatic + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`}
	return zipOf(t, append(all, parts...)...)
}

var odtTests = []struct{ name, body, want string }{
	{"text", `<text:p>Plain <text:span text:style-name="Emphasis">it<text:span text:style-name="T4">al</text:span>ic</text:span><text:s text:c="2"/><text:span text:style-name="T2">both</text:span><text:span text:style-name="T1">2</text:span><text:tab/><text:span text:style-name="T3">hidden</text:span><text:span text:style-name="T5">under</text:span><text:line-break/><text:span text:style-name="Source_20_Text">code</text:span>
  end</text:p>`,
		"1 p | Plain {em|it}al{em|ic {strong|both}}{sup|2} {em|under} ⏎{code|code} end"},
	{"styles", `<text:p text:style-name="Title">T</text:p><text:p/><text:h text:outline-level="1">One</text:h><text:p text:style-name="Heading_20_2">Two</text:p><text:p text:style-name="P1">Lee.</text:p><text:p text:style-name="Contents_20_1">References 3</text:p><text:p text:style-name="Preformatted_20_Text">x=1</text:p>`,
		"1 h1 | T\n3 h1 | One\n4 h2 | Two\n5 entry | Lee.\n7 p | {code|x=1}"},
	{"links", `<text:p><text:a xlink:href="https://a.org/#x"><text:span text:style-name="T5">one</text:span></text:a> <text:a xlink:href="#two">two</text:a> <draw:a xlink:href="https://b.org/"><draw:frame><draw:image xlink:href="c.png"/><svg:title>alt</svg:title></draw:frame></draw:a></text:p>`,
		"1 p | {a https://a.org/#x|one} two"},
	{"lists", `<text:list text:style-name="Numbers" xml:id="l1"><text:list-header><text:p>head</text:p></text:list-header><text:list-item><text:p>a</text:p><text:p>more</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>d</text:p><text:list><text:list-item><text:p>e</text:p></text:list-item></text:list></text:list-item></text:list><text:list text:style-name="Dots"><text:list-item><text:p>f</text:p></text:list-item></text:list><text:list text:continue-list="l1" text:style-name="Numbers"><text:list-item><text:p>g</text:p></text:list-item><text:list-item text:start-value="9"><text:p>h</text:p></text:list-item></text:list><text:list text:style-name="Numbers" text:continue-numbering="true"><text:list-item><text:p>i</text:p></text:list-item></text:list><text:list text:style-name="Numbers"><text:list-item><text:p>j</text:p></text:list-item></text:list>`,
		"1 p | head\n2 item list1 [1 | a\n3 p | more\n4 item1 list1 [1.a | b\n5 item1 list1 [1.b | c\n6 item list1 [2 | d\n7 item1 list1 [2.a | e\n8 item list2 | f\n9 item list1 [3 | g\n10 item list1 [9 | h\n11 item list1 [10 | i\n12 item list3 [1 | j"},
	{"notes", `<text:p>Text<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See <text:a xlink:href="https://b.org/">this</text:a>.</text:p><text:p>More.</text:p></text:note-body></text:note>, on<text:note text:id="e1" text:note-class="endnote"><text:note-citation text:label="*">*</text:note-citation><text:note-body><text:list text:style-name="Numbers"><text:list-item><text:p>End.</text:p></text:list-item></text:list></text:note-body></text:note>.</text:p>`,
		"2 note [1 @footnote-ftn1 | See {a https://b.org/|this}. ⏎More.\n4 note [* @endnote-e1 | End.\n1 p | Text{cite footnote-ftn1|{sup|1}}, on{cite endnote-e1|{sup|*}}."},
	{"what is no text", `<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region><text:changed-region text:id="i1"><text:insertion/></text:changed-region></text:tracked-changes><text:p>a<office:annotation><text:p>comment</text:p></office:annotation><text:change-start text:change-id="d1"/>gone<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p>gone</text:p></text:note-body></text:note><text:change-end text:change-id="d1"/><text:change-start text:change-id="i1"/> new<text:change-end text:change-id="i1"/><text:hidden-text>h</text:hidden-text></text:p><text:section text:display="none"><text:p>hidden</text:p></text:section><text:table-of-content><text:table-of-content-source/><text:index-body><text:p>References 2</text:p></text:index-body></text:table-of-content><text:p>end</text:p>`,
		"1 p | a new\n3 p | end"},
	{"tables and frames", `<table:table><table:table-row><table:table-cell><text:p>[1]</text:p></table:table-cell><table:table-cell><text:p>Lee, A.</text:p></table:table-cell></table:table-row></table:table><text:p>around<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>`,
		"1 p | [1] Lee, A.\n4 p | boxed\n3 p | around"},
	{"bibliography of the program", `<text:p>It was so <text:bibliography-mark text:identifier="Lee20" text:author="Lee, Ann; Ek, Bo" text:title="The Long Way" text:year="2020" text:url="https://a.org/">[Lee20]</text:bibliography-mark>.</text:p><text:bibliography><text:bibliography-source><text:index-title-template>Bibliography</text:index-title-template></text:bibliography-source><text:index-body><text:index-title><text:p>Bibliography</text:p></text:index-title><text:p>Lee20: Lee, Ann; Ek, Bo, The Long Way, 2020</text:p></text:index-body></text:bibliography><text:p>after</text:p>`,
		"1 p | It was so [Lee20].\n2 h1 | Bibliography\n3 entry | Lee20: Lee, Ann; Ek, Bo, The Long Way, 2020\n  work: Ann Lee; Bo Ek | The Long Way | - | 2020 | - | https://a.org/ | - |\n4 p | after"},
	{"Zotero", `<text:p>So <text:reference-mark-start text:name="ZOTERO_ITEM CSL_CITATION CSL RNDx"/>(Lee)<text:reference-mark-end text:name="ZOTERO_ITEM CSL_CITATION CSL RNDx"/></text:p><text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDy"><text:p>Lee, A. The Long Way. 2020.</text:p></text:section>`,
		"1 p | So (Lee)\n2 entry | Lee, A. The Long Way. 2020.\n  work: Lee, Ann | The Long Way | - | 2020 | - | https://a.org/ | - |"},
	{"fields of Word", `<text:p><field:fieldmark-start text:name="B"><field:param field:name="vnd.oasis.opendocument.field.code" field:value="ADDIN ZOTERO_ITEM CSL_CITATION CSL"/></field:fieldmark-start>(Lee)<field:fieldmark-end/></text:p><text:p><field:fieldmark-start text:name="C"><field:param field:name="vnd.oasis.opendocument.field.code" field:value="ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"/></field:fieldmark-start>Lee, A. The Long Way. 2020.<field:fieldmark-end/></text:p><text:p>after</text:p>`,
		"1 p | (Lee)\n2 entry | Lee, A. The Long Way. 2020.\n  work: Lee, Ann | The Long Way | - | 2020 | - | https://a.org/ | - |\n3 p | after"},
	{"Zotero's bookmarks", `<text:p><text:bookmark-start text:name="ZOTERO_BREF_x"/>(Lee)<text:bookmark-end text:name="ZOTERO_BREF_x"/></text:p>`,
		"1 p | (Lee)\n1 entry | Lee, Ann. The Long Way. 2020. https://a.org/\n  work: Lee, Ann | The Long Way | - | 2020 | - | https://a.org/ | - |"},
	{"keys", `<text:p><text:a xlink:href="#ref-lee">Lee</text:a></text:p><text:p text:style-name="P1"><text:bookmark-start text:name="ref-lee"/>Lee.</text:p>`,
		"1 p | {cite lee|Lee}\n2 entry @lee | Lee."},
}

func TestODT(t *testing.T) {
	csl := `{"citationItems":[{"itemData":{"title":"The Long Way","author":[{"family":"Lee","given":"Ann"}],"issued":{"date-parts":[[2020]]},"URL":"https://a.org/"}}]}`
	meta := `<office:document-meta><office:meta><dc:title>From the Properties</dc:title><meta:user-defined meta:name="ZOTERO_BREF_x_1">ZOTERO_ITEM CSL_CITATION ` + csl + `</meta:user-defined></office:meta></office:document-meta>`
	for _, tt := range odtTests {
		t.Run(tt.name, func(t *testing.T) {
			body := strings.ReplaceAll(tt.body, "CSL_CITATION CSL", "CSL_CITATION "+html.EscapeString(csl))
			doc := odtOf(t, body, "meta.xml", meta)
			compare(t, "odt", doc, tt.want)
			if d, _ := readAs("odt", doc); d != nil && d.Title != "From the Properties" && d.Title != "T" {
				t.Errorf("title %q", d.Title)
			}
		})
	}
}

func TestFlatODT(t *testing.T) {
	doc := `<?xml version="1.0" encoding="UTF-8"?><office:document ` + odtNamespaces + ` office:mimetype="` + odtMimetype + `"><office:meta><dc:title>Flat</dc:title></office:meta><office:styles>` + odtNamed + `</office:styles><office:body><office:text><text:p text:style-name="Bibliography_20_1">Lee.<draw:image><office:binary-data>aGVsbG8=</office:binary-data></draw:image></text:p></office:text></office:body></office:document>`
	compare(t, "odt", []byte(doc), "1 entry | Lee.")
	if d, err := readAs("odt", []byte(doc)); err != nil || d.Title != "Flat" {
		t.Errorf("got %+v, %v", d, err)
	}
}
