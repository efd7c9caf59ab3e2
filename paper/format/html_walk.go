package format

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An htmlReader walks a page's tree and writes blocks.
type htmlReader struct {
	blocks []document.Block
	b      document.Builder
	base   *url.URL
	main   *html.Node

	line int // on which the element began that was entered last
	text int // of the text that comes next

	inMain  bool
	entries int         // how many containers of references we are in
	notes   int         // how many containers of notes
	whole   bool        // we are in an entry or note: all of it is one block
	lists   []*htmlList // that we are in
	made    int         // number of lists so far
	term    string      // a <dt> that waits for its <dd>
	open    []openElement
}

type htmlList struct {
	id, next int
	ordered  bool
}

func (r *htmlReader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if r.reading() {
			r.b.Write(n.Data, r.text)
		}
		r.text += strings.Count(n.Data, "\n")
		return
	case html.CommentNode:
		r.text += strings.Count(n.Data, "\n")
		return
	case html.ElementNode:
		r.element(n)
		return
	}
	r.children(n)
}

func (r *htmlReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
}

// reading reports whether the text here is the paper's: that of its main
// content where the page marks it, and notes wherever they are.
func (r *htmlReader) reading() bool {
	return r.main == nil || r.inMain || r.entries > 0 || r.notes > 0
}

func (r *htmlReader) element(n *html.Node) {
	if marks := attribute(n.Attr, lineAttr); marks != "" {
		begins, ends, _ := strings.Cut(marks, " ")
		r.line, r.text = document.Number(begins), document.Number(ends)
	}
	references, notes := holdsReferences(n), holdsNotes(n)
	if r.skips(n) && !references && !notes {
		r.text += linesIn(n)
		return
	}
	if n == r.main {
		r.inMain = true
		defer func() { r.inMain = false }()
	}
	if references {
		r.entries++
		defer func() { r.entries-- }()
	}
	if notes {
		r.notes++
		defer func() { r.notes-- }()
	}
	switch {
	case r.whole:
		r.inside(n)
	case r.isNote(n):
		r.capture(n, document.Note)
	case r.isEntry(n):
		r.capture(n, document.Entry)
	case blockElements[n.DataAtom]:
		r.blockElement(n)
	default:
		r.inlineElement(n)
	}
}

// linesIn counts the line breaks in the text of what is skipped.
func linesIn(n *html.Node) int {
	count := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode || d.Type == html.CommentNode {
			count += strings.Count(d.Data, "\n")
		}
	}
	return count
}

// inside reads elements within an entry: blocks are lines of it.
func (r *htmlReader) inside(n *html.Node) {
	if blockElements[n.DataAtom] {
		r.b.LineBreak()
		r.children(n)
		r.b.LineBreak()
		return
	}
	r.inlineElement(n)
}

// capture makes one block of an element.
func (r *htmlReader) capture(n *html.Node, kind document.Kind) {
	r.flush()
	line := r.line
	marker := r.marker(n)
	if n.DataAtom == atom.Dd {
		marker, r.term = r.term, ""
	}
	r.whole = true
	r.children(n)
	r.whole = false
	if r.b.Empty() || !r.reading() {
		r.b = document.Builder{}
		r.next()
		return
	}
	b := r.b.Take(kind)
	r.next()
	b.Line, b.Marker = line, marker
	r.blocks = append(r.blocks, b)
}

// marker is the number that browsers print before an item, or the one that the
// id of a note ends with.
func (r *htmlReader) marker(n *html.Node) string {
	if n.DataAtom == atom.Li && len(r.lists) > 0 {
		list := r.lists[len(r.lists)-1]
		if value := document.Number(attribute(n.Attr, "value")); value > 0 {
			list.next = value
		}
		list.next++
		if list.ordered {
			return strconv.Itoa(list.next - 1)
		}
	}
	id := attribute(n.Attr, "id")
	digits := id[len(strings.TrimRight(id, "0123456789")):]
	if digits != "" && len(digits) < 5 && len(id) < 20 {
		return digits
	}
	return ""
}

