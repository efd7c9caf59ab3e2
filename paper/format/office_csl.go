package format

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// citeCSL reads the works in a citation of Zotero or Mendeley: a JSON object
// after some words, whose items are CSL-JSON. It reports whether there are any.
func (c *officeWorks) citeCSL(t *officeText, code string) bool {
	var citation struct {
		Items []struct {
			Data map[string]json.RawMessage `json:"itemData"`
		} `json:"citationItems"`
	}
	start := strings.IndexByte(code, '{')
	if start < 0 || json.NewDecoder(strings.NewReader(code[start:])).Decode(&citation) != nil {
		return false
	}
	for _, item := range citation.Items {
		c.cite(t, cslWork(item.Data))
	}
	return len(citation.Items) > 0
}

// zoteroBookmarks reads what Zotero keeps for its bookmarks among the properties
// of a document, in pieces: NAME_1, NAME_2 and so on.
func zoteroBookmarks(zip *container, part string) (map[string]string, error) {
	if zip.part(part) == nil {
		return nil, nil
	}
	pieces := map[string]string{}
	err := eachElement(zip, part, func(x *xmlPart, e xml.StartElement) (err error) {
		if name := attr(e, "name"); strings.HasPrefix(name, "ZOTERO_BREF_") {
			pieces[name], err = x.text()
		}
		return err
	})
	bookmarks := map[string]string{}
	for name := range pieces {
		bookmark, first := strings.CutSuffix(name, "_1")
		if !first {
			continue
		}
		var code strings.Builder
		for n := 1; pieces[bookmark+"_"+strconv.Itoa(n)] != ""; n++ {
			code.WriteString(pieces[bookmark+"_"+strconv.Itoa(n)])
		}
		bookmarks[bookmark] = code.String()
	}
	return bookmarks, err
}

// cslWork gives the work that an item of CSL-JSON describes.
func cslWork(item map[string]json.RawMessage) document.Work {
	w := document.Work{
		Title:     cslText(item["title"]),
		Container: cslText(item["container-title"]),
		Published: cslDay(item["issued"]),
		Accessed:  cslDay(item["accessed"]),
		DOI:       bareDOI(cslText(item["DOI"])),
		URL:       webAddress(cslText(item["URL"])),
	}
	for _, role := range []string{"author", "editor"} {
		if w.Authors = cslNames(item[role]); len(w.Authors) > 0 {
			break
		}
	}
	return w
}

// cslText is a text without the markup that CSL allows in it.
func cslText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	for _, tag := range []string{"i", "b", "sub", "sup", "sc", "span"} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "<"+tag+">", ""), "</"+tag+">", "")
	}
	return document.Plain(html.UnescapeString(s))
}

func cslNames(raw json.RawMessage) []string {
	var list []struct {
		Family, Given, Literal string
		Dropping               string `json:"dropping-particle"`
		NonDropping            string `json:"non-dropping-particle"`
	}
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	var names []string
	for _, n := range list {
		name := n.Literal
		if name == "" {
			name = strings.Join([]string{n.Given, n.Dropping, n.NonDropping, n.Family}, " ")
		}
		if name = document.Plain(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// cslDay reads a date, given in parts or as text. Of a range it is the first.
func cslDay(raw json.RawMessage) date.Date {
	var given struct {
		Parts        [][]json.RawMessage `json:"date-parts"`
		Raw, Literal string
	}
	if json.Unmarshal(raw, &given) != nil {
		return date.Date{}
	}
	if len(given.Parts) == 0 {
		return dateIn(given.Raw + " " + given.Literal)
	}
	var parts [3]int
	for i, p := range given.Parts[0][:min(3, len(given.Parts[0]))] {
		parts[i], _ = strconv.Atoi(strings.Trim(string(p), `" `))
	}
	return validDate(parts[0], parts[1], parts[2])
}

// dateIn is the first date in a text.
func dateIn(s string) date.Date {
	if found := date.Find(s); len(found) > 0 {
		return found[0].Date
	}
	return date.Date{}
}

// validDate is a date as far as its parts make sense.
func validDate(year, month, day int) date.Date {
	for _, d := range []date.Date{{Year: year, Month: month, Day: day}, {Year: year, Month: month}, {Year: year}} {
		if d.Valid() {
			return d
		}
	}
	return date.Date{}
}

// bareDOI is a DOI without what people write before it.
func bareDOI(s string) string {
	if doi := address.DOIOf(s); doi != "" {
		return doi
	}
	s = strings.TrimSpace(s)
	if len(s) > 4 && strings.EqualFold(s[:4], "doi:") {
		s = strings.TrimSpace(s[4:])
	}
	if n := address.ScanDOI(s); n > 0 {
		return s[:n]
	}
	return ""
}

// webAddress is s if it is an address that can be cited.
func webAddress(s string) string {
	if s = strings.TrimSpace(s); address.IsWeb(s) && !strings.ContainsAny(s, " \n\t") || address.HasPrefix(s) {
		return s
	}
	return ""
}
