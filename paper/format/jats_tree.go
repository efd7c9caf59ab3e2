package format

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// An xmlNode is an element, or a text where it has no name. Its names are
// without their prefixes.
type xmlNode struct {
	name     string
	data     string // of a text
	line     int
	attrs    []xml.Attr
	children []*xmlNode
}

// Bounds of a document in XML.
const (
	maxXMLDepth = 256
	maxXMLNodes = 2 << 20
)

// parseXML makes a tree of a document. Entities that the document declares are
// not replaced, and nothing outside of it is read. A document that ends early
// is read as far as it goes.
func parseXML(text string) (*xmlNode, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	root := &xmlNode{line: 1}
	open := []*xmlNode{root}
	for nodes := 0; ; {
		line, _ := d.InputPos()
		token, err := d.RawToken()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, &Error{Line: line, Err: fmt.Errorf("%w: %v", ErrBadXML, plainError(err)), Advice: "check that it was saved whole"}
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) > maxXMLDepth {
				return nil, &Error{Line: line, Err: errNesting, Advice: "give a simpler rendering of the paper, or its text"}
			}
			n := &xmlNode{name: t.Name.Local, line: line, attrs: t.Attr}
			last.children = append(last.children, n)
			open = append(open, n)
			nodes++
		case xml.EndElement:
			open = closeXML(open, t.Name.Local)
		case xml.CharData:
			last.children = append(last.children, &xmlNode{data: string(t), line: line})
			nodes++
		}
		if nodes > maxXMLNodes {
			return nil, &Error{Line: line, Err: errElements, Advice: "split it, or cite-check its parts"}
		}
	}
}

// closeXML ends the innermost open element of a name and all inside of it. An
// end of nothing ends nothing.
func closeXML(open []*xmlNode, name string) []*xmlNode {
	for i := len(open) - 1; i > 0; i-- {
		if open[i].name == name {
			return open[:i]
		}
	}
	return open
}

// plainError is what an XML error says, without the line that Error gives.
func plainError(err error) string {
	if syntax, ok := err.(*xml.SyntaxError); ok {
		return document.Plain(syntax.Msg)
	}
	return document.Plain(err.Error())
}

// attr is the value of an attribute, by its name without prefix.
func (n *xmlNode) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// find returns the first node in document order, n itself included, that is
// wanted.
func (n *xmlNode) find(wanted func(*xmlNode) bool) *xmlNode {
	if wanted(n) {
		return n
	}
	for _, c := range n.children {
		if found := c.find(wanted); found != nil {
			return found
		}
	}
	return nil
}

// child returns the first child of one of the names.
func (n *xmlNode) child(names ...string) *xmlNode {
	for _, name := range names {
		for _, c := range n.children {
			if c.name == name {
				return c
			}
		}
	}
	return nil
}

// text is what a reader sees of a node, nil included, on one line.
func (n *xmlNode) text() string {
	if n == nil {
		return ""
	}
	var b document.Builder
	n.write(&b)
	return string(b.Text)
}

func (n *xmlNode) write(b *document.Builder) {
	b.Write(n.data, n.line)
	for _, c := range n.children {
		if c.name == "" || !jatsSilent[c.name] {
			c.write(b)
		}
	}
}
