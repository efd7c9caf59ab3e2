package format

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// A shelf is a folder that has every file: of two texts, the one that its name
// chooses.
type shelf struct {
	t      *testing.T
	texts  [2][]byte
	opened int
}

func (s *shelf) text(name string) []byte { return s.texts[len(name)%2] }

func (s *shelf) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) || path.Clean(name) != name {
		s.t.Errorf("asked for %q", name)
	}
	s.opened++
	return fstest.MapFS{name: {Data: s.text(name)}}.Open(name)
}

// FuzzIncludes reads documents that include files, which include others in turn.
// Nothing is asked for outside of the folder, the reading ends, and each block
// stands on a line of the file that it names.
func FuzzIncludes(f *testing.F) {
	formats := []string{"markdown", "latex", "rst", "asciidoc", "org", "ipynb"}
	for i, seed := range [][3]string{
		{"---\nbibliography: aa.bib\n---\nA [@k].\n\n{{< include a.md >}}\n\n```{r child=c('b.Rmd', \"../x\")}\n```\n\n```{include} /etc/x\n```\n", "B {{< include bb.md >}}\n\n{{< include a.md >}}\n", "@misc{k, title={A}}\n\n```{bibliography} aa.bib\n```\n"},
		{`\input{a}\include{bb}\subfile{../c}\import{d/}{e}\cite{k}\bibliography{f,gg}`, `x \input{bb} \input{a}`, "@misc{k, title={A}, url={https://a.org/}}"},
		{"x\n\n.. include:: a\n\n.. include:: bb\n   :start-after: x\n\n.. include:: ../c\n\n:cite:`k`\n\n.. bibliography:: d.bib\n", "y\n\n.. include:: bb\n", "z\n\n.. include:: a\n"},
		{"include::a[]\n\ninclude::{x}/b[tag=y]\n\n:x: d\n\ninclude::../c[opts=optional]\n\n|===\na|include::a[]\n|===\n", "// tag::y[]\ninclude::bb[]\n// end::y[]\n", "```\ninclude::a[]\n"},
		{"#+INCLUDE: \"a\"\n#+INCLUDE: \"bb\" src\n#+SETUPFILE: ../c\n#+bibliography: d.bib\n[cite:@k]\n", "* H\n#+INCLUDE: \"bb\"\n", "#+INCLUDE: \"a\"\n"},
		{`{"cells":[{"cell_type":"markdown","source":["A\n","\n","{{< include a.md >}}"]},{"cell_type":"markdown","source":"{{< include bb.md >}}\n\nB"}],"nbformat":4}`, "---\nbibliography: d.bib\n---\nC\n", "D [@k]\n"},
	} {
		f.Add(uint8(i), []byte(seed[0]), []byte(seed[1]), []byte(seed[2]))
	}
	f.Fuzz(func(t *testing.T, format uint8, doc, a, b []byte) {
		folder := &shelf{t: t, texts: [2][]byte{a, b}}
		var r Reader
		d, _, err := r.Read(context.Background(), Source{Path: "papers/paper", Bytes: doc, Format: formats[int(format)%len(formats)], Folder: folder})
		if errors.Is(err, ErrFault) {
			t.Fatal(err)
		}
		if most := maxIncludes*4 + len(doc) + len(a) + len(b); folder.opened > most {
			t.Errorf("%d files opened; want no more than %d", folder.opened, most)
		}
		if err != nil {
			return
		}
		for _, block := range d.Blocks {
			text := doc
			if block.Part != "" {
				text = folder.text(block.Part)
			}
			if lines := 1 + strings.Count(string(text), "\n") + strings.Count(string(text), "\r"); block.Line < 1 || block.Line > lines {
				t.Errorf("line %d of %d in %q: %q", block.Line, lines, block.Part, block.Text)
			}
		}
		for _, err := range d.Unread {
			var fault *Error
			if !errors.As(err, &fault) || fault.Path == "" || fault.Line < 0 {
				t.Errorf("unread: %#v", err)
			}
		}
	})
}
