package format

import (
	"encoding/xml"
	"strings"
)

// A docxStyle is what a style says that matters for references.
type docxStyle struct {
	name    string // which is in English, whatever the language of the program
	basedOn string
	run     textStyle
	unset   textStyle
	outline int // level from 0, -1 for none
	list    docxItem
}

type docxStyles map[string]docxStyle

// readDOCXStyles reads the styles of a document that has any.
func readDOCXStyles(zip *container, name string) (docxStyles, error) {
	styles := docxStyles{}
	if zip.part(name) == nil {
		return styles, nil
	}
	err := eachElement(zip, name, func(x *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		s := docxStyle{outline: -1}
		err := s.read(x)
		styles[attr(e, "styleId")] = s
		return err
	})
	return styles, err
}

func (s *docxStyle) read(x *xmlPart) error {
	var element func(e xml.StartElement) error
	element = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "name":
			s.name = attr(e, "val")
		case "basedOn":
			s.basedOn = attr(e, "val")
		case "outlineLvl":
			s.outline = levelOf(e)
		case "numPr":
			return x.children(s.list.read, nil)
		case "rPr":
			return x.children(func(e xml.StartElement) error {
				if e.Name.Local != "u" { // links are underlined by their style
					on, off := runProperty(e)
					s.run, s.unset = s.run|on, s.unset|off
				}
				return nil
			}, nil)
		case "pPr":
			return x.children(element, nil)
		}
		return nil
	}
	return x.children(element, nil)
}

// maxBasedOn is how many styles may be based on each other. It also ends
// cycles.
const maxBasedOn = 20

// resolve gives a style with what it has from those that it is based on. A
// style that is listed nowhere is known by its identifier.
func (ss docxStyles) resolve(id string) docxStyle {
	s, listed := ss[id]
	if !listed {
		name, level := strings.TrimRight(id, "0123456789"), id[len(strings.TrimRight(id, "0123456789")):]
		return docxStyle{name: name + " " + level, outline: -1}
	}
	unset := s.unset
	base := s.basedOn
	for range maxBasedOn {
		b, listed := ss[base]
		if !listed {
			break
		}
		s.run |= b.run &^ unset
		unset |= b.unset
		if s.outline < 0 {
			s.outline = b.outline
		}
		if role := roleOf(s.name); role == (paragraphRole{}) && roleOf(b.name) != role {
			s.name = b.name
		}
		s.list.inherit(b.list)
		base = b.basedOn
	}
	if roleOf(s.name).code {
		s.run |= literal
	}
	return s
}

// levelOf is the level that an element's value gives, -1 for none.
func levelOf(e xml.StartElement) int {
	if v := attr(e, "val"); len(v) == 1 && '0' <= v[0] && v[0] <= '9' {
		return int(v[0] - '0')
	}
	return -1
}
