package format

import (
	"encoding/json"
	"fmt"
	"strings"

	nethtml "golang.org/x/net/html"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// A cslItem is a work in the fields of CSL, as JSON and YAML decode them.
type cslItem map[string]any

// cslRecord is what an item says of the work.
func cslRecord(fields map[string]any, line int) record {
	item := cslItem(fields)
	r := record{key: item.scalar("id", "citation-key"), line: line, title: item.text("title"), publisher: item.text("publisher"), container: item.text("container-title")}
	for _, role := range []string{"author", "editor", "container-author", "collection-editor", "director"} {
		if r.authors, r.others = item.names(role); len(r.authors) > 0 {
			break
		}
	}
	if r.container == "" && !cslBooks[item.scalar("type")] {
		if r.container = item.text("event-title", "event"); r.container == "" {
			r.container = r.publisher
		}
	}
	for _, name := range []string{"issued", "published-print", "published-online", "published"} {
		if r.published, r.dated = item.date(name); !r.published.IsZero() || r.dated != "" {
			break
		}
	}
	r.accessed, _ = item.date("accessed")
	r.doi = fieldDOI(item.scalar("DOI", "doi"))
	if u := item.scalar("URL", "url"); u != "" {
		r.urls = append(r.urls, u)
	} else if u := item.scalar("DOI", "doi"); r.doi == "" && address.IsWeb(u) {
		r.urls = append(r.urls, u)
	}
	for _, name := range []string{"container-title", "number", "publisher", "note"} {
		if id := arXivIn(item.scalar(name)); r.preprint == "" {
			r.preprint = id
		}
	}
	for _, name := range []string{"archive", "archive_location", "archive-url"} {
		if u := item.scalar(name); address.IsWeb(u) && address.IsArchive(u) {
			r.archived = u
		}
	}
	item.notes(&r)
	return r
}

// cslBooks are the types of works that a publisher publishes but does not hold.
var cslBooks = map[string]bool{"book": true, "chapter": true, "entry-encyclopedia": true, "entry-dictionary": true, "classic": true}

// scalar is the first of the named fields that is a text or a number.
func (item cslItem) scalar(names ...string) string {
	for _, name := range names {
		if s := scalarText(item[name]); s != "" {
			return s
		}
	}
	return ""
}

// scalarText is the text of a value, or of the first in a list.
func scalarText(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case int, int64, uint64, float64:
		return fmt.Sprint(v)
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return scalarText(v[0])
			}
		}
	}
	return ""
}

// text is the first of the named fields without the markup that CSL allows.
func (item cslItem) text(names ...string) string {
	for _, name := range names {
		if s := plainHTML(item.scalar(name)); s != "" {
			return s
		}
	}
	return ""
}

// plainHTML is the text of a field that may hold tags and entities of HTML.
func plainHTML(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return document.Plain(s)
	}
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return document.Plain(b.String())
		case nethtml.TextToken:
			b.Write(z.Text())
		}
	}
}

// names are the people or organisations in a field.
func (item cslItem) names(role string) (names []string, others bool) {
	list, _ := item[role].([]any)
	for _, value := range list {
		name := ""
		switch v := value.(type) {
		case map[string]any:
			name = cslName(v)
		case string:
			name = plainHTML(v)
		}
		switch {
		case name == "":
		case strings.EqualFold(name, "others"), strings.EqualFold(name, "et al."):
			others = true
		default:
			names = append(names, name)
		}
	}
	return names, others
}

// cslName is one name: as it is given in one piece, or made of its parts.
func cslName(parts cslItem) string {
	if whole := parts.text("literal", "name"); whole != "" {
		return whole
	}
	particles := strings.TrimSpace(parts.text("dropping-particle") + " " + parts.text("non-dropping-particle"))
	return personName(particles, parts.text("family"), parts.text("given"), parts.text("suffix"))
}

// date reads a date field: in parts, from one to another, or in words. The
// words are returned where they name no one date.
func (item cslItem) date(name string) (d date.Date, words string) {
	fields, ok := item[name].(map[string]any)
	if !ok {
		words = item.scalar(name)
		return fieldDate(words), plainHTML(words)
	}
	value := cslItem(fields)
	if parts, _ := value["date-parts"].([]any); len(parts) > 0 {
		first := cslDate(parts[0])
		if last := cslDate(parts[len(parts)-1]); len(parts) > 1 && !last.IsZero() {
			first = common(first, last)
		}
		if !first.IsZero() {
			return first, ""
		}
	}
	words = value.text("literal", "raw", "string")
	if d := fieldDate(words); !d.IsZero() {
		return d, ""
	}
	return cslDate([]any{value["year"], value["month"], value["day"]}), words
}

// cslDate reads year, month and day.
func cslDate(value any) date.Date {
	parts, _ := value.([]any)
	var n [3]int
	for i := range min(len(parts), 3) {
		s, _, _ := strings.Cut(scalarText(parts[i]), ".")
		if n[i] = number(s); n[i] == 0 {
			break
		}
	}
	d := date.Date{Year: n[0], Month: n[1], Day: n[2]}
	if d.Month > 12 { // a season
		d.Month, d.Day = 0, 0
	}
	if !d.Valid() {
		return date.Date{}
	}
	return d
}

// notes reads the note, which is no part of how most styles print a work, and
// in which programs keep lines of their own: "standard_id: url:…".
func (item cslItem) notes(r *record) {
	for line := range strings.SplitSeq(item.scalar("note", "annote"), "\n") {
		name, value, ok := strings.Cut(line, ":")
		if ok && !strings.ContainsAny(name, " /") && !strings.HasPrefix(value, "//") {
			switch value = strings.TrimSpace(value); strings.ToLower(name) {
			case "doi":
				if r.doi == "" {
					r.doi = fieldDOI(value)
				}
				continue
			case "accessed", "retrieved", "archived", "archive":
			default:
				continue
			}
		}
		if b := document.Light(plainHTML(line), r.line); b.Text != "" {
			r.aside = append(r.aside, b)
		}
	}
}
