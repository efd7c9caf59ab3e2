package layout

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// title is the largest text of the first page.
func (r *reader) title() string {
	var lines []*line
	var size float32
	for _, c := range r.columns {
		for _, l := range c.lines {
			if l.page != 1 || len(l.text()) < 4 {
				continue
			}
			switch {
			case l.size > 1.05*size:
				lines, size = []*line{l}, l.size
			case l.size > 0.95*size && len(lines) > 0 && l.number == lines[len(lines)-1].number+1:
				lines = append(lines, l)
			}
		}
	}
	if size < 1.1*r.size {
		return ""
	}
	return strings.TrimSpace(r.write(lines, document.Heading).Text)
}

// withPictures adds the links of pictures, each as a paragraph that says where
// it leads. What is linked from several pages is furniture.
func withPictures(blocks []document.Block, pictures [][]*Link) []document.Block {
	count := map[string]int{}
	for _, links := range pictures {
		for _, l := range links {
			count[l.URI]++
		}
	}
	for i, links := range pictures {
		for _, l := range links {
			if count[l.URI] > 1 {
				continue
			}
			var b document.Builder
			span := b.Open(document.Link, l.URI)
			b.Write(l.URI, 1)
			b.Close(span)
			block := b.Take(document.Paragraph)
			block.Page = i + 1
			blocks = append(blocks, block)
		}
	}
	return blocks
}
