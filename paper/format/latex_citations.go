package format

import (
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// citation reads a command of the \cite family: those of LaTeX, natbib,
// BibLaTeX and others, which all have it in their names.
func (l *latexReader) citation(name string) bool {
	lower := strings.ToLower(name)
	if _, dropped := texDropped[name]; dropped || !strings.Contains(lower, "cite") && lower != "bibentry" || lower == "citetext" {
		return false
	}
	if _, own := l.macros[name]; own {
		return false
	}
	var c citations
	many := strings.HasSuffix(lower, "cites")
	for first := true; first || many && (l.next('[') || l.next('{')); first = false {
		if !l.cite(lower, &c) {
			break
		}
	}
	for _, key := range c.keys {
		l.cited[key] = true
	}
	if lower != "nocite" && len(c.keys) > 0 {
		l.writeCitations(&c)
	}
	return true
}

// citations are the keys of one command, and what it remarks on them.
type citations struct {
	keys    []string
	remarks []texSource
}

// cite reads one list of keys with the remarks before it, of which the last is
// printed behind it.
func (l *latexReader) cite(command string, c *citations) bool {
	if l.next('<') { // apacite's remark
		l.skipTo(">")
	}
	var remark texSource
	options := 0
	for l.skipSpace(); l.next('[') && options < 2; l.skipSpace() {
		raw, ok := l.option()
		if !ok {
			return false
		}
		remark = raw
		options++
	}
	if strings.HasSuffix(command, "volcite") {
		l.drop(1)
	}
	raw, ok := l.argument()
	if !ok {
		return false
	}
	keys := strings.FieldsFunc(raw.rest(), func(r rune) bool { return strings.ContainsRune(", \n\t%", r) })
	c.keys = append(c.keys, keys...)
	if strings.TrimSpace(remark.rest()) != "" {
		c.remarks = append(c.remarks, remark)
	}
	return true
}

// writeCitations writes the keys in brackets, with the remarks after them.
func (l *latexReader) writeCitations(c *citations) {
	l.write("[")
	for i, key := range c.keys {
		if i > 0 {
			l.write(", ")
		}
		span := l.b.Open(document.Cite, key)
		l.write(key)
		l.b.Close(span)
	}
	here := *l.top()
	l.reread(texSource{text: "]", line: here.line, fixed: true, part: here.part})
	for _, remark := range slices.Backward(c.remarks) {
		l.reread(remark)
		l.reread(texSource{text: ", ", line: here.line, fixed: true, part: here.part})
	}
}

// bibliographyCommand reads \bibliography{a,b} and the likes of it that
// packages for several bibliographies define.
func (l *latexReader) bibliographyCommand(name string) bool {
	if !strings.HasPrefix(name, "bibliography") || strings.HasPrefix(name, "bibliographystyle") {
		return false
	}
	l.names(name)
	return true
}

// names notes the files of a bibliography that the document names.
func (l *latexReader) names(command string) {
	l.closeAll()
	l.flush()
	l.listed = true
	l.skipSpace()
	w := l.wish(command, "")
	option, optional := l.option()
	if command == "printbibliography" {
		return
	}
	raw, ok := l.argument()
	if command == "putbib" && optional {
		raw, ok = option, true
	}
	if !ok {
		return
	}
	for name := range strings.SplitSeq(raw.rest(), ",") {
		if name = strings.Trim(name, " \t\n\""); name != "" && len(l.files) < maxParts {
			w.text = `\` + command + "{" + name + "}"
			l.files = append(l.files, wanted{w, name})
		}
	}
}

// bibliography adds the entries that the document cites: from the
// bibliographies it names, and those they lack from the one that was made of
// them. Where nothing is cited, all that was made is printed.
func (l *latexReader) bibliography() {
	if !l.listed {
		if len(l.cited) > 0 {
			l.noteDoubts() // a file that is missed may name the bibliography
		}
		return
	}
	known := map[string]bool{}
	for _, b := range l.d.Blocks {
		if b.Kind == document.Entry {
			known[strings.ToLower(b.Key)] = true
		}
	}
	l.addCited(l.inline, "", known)
	for _, f := range l.files {
		name := l.expandName(f.name)
		if !address.IsWeb(name) && bibliographyReader(name) == nil {
			name += ".bib"
		}
		if l.read[name] {
			continue
		}
		l.read[name] = true
		records, err := l.in.records(name)
		switch {
		case err != nil && l.depends(name):
			l.doubts = append(l.doubts, doubt{f.wish, errMacro})
		case err != nil:
			l.doubts = append(l.doubts, doubt{f.wish, err})
		}
		l.addCited(records, name, known)
	}
	if l.lacks(known) {
		l.made(known)
	}
	if l.lacks(known) {
		l.noteDoubts()
	}
	l.settleKeys()
}

// noteDoubts notes the files that are not to be had and may be needed.
func (l *latexReader) noteDoubts() {
	for _, d := range l.doubts {
		l.in.note(d.wish, d.err)
	}
}

// lacks reports whether the document cites what is not known, or may cite what
// is not seen.
func (l *latexReader) lacks(known map[string]bool) bool {
	for key := range l.cited {
		if !known[strings.ToLower(key)] && key != "*" {
			return true
		}
	}
	return len(known) == 0
}

// settleKeys lets citations name entries by the entries' own keys: BibTeX does
// not mind case, and BibLaTeX has other names for an entry. An entry that is
// listed although no citation shows, as \nocite does it, keeps no key.
func (l *latexReader) settleKeys() {
	own := map[string]string{}
	for _, b := range l.d.Blocks {
		if b.Kind == document.Entry {
			own[strings.ToLower(b.Key)] = b.Key
		}
	}
	for alias, key := range l.aliases {
		own[alias] = key
	}
	shown := map[string]bool{}
	for i := range l.d.Blocks {
		for j := range l.d.Blocks[i].Spans {
			s := &l.d.Blocks[i].Spans[j]
			if key := own[strings.ToLower(s.Target)]; s.Kind == document.Cite && key != "" {
				s.Target = key
				shown[key] = true
			}
		}
	}
	for i := range l.d.Blocks {
		b := &l.d.Blocks[i]
		if b.Kind == document.Entry && !shown[b.Key] && (l.cited[b.Key] || l.cited["*"]) {
			b.Key = ""
		}
	}
}

// addCited adds those of a file's entries that are cited and not known yet.
func (l *latexReader) addCited(records []record, part string, known map[string]bool) {
	cited := map[string]bool{}
	for key := range l.cited {
		cited[strings.ToLower(key)] = true
	}
	records = slices.DeleteFunc(records, func(r record) bool {
		key := strings.ToLower(r.key)
		return known[key] || !cited[key] && !cited["*"] && !slices.ContainsFunc(r.aliases, func(a string) bool { return cited[strings.ToLower(a)] })
	})
	for _, r := range records {
		known[strings.ToLower(r.key)] = true
		for _, a := range r.aliases {
			known[strings.ToLower(a)] = true
			l.aliases[strings.ToLower(a)] = r.key
		}
	}
	l.d.Blocks = append(l.d.Blocks, entries(records, part)...)
}

// made reads the file in which BibTeX or Biber leaves the list of references.
func (l *latexReader) made(known map[string]bool) {
	name := strings.TrimSuffix(path.Base(l.in.Path), path.Ext(l.in.Path)) + ".bbl"
	if l.read[name] {
		return
	}
	l.read[name] = true
	text, err := l.openText(name)
	if err != nil {
		return
	}
	before := len(l.d.Blocks)
	if records := bblRecords(text); len(records) > 0 {
		l.d.Blocks = append(l.d.Blocks, entries(records, name)...)
	} else {
		l.silent = false
		l.sources = append(l.sources, texSource{text: text, line: 1, part: name})
		l.run()
		l.closeAll()
		l.flush()
	}
	made := slices.DeleteFunc(l.d.Blocks[before:], func(b document.Block) bool { return b.Kind == document.Entry && known[strings.ToLower(b.Key)] })
	l.d.Blocks = l.d.Blocks[:before+len(made)]
	for _, b := range made {
		if b.Kind == document.Entry {
			known[strings.ToLower(b.Key)] = true
		}
	}
}
