package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startInBody opens an element, section 13.2.6.4.7.
func (o *builderInOrder) startInBody(n *html.Node, closed bool) {
	switch a := n.DataAtom; a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu,
		atom.Nav, atom.Ol, atom.P, atom.Search, atom.Section, atom.Summary, atom.Ul, atom.Pre:
		o.addBlock(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		o.closeParagraph()
		if isHeading(o.at.DataAtom) {
			o.pop()
		}
		o.add(n)
	case atom.Form:
		if o.form == nil {
			o.addBlock(n)
			o.form = n
		}
	case atom.Li:
		o.closeItem(atom.Li, atom.Li)
		o.addBlock(n)
	case atom.Dd, atom.Dt:
		o.closeItem(atom.Dd, atom.Dt)
		o.addBlock(n)
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong,
		atom.Tt, atom.U:
		o.odd = o.odd || a == atom.A && o.openFormat(atom.A) != nil
		sortAttributes(n.Attr)
		o.add(n)
	case atom.Table:
		o.odd = o.odd || o.inScope(buttonScope, atom.P) != nil // what follows hangs on the doctype
		o.add(n)
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr, atom.Param, atom.Source, atom.Track:
		o.addVoid(n)
	case atom.Iframe, atom.Noembed, atom.Textarea:
		o.addRaw(n)
	case atom.Caption, atom.Col, atom.Colgroup, atom.Frame, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		// outside a table, where they mean nothing
	case atom.Svg:
		o.startSVG(n, closed)
	case atom.Math, atom.Plaintext, atom.Listing, atom.Xmp, atom.Image, atom.Nobr, atom.Applet, atom.Marquee, atom.Object,
		atom.Rb, atom.Rtc, atom.Rp, atom.Rt:
		o.odd = true
	default:
		o.startControl(n)
	}
}

// startControl opens what stands in forms, and everything that is not special.
func (o *builderInOrder) startControl(n *html.Node) {
	list := o.inScope(defaultScope, atom.Select) != nil
	switch n.DataAtom {
	case atom.Button:
		o.odd = o.odd || o.inScope(defaultScope, atom.Button) != nil
		o.add(n)
	case atom.Input:
		o.odd = o.odd || list
		o.addVoid(n)
	case atom.Hr:
		o.odd = o.odd || list
		o.closeParagraph()
		o.addVoid(n)
	case atom.Select:
		o.odd = o.odd || list
		o.add(n)
	case atom.Option, atom.Optgroup:
		except := atom.Optgroup
		if n.DataAtom == atom.Optgroup {
			except = 0
		}
		if list {
			o.closeImplied(except)
		} else if o.at.DataAtom == atom.Option {
			o.pop()
		}
		o.add(n)
	default:
		o.add(n)
	}
}

// addBlock opens an element that ends a paragraph.
func (o *builderInOrder) addBlock(n *html.Node) {
	o.closeParagraph()
	o.add(n)
}

func (o *builderInOrder) closeParagraph() {
	if p := o.inScope(buttonScope, atom.P); p != nil {
		o.closeTo(p)
	}
}

// closeItem closes the item of the innermost list, if that is in one.
func (o *builderInOrder) closeItem(a, b atom.Atom) {
	for n := o.at; n.Type == html.ElementNode; n = n.Parent {
		switch {
		case n.DataAtom == a || n.DataAtom == b:
			o.closeTo(n)
			return
		case n.DataAtom == atom.Address || n.DataAtom == atom.Div || n.DataAtom == atom.P:
		case isSpecial(n.DataAtom):
			return
		}
	}
}

// closeImplied closes elements whose end tags need not be written.
func (o *builderInOrder) closeImplied(except atom.Atom) {
	for {
		switch a := o.at.DataAtom; a {
		case atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P:
			if a != except {
				o.pop()
				continue
			}
		}
		return
	}
}

// endInBody takes an end tag, section 13.2.6.4.7.
func (o *builderInOrder) endInBody(a atom.Atom, name string) {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Button, atom.Center, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main,
		atom.Menu, atom.Nav, atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Ul:
		o.endScoped(defaultScope, a)
	case atom.Form:
		form := o.form
		o.form = nil
		if form != nil && o.inScope(defaultScope, atom.Form) == form {
			o.closeImplied(0)
			o.odd = o.odd || o.at != form
			o.pop()
		}
	case atom.P:
		if o.inScope(buttonScope, atom.P) == nil {
			o.implied(atom.P)
		}
		o.closeParagraph()
	case atom.Li:
		o.endScoped(itemScope, atom.Li)
	case atom.Dd, atom.Dt:
		o.endScoped(defaultScope, a)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		o.endScoped(defaultScope, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		o.endFormat(a)
	case atom.Br, atom.Template, atom.Applet, atom.Marquee, atom.Object:
		o.odd = true
	default:
		o.endOther(a, name)
	}
}

// endScoped closes the innermost of the named elements that is in scope.
func (o *builderInOrder) endScoped(s scopeKind, names ...atom.Atom) {
	if n := o.inScope(s, names...); n != nil {
		o.closeTo(n)
	}
}

// endFormat closes a format. What would have to be moved is not for us.
func (o *builderInOrder) endFormat(a atom.Atom) {
	n := o.openFormat(a)
	if n == nil {
		return
	}
	o.odd = o.odd || o.at != n
	o.pop()
}

