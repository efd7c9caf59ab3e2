package format

import "testing"

func TestOrg(t *testing.T) {
	testBlocks(t, "org", []lightTest{
		{name: "headings", doc: "* TODO [#A] One :tag:other:\n** Two: a /b/\n*** COMMENT No\nhttps://no.org\n**** No\n** Three :noexport:\nhttps://no.org\n* Four\nText\n", want: "heading1 @1 One\nheading2 @2 Two: a {/b}\nheading1 @8 Four\n@9 Text"},
		{name: "links", doc: "See [[https://a.org/1][one /x/]], [[https://a.org/2]], <https://a.org/3>, https://a.org/x_(y), [[doi:10.1000/182][four]].\n", want: "@1 See {one {/x}|https://a.org/1}, {https://a.org/2}, <{https://a.org/3}>, {https://a.org/x_(y)}, {four|https://doi.org/10.1000/182}."},
		{name: "links that stay within", doc: "[[file:a.png]] [[#id][https://no.org]] [[*Heading]] [[mailto:a@b.org][mail]] <<target>> <<<radio>>> [[https://no.org/i.png]]\n", want: "@1 {file:a.png|#file:a.png} {https://no.org|##id} {*Heading|#*Heading} {mail|#mailto:a@b.org} radio"},
		{name: "text in brackets, address with escapes", doc: "[[https://a.org/\\[x\\]][one [two]]] [[https://b.org][https://no.org/i.png]] [[https://c.org][a\nb]]\n", want: "@1 {one [two]|https://a.org/[x]} {https://no.org/i.png|https://b.org} {a b|https://c.org}"},
		{name: "abbreviations", doc: "[[w:Kazakhstan][one]] [[g:x y]] [[b::1]]\n\n#+LINK: w https://w.org/wiki/\n#+LINK: g https://g.org/?q=%s&x\n#+LINK: b https://b.org/\n", want: "@1 {one|https://w.org/wiki/Kazakhstan} {https://g.org/?q=xy&x} {https://b.org/1}"},
		{name: "footnotes", doc: "One[fn:1] two[fn:x:Inline https://a.org] three[fn::Anonymous [[https://b.org][b]]] again[fn:x].\n\n[fn:1] Text https://c.org\n goes on.\n\n More.\n\n\nNot of it.\n\n[fn:unused] Nothing.\n",
			want: "@1 One{^{@1|1}} two{^{@2|x}} three{^{@3|3}} again{^{@2|x}}.\nnote 2 x @1 Inline {https://a.org}\nnote 3 3 @1 Anonymous {b|https://b.org}\nnote 1 1 @3 Text {https://c.org} goes on. More.\n@9 Not of it.\nnote unused unused @11 Nothing."},
		{name: "what is no text", doc: "#+begin_src python\nhttps://no.org\n,* https://no.org\n#+end_src\n\n#+BEGIN_EXAMPLE\nhttps://no.org\n#+END_EXAMPLE\n\n: https://no.org\n\n# https://no.org\n\n:PROPERTIES:\n:URL: https://no.org\n:END:\n\nSCHEDULED: <2020-01-01>\n\\begin{x}\nhttps://no.org\n\\end{x}\n=https://code.org= ~x~ \\(y\\) @@html:<b>@@\n",
			want: "@22 {=https://code.org} {=x} {=y}"},
		{name: "blocks and drawers that hold text", doc: "#+begin_quote\nOne https://a.org\n#+end_quote\n:NOTES:\nTwo\n:END:\n#+CAPTION: Three https://b.org\n[[file:a.png]]\n", want: "@2 One {https://a.org}\n@5 Two\n@7 Three {https://b.org}\n@8 {file:a.png|#file:a.png}"},
		{name: "a block that never ends", doc: "#+begin_src\nhttps://a.org\n\n* H\n", want: "@2 {https://a.org}\nheading1 @4 H"},
		{name: "lists", doc: "- One\n  goes on\n  - [ ] Nested\n- term :: Its text\n\n1. First\n2) [@5] Second\n\nNo list\n", want: "item @1 One goes on\nitem @3 Nested\n@4 term\nitem @4 Its text\nitem 1 @6 First\nitem 2 @7 Second\n@9 No list"},
		{name: "citations of a bibliography that Emacs knows", doc: "As [cite/t:@lee] says[fn:1].\n\n[fn:1] Note.\n", want: "@1 As {[lee]|#lee} says{^{@1|1}}.\nnote 1 1 @3 Note."},
		{name: "tables", doc: "| A | [[https://a.org][b]] |\n|---+---|\n| c | https://b.org |\n#+TBLFM: x\n", want: "@1 A\n@1 {b|https://a.org}\n@3 c\n@3 {https://b.org}"},
		{name: "markup", doc: "*a* /b/ _c_ +d+ a*b*c 2 * 3 (*x*) and https://a.org/_b_/c/ H_{2}O\\\\\nnext\n\n-----\n", want: "@1 {*a} {/b} {/c} d a*b*c 2 * 3 ({*x}) and {https://a.org/_b_/c/} H_{2}O next\nbreak @4"},
		{name: "macros", doc: "#+MACRO: site [[https://a.org/$1][$2]]\n#+MACRO: loop {{{loop}}}\n\n{{{site(x, The x)}}} {{{loop}}} {{{none}}} end\n", want: "@4 {The x|https://a.org/x} {{{loop}}} {{{none}}} end"},
		{name: "citations", doc: "As [cite/t:see @lee p. 3; @ek] and cite:lee,no2 and [[citep:&lee p. 5;&ek][x]] and citet:10.1000/x say.\n\n#+BIBLIOGRAPHY: refs.bib\nbibliography:more.bib\n", files: map[string]string{"refs.bib": "@book{lee, author={Lee, Ann}, title={A Title}}\n@book{un, title={Uncited}}\n", "more.bib": "@book{ek, author={Ek, Bo}, title={B Title}}\n"},
			want: "@1 As {{@[lee]|lee}|#lee}, {{@[ek]|ek}|#ek} and {{@[lee]|lee}|#lee}, {{@[no2]|no2}|#no2} and {{@[lee]|lee}|#lee}, {{@[ek]|ek}|#ek} and {{@[10.1000/x]|10.1000/x}|#10.1000/x} say.\nentry lee @refs.bib:1 Lee, Ann. A Title.\nentry ek @more.bib:1 Ek, Bo. B Title."},
	})
	if d := readFiles(t, "org", "#+TITLE: A Title\n#+title: in Two Lines\n\nText\n", nil); d.Title != "A Title in Two Lines" {
		t.Errorf("title %q", d.Title)
	}
}
