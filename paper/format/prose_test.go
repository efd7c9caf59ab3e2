package format

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/citecheck/citecheck/paper/document"
)

// readFiles reads a document as format, with files beside it.
func readFiles(t testing.TB, format, doc string, files map[string]string) *document.Document {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var r Reader
	d, _, err := r.Read(context.Background(), Source{Path: "paper." + format, Bytes: []byte(doc), Format: format, Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump writes blocks one a line: the kind of those that are no paragraphs, the
// line, the text with its links, citations and literals marked.
func dump(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		names := []string{"", "heading", "item", "note", "entry", "break"}
		head := names[block.Kind]
		if block.Kind == document.Heading {
			head += fmt.Sprint(block.Level)
		}
		for _, s := range []string{block.Marker, block.Key} {
			if s != "" {
				head += " " + s
			}
		}
		place := fmt.Sprint(block.Line)
		if block.Part != "" {
			place = block.Part + ":" + place
		}
		fmt.Fprintln(&b, strings.TrimSpace(head+" @"+place+" "+marked(&block)))
	}
	return strings.TrimSpace(b.String())
}

// marked writes a block's text with its spans: {link|target}, {=code}, {@key},
// {*strong}, {/emphasis}, {^raised}.
func marked(b *document.Block) string {
	opens, closes := map[int]string{}, map[int]string{}
	for _, s := range b.Spans {
		open, shut := map[document.SpanKind]string{document.Emphasis: "{/", document.Strong: "{*", document.Link: "{", document.Superscript: "{^", document.Code: "{=", document.Cite: "{@"}[s.Kind], "}"
		if s.Kind == document.Link && s.Target != b.Text[s.Start:s.End] {
			shut = "|" + s.Target + "}"
		}
		if s.Kind == document.Cite {
			shut = "|" + s.Target + "}"
		}
		opens[s.Start] += open
		closes[s.End] = shut + closes[s.End]
	}
	var out strings.Builder
	for i := 0; i <= len(b.Text); i++ {
		out.WriteString(closes[i])
		out.WriteString(opens[i])
		if i < len(b.Text) {
			out.WriteByte(b.Text[i])
		}
	}
	return out.String()
}

// A lightTest is a document and the blocks that it becomes.
type lightTest struct {
	name, doc, want string
	files           map[string]string
}

func testBlocks(t *testing.T, format string, tests []lightTest) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dump(readFiles(t, format, tt.doc, tt.files).Blocks)
			if want := strings.TrimSpace(tt.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestHostileLight reads documents that are made to be slow or deep. It fails
// by running into the test's own time limit, or by a stack that overflows.
func TestHostileLight(t *testing.T) {
	const size = 1 << 16
	repeat := func(s string) string { return strings.Repeat(s, 1+size/len(s)) }
	deep := func(unit string) string { // each line indented further than the one above
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat(" ", i) + unit)
		}
		return b.String()
	}
	docs := map[string][]string{
		"rst": {repeat("- "), repeat("* a\n"), repeat("- a\n\n  "), deep("- a\n"), deep("a\n\n"), deep("a\n"), deep(".. note::\n"), repeat("*a "), repeat("**a "), repeat("``a "), repeat("`a "), repeat("`a`_ "),
			repeat("`a <b"), repeat("`a <b>`__ "), repeat("|a "), repeat("|a| "), ".. |a| replace:: " + strings.Repeat("|a|", 1000) + "\n\n" + repeat("|a| "), repeat(":a:`b "), repeat(":a:b"), repeat("a_ "), repeat("a__ "), repeat("a_.a"), repeat("[1]_ "), repeat("[a "),
			repeat(".. [1] a\n"), repeat(".. [#] a\n"), "a [#]_\n\n" + repeat(".. [*] a\n"), repeat(".. _a: b\n"), repeat(".. _a:\n"), ".. _a: b_\n.. _b: a_\n\n" + repeat("a_ "), repeat("__ a\n"), repeat(".. a::\n"), repeat("..\n "),
			repeat("+-+-"), repeat("+-+\n"), "+" + strings.Repeat("-+", 900) + "\n" + repeat("|"+strings.Repeat("a|", 900)+"\n"), repeat("== ==\n"), "== ==\n" + repeat("a  b\n"), repeat("| a\n"), repeat("::\n\n"), repeat("a::\n"), repeat(":a: b\n"), repeat(":a"), repeat("a\n=\n"),
			repeat("https://a.b/ "), "https://" + repeat("a/"), repeat("\\"), repeat("\\*"), repeat("<`"), repeat("\t"), repeat("\ta\n"), repeat("a\n "), repeat("1. a\n"), repeat("(i) a\n\n"), ".. csv-table::\n\n   " + repeat("a,"), ".. csv-table::\n\n   " + repeat("\"a,"), repeat("''''"), repeat("a\n\n"), repeat(".. [1]\n   a\n\n   "),
			".. [1] a\n\n" + repeat("   a\n\n")},
		"asciidoc": {repeat("* "), repeat("* a\n"), repeat("** a\n* a\n"), repeat(". a\n+\n"), repeat("*a "), repeat("**a "), repeat("_a "), repeat("`a "), repeat("#a "), repeat("*_`#"), repeat("*_a "), repeat("+a "), repeat("+++"), repeat("$$"), repeat("^a"), repeat("<<"), repeat("<<a>>"), repeat("["), repeat("[["), repeat("[]"), repeat("[a]#"),
			repeat("(("), repeat("((("), repeat("\"`"), repeat("link:"), repeat("link:a["), repeat("link:a[b]"), repeat("footnote:["), repeat("footnote:[a]"), repeat("footnote:a[]"), repeat("pass:["), repeat("pass:[<a href=b>"), repeat("image:a["), repeat("cite:[a] "), repeat("https://a.b["), repeat("https://a.b[c]"), repeat("https://a.b/ "), "https://" + repeat("a/"),
			repeat("====\n"), repeat("----\n"), repeat("--\n"), repeat("++++\n"), "++++\n" + repeat("<div>"), repeat("|===\n"), "|===\n" + repeat("|"), "|===\n" + repeat("a|b "), "|===\n" + repeat("a|\n|===\n"), ",===\n" + repeat("a,"), repeat("[a]\n"), repeat("[a,"), repeat(".a\n"), repeat("= a\n"), repeat("a\n-\n"), repeat("a::\n"), repeat("a:: b\n"), repeat("a:"),
			repeat("ifdef::a[]\n"), repeat("ifndef::a[]\n"), repeat("endif::[]\n"), repeat("ifeval::[1 == 1]\n"), repeat("include::a[]\n"), repeat("{a}"), repeat("{"), ":a: {empty}x\n\n" + repeat("{a}"), bomb(), repeat(":a: b \\\n"), repeat("a +\n"), repeat("\\"), repeat("\\https://a.b "), repeat("//\n"), repeat("a\n// b\n"), repeat("a ++ "), repeat("xref:a[] ")},
		"org": {repeat("* "), repeat("* a\n"), repeat("*"), repeat("- a\n"), deep("- a\n"), repeat("- "), repeat("*a "), repeat("/a "), repeat("=a "), repeat("*/_a "), repeat("*/_+"), repeat("[["), repeat("[[a]["), repeat("[[a][b"), repeat("[[a][b]]"), repeat("[[a]]"), repeat("["), repeat("[fn:"), repeat("[fn::"), repeat("[fn:: a]"), repeat("[fn:a] "), repeat("[fn:a] b\n"),
			repeat("[cite:"), repeat("[cite:@a"), repeat("[cite:@a]"), repeat("cite:a"), repeat("cite:a,"), repeat("cite:"), repeat("cite:&a;&"), repeat("<"), repeat("<<"), repeat("<<a>>"), repeat("<https://a.b"), repeat("{{{"), repeat("{{{a}}}"), "#+MACRO: a " + strings.Repeat("{{{a}}}", 500) + "\n\n" + repeat("{{{a}}} "), repeat("\\"), repeat("\\\\\n"), repeat("\\("), repeat("@@"), repeat("@@a:"),
			repeat("#+begin_src\n"), repeat("#+begin_src\n") + "* a\n", repeat("#+begin_a\n"), repeat("#+begin_src\na\n#+end_src\n"), repeat(":a:\n"), repeat(":a:\n:end:\n"), repeat("\\begin{a}\n"), repeat("|a\n"), repeat("|"), repeat("#+INCLUDE: a\n"), repeat("#+LINK: a b\n"), repeat("#+TITLE: a\n"), repeat("#+TODO: a b\n"), repeat("#+BIBLIOGRAPHY: a\n"), repeat("* COMMENT a\n"), repeat("https://a.b/ "), "https://" + repeat("a/"), repeat("a\n\n"), "[fn:a] b\n" + repeat("c\n\n"), repeat("a :: b\n"), repeat("- a :: b\n"), repeat("a:"), repeat("[")},
	}
	for format, list := range docs {
		for _, doc := range list {
			t.Run(fmt.Sprintf("%s %.20q", format, doc), func(t *testing.T) {
				start := time.Now()
				var r Reader
				if _, _, err := r.Read(context.Background(), Source{Path: "a", Bytes: []byte(doc), Format: format}); err != nil {
					if errors.Is(err, ErrFault) {
						t.Error(err)
					}
				}
				if spent := time.Since(start); spent > time.Second {
					t.Logf("%v", spent)
				}
			})
		}
	}
}

// bomb is a document whose attributes stand for ever more of each other.
func bomb() string {
	var b strings.Builder
	b.WriteString(":a0: ten bytes!\n")
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, ":a%d: {a%d}{a%d}{a%d}\n", i, i-1, i-1, i-1)
	}
	return b.String() + "\n" + strings.Repeat("{a4}{a5}{a39}\n", 10000)
}

