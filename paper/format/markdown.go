package format

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// readMarkdown reads CommonMark with GitHub's tables, strikethrough and bare
// addresses, footnotes, and YAML front matter.
func readMarkdown(doc string) (*document.Document, error) {
	title, body := frontMatter(doc)
	source := boundMarkdown([]byte(body))
	root := newMarkdownParser().Parse(text.NewReader(source))
	r := &markdownReader{source: source, lines: lineStarts(body)}
	r.children(root, 0)
	d := &document.Document{Title: title, Blocks: r.blocks}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// newMarkdownParser leaves out what goldmark's footnote extension does to the
// tree (it sorts notes by their first use and drops the unused ones) and its
// linkifier, whose idea of where an address ends is not ours.
func newMarkdownParser() parser.Parser {
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 850))
	inlines := append(parser.DefaultInlineParsers(),
		util.Prioritized(noteMarkParser{}, 101),
		util.Prioritized(bareAddressParser{}, 450),
		util.Prioritized(extension.NewStrikethroughParser(), 500))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200)))
}

// frontMatter blanks the YAML block at the head of a document, so that the
// lines keep their numbers, and returns the title it gives.
func frontMatter(doc string) (title, body string) {
	if !strings.HasPrefix(doc, "---\n") && !strings.HasPrefix(doc, "---\r\n") {
		return "", doc
	}
	pos := strings.IndexByte(doc, '\n') + 1
	for pos < len(doc) {
		line, _, _ := strings.Cut(doc[pos:], "\n")
		next := pos + len(line) + 1
		trimmed := strings.TrimRight(line, " \t\r")
		if trimmed == "---" || trimmed == "..." {
			next = min(next, len(doc))
			return title, strings.Repeat("\n", strings.Count(doc[:next], "\n")) + doc[next:]
		}
		if value, ok := strings.CutPrefix(trimmed, "title:"); ok && title == "" {
			title = unquoteYAML(value)
		}
		pos = next
	}
	return "", doc // never closed: a thematic break
}

// unquoteYAML reads a one-line YAML scalar. Block scalars give no title.
func unquoteYAML(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || s[0] == '>' || s[0] == '|' {
		return ""
	}
	if n := len(s); n > 1 && s[0] == s[n-1] && (s[0] == '"' || s[0] == '\'') {
		quote := s[:1]
		s = strings.ReplaceAll(s[1:n-1], quote+quote, quote)
		s = strings.ReplaceAll(s, `\`+quote, quote)
	}
	return document.Plain(s)
}

// firstHeading is the title of a document that names none elsewhere.
func firstHeading(blocks []document.Block) string {
	for _, b := range blocks {
		if b.Kind == document.Heading && b.Level <= 2 {
			return b.Text
		}
	}
	return ""
}

// A markdownReader turns goldmark's tree into blocks.
type markdownReader struct {
	source []byte
	lines  []int // offset of each line's first byte
	blocks []document.Block
	list   int // number of lists begun so far
}

func (r *markdownReader) children(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c, depth)
	}
}

// block adds what one node of block level holds. Code is no part of the text.
func (r *markdownReader) block(n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.Heading:
		b := r.leaf(n, document.Heading)
		b.Level = n.Level
		r.add(b)
	case *ast.Paragraph, *ast.TextBlock:
		r.add(r.leaf(n, document.Paragraph))
	case *ast.List:
		r.listItems(n, depth)
	case *extast.Footnote:
		r.note(n)
	case *ast.ThematicBreak:
		r.blocks = append(r.blocks, document.Block{Kind: document.Break, Line: r.line(n.Pos())})
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *extast.TableRow, *extast.TableHeader:
		for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
			r.add(r.leaf(cell, document.Paragraph))
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
	default:
		r.children(n, depth)
	}
}

func (r *markdownReader) add(b document.Block) {
	if b.Text != "" {
		r.blocks = append(r.blocks, b)
	}
}

// listItems adds a block for each item, and blocks of their own for what an
// item holds besides its first paragraph.
func (r *markdownReader) listItems(list *ast.List, depth int) {
	r.list++
	id, number := r.list, list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		first := true
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			before := len(r.blocks)
			r.block(c, depth+1)
			if first && len(r.blocks) > before && r.blocks[before].Kind == document.Paragraph {
				b := &r.blocks[before]
				b.Kind, b.Level, b.List = document.Item, depth, id
				if list.IsOrdered() {
					b.Marker = strconv.Itoa(number)
				}
			}
			first = false
		}
		number++
	}
}

// note adds a footnote's definition as one block: its paragraphs are one note.
func (r *markdownReader) note(n *extast.Footnote) {
	inner := &markdownReader{source: r.source, lines: r.lines}
	inner.children(n, 0)
	if len(inner.blocks) == 0 {
		return
	}
	b := document.Join(inner.blocks)
	b.Kind, b.Marker = document.Note, document.Plain(string(n.Ref))
	r.blocks = append(r.blocks, b)
}

// htmlBlock reads raw HTML as the HTML reader does.
func (r *markdownReader) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	d, err := readHTML(string(r.source[start:end]))
	if err != nil {
		return // raw HTML that cannot be read holds nothing to cite
	}
	first := r.line(start) - 1
	for _, b := range d.Blocks {
		b.Line += first
		for i := range b.Lines {
			b.Lines[i].Line += first
		}
		r.blocks = append(r.blocks, b)
	}
}

// line is the number of the line that holds the byte at offset.
func (r *markdownReader) line(offset int) int { return lineOf(r.lines, offset) }

// lineStarts returns the offset of the first byte of each line.
func lineStarts(s string) []int {
	starts := make([]int, 1, 1+strings.Count(s, "\n"))
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '\n')
		if n < 0 {
			return starts
		}
		i += n + 1
		starts = append(starts, i)
	}
}
