package paper

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format"
)

// besideMarkdown are the files beside the papers of these tests.
var besideMarkdown = fstest.MapFS{
	"refs.bib":    {Data: []byte("@article{lee2020,\n author = {Lee, Ann},\n title = {A Title of a Paper},\n year = {2020},\n doi = {10.1000/lee}\n}\n@misc{ek,\n author = {Ek, Bo},\n title = {Another Title},\n url = {https://ek.org/}\n}\n@misc{unused, title={No}, url={https://no.org/}}\n")},
	"refs.json":   {Data: []byte(`[{"id":"may","type":"webpage","title":"The May Title","URL":"https://may.org/"}]`)},
	"_quarto.yml": {Data: []byte("project:\n  type: website\nbibliography: project.bib\n")},
	"project.bib": {Data: []byte("@misc{july, title={The July Title}, url={https://july.org/}}")},
	"refs.yaml":   {Data: []byte("references:\n- id: june\n  type: webpage\n  title: The June Title\n  URL: https://june.org/\n  issued:\n  - year: 2020\n    month: 6\n")},
}

func TestFindMarkdown(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		// Notes.
		{"note in the text", "Text.^[See *Site*, <https://a.org/>.] More.\n", "footnote @1 https://a.org/"},
		{"note in the text over lines", "Text.^[See\n[one](https://a.org/) and\nhttps://b.org/.] More https://c.org/\n", "footnote @1 https://a.org/\ninline @3 https://c.org/\nfootnote @3 https://b.org/"},
		{"note in a note", "T.^[Lee, “A Title,” https://a.org/.^[See https://b.org/.]]\n", "footnote @1 https://a.org/\nfootnote @1 https://b.org/"},
		{"note in a defined note", "T.[^1]\n\n[^1]: Lee, “A Title,” https://a.org/.[^2] See^[https://c.org/]\n[^2]: https://b.org/\n", "footnote 1@3 https://a.org/\nfootnote @3 https://c.org/\nfootnote 2@4 https://b.org/"},
		{"note of several paragraphs", "T.[^1]\n\n[^1]: Lee, “A Title,”\n    2020.\n\n    See https://a.org/.\n\n        code https://no.org/\n\nhttps://b.org/\n", "footnote 1@3 https://a.org/\ninline @10 https://b.org/"},
		{"note that begins on the next line", "T.[^a]\n\n[^a]:\n    Lee, “A Title,” https://a.org/.\n", "footnote a@4 https://a.org/"},
		{"caret marker", "T.^1^ More.\n\n^1^ Ann Lee, “A Title,” 2020, https://a.org/.\n", "footnote 1@3 https://a.org/"},
		{"note in a quotation", "> T.[^1]\n>\n> [^1]: See\n> https://a.org/\n", "footnote 1@3 https://a.org/"},
		{"unclosed note", "T.^[See https://a.org/\n", "inline @1 https://a.org/"},

		// Links.
		{"reference links", "[one], [Two Words][], [x][ONE] and [y][none]\n\n[one]: https://a.org/\n[two\n words]: <https://b.org/> 'T'\n[unused]: https://no.org/\n", "inline @1 https://a.org/\ninline @1 https://b.org/\ninline @1 https://a.org/"},
		{"definitions in a quotation", "[a]\n\n> [a]: https://a.org/\n", "inline @1 https://a.org/"},
		{"a link over lines", "See [a link\nof two lines](\n  https://a.org/ \"title\").\n", "inline @1 https://a.org/"},
		{"parentheses", "[a](https://a.org/x_(y)) (https://b.org/x_(y)) [c](<https://c.org/x y>)", "inline @1 https://a.org/x_(y)\ninline @1 https://b.org/x_(y)\ninline @1 https://c.org/x y"},
		{"brackets in a link", "[[1]](https://a.org/) [a [b] c](https://b.org/)", "inline @1 https://a.org/\ninline @1 https://b.org/"},
		{"an address as its own text", "[https://a.org/x](https://a.org/x) [www.b.org](https://b.org/)", "inline @1 https://a.org/x\ninline @1 https://b.org/"},
		{"images", "![i](https://no.org/i.png) [![alt](https://no.org/i.png)](https://a.org/) [![](i.png){width=5}](https://b.org/)\n![Photo: [x](https://c.org/)](y.png)", "inline @1 https://a.org/\ninline @1 https://b.org/\ninline @2 https://c.org/"},
		{"badges", "[![build](https://img.shields.io/x.svg)](https://no.org/) [![ci](https://github.com/a/b/actions/workflows/c.yml/badge.svg?b=c)](https://no.org/) [![a](https://img.shields.io/x) words](https://a.org/)", "inline @1 https://a.org/"},
		{"attributes", "[a](https://a.org/){target=\"_blank\" .external} `https://no.org/`{.url} [small]{.smallcaps} https://b.org/\n", "inline @1 https://a.org/\ninline @1 https://b.org/"},
		{"deleted", "~~[a](https://no.org/) https://no.org/~~ <del>https://no.org/</del> <s>x</s> https://a.org/ H~2~O ~5", "inline @1 https://a.org/"},
		{"wiki links", "[[Page]] [[Page|https]] [[a]](https://a.org/)", "inline @1 https://a.org/"},
		{"entities", "https://a.org/?a=1&amp;b=2 [x](https://b.org/?a=1&copy=2&amp;c) <https://c.org/?x&amp;y>", "inline @1 https://a.org/?a=1&b=2\ninline @1 https://b.org/?a=1&copy=2&c\ninline @1 https://c.org/?x&y"},
		{"escapes", "\\[a](https://a.org/) [b](https://b.org/a\\_b\\)) \\<https://c.org/> \\`https://d.org/`", "inline @1 https://a.org/\ninline @1 https://b.org/a_b)\ninline @1 https://c.org/\ninline @1 https://d.org/"},
		{"bare addresses", "(https://a.org/x). “https://b.org/y,” www.c.org/z; doi.org/10.1000/1 dx.doi.org/10.1000/2 _https://d.org/_ **https://e.org/** x@y.org seehttps://f.org/",
			"inline @1 https://a.org/x\ninline @1 https://b.org/y\ninline @1 www.c.org/z\ninline @1 doi.org/10.1000/1\ninline @1 dx.doi.org/10.1000/2\ninline @1 https://d.org/\ninline @1 https://e.org/\ninline @1 https://f.org/"},
		{"formulas", "$a_b$ https://a.org/x_y $c_d$, $$e_f\n= g$$ and $5 for https://b.org/ or $6", "inline @1 https://a.org/x_y\ninline @2 https://b.org/"},

		// Code, comments, raw HTML.
		{"code", "`https://no.org/` ``x ` https://no.org/`` <code>https://no.org/</code>\n\n~~~\n[a](https://no.org/)\n~~~\n\n- a\n\n      https://no.org/\n\n```{r}\nhttps://no.org/\n```\n\n```{.python}\nhttps://no.org/\n````\n\nhttps://a.org/\n",
			"inline @19 https://a.org/"},
		{"never closed", "```\nhttps://no.org/\n\n# x\n", ""},
		{"comments", "a <!-- https://no.org/ --> b\n\n<!-- [a](https://no.org/)\n\nhttps://no.org/ -->\n\n[//]: # (https://no.org/)\n\nhttps://a.org/\n", "inline @9 https://a.org/"},
		{"raw HTML", "A <a href='https://a.org/?x&amp;y'>link</a> and <a\n  href=\"https://b.org/\"><img src=\"x.png\" alt=\"y\"></a>.\n\n<p>See <a href=\"https://c.org/\">c</a></p>\n\n<details>\n<summary>x</summary>\n\n[d](https://d.org/)\n\n</details>\n",
			"inline @1 https://a.org/?x&y\ninline @2 https://b.org/\ninline @4 https://c.org/\ninline @9 https://d.org/"},
		{"raw HTML of Pandoc", "```{=html}\n<a href=\"https://a.org/\">a</a>\n```\n", "inline @2 https://a.org/"},
		{"superscripts", "T.<sup>[1]</sup>\n\n<sup>[1]</sup> Ann Lee, “A Title,” 2020, https://a.org/.\n", "footnote 1@3 https://a.org/"},

		// Blocks.
		{"headings", "See [a](https://a.org/)\n===\n\n## [b](https://b.org/) {#b .unnumbered}\n\n# References {-}\n\nLee, Ann. “A Title.” 2020.\n", "inline @1 https://a.org/\ninline @4 https://b.org/\nbibliography @8"},
		{"lists", "- [a](https://a.org/)\n  * https://b.org/\n\n    https://c.org/\n1) [x] https://d.org/\n", "inline @1 https://a.org/\ninline @2 https://b.org/\ninline @4 https://c.org/\ninline @5 https://d.org/"},
		{"numbers of a list", "# References\n\n3. Lee, Ann. “A Title.” 2020.\n3. Ek, Bo. “B Title.” 2021.\n", "bibliography 3@3\nbibliography 4@4"},
		{"tables", "| a | b |\n|---|:-:|\n| `x|y` | [x\\|y](https://a.org/) |\nhttps://b.org/ | c\n\n| [t](https://c.org/) |\n", "inline @3 https://a.org/\ninline @4 https://b.org/\ninline @6 https://c.org/"},
		{"a table of references", "## References\n\n| No. | Work |\n|--|--|\n| [1] | Ann Lee, “A Title,” 2020. https://a.org/ |\n| [2] | Bo Ek, “B Title,” 2021. https://b.org/ |\n", "bibliography 1@5 https://a.org/\nbibliography 2@6 https://b.org/"},
		{"definition list", "# References\n\nLee 2020\n:   Lee, Ann. “A Title.” *Site*, 2020. https://a.org/\n\nEk 2021\n\n:   Ek, Bo. “B Title.” 2021.\n    https://b.org/\n", "bibliography Lee 2020@4 https://a.org/\nbibliography Ek 2021@8 https://b.org/"},
		{"definition list that is cited", "As said.[L20]\n\nAnd more.[E21]\n\n[L20]\n: Lee, Ann. “A Title.” *Site*, 2020. https://a.org/\n\n[E21]\n: Ek, Bo. “B Title.” 2021. https://b.org/\n", "bibliography L20@6 https://a.org/\nbibliography E21@9 https://b.org/"},
		{"line block", "# Sources\n\n| Lee, Ann. “A Title.” 2020. https://a.org/\n| Ek, Bo. “B Title.” 2021. https://b.org/\n", "bibliography @3 https://a.org/\nbibliography @4 https://b.org/"},
		{"division", "::: {.note}\n[a](https://a.org/)\n\n:::: box\nhttps://b.org/\n::::\n:::\nhttps://c.org/\n", "inline @2 https://a.org/\ninline @5 https://b.org/\ninline @8 https://c.org/"},
		{"division of references", "::: {#refs .references}\n::: {#ref-lee .csl-entry}\n[1. ]{.csl-left-margin}[Lee A. A title. 2020. <https://a.org/>]{.csl-right-inline}\n:::\n\n::: {#ref-ek .csl-entry}\nEk, Bo. “B Title.” 2021.\n:::\n:::\n\nhttps://c.org/\n", "bibliography 1@3 https://a.org/\nbibliography @7\ninline @11 https://c.org/"},
		{"HTML division of references", "<div id=\"refs\" class=\"references csl-bib-body\">\n\n<div id=\"ref-lee\" class=\"csl-entry\">\n\nLee, Ann. “A *Title*.” 2020. <https://a.org/>.\n\n</div>\n\n</div>\n\nhttps://c.org/\n", "bibliography @5 https://a.org/\ninline @11 https://c.org/"},
		{"references without ids", "::: {.references}\n- Lee, Ann. “A Title.” 2020.\n- Ek, Bo. “B Title.” 2021.\n:::\n", "bibliography @2\nbibliography @3"},
		{"directives of MyST", "```{note}\n:class: x\nSee [a](https://a.org/).\n\n~~~\nhttps://no.org/\n~~~\n```\n\n:::{tip} A title\nhttps://b.org/\n:::\n\n```{code-cell} python\nhttps://no.org/\n```\n", "inline @3 https://a.org/\ninline @11 https://b.org/"},

		// Metadata.
		{"YAML", "---\ntitle: x\nabstract: |\n  https://no.org/\n...\nhttps://a.org/\n", "inline @6 https://a.org/"},
		{"TOML", "+++\ntitle = 'x'\nurl = 'https://no.org/'\n+++\nhttps://a.org/\n", "inline @5 https://a.org/"},
		{"title block", "% A title\n  of two lines\n% Ann Lee\n% https://no.org/\n\nhttps://a.org/\n", "inline @6 https://a.org/"},
		{"thematic break", "---\nhttps://a.org/\n", "inline @2 https://a.org/"},

		// Citations.
		{"cited works", "---\nbibliography: refs.bib\n---\nAs @lee2020 said [see @ek, p. 3].\n", "bibliography @1 10.1000/lee\nbibliography @7 https://ek.org/"},
		{"several bibliographies", "---\nbibliography: [refs.bib, refs.json, refs.yaml, gone.bib, '../x.bib', 'https://x.org/y.bib']\n---\n[@lee2020; -@may; @june]\n", "bibliography @1 10.1000/lee\nbibliography @1 https://may.org/\nbibliography @2 https://june.org/"},
		{"all works", "---\nbibliography: refs.bib\nnocite: |\n  @*\n---\nText.\n", "bibliography @1 10.1000/lee\nbibliography @7 https://ek.org/\nbibliography @12 https://no.org/"},
		{"works that are only named", "---\nbibliography: refs.bib\nnocite: \"@ek\"\n---\nText.\n", "bibliography @7 https://ek.org/"},
		{"works in the metadata", "---\ntitle: x\n---\nAs @kay2 says.\n\n---\nreferences:\n- id: kay2\n  title: The Title of Kay\n  author: {family: Kay, given: D.}\n  URL: https://kay.org/\n- {id: no, title: No, URL: 'https://no.org/'}\n---\n", "bibliography @8 https://kay.org/"},
		{"citations in notes", "---\nbibliography: refs.bib\n---\nT.[^1]^[Also @ek.]\n\n[^1]: See @lee2020.\n", "bibliography @1 10.1000/lee\nbibliography @7 https://ek.org/"},
		{"citations of MyST", "{cite:p}`lee2020, ek` and {cite}`{see}ek{p. 3}`\n\n```{bibliography} refs.bib\n```\n", "bibliography @1 10.1000/lee\nbibliography @7 https://ek.org/"},
		{"keys in braces", "---\nbibliography: refs.bib\n---\n[@{lee2020}] a@ek.org \\@ek `@ek`\n", "bibliography @1 10.1000/lee"},
		{"the bibliography of a project", "As @july says.\n", "bibliography @1 https://july.org/"},
		{"broken YAML", "---\ntitle: a: b: c\nbibliography: refs.bib\n\tx\n---\n@lee2020\n", "bibliography @1 10.1000/lee"},
		{"aliases without end", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\nreferences: [{id: x, title: A Title That Goes On, note: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]}]\n---\n@x\n", "bibliography @8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readBeside(t, "a.md", tt.doc)
			if got := summary(p.References); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkInvariants(t, p)
		})
	}
}

