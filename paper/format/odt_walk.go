package format

import (
	"encoding/xml"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// element reads an element of the text. Of those that it does not know it reads
// what is in them: fields hold what readers see.
func (r *odtReader) element(e xml.StartElement) error {
	if strings.HasSuffix(e.Name.Space, "svg-compatible:1.0") { // says what a picture shows
		return nil
	}
	switch e.Name.Local {
	case "p":
		return r.paragraph(attr(e, "style-name"), -1)
	case "h":
		return r.paragraph(attr(e, "style-name"), document.Number(attr(e, "outline-level")))
	case "span":
		return r.span(attr(e, "style-name"))
	case "a":
		return r.link(attr(e, "href"))
	case "s", "tab":
		r.write(" ")
	case "line-break":
		r.text.lineBreak()
	case "list":
		return r.list(e)
	case "table-row":
		return r.text.tableRow(r.children)
	case "table-cell":
		return r.text.tableCell(r.children)
	case "note":
		return r.note(attr(e, "note-class") + "-" + attr(e, "id"))
	case "section":
		return r.section(e)
	case "bibliography":
		return r.entries(r.children)
	case "index-title":
		return r.part.children(r.indexTitle, nil)
	case "bookmark", "bookmark-start":
		if name := attr(e, "name"); r.bookmarks[name] != "" {
			r.beginMark(name, r.bookmarks[name])
		} else {
			r.text.bookmark(name)
		}
	case "bibliography-mark":
		return r.bibliographyMark(e)
	case "reference-mark-start":
		r.beginMark(attr(e, "name"), attr(e, "name"))
	case "reference-mark-end", "bookmark-end":
		r.endMark(attr(e, "name"))
	case "fieldmark-start":
		return r.beginField()
	case "fieldmark-end":
		r.endField()
	case "tracked-changes":
		return r.part.children(r.change, nil)
	case "change-start", "change-end":
		r.atChange(e)
	case "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index":
		r.text.skipped++
		defer func() { r.text.skipped-- }()
		return r.children()
	case "annotation", "ruby-text", "script", "binary-data", "object", "event-listeners", "forms",
		"table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source", "user-index-source", "alphabetical-index-source", "bibliography-source", "hidden-text", "hidden-paragraph", "covered-table-cell":
		return nil // text that was deleted, that is about the text, or that is not shown
	default:
		return r.children()
	}
	return nil
}

func (r *odtReader) children() error { return r.part.children(r.element, r.write) }

func (r *odtReader) write(s string) {
	if r.deleted == 0 {
		r.text.write(s, r.run)
	}
}

// paragraph reads a paragraph or a heading, which has a level.
func (r *odtReader) paragraph(styleName string, level int) error {
	outer, run, item := r.text.begin(), r.run, r.item
	r.run, r.item = 0, nil
	p := r.text.paragraph
	style := r.styles.resolve("paragraph " + styleName)
	p.base = style.run & (literal | vanished)
	if p.whole {
		p.base &= vanished
	} else {
		r.describe(p, roleOf(style.name), level, item)
	}
	err := r.children()
	r.run = run
	r.text.end(outer)
	return err
}

// describe says of a paragraph what its style, its level and its list mean.
func (r *odtReader) describe(p *officeParagraph, role paragraphRole, level int, item *odtItem) {
	p.skip = p.skip || role.skip
	switch {
	case role.kind == document.Heading:
		p.block.Kind, p.block.Level, p.title = document.Heading, role.level, role.title
	case level > 0:
		p.block.Kind, p.block.Level = document.Heading, level
	default:
		if item != nil {
			p.block.Kind, p.block.Level, p.block.Marker, p.block.List = document.Item, item.level, item.marker, item.list
		}
		p.entry = role.kind == document.Entry
	}
}

func (r *odtReader) span(styleName string) error {
	style, run := r.styles.resolve("text "+styleName), r.run
	r.run = run&^style.unset | style.run
	err := r.children()
	r.run = run
	return err
}

// link reads a link out of the document, or to a bookmark in it.
func (r *odtReader) link(href string) error {
	kind, target := document.Link, href
	if anchor, inside := strings.CutPrefix(href, "#"); inside {
		kind, target = document.Cite, anchor
	}
	l := r.text.link(kind, target)
	err := r.children()
	r.text.unlink(l)
	return err
}

// note reads a note where the text refers to it.
func (r *odtReader) note(key string) error {
	if r.deleted > 0 {
		return nil
	}
	mark := ""
	return r.part.children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "note-citation":
			mark, err = r.part.text()
			mark = document.Plain(mark)
			r.text.reference(mark, key)
		case "note-body":
			run, lists, item := r.run, r.lists, r.item
			r.run, r.lists, r.item = 0, nil, nil
			err = r.text.note(mark, key, r.children)
			r.run, r.lists, r.item = run, lists, item
		}
		return err
	}, nil)
}

// section reads a section. Zotero keeps its bibliography in one.
func (r *odtReader) section(e xml.StartElement) error {
	name := attr(e, "name")
	switch {
	case attr(e, "display") == "none":
		return nil
	case strings.Contains(name, "ZOTERO_BIBL"), strings.Contains(name, "CSL_BIBLIOGRAPHY"):
		return r.entries(r.children)
	}
	return r.children()
}

// entries reads a bibliography.
func (r *odtReader) entries(read func() error) error {
	r.text.entries++
	err := read()
	r.text.entries--
	return err
}

// indexTitle reads the heading of a bibliography that the program made.
func (r *odtReader) indexTitle(e xml.StartElement) error {
	if e.Name.Local != "p" {
		return r.element(e)
	}
	return r.paragraph(attr(e, "style-name"), 1)
}

// bibliographyMark reads a citation whose fields are its attributes.
func (r *odtReader) bibliographyMark(e xml.StartElement) error {
	w := document.Work{Title: attr(e, "title"), URL: webAddress(attr(e, "url")),
		Published: dateIn(attr(e, "month") + " " + attr(e, "year")), DOI: address.DOIOf(attr(e, "url"))}
	for _, name := range []string{"journal", "booktitle"} {
		if w.Container == "" {
			w.Container = document.Plain(attr(e, name))
		}
	}
	for author := range strings.SplitSeq(attr(e, "author"), ";") {
		if author = document.Plain(author); author != "" {
			w.Authors = append(w.Authors, readingOrder(author))
		}
	}
	w.Title = document.Plain(w.Title)
	r.works.cite(&r.text, w)
	return r.children()
}
