package format

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// element reads an element of the text. Those that it does not know are read
// for what is in them: text in smart tags, insertions and content controls is
// text like any other.
func (r *docxReader) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return r.paragraph()
	case "r":
		return r.inRun()
	case "tr":
		return r.text.tableRow(r.children)
	case "tc":
		return r.text.tableCell(r.children)
	case "hyperlink":
		return r.hyperlink(e)
	case "fldSimple":
		return r.simpleField(attr(e, "instr"))
	case "sdt":
		return r.control()
	case "AlternateContent":
		return r.alternatives()
	case "bookmarkStart":
		r.bookmark(attr(e, "id"), attr(e, "name"))
		return nil
	case "bookmarkEnd":
		if id := attr(e, "id"); r.listing[id] {
			delete(r.listing, id)
			r.text.entries--
		}
		return nil
	case "del", "moveFrom": // fields may begin or end in it all the same
		r.deleted++
		defer func() { r.deleted-- }()
	case "pPrChange", "rPrChange", "sectPr", "tblPr", "trPr", "tcPr", "rt":
		return nil // how text was set before, and how to say it
	}
	return r.children()
}

func (r *docxReader) children() error { return r.part.children(r.element, nil) }

// paragraph reads a paragraph. Where the mark at its end is deleted, the next
// one continues it.
func (r *docxReader) paragraph() error {
	outer := r.text.begin()
	run := r.run
	r.run = 0
	goesOn := false
	err := r.part.children(func(e xml.StartElement) (err error) {
		if e.Name.Local == "pPr" {
			goesOn, err = r.properties()
			return err
		}
		return r.element(e)
	}, nil)
	r.run = run
	if goesOn {
		r.text.join(outer)
	} else {
		r.text.end(outer)
	}
	return err
}

// properties reads what a paragraph is: its style, its number, and whether the
// mark at its end is deleted.
func (r *docxReader) properties() (deleted bool, err error) {
	style, outline := "", -1
	var list docxItem
	err = r.part.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			style = attr(e, "val")
		case "outlineLvl":
			outline = levelOf(e)
		case "numPr":
			return r.part.children(list.read, nil)
		case "rPr":
			return r.part.children(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del" || e.Name.Local == "moveFrom"
				return nil
			}, nil)
		}
		return nil
	}, nil)
	r.describe(r.text.paragraph, style, outline, list)
	return deleted, err
}

// describe says of a paragraph what its properties mean. Paragraphs of notes
// are lines, whatever they are styled as.
func (r *docxReader) describe(p *officeParagraph, styleID string, outline int, list docxItem) {
	style := r.styles.resolve(styleID)
	p.base = style.run & (literal | vanished)
	if p.whole {
		p.base &= vanished
		return
	}
	if outline < 0 {
		outline = style.outline
	}
	list.inherit(style.list)
	role := roleOf(style.name)
	switch {
	case role.skip:
		p.skip = true
	case role.kind == document.Heading:
		p.block.Kind, p.block.Level, p.title = document.Heading, role.level, role.title
	case outline >= 0 && outline < 9:
		p.block.Kind, p.block.Level = document.Heading, outline+1
	default:
		if marker, number, ok := r.lists.item(list); ok {
			p.block.Kind, p.block.Level, p.block.Marker, p.block.List = document.Item, list.level, marker, number
		}
		p.entry = role.kind == document.Entry
	}
}

// inRun reads a run: a stretch of text with one formatting.
func (r *docxReader) inRun() error {
	outer := r.run
	defer func() { r.run = outer }()
	r.run = 0
	return r.part.children(r.runElement, nil)
}

func (r *docxReader) runElement(e xml.StartElement) error {
	switch name := e.Name.Local; name {
	case "rPr":
		return r.formatting()
	case "t":
		return r.part.children(r.element, r.write)
	case "tab", "ptab":
		r.write(" ")
	case "br", "cr":
		if r.deleted == 0 {
			r.text.lineBreak()
		}
	case "noBreakHyphen":
		r.write("-")
	case "sym":
		if code, err := strconv.ParseUint(attr(e, "char"), 16, 32); err == nil {
			r.write(symbol(rune(code)))
		}
	case "instrText":
		return r.part.children(r.element, func(s string) { r.instruction(s) })
	case "fldChar":
		return r.fieldMark(e)
	case "footnoteReference", "endnoteReference":
		if r.deleted > 0 {
			return nil
		}
		id := attr(e, "id")
		mark := r.notes[name].refer(id, attr(e, "customMarkFollows"))
		r.text.reference(mark, r.notes[name].key+id)
	case "delText", "delInstrText", "softHyphen":
	default:
		return r.element(e)
	}
	return nil
}

// write adds text, or completes the instruction of a field that is made of
// other fields.
func (r *docxReader) write(s string) {
	if r.deleted == 0 && !r.instruction(s) {
		r.text.write(s, r.run)
	}
}

// formatting reads how a run is set: by its style, and by what is said beside.
func (r *docxReader) formatting() error {
	var style, set, unset textStyle
	err := r.part.children(func(e xml.StartElement) error {
		if e.Name.Local == "rStyle" {
			style = r.styles.resolve(attr(e, "val")).run
			return nil
		}
		on, off := runProperty(e)
		set, unset = set|on, unset|off
		return nil
	}, nil)
	r.run = (style | set) &^ unset
	return err
}

// runProperty is what an element of a run's properties switches on and off.
func runProperty(e xml.StartElement) (on, off textStyle) {
	value := attr(e, "val")
	var style textStyle
	switch e.Name.Local {
	case "i":
		style = italic
	case "u":
		style = underlined
	case "b":
		style = bold
	case "vanish", "specVanish":
		style = vanished
	case "vertAlign":
		if value == "superscript" {
			return raised, 0
		}
		return 0, raised
	}
	switch value {
	case "0", "false", "off", "none":
		return 0, style
	}
	return style, 0
}

// hyperlink reads a link whose target is a relation of the part, or a bookmark.
func (r *docxReader) hyperlink(e xml.StartElement) error {
	rel, anchor := r.links[attr(e, "id")], attr(e, "anchor")
	kind, target := document.Link, rel.target
	switch {
	case rel.external && anchor != "" && !strings.Contains(target, "#"):
		target += "#" + anchor
	case !rel.external:
		kind, target = document.Cite, anchor
	}
	l := r.text.link(kind, target)
	err := r.children()
	r.text.unlink(l)
	return err
}

// alternatives reads one of several forms of the same content: the first, or
// what is there for programs that know none of them.
func (r *docxReader) alternatives() error {
	chosen := false
	return r.part.children(func(e xml.StartElement) error {
		if chosen || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return nil
		}
		chosen = true
		return r.children()
	}, nil)
}

// control reads a content control. Some of them say what they hold: tables of
// contents, bibliographies, and what the text cites.
func (r *docxReader) control() error {
	contents, entries := 0, 0
	return r.part.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sdtPr":
			return r.part.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "tag":
					return r.tag(attr(e, "val"), &entries)
				case "docPartObj":
					return r.part.children(func(e xml.StartElement) error {
						if e.Name.Local == "docPartGallery" && attr(e, "val") == "Table of Contents" {
							contents = 1
						}
						return nil
					}, nil)
				case "bibliography":
					entries = 1
				}
				return nil
			}, nil)
		case "sdtContent":
			r.text.entries += entries
			r.text.skipped += contents
			err := r.children()
			r.text.entries -= entries
			r.text.skipped -= contents
			return err
		}
		return nil
	}, nil)
}