// blockElement reads a block that is no entry.
func (r *htmlReader) blockElement(n *html.Node) {
	r.flush()
	line := r.line
	first := len(r.blocks)
	switch n.DataAtom {
	case atom.Ol, atom.Ul:
		r.made++
		start := 1
		if s := document.Number(attribute(n.Attr, "start")); s > 0 {
			start = s
		}
		r.lists = append(r.lists, &htmlList{id: r.made, next: start, ordered: n.DataAtom == atom.Ol})
		defer func() { r.lists = r.lists[:len(r.lists)-1] }()
	case atom.Hr:
		r.blocks = append(r.blocks, document.Block{Kind: document.Break, Line: line})
		return
	case atom.Tr:
		r.row(n)
		return
	}
	r.children(n)
	if n.DataAtom == atom.Dt {
		r.term = strings.Trim(string(r.b.Text), "[]() ")
	}
	r.flush()
	if len(r.blocks) == first || r.blocks[first].Kind != document.Paragraph {
		return
	}
	switch b := &r.blocks[first]; n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.Kind, b.Level, b.Line = document.Heading, int(n.Data[1]-'0'), line
	case atom.Li:
		b.Kind, b.Level, b.Marker = document.Item, len(r.lists)-1, r.marker(n)
		if len(r.lists) > 0 {
			b.List = r.lists[len(r.lists)-1].id
		}
	}
}

// row reads a table's row as one paragraph, unless the table is there for the
// page's layout.
func (r *htmlReader) row(n *html.Node) {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Section, atom.Article:
			r.children(n)
			r.flush()
			return
		}
	}
	r.whole = true
	r.children(n)
	r.whole = false
	r.flush()
}

func (r *htmlReader) inlineElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		r.b.LineBreak()
		return
	case atom.Wbr:
		return
	case atom.Img:
		return
	case atom.Td, atom.Th:
		r.b.Space = true
	case atom.Q:
		r.b.Write("“", r.text)
		r.children(n)
		r.b.Write("”", r.text)
		return
	}
	kind, ok := inlineElements[n.DataAtom]
	target := attribute(n.Attr, "href")
	if !ok || !r.reading() || kind == document.Link && target == "" {
		r.children(n)
		return
	}
	if kind == document.Link {
		target = r.resolve(target)
	}
	r.open = append(r.open, openElement{kind, target, r.b.Open(kind, target)})
	r.children(n)
	last := len(r.open) - 1
	if i := r.open[last].span; i >= 0 {
		r.b.Close(i)
	}
	r.open = r.open[:last]
}

// An openElement is an inline element that we are in, and its span in the
// block that is being written.
type openElement struct {
	kind   document.SpanKind
	target string
	span   int // -1 for none
}

// next begins a new block. Links go on in it: <a><div>…</div></a> is one link
// over blocks. Emphasis of whole blocks means nothing.
func (r *htmlReader) next() {
	for i := range r.open {
		r.open[i].span = -1
		if o := r.open[i]; o.kind == document.Link {
			r.open[i].span = r.b.Open(o.kind, o.target)
		}
	}
}

// resolve makes a link absolute where the page says against what; anchors
// inside the page stay what they are.
func (r *htmlReader) resolve(href string) string {
	href = strings.TrimSpace(href)
	if r.base == nil || address.IsWeb(href) || strings.HasPrefix(href, "#") {
		if strings.HasPrefix(href, "//") {
			return "https:" + href
		}
		return href
	}
	if target, err := r.base.Parse(href); err == nil {
		return target.String()
	}
	return href
}

func (r *htmlReader) flush() {
	if r.whole {
		return
	}
	if !r.b.Empty() && r.reading() {
		r.blocks = append(r.blocks, r.b.Take(document.Paragraph))
	} else {
		r.b = document.Builder{}
	}
	r.next()
}
