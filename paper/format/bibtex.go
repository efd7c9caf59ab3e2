package format

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readBibTeX reads a BibTeX or BibLaTeX file as a paper: each entry is a
// reference.
func readBibTeX(text string) (*document.Document, error) {
	d := &document.Document{}
	records, err := bibtexRecords(text)
	if err != nil {
		d.Unread = append(d.Unread, err)
	}
	d.Blocks = entries(records, "")
	return d, nil
}

var errEntry = errors.New("lacks a brace or a quotation mark, or has one too many")

// bibtexRecords reads the works that a BibTeX file lists. An error names the
// first entry that is broken; what can be read of it is among the works.
func bibtexRecords(text string) ([]record, error) {
	found, faults := scanBibTeX(text)
	byKey := map[string]*bibEntry{}
	for i := range found {
		if key := strings.ToLower(found[i].key); byKey[key] == nil {
			byKey[key] = &found[i]
		}
	}
	var records []record
	for i := range found {
		if e := &found[i]; !isData(e) {
			e.inherit(byKey, maxParents)
			records = append(records, e.record())
		}
	}
	if len(faults) == 0 {
		return records, nil
	}
	first, more := &faults[0], ""
	if n := len(faults) - 1; n > 0 {
		more = fmt.Sprintf("; so do %d more", n)
	}
	return records, &Error{Line: first.line, Err: fmt.Errorf("the entry %q %w%s", first.key, errEntry, more), Advice: "correct it: it and the entries after it may be read wrong"}
}

// isData reports whether an entry is no work but what others inherit from or
// are gathered in.
func isData(e *bibEntry) bool { return e.kind == "xdata" || e.kind == "set" || len(e.fields) == 0 }

// maxParents bounds how far fields are inherited: entries may name each other
// in a circle.
const maxParents = 3

// inherited are the fields that an entry has from the one its crossref names:
// those on the volume that holds it. The volume's own address is not its.
var inherited = []string{
	"booktitle", "journal", "journaltitle", "maintitle", "series", "publisher", "institution", "organization", "school", "eventtitle",
	"year", "month", "date", "day", "editor",
}

// inherit completes an entry's fields from those it names as its parents.
func (e *bibEntry) inherit(byKey map[string]*bibEntry, depth int) {
	if depth == 0 || e.complete {
		return
	}
	e.complete = true
	for key := range strings.SplitSeq(e.fields["xdata"], ",") {
		if p := byKey[strings.ToLower(strings.TrimSpace(key))]; p != nil && p != e && key != "" {
			p.inherit(byKey, depth-1)
			for name, value := range p.fields {
				e.lend(name, value)
			}
		}
	}
	p := byKey[strings.ToLower(strings.TrimSpace(e.fields["crossref"]))]
	if p == nil || p == e || e.fields["crossref"] == "" {
		return
	}
	p.inherit(byKey, depth-1)
	dated := e.fields["year"] != "" || e.fields["date"] != ""
	for _, name := range inherited {
		if datePart := name == "year" || name == "month" || name == "date" || name == "day"; !datePart || !dated {
			e.lend(name, p.fields[name])
		}
	}
	if e.fields["booktitle"] == "" && e.fields["journal"] == "" {
		e.lend("booktitle", p.fields["title"])
	}
}

// lend gives the entry a field that it lacks.
func (e *bibEntry) lend(name, value string) {
	if e.fields[name] == "" && value != "" {
		e.fields[name] = value
	}
}

// first is the first of the named fields that the entry has, as written.
func (e *bibEntry) first(names ...string) string {
	for _, name := range names {
		if value := strings.TrimSpace(e.fields[name]); value != "" {
			return value
		}
	}
	return ""
}

// plain is first as text.
func (e *bibEntry) plain(names ...string) string { return fieldText(e.first(names...)) }

// fieldText is the text of a field. Web pages and databases leave entities in
// what they export.
func fieldText(source string) string {
	text := texPlain(source)
	for range 2 {
		text = strings.ReplaceAll(text, "&amp;", "&")
	}
	return text
}

