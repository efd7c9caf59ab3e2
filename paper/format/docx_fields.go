package format

import (
	"encoding/base64"
	"encoding/xml"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A docxField is a field that we are in: an instruction, then what it results
// in, which is what readers see.
type docxField struct {
	code   strings.Builder
	result bool // we are in the result
	host   int  // the field whose instruction we are in, itself or one around it; -1 for none
	data   string

	link    *officeLink // that the result is
	entries int         // bibliographies that the result is: 1 or 0
	cites   bool        // the result cites works
	in      *officeParagraph
	from    int // where in the paragraph's text the result begins
}

// fieldMark reads one of the marks that begin a field, divide it and end it.
func (r *docxReader) fieldMark(e xml.StartElement) error {
	n := len(r.fields)
	switch attr(e, "fldCharType") {
	case "begin":
		f := r.pushField()
		return r.part.children(func(e xml.StartElement) (err error) {
			if e.Name.Local == "fldData" {
				f.data, err = r.part.text()
			}
			return err
		}, nil)
	case "separate":
		if n > 0 && !r.fields[n-1].result {
			r.beginResult(r.fields[n-1])
		}
	case "end":
		if n > 0 {
			if !r.fields[n-1].result {
				r.beginResult(r.fields[n-1])
			}
			r.endResult(r.fields[n-1])
			r.fields = r.fields[:n-1]
		}
	}
	return nil
}

// simpleField reads a field whose instruction is an attribute.
func (r *docxReader) simpleField(code string) error {
	f := r.pushField()
	f.code.WriteString(code)
	r.beginResult(f)
	err := r.children()
	r.endResult(f)
	r.fields = r.fields[:len(r.fields)-1]
	return err
}

// maxInstruction is the length of the longest instruction: citations carry all
// that is known of the works that they cite.
const maxInstruction = 4 << 20

// instruction adds to the instruction that we are in, if we are in one.
func (r *docxReader) instruction(s string) (inside bool) {
	if len(r.fields) == 0 || r.fields[len(r.fields)-1].host < 0 {
		return false
	}
	if f := r.fields[r.fields[len(r.fields)-1].host]; f.code.Len() < maxInstruction {
		f.code.WriteString(s)
	}
	return true
}

func (r *docxReader) pushField() *docxField {
	f := &docxField{host: len(r.fields)}
	r.fields = append(r.fields, f)
	return f
}

// beginResult acts on a field's instruction.
func (r *docxReader) beginResult(f *docxField) {
	f.result, f.host = true, -1
	if outer := len(r.fields) - 2; outer >= 0 {
		f.host = r.fields[outer].host
	}
	if r.deleted > 0 {
		return
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(f.code.String()), " ")
	switch strings.ToUpper(name) {
	case "HYPERLINK":
		url, anchor := hyperlinkTarget(rest)
		switch {
		case url != "" && anchor != "" && !strings.Contains(url, "#"):
			f.link = r.text.link(document.Link, url+"#"+anchor)
		case url != "":
			f.link = r.text.link(document.Link, url)
		case anchor != "":
			f.link = r.text.link(document.Cite, anchor)
		}
	case "BIBLIOGRAPHY":
		f.entries = 1
	case "CITATION":
		f.cites = r.citeSources(rest)
	case "ADDIN":
		f.cites, f.entries = r.addin(rest, f.data)
	}
	r.text.entries += f.entries
	if f.in = r.text.paragraph; f.in != nil {
		f.from = len(f.in.text.Text)
	}
}

func (r *docxReader) endResult(f *docxField) {
	if f.link != nil {
		r.text.unlink(f.link)
	}
	r.text.entries -= f.entries
	if f.cites && f.in != nil && f.in == r.text.paragraph {
		f.in.cited += len(f.in.text.Text) - f.from
	}
}

// addin reads the fields that reference managers write.
func (r *docxReader) addin(code, data string) (cites bool, entries int) {
	name, rest, _ := strings.Cut(strings.TrimSpace(code), " ")
	switch {
	case name == "EN.REFLIST", strings.HasPrefix(name, "ZOTERO_BIBL"), strings.HasSuffix(strings.TrimSpace(code), "CSL_BIBLIOGRAPHY"):
		return false, 1
	case name == "EN.CITE", name == "EN.CITE.DATA":
		if decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), "")); err == nil && len(decoded) > 0 {
			rest = string(decoded)
		}
		return r.works.citeEndNote(&r.text, rest), 0
	case strings.Contains(code[:min(len(code), 100)], "CSL_CITATION"):
		return r.works.citeCSL(&r.text, code), 0
	}
	return false, 0
}

// bookmark begins a bookmark. Zotero can mark citations and bibliographies by
// bookmarks, which other programs leave alone more than fields.
func (r *docxReader) bookmark(id, name string) {
	switch code := r.bookmarks[name]; {
	case strings.HasPrefix(code, "ZOTERO_BIBL"):
		if !r.listing[id] {
			r.listing[id] = true
			r.text.entries++
		}
	case code != "":
		r.works.citeCSL(&r.text, code)
	default:
		r.text.bookmark(name)
	}
}

// tag reads what reference managers keep in the tag of a content control.
func (r *docxReader) tag(tag string, entries *int) error {
	const citation = "MENDELEY_CITATION_v3_"
	switch {
	case strings.HasPrefix(tag, "MENDELEY_BIBLIOGRAPHY"):
		*entries = 1
	case strings.HasPrefix(tag, citation):
		if decoded, err := base64.StdEncoding.DecodeString(tag[len(citation):]); err == nil {
			r.works.citeCSL(&r.text, string(decoded))
		}
	}
	return nil
}

// hyperlinkTarget reads the arguments of a HYPERLINK field: an address, and
// after \l a place in it. Two other switches have an argument, which says how
// the link looks and where it opens.
func hyperlinkTarget(code string) (url, anchor string) {
	option := ""
	for {
		word, quoted, rest := fieldArgument(code)
		code = rest
		switch {
		case word == "" && !quoted:
			return url, anchor
		case !quoted && strings.HasPrefix(word, `\`):
			if option = word; option != `\l` && option != `\o` && option != `\t` {
				option = ""
			}
			continue
		case option == `\l`:
			anchor = word
		case option == "" && url == "":
			url = word
		}
		option = ""
	}
}

// fieldArgument cuts the first argument from a field's instruction. In quotes,
// a backslash makes the next character an ordinary one.
func fieldArgument(code string) (word string, quoted bool, rest string) {
	code = strings.TrimSpace(code)
	if code == "" || code[0] != '"' {
		end := strings.IndexAny(code, " \t\n\"")
		if end < 0 {
			end = len(code)
		}
		return code[:end], false, code[end:]
	}
	var b strings.Builder
	i := 1
	for ; i < len(code) && code[i] != '"'; i++ {
		if code[i] == '\\' && i+1 < len(code) {
			i++
		}
		b.WriteByte(code[i])
	}
	return b.String(), true, code[min(i+1, len(code)):]
}
