package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"

	"github.com/citecheck/citecheck/paper/document"
)

const odtMimetype = "application/vnd.oasis.opendocument.text"

// sniffODT recognises documents of text of OpenDocument, also those that are
// one file of XML.
func sniffODT(head []byte) bool {
	return sniffMimetype(odtMimetype)(head) ||
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<office:document ")) && bytes.Contains(head, []byte(odtMimetype))
}

// An odtReader walks an OpenDocument text (ISO/IEC 26300).
type odtReader struct {
	part   *xmlPart
	styles officeStyles
	text   officeText
	run    textStyle // of the spans that we are in

	schemes map[string]*odtScheme // how lists are numbered, by the name of their style
	lists   []*odtList            // that we are in
	last    map[string]*odtList   // the list that was read last, by its identifier and by its style
	item    *odtItem              // whose first paragraph comes next

	deletions map[string]bool // identifiers of changes that delete the text between their marks
	deleted   int             // how many of them we are in

	works     officeWorks
	bookmarks map[string]string  // what reference managers keep for a bookmark, by its name
	marks     map[string]odtMark // of citations and bibliographies that we are in, by name
	fields    []odtMark          // of Word that we are in: their ends have no names
	title     string
}

// readODT reads an OpenDocument text, zipped or flat.
func readODT(_ context.Context, in *input) (*document.Document, error) {
	r := &odtReader{styles: newOfficeStyles(), schemes: map[string]*odtScheme{}, last: map[string]*odtList{}, marks: map[string]odtMark{}, deletions: map[string]bool{}}
	var err error
	if sniffZip(in.Bytes) {
		err = r.zipped(in.Bytes)
	} else {
		err = r.read("", in.Bytes)
	}
	if err != nil {
		return nil, err
	}
	r.text.blocks = r.works.complete(r.text.blocks)
	return r.text.document(r.title), nil
}

// zipped reads the parts of a document: its styles come first.
func (r *odtReader) zipped(doc []byte) error {
	zip, err := openContainer(doc)
	if err != nil {
		return err
	}
	if err := encryptedODT(zip); err != nil {
		return err
	}
	if zip.part("content.xml") == nil {
		return &Error{Err: fmt.Errorf("%w: there is no content.xml in it", errNoPaper), Advice: "give the paper as .docx, .odt or .epub"}
	}
	if r.title, err = titleIn(zip, "meta.xml"); err != nil {
		return err
	}
	if r.bookmarks, err = zoteroBookmarks(zip, "meta.xml"); err != nil {
		return err
	}
	for _, name := range []string{"styles.xml", "content.xml"} {
		if zip.part(name) == nil {
			continue
		}
		part, err := zip.read(name)
		if err != nil {
			return err
		}
		if err := r.read(name, part); err != nil {
			return err
		}
	}
	return nil
}

// encryptedODT is the error of a document that the manifest calls encrypted.
func encryptedODT(zip *container) error {
	const manifest = "META-INF/manifest.xml"
	encrypted := zip.part("encrypted-package") != nil
	if zip.part(manifest) != nil {
		if err := eachElement(zip, manifest, func(_ *xmlPart, e xml.StartElement) error {
			encrypted = encrypted || e.Name.Local == "encryption-data"
			return nil
		}); err != nil {
			return err
		}
	}
	if encrypted {
		return &Error{Err: errPassword, Advice: "save it without the password"}
	}
	return nil
}

// read reads a part: styles, text, or both.
func (r *odtReader) read(name string, doc []byte) (err error) {
	if r.part, err = newXMLPart(name, doc); err != nil {
		return err
	}
	r.text.part = name
	var element func(e xml.StartElement) error
	element = func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "automatic-styles", "styles":
			return r.part.children(r.style, nil)
		case "meta":
			return r.part.children(func(e xml.StartElement) (err error) {
				if e.Name.Local == "title" {
					r.title, err = r.part.text()
				}
				return err
			}, nil)
		case "text":
			return r.children()
		case "master-styles", "scripts", "settings", "font-face-decls": // with headers and footers
			return nil
		}
		return r.part.children(element, nil)
	}
	return r.part.children(element, nil)
}