// record is what an entry says of the work.
func (e *bibEntry) record() record {
	r := record{key: e.key, line: e.line, title: e.title(), publisher: e.plain("publisher", "institution", "school", "organization"), accessed: e.accessed()}
	r.authors, r.others = bibNames(e.first("author", "editor"))
	r.container = e.plain("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
	if r.container == "" && !isBook[e.kind] {
		r.container = e.plain("organization", "institution", "school", "publisher")
	}
	r.published = e.published()
	if r.published.IsZero() {
		r.dated = e.plain("date", "year", "pubstate")
	}
	e.addresses(&r)
	for alias := range strings.SplitSeq(e.fields["ids"], ",") {
		if alias = strings.TrimSpace(alias); alias != "" {
			r.aliases = append(r.aliases, alias)
		}
	}
	return r
}

// isBook are the kinds of entries that a publisher publishes but does not hold.
var isBook = map[string]bool{"book": true, "mvbook": true, "inbook": true, "bookinbook": true, "booklet": true, "collection": true, "mvcollection": true,
	"proceedings": true, "mvproceedings": true, "reference": true, "manual": true, "incollection": true, "suppbook": true}

// title is the work's title with its subtitle.
func (e *bibEntry) title() string {
	title, sub := e.plain("title"), e.plain("subtitle")
	if title == "" {
		return e.plain("maintitle", "booktitle")
	}
	switch {
	case sub == "":
		return title
	case strings.HasSuffix(title, ":") || strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!"):
		return title + " " + sub
	}
	return title + ": " + sub
}

// published is the day of publication, as exact as it is given.
func (e *bibEntry) published() date.Date {
	if d := fieldDate(fieldText(e.fields["date"])); !d.IsZero() {
		return d
	}
	year := e.plain("year")
	if month := e.plain("month"); month != "" {
		if n := number(month); n > 0 {
			month = monthName(n)
		}
		day := e.plain("day")
		if d := fieldDate(strings.Join([]string{month, day, year}, " ")); d.Month > 0 {
			return d
		}
	}
	return fieldDate(year)
}

// accessed is the day on which the address was seen, where a field says so.
func (e *bibEntry) accessed() date.Date {
	for _, name := range []string{"urldate", "lastchecked", "lastaccessed", "accessed", "accessdate", "access-date", "lastvisited", "visited", "urlaccessdate"} {
		if d := fieldDate(fieldText(e.fields[name])); !d.IsZero() {
			return d
		}
	}
	return date.Date{}
}

// remarkFields are printed as they are, and addresses stand in them.
var remarkFields = []string{"howpublished", "note", "addendum", "urlnote", "titleaddon"}

// addresses finds the work's addresses: in the fields that are there for them,
// then as an identifier, then in what is printed.
func (e *bibEntry) addresses(r *record) {
	r.doi = fieldDOI(texAddress(e.fields["doi"]))
	for _, name := range []string{"url", "doi", "link", "ee"} {
		if u := texAddress(e.fields[name]); address.IsWeb(u) || address.HasPrefix(u) {
			if name == "url" || len(r.urls) == 0 && r.doi == "" {
				r.urls = append(r.urls, u)
			}
		}
	}
	if u := e.eprint(); u != "" && !r.names(path.Base(u)) {
		r.urls = append(r.urls, u)
	}
	for _, name := range []string{"journal", "journaltitle", "howpublished", "note", "volume", "number", "booktitle", "publisher"} {
		if id := arXivIn(e.plain(name)); r.preprint == "" {
			r.preprint = id
		}
	}
	r.archived = texAddress(e.first("archiveurl", "archive-url", "archivedurl", "urlarchive", "wayback"))
	if !address.IsWeb(r.archived) {
		r.archived = ""
	}
	for _, name := range remarkFields {
		if value := e.fields[name]; value != "" {
			r.remarks = append(r.remarks, texText(value, e.line))
		}
	}
	if value := e.first("annote", "annotation"); value != "" {
		r.aside = append(r.aside, texText(value, e.line))
	}
	for _, name := range []string{"title", "journal", "booktitle", "publisher", "organization", "institution", "school", "series"} {
		if value := e.fields[name]; strings.Contains(value, `\href`) || strings.Contains(value, `\url`) || strings.Contains(value, "://") {
			b := texText(value, e.line)
			for _, s := range b.Spans {
				if s.Kind == document.Link {
					r.urls = append(r.urls, s.Target)
				}
			}
		}
	}
}

// fieldDOI is the DOI in a field that is there for one: bare, after "doi:", or
// as a resolver's address.
func fieldDOI(s string) string {
	s = strings.TrimSpace(s)
	if doi := address.DOIOf(s); doi != "" {
		return doi
	}
	if rest, ok := cutFold(s, "doi:"); ok {
		s = strings.TrimSpace(rest)
	}
	if !strings.HasPrefix(s, "10.") || strings.IndexByte(s, '/') < 0 {
		return ""
	}
	if n := address.ScanDOI(s); n > 0 {
		return s[:n]
	}
	return ""
}

// bibNames reads a list of names. others says that the list goes on.
func bibNames(source string) (names []string, others bool) {
	for _, part := range splitAnd(source) {
		name := bibName(part)
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

// splitAnd cuts a list at the word "and", where it stands outside of braces.
func splitAnd(s string) []string {
	var parts []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth == 0 && (c == ' ' || c == '\n' || c == '\t') && i+4 < len(s) && strings.EqualFold(s[i+1:i+4], "and") && strings.IndexByte(" \n\t", s[i+4]) >= 0:
			parts = append(parts, s[start:i])
			start = i + 4
			i += 3
		}
	}
	return append(parts, s[start:])
}

// bibName is one name as it is written: "Family, Given" or "Given Family". A
// name in three parts, or in named ones, becomes "Family, Given, Jr".
func bibName(source string) string {
	if strings.Contains(source, "=") && strings.Contains(source, "family") {
		return namedParts(source)
	}
	name := fieldText(source)
	if strings.HasPrefix(strings.TrimSpace(source), "{") {
		return name
	}
	if parts := strings.Split(name, ", "); len(parts) == 3 {
		return parts[0] + ", " + parts[2] + ", " + parts[1]
	}
	return name
}

// namedParts reads BibLaTeX's long form of a name: family=Beethoven,
// given=Ludwig, prefix=van.
func namedParts(source string) string {
	parts := map[string]string{}
	for part := range strings.SplitSeq(source, ",") {
		if name, value, ok := strings.Cut(part, "="); ok {
			parts[strings.ToLower(strings.TrimSpace(name))] = fieldText(strings.Trim(strings.TrimSpace(value), `"`))
		}
	}
	return personName(parts["prefix"], parts["family"], parts["given"], parts["suffix"])
}

// personName writes a name of which the parts are known.
func personName(prefix, family, given, suffix string) string {
	name := strings.TrimSpace(prefix + " " + family)
	for _, part := range []string{given, suffix} {
		switch {
		case part == "":
		case name == "":
			name = part
		default:
			name += ", " + part
		}
	}
	return name
}

// number is the value of a text of digits, else 0.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if !lex.IsDigit(s[i]) || n > 9999 {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
