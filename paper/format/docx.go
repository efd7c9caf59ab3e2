package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// sniffDOCX recognises the containers of Office, and the files that Office
// before 2007 wrote, whose readers want advice. Which of Office's documents a
// container is, its relations say.
func sniffDOCX(head []byte) bool {
	return bytes.HasPrefix(head, oleMagic) ||
		sniffZip(head) && (bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(head, []byte("_rels/.rels")) || bytes.Contains(head, []byte("word/")))
}

// A docxReader walks the parts of a Word document (ECMA-376). It tells elements
// by their local names, which are the same in the strict and the transitional
// form of the standard.
type docxReader struct {
	zip   *container
	part  *xmlPart
	links relations // of the part that is read

	styles  officeStyles
	lists   docxLists
	notes   map[string]*docxNotes // by the element that refers to them
	text    officeText
	fields  []*docxField // that we are in
	run     textStyle    // of the run that we are in
	deleted int          // how many deletions we are in

	works     officeWorks
	bookmarks map[string]string        // what reference managers keep for a bookmark, by its name
	listing   map[string]bool          // identifiers of bookmarks of bibliographies that we are in
	sources   map[string]document.Work // Word's own list of what can be cited, by tag
}

// readDOCX reads a document of Word.
func readDOCX(_ context.Context, in *input) (*document.Document, error) {
	if bytes.HasPrefix(in.Bytes, oleMagic) {
		return nil, oleError(in.Bytes)
	}
	zip, err := openContainer(in.Bytes)
	if err != nil {
		return nil, err
	}
	r := &docxReader{zip: zip, listing: map[string]bool{}}
	return r.read()
}

func (r *docxReader) read() (*document.Document, error) {
	package_, err := r.relations("")
	if err != nil {
		return nil, err
	}
	main := package_.target("/officeDocument")
	if main == "" {
		main = "word/document.xml"
	}
	if !strings.HasPrefix(main, "word/") && r.zip.part("word/document.xml") == nil || r.zip.part(main) == nil {
		return nil, &Error{Err: fmt.Errorf("%w: there is no word/document.xml in it", errNoPaper), Advice: "give the paper as .docx, .odt or .epub"}
	}
	parts, err := r.relations(main)
	if err != nil {
		return nil, err
	}
	text, err := r.zip.read(main)
	if err != nil {
		return nil, err
	}
	if err := r.prepare(package_, parts, text); err != nil {
		return nil, err
	}
	if err := r.readPart(main, text, r.element); err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := r.readNotes(parts.target("/"+kind+"s"), r.notes[kind+"Reference"]); err != nil {
			return nil, err
		}
	}
	r.text.blocks = r.works.complete(r.text.blocks)
	title, err := titleIn(r.zip, package_.target("/core-properties"))
	return r.text.document(title), err
}

// prepare reads what the text refers to.
func (r *docxReader) prepare(package_, parts relations, text []byte) (err error) {
	if r.styles, err = readDOCXStyles(r.zip, parts.target("/styles")); err != nil {
		return err
	}
	if r.lists, err = readDOCXLists(r.zip, parts.target("/numbering")); err != nil {
		return err
	}
	if r.sources, err = readDOCXSources(r.zip, parts); err != nil {
		return err
	}
	r.notes = map[string]*docxNotes{
		"footnoteReference": {key: "footnote-", format: "decimal"},
		"endnoteReference":  {key: "endnote-", format: "lowerRoman"},
	}
	var settings []byte
	if name := parts.target("/settings"); r.zip.part(name) != nil {
		if settings, err = r.zip.read(name); err != nil {
			return err
		}
	}
	for _, doc := range [][]byte{settings, text} {
		r.notes["footnoteReference"].numbering(doc, "footnotePr")
		r.notes["endnoteReference"].numbering(doc, "endnotePr")
	}
	r.bookmarks, err = zoteroBookmarks(r.zip, package_.target("/custom-properties"))
	return err
}

// A relation leads from a part to another one or out of the document.
type relation struct {
	kind, target string
	external     bool
}

type relations map[string]relation

// target is the part to which a relation of a kind leads, "" for none. Kinds
// are the ends of addresses, which differ in front between the standard's forms.
func (rs relations) target(kind string) string {
	target := ""
	for _, rel := range rs {
		if !rel.external && strings.HasSuffix(rel.kind, kind) && (target == "" || rel.target < target) {
			target = rel.target
		}
	}
	return target
}

// relations reads where the relations of a part lead, those of the package for
// "".
func (r *docxReader) relations(part string) (relations, error) {
	dir, file := path.Split(part)
	name := dir + "_rels/" + file + ".rels"
	found := relations{}
	if r.zip.part(name) == nil {
		return found, nil
	}
	err := eachElement(r.zip, name, func(x *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		rel := relation{kind: attr(e, "Type"), target: attr(e, "Target"), external: attr(e, "TargetMode") == "External"}
		if !rel.external {
			rel.target = partPath(dir, rel.target)
		}
		found[attr(e, "Id")] = rel
		return nil
	})
	return found, err
}

// partPath is the name of a part to which a relation leads from a folder.
func partPath(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target[1:])
	}
	return path.Join(dir, target)
}

// readPart reads the text of a part.
func (r *docxReader) readPart(name string, doc []byte, element func(xml.StartElement) error) (err error) {
	if r.part, err = newXMLPart(name, doc); err != nil {
		return err
	}
	if r.links, err = r.relations(name); err != nil {
		return err
	}
	r.text.part, r.text.count, r.text.entries, r.fields = name, 0, 0, nil
	defer r.text.finish()
	return r.part.children(element, nil)
}
