package format

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnread reads documents whose files are missing, refused or broken. Each
// is named once, with its place and what to do, and the document is still read.
func TestUnread(t *testing.T) {
	root := t.TempDir()
	folder := filepath.Join(root, "paper")
	files := map[string]string{
		"secret.tex":       "secret https://a.org/secret",
		"secret.bib":       "@misc{k, title={secret}}",
		"paper/ok.bib":     "@misc{k, title={K}}",
		"paper/main.bbl":   "\\begin{thebibliography}{1}\\bibitem{made} Made.\\end{thebibliography}",
		"paper/a.tex":      "x\n\\input{b}",
		"paper/b.tex":      "\n\n\\input{a}",
		"paper/binary.tex": "a\x00b",
		"paper/open.bib":   "@misc{a, title={A}}\n\n@misc{k, title={K},\n url={https://a.org/k}\n\n@misc{c, title={C}}",
		"paper/value.bib":  "@misc{k, title={K, url={https://a.org/k}}\n@misc{d, title={D}, url={https://a.org/d}}\n@misc{e, title=\"E, url={https://a.org/e}}",
		"paper/close.bib":  "\n@misc{k, title={K}}, url={https://a.org/k}}",
		"paper/bad.json":   "[\n{\"id\": \"k\", }]",
		"paper/c.rst":      ".. include:: c.rst\n",
		"paper/sub/d.rst":  "D\n\n.. include:: e.rst\n",
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret.tex", filepath.Join(folder, "link.tex")); err != nil {
		t.Skip(err)
	}
	const (
		missing = ": no such file; its references are not checked"
		outside = ": this lies outside of the paper's folder: move it there, or do not name it"
		circle  = ": this is the file that it stands in, or one that includes it: take out one of the two"
		entry   = " lacks a brace or a quotation mark, or has one too many"
	)
	tests := []struct{ name, format, doc, want string }{
		{"part", "latex", "x\n\\input{sections/x}", `main.tex:2: \input{sections/x}` + missing},
		{"part named twice", "latex", "\\include{x}\n\\include{x}", `main.tex:1: \include{x}` + missing},
		{"refused parts", "latex", "\\input{/etc/passwd}\n\\input{../secret}\n\\input link\n", `main.tex:1: \input{/etc/passwd}` + outside + "\n" + `main.tex:2: \input{../secret}` + outside + "\n" + `main.tex:3: \input{link}` + outside},
		{"circle", "latex", `\input{a}`, `b.tex:3: \input{a}` + circle},
		{"itself", "latex", "\n\\input{main}", `main.tex:2: \input{main}` + circle},
		{"twice", "latex", `\input{ok.bib}\input{ok.bib}`, ""},
		{"binary", "latex", `\input{binary}`, "binary.tex: the file is binary, not text: give the paper as Markdown, HTML or plain text"},
		{"command in a name", "latex", `\newcommand{\dir}{parts}\input{\dir/x}\input{\other/x}`, `main.tex:1: \input{\dir/x}` + missing + "\n" + `main.tex:1: \input{\other/x}: a command in the name that is not understood; its references are not checked`},
		{"asked before", "latex", `\IfFileExists{x.tex}{\input{x}}{none}\InputIfFileExists{y}{}{}`, ""},
		{"bibliography", "latex", "\\cite{k}\n\\bibliography{refs}", `main.tex:2: \bibliography{refs}` + missing},
		{"refused bibliography", "latex", `\cite{k}\addbibresource{../secret.bib}`, `main.tex:1: \addbibresource{../secret.bib}` + outside},
		{"bibliography that comes with LaTeX", "latex", `\cite{k}\bibliography{IEEEabrv,ok}`, ""},
		{"list made of the bibliography", "latex", `\cite{made}\bibliography{refs}`, ""},
		{"preamble", "latex", `\documentclass{x}\input{glyphtounicode}\begin{document}x\end{document}`, ""},
		{"preamble that may name the bibliography", "latex", `\documentclass{x}\input{pre}\begin{document}\cite{k}\end{document}`, `main.tex:1: \input{pre}` + missing},
		{"entry without its end", "latex", `\cite{k}\bibliography{open}`, `open.bib:3: the entry "k"` + entry + ": correct it: it and the entries after it may be read wrong"},
		{"values without their ends", "latex", `\cite{k}\bibliography{value}`, `value.bib:1: the entry "k"` + entry + "; so do 1 more: correct it: it and the entries after it may be read wrong"},
		{"a brace too many", "latex", `\cite{k}\bibliography{close}`, `close.bib:2: the entry "k"` + entry + ": correct it: it and the entries after it may be read wrong"},
		{"in the document", "latex", "\n\\begin{filecontents}{x.bib}\n@misc{k, title={K}\n\\end{filecontents}", `main.tex:3: the entry "k"` + entry + ": correct it: it and the entries after it may be read wrong"},
		{"metadata", "markdown", "---\ntitle: x\nbibliography:\n- none.bib\n- ok.bib\n---\n[@k]", "main.md:4: bibliography: none.bib" + missing},
		{"refused metadata", "markdown", "---\nbibliography: ../secret.bib\n---\n[@k]", "main.md:2: bibliography: ../secret.bib" + outside},
		{"address", "markdown", "---\nbibliography: https://a.org/refs.bib\n---\n[@k]", "main.md:2: bibliography: https://a.org/refs.bib: what lies on the web is not fetched; its references are not checked"},
		{"unknown kind", "markdown", "---\nbibliography: refs.xyz\n---\n[@k]", "main.md:2: bibliography: refs.xyz: this kind of bibliography is not known: give it as .bib, .json or .yaml (CSL), or .ris"},
		{"broken JSON", "markdown", "---\nbibliography: bad.json\n---\n[@k]", "bad.json:2: this is no valid JSON: invalid character '}' looking for beginning of object key string: export it again"},
		{"directive of MyST", "markdown", "x\n\n```{bibliography} none.bib\n```\n", "main.md:3: bibliography: none.bib" + missing},
		{"rst", "rst", "x\n\n.. include:: none.txt\n\n.. include:: ../secret.tex\n\n.. include:: /etc/passwd\n\n.. include:: <isonum.txt>\n", "main.rst:3: .. include:: none.txt" + missing + "\nmain.rst:5: .. include:: ../secret.tex" + outside + "\nmain.rst:7: .. include:: /etc/passwd" + outside},
		{"rst in a part", "rst", ".. include:: sub/d.rst\n", "sub/d.rst:3: .. include:: e.rst" + missing},
		{"rst circle", "rst", ".. include:: c.rst\n", "c.rst:1: .. include:: c.rst" + circle},
		{"rst bibliography", "rst", ":cite:`k`\n\n.. bibliography:: none.bib\n", "main.rst:3: .. bibliography:: none.bib" + missing},
		{"asciidoc", "asciidoc", "x\n\ninclude::none.adoc[]\ninclude::/etc/passwd[]\ninclude::no.adoc[opts=optional]\ninclude::../x.java[]\ninclude::main.adoc[]\n", "main.adoc:3: include::none.adoc[]" + missing + "\nmain.adoc:4: include::/etc/passwd[]" + outside + "\nmain.adoc:7: include::main.adoc[]" + circle},
		{"asciidoc bibliography", "asciidoc", "cite:[k]\n\nbibliography::none.bib[]\n", "main.adoc:3: bibliography::none.bib[]" + missing},
		{"org", "org", "x\n#+INCLUDE: \"none.org\"\n#+INCLUDE: \"../secret.tex\"\n#+INCLUDE: \"x.py\" src python\n#+BIBLIOGRAPHY: none.bib\n", "main.org:2: #+INCLUDE: none.org" + missing + "\nmain.org:3: #+INCLUDE: ../secret.tex" + outside + "\nmain.org:5: bibliography: none.bib" + missing},
		{"bibtex", "bibtex", "@misc{a, title={A}\n@misc{b, title={B}}", `main.bib:1: the entry "a"` + entry + ": correct it: it and the entries after it may be read wrong"},
	}
	extensions := map[string]string{"latex": ".tex", "markdown": ".md", "rst": ".rst", "asciidoc": ".adoc", "org": ".org", "bibtex": ".bib"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opened, err := os.OpenRoot(folder)
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Close()
			path := filepath.Join(folder, "main"+extensions[tt.format])
			var r Reader
			d, _, err := r.Read(context.Background(), Source{Path: path, Bytes: []byte(tt.doc), Folder: opened.FS()})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, err := range d.Unread {
				got = append(got, strings.TrimPrefix(err.Error(), folder+string(filepath.Separator)))
			}
			if got := strings.Join(got, "\n"); got != filepath.FromSlash(tt.want) && got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			for _, b := range d.Blocks {
				if strings.Contains(b.Text, "secret") && !strings.Contains(tt.doc, b.Text) {
					t.Errorf("read from outside: %q", b.Text)
				}
			}
		})
	}
}

// TestStandardInput reads a document that has no folder.
func TestStandardInput(t *testing.T) {
	var r Reader
	d, _, err := r.Read(context.Background(), Source{Path: "-", Format: "latex", Bytes: []byte(`\input{x}`)})
	if err != nil || len(d.Unread) != 1 || !errors.Is(d.Unread[0], ErrUnchecked) || d.Unread[0].Error() != `standard input:1: \input{x}: standard input has no folder to look in; its references are not checked` {
		t.Errorf("got %v, %v", d.Unread, err)
	}
}
