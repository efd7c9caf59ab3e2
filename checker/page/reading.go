package page

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
)

// maxElements bounds the pages that are searched for an article: the search
// weighs each element several times over.
const maxElements = 50_000

// ReadingText is the text that a browser's reading mode would show: the article
// without what stands around it, a block a line. Where the page is no article,
// or too large to be searched, it is Text.
func (p *Page) ReadingText() (text string) {
	if p.Doc == nil {
		return p.Text
	}
	defer func() {
		if recover() != nil { // a page that brings the library to a fault is read without it
			text = p.Text
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	article, err := parser.ParseDocument(p.Doc.Nodes[0], p.url)
	if err != nil || article.Node == nil {
		return p.Text
	}
	var b strings.Builder
	if err := article.RenderText(&b); err != nil {
		return p.Text
	}
	if text = foldLines(b.String()); text == "" {
		return p.Text
	}
	return text
}
