package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// part returns the first part of a citation of one of the names. What says when
// the work was read is a part of its own.
func (n *xmlNode) part(names ...string) *xmlNode {
	for _, name := range names {
		for _, c := range n.children {
			if c.name == "date-in-citation" && name != c.name {
				continue
			}
			if c.name == name {
				return c
			}
			if found := c.part(name); found != nil {
				return found
			}
		}
	}
	return nil
}

// jatsWork reads the parts of a citation that are marked.
func jatsWork(n *xmlNode) (w document.Work) {
	w.Container = n.part("source", "conf-name").text()
	w.Title = strings.TrimRight(n.part("article-title", "chapter-title", "data-title", "part-title").text(), ". ")
	w.Authors = jatsAuthors(n)
	w.Published = jatsDate(n)
	if c := n.part("date-in-citation"); c != nil && !strings.Contains(c.attr("content-type"), "pub") && !strings.Contains(c.attr("content-type"), "update") {
		w.Accessed = jatsDate(c)
	}
	jatsAddresses(n, &w)
	return w
}

// jatsVolume reports whether a citation says that its source is a journal: by
// its kind, or by a volume that no publisher has.
func jatsVolume(n *xmlNode) bool {
	return strings.Contains(n.attr("publication-type")+n.attr("citation-type"), "journal") ||
		n.part("volume", "issue") != nil && n.part("publisher-name", "publisher-loc") == nil
}

// settleSource says whether a source without a title beside it is the work
// itself or holds it. A title that the text shows makes it the container; a
// journal is one always.
func settleSource(marked *document.Work, n *xmlNode, shown string) {
	source := lex.Fold(marked.Container)
	title := lex.Fold(shown)
	apart := title != "" && !strings.Contains(title, source) && !strings.Contains(source, title)
	if marked.Title == "" && source != "" && !apart && !jatsVolume(n) {
		marked.Title, marked.Container = strings.TrimRight(marked.Container, ". "), ""
	}
}

// jatsAddresses reads the addresses of a citation that are marked.
func jatsAddresses(n *xmlNode, w *document.Work) {
	switch n.name {
	case "pub-id":
		text := strings.ReplaceAll(n.text(), " ", "")
		i := strings.Index(text, "10.")
		switch kind := n.attr("pub-id-type"); {
		case kind == "doi" && w.DOI == "" && i >= 0 && address.ScanDOI(text[i:]) > 0:
			w.DOI = text[i:]
		case kind == "arxiv" && w.URL == "":
			w.URL = "https://arxiv.org/abs/" + strings.TrimPrefix(strings.ToLower(text), "arxiv:")
		case address.IsWeb(text) && w.URL == "":
			w.URL = text
		}
		return
	case "ext-link", "uri":
		target := jatsAddress(n)
		if doi := address.DOIOf(target); doi != "" && w.DOI == "" {
			w.DOI = doi
		}
		if w.URL == "" && !address.IsArchive(target) {
			w.URL = target
		}
		return
	}
	for _, c := range n.children {
		jatsAddresses(c, w)
	}
}

// jatsAuthors are the people and bodies that a citation marks as authors; its
// editors, where it has no others.
func jatsAuthors(n *xmlNode) []string {
	authors := jatsNames(n)
	var others []string
	for _, c := range n.children {
		if c.name != "person-group" {
			continue
		}
		switch c.attr("person-group-type") {
		case "", "author", "allauthors":
			authors = append(authors, jatsNames(c)...)
		default:
			others = append(others, jatsNames(c)...)
		}
	}
	if len(authors) > 0 {
		return authors
	}
	return others
}

// jatsNames are the names that stand in a node before a title does.
func jatsNames(n *xmlNode) (names []string) {
	for _, c := range n.children {
		switch c.name {
		case "name", "string-name":
			if name := jatsName(c); name != "" {
				names = append(names, name)
			}
		case "collab", "institution":
			if name := c.text(); name != "" {
				names = append(names, name)
			}
		case "name-alternatives":
			if alternatives := jatsNames(c); len(alternatives) > 0 {
				names = append(names, alternatives[0])
			}
		case "article-title", "chapter-title", "source", "data-title":
			return names
		}
	}
	return names
}

// jatsName is a name as lists of references print it.
func jatsName(n *xmlNode) string {
	surname, given := n.child("surname").text(), n.child("given-names").text()
	if surname == "" {
		return strings.Trim(n.text(), ",; ")
	}
	if suffix := n.child("suffix").text(); suffix != "" {
		surname += " " + suffix
	}
	if given != "" {
		surname += ", " + given
	}
	return surname
}

// jatsDate is the date that a node's parts give.
func jatsDate(n *xmlNode) date.Date {
	year := n.part("year")
	iso := n.attr("iso-8601-date")
	if year != nil && iso == "" {
		iso = year.attr("iso-8601-date")
	}
	if found := date.Find(iso); len(found) > 0 {
		return found[0].Date
	}
	if year == nil {
		year = n.part("date")
	}
	if year == nil {
		year = n
		if n.name != "date-in-citation" {
			return date.Date{}
		}
	}
	month, day := n.part("month").text(), n.part("day").text()
	d := date.Date{Year: document.Number(leadingDigits(year.text())), Month: document.Number(month), Day: document.Number(day)}
	if d.Year > 1000 && d.Valid() {
		return d
	}
	if found := date.Find(strings.TrimSpace(day + " " + month + " " + year.text())); len(found) > 0 {
		return found[0].Date
	}
	return date.Date{}
}

// leadingDigits cuts what follows a year: "2014b".
func leadingDigits(s string) string {
	n := 0
	for n < len(s) && lex.IsDigit(s[n]) {
		n++
	}
	if n < len(s) && len(s)-n > 1 {
		return "" // more than a letter: a date in words
	}
	return s[:n]
}
