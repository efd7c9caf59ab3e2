package page

import (
	"bytes"
	"cmp"
	"io"
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
func orderly(s string) (root *html.Node, ok bool) {
	o := &builderInOrder{z: html.NewTokenizer(strings.NewReader(s))}
	o.root = o.node(html.DocumentNode)
	o.at = o.root
	for {
		o.z.AllowCDATA(o.at.Namespace != "")
		switch o.z.Next() {
		case html.ErrorToken:
			return o.root, o.z.Err() == io.EOF && o.phase >= inBody
		case html.TextToken:
			o.text(o.words())
		case html.StartTagToken:
			o.start(o.tag(), false)
		case html.SelfClosingTagToken:
			o.start(o.tag(), true)
		case html.EndTagToken:
			name := o.name(2)
			a := atom.Lookup(name)
			o.end(a, nameOf(a, name))
		case html.CommentToken:
			o.comment(string(o.z.Text()))
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
	space     = " \t\r\n\f"
)

// builderInOrder is the state of orderly. The open elements are at and its
// ancestors: nothing is ever moved.
type builderInOrder struct {
	z      *html.Tokenizer
	root   *html.Node
	at     *html.Node
	form   *html.Node
	phase  phase
	raw    bool // inside an element that has only text
	odd    bool // the page is not for us
	depth  int
	joined int
	attrs  []html.Attribute // of one tag

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

func nameOf(a atom.Atom, name []byte) string {
	if a != 0 {
		return a.String()
	}
	return string(name)
}

// name is the name of the tag that was read, which begins at byte from of it.
// Names as almost all are need not be copied, as the tokenizer does.
func (o *builderInOrder) name(from int) []byte {
	raw := o.z.Raw()
	for i := from; i < len(raw); i++ {
		switch c := raw[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-':
		case c == '>' || c == ' ' || c == '\n' || c == '/':
			return raw[from:i]
		default:
			name, _ := o.z.TagName()
			return name
		}
	}
	name, _ := o.z.TagName()
	return name
}

// words is the text that was read.
func (o *builderInOrder) words() string {
	if raw := o.z.Raw(); bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return string(raw)
	}
	return string(o.z.Text())
}

// tag makes an element of the start tag that was read.
func (o *builderInOrder) tag() *html.Node {
	name := o.name(1)
	n := o.node(html.ElementNode)
	n.DataAtom = atom.Lookup(name)
	n.Data = nameOf(n.DataAtom, name)
	o.attrs = o.attrs[:0]
	for more := true; more; {
		var key, value []byte
		if key, value, more = o.z.TagAttr(); len(key) > 0 {
			o.attrs = append(o.attrs, html.Attribute{Key: atom.String(key), Val: string(value)})
		}
	}
	if len(o.attrs) > 0 {
		n.Attr = o.keep(o.attrs)
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
	if strings.IndexByte(s, 0) >= 0 {
		o.odd = true
		return
	}
	blank := s == "" || s[0] <= ' ' && strings.TrimLeft(s, space) == ""
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

// startForeign opens an element of an svg.
func (o *builderInOrder) startForeign(n *html.Node, closed bool) {
	switch o.at.Data {
	case "desc", "foreignobject", "title":
		o.odd = true // HTML begins again in them
		return
	}
	switch n.DataAtom {
	case 0, atom.A, atom.Style, atom.Script, atom.Title, atom.Desc, atom.Image:
	default:
		o.odd = true // HTML that ends the svg, or a name that both have
	}
	n.Namespace = "svg"
	adjustForeign(n.Attr)
	o.add(n)
	o.z.NextIsNotRawText()
	if closed {
		o.pop()
	}
}

func (o *builderInOrder) endForeign(name string) {
	for n := o.at; n.Namespace != ""; n = n.Parent {
		if n.Data == name {
			o.closeTo(n)
			return
		}
	}
	o.odd = true
}

// adjustForeign splits off the prefixes of attributes, section 13.2.6.1.
func adjustForeign(list []html.Attribute) {
	for i := range list {
		switch a := &list[i]; a.Key {
		case "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title",
			"xlink:type", "xml:base", "xml:lang", "xml:space", "xmlns:xlink":
			a.Namespace, a.Key, _ = strings.Cut(a.Key, ":")
		}
	}
}

// sortAttributes gives formats the order in which html.Parse has them.
func sortAttributes(list []html.Attribute) {
	slices.SortFunc(list, func(a, b html.Attribute) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Val, b.Val))
	})
}
