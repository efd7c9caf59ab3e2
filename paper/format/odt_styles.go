package format

import (
	"encoding/xml"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// style reads a style: of text, of paragraphs, or of lists.
func (r *odtReader) style(e xml.StartElement) error {
	switch e.Name.Local {
	case "list-style":
		s := &odtScheme{}
		r.schemes[attr(e, "name")] = s
		return r.part.children(s.read, nil)
	case "style":
	default:
		return nil
	}
	family := attr(e, "family") + " "
	s := officeStyle{name: attr(e, "display-name"), basedOn: family + attr(e, "parent-style-name"), outline: -1}
	if s.name == "" {
		s.name = strings.ReplaceAll(attr(e, "name"), "_20_", " ")
	}
	err := r.part.children(func(e xml.StartElement) error {
		if e.Name.Local == "text-properties" {
			s.run, s.unset = odtProperties(e)
		}
		return nil
	}, nil)
	r.styles.listed[family+attr(e, "name")] = s
	return err
}

// odtProperties is what the properties of a text switch on and off.
func odtProperties(e xml.StartElement) (on, off textStyle) {
	set := func(style textStyle, is bool) {
		if is {
			on |= style
		} else {
			off |= style
		}
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "font-style":
			set(italic, a.Value == "italic" || a.Value == "oblique")
		case "font-weight":
			set(bold, a.Value == "bold" || len(a.Value) == 3 && a.Value >= "600")
		case "text-underline-style":
			set(underlined, a.Value != "none")
		case "text-position": // super, or how far above the line, and the size
			set(raised, !strings.HasPrefix(a.Value, "sub") && !strings.HasPrefix(a.Value, "-") && !strings.HasPrefix(a.Value, "0%"))
		case "display":
			set(vanished, a.Value == "none")
		}
	}
	return on, off
}

// odtLevels is how many levels lists have.
const odtLevels = 10

// An odtScheme is how the levels of a list are numbered.
type odtScheme [odtLevels + 1]odtLevel

type odtLevel struct {
	format string // "1", "a", "I"; "" for bullets
	start  int
	shown  int // how many levels the number shows
}

func (s *odtScheme) read(e xml.StartElement) error {
	level := document.Number(attr(e, "level"))
	if e.Name.Local != "list-level-style-number" || level < 1 || level > odtLevels {
		return nil
	}
	s[level] = odtLevel{format: attr(e, "num-format"), start: max(1, document.Number(attr(e, "start-value"))), shown: max(1, document.Number(attr(e, "display-levels")))}
	return nil
}

// An odtList is a list that we are in, or that another one continues.
type odtList struct {
	number int
	style  string
	scheme *odtScheme
	count  [odtLevels + 1]int
}

// An odtItem is an item of a list before its first paragraph.
type odtItem struct {
	marker      string
	level, list int
}

// list reads a list. One in another one is a level of it.
func (r *odtReader) list(e xml.StartElement) error {
	style, earlier := attr(e, "style-name"), attr(e, "continue-list")
	var l *odtList
	switch {
	case len(r.lists) > 0:
		l = r.lists[len(r.lists)-1]
		if s := r.schemes[style]; s != nil {
			nested := *l
			nested.scheme = s
			l = &nested
		}
	case earlier != "" && r.last[earlier] != nil:
		l = r.last[earlier]
	case attr(e, "continue-numbering") == "true" && r.last[style] != nil:
		l = r.last[style]
	default:
		r.text.lists++
		l = &odtList{number: r.text.lists, style: style, scheme: r.schemes[style]}
	}
	r.lists = append(r.lists, l)
	err := r.part.children(r.listItem, nil)
	depth := len(r.lists) - 1
	r.lists = r.lists[:depth]
	clear(l.count[min(max(depth, 1)+1, odtLevels):]) // the next one below it begins anew
	if depth == 0 {
		r.last[l.style], r.last[attr(e, "id")] = l, l
	}
	return err
}

func (r *odtReader) listItem(e xml.StartElement) error {
	level := len(r.lists)
	if e.Name.Local == "list-item" && level <= odtLevels {
		r.item = r.lists[level-1].next(level, document.Number(attr(e, "start-value")))
	}
	err := r.children()
	r.item = nil
	return err
}

// next counts an item. start is the number that it says that it has, 0 for none.
func (l *odtList) next(level, start int) *odtItem {
	item := &odtItem{level: level - 1, list: l.number}
	if l.scheme == nil || l.scheme[level].format == "" {
		return item
	}
	switch {
	case start > 0:
		l.count[level] = start
	case l.count[level] == 0:
		l.count[level] = l.scheme[level].start
	default:
		l.count[level]++
	}
	var numbers []string
	for n := max(1, level-l.scheme[level].shown+1); n <= level; n++ {
		if s := ordinal(max(1, l.count[n]), l.scheme[n].format); s != "" {
			numbers = append(numbers, s)
		}
	}
	item.marker = strings.Join(numbers, ".")
	return item
}
