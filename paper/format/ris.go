package format

import (
	"errors"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readRIS reads a RIS file as a paper: each record is a reference.
func readRIS(text string) (*document.Document, error) {
	records, err := risRecords(text)
	if err != nil {
		return nil, err
	}
	return &document.Document{Blocks: entries(records, "")}, nil
}

// A risRecord is what a RIS file says of one work, by its tags.
type risRecord struct {
	line   int
	fields map[string][]string
}

// risRecords reads the works that a RIS file lists. A record begins with the
// tag TY and ends with ER, or where the next one begins.
func risRecords(text string) ([]record, error) {
	var records []record
	var r *risRecord
	number, last := 0, ""
	end := func() {
		if r != nil {
			records = append(records, r.record())
		}
		r, last = nil, ""
	}
	for line := range strings.SplitSeq(text, "\n") {
		number++
		tag, value, tagged := risLine(line)
		switch {
		case tag == "TY":
			end()
			r = &risRecord{line: number, fields: map[string][]string{}}
		case r == nil:
			continue
		case tag == "ER":
			end()
			continue
		}
		if !tagged {
			r.extend(last, line)
			continue
		}
		last = tag
		r.fields[tag] = append(r.fields[tag], value)
	}
	end()
	if len(records) == 0 {
		return nil, &Error{Line: 1, Err: errNotRIS, Advice: "export the works as RIS, or leave the file out"}
	}
	return records, nil
}

var errNotRIS = errors.New("no record of RIS is in it: none begins with the tag TY")

// risLine reads "TY  - JOUR". Exporters differ in the blanks.
func risLine(line string) (tag, value string, ok bool) {
	line = strings.TrimPrefix(strings.TrimSpace(line), "\ufeff")
	if len(line) < 3 || !isRISTag(line[0]) || !isRISTag(line[1]) && !lex.IsDigit(line[1]) {
		return "", "", false
	}
	rest := strings.TrimLeft(line[2:], " \t")
	if len(rest) == len(line)-2 || !strings.HasPrefix(rest, "-") || len(rest) > 1 && rest[1] != ' ' && rest[1] != '\t' {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(rest[1:]), true
}

func isRISTag(c byte) bool { return 'A' <= c && c <= 'Z' }

// extend continues a field on the next line. Long ones are abstracts, of which
// nothing is wanted.
func (r *risRecord) extend(tag, line string) {
	values := r.fields[tag]
	if n := len(values); n > 0 && len(values[n-1]) < maxEntryField && strings.TrimSpace(line) != "" {
		values[n-1] += " " + strings.TrimSpace(line)
	}
}

// maxEntryField is how long a field that runs over several lines can become.
const maxEntryField = 2000

// first is the first value among the named tags.
func (r *risRecord) first(tags ...string) string {
	for _, tag := range tags {
		for _, value := range r.fields[tag] {
			if value = plainHTML(value); value != "" {
				return value
			}
		}
	}
	return ""
}

// record is what a RIS record says of the work.
func (r *risRecord) record() record {
	out := record{key: r.first("ID"), line: r.line, title: r.first("TI", "T1", "CT"), container: r.first("JF", "JO", "T2", "JA", "J2", "J1"), publisher: r.first("PB")}
	if kind := r.first("TY"); out.title == "" {
		out.title = r.first("BT", "T2", "ST")
	} else if out.container == "" && kind != "BOOK" {
		out.container = r.first("BT", "T3", "PB")
	}
	if out.container == out.title {
		out.container = ""
	}
	for _, tag := range []string{"AU", "A1", "A2", "ED", "A3"} {
		for _, name := range r.fields[tag] {
			if name = risName(name); name != "" && len(out.authors) < maxNames {
				out.authors = append(out.authors, name)
			}
		}
		if len(out.authors) > 0 {
			break
		}
	}
	out.published, out.dated = r.published()
	out.accessed = risDate(r.first("Y2"))
	r.addresses(&out)
	return out
}

// maxNames is how many authors of a work are kept.
const maxNames = 5000

// risName turns "Family, Given, Jr" into what other readers give. A comma at
// its end is left by exporters that know no given name.
func risName(name string) string { return strings.Trim(plainHTML(name), " ,") }

// published is the most exact date that does not contradict the year.
func (r *risRecord) published() (d date.Date, words string) {
	for _, tag := range []string{"PY", "Y1", "DA"} {
		value := r.first(tag)
		found := risDate(value)
		switch {
		case d.IsZero():
			d = found
			if words == "" {
				words = value
			}
		case found.Year == d.Year && (d.Month == 0 || found.Month == d.Month && found.Day > 0):
			d = found
		}
	}
	if !d.IsZero() {
		words = ""
	}
	return d, strings.Trim(words, "/ ")
}

// risDate reads "2020/05/03/other information", of which any part may be empty.
func risDate(s string) date.Date {
	parts := strings.SplitN(s, "/", 4)
	if len(parts) < 2 || len(parts[0]) != 4 {
		return fieldDate(s)
	}
	kept := parts[:1]
	for _, part := range parts[1:min(len(parts), 3)] {
		if number(part) == 0 {
			break
		}
		kept = append(kept, part)
	}
	d, _ := isoDate(strings.Join(kept, "-"))
	return d
}

// addresses finds the work's addresses: its own, else those of its files.
func (r *risRecord) addresses(out *record) {
	add := func(tag string) {
		for _, value := range r.fields[tag] {
			for u := range strings.FieldsSeq(value) {
				if u = strings.Trim(u, "<>;,"); address.IsWeb(u) || address.HasPrefix(u) {
					out.urls = append(out.urls, u)
				}
			}
		}
	}
	for _, value := range append(r.fields["DO"], r.fields["M3"]...) {
		if doi := fieldDOI(value); doi != "" && out.doi == "" {
			out.doi = doi
		}
	}
	add("UR")
	for _, tag := range []string{"DO", "LK", "L2", "L1"} {
		if len(out.urls) == 0 && out.doi == "" {
			add(tag)
		}
	}
	for _, value := range r.fields["N1"] {
		if b := document.Light(plainHTML(value), r.line); b.Text != "" {
			out.aside = append(out.aside, b)
		}
	}
}

// sniffRIS recognises RIS by its first tag, which has to be the type's.
func sniffRIS(head []byte) bool {
	for line := range strings.SplitSeq(string(head), "\n") {
		if tag, value, ok := risLine(line); ok {
			return tag == "TY" && value != "" && strings.ToUpper(value) == value
		}
		if strings.TrimSpace(line) != "" && len(line) > 10 {
			return false
		}
	}
	return false
}
