package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/markdown"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMarkdown reads Markdown as markdown.Read does, and YAML front matter.
func readMarkdown(doc string) (*document.Document, error) {
	title, body := frontMatter(doc)
	text := markdown.Read(body, rawHTML)
	d := &document.Document{Title: title, Blocks: text.Blocks}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// rawHTML is how raw HTML in Markdown is read: as the HTML reader reads it.
var rawHTML = markdown.HTML{
	Blocks: func(raw string) []document.Block {
		d, err := readHTML(raw)
		if err != nil {
			return nil // raw HTML that cannot be read holds nothing to cite
		}
		return d.Blocks
	},
	Inline: inlineElements,
	References: func(id, classes string) bool {
		return holdsReferences(&html.Node{DataAtom: atom.Div, Attr: []html.Attribute{{Key: "id", Val: id}, {Key: "class", Val: classes}}})
	},
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
