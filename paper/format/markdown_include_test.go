package format

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/citecheck/citecheck/paper/document"
)

// TestMarkdownIncludes reads documents with the files that they include: what
// is read, from where, and what could not be read.
func TestMarkdownIncludes(t *testing.T) {
	files := map[string]string{
		"_intro.qmd":      "Intro.[^a]\n\n[^a]: A note.\n",
		"parts/one.md":    "One.\n\n{{< include two.md >}}\n",
		"parts/two.md":    "---\nbibliography: two.bib\n---\n\nTwo [@lee].\n",
		"parts/two.bib":   "@misc{lee, title={A Title}, year=2020}\n",
		"parts/child.Rmd": "Child.\n\n```{r child=\"_intro.qmd\"}\n```\n",
		"parts/myst.md":   "See {cite}`lee`.\n\n```{bibliography} two.bib\n```\n",
		"circle.md":       "Round.\n\n{{< include circle.md >}}\n",
	}
	tests := []struct{ name, doc, want, unread string }{
		{"Quarto", "Before.\n{{< include _intro.qmd >}}\nAfter.", ":1 Before.|_intro.qmd:1 Intro.a|_intro.qmd:3 A note.|:3 After.", ""},
		{"MyST", "```{include} _intro.qmd\n:start-line: 0\n```\nAfter.\n", "_intro.qmd:1 Intro.a|_intro.qmd:3 A note.|:4 After.", ""},
		{"colons", ":::{include} _intro.qmd\n:::\n\nAfter.\n", "_intro.qmd:1 Intro.a|_intro.qmd:3 A note.|:4 After.", ""},
		{"parts of parts", "{{< include parts/one.md >}}\n", "parts/one.md:1 One.|parts/two.md:5 Two [@lee].|parts/two.bib:1 A Title. 2020.", ""},
		{"quotation marks", "{{< include \"_intro.qmd\" >}}\n", "_intro.qmd:1 Intro.a|_intro.qmd:3 A note.", ""},
		{"code", "Text.\n\n```md\n{{< include parts/one.md >}}\n```\n\n````\n```{include} _intro.qmd\n```\n````\n\n```{include} _intro.qmd\n:literal:\n```\n", ":1 Text.", ""},
		{"other shortcodes", "{{< video https://a.org/v >}}\n", ":1 {{< video https://a.org/v >}}", ""},
		{"children of R Markdown", "Before.\n\n```{r one-child, echo=FALSE, child='_intro.qmd'}\n```\nAfter.\n", ":1 Before.|_intro.qmd:1 Intro.a|_intro.qmd:3 A note.|:5 After.", ""},
		{"two children", "```{r, child = c(\"_intro.qmd\", 'parts/one.md')}\n```\n", "_intro.qmd:1 Intro.a|_intro.qmd:3 A note.|parts/one.md:1 One.|parts/two.md:5 Two [@lee].|parts/two.bib:1 A Title. 2020.", ""},
		{"a child in a comment", "```{r}\n#| echo: false\n#| child: _intro.qmd\n```\n", "_intro.qmd:1 Intro.a|_intro.qmd:3 A note.", ""},
		{"R that has no child", "```{r my-child, eval=TRUE}\nchild <- 1\n```\n\n```{r, child='_intro.qmd', eval=FALSE}\n```\n\nText.\n", ":8 Text.", ""},
		{"a child that is missing", "```{r child=\"no.Rmd\"}\n```\nText.\n", ":3 Text.", "paper.qmd:1: ```{r child=\"no.Rmd\"}: no such file; its references are not checked"},
		{"a child's child, from the paper's folder", "{{< include parts/child.Rmd >}}\n", "parts/child.Rmd:1 Child.|_intro.qmd:1 Intro.a|_intro.qmd:3 A note.", ""},
		{"a directive in a part", "Text.\n\n{{< include parts/myst.md >}}\n", ":1 Text.|parts/myst.md:1 See lee.|parts/two.bib:1 A Title. 2020.", ""},
		{"missing", "{{< include no.md >}}\n\nText.\n", ":3 Text.", "paper.qmd:1: {{< include no.md >}}: no such file; its references are not checked"},
		{"outside", "Text.\n\n{{< include ../no.md >}}\n{{< include /etc/no.md >}}\n", ":1 Text.", "paper.qmd:3: {{< include ../no.md >}}: this lies outside of the paper's folder|paper.qmd:4: {{< include /etc/no.md >}}: this lies outside of the paper's folder"},
		{"a circle", "{{< include circle.md >}}\n", "circle.md:1 Round.", "circle.md:3: {{< include circle.md >}}: this is the file that it stands in, or one that includes it"},
		{"itself", "Text.\n\n{{< include paper.qmd >}}\n", ":1 Text.", "paper.qmd:3: {{< include paper.qmd >}}: this is the file that it stands in, or one that includes it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := fstest.MapFS{}
			for name, text := range files {
				folder[name] = &fstest.MapFile{Data: []byte(text)}
			}
			in := &input{Source: Source{Path: "paper.qmd", Bytes: []byte(tt.doc), Folder: folder}}
			d, err := readMarkdown(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			var got, unread []string
			for _, b := range d.Blocks {
				if b.Kind != document.Break {
					got = append(got, fmt.Sprintf("%s:%d %s", b.Part, b.Line, b.Text))
				}
			}
			for _, err := range in.unread {
				s, _, _ := strings.Cut(err.Error(), ": move it there")
				s, _, _ = strings.Cut(s, ": take out")
				unread = append(unread, s)
			}
			if s := strings.Join(got, "|"); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
			if s := strings.Join(unread, "|"); s != tt.unread {
				t.Errorf("unread %s\nwant   %s", s, tt.unread)
			}
		})
	}
}

