package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// preformatted reports whether a page is plain text in the clothes of HTML, as
// old standards and the archives of mailing lists are: what stands in <pre> is
// the text, not program code in it.
func (r *htmlReader) preformatted() bool {
	if !r.isPage {
		return false
	}
	shown := 0
	for i := range r.blocks {
		shown += len(r.blocks[i].Text)
	}
	return r.pre > 1000 && r.pre > 5*shown
}

// isCode recognises program code in <pre>.
func isCode(o openElement) bool { return o.is(isSpan) && o.kind == document.Code }

// readPreformatted reads such a page as the plain text that it is. Its lines
// are those of the file. Links that do not show where they lead come first, as
// paragraphs of their own.
func readPreformatted(doc string) *document.Document {
	var text strings.Builder
	var links []document.Block
	var link document.Builder
	target, line := "", 1
	tags := html.NewTokenizer(strings.NewReader(doc))
	for offset, skipped := 0, atom.Atom(0); ; {
		kind := tags.Next()
		raw := doc[offset : offset+len(tags.Raw())]
		offset += len(raw)
		name, more := tags.TagName()
		switch tag := atom.Lookup(name); {
		case kind == html.ErrorToken:
			d, _ := readText(text.String()) // it reads any text
			d.Blocks = append(links, d.Blocks...)
			return d
		case kind == html.TextToken && skipped == 0:
			plain := html.UnescapeString(raw)
			text.WriteString(plain)
			link.Write(plain, line)
		case kind == html.EndTagToken && tag == skipped:
			skipped = 0
		case kind == html.StartTagToken && skipped == 0 && (tag == atom.Script || tag == atom.Style || tag == atom.Title):
			skipped = tag
		case kind == html.StartTagToken && tag == atom.A:
			target = ""
			for more {
				var key, value []byte
				if key, value, more = tags.TagAttr(); string(key) == "href" {
					target = string(value)
				}
			}
			link = document.Builder{}
			link.Open(document.Link, target)
		case kind == html.EndTagToken && tag == atom.A && address.IsWeb(target):
			if b := link.Take(document.Paragraph); b.Text != "" && address.Next(b.Text, 0) < 0 {
				links = append(links, b)
			}
			target = ""
		}
		newlines := strings.Count(raw, "\n")
		line += newlines
		if kind != html.TextToken || skipped != 0 {
			text.WriteString(strings.Repeat("\n", newlines))
		}
	}
}
