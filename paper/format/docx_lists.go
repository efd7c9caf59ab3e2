package format

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// docxLevels is how many levels the lists of Word have.
const docxLevels = 9

// A docxItem says of a paragraph to which list it belongs. A number of "0"
// takes it out of the list of its style.
type docxItem struct {
	number string // identifies the list; "" for not said
	level  int
	nested bool // level is said
}

// read reads an element of the properties that number a paragraph.
func (i *docxItem) read(e xml.StartElement) error {
	switch e.Name.Local {
	case "numId":
		i.number = attr(e, "val")
	case "ilvl":
		i.level, i.nested = max(0, min(levelOf(e), docxLevels-1)), true
	}
	return nil
}

// inherit takes what i does not say from the style.
func (i *docxItem) inherit(style docxItem) {
	if i.number == "" {
		i.number = style.number
	}
	if !i.nested {
		i.level, i.nested = style.level, style.nested
	}
}

// docxLists numbers the items of a document's lists.
type docxLists struct {
	numbers map[string]*docxNumber
	made    int
}

// A docxNumber is one use of a numbering. Several uses of a numbering count on.
type docxNumber struct {
	list    int // from 1, in the order in which lists appear; 0 for not yet
	scheme  *docxScheme
	restart [docxLevels]int // with which the count begins anew, 0 for not
}

// A docxScheme is a numbering: how each level is numbered, and how far.
type docxScheme struct {
	levels [docxLevels]docxLevel
	count  [docxLevels]int
}

type docxLevel struct {
	format string
	text   string // "%1." where the number of the first level goes in
	start  int
}

// readDOCXLists reads the numberings of a document that has any.
func readDOCXLists(zip *container, name string) (docxLists, error) {
	lists := docxLists{numbers: map[string]*docxNumber{}}
	if zip.part(name) == nil {
		return lists, nil
	}
	schemes := map[string]*docxScheme{}
	err := eachElement(zip, name, func(x *xmlPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum":
			s := &docxScheme{}
			schemes[attr(e, "abstractNumId")] = s
			return x.children(s.read(x), nil)
		case "num":
			n := &docxNumber{}
			lists.numbers[attr(e, "numId")] = n
			return x.children(func(e xml.StartElement) error {
				switch level := max(0, levelNamed(e)); e.Name.Local {
				case "abstractNumId":
					n.scheme = schemes[attr(e, "val")]
				case "lvlOverride":
					return x.children(func(e xml.StartElement) error {
						if e.Name.Local == "startOverride" {
							n.restart[level] = document.Number(attr(e, "val"))
						}
						return nil
					}, nil)
				}
				return nil
			}, nil)
		}
		return nil
	})
	return lists, err
}

// read reads the levels of a numbering.
func (s *docxScheme) read(x *xmlPart) func(xml.StartElement) error {
	return func(e xml.StartElement) error {
		n := levelNamed(e)
		if e.Name.Local != "lvl" || n < 0 {
			return nil
		}
		level := &s.levels[n]
		level.start, level.format = 1, "decimal"
		return x.children(func(e xml.StartElement) error {
			switch value := attr(e, "val"); e.Name.Local {
			case "start":
				level.start = document.Number(value)
			case "numFmt":
				level.format = value
			case "lvlText":
				level.text = value
			}
			return nil
		}, nil)
	}
}

// levelNamed is the level that an element names, -1 for none.
func levelNamed(e xml.StartElement) int {
	if v := attr(e, "ilvl"); len(v) == 1 && '0' <= v[0] && v[0] < '0'+docxLevels {
		return int(v[0] - '0')
	}
	return -1
}

// item counts an item and returns its marker, without the punctuation around
// it, and the number of its list. ok is false for a paragraph of no list.
func (ls *docxLists) item(i docxItem) (marker string, list int, ok bool) {
	n := ls.numbers[i.number]
	if n == nil || n.scheme == nil {
		return "", 0, false
	}
	s := n.scheme
	if n.list == 0 {
		ls.made++
		n.list = ls.made
		for level, start := range n.restart {
			if start > 0 {
				s.count[level] = start - 1
			}
		}
	}
	if s.count[i.level] == 0 {
		s.count[i.level] = s.levels[i.level].start - 1
	}
	s.count[i.level]++
	clear(s.count[i.level+1:])
	return s.marker(i.level), n.list, true
}

// marker writes the number of an item as its level's pattern has it.
func (s *docxScheme) marker(level int) string {
	if s.levels[level].format == "bullet" {
		return ""
	}
	text := s.levels[level].text
	if !strings.Contains(text, "%") {
		return ""
	}
	for n := range level + 1 {
		count := s.count[n]
		if count == 0 {
			count = s.levels[n].start
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(n+1), ordinal(count, s.levels[n].format))
	}
	return strings.Trim(text, " .:()[]")
}