func readBeside(t *testing.T, path, doc string) *Paper {
	t.Helper()
	var r Reader
	p, err := r.Read(context.Background(), Source{Path: path, Bytes: []byte(doc), Folder: besideMarkdown})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCitesMarkdown lists the citations that are left in the text: those that
// name a work, and those that could.
func TestCitesMarkdown(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"a bibliography that no document names", "By @somebody, a@b.org and [@x].\n", "somebody x"},
		{"examples", "---\nbibliography: refs.bib\n---\n(@good) An example.\n\nAs (@good) shows, and @ek.\n", "ek"},
		{"notes", "A.[^1] B.[^none]\n\n[^1]: x\n", "^1 ^none"},
		{"known and unknown", "---\nbibliography: refs.bib\n---\n@lee2020, [-@ek; @none]. @fig-one and @sec:two\n", "lee2020 ek none"},
		{"a bibliography that is not there", "---\nbibliography: gone.bib\n---\n@lee2020.\n", "lee2020"},
		{"punctuation", "---\nbibliography: refs.bib\n---\n@a.b. @c_d-e: (@f) @{g h}, @i:j/k? @l’s [@m]\n", "a.b c_d-e f g h i:j/k l m"},
		{"in a link", "---\nbibliography: refs.bib\n---\n[@lee2020](https://a.org/) https://a.org/@x [a @ek b][c]\n", "ek"},
		{"entries in the text", "@lee\n\n::: {#ref-lee .csl-entry}\nLee.\n:::\n", "lee"},
		{"Jupyter", "---\nbibliography: refs.bib\n---\n<cite data-cite=\"lee2020\">(Lee)</cite>\n", "lee2020"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r format.Reader
			d, _, err := r.Read(context.Background(), format.Source{Path: "a.md", Bytes: []byte(tt.doc), Folder: besideMarkdown})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range d.Blocks {
				for _, s := range b.Spans {
					if s.Kind == document.Cite {
						got = append(got, s.Target)
					}
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q; want %q", got, tt.want)
			}
		})
	}
}

