package format

import (
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html/atom"
)

// An openElement is an element that has begun and not ended.
type openElement struct {
	element
	atom  atom.Atom
	name  string // where there is no atom for it
	id    string
	line  int // on which it begins
	place place

	// Of a span: where it stands, and in which block's text it began.
	span    int // -1 for none
	at      int // length of the text when it began
	target  string
	picture string // what to read where a link shows nothing but a picture

	// Of what becomes one block.
	capture capture
	becomes document.Kind
	marker  string
	first   int // number of blocks when it began
	items   int // number of items and entries when it began
	layouts int // number of elements of layout when it began
	anchors int // number of anchors when it began

	suspended *suspended // of a note inside of a paragraph
}

// A capture says whether an element becomes one block.
type capture uint8

const (
	captureNone  capture = iota
	captureWhole         // whatever it holds
	captureAlone         // unless it holds several items or entries
	captureRow           // a row of a table, unless the table is there for the page's layout
	captureNote          // a note that stands in the middle of a paragraph
)

// Bounds of a page: how deep its elements may nest, and how many steps may be
// taken through open elements, which are many where tags are never closed.
const (
	maxElements = 10_000
	maxSteps    = 500_000_000
)

// push opens an element. It reports whether there was room for it.
func (r *htmlReader) push(o *openElement) bool {
	if len(r.open) >= maxElements {
		r.err = tooDeep(r.line)
		return false
	}
	if o.atom == atom.P {
		r.paragraphs++
	}
	r.open = append(r.open, *o)
	return true
}

// walked counts steps through open elements.
func (r *htmlReader) walked(n int) {
	if r.steps += n; r.steps > maxSteps && r.err == nil {
		r.err = tooDeep(r.line)
	}
}

func tooDeep(line int) error {
	return &Error{Line: line, Err: errNesting, Advice: "close the elements that are open here"}
}

// nearest returns the innermost open element that is wanted, or -1 where there
// is none or a barrier stands before it.
func (r *htmlReader) nearest(wanted, barrier func(*openElement) bool) int {
	i := len(r.open) - 1
	for ; i >= 0 && !wanted(&r.open[i]); i-- {
		if barrier(&r.open[i]) {
			r.walked(len(r.open) - i)
			return -1
		}
	}
	r.walked(len(r.open) - i)
	return i
}

// closeImplied ends the elements that the start of another one ends.
func (r *htmlReader) closeImplied(a atom.Atom, el *element) {
	if el.is(isBlock) && r.paragraphs > 0 {
		switch a {
		case atom.Body, atom.Head, atom.Html, atom.Caption, atom.Tr:
		default:
			r.closeTo(r.nearest(isParagraph, isScoped))
		}
	}
	switch a {
	case atom.Li:
		r.closeTo(r.nearest(isItem, isContainer))
	case atom.Dt, atom.Dd:
		r.closeTo(r.nearest(isTermOrDescription, isContainer))
	case atom.Td, atom.Th:
		r.closeTo(r.nearest(isCell, isRowOrTable))
	case atom.Tr:
		r.closeTo(r.nearest(isRow, isTable))
	case atom.Thead, atom.Tbody, atom.Tfoot:
		r.closeTo(r.nearest(isRow, isTable))
		r.closeTo(r.nearest(isRowGroup, isTable))
	case atom.A:
		if i := r.nearest(isLink, isScoped); i >= 0 {
			r.remove(i)
		}
	}
	if el.is(isHeading) && len(r.open) > 0 && r.open[len(r.open)-1].is(isHeading) {
		r.closeTo(len(r.open) - 1)
	}
}

// endTag ends the element that an end tag ends, and what is open inside of it.
// A span ends alone: people close bold and italic in the wrong order.
func (r *htmlReader) endTag(name []byte) {
	a := atom.Lookup(name)
	el := elements[a]
	named := func(o *openElement) bool { return o.atom == a && (a != 0 || o.name == string(name)) }
	barrier := isScoped
	switch a {
	case atom.Br:
		r.b.LineBreak()
		return
	case atom.Body, atom.Html: // what follows is read as if it stood before
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		named = func(o *openElement) bool { return o.is(isHeading) }
	case atom.Li:
		barrier = isListOrScoped
	case atom.Td, atom.Th, atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot, atom.Table, atom.Caption:
		barrier = isTable
	}
	i := r.nearest(named, barrier)
	switch {
	case i < 0:
		if a == atom.P && r.skipFrom == 0 {
			r.breakBlock()
		}
	case el.is(isSpan):
		r.remove(i)
	case el.traits == 0 && r.blockAbove(i):
		return // a stretch of text cannot end the block that began in it
	default:
		r.closeTo(i)
	}
}

// blockAbove reports whether a block is open inside of the element at i.
func (r *htmlReader) blockAbove(i int) bool {
	for _, o := range r.open[i+1:] {
		if o.is(isBlock) {
			return true
		}
	}
	return false
}

// closeTo ends the element at i and all inside of it; -1 ends none.
func (r *htmlReader) closeTo(i int) {
	if i < 0 {
		return
	}
	for len(r.open) > i {
		last := len(r.open) - 1
		el := r.open[last]
		r.open = r.open[:last]
		r.ended(&el, last)
	}
}

// remove ends the element at i alone.
func (r *htmlReader) remove(i int) {
	el := r.open[i]
	r.walked(len(r.open) - i)
	r.open = append(r.open[:i], r.open[i+1:]...)
	r.ended(&el, i)
	if r.skipFrom > i+1 {
		r.skipFrom--
	}
}

func isParagraph(o *openElement) bool { return o.atom == atom.P }
func isItem(o *openElement) bool      { return o.atom == atom.Li }
func isTermOrDescription(o *openElement) bool {
	return o.atom == atom.Dt || o.atom == atom.Dd
}
func isCell(o *openElement) bool       { return o.atom == atom.Td || o.atom == atom.Th }
func isRow(o *openElement) bool        { return o.atom == atom.Tr }
func isRowOrTable(o *openElement) bool { return o.atom == atom.Tr || o.atom == atom.Table }
func isRowGroup(o *openElement) bool {
	return o.atom == atom.Tbody || o.atom == atom.Thead || o.atom == atom.Tfoot
}
func isTable(o *openElement) bool  { return o.atom == atom.Table }
func isLink(o *openElement) bool   { return o.atom == atom.A }
func isScoped(o *openElement) bool { return o.is(isScope) }

// isListOrScoped is the barrier of </li>: that of an inner list ends no item
// of the outer one.
func isListOrScoped(o *openElement) bool {
	return o.is(isScope) || o.atom == atom.Ol || o.atom == atom.Ul
}

// isContainer is the barrier of <li>, <dt> and <dd>: any block but the few that
// people leave open.
func isContainer(o *openElement) bool {
	return o.is(isScope) || o.is(isBlock) && o.atom != atom.P && o.atom != atom.Div && o.atom != atom.Address
}