// openFormat is the innermost open format of a name, in the cell or page.
func (o *builderInOrder) openFormat(a atom.Atom) *html.Node {
	for n := o.at; n.Type == html.ElementNode; n = n.Parent {
		switch n.DataAtom {
		case a:
			return n
		case atom.Td, atom.Th, atom.Caption:
			return nil
		}
	}
	return nil
}

func (o *builderInOrder) endOther(a atom.Atom, name string) {
	for n := o.at; n.Type == html.ElementNode; n = n.Parent {
		if n.DataAtom == a && n.Data == name {
			o.closeTo(n)
			return
		}
		if isSpecial(n.DataAtom) {
			return
		}
	}
}

// startInTable takes a start tag that a table is made of, and reports whether
// it was one.
func (o *builderInOrder) startInTable(n *html.Node) bool {
	part := isTablePart(n.DataAtom) && n.DataAtom != atom.Table || isCell(n.DataAtom) || n.DataAtom == atom.Col
	if !part {
		// A table's own parts hold nothing else.
		o.odd = o.odd || isTablePart(o.at.DataAtom)
		return false
	}
	if !isTablePart(o.at.DataAtom) {
		cell := o.inScope(tableScope, atom.Td, atom.Th, atom.Caption)
		if cell == nil {
			return false
		}
		o.odd = o.odd || cell.DataAtom == atom.Caption
		o.closeTo(cell)
	}
	rank := rankOf(n.DataAtom)
	for rankOf(o.at.DataAtom) >= rank && !o.odd {
		if o.at.DataAtom == atom.Html {
			o.odd = true
			return true
		}
		o.pop()
	}
	if n.DataAtom == atom.Col {
		if o.at.DataAtom == atom.Table {
			o.implied(atom.Colgroup)
		}
		o.odd = o.odd || o.at.DataAtom != atom.Colgroup
		o.addVoid(n)
		return true
	}
	if rank > rankOf(atom.Tbody) && o.at.DataAtom == atom.Colgroup {
		o.pop()
	}
	if rank > rankOf(atom.Tbody) && o.at.DataAtom == atom.Table {
		o.implied(atom.Tbody)
	}
	if isCell(n.DataAtom) && n.DataAtom != atom.Caption && o.at.DataAtom != atom.Tr {
		o.implied(atom.Tr)
	}
	o.add(n)
	return true
}

// endInTable takes an end tag where a table is open, and reports whether it
// was one of its parts.
func (o *builderInOrder) endInTable(a atom.Atom) bool {
	if !isTablePart(a) && !isCell(a) && a != atom.Col {
		o.odd = o.odd || isTablePart(o.at.DataAtom)
		return false
	}
	inside := o.inScope(tableScope, atom.Table)
	if inside == nil {
		return false
	}
	if o.at.DataAtom == atom.Colgroup && a == atom.Col {
		return true
	}
	n := o.inScope(tableScope, a)
	if n == nil {
		// Ignored, but for what it closes on the way.
		o.odd = o.odd || o.at.DataAtom == atom.Colgroup
		return true
	}
	// Up to the cell, everything in it is closed; from there on, the parts.
	if cell := o.inScope(tableScope, atom.Td, atom.Th, atom.Caption); cell != nil && cell != n {
		o.odd = o.odd || cell.DataAtom == atom.Caption || isCell(a)
	}
	o.closeTo(n)
	return true
}

// isTablePart reports whether elements of this name hold only parts of a table.
func isTablePart(a atom.Atom) bool {
	switch a {
	case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Colgroup:
		return true
	}
	return false
}

func isCell(a atom.Atom) bool { return a == atom.Td || a == atom.Th || a == atom.Caption }

// rankOf says how deep in a table a part stands: one that begins closes those
// of its own rank and of those below.
func rankOf(a atom.Atom) int {
	switch a {
	case atom.Table:
		return 1
	case atom.Tbody, atom.Tfoot, atom.Thead, atom.Caption, atom.Colgroup:
		return 2
	case atom.Tr, atom.Col:
		return 3
	case atom.Td, atom.Th:
		return 4
	}
	return 0
}

// A scopeKind says what a search among the open elements does not look past,
// section 13.2.4.2.
type scopeKind uint8

const (
	defaultScope scopeKind = iota
	itemScope
	buttonScope
	tableScope
)

// inScope is the innermost open element of one of the names, nil where there is
// none in scope.
func (o *builderInOrder) inScope(s scopeKind, names ...atom.Atom) *html.Node {
	for n := o.at; n.Type == html.ElementNode; n = n.Parent {
		for _, a := range names {
			if n.DataAtom == a && n.Namespace == "" {
				return n
			}
		}
		switch n.DataAtom {
		case atom.Html, atom.Table, atom.Template:
			return nil
		case atom.Caption, atom.Td, atom.Th, atom.Select:
			if s != tableScope {
				return nil
			}
		case atom.Ol, atom.Ul:
			if s == itemScope {
				return nil
			}
		case atom.Button:
			if s == buttonScope {
				return nil
			}
		}
	}
	return nil
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func isFormat(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong,
		atom.Tt, atom.U:
		return n.Namespace == ""
	}
	return false
}

// isSpecial reports whether html.Parse looks for the beginning of an element
// no further than to one of this name.
func isSpecial(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption, atom.Center,
		atom.Colgroup, atom.Dd, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Header,
		atom.Hgroup, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section,
		atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}