// Names of people, as GitHub has them, are no citations.
func TestNoCitesMarkdown(t *testing.T) {
	var r format.Reader
	d, _, err := r.Read(t.Context(), format.Source{Path: "a.md", Bytes: []byte("Thanks to @somebody and [@x].\n")})
	if err != nil {
		t.Fatal(err)
	}
	if spans := d.Blocks[0].Spans; len(spans) > 0 {
		t.Errorf("got %v", spans)
	}
}

func TestTitleOfMarkdown(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"YAML", "---\ntitle: \"A *Title*: of its kind\"\n---\n# No\n", "A Title: of its kind"},
		{"folded YAML", "---\ntitle: >\n  A title\n  of two lines\n---\n", "A title of two lines"},
		{"broken YAML", "---\ntitle: A title: with a colon\n---\nx", "A title: with a colon"},
		{"TOML", "+++\ntitle = \"A Title\"\n+++\nx", "A Title"},
		{"title block", "% A Title\n% Ann Lee\n\nx", "A Title"},
		{"heading", "x\n\n# A Title {#t}\n", "A Title"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if p := readBeside(t, "a.md", tt.doc); p.Title != tt.want {
				t.Errorf("got %q; want %q", p.Title, tt.want)
			}
		})
	}
}

func TestFindNotebook(t *testing.T) {
	cell := func(kind, source string) string {
		return fmt.Sprintf("  {\"cell_type\": %q, \"metadata\": {},\n   \"source\": [\n%s]}", kind, source)
	}
	notebook := func(cells ...string) string {
		return "{\"cells\": [\n" + strings.Join(cells, ",\n") + "],\n \"metadata\": {\"title\": \"T\"}, \"nbformat\": 4, \"nbformat_minor\": 5}"
	}
	tests := []struct{ name, doc, want string }{
		{"cells", notebook(cell("markdown", "\"See [a](https://a.org/)\\n\",\n\"and \\n\",\n\"https://b.org/\""), cell("code", "\"# https://no.org/\""), cell("markdown", "\"[c][r]\"")),
			"inline @4 https://a.org/\ninline @6 https://b.org/"},
		{"links and notes over cells", notebook(cell("markdown", "\"[c][r].[^1]\\n\",\n\"```\\n\",\"x\""), cell("markdown", "\"[r]: https://a.org/\\n\",\n\"\\n\",\n\"[^1]: See https://b.org/.\"")),
			"inline @4 https://a.org/\nfootnote 1@10 https://b.org/"},
		{"one string, one line", `{"nbformat":4,"cells":[{"source":"# References\n\n- Lee, Ann. “A Title.” 2020. https://a.org/","cell_type":"markdown"}]}`, "bibliography @1 https://a.org/"},
		{"metadata in a raw cell", notebook(cell("raw", "\"---\\n\",\n\"bibliography: refs.bib\\n\",\n\"---\""), cell("raw", "\"https://a.org/\""), cell("markdown", "\"By @ek.\"")),
			"inline @9 https://a.org/\nbibliography @7 https://ek.org/"},
		{"raw cells of other formats", `{"nbformat":4,"cells":[{"cell_type":"raw","metadata":{"raw_mimetype":"text/latex"},"source":"https://no.org/"},{"cell_type":"raw","metadata":{"format":"text/restructuredtext"},"source":["https://no.org/"]}]}`, ""},
		{"version 3", `{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"heading","level":2,"source":["References"]},{"cell_type":"markdown","source":["Lee, Ann. “A Title.” 2020. https://a.org/"]},{"cell_type":"code","input":["https://no.org/"],"outputs":[{"text":"https://no.org/"}]}]}]}`,
			"bibliography @1 https://a.org/"},
		{"works of cite2c", `{"nbformat":4,"metadata":{"cite2c":{"citations":{"12/AB":{"title":"A Title of Kay","URL":"https://kay.org/"},"12/NO":{"title":"No"}}}},"cells":[{"cell_type":"markdown","source":"So <cite data-cite=\"12/AB\">(Kay)</cite>"}]}`, "bibliography @1 https://kay.org/"},
		{"what is not as it should be", `{"nbformat":"x","metadata":[],"cells":[1,null,{"cell_type":3,"source":{"a":1}},{"cell_type":"markdown","source":[1,"https://a.org/",null]}]}`, "inline @1 https://a.org/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := readBeside(t, "notebook", tt.doc)
			if p.Format != "ipynb" {
				t.Errorf("format %q", p.Format)
			}
			if got := summary(p.References); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkInvariants(t, p)
		})
	}
	for _, doc := range []string{`{"nbformat":4,"cells":[{"source":`, `{"nbformat":4}`, `[]`} {
		if _, err := parseAs("ipynb", "a.ipynb", []byte(doc)); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", doc, err)
		}
	}
}
