package format

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
)

// addCOinS completes an entry by the fields of a COinS element in it: an
// OpenURL query, by which pages tell reference managers what they cite. What
// the entry says of addresses and access stands in its text alone.
func addCOinS(b *document.Block, query string) {
	fields, err := url.ParseQuery(query)
	if err != nil || b.Work != nil {
		return
	}
	_, _, rest := document.CutMarker(b, 0)
	work, more := entry.Parse(&rest)
	shift := len(b.Text) - len(rest.Text)
	for _, l := range more {
		b.Spans = append(b.Spans, document.Span{Start: l.Start + shift, End: l.End + shift, Kind: document.Link, Target: targetOf(l)})
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			if v := document.Plain(fields.Get("rft." + k)); v != "" {
				return v
			}
		}
		return ""
	}
	setText(&work.Title, get("atitle", "title", "btitle"))
	if work.Title != "" && work.Title != get("jtitle") {
		setText(&work.Container, get("jtitle", "pub"))
	}
	if title := get("btitle", "title"); get("atitle") != "" && get("jtitle") == "" && title != "" {
		work.Container = title
	}
	if d := date.Find(get("date")); len(d) > 0 {
		work.Published = d[0].Date
	}
	if authors := plainAll(fields["rft.au"]); len(authors) > 0 {
		work.Authors = authors
	}
	for _, id := range fields["rft_id"] {
		if doi, ok := strings.CutPrefix(id, "info:doi/"); ok && work.DOI == "" {
			work.DOI = doi
		} else if address.IsWeb(id) && work.URL == "" {
			work.URL = id
		}
	}
	b.Work = &work
}

// targetOf is where an entry's link leads.
func targetOf(l entry.Link) string {
	if l.URL != "" {
		return l.URL
	}
	return "https://doi.org/" + address.EscapeDOI(l.DOI)
}

func setText(field *string, value string) {
	if value != "" {
		*field = value
	}
}

func plainAll(texts []string) (all []string) {
	for _, t := range texts {
		if t = document.Plain(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// highwireCitation reads a citation_reference element: fields with names, or a
// citation as readers see it.
func highwireCitation(c placedText) document.Block {
	if !strings.Contains(c.text, "citation_") {
		return citedText(c.text, c.line)
	}
	var w document.Work
	for field := range strings.SplitSeq(c.text, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		value = document.Plain(value)
		switch strings.TrimPrefix(name, "citation_") {
		case "title":
			w.Title = value
		case "author":
			w.Authors = append(w.Authors, value)
		case "journal_title", "conference_title", "inbook_title", "publisher":
			setText(&w.Container, value)
		case "publication_date", "date", "year":
			if d := date.Find(value); len(d) > 0 {
				w.Published = d[0].Date
			}
		case "doi":
			w.DOI = value
		case "arxiv_id":
			w.URL = "https://arxiv.org/abs/" + value
		case "fulltext_html_url", "public_url", "pdf_url":
			setText(&w.URL, value)
		}
	}
	return citedWork(w, c.line)
}

// citedText is an entry of which the text is known.
func citedText(text string, line int) document.Block {
	var b document.Builder
	b.Write(text, line)
	return b.Take(document.Entry)
}

// citedWork is an entry of which the fields are known. It reads like one of a
// list of references.
func citedWork(w document.Work, line int) document.Block {
	var parts []string
	for _, part := range []string{strings.Join(w.Authors, ", "), w.Title, w.Container, w.Published.String(), w.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if w.DOI != "" {
		parts = append(parts, "doi:"+w.DOI)
	}
	b := citedText(strings.Join(parts, ". "), line)
	b.Work = &w
	return b
}

// jsonCitations reads what a script of linked data says that the page cites.
func jsonCitations(script placedText) (cited []document.Block) {
	if !strings.Contains(script.text, `"citation"`) {
		return nil
	}
	var data any
	if json.Unmarshal([]byte(script.text), &data) != nil {
		return nil
	}
	var walk func(data any)
	walk = func(data any) {
		switch data := data.(type) {
		case []any:
			for _, d := range data {
				walk(d)
			}
		case map[string]any:
			for _, c := range jsonList(data["citation"]) {
				cited = append(cited, jsonCitation(c, script.line))
			}
			walk(data["@graph"])
			walk(data["mainEntity"])
		}
	}
	walk(data)
	return cited
}

// jsonList is a value of linked data, which is one thing or several.
func jsonList(data any) []any {
	switch data := data.(type) {
	case nil:
		return nil
	case []any:
		return data
	}
	return []any{data}
}

// jsonCitation reads one cited work: a text, or fields.
func jsonCitation(data any, line int) document.Block {
	if text, ok := data.(string); ok {
		return citedText(text, line)
	}
	var w document.Work
	fields, ok := data.(map[string]any)
	if !ok {
		return document.Block{}
	}
	for _, key := range []string{"headline", "name"} {
		setText(&w.Title, jsonName(fields[key]))
	}
	for _, author := range jsonList(fields["author"]) {
		if name := jsonName(author); name != "" {
			w.Authors = append(w.Authors, name)
		}
	}
	for _, key := range []string{"publisher", "isPartOf"} {
		setText(&w.Container, jsonName(fields[key]))
	}
	if d := date.Find(jsonName(fields["datePublished"])); len(d) > 0 {
		w.Published = d[0].Date
	}
	for _, key := range []string{"identifier", "sameAs", "url", "@id"} {
		for _, id := range jsonList(fields[key]) {
			jsonAddress(&w, id)
		}
	}
	return citedWork(w, line)
}

// jsonName is a text, or the name of what is described.
func jsonName(data any) string {
	switch data := data.(type) {
	case string:
		return document.Plain(data)
	case map[string]any:
		if name, ok := data["name"].(string); ok {
			return document.Plain(name)
		}
		given, _ := data["givenName"].(string)
		family, _ := data["familyName"].(string)
		return document.Plain(given + " " + family)
	}
	return ""
}

// jsonAddress gives a work the address or DOI that an identifier is.
func jsonAddress(w *document.Work, id any) {
	if property, ok := id.(map[string]any); ok {
		id = property["value"]
	}
	text, _ := id.(string)
	for _, a := range address.Find(text) {
		if w.DOI == "" {
			w.DOI = a.DOI
		}
		if w.URL == "" && a.DOI == "" {
			w.URL = a.URL
		}
	}
}
