package format

import "encoding/xml"

// readDOCXStyles reads the styles of a document that has any. Their names are
// in English, whatever the language of the program; their identifiers are not.
func readDOCXStyles(zip *container, name string) (officeStyles, error) {
	styles := newOfficeStyles()
	if zip.part(name) == nil {
		return styles, nil
	}
	err := eachElement(zip, name, func(x *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		s := officeStyle{outline: -1}
		err := readDOCXStyle(x, &s)
		styles.listed[attr(e, "styleId")] = s
		return err
	})
	return styles, err
}

func readDOCXStyle(x *xmlPart, s *officeStyle) error {
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

// levelOf is the level that an element's value gives, -1 for none.
func levelOf(e xml.StartElement) int {
	if v := attr(e, "val"); len(v) == 1 && '0' <= v[0] && v[0] <= '9' {
		return int(v[0] - '0')
	}
	return -1
}
