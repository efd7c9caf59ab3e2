package format

import (
	"encoding/xml"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// citeEndNote reads the works in a citation of EndNote, which is XML. It
// reports whether there are any.
func (c *officeWorks) citeEndNote(t *officeText, code string) bool {
	start := strings.Index(code, "<EndNote>")
	if start < 0 {
		return false
	}
	x, err := newXMLPart("", []byte(code[start:]))
	if err != nil {
		return false
	}
	var works []document.Work
	r := endNoteReader{x: x}
	err = x.children(func(e xml.StartElement) error {
		return x.children(func(e xml.StartElement) error { // <Cite>
			r.work = document.Work{}
			err := x.children(r.element, nil)
			works = append(works, r.work)
			return err
		}, nil)
	}, nil)
	if err != nil {
		return false // cut off, as long fields are in old versions
	}
	for _, w := range works {
		c.cite(t, w)
	}
	return len(works) > 0
}

// An endNoteReader reads a record of EndNote.
type endNoteReader struct {
	x    *xmlPart
	work document.Work
}

func (r *endNoteReader) element(e xml.StartElement) (err error) {
	w := &r.work
	var s string
	switch e.Name.Local {
	case "title", "secondary-title", "author", "year", "url", "electronic-resource-num", "access-date":
		if s, err = r.x.text(); err != nil {
			return err
		}
		s = document.Plain(s)
	case "record", "titles", "contributors", "authors", "dates", "urls", "related-urls", "web-urls":
		return r.x.children(r.element, nil)
	}
	switch e.Name.Local {
	case "title":
		w.Title = s
	case "secondary-title":
		w.Container = s
	case "author":
		w.Authors = append(w.Authors, readingOrder(s))
	case "year":
		w.Published = dateIn(s)
	case "url":
		if w.URL == "" {
			w.URL = webAddress(s)
		}
	case "electronic-resource-num":
		w.DOI = bareDOI(s)
	case "access-date":
		w.Accessed = dateIn(s)
	}
	return nil
}

// readingOrder turns "Lee, Ann" into "Ann Lee". A comma at the end says that
// all of a name is one.
func readingOrder(name string) string {
	family, given, found := strings.Cut(name, ",")
	if given = strings.TrimSpace(given); !found || given == "" {
		return family
	}
	return given + " " + family
}
