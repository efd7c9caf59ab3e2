package format

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html/atom"
)

// startTag begins an element; empty says that it ends at once.
func (r *htmlReader) startTag(empty bool) {
	name, more := r.tags.TagName()
	o := openElement{atom: atom.Lookup(name), line: r.line, span: -1}
	o.element = elements[o.atom]
	if o.atom == 0 {
		o.name = string(name)
	}
	if empty {
		r.tags.NextIsNotRawText()
	}
	r.closeImplied(o.atom, &o.element)
	if r.skipFrom > 0 {
		if !empty && !o.is(isVoid) {
			r.push(&o)
		}
		return
	}
	a := r.attributes(more)
	switch {
	case o.is(isVoid):
		r.void(o.atom, &a)
	case r.begin(&o, &a) && empty:
		r.closeTo(len(r.open) - 1)
	}
}

// void reads an element that has no content.
func (r *htmlReader) void(kind atom.Atom, a *attributes) {
	switch kind {
	case atom.Br:
		r.b.LineBreak()
	case atom.Hr:
		r.breakBlock()
		if !r.whole {
			r.blocks = append(r.blocks, placedBlock{Block: document.Block{Kind: document.Break, Line: r.line}, at: r.at})
		}
	case atom.Img:
		r.picture(a)
	case atom.Meta, atom.Base, atom.Link:
		r.page.learn(kind, a, r.line)
	}
}

// begin opens an element and reports whether there was room for it.
func (r *htmlReader) begin(o *openElement, a *attributes) bool {
	references := a.role&roleReferences != 0 && holdsEntries(o.atom, false)
	notes := a.role&roleNotes != 0 && holdsEntries(o.atom, true)
	if o.is(isBlock) {
		r.breakBlock()
	}
	if !references && !notes && r.skips(o, a) {
		switch {
		case o.atom == atom.Script && string(a.kind) == jsonLD:
			o.name = jsonLD
		case o.atom == atom.Pre && a.role&roleCode != 0:
			o.name = "code"
		}
		if r.push(o) {
			r.skipFrom = len(r.open)
			return true
		}
		return false
	}
	r.anchor(o, a)
	switch {
	case o.atom == atom.Html || o.atom == atom.Body:
		r.isPage = true
		if a.xhtml {
			r.setXML()
		}
	case a.role&roleCOinS != 0:
		r.coins = append(r.coins, string(a.title))
	}
	o.place = placeOf(o, a, references, notes)
	if !r.push(o) {
		return false
	}
	r.enter(o.place)
	o = &r.open[len(r.open)-1]
	if o.is(isBlock) {
		r.beginBlock(o, a)
	} else {
		r.beginInline(o, a)
	}
	return true
}

// anchor notes the id with which a block begins.
func (r *htmlReader) anchor(o *openElement, a *attributes) {
	id := a.id
	if len(id) == 0 && o.atom == atom.A {
		id = a.name
	}
	if len(id) == 0 {
		return
	}
	o.id = string(id)
	if r.b.Empty() {
		r.anchors = append(r.anchors, anchor{o.id, len(r.blocks)})
	}
}

// skips reports whether an element is around the paper, or not seen.
func (r *htmlReader) skips(o *openElement, a *attributes) bool {
	if o.is(isSkipped) {
		return true
	}
	switch o.atom {
	case atom.Header, atom.Footer, atom.Aside:
		return r.inside[placeContent] == 0 || a.role&roleSiteFrame != 0
	case atom.Body, atom.Html, atom.Head:
		return false
	}
	return a.role&roleFrame != 0 || a.role&roleBacklink != 0 && (o.atom != atom.A || r.hasWords()) ||
		a.hidden && o.atom != atom.A || isInvisibleStyle(a.style)
}

// beginBlock begins what is a block of its own, or in an entry a line.
func (r *htmlReader) beginBlock(o *openElement, a *attributes) {
	o.first, o.anchors = len(r.blocks), len(r.anchors)
	if o.is(isLayout) {
		r.layouts++
	}
	switch o.atom {
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		r.made++
		start := 1
		if s := document.Number(string(a.start)); s > 0 {
			start = s
		}
		r.lists = append(r.lists, htmlList{id: r.made, next: start, ordered: o.atom == atom.Ol})
	}
	o.marker = r.marker(o, a)
	if r.whole {
		return
	}
	o.capture, o.becomes = r.captures(o, a)
	if o.atom == atom.Li || o.atom == atom.Dd || o.capture == captureAlone || o.capture == captureWhole {
		r.items++
	}
	if o.atom == atom.Dd && r.term != (entryMark{}) {
		o.marker, o.id, r.term = r.term.marker, r.term.id, entryMark{}
	}
	o.items, o.layouts = r.items, r.layouts
	r.whole = o.capture == captureWhole
}

