package format

import (
	"encoding/base64"
	"errors"
	"html"
	"strings"
	"testing"
)

// wordStyles are styles as a German Word writes them.
const wordStyles = `<w:styles>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My Heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Literatur"><w:name w:val="Bibliography"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>
<w:style w:type="character" w:styleId="Hervor"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fuzeichen"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>`

const wordNumbering = `<w:numbering>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>`

const (
	wordRelations = `<Relationships>
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="/word/numbering.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="endnotes.xml"/>
<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>
<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://a.org/" TargetMode="External"/>
</Relationships>`
	noteRelations = `<Relationships><Relationship Id="rId9" Type="http://x/hyperlink" Target="https://b.org/" TargetMode="External"/></Relationships>`
)

// docxOf makes a document of Word of a body, and of further parts.
func docxOf(t testing.TB, body string, parts ...string) []byte {
	all := []string{"[Content_Types].xml", "<Types/>", "word/_rels/document.xml.rels", wordRelations, "word/styles.xml", wordStyles, "word/numbering.xml", wordNumbering,
		"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}
	return zipOf(t, append(all, parts...)...)
}

// para is a paragraph: its properties, then its runs.
func para(properties, runs string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>"
}

// run is a run of text: its properties, then its text.
func run(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// fieldOf is a field of several runs.
func fieldOf(code, result string) string {
	half := len(code) / 2
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + html.EscapeString(code[:half]) + `</w:instrText></w:r><w:r><w:instrText>` + html.EscapeString(code[half:]) +
		`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func TestDOCX(t *testing.T) {
	note := `<w:r><w:rPr><w:rStyle w:val="Fuzeichen"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`
	tests := []struct{ name, body, want string }{
		{"runs", para("", run("", "Plain ")+run("<w:i/>", "ita")+run("<w:i/>", "lic")+run("", " ")+run(`<w:rStyle w:val="Hervor"/>`, "too")+run(`<w:rStyle w:val="Hervor"/><w:i w:val="0"/>`, " not ")+run("<w:b/>", "bold")+run(`<w:vertAlign w:val="superscript"/>`, "2")+run(`<w:vertAlign w:val="subscript"/>`, "3")+run(`<w:u w:val="single"/>`, "under")),
			"1 p | Plain {em|italic too} not {strong|bold}{sup|2}3{em|under}"},
		{"what is no text", para("", run("<w:vanish/>", "hidden")+`<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:char="2014"/></w:r>`+`<w:r><w:commentReference w:id="0"/></w:r>`),
			"1 p | ab-c d ⏎e—"},
		{"styles", para(`<w:pStyle w:val="Titel"/>`, run("", "T")) + para(`<w:pStyle w:val="Verzeichnis1"/>`, run("", "References 7")) + para(`<w:pStyle w:val="berschrift1"/>`, run("", "One")) + para(`<w:pStyle w:val="Mine"/>`, run("", "Two")) + para(`<w:outlineLvl w:val="2"/>`, run("", "Three")) + para(`<w:pStyle w:val="Literatur"/>`, run("", "Lee.")) + para(`<w:pStyle w:val="Literatur"/>`, run("", "References")) + para(`<w:pStyle w:val="Code"/>`, run("", "x=1")) + para(`<w:pStyle w:val="Heading2"/>`, run(`<w:rStyle w:val="Loop"/>`, "unlisted")),
			"1 h1 | T\n3 h1 | One\n4 h1 | Two\n5 h3 | Three\n6 entry | Lee.\n7 p | References\n8 p | {code|x=1}\n9 h2 | unlisted"},
		{"lists", para(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, run("", "a")) + para(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, run("", "b")) + para(`<w:pStyle w:val="Liste"/>`, run("", "dot")) + para(`<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>`, run("", "none")) + para(`<w:numPr><w:numId w:val="1"/></w:numPr>`, run("", "c")) + para(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, run("", "d")) + para(`<w:numPr><w:numId w:val="3"/></w:numPr>`, run("", "e")) + para(`<w:numPr><w:numId w:val="99"/></w:numPr>`, run("", "f")),
			"1 item list1 [1 | a\n2 item1 list1 [1.a | b\n3 item list2 | dot\n4 p | none\n5 item list1 [2 | c\n6 item1 list1 [2.a | d\n7 item list3 [7 | e\n8 p | f"},
		{"tracked changes", para("", run("", "kept ")+`<w:del>`+run("", "x")+`<w:r><w:delText>gone https://no.org/</w:delText></w:r></w:del><w:ins>`+run("", "new")+`</w:ins><w:moveFrom>`+run("", "from")+`</w:moveFrom><w:moveTo>`+run("", " to")+`</w:moveTo>`) +
			para(`<w:rPr><w:del/></w:rPr>`, run("", "one ")) + para("", run("", "paragraph")) + para(`<w:pPrChange><w:pPr><w:pStyle w:val="Titel"/></w:pPr></w:pPrChange>`, run("", "end")),
			"1 p | kept new to\n2 p | one paragraph\n4 p | end"},
		{"joined paragraphs", para(`<w:pStyle w:val="berschrift1"/><w:rPr><w:del/></w:rPr>`, run("", "head ")) + para("", run("", "text")) + para(`<w:rPr><w:del/></w:rPr>`, run("", "last")),
			"1 p | head text\n3 p | last"},
		{"field that ends in a deletion", para("", `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.org/"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>one</w:t></w:r><w:del><w:r><w:delText>x</w:delText><w:br/><w:fldChar w:fldCharType="end"/></w:r>`+fieldOf(`ADDIN EN.CITE <EndNote><Cite><record><titles><title>T</title></titles></record></Cite></EndNote>`, run("", "y"))+`</w:del>`+run("", " two")),
			"1 p | {a https://a.org/|one} two"},
		{"links", para("", `<w:hyperlink r:id="rId9" w:anchor="x">`+run(`<w:rStyle w:val="Link"/><w:u w:val="single"/>`, "one")+`</w:hyperlink><w:hyperlink w:anchor="_Toc1">`+run("", " toc ")+`</w:hyperlink><w:hyperlink r:id="gone">`+run("", "lost")+`</w:hyperlink>`),
			"1 p | {a https://a.org/#x|one} toc lost"},
		{"link by field", para("", fieldOf(` HYPERLINK "https://a.org/?q=\"a\"&b" \l "x y" \o "a tip" \t "_blank" `, run("", "one"))+run("", " ")+fieldOf(`HYPERLINK https://b.org/ \h`, run("", "two"))+`<w:fldSimple w:instr=" HYPERLINK &quot;https://c.org/&quot; ">`+run("", " three")+`</w:fldSimple>`),
			`1 p | {a https://a.org/?q="a"&b#x y|one} {a https://b.org/|two} {a https://c.org/|three}`},
		{"link over paragraphs", para("", `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.org/"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>`+run("", "one")) + para("", run("", "two")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+run("", " three")),
			"1 p | {a https://a.org/|one}\n2 p | {a https://a.org/|two} three"},
		{"field in an instruction", para("", `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.org/</w:instrText></w:r>`+fieldOf("REF x", run("", "1"))+`<w:r><w:instrText>2"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>`+run("", "text")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
			"1 p | {a https://a.org/12|text}"},
		{"marks without fields", para("", `<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>`+run("", "x")+`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+run("", "y")), "1 p | x"},
		{"text box once", para("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+para("", run("", "boxed"))+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+para("", run("", "boxed"))+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`+run("", "around")),
			"2 p | boxed\n1 p | around"},
		{"table", `<w:tbl><w:tr><w:tc>` + para("", run("", "[1]")) + `</w:tc><w:tc>` + para("", run("", "Lee, A.")) + `</w:tc></w:tr><w:tr><w:tc>` + para("", run("", "a")) + para("", run("", "b")) + `</w:tc><w:tc>` + para("", run("", "c")) + `</w:tc></w:tr></w:tbl>`,
			"1 p | [1] Lee, A.\n3 p | a\n4 p | b\n5 p | c"},
		{"controls", `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + para("", run("", "References 3")) + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>` + para("", run("", "Lee.")) + `</w:sdtContent></w:sdt>` + para("", run("", "after")),
			"2 entry | Lee.\n3 p | after"},
		{"bibliography field", para("", fieldOf("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", run("", "Lee.")+"</w:p><w:p>"+run("", "Ek."))) + para("", run("", "after")),
			"1 entry | Lee.\n2 entry | Ek.\n3 p | after"},
		{"keys", para("", `<w:hyperlink w:anchor="ref-lee">`+run("", "Lee")+`</w:hyperlink>`+run("", " and ")+`<w:hyperlink w:anchor="_ENREF_1">`+run("", "1")+`</w:hyperlink>`+run("", " and ")+`<w:hyperlink w:anchor="Mark">`+run("", "2")+`</w:hyperlink>`) + `<w:bookmarkStart w:name="ref-lee"/>` + para(`<w:pStyle w:val="Literatur"/>`, run("", "Lee.")) + para(`<w:pStyle w:val="Literatur"/>`, `<w:bookmarkStart w:name="Mark"/>`+run("", "Ek.")) + para("", `<w:bookmarkStart w:name="OLE_LINK1"/>`+run("", "text")),
			"1 p | {cite lee|Lee} and 1 and {cite Mark|2}\n2 entry @lee | Lee.\n3 entry @Mark | Ek.\n4 p | text"},
		{"notes", para("", run("", "Text")+note+run("", ".")+`<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del><w:r><w:footnoteReference w:id="4" w:customMarkFollows="1"/><w:t>*</w:t></w:r><w:r><w:endnoteReference w:id="5"/></w:r>`),
			"1 p | Text{cite footnote-2|{sup|1}}.*{cite endnote-5|{sup|i}}\n1 note [1 @footnote-2 | See {a https://b.org/|this}. ⏎And more.\n3 note @footnote-4 | * Starred.\n1 note [i @endnote-5 | At the end."},
		{"numbers of notes", para("", note+`<w:r><w:endnoteReference w:id="5"/></w:r>`) + `<w:sectPr><w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr></w:sectPr>`,
			"1 p | {cite footnote-2|{sup|C}}{cite endnote-5|{sup|1}}\n1 note [C @footnote-2 | See {a https://b.org/|this}. ⏎And more.\n1 note [1 @endnote-5 | At the end."},
	}
	footnotes := `<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:type="separator" w:id="4"><w:p/></w:footnote>` +
		`<w:footnote w:id="2">` + para(`<w:pStyle w:val="FootnoteText"/>`, `<w:r><w:footnoteRef/></w:r>`+run("", " See ")+`<w:hyperlink r:id="rId9">`+run("", "this")+`</w:hyperlink>`+run("", ".")) + para("", run("", "And more.")) + `</w:footnote>` +
		`<w:footnote w:id="3">` + para("", run("", "Deleted.")) + para("", "") + `</w:footnote><w:footnote w:id="4">` + para("", run("", "* Starred.")) + `</w:footnote></w:footnotes>`
	endnotes := `<w:endnotes><w:endnote w:id="5">` + para("", run("", "At the end.")) + `</w:endnote></w:endnotes>`
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := docxOf(t, tt.body, "word/footnotes.xml", footnotes, "word/_rels/footnotes.xml.rels", noteRelations, "word/endnotes.xml", endnotes)
			compare(t, "docx", doc, tt.want)
		})
	}
}