// TestIncludes reads documents that include files: once each, never in a
// circle, never from outside of the folder, and not too many.
func TestIncludes(t *testing.T) {
	directives := map[string]string{"rst": ".. include:: %s\n", "asciidoc": "include::%s[]\n", "org": "#+INCLUDE: \"%s\"\n"}
	for format, directive := range directives {
		t.Run(format, func(t *testing.T) {
			include := func(name string) string { return fmt.Sprintf(directive, name) + "\n" }
			files := map[string]string{
				"parts/one":       "One https://a.org/1\n\n" + include("two"),
				"parts/two":       "Two https://a.org/2\n\n" + include("one") + include("../paper."+format),
				"paper." + format: "x",
				"bomb":            strings.Repeat(include("bomb2"), 20),
				"bomb2":           strings.Repeat(include("bomb3"), 20),
				"bomb3":           strings.Repeat(include("leaf"), 20),
				"leaf":            "Leaf\n\n",
			}
			doc := "Start\n\n" + include("parts/one") + include("../../etc/passwd") + include("/etc/passwd") + include("missing") + "End https://a.org/3\n"
			got := dump(readFiles(t, format, doc, files).Blocks)
			want := "@1 Start\n@parts/one:1 One {https://a.org/1}\n@parts/two:1 Two {https://a.org/2}\n@11 End {https://a.org/3}"
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if n := len(readFiles(t, format, include("bomb"), files).Blocks); n > maxIncludes {
				t.Errorf("%d blocks", n)
			}
		})
	}
}
