package format

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxOfficeDepth is how deep the elements of a part may nest. Tables in text boxes
// in tables come to about a hundred.
const maxOfficeDepth = 500

// An xmlPart is a part of a container on its way through its reader: a stream
// of elements, since a tree of a long paper would take ten times its room.
// Entities that a document defines itself are refused, so none can expand, and
// nothing outside of the part is ever opened.
type xmlPart struct {
	name  string
	dec   *xml.Decoder
	depth int // of the elements that we are in
}

func newXMLPart(name string, doc []byte) (*xmlPart, error) {
	text, err := decode(doc, xmlCharset)
	if err != nil {
		return nil, xmlError(name, errors.Unwrap(err))
	}
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	return &xmlPart{name: name, dec: dec}, nil
}

// xmlCharset is the encoding that an XML declaration names.
func xmlCharset(head []byte) string {
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	_, name, found := bytes.Cut(declaration, []byte("encoding"))
	name = bytes.TrimLeft(name, "= \t\r\n")
	if !found || len(name) < 2 {
		return ""
	}
	name, _, _ = bytes.Cut(name[1:], name[:1])
	return string(name)
}

func xmlError(name string, cause error) error {
	return &Error{Err: fmt.Errorf("%s: %w", name, cause), Advice: "the file is damaged; get it anew, or " + saveAnew}
}

// children reads what is in the element that was begun last, or the whole part
// where none was. It calls element for each child, which may read the children
// of it in turn; what it does not read is skipped. text may be nil.
func (x *xmlPart) children(element func(xml.StartElement) error, text func(string)) error {
	floor := x.depth
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := element(t); err != nil {
				return err
			}
			for x.depth > floor {
				if _, err := x.next(); err != nil {
					return err
				}
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		case nil:
			return nil
		}
	}
}

// next gives the next token, nil at the end of the part.
func (x *xmlPart) next() (xml.Token, error) {
	token, err := x.dec.Token()
	switch {
	case err == io.EOF && x.depth == 0:
		return nil, nil
	case err != nil:
		return nil, xmlError(x.name, err)
	}
	switch token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxOfficeDepth {
			return nil, &Error{Err: fmt.Errorf("%s: %w", x.name, errNesting), Advice: "give the paper as a simpler document, or its text"}
		}
	case xml.EndElement:
		x.depth--
	}
	return token, nil
}

// text reads all the text in the element that was begun last.
func (x *xmlPart) text() (string, error) {
	var b strings.Builder
	write := func(s string) { b.WriteString(s) }
	var element func(xml.StartElement) error
	element = func(xml.StartElement) error { return x.children(element, write) }
	err := x.children(element, write)
	return b.String(), err
}

// attr is the value of an element's attribute, whatever its namespace.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// eachElement calls visit for every element of a part, whatever it is in.
// visit may read what is in the element by itself.
func eachElement(zip *container, name string, visit func(*xmlPart, xml.StartElement) error) error {
	doc, err := zip.read(name)
	if err != nil {
		return err
	}
	x, err := newXMLPart(name, doc)
	if err != nil {
		return err
	}
	var element func(e xml.StartElement) error
	element = func(e xml.StartElement) error {
		depth := x.depth
		if err := visit(x, e); err != nil || x.depth < depth {
			return err
		}
		return x.children(element, nil)
	}
	return x.children(element, nil)
}

// titleIn is the title among a document's properties, which are in a part of
// their own.
func titleIn(zip *container, name string) (title string, err error) {
	if zip.part(name) == nil {
		return "", nil
	}
	err = eachElement(zip, name, func(x *xmlPart, e xml.StartElement) (err error) {
		if e.Name.Local == "title" && title == "" {
			title, err = x.text()
		}
		return err
	})
	return title, err
}
