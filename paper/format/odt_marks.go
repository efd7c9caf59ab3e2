package format

import (
	"encoding/xml"
	"strings"
)

// An odtMark is a stretch of text that a reference manager has marked.
type odtMark struct {
	in      *officeParagraph
	from    int // where in its text
	cites   bool
	entries int // bibliographies that it is: 1 or 0
}

// mark begins a stretch of text. code is what the reference manager keeps for
// it.
func (r *odtReader) mark(code string) odtMark {
	m := odtMark{in: r.text.paragraph}
	if m.in != nil {
		m.from = len(m.in.text.Text)
	}
	switch {
	case r.deleted > 0:
	case strings.Contains(code, "CSL_CITATION"):
		m.cites = r.works.citeCSL(&r.text, code)
	case strings.Contains(code, "CSL_BIBLIOGRAPHY"):
		m.entries = 1
	}
	r.text.entries += m.entries
	return m
}

func (r *odtReader) end(m odtMark) {
	r.text.entries -= m.entries
	if m.cites && m.in != nil && m.in == r.text.paragraph {
		m.in.cited += len(m.in.text.Text) - m.from
	}
}

// beginMark begins a mark with a name, which is its code as well where the
// document has no other place for it.
func (r *odtReader) beginMark(name, code string) {
	r.endMark(name)
	r.marks[name] = r.mark(code)
}

func (r *odtReader) endMark(name string) {
	if m, open := r.marks[name]; open {
		delete(r.marks, name)
		r.end(m)
	}
}

// beginField begins a field of Word, whose instruction is a parameter.
func (r *odtReader) beginField() error {
	code := ""
	err := r.part.children(func(e xml.StartElement) error {
		if strings.HasSuffix(attr(e, "name"), "field.code") {
			code = attr(e, "value")
		}
		return nil
	}, nil)
	r.fields = append(r.fields, r.mark(code))
	return err
}

func (r *odtReader) endField() {
	if last := len(r.fields) - 1; last >= 0 {
		r.end(r.fields[last])
		r.fields = r.fields[:last]
	}
}

// change reads an entry in the list of changes. Deleted text stands in the list
// or, in flat documents, in the text, between marks.
func (r *odtReader) change(e xml.StartElement) error {
	id := attr(e, "id")
	return r.part.children(func(e xml.StartElement) error {
		if e.Name.Local == "deletion" {
			r.deletions[id] = true
		}
		return nil
	}, nil)
}

// atChange reads a mark at which the text of a change begins or ends.
func (r *odtReader) atChange(e xml.StartElement) {
	switch {
	case !r.deletions[attr(e, "change-id")]:
	case e.Name.Local == "change-start":
		r.deleted++
	default:
		r.deleted = max(0, r.deleted-1)
	}
}
