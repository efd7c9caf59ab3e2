package format

import "testing"

func TestRST(t *testing.T) {
	testBlocks(t, "rst", []lightTest{
		{name: "headings by their adornment", doc: "=====\nTitle\n=====\n\nOne\n===\n\nTwo\n---\n\nThree\n=====\n\n----\n\nText\n", want: "heading1 @2 Title\nheading2 @5 One\nheading3 @8 Two\nheading2 @11 Three\nbreak @14\n@16 Text"},
		{name: "references with an address in them", doc: "See `one <https://a.org/1>`_, `two\n<https://a.org/a\nb>`__ and `<https://a.org/3>`_.\n", want: "@1 See {one|https://a.org/1}, {two|https://a.org/ab} and {https://a.org/3}."},
		{name: "named targets", doc: "See one_, `Two words`_, `two\nWORDS`_ and three_.\n\n.. _one: https://a.org/1\n.. _two words: https://a.org/2\n.. _three:\n   https://a.org/\n   3\n", want: "@1 See {one|https://a.org/1}, {Two words|https://a.org/2}, {two WORDS|https://a.org/2} and {three|https://a.org/3}."},
		{name: "targets that nothing refers to", doc: "Text.\n\n.. _one: https://a.org/1\n", want: "@1 Text."},
		{name: "chained and indirect targets", doc: "a_ b_ c_ d_ e_\n\n.. _a:\n.. _b: https://a.org/\n.. _c: a_\n.. _d: e_\n.. _e: d_\n", want: "@1 {a|https://a.org/} {b|https://a.org/} {c|https://a.org/} d e"},
		{name: "names with marks", doc: "`a: b`_ and `c: d`_\n\n.. _`a: b`: https://a.org/\n.. _c\\: d: https://b.org/\n", want: "@1 {a: b|https://a.org/} and {c: d|https://b.org/}"},
		{name: "anonymous targets", doc: "`One`__ and two__ and `three <https://a.org/3>`__.\n\n__ https://a.org/1\n.. __: https://a.org/2\n", want: "@1 {One|https://a.org/1} and {two|https://a.org/2} and {three|https://a.org/3}."},
		{name: "an alias in a reference", doc: "`text <one_>`_ and `bad <https://a.org/x_>`_\n\n.. _one: https://a.org/1\n", want: "@1 {text|https://a.org/1} and {bad|https://a.org/x_}"},
		{name: "escaped underscore", doc: "`text <https://a.org/x\\_>`_\n", want: "@1 {text|https://a.org/x_}"},
		{name: "names that end in an underscore", doc: "``a_`` and exec_ and dunder__ names\n", want: "@1 {=a_} and exec_ and dunder__ names"},
		{name: "places in the document", doc: "One\n===\n\nSee One_ and _`this`.\n", want: "heading1 @1 One\n@4 See One and this."},
		{name: "addresses by themselves", doc: "At https://a.org/x_(y)_z, <https://b.org/*c*> or www.c.org.\n", want: "@1 At {https://a.org/x_(y)_z}, <{https://b.org/*c*}> or {www.c.org}."},
		{name: "footnotes", doc: "A [1]_, b [#]_, c [#x]_, d [*]_, e [#]_.\n\n.. [1] One.\n.. [#] Two https://a.org/2\n\n   More.\n.. [#x] Named\n.. [*] Star\n.. [#]\n   Last.\n",
			want: "@1 A {^{@1|1}}, b {^{@2|2}}, c {^{@3|x}}, d {^{@*|*}}, e {^{@4|4}}.\nnote 1 1 @3 One.\nnote 2 2 @4 Two {https://a.org/2} More.\nnote 3 x @7 Named\nnote * * @8 Star\nnote 4 4 @9 Last."},
		{name: "citations", doc: "As [Lee2020]_ says.\n\n.. [Lee2020] Ann Lee. *Title*.\n   https://a.org/\n", want: "@1 As {@[Lee2020]|lee2020} says.\nentry Lee2020 lee2020 @3 Ann Lee. {/Title}. {https://a.org/}"},
		{name: "literal blocks", doc: "Code::\n\n   https://no.org/\n\n::\n\n   https://no.org/\n\nLast: ::\n\n> https://no.org/\n> more\n\nText\n", want: "@1 Code:\n@9 Last:\n@14 Text"},
		{name: "a literal block without a blank line", doc: "Code::\n  https://no.org/\n\nText\n", want: "@1 Code:\n@4 Text"},
		{name: "doctests and comments", doc: ">>> get('https://no.org/')\n1\n\n.. https://no.org/\n   more\n\n..\n   https://no.org/\n\n..\n\n   Quote\n", want: "@12 Quote"},
		{name: "directives that hold text", doc: ".. note:: See https://a.org/1\n   and on.\n\n   More.\n\n.. epigraph::\n   :class: x\n\n   Words\n\n.. unknown:: arg\n\n   text\n", want: "@1 See {https://a.org/1} and on.\n@4 More.\n@9 Words\n@11 arg\n@13 text"},
		{name: "directives that hold none", doc: ".. code-block:: python\n   :caption: x\n\n   https://no.org/\n\n.. math:: x\n\n.. raw:: html\n\n   <a href='https://no.org/'>x</a>\n\n.. toctree::\n\n   x <https://no.org/>\n\nText\n", want: "@16 Text"},
		{name: "figures", doc: ".. figure:: https://no.org/i.png\n   :target: https://a.org/\n   :alt: no\n\n   Caption from `here <https://b.org/>`_\n\n.. image:: https://no.org/badge.svg\n   :target: https://no.org/\n", want: "@2 {https://a.org/}\n@5 Caption from {here|https://b.org/}"},
		{name: "substitutions", doc: "|Site| and |img| and |none| and |loop| and |Site|_.\n\n.. |site| replace:: the `site <https://a.org/>`__ *x*\n.. |img| image:: https://no.org/i.png\n.. |loop| replace:: |loop|\n.. _site: https://b.org/\n",
			want: "@1 the {site|https://a.org/} {/x} and |img| and |none| and |loop| and {the {site|https://a.org/} {/x}|https://b.org/}."},
		{name: "roles", doc: ":pep:`8`, :rfc:`2119`, :rfc:`2119#section-1`, :pep:`x <8>`, :func:`f`, :ref:`text <label>`, :sup:`2`, :cite:p:`a1,{see}b2{p. 3}`, :raw-html:`<br>` :own:`t`, `title`, `t`:emphasis:\n",
			want: "@1 {PEP 8|https://peps.python.org/pep-0008}, {RFC 2119|https://tools.ietf.org/html/rfc2119.html}, {RFC 2119|https://tools.ietf.org/html/rfc2119.html#section-1}, x, {=f}, text, {^2}, {{@[a1]|a1}|#a1}, {{@[b2]|b2}|#b2}, t, {/title}, {/t}"},
		{name: "what is no markup", doc: "2 * x * y, a*b*c, (*) \"*\" \\*x\\* `` and ` and | and *open\n", want: "@1 2 * x * y, a*b*c, (*) \"*\" *x* `` and ` and | and *open"},
		{name: "markup", doc: "*a* **b** ``c d`` `e`\\ f\n", want: "@1 {/a} {*b} {=c d} {/e}f"},
		{name: "lists", doc: "- One\n  goes on\n\n  More\n\n  1. Nested\n  2. Second\n- Two\n\n#. Auto\n#. Next\n\n(a) Paren\n", want: "item @1 One goes on\n@4 More\nitem 1 @6 Nested\nitem 2 @7 Second\nitem @8 Two\nitem @10 Auto\nitem @11 Next\nitem a @13 Paren"},
		{name: "no list", doc: "A. Einstein wrote\nthis, in 1905.\n", want: "@1 A. Einstein wrote this, in 1905."},
		{name: "definitions and fields", doc: "term\n  Its https://a.org/ definition\n\n:Field: body\n  goes on\n:Link: https://b.org/\n", want: "@1 term\n@2 Its {https://a.org/} definition\n@4 body goes on\n@6 {https://b.org/}"},
		{name: "line blocks and quotes", doc: "| One\n| Two\n  goes on\n\n   A quote.\n\n   -- Someone\n", want: "@1 One Two goes on\n@5 A quote.\n@7 -- Someone"},
		{name: "grid table", doc: "+-----+-----------+\n| A   | B         |\n+=====+===========+\n| a_  | https://  |\n|     | x         |\n+-----+-----------+\n| spans `c\n+-----+-----------+\n\n.. _a: https://a.org/\n", want: "@2 A\n@2 B\n@4 {a|https://a.org/}\n@4 https:// x"},
		{name: "grid table with cells over rows", doc: "+---+---+\n| a | b |\n|   +---+\n| c | d |\n+---+---+\n", want: "@2 b\n@2 a\n@4 c\n@4 d"},
		{name: "simple table", doc: "====  =============\nA     B\n====  =============\none   https://a.org/\n      more\ntwo   `x\n      <https://b.org/>`_\n====  =============\n\nText\n", want: "@2 A\n@2 B\n@4 one\n@4 {https://a.org/} more\n@6 two\n@6 {x|https://b.org/}\n@10 Text"},
		{name: "list-table and csv-table", doc: ".. list-table::\n\n   * - `a <https://a.org/>`_\n     - b\n\n.. csv-table:: Title\n   :header: X, Y\n\n   \"c, d\", https://b.org/\n   e, \"f\n   g\"\n", want: "item @3 {a|https://a.org/}\nitem @4 b\n@6 Title\n@7 X\n@7 Y\n@9 c, d\n@9 {https://b.org/}\n@10 e\n@10 f g"},
		{name: "bibliography beside the paper", doc: "As :cite:`lee` says.\n\n.. bibliography:: refs.bib\n", files: map[string]string{"refs.bib": "@book{lee, author={Lee, Ann}, title={A Title}, url={https://a.org/}}\n@book{ek, author={Ek, Bo}, title={Uncited}}\n"},
			want: "@1 As {{@[lee]|lee}|#lee} says.\nentry lee @refs.bib:1 Lee, Ann. A Title. {https://a.org/}"},
		{name: "tabs", doc: "-\tOne\n\tgoes on\n\nCode::\n\n\thttps://no.org/\n", want: "item @1 One goes on\n@4 Code:"},
	})
}

func TestRSTHeader(t *testing.T) {
	d := readFiles(t, "rst", "PEP: 9999\nTitle: A Title\n  of Two Lines\nPost-History: `1 May <https://a.org/>`__,\n  `2 May <https://b.org/>`__\n\nOne\n===\n", nil)
	if got, want := dump(d.Blocks), "@1 PEP: 9999\n@2 Title: A Title of Two Lines\n@4 Post-History: {1 May|https://a.org/}, {2 May|https://b.org/}\nheading1 @7 One"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Title != "A Title of Two Lines" {
		t.Errorf("title %q", d.Title)
	}
}