func TestDOCXCitations(t *testing.T) {
	lee := `{"citationItems":[{"id":1,"itemData":{"id":1,"type":"webpage","title":"The <i>Long</i> Way Home","container-title":"The Post","author":[{"family":"Lee","given":"Ann"}],"issued":{"date-parts":[["2020",5,1]]},"accessed":{"date-parts":[[2021,2]]},"URL":"https://a.org/home"}}],"schema":"x"}`
	ek := `{"citationItems":[{"itemData":{"title":"Rivers","author":[{"literal":"The Ek Society"}],"issued":{"raw":"2019"},"DOI":"https://doi.org/10.5555/rivers","volume":3}}]}`
	works := map[string]string{
		"lee": "  work: Lee, Ann | The Long Way Home | The Post | 2020-05-01 | 2021-02 | https://a.org/home | - |",
		"ek":  "  work: The Ek Society | Rivers | - | 2019 | - | - | 10.5555/rivers |",
	}
	zotero := func(json, result string) string {
		return fieldOf(` ADDIN ZOTERO_ITEM CSL_CITATION `+json, run("", result))
	}
	endnote := `<EndNote><Cite><Author>Ur</Author><Year>2018</Year><record><contributors><authors><author><style face="normal">Ur, Dan</style></author></authors></contributors><titles><title>Bridges</title><secondary-title>Delta</secondary-title></titles><dates><year>2018</year></dates><urls><related-urls><url>https://d.org/b</url></related-urls></urls><electronic-resource-num>10.5555/b</electronic-resource-num></record></Cite></EndNote>`
	ur := "  work: Dan Ur | Bridges | Delta | 2018 | - | https://d.org/b | 10.5555/b |"
	sources := `<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Oy21</b:Tag><b:Author><b:Author><b:NameList><b:Person><b:Last>Oy</b:Last><b:First>Carla</b:First></b:Person></b:NameList></b:Author></b:Author><b:Title>Lakes</b:Title><b:InternetSiteTitle>Lake Site</b:InternetSiteTitle><b:Year>2021</b:Year><b:Month>March</b:Month><b:Day>4</b:Day><b:URL>https://lakes.org/</b:URL></b:Source><b:Source><b:Tag>Uncited</b:Tag><b:Title>No</b:Title></b:Source></b:Sources>`
	oy := "  work: Carla Oy | Lakes | Lake Site | 2021-03-04 | - | https://lakes.org/ | - |"
	entry := func(text string) string { return para(`<w:pStyle w:val="Literatur"/>`, run("", text)) }
	heading := para(`<w:pStyle w:val="berschrift1"/>`, run("", "References"))
	tests := []struct{ name, body, want string }{
		{"without a bibliography", para("", run("", "So it was ")+zotero(lee, "(Lee 2020)")+zotero(lee, "(Lee 2020)")),
			"1 p | So it was (Lee 2020)(Lee 2020)\n1 entry | Lee, Ann. The Long Way Home. The Post. 2020-05-01. https://a.org/home\n" + works["lee"]},
		{"an entry that lacks the address", para("", zotero(lee, "(Lee 2020)")+zotero(ek, "(Ek 2019)")) + entry("Lee, Ann. 2020. “The long way home.” The Post.") + entry("The Ek Society. Rivers. 2019."),
			"1 p | (Lee 2020)(Ek 2019)\n2 entry | Lee, Ann. 2020. “The long way home.” The Post.\n" + works["lee"] + "\n3 entry | The Ek Society. Rivers. 2019.\n" + works["ek"]},
		{"an entry with another address", para("", zotero(lee, "(Lee 2020)")) + entry("Lee, Ann. 2020. The long way home. https://b.org/."),
			"1 p | (Lee 2020)\n2 entry | Lee, Ann. 2020. The long way home. {a https://b.org/|https://b.org/}.\n" + works["lee"]},
		{"entries as plain paragraphs", para("", run("", "The long way home, Lee said in 2020, ")+zotero(lee, "[1]")) + heading + para("", run("", "[1] Lee, A. The long way home, 2020.")),
			"1 p | The long way home, Lee said in 2020, [1]\n2 h1 | References\n3 entry | [1] Lee, A. The long way home, 2020.\n" + works["lee"]},
		{"another entry with a short title", para("", zotero(ek, "[1]")) + heading + para("", run("", "Oy, C. Rivers and Lakes. 2019.")),
			"1 p | [1]\n2 h1 | References\n3 p | Oy, C. Rivers and Lakes. 2019.\n1 entry | The Ek Society. Rivers. 2019. doi:10.5555/rivers\n" + works["ek"]},
		{"broken JSON", para("", zotero(`{"citationItems":[{"itemData":`, "(x)")), "1 p | (x)"},
		{"other types", para("", zotero(`{"citationItems":[{"itemData":{"title":7,"author":"x","issued":[],"URL":"ftp:x","DOI":"none"}},{}]}`, "(x)")), "1 p | (x)"},
		{"Mendeley", para("", fieldOf("ADDIN CSL_CITATION "+ek, run("", "[1]"))), "1 p | [1]\n1 entry | The Ek Society. Rivers. 2019. doi:10.5555/rivers\n" + works["ek"]},
		{"Mendeley Cite", `<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_` + base64.StdEncoding.EncodeToString([]byte(ek)) + `"/></w:sdtPr><w:sdtContent>` + para("", run("", "[1]")) + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>` + para("", run("", "Ek Society: Rivers, 2019")) + `</w:sdtContent></w:sdt>`,
			"1 p | [1]\n2 entry | Ek Society: Rivers, 2019\n" + works["ek"]},
		{"EndNote", para("", fieldOf("ADDIN EN.CITE "+endnote, run("", "[1]"))), "1 p | [1]\n1 entry | Dan Ur. Bridges. Delta. 2018. https://d.org/b\n" + ur},
		{"EndNote in data", para("", `<w:r><w:fldChar w:fldCharType="begin"><w:fldData>`+base64.StdEncoding.EncodeToString([]byte(endnote))+`</w:fldData></w:fldChar><w:instrText>ADDIN EN.CITE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>[1]</w:t><w:fldChar w:fldCharType="end"/></w:r>`),
			"1 p | [1]\n1 entry | Dan Ur. Bridges. Delta. 2018. https://d.org/b\n" + ur},
		{"EndNote cut off", para("", fieldOf("ADDIN EN.CITE "+endnote[:100], run("", "[1]"))), "1 p | [1]"},
		{"sources of Word", para("", `<w:fldSimple w:instr=" CITATION Oy21 \l 1033 \m Nobody "><w:r><w:t>(Oy)</w:t></w:r></w:fldSimple>`), "1 p | (Oy)\n1 entry | Carla Oy. Lakes. Lake Site. 2021-03-04. https://lakes.org/\n" + oy},
		{"Zotero's bookmarks", para("", `<w:bookmarkStart w:id="1" w:name="ZOTERO_BREF_x"/>`+run("", "[1]")+`<w:bookmarkEnd w:id="1"/>`) + `<w:bookmarkStart w:id="2" w:name="ZOTERO_BREF_y"/>` + para("", run("", "Ek Society: Rivers, 2019")) + `<w:bookmarkEnd w:id="2"/>` + para("", run("", "after")),
			"1 p | [1]\n2 entry | Ek Society: Rivers, 2019\n" + works["ek"] + "\n3 p | after"},
	}
	custom := `<Properties><property name="ZOTERO_BREF_x_1"><vt:lpwstr>ZOTERO_ITEM CSL_CITATION ` + ek[:20] + `</vt:lpwstr></property><property name="ZOTERO_BREF_x_2"><vt:lpwstr>` + ek[20:] + `</vt:lpwstr></property><property name="ZOTERO_BREF_y_1"><vt:lpwstr>ZOTERO_BIBL {} CSL_BIBLIOGRAPHY</vt:lpwstr></property></Properties>`
	rels := `<R><Relationship Id="c" Type="http://x/custom-properties" Target="docProps/custom.xml"/><Relationship Id="d" Type="http://x/core-properties" Target="docProps/core.xml"/></R>`
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := docxOf(t, tt.body, "customXml/item1.xml", sources, "docProps/custom.xml", custom, "_rels/.rels", rels)
			compare(t, "docx", doc, tt.want)
		})
	}
}

// TestDOCXNoteCitations has citations in notes: one in full is the note's work.
func TestDOCXNoteCitations(t *testing.T) {
	lee := `ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"The Long Way Home","author":[{"family":"Lee","given":"Ann"}],"issued":{"date-parts":[[2020]]},"URL":"https://a.org/home"}}]}`
	work := "\n  work: Lee, Ann | The Long Way Home | - | 2020 | - | https://a.org/home | - |"
	missing := "\n1 entry | Lee, Ann. The Long Way Home. 2020. https://a.org/home" + work
	tests := []struct{ name, note, want string }{
		{"in full", run("", "See ") + fieldOf(lee, run("", "Ann Lee, The Long Way Home (2020)")) + run("", ", 12."), "1 note [1 @footnote-2 | See Ann Lee, The Long Way Home (2020), 12." + work},
		{"short", fieldOf(lee, run("", "Lee, Home, 12.")), "1 note [1 @footnote-2 | Lee, Home, 12." + missing},
		{"among other text", run("", "This is said by many, and by others more than once; see ") + fieldOf(lee, run("", "Ann Lee, The Long Way Home (2020)")), "1 note [1 @footnote-2 | This is said by many, and by others more than once; see Ann Lee, The Long Way Home (2020)" + missing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			notes := `<w:footnotes><w:footnote w:id="2">` + para("", tt.note) + `</w:footnote></w:footnotes>`
			doc := docxOf(t, para("", `<w:r><w:footnoteReference w:id="2"/></w:r>`), "word/footnotes.xml", notes)
			compare(t, "docx", doc, "1 p | {cite footnote-2|{sup|1}}\n"+tt.want)
		})
	}
}

func TestDOCXTitleAndPlaces(t *testing.T) {
	rels := `<R><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Word/Document.xml"/><Relationship Id="d" Type="http://x/core-properties" Target="docProps/core.xml"/></R>`
	core := `<cp:coreProperties><dc:title>From the  Properties</dc:title></cp:coreProperties>`
	for body, want := range map[string]string{
		para("", run("", "x")):                                "From the Properties",
		para(`<w:pStyle w:val="Titel"/>`, run("", "Printed")): "Printed",
	} {
		d, err := readAs("docx", docxOf(t, body, "_rels/.rels", rels, "docProps/core.xml", core))
		if err != nil || d.Title != want {
			t.Errorf("got %+v, %v; want %q", d, err, want)
		}
		if d != nil && !strings.EqualFold(d.Blocks[0].Part, "word/document.xml") {
			t.Errorf("part %q", d.Blocks[0].Part)
		}
	}
	_, err := readAs("docx", docxOf(t, para("", `<w:r><w:footnoteReference w:id="1"/></w:r>`), "word/footnotes.xml", "<w:footnotes>"))
	if err == nil || !strings.Contains(err.Error(), "word/footnotes.xml") || errors.Is(err, ErrFault) {
		t.Errorf("a broken part of notes: %v", err)
	}
}

