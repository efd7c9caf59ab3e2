package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth bounds how deep the trees of the fallback get.
const maxDepth = 200

// maxMarkup bounds the bytes that go into a tree, which takes several times
// their size: 64 pages of 20 MiB, parsed at the same time, took 10 GB. Pages
// that people cite have less; what says title and date stands in front.
const maxMarkup = 4 << 20

// cutBody cuts a body before it is decoded. UTF-16 takes two bytes for what is
// one when decoded. The cut stands before a tag, so that it parts no character.
func cutBody(body []byte) ([]byte, bool) {
	if len(body) <= 2*maxMarkup {
		return body, false
	}
	body = body[:2*maxMarkup]
	if i := bytes.LastIndexByte(body, '<'); i > 0 {
		body = body[:i]
	}
	return body, true
}

// cutMarkup cuts a page off after maxMarkup bytes.
func cutMarkup(s string) (string, bool) {
	if len(s) <= maxMarkup {
		return s, false
	}
	return strings.ToValidUTF8(s[:maxMarkup], ""), true
}

// parseTree parses a page as browsers do, as much of it as a tree may hold, and
// reports whether that was all. The parser refuses pages whose elements stand
// more than 512 deep; such a page still has a head that is worth reading, so it
// gets a tree from its tags alone, and so does one that makes a parser build
// many times what is written.
func parseTree(s string) (root *html.Node, cut bool) {
	end := fit(s)
	cut, s = end < len(s), s[:end]
	if root, ok := orderly(s); ok {
		return root, cut
	}
	if !grows(s) {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			return root, cut
		}
	}
	return flatTree(s), cut
}

// flatTree builds a tree from the tags as written, none of them implied, and
// puts what would be deeper than maxDepth beside its parent.
func flatTree(s string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	b := builder{at: root, open: map[string]int{}}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return root
		case html.TextToken:
			b.at.AppendChild(&html.Node{Type: html.TextNode, Data: z.Token().Data})
		case html.StartTagToken:
			b.start(z.Token(), false)
		case html.SelfClosingTagToken:
			b.start(z.Token(), true)
		case html.EndTagToken:
			b.end(z.Token().Data)
		}
	}
}

// builder is the state of flatTree.
type builder struct {
	at    *html.Node
	depth int
	open  map[string]int // how many elements of a name are open, so that a stray end tag costs nothing
}

func (b *builder) start(t html.Token, closed bool) {
	n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
	b.at.AppendChild(n)
	if closed || void(t.DataAtom) || b.depth >= maxDepth {
		return
	}
	b.at = n
	b.depth++
	b.open[t.Data]++
}

func (b *builder) end(name string) {
	if b.open[name] == 0 {
		return
	}
	for {
		closed := b.at.Data
		b.open[closed]--
		b.at = b.at.Parent
		b.depth--
		if closed == name {
			return
		}
	}
}

// void reports whether elements of this name have no content.
func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// attr is the value of an element's attribute, "" where it has none.
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr reports whether an element has an attribute, be it empty.
func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}
