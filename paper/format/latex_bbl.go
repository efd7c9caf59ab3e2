package format

import (
	"strings"
)

// bblRecords reads the works that Biber leaves for BibLaTeX: from \entry to
// \endentry, with \field, \name, \list and \verb between, a line each. Lists
// of references in other forms have none.
func bblRecords(text string) []record {
	if !strings.Contains(text, `\endentry`) {
		return nil
	}
	r := bblReader{seen: map[string]bool{}}
	for line := range strings.SplitSeq(text, "\n") {
		r.number++
		r.add(strings.TrimRight(strings.TrimSpace(line), "%"))
	}
	return r.records
}

// A bblReader reads such a file line by line.
type bblReader struct {
	records []record
	seen    map[string]bool // keys; an entry stands once in each section
	number  int             // of the line

	entry *bibEntry // that is open
	field string    // whose value is on the lines that follow
	names []string  // of the list that is open
	name  map[string]string
}

func (r *bblReader) add(line string) {
	command, rest, _ := strings.Cut(line, "{")
	value, rest := untilBrace(rest)
	if command == `\entry` {
		kind, _ := untilBrace(strings.TrimPrefix(rest, "{"))
		r.entry = &bibEntry{key: value, kind: kind, line: r.number, fields: map[string]string{}}
		return
	}
	if r.entry == nil {
		return
	}
	switch command {
	case `\endentry`:
		r.endEntry()
	case `\field`, `\strng`:
		content, _ := untilBrace(strings.TrimPrefix(rest, "{"))
		r.entry.lend(value, content)
	case `\list`, `\name`, `\verb`:
		r.endNames()
		r.field = value
	default:
		if part, ok := strings.CutSuffix(command, "="); ok && r.name != nil {
			r.name[part] = value
		} else {
			r.content(line)
		}
	}
}

// content reads a line of a field that has several.
func (r *bblReader) content(line string) {
	address, verbatim := strings.CutPrefix(line, `\verb `)
	switch {
	case verbatim:
		r.entry.lend(r.field, strings.TrimSpace(address))
	case line == `\endverb`:
		r.field = ""
	case strings.HasPrefix(line, "{{"):
		r.endName()
		r.name = map[string]string{}
	case strings.HasPrefix(line, "{") && r.name == nil:
		value, _ := untilBrace(line[1:])
		r.entry.lend(r.field, value)
	}
}

// endName adds the name that is open to its list.
func (r *bblReader) endName() {
	if r.name != nil {
		if name := personName(r.name["prefix"], r.name["family"], r.name["given"], ""); r.name["given"] != "" {
			r.names = append(r.names, name)
		} else {
			r.names = append(r.names, "{"+name+"}")
		}
	}
	r.name = nil
}

// endNames makes a field of the list of names that is open.
func (r *bblReader) endNames() {
	r.endName()
	if len(r.names) > 0 {
		r.entry.lend(r.field, strings.Join(r.names, " and "))
	}
	r.names, r.field = nil, ""
}

func (r *bblReader) endEntry() {
	r.endNames()
	e := r.entry
	r.entry = nil
	if r.seen[e.key] {
		return
	}
	r.seen[e.key] = true
	e.lend("urldate", strings.TrimRight(e.fields["urlyear"]+"-"+pad(e.fields["urlmonth"])+"-"+pad(e.fields["urlday"]), "-"))
	r.records = append(r.records, e.record())
}

// pad writes a month or day in two digits.
func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// untilBrace cuts s at the brace that closes one before it.
func untilBrace(s string) (inside, after string) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}
