package format

import "testing"

func TestAsciiDoc(t *testing.T) {
	testBlocks(t, "asciidoc", []lightTest{
		{name: "title and header", doc: "= Title\nAnn Lee <ann@a.org>; Bo Ek\nv1.0, 2020-01-01\n:url: https://a.org\n\nSee {url}/1[one].\n", want: "heading1 @1 Title\n@6 See {one|https://a.org/1}."},
		{name: "headings", doc: "== One\n\nTwo\n~~~\n\n[discrete]\n### Three ###\n", want: "heading2 @1 One\nheading3 @3 Two\nheading3 @7 Three"},
		{name: "links", doc: "See https://a.org/1[one], link:https://a.org/2[two^], <https://a.org/3>, https://a.org/x_(y), https://a.org/5[]. And mailto:x@a.org[mail] and link:file.pdf[file].\n",
			want: "@1 See {one|https://a.org/1}, {two|https://a.org/2}, <{https://a.org/3}>, {https://a.org/x_(y)}, {https://a.org/5}. And mail and {file|file.pdf}."},
		{name: "attributes of links", doc: "https://a.org[one, window=_blank] https://b.org[\"two, three\",role=x] https://c.org[window=_blank] https://d.org[a = b]\n", want: "@1 {one|https://a.org} {two, three|https://b.org} {https://c.org} {a = b|https://d.org}"},
		{name: "text over lines, with brackets and markup", doc: "https://a.org[one\n*two* [three]] and\nhttps://b.org[https://no.org]\n", want: "@1 {one {*two} [three]|https://a.org} and {https://no.org|https://b.org}"},
		{name: "addresses with what is markup elsewhere", doc: "link:++https://a.org/[x]__y__++[one] https://a.org/_b_*c*d link:https://a.org/a\\...b[two]\n", want: "@1 {one|https://a.org/[x]__y__} {https://a.org/_b_*c*d} {two|https://a.org/a...b}"},
		{name: "markup", doc: "*a* _b_ `c` #d# [.role]#e# **f**g H~2~O x^2^ \"`q`\" a*b*c 2 * 3 `+lit+` +https://no.org+ \\https://no.org \\*x* `https://a.org`\n",
			want: "@1 {*a} {/b} {=c} d e {*f}g H~2~O x{^2} “q” a*b*c 2 * 3 {={=lit}} {=https://no.org} {=https://no.org} *x* {={https://a.org}}"},
		{name: "command in monospace", doc: "Run `get https://no.org/x` or ``get https://no.org/y``, see `https://a.org` and https://b.org\n", want: "@1 Run {=get https://no.org/x} or {=get https://no.org/y}, see {={https://a.org}} and {https://b.org}"},
		{name: "footnotes", doc: "One.footnote:[See https://a.org[A] [1].] Two.footnote:x[Named] Again.footnote:x[] Old.footnoteref:[y,Ref] footnoteref:[y]\n",
			want: "@1 One.{^{@1|1}} Two.{^{@2|x}} Again.{^{@2|x}} Old.{^{@3|y}} {^{@3|y}}\nnote 1 1 @1 See {A|https://a.org} [1].\nnote 2 x @1 Named\nnote 3 y @1 Ref"},
		{name: "bibliography", doc: "See <<lee>>, <<ek,Ek>>, <<sec>> and xref:ek[].\n\n[[sec]]\n[bibliography]\n== Quellen\n\n* [[[lee]]] Ann Lee. _Title_. https://a.org/\n* [[[ek,2]]] Bo Ek. B.\n* No key.\n",
			want: "@1 See {{@[lee]|lee}|#lee}, {{@Ek|ek}|#ek}, {[sec]|#sec} and {{@[ek]|ek}|#ek}.\nheading2 @5 Quellen\nentry lee lee @7 Ann Lee. {/Title}. {https://a.org/}\nentry 2 ek @8 Bo Ek. B.\nentry @9 No key."},
		{name: "an item's anchor", doc: "<<a>>\n\n* [[a]] Ann Lee.\n", want: "@1 {{@[a]|a}|#a}\nitem a @3 Ann Lee."},
		{name: "what is no text", doc: "----\nhttps://no.org\n----\n\n....\nhttps://no.org\n....\n\n////\nhttps://no.org\n////\n\n// https://no.org\n\n[source]\nhttps://no.org\n\n[source,c]\n--\nhttps://no.org\n--\n\n```c\nhttps://no.org\n```\n\n literal https://no.org\n\n[stem]\n++++\nhttps://no.org\n++++\n\nimage::https://no.org/i.png[x]\nText\n", want: "@35 Text"},
		{name: "blocks without their end", doc: "One\n\n```c\ncode\n\nTwo https://a.org\n\n----\nThree\n\n....\nno\n....\n\n|===\n|Four\n\n////\nFive\n", want: "@1 One\n@4 code\n@6 Two {https://a.org}\n@9 Three\n@16 |Four\n@19 Five"},
		{name: "raw HTML", doc: "++++\n<p>See\n<a href=\"https://a.org/\">one</a></p>\n++++\n\nAnd pass:[<a href=\"https://b.org/\">two</a>] +++<b>x</b>+++.\n", want: "@2 See {one|https://a.org/}\n@6 And {two|https://b.org/} x."},
		{name: "blocks that hold text", doc: "====\nOne https://a.org\n====\n\n****\n.Title\nTwo\n****\n\n[quote, Ann Lee, https://b.org]\nSaid.\n\nNOTE: Three\n", want: "@2 One {https://a.org}\n@6 Title\n@7 Two\n@11 Said.\n@10 Ann Lee, {https://b.org}\n@13 NOTE: Three"},
		{name: "lists", doc: "* One\ngoes on\n** Nested\n. First\n. Second\n+\nAttached\n\nterm:: Its https://a.org text\nother::\n  Text\n\n1. Own\n\n<1> Callout\n", want: "item @1 One goes on\nitem @3 Nested\nitem 1 @4 First\nitem 2 @5 Second\n@7 Attached\n@9 term\n@9 Its {https://a.org} text\n@10 other\n@11 Text\nitem 1 @13 Own\nitem @15 Callout"},
		{name: "images", doc: "image:https://no.org/i.png[x] image:i.png[x,link=https://a.org/] image:badge.svg[link=https://no.org/]\n\nimage::i.png[link=\"https://b.org/\"]\n", want: "@1 {https://a.org/}\n@3 {https://b.org/}"},
		{name: "tables", doc: "|===\n|A |B\n\n2+|https://a.org[one]\na|\n* two\n\n----\nhttps://no.org\n----\n| x \\| y\n|===\n\n[format=csv]\n|===\na,\"b https://b.org\"\n|===\n", want: "@2 A\n@2 B\n@4 {one|https://a.org}\nitem @6 two\n@11 x | y\n@16 a\n@16 b {https://b.org}"},
		{name: "conditions", doc: ":yes:\n\nifdef::yes[]\nOne\nendif::[]\n\nifdef::no[]\nNo\n\nifdef::yes[]\nNo\nendif::yes[]\nendif::no[]\n\nifndef::no[Two]\n\nifeval::[\"{backend}\" == \"html5\"]\nThree\nendif::[]\nifeval::[2 < 1]\nNo\nendif::[]\n", want: "@4 One\n@15 Two\n@18 Three"},
		{name: "tags", doc: "include::a[tag=x]\n\nEnd\n", files: map[string]string{"a": "No\n// tag::x[]\nOne\n// end::x[]\nNo\n"}, want: "@a:3 One\n@3 End"},
		{name: "places that look like addresses", doc: "<<a,https://no.org/>> xref:b[https://no.org/]\n", want: "@1 {https://no.org/|#a} {https://no.org/|#b}"},
		{name: "attributes", doc: ":a: https://a.org\n:b: {a}/b \\\n  c\n\n{a}/x {b} {none} \\{a}\n\n:!a:\n\n{a}\n", want: "@5 {https://a.org/x} {https://a.org/b} c {none} {a}\n@9 {a}"},
		{name: "comments within paragraphs keep lines", doc: "One\n// no\nhttps://a.org\n", want: "@1 One {https://a.org}"},
		{name: "citations", doc: ":bibtex-file: refs.bib\n\nAs cite:[lee(5), ek] says.\n\nbibliography::[]\n", files: map[string]string{"refs.bib": "@book{lee, author={Lee, Ann}, title={A Title}}\n@book{no, title={Uncited}}\n"},
			want: "@3 As {{@[lee]|lee}|#lee}, {{@[ek]|ek}|#ek} says.\nentry lee @refs.bib:1 Lee, Ann. A Title."},
		{name: "index terms and other macros", doc: "((Term)) (((hidden, more)))kbd:[Ctrl+T] btn:[OK] icon:x[] stem:[x^2] anchor:a[]end +\nnext &#169; &amp;\n", want: "@1 Term {=Ctrl+T} OK {=x^2} end next © &"},
	})
	if d := readFiles(t, "asciidoc", "= A *Title*\n\nText\n", nil); d.Title != "A Title" {
		t.Errorf("title %q", d.Title)
	}
}

func TestAsciiDocLines(t *testing.T) {
	d := readFiles(t, "asciidoc", "One\n// no\ntwo\nifdef::no[]\nno\nendif::[]\nthree\n", nil)
	b := d.Blocks[0]
	for word, line := range map[string]int{"One": 1, "two": 3, "three": 7} {
		at := 0
		for b.Text[at:at+len(word)] != word {
			at++
		}
		if got := b.LineAt(at); got != line {
			t.Errorf("%q stands on line %d; want %d", word, got, line)
		}
	}
}
