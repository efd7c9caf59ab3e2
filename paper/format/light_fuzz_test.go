package format

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/citecheck/citecheck/paper/lex"
)

// fuzzBlocks reads what a fuzzer makes of some documents of a format: no fault,
// and blocks that are sound.
func fuzzBlocks(f *testing.F, format string, seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	folder := fstest.MapFS{"a": &fstest.MapFile{Data: []byte("A https://a.org/\n")}}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var r Reader
		d, _, err := r.Read(context.Background(), Source{Path: "paper", Bytes: doc, Format: format, Folder: folder})
		if errors.Is(err, ErrFault) {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		lines := 1 + strings.Count(string(doc), "\n") + strings.Count(string(doc), "\r")
		for _, b := range d.Blocks {
			if b.Part == "" && (b.Line < 1 || b.Line > lines) {
				t.Errorf("line %d of %d: %q", b.Line, lines, b.Text)
			}
			if strings.IndexFunc(b.Text, lex.IsControl) >= 0 {
				t.Errorf("control character in %q", b.Text)
			}
			for _, s := range b.Spans {
				if s.Start < 0 || s.Start >= s.End || s.End > len(b.Text) {
					t.Errorf("span %+v of %q", s, b.Text)
				}
			}
			for i, m := range b.Lines {
				if m.Offset > len(b.Text) || i > 0 && m.Offset < b.Lines[i-1].Offset {
					t.Errorf("line marks %+v of %q", b.Lines, b.Text)
				}
			}
		}
	})
}

func FuzzRST(f *testing.F) {
	fuzzBlocks(f, "rst",
		"PEP: 1\nTitle: T\n\nOne\n===\n\n*a* **b** ``c`` `d`_ `e <https://a.org/>`__ |s| [1]_ [#]_ [Lee]_ f_ :pep:`8` :cite:`k`\n\n.. [1] Note\n.. [#] More\n.. [Lee] Entry\n.. _d: https://a.org/\n.. _f: d_\n.. |s| replace:: x\n__ https://b.org\n",
		".. note:: x\n   :class: y\n\n   - a\n\n     1. b\n\n.. figure:: i.png\n   :target: https://a.org/\n\n   C\n\n.. csv-table::\n\n   a,\"b\n   c\"\n\n.. include:: a\n\nL::\n\n  code\n\n:f: b\n\n| x\n| y\n\nt\n  d\n",
		"+--+--+\n|a |b |\n|  +--+\n|c |d |\n+--+--+\n\n== ==\na  b\n== ==\nc  d\n== ==\n")
}

func FuzzAsciiDoc(f *testing.F) {
	fuzzBlocks(f, "asciidoc",
		"= T\nAnn\n:a: https://a.org\n\n*a* _b_ `c` #d# {a}[x] link:y[z] footnote:[See https://b.org[B].] <<k>> +e+ \"`q`\" ((t)) pass:[<a href=x>y</a>] cite:[k] image:i[link=https://c.org] \\https://d.org\n\n[bibliography]\n== R\n\n* [[[k,1]]] E\n",
		"ifdef::a[]\nx\nendif::[]\nifeval::[1 < 2]\ny\nendif::[]\ninclude::a[]\n\n|===\n|a 2+|b\na|\n* c\n|===\n\n----\nx\n----\n\n++++\n<p>x\n++++\n\n[quote, A, B]\nq\n\nt:: d\n. n\n+\nm\n")
}

func FuzzOrg(f *testing.F) {
	fuzzBlocks(f, "org",
		"#+TITLE: T\n#+LINK: w https://w.org/%s\n#+MACRO: m [[w:$1]]\n* TODO H :t:\n*a* /b/ =c= [[https://a.org][x]] [[w:y]] [fn:1] [fn:: z] {{{m(1)}}} [cite:@k] cite:k <https://b.org> \\(x\\) @@a:b@@\n\n[fn:1] N\n\n  more\n",
		"#+begin_src\nx\n#+end_src\n:D:\nx\n:END:\n- a\n  - t :: b\n1. [@2] c\n| a | b |\n#+INCLUDE: \"a\"\n\\begin{x}\n\\end{x}\n* COMMENT x\ny\n")
}
