package page

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Orderly builds the tree of a page whose tags are in order, which most are,
// in half the time that a parser takes that has to be ready for everything. It
// follows the HTML standard, section 13.2.6, as html.Parse does, and gives up
// where that would move elements or open them again: where a format is not
// closed inside the block that it was opened in, where a table holds what
// belongs into its cells, and where rare elements have rules of their own. Then
// ok is false and the page is for html.Parse. The tree is that of html.Parse
// but for the doctype, which is left out, and svg names, which stay lower-case.
// Its strings are parts of the page.
func orderly(s string) (root *html.Node, ok bool) {
	if strings.IndexByte(s, 0) >= 0 {
		return nil, false
	}
	if strings.IndexByte(s, '\r') >= 0 { // newlines are made one kind, as the standard does before all else
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	o := &builderInOrder{z: scanner{page: s}}
	o.root = o.node(html.DocumentNode)
	o.at = o.root
	for {
		o.z.cdata = o.at.Namespace != ""
		switch o.z.next() {
		case html.ErrorToken:
			return o.root, !o.z.odd && o.phase >= inBody
		case html.TextToken:
			o.text(o.z.text)
		case html.StartTagToken:
			o.start(o.tag(), false)
		case html.SelfClosingTagToken:
			o.start(o.tag(), true)
		case html.EndTagToken:
			o.end(o.z.atom, o.z.name)
		case html.CommentToken:
			o.comment(o.z.text)
		}
		if o.odd {
			return nil, false
		}
	}
}

// A phase is what the standard calls an insertion mode, as far as the open
// elements do not tell it.
type phase uint8

const (
	beforeHTML phase = iota
	beforeHead
	inHead
	afterHead
	inBody
	afterBody
	afterHTML
)

const (
	maxOpen   = 500     // elements inside each other; html.Parse has 512
	maxJoined = 1 << 20 // bytes of texts that are joined, which copies them
)

// builderInOrder is the state of orderly. The open elements are at and its
// ancestors: nothing is ever moved.
type builderInOrder struct {
	z      scanner
	root   *html.Node
	at     *html.Node
	form   *html.Node
	phase  phase
	raw    bool // inside an element that has only text
	odd    bool // the page is not for us
	depth  int
	joined int

	spare      []html.Node
	spareAttrs []html.Attribute
}

// node takes a node out of a block: one allocation for many.
func (o *builderInOrder) node(t html.NodeType) *html.Node {
	if len(o.spare) == 0 {
		o.spare = make([]html.Node, 32)
	}
	n := &o.spare[0]
	o.spare = o.spare[1:]
	n.Type = t
	return n
}

// tag makes an element of the start tag that was read.
func (o *builderInOrder) tag() *html.Node {
	n := o.node(html.ElementNode)
	n.DataAtom, n.Data = o.z.atom, o.z.name
	if len(o.z.attrs) > 0 {
		n.Attr = o.keep(o.z.attrs)
	}
	return n
}

// keep copies attributes into a block that many elements share.
func (o *builderInOrder) keep(list []html.Attribute) []html.Attribute {
	if len(list) > len(o.spareAttrs) {
		o.spareAttrs = make([]html.Attribute, max(32, len(list)))
	}
	kept := o.spareAttrs[:len(list):len(list)]
	o.spareAttrs = o.spareAttrs[len(list):]
	copy(kept, list)
	return kept
}

// implied makes an element that a page need not write.
func (o *builderInOrder) implied(a atom.Atom) {
	n := o.node(html.ElementNode)
	n.DataAtom, n.Data = a, a.String()
	o.add(n)
}

// add puts an element below the innermost open one and opens it.
func (o *builderInOrder) add(n *html.Node) {
	o.at.AppendChild(n)
	o.at = n
	if o.depth++; o.depth > maxOpen {
		o.odd = true
	}
}

// addVoid adds an element that has no content.
func (o *builderInOrder) addVoid(n *html.Node) { o.at.AppendChild(n) }

func (o *builderInOrder) pop() {
	o.at = o.at.Parent
	o.depth--
}

// closeTo closes the open elements up to n, one of them. A format among them
// would be opened again in what follows.
func (o *builderInOrder) closeTo(n *html.Node) {
	for o.at != n {
		o.odd = o.odd || isFormat(o.at)
		o.pop()
	}
	o.odd = o.odd || isFormat(n)
	o.pop()
}

func (o *builderInOrder) comment(text string) {
	n := o.node(html.CommentNode)
	n.Data = text
	switch o.phase {
	case beforeHTML, afterHTML:
		o.root.AppendChild(n)
	case afterBody:
		o.root.LastChild.AppendChild(n)
		o.odd = o.root.LastChild.DataAtom != atom.Html
	default:
		o.at.AppendChild(n)
	}
}

func (o *builderInOrder) text(s string) {
	blank := skipBlanks(s, 0) == len(s)
	if o.phase < inHead && blank {
		return
	}
	if !blank && o.at.Namespace == "" && !o.raw {
		switch {
		case o.phase < inBody:
			o.odd = true
		case o.phase > inBody:
			o.phase = inBody
		}
		switch o.at.DataAtom {
		case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Colgroup:
			o.odd = true
		}
	}
	if (o.at.DataAtom == atom.Pre || o.at.DataAtom == atom.Textarea) && o.at.FirstChild == nil {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
	}
	if s == "" {
		return
	}
	if last := o.at.LastChild; last != nil && last.Type == html.TextNode {
		last.Data += s
		o.joined += len(last.Data)
		o.odd = o.odd || o.joined > maxJoined
		return
	}
	n := o.node(html.TextNode)
	n.Data = s
	o.at.AppendChild(n)
}

func (o *builderInOrder) start(n *html.Node, closed bool) {
	if o.at.Namespace != "" {
		o.startForeign(n, closed)
		return
	}
	if o.raw {
		o.odd = true
		return
	}
	switch a := n.DataAtom; {
	case a == atom.Html && o.phase == beforeHTML:
		o.add(n)
		o.phase = beforeHead
	case a == atom.Head && o.phase <= beforeHead:
		o.openUpTo(beforeHead)
		o.add(n)
		o.phase = inHead
	case a == atom.Body && o.phase <= afterHead:
		o.openUpTo(afterHead)
		o.add(n)
		o.phase = inBody
	case a == atom.Html || a == atom.Head || a == atom.Body || a == atom.Frameset:
		o.odd = true
	case belongsInHead(a):
		o.odd = o.odd || o.phase == afterHead
		o.openUpTo(inHead)
		o.startInHead(n)
	default:
		o.openUpTo(inBody)
		if !o.startInTable(n) {
			o.startInBody(n, closed)
		}
	}
}

// openUpTo opens or closes what stands around a page's content and need not be
// written.
func (o *builderInOrder) openUpTo(p phase) {
	for o.phase < p {
		switch o.phase {
		case beforeHTML:
			o.implied(atom.Html)
		case beforeHead:
			o.implied(atom.Head)
		case inHead:
			o.pop()
		case afterHead:
			o.implied(atom.Body)
		}
		o.phase++
	}
	if o.phase > inBody {
		o.phase = inBody
	}
}

func belongsInHead(a atom.Atom) bool {
	switch a {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta,
		atom.Noframes, atom.Noscript, atom.Script, atom.Style, atom.Title, atom.Template:
		return true
	}
	return false
}

func (o *builderInOrder) startInHead(n *html.Node) {
	inTable := isTablePart(o.at.DataAtom)
	switch n.DataAtom {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		o.odd = o.odd || inTable
		o.addVoid(n)
	case atom.Script, atom.Style:
		o.odd = o.odd || o.at.DataAtom == atom.Colgroup
		o.addRaw(n)
	case atom.Template:
		o.odd = true
	default:
		o.odd = o.odd || inTable
		o.addRaw(n)
	}
}

// addRaw opens an element in which there is only text, as the tokenizer knows.
func (o *builderInOrder) addRaw(n *html.Node) {
	o.add(n)
	o.raw = true
}

func (o *builderInOrder) end(a atom.Atom, name string) {
	switch {
	case o.raw:
		o.raw = false
		o.pop()
	case o.at.Namespace != "":
		o.endForeign(name)
	case o.phase < inHead:
		o.odd = true
	case o.phase < inBody:
		o.endInHead(a)
	case a == atom.Body || a == atom.Html:
		o.endOuter(a)
	default:
		o.phase = inBody
		if !o.endInTable(a) {
			o.endInBody(a, name)
		}
	}
}

func (o *builderInOrder) endInHead(a atom.Atom) {
	switch a {
	case atom.Head:
		if o.phase == inHead {
			o.pop()
			o.phase = afterHead
		}
	case atom.Body, atom.Html, atom.Br, atom.Template:
		o.odd = true
	}
}

func (o *builderInOrder) endOuter(a atom.Atom) {
	if o.phase == inBody && o.inScope(defaultScope, atom.Body) == nil {
		return
	}
	if a == atom.Html {
		o.phase = afterHTML
	} else if o.phase == inBody {
		o.phase = afterBody
	} else {
		o.odd = true
	}
}

// sortAttributes gives formats the order in which html.Parse has them.
func sortAttributes(list []html.Attribute) {
	slices.SortFunc(list, func(a, b html.Attribute) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Val, b.Val))
	})
}
