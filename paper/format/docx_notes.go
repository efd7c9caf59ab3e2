package format

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// docxNotes are the footnotes of a document, or its endnotes, as the text
// refers to them.
type docxNotes struct {
	key    string            // before a note's identifier
	format string            // of their numbers
	last   int               // number
	marks  map[string]string // printed, by identifier
}

// refer gives the mark of a note that the text refers to. custom says that the
// text shows a mark of its own, which is no number.
func (n *docxNotes) refer(id, custom string) string {
	if mark, known := n.marks[id]; known {
		return mark
	}
	mark := ""
	if custom == "" || custom == "0" || custom == "false" {
		n.last++
		mark = ordinal(n.last, n.format)
	}
	if n.marks == nil {
		n.marks = map[string]string{}
	}
	n.marks[id] = mark
	return mark
}

// numbering looks in a part for how notes are numbered. Sections say so at
// their ends, after the notes that they number, so it is looked for before the
// part is read.
func (n *docxNotes) numbering(doc []byte, properties string) {
	for {
		_, rest, found := bytes.Cut(doc, []byte(properties+">"))
		if !found {
			return
		}
		said, after, closed := bytes.Cut(rest, []byte(properties+">"))
		if !closed {
			return
		}
		doc = after
		if value := valueOf(said, "numFmt"); value != "" {
			n.format = value
		}
		if start := document.Number(valueOf(said, "numStart")); start > 0 && n.last == 0 {
			n.last = start - 1
		}
	}
}

// valueOf is the value of an element without content, in a stretch of markup.
func valueOf(markup []byte, element string) string {
	_, rest, found := bytes.Cut(markup, []byte(element+" "))
	if !found {
		return ""
	}
	tag, _, _ := bytes.Cut(rest, []byte(">"))
	_, value, _ := bytes.Cut(tag, []byte(`val="`))
	value, _, _ = bytes.Cut(value, []byte(`"`))
	return strings.TrimSpace(string(value))
}

// readNotes reads the notes that the text refers to. Others are left over from
// text that was deleted, or the lines that are drawn above notes.
func (r *docxReader) readNotes(name string, notes *docxNotes) error {
	if len(notes.marks) == 0 || r.zip.part(name) == nil {
		return nil
	}
	doc, err := r.zip.read(name)
	if err != nil {
		return err
	}
	return r.readPart(name, doc, func(e xml.StartElement) error {
		return r.part.children(func(e xml.StartElement) error {
			id := attr(e, "id")
			mark, referred := notes.marks[id]
			if kind := attr(e, "type"); !referred || kind != "" && kind != "normal" {
				return nil
			}
			r.fields = nil
			return r.text.note(mark, notes.key+id, r.children)
		}, nil)
	})
}
