package format

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// latexHeadings are the commands that begin a section, with its level.
var latexHeadings = map[string]int{
	"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6,
	"frametitle": 3, "addchap": 1, "addsec": 2, "bibsection": 2,
}

// latexFront are the commands of a preamble that give what is printed, above
// the text or in lists of terms, with the number of arguments before it.
var latexFront = map[string]int{
	"author": 0, "subtitle": 0, "institute": 0, "affiliation": 0, "affil": 0, "address": 0, "date": 0,
	"newglossaryentry": 1, "longnewglossaryentry": 2, "newacronym": 2, "newabbreviation": 2,
}

// blockCommand reads a command that means something to the document.
func (l *latexReader) blockCommand(name string) bool {
	if level := latexHeadings[name]; level > 0 {
		l.heading(level)
		return true
	}
	switch name {
	case "begin":
		l.begin()
	case "end":
		l.end()
	case "item":
		l.listItem()
	case "bibitem":
		l.bibItem()
	case "footnote", "thanks", "footnotetext", "endnote", "endnotetext", "tablefootnote", "sidenote", "tablenote", "footnotemark", "endnotemark":
		l.note(name)
	case "title":
		l.title()
	case "input", "include", "subfile", "subfileinclude", "import", "subimport", "includefrom", "subincludefrom":
		l.include(name)
	case "IfFileExists", "InputIfFileExists":
		l.ifFileExists(name == "InputIfFileExists")
	case "addbibresource", "addglobalbib", "addsectionbib", "putbib", "defaultbibliography", "printbibliography":
		l.names(name)
	case "verb", "Verb", "lstinline", "mintinline":
		l.verbatim(name)
	case "iffalse":
		l.skipConditional()
	case "[":
		l.skipTo(`\]`)
	case "caption", "captionof":
		l.flush()
		return false
	default:
		return l.frontMatter(name) || l.define(name) || l.bibliographyCommand(name) || l.citation(name)
	}
	return true
}

// heading reads the title of a section.
func (l *latexReader) heading(level int) {
	l.closeAll()
	l.flush()
	l.skipOption()
	l.inner(document.Heading, func(b document.Block) {
		b.Level = level
		l.add(b)
	})
}

// add adds a block that is complete, and the notes in it.
func (l *latexReader) add(b document.Block) {
	if b.Text != "" {
		l.d.Blocks = append(l.d.Blocks, b)
	}
	if l.nested == 0 {
		l.d.Blocks = append(l.d.Blocks, l.notes...)
		l.notes = nil
	}
}

func (l *latexReader) title() {
	l.skipOption()
	l.inner(document.Heading, func(b document.Block) {
		b.Level = 1
		if l.d.Title == "" {
			l.d.Title = b.Text
		}
		l.add(b)
	})
}

// frontMatter reads what the preamble says that is printed.
func (l *latexReader) frontMatter(name string) bool {
	before, front := latexFront[name]
	if !l.silent || !front {
		return false
	}
	l.skipOption()
	l.drop(before)
	return l.inner(document.Paragraph, l.add)
}

// note reads a footnote, or only its marker or only its text.
func (l *latexReader) note(name string) {
	kind := strings.TrimSuffix(strings.TrimSuffix(name, "mark"), "text")
	marker := ""
	l.skipOverlay()
	l.skipSpace()
	if raw, ok := l.option(); ok {
		marker = texPlain(raw.rest())
	}
	if marker == "" && kind != "thanks" {
		if kind == name || strings.HasSuffix(name, "mark") {
			l.counters[kind]++
		}
		marker = strconv.Itoa(max(l.counters[kind], 1))
	}
	if marker != "" && !strings.HasSuffix(name, "text") {
		span := l.b.Open(document.Superscript, "")
		l.write(marker)
		l.b.Close(span)
	}
	if strings.HasSuffix(name, "mark") {
		return
	}
	block := document.Note
	if kind == "thanks" {
		block = document.Paragraph // who is thanked is not cited
	}
	l.inner(block, func(b document.Block) {
		b.Marker = marker
		if b.Text != "" && !l.inBib {
			l.notes = append(l.notes, b)
		}
	})
}

// listItem begins an item of a list.
func (l *latexReader) listItem() {
	l.flush()
	if len(l.lists) == 0 {
		return
	}
	list := &l.lists[len(l.lists)-1]
	l.item = &document.Block{Level: len(l.lists) - 1, List: list.id}
	if list.ordered {
		list.number++
		l.item.Marker = strconv.Itoa(list.number)
	}
	l.skipOverlay()
	l.skipSpace()
	if raw, ok := l.option(); ok {
		l.item.Marker = ""
		l.reread(raw)
		l.b.Space = true
	}
}

// reread lets a part of the source that was taken be read as text.
func (l *latexReader) reread(raw texSource) {
	if len(l.sources) < maxSources {
		raw.end = nil
		l.sources = append(l.sources, raw)
	}
}

// bibItem begins an entry of a list of references.
func (l *latexReader) bibItem() {
	l.closeAll()
	l.flush()
	l.listed, l.inBib = true, true
	entry := &document.Block{Part: l.top().part}
	l.skipSpace()
	if label, ok := l.option(); ok {
		entry.Marker = entryLabel(label.rest())
	} else {
		l.counters["entry"]++
		entry.Marker = strconv.Itoa(l.counters["entry"])
	}
	if key, ok := l.argument(); ok {
		entry.Key = strings.TrimSpace(key.rest())
	}
	l.entry = entry
}

// entryLabel is what an entry is marked with in print. natbib adds the full
// list of authors after the year.
func entryLabel(source string) string {
	if len(source) > 2000 {
		return ""
	}
	label := strings.Trim(texPlain(source), "[] ")
	if _, rest, ok := strings.Cut(label, "("); ok {
		if n := strings.IndexByte(rest, ')'); n >= 0 {
			label = label[:len(label)-len(rest)+n+1]
		}
	}
	if len(label) > 2*document.MaxKey || strings.Contains(source, "citeauthoryear") {
		return ""
	}
	return label
}
