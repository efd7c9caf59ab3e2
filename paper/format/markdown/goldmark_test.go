package markdown

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/yuin/goldmark/ast"
	gold "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// TestAgainstGoldmark compares our reading of CommonMark with goldmark's, an
// independent one: the text of each block, its kind, and where its links lead.
func TestAgainstGoldmark(t *testing.T) {
	docs := commonMark
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var doc strings.Builder
		for range 2 + random.IntN(12) {
			doc.WriteString(markdownBits[random.IntN(len(markdownBits))])
		}
		docs = append(docs, doc.String())
	}
	for _, src := range docs {
		if !shared(src) {
			continue
		}
		if got, want := ours(src), goldmarks(src); got != want {
			t.Errorf("%q\ngot\n%s\nwant\n%s", src, got, want)
		}
	}
}

// markdownBits are put together to documents.
var markdownBits = []string{"- ", "-", "1. ", "2) ", "> ", ">", "    ", "  ", " ", "\n", "\n", "\n", "\n\n", "*", "**", "_", "__", "[", "]", "[a]", "(b)", "](", "\n\n[a]: /u\n\n", "`", "``", "```\n",
	"<div>", "</div>", "<!--", "-->", "# ", "## ", "#", "---", "===", "a", "b c", "d", "\"t\"", "(", ")", "<", ">", "&amp;", "+ ", "* ", "***", "é", ".", "  \n"}

// commonMark are documents in which much of CommonMark's block structure and
// much of its inline syntax stands.
var commonMark = []string{
	"# One\n\nTwo *three* **four** _five_ __six__ ***seven***\nlines\n===\n\n> quote\nlazy\n> - a\n>   - b\n\n1. x\n\n   y\n2) z\n***\n",
	"- a\n - b\n  - c\n\n      code\n\n    d\n+ e\n\n10. f\n    - g\n\n```go\nx\n```\n    y\n",
	"[a](b) [c](<d e> \"f\") [g][h] [i][] [j]\n\n[h]: /k 'l'\n[i]: <m>\n[J]:\n/n\n\"o\np\"\n[q\\]]: r\n",
	"`a` ``b ` c`` \\* \\[x](y) &amp; &#35; <https://a.b> <i x=\"y\">z</i>\n",
	"<div>\n*x*\n\n*y*\n</div>\n\n<!-- a\n\nb --> c\n<pre>\n\n</pre>\nz\n<x-y>\n\nd  \ne\\\nf\n",
	"*a _b* c_ **d*e** *f**g* __h_i__ a*b*c d_e_f *(g)*h (*i*)\n---\n[a [b](c) d](e) [f]( g\n'h' ) [i](j(k)l) [m](\n",
}

// shared reports whether both readings mean to agree on src. Ours knows more
// (deletions, tables, definition lists), lets no link be without text, and
// looks for addresses without brackets; goldmark takes a backslash before an
// address in brackets otherwise.
func shared(src string) bool {
	if strings.ContainsAny(src, "~|") || strings.Contains(src, `\&`) || strings.Contains(src, `\<`) || strings.Contains(src, "![") {
		return false
	}
	for line := range strings.SplitSeq(src, "\n") {
		if delimiters(line) > 0 {
			return false
		}
	}
	return !strings.Contains(strings.NewReplacer(" ", "", "\n", "").Replace(src), "[](")
}

func ours(src string) string {
	how := HTML{Blocks: func(string, int) []document.Block { return nil }}
	var b strings.Builder
	for _, block := range Read(how, src).Blocks {
		var links []string
		for _, s := range block.Spans {
			if s.Kind == document.Link {
				links = append(links, s.Target)
			}
		}
		describe(&b, block.Kind, block.Level, block.Text, links)
	}
	return b.String()
}

func describe(b *strings.Builder, kind document.Kind, level int, text string, links []string) {
	if kind == document.Item {
		kind, level = document.Paragraph, 0
	}
	text = strings.Join(strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(document.Plain(text))), "")
	if text == "" && kind != document.Break {
		return
	}
	fmt.Fprintln(b, kind, level, text, links)
}

func goldmarks(src string) string {
	source := []byte(src)
	root := gold.NewParser(gold.WithBlockParsers(gold.DefaultBlockParsers()...), gold.WithInlineParsers(gold.DefaultInlineParsers()...),
		gold.WithParagraphTransformers(gold.DefaultParagraphTransformers()...)).Parse(text.NewReader(source))
	var b strings.Builder
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			content, links := inlines(n, source)
			describe(&b, document.Heading, n.Level, content, links)
		case *ast.Paragraph, *ast.TextBlock:
			content, links := inlines(n, source)
			describe(&b, document.Paragraph, 0, content, links)
		case *ast.ThematicBreak:
			describe(&b, document.Break, 0, "", nil)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// inlines are the text of a block and the targets of its links.
func inlines(n ast.Node, source []byte) (string, []string) {
	var b bytes.Buffer
	var links []string
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			value := n.Segment.Value(source)
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				value = []byte(html.UnescapeString(string(util.UnescapePunctuations(value))))
			}
			b.Write(value)
		case *ast.Link:
			links = append(links, html.UnescapeString(string(n.Destination)))
		case *ast.AutoLink:
			b.Write(n.Label(source))
			links = append(links, string(n.Label(source)))
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String(), links
}
