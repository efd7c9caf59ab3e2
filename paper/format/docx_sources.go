package format

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// readDOCXSources reads the list of sources that Word keeps for its own
// citations, in one of the parts for data of any kind.
func readDOCXSources(zip *container, parts relations) (map[string]document.Work, error) {
	sources := map[string]document.Work{}
	for _, rel := range parts {
		if rel.external || !strings.HasSuffix(rel.kind, "/customXml") || zip.part(rel.target) == nil {
			continue
		}
		err := eachElement(zip, rel.target, func(x *xmlPart, e xml.StartElement) error {
			if e.Name.Local != "Source" || !strings.HasSuffix(e.Name.Space, "/bibliography") {
				return nil
			}
			s := docxSource{fields: map[string]string{}}
			err := x.children(s.read(x), nil)
			sources[s.fields["Tag"]] = s.work()
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return sources, nil
}

// A docxSource is what Word's list says of a source: its fields by their names,
// and the people of each role.
type docxSource struct {
	fields  map[string]string
	authors []string
}

func (s *docxSource) read(x *xmlPart) func(xml.StartElement) error {
	return func(e xml.StartElement) error {
		if e.Name.Local == "Author" { // holds the people of all roles, each in an element of its own
			return x.children(func(e xml.StartElement) error {
				if e.Name.Local == "Author" || len(s.authors) == 0 {
					s.authors = nil
					return x.children(s.people(x), nil)
				}
				return nil
			}, nil)
		}
		text, err := x.text()
		s.fields[e.Name.Local] = document.Plain(text)
		return err
	}
}

// people reads the names of one role.
func (s *docxSource) people(x *xmlPart) func(xml.StartElement) error {
	var element func(e xml.StartElement) error
	name := map[string]string{}
	element = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Corporate":
			text, err := x.text()
			s.authors = append(s.authors, document.Plain(text))
			return err
		case "Person":
			clear(name)
			err := x.children(element, nil)
			s.authors = append(s.authors, document.Plain(name["First"]+" "+name["Middle"]+" "+name["Last"]))
			return err
		case "First", "Middle", "Last":
			text, err := x.text()
			name[e.Name.Local] = text
			return err
		}
		return x.children(element, nil)
	}
	return element
}

// date is the date in three fields, as people fill them in: months by their
// names or numbers.
func (s *docxSource) date(year, month, day string) date.Date {
	y, m, d := s.fields[year], s.fields[month], s.fields[day]
	if n, err := strconv.Atoi(m); err == nil && 0 < n && n < 13 {
		if n, err := strconv.Atoi(d); err == nil && 0 < n && n < 32 {
			return dateIn(fmt.Sprintf("%s-%02s-%02d", y, m, n))
		}
		return dateIn(fmt.Sprintf("%s-%02s", y, m))
	}
	return dateIn(d + " " + m + " " + y)
}

// work is the source's work.
func (s *docxSource) work() document.Work {
	f := s.fields
	w := document.Work{
		Authors:   s.authors,
		Title:     f["Title"],
		Published: s.date("Year", "Month", "Day"),
		Accessed:  s.date("YearAccessed", "MonthAccessed", "DayAccessed"),
		URL:       webAddress(f["URL"]),
		DOI:       bareDOI(f["DOI"]),
	}
	if w.DOI == "" {
		w.DOI = bareDOI(f["StandardNumber"])
	}
	for _, field := range []string{"JournalName", "PeriodicalTitle", "PublicationTitle", "InternetSiteTitle", "BookTitle", "ConferenceName"} {
		if w.Container == "" {
			w.Container = f[field]
		}
	}
	return w
}

// citeSources reads the tags in a citation of Word: the first argument, and
// what follows each \m.
func (r *docxReader) citeSources(code string) bool {
	cited, option := false, `\m`
	for code != "" {
		var word string
		word, _, code = fieldArgument(code)
		if word == "" {
			break
		}
		if strings.HasPrefix(word, `\`) {
			option = word
			continue
		}
		if work, known := r.sources[word]; option == `\m` && known {
			r.works.cite(&r.text, work)
			cited = true
		}
		option = ""
	}
	return cited
}