// captures says whether an element becomes one block, and of which kind.
func (r *htmlReader) captures(o *openElement, a *attributes) (capture, document.Kind) {
	inNotes, inEntries := r.inside[placeNotes] > 0, r.inside[placeEntries] > 0
	switch {
	case a.role&roleNote != 0:
		return captureAlone, document.Note
	case o.atom == atom.Li && (inNotes || noteID(o.id)):
		return captureWhole, document.Note
	case (o.atom == atom.P || o.atom == atom.Div || o.atom == atom.Dd) && noteID(o.id):
		return captureAlone, document.Note
	case o.is(isLayout) || o.is(isHeading):
	case inEntries && (o.atom == atom.Li || o.atom == atom.Dd || a.role&roleEntry != 0 || entryID(o.id)):
		return captureAlone, document.Entry
	case o.atom == atom.Dd && r.term.marker != "":
		return captureAlone, document.Item
	case o.atom == atom.Tr:
		return captureRow, document.Paragraph
	}
	return captureNone, document.Paragraph
}

// marker is the number that browsers print before an item, or the one that the
// id of a note ends with.
func (r *htmlReader) marker(o *openElement, a *attributes) string {
	if o.atom == atom.Li && len(r.lists) > 0 {
		list := &r.lists[len(r.lists)-1]
		if value := document.Number(string(a.value)); value > 0 {
			list.next = value
		}
		list.next++
		if list.ordered {
			return strconv.Itoa(list.next - 1)
		}
	}
	if number := idNumber(o.id); noteID(o.id) || entryID(o.id) && len(o.id)-len(number) <= len("ref-") {
		return number
	}
	return "" // bureau2021 is no number
}

// beginInline begins a stretch of text.
func (r *htmlReader) beginInline(o *openElement, a *attributes) {
	switch o.atom {
	case atom.Td, atom.Th:
		r.b.Space = true
		return
	case atom.Q:
		r.b.Write("“", r.line)
		return
	case atom.A:
		if !r.beginLink(o, a) {
			return
		}
	case atom.Cite:
		if a.role&roleEntry != 0 {
			return // a whole citation, not a title
		}
	}
	if len(a.cites) > 0 && !o.is(isSpan) { // Pandoc's, also where it links nothing
		o.element = element{isSpan, document.Link}
		o.target = citedEntries + strings.Join(strings.Fields(string(a.cites)), " "+citedEntries)
	}
	if a.role&roleNote != 0 && o.atom != atom.A && o.atom != atom.Sup && !r.whole {
		r.suspend(o)
		return
	}
	if !o.is(isSpan) {
		return
	}
	if o.kind == document.Link || o.kind == document.Emphasis {
		r.noTitle()
	}
	r.spans++
	if o.atom == atom.Cite {
		r.cites++
	}
	o.at = len(r.b.Text)
	o.span = r.b.Open(o.kind, o.target)
}

// hasWords reports whether the block holds more so far than what could be around
// a marker.
func (r *htmlReader) hasWords() bool {
	return len(r.b.Text) > 20 || bytes.IndexFunc(r.b.Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) >= 0
}

// beginLink reports whether a link leads anywhere. One that leads from a note
// back to the text is skipped, unless it is the note's marker.
func (r *htmlReader) beginLink(o *openElement, a *attributes) bool {
	if r.b.Empty() && !r.whole && noteID(o.id) && idNumber(o.id) != "" {
		r.note = entryMark{idNumber(o.id), o.id}
	}
	o.target = r.page.resolve(string(a.href))
	if o.target == "" {
		return false
	}
	if r.inside[placeNotes] > 0 && r.hasWords() && markID(strings.TrimPrefix(o.target, "#")) {
		r.skipFrom = len(r.open)
		return false
	}
	return true
}

// noTitle takes back that a <cite> around this place is a title: one that holds
// links or emphasis in the middle of its text is a whole citation.
func (r *htmlReader) noTitle() {
	if r.cites > 0 {
		r.walked(len(r.open))
	}
	for i := len(r.open) - 2; r.cites > 0 && i >= 0; i-- {
		if c := &r.open[i]; c.atom == atom.Cite && c.span >= 0 && c.at < len(r.b.Text) {
			r.b.Drop(c.span)
			c.span = -1
			r.spans--
			r.cites--
		}
	}
}

// picture gives the link around a picture something to read.
func (r *htmlReader) picture(a *attributes) {
	i := r.nearest(isLink, isScoped)
	if i < 0 {
		return
	}
	o := &r.open[i]
	if !address.IsWeb(o.target) || isPicture(o.target) || isBadge(a) {
		return
	}
	if o.picture = document.Plain(string(a.alt)); o.picture == "" {
		o.picture = o.target
	}
}
