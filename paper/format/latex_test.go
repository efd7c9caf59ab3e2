package format

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// latex reads a document with the files beside it.
func latex(t *testing.T, doc string, beside map[string]string) *document.Document {
	t.Helper()
	folder := fstest.MapFS{"main.tex": {Data: []byte(doc)}}
	for name, content := range beside {
		folder[name] = &fstest.MapFile{Data: []byte(content)}
	}
	d, err := readLaTeX(context.Background(), &input{Source: Source{Path: "papers/main.tex", Bytes: []byte(doc), Folder: folder}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// outline writes blocks one a line, with what their spans lead to.
func outline(blocks []document.Block) string {
	kinds := map[document.Kind]string{document.Paragraph: "p", document.Heading: "h", document.Item: "item", document.Note: "note", document.Entry: "entry"}
	var b strings.Builder
	for _, block := range blocks {
		fmt.Fprintf(&b, "%s %s:%d", kinds[block.Kind], block.Part, block.Line)
		for _, named := range []string{block.Marker, block.Key} {
			if named != "" {
				b.WriteString(" [" + named + "]")
			}
		}
		b.WriteString(" " + block.Text)
		for _, s := range block.Spans {
			if s.Target != "" {
				b.WriteString(" <" + s.Target + ">")
			}
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

func TestLaTeX(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"paragraphs", "One\ntwo.\n\nThree.", "p :1 One two.\np :4 Three."},
		{"comments", "One % two\nthree\n% four\n\nfive\\% six", "p :1 One three\np :5 five% six"},
		{"headings", "\\section{A}\nText\n\\subsection*{B \\emph{c}}\n\\chapter[short]{D}", "h :1 A\np :2 Text\nh :3 B c\nh :4 D"},
		{"title", "\\title{A \\\\ B\\thanks{C}}\n\\maketitle Text", "h :1 A B\np :1 C\np :2 Text"},
		{"links", "\\url{https://a.org/x\\_y%20} \\href{https://b.org/\\#c}{here}", "p :1 https://a.org/x_y%20 here <https://a.org/x_y%20> <https://b.org/#c>"},
		{"link without text", "\\href{https://b.org}{}", ""},
		{"mail and anchors", "\\href{mailto:a@b.org}{a} \\href{run:x}{b} \\hyperref[sec:a]{c}", "p :1 a b c"},
		{"footnotes", "A\\footnote{B \\url{https://b.org}}, C\\footnote[7]{D}.\n\nE\\footnote{F}.", "p :1 A1, C7.\nnote :1 [1] B https://b.org <https://b.org>\nnote :1 [7] D\np :3 E2.\nnote :3 [2] F"},
		{"footnote in two places", "A\\footnotemark{} B\n\n\\footnotetext{C}", "p :1 A1 B\nnote :3 [1] C"},
		{"footnote of two paragraphs", "A\\footnote{B\n\nC} D", "p :1 A1 D\nnote :1 [1] B C"},
		{"footnote never closed", "A\\footnote{B\n\n\\section{C}\nD", "p :1 A1\nnote :1 [1] B\nh :3 C\np :4 D"},
		{"citations", "A \\cite{a,b} \\citep[see][p.~3]{c} \\citet*{d} \\nocite{e} \\parencites[1]{f}[2]{g}", "p :1 A [a, b] [c, p. 3] [d] [f, g, 1, 2] <a> <b> <c> <d> <f> <g>"},
		{"verbatim", "A \\verb|\\url{x}| \\lstinline{b}\n\\begin{verbatim}\n\\section{C}\n\\end{verbatim}\nD", "p :1 A \\url{x} b D"},
		{"comment environment", "A\n\\begin{comment}\nB\n\\end{comment}\nC", "p :1 A C"},
		{"conditions", "A \\iffalse B \\ifx C \\fi D \\fi E \\iffalse F \\else G \\fi", "p :1 A E G"},
		{"formulas", "A $x_1$ \\[ y \\] \\(z\\)\n\\begin{align}w\\end{align}$$v$$", "p :1 A x1 z"},
		{"lists", "\\begin{enumerate}\n\\item A\n\\item B\n\\begin{itemize}\\item[C] D\\end{itemize}\n\\end{enumerate}\nE", "item :2 [1] A\nitem :3 [2] B\nitem :4 C D\np :6 E"},
		{"macros", "\\newcommand{\\home}{https://a.org/}\\newcommand*\\see[2][x]{#2 (#1)}\\def\\f#1{\\footnote{\\url{#1}}}\\let\\g\\f\nSee \\url{\\home} \\see{b} \\see[c]{d} A\\g{https://b.org}", "p :2 See https://a.org/ b (x) d (c) A1 <https://a.org/>\nnote :2 [1] https://b.org <https://b.org>"},
		{"macros that only set something", "\\def\\stretch{\\spaceskip=\\fontdimen2\\font plus 4\\relax}\\newcommand{\\x}[1]{\\csname #1\\endcsname}A\\stretch{} B \\x{c}", "p :1 A B c"},
		{"macro with itself in it", "\\newcommand{\\a}{\\a b}A \\a{} c", "p :1 A " + strings.Repeat("b", maxSources-1) + " c"},
		{"table", "\\begin{tabular}{l|r}\nA & \\url{https://a.org} \\\\ \\hline\nB & C\n\\end{tabular}", "p :2 A https://a.org B C <https://a.org>"},
		{"styles over paragraphs", "{\\em A\n\nB} C", "p :1 A\np :3 B C"},
		{"unknown commands", "\\foo{A} \\bar[b]{C}\\baz", "p :1 A C"},
		{"list of references", "\\begin{thebibliography}{9}\\def\\x{y}\n\\bibitem{a} A.\n\n\\newblock B.\n\\bibitem[C(2020)D]{c} E\n\\end{thebibliography} F", "entry :2 [1] [a] A. B.\nentry :5 [C(2020)] [c] E\np :6 F"},
		{"list of references without its end", "\\bibitem{a} A\n\\bibitem{b} B {", "entry :1 [1] [a] A\nentry :2 [2] [b] B"},
		{"preamble and what follows the end", "\\documentclass{article} text \\url{https://x.org}\n\\author{A \\href{https://a.org}{b}}\n\\begin{document}C\\end{document} D", "p :2 A b <https://a.org>\np :3 C"},
		{"terms in the preamble", "\\newglossaryentry{a}{name=A, description={B\\footnote{C}}}\nD\\footnote{E}\n\\begin{document}F\\end{document}", "p :1 name=A, description=B1\nnote :1 [1] C\np :3 F"},
		{"old font commands", "{\\bf A} {\\it B}", "p :1 A B"},
		{"talk", "\\begin{frame}[t]{A}\n\\only<2->{B} \\footnote<3>{C}\\end{frame}\\frametitle{D}", "h :1 A\np :2 B 1\nnote :2 [1] C\nh :2 D"},
		{"file with its own bibliography", "\\begin{filecontents}{a.bib}\n@misc{k, title={A}}\n\\end{filecontents}\n\\cite{k}\\bibliography{a}", "p :4 [k] <k>\nentry :2 [k] A."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := tt.doc
			if strings.Contains(doc, `\cite`) && !strings.Contains(doc, `bibliography`) {
				doc += `\printbibliography`
			}
			d := latex(t, doc, nil)
			if got := outline(d.Blocks); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkBlocks(t, d.Blocks)
		})
	}
}

func TestLaTeXBibliography(t *testing.T) {
	const bib = "@misc{a, title={A}}\n@misc{b, title={B}, ids={bb}}\n@misc{c, title={C}}"
	const bbl = "\\begin{thebibliography}{1}\n\\bibitem{a} Made A\n\\bibitem{d} Made D\n\\end{thebibliography}"
	tests := []struct {
		name, doc string
		beside    map[string]string
		want      string // the titles or texts of the entries
	}{
		{"cited", `\cite{a,c}\bibliography{refs}`, map[string]string{"refs.bib": bib}, "A. C."},
		{"with its extension", `\cite{a}\addbibresource[x=y]{refs.bib}`, map[string]string{"refs.bib": bib}, "A."},
		{"other case, other key", `\cite{A,bb}\bibliography{refs}`, map[string]string{"refs.bib": bib}, "A. B."},
		{"all", `\nocite{*}\bibliography{refs}`, map[string]string{"refs.bib": bib}, "A. B. C."},
		{"none", `\bibliography{refs}`, map[string]string{"refs.bib": bib}, ""},
		{"none, but made", `\bibliography{refs}`, map[string]string{"refs.bib": bib, "main.bbl": bbl}, "Made A Made D"},
		{"missing in one of two", `\cite{a,d}\bibliography{refs}`, map[string]string{"refs.bib": bib, "main.bbl": bbl}, "A. Made D"},
		{"only made", `\cite{a}\bibliography{refs}`, map[string]string{"main.bbl": bbl}, "Made A Made D"},
		{"made and included", `\cite{a}\input{main.bbl}`, map[string]string{"main.bbl": bbl}, "Made A Made D"},
		{"several", `\cite{a,z}\bibliography{refs, more}`, map[string]string{"refs.bib": bib, "more.bib": "@misc{z, title={Z}}"}, "A. Z."},
		{"sections", `\citesec{a}\bibliographysec{refs}`, map[string]string{"refs.bib": bib}, "A."},
		{"outside", `\cite{a}\bibliography{../refs,/etc/passwd}`, map[string]string{"refs.bib": bib}, ""},
		{"not there", `\cite{a}\bibliography{none}`, nil, ""},
		{"cited in a part", `\input{part}\bibliography{refs}`, map[string]string{"refs.bib": bib, "part.tex": `\cite{c}`}, "C."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range latex(t, tt.doc, tt.beside).Blocks {
				if b.Kind == document.Entry {
					got = append(got, b.Text)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q; want %q", got, tt.want)
			}
		})
	}
}

// TestLaTeXKeys reads citations that name entries in other ways than the
// entries do.
func TestLaTeXKeys(t *testing.T) {
	const bib = "@misc{Abc, title={A}}\n@misc{b, title={B}, ids={bb}}\n@misc{c, title={C}}"
	d := latex(t, `\cite{abc} \cite{bb} \nocite{c} \cite{d}\bibliography{refs}`, map[string]string{"refs.bib": bib})
	want := "p :1 [abc] [bb] [d] <Abc> <b> <d>\nentry refs.bib:1 [Abc] A.\nentry refs.bib:2 [b] B.\nentry refs.bib:3 C."
	if got := outline(d.Blocks); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLaTeXInclude(t *testing.T) {
	beside := map[string]string{
		"a.tex":            `A \input{main} \input{a} \input{parts/b}`,
		"parts/b.tex":      "\nB\n\n\\input{c}",
		"parts/c.tex":      `C\footnote{D} \input{../a}`,
		"sub/e.tex":        `\documentclass[../main]{subfiles}\begin{document}E\end{document} not this`,
		"notes.txt":        `F`,
		"package.sty":      `not this`,
		"chapter.v2.tex":   `G`,
		"sub/unclosed.tex": `H \emph{I`,
	}
	d := latex(t, `0 \input a
\include{parts/b}\subfile{sub/e}\input{notes.txt}\input{package.sty}\import{sub/}{unclosed}\include{chapter.v2}
\input{none}\input{../../secret}\input{/etc/passwd}\input{} 1`, beside)
	want := "p :1 0\np a.tex:1 A\np parts/b.tex:2 B\np parts/c.tex:1 C1\nnote parts/c.tex:1 [1] D\np sub/e.tex:1 E\np notes.txt:1 F\np sub/unclosed.tex:1 H I\np chapter.v2.tex:1 G\np :3 1"
	if got := outline(d.Blocks); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHostileLaTeX reads what is made to cost much; see
// TestHostileBibliographies.
func TestHostileLaTeX(t *testing.T) {
	const many = 20000
	bomb := `\def\a{x}`
	for c := 'b'; c <= 'z'; c++ {
		bomb += fmt.Sprintf(`\newcommand{\%c%c}{\%c%c\%c%c}`, c, c, c-1, c-1, c-1, c-1)
	}
	growing := `\newcommand{\a}[1]{\a{#1#1}}\a{x}`
	includes := map[string]string{}
	for i := range 2000 {
		includes[fmt.Sprintf("f%d.tex", i)] = fmt.Sprintf(`\input{f%d}`, i+1)
	}
	tests := []struct {
		name, doc string
		beside    map[string]string
	}{
		{"macros of macros", bomb + `\zz`, nil},
		{"macro that grows", growing, nil},
		{"macros that call each other", `\def\a{\b\b}\def\b{\a\a}\a`, nil},
		{"parts of parts", `\input{f0}`, includes},
		{"parts that are not there", strings.Repeat(`\input{x`, many), nil},
		{"braces", strings.Repeat("{", many*10), nil},
		{"closing braces", strings.Repeat("}", many*10), nil},
		{"notes in notes", strings.Repeat(`\footnote{a `, many), nil},
		{"links without end", strings.Repeat(`\href{a}{b `, many), nil},
		{"arguments without end", strings.Repeat(`\url{`, many), nil},
		{"options without end", strings.Repeat(`\cite[`, many), nil},
		{"options in options", strings.Repeat(`\cite[a `, many/10) + strings.Repeat("]{b}", many/10), nil},
		{"environments without end", strings.Repeat(`\begin{verbatim}`, many), nil},
		{"conditions without end", strings.Repeat(`\iffalse `, many), nil},
		{"lists", strings.Repeat(`\begin{itemize}\item `, many), nil},
		{"headings in headings", strings.Repeat(`\section{`, many), nil},
		{"definitions without end", strings.Repeat(`\newcommand{\a}[1]{`, many), nil},
		{"formulas without end", strings.Repeat(`\[ $$ $ `, many), nil},
		{"entries", strings.Repeat(`\bibitem[a`, many), nil},
		{"fonts", strings.Repeat(`{\em `, many), nil},
		{"addresses", strings.Repeat(`http://a.org/{\_}`, many), nil},
		{"backslashes", strings.Repeat(`\`, many*10), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkBlocks(t, latex(t, tt.doc, tt.beside).Blocks)
		})
	}
}

func FuzzLaTeX(f *testing.F) {
	const bib = "@misc{a, title={A}, url={https://a.org/}}"
	for _, s := range []string{
		`\documentclass{a}\title{B\thanks{c}}\newcommand{\d}[1]{\url{#1}}\begin{document}\section{E}f\footnote{g \d{https://h.org}} \cite[i]{a} \input{part}\bibliography{refs}\end{document}`,
		"\\begin{enumerate}\\item a \\verb|b| $c_1$ ``d'' \\'e\\end{enumerate}\n\n\\begin{thebibliography}{1}\\bibitem[F(2020)]{g} {\\em h} \\href{https://i.org}{j}\\end{thebibliography}",
		"\\iffalse a \\else b \\fi \\begin{comment}c\\end{comment} \\begin{frame}{d}\\only<1>{e}\\end{frame} \\let\\f\\g \\def\\h#1{#1#1}\\h{\\h{i}}",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, doc, part string) {
		if !utf8.ValidString(doc) || !utf8.ValidString(part) {
			return
		}
		folder := fstest.MapFS{"part.tex": {Data: []byte(part)}, "refs.bib": {Data: []byte(bib)}, "main.bbl": {Data: []byte(part)}}
		d, err := readLaTeX(context.Background(), &input{Source: Source{Path: "main.tex", Bytes: []byte(doc), Folder: folder}})
		if err == nil {
			checkBlocks(t, d.Blocks)
		}
	})
}

func BenchmarkLaTeX(b *testing.B) {
	doc := []byte(`\begin{document}` + strings.Repeat("A sentence of \\emph{text} with a link to \\href{https://a.org/x\\_y}{a page}~\\cite{key}, $x_1$ and a note.\\footnote{Ann Ark, ``A Title,'' \\url{https://b.org/}.}\n\n", 5000))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readLaTeX(context.Background(), &input{Source: Source{Path: "a.tex", Bytes: doc}}); err != nil {
			b.Fatal(err)
		}
	}
}