func BenchmarkDOCX(b *testing.B) {
	text := strings.Repeat(run("", "A sentence of the ordinary kind says what it has to say, and then it ends. ")+run("<w:i/>", "emphasis")+`<w:hyperlink r:id="rId9">`+run(`<w:rStyle w:val="Link"/>`, "link")+`</w:hyperlink>`, 3)
	doc := docxOf(b, strings.Repeat(para(`<w:pStyle w:val="Mine"/>`, text), 1000))
	b.SetBytes(int64(len(text) * 1000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readAs("docx", doc); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSourceDates reads the dates of Word's sources, whose months are names or
// numbers.
func TestSourceDates(t *testing.T) {
	for _, tt := range []struct{ year, month, day, want string }{
		{"2021", "January", "2", "2021-01-02"}, {"2021", "1", "2", "2021-01-02"}, {"2021", "01", "02", "2021-01-02"}, {"2021", "11", "", "2021-11"},
		{"2021", "", "", "2021"}, {"2021", "13", "2", "2021"}, {"", "1", "2", ""}, {"2021", "mai", "3", "2021-05-03"},
	} {
		s := docxSource{fields: map[string]string{"Year": tt.year, "Month": tt.month, "Day": tt.day}}
		if got := s.date("Year", "Month", "Day").String(); got != tt.want {
			t.Errorf("%s, %s, %s: got %q; want %q", tt.year, tt.month, tt.day, got, tt.want)
		}
	}
}
