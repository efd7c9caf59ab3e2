package format

import (
	"encoding/json"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
)

// citeCSL reads the works in a citation of Zotero or Mendeley: a JSON object
// after some words, whose items are CSL-JSON. It reports whether there are any.
func (c *officeWorks) citeCSL(t *officeText, code string) bool {
	var citation struct {
		Items []struct {
			Data map[string]any `json:"itemData"`
		} `json:"citationItems"`
	}
	start := strings.IndexByte(code, '{')
	if start < 0 {
		return false
	}
	decoder := json.NewDecoder(strings.NewReader(code[start:]))
	decoder.UseNumber()
	if decoder.Decode(&citation) != nil {
		return false
	}
	for _, item := range citation.Items {
		r := cslRecord(item.Data, 0)
		work := *r.block().Work
		if work.URL = webAddress(work.URL); work.URL != "" || work.DOI != "" || work.Title != "" && (len(work.Authors) > 0 || !work.Published.IsZero()) {
			c.cite(t, work)
		}
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

// dateIn is the first date in a text.
func dateIn(s string) date.Date {
	if found := date.Find(s); len(found) > 0 {
		return found[0].Date
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