// TestNotebookIncludes reads a notebook whose cells include files.
func TestNotebookIncludes(t *testing.T) {
	doc := `{"cells": [
 {"cell_type": "markdown", "source": ["# T\n",
  "\n",
  "Before.\n",
  "\n",
  "{{< include _part.md >}}\n",
  "\n",
  "After."]},
 {"cell_type": "code", "source": "{{< include _no.md >}}"},
 {"cell_type": "markdown", "source": ["Last.\n",
  "\n",
  "{{< include none.md >}}"]}],
 "nbformat": 4}`
	folder := fstest.MapFS{"_part.md": {Data: []byte("Part.\n\nIts [link](https://a.org/).\n")}}
	var r Reader
	d, _, err := r.Read(context.Background(), Source{Path: "paper.ipynb", Bytes: []byte(doc), Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		if b.Kind != document.Break {
			got = append(got, fmt.Sprintf("%s:%d %s", b.Part, b.Line, b.Text))
		}
	}
	if s, want := strings.Join(got, "|"), ":2 T|:4 Before.|_part.md:1 Part.|_part.md:3 Its link.|:8 After.|:10 Last."; s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if want := "paper.ipynb:12: {{< include none.md >}}: no such file; its references are not checked"; len(d.Unread) != 1 || d.Unread[0].Error() != want {
		t.Errorf("unread %v; want %s", d.Unread, want)
	}
}

// TestMarkdownIncludesBounds has a document that includes more than one does.
func TestMarkdownIncludesBounds(t *testing.T) {
	for name, doc := range map[string]string{"files": strings.Repeat("{{< include 0.md >}}\n", maxIncludes+1), "depth": "{{< include 1.md >}}\n"} {
		folder := fstest.MapFS{"0.md": {Data: []byte("Text.\n")}}
		for i := range maxIncludeDepth + 5 {
			folder[fmt.Sprintf("%d.md", i+1)] = &fstest.MapFile{Data: fmt.Appendf(nil, "{{< include %d.md >}}\n", i+2)}
		}
		in := &input{Source: Source{Path: "paper.qmd", Bytes: []byte(doc), Folder: folder}}
		if _, err := readMarkdown(context.Background(), in); err != nil {
			t.Fatal(err)
		}
		if len(in.unread) != 1 || !strings.Contains(in.unread[0].Error(), errIncludes.Error()) {
			t.Errorf("%s: unread %v; want one: %v", name, in.unread, errIncludes)
		}
	}
}
