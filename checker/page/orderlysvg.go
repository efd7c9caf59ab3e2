package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (o *builderInOrder) startSVG(n *html.Node, closed bool) {
	adjustForeign(n.Attr)
	o.add(n)
	n.Namespace = "svg"
	if closed {
		o.pop()
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
	o.z.raw = ""
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
