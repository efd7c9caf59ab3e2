package format

import (
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// cite adds to a document the works that it cites by their keys. An @ that
// names none is a person's or a figure's name, unless the document names a
// bibliography and could mean a work that it lacks.
func (in *input) cite(d *document.Document, meta metadata) {
	c := citing{known: map[string]bool{}, cited: map[string]bool{}, places: map[string]bool{}, all: meta.all}
	for _, key := range meta.cited {
		c.cited[key] = true
	}
	for i := range d.Blocks {
		c.read(&d.Blocks[i])
	}
	named := len(c.known) > 0 || len(meta.records) > 0 || len(meta.bibliographies) > 0
	if !named && len(c.cited) > 0 {
		meta.bibliographies = in.projectBibliographies()
		named = len(meta.bibliographies) > 0
	}
	d.Blocks = append(d.Blocks, entries(c.take(meta.records), "")...)
	for _, f := range meta.bibliographies {
		name := f.name
		if path.Ext(name) == "" {
			name += ".bib"
		}
		records, err := in.records(name)
		if err != nil {
			in.note(f.wish, err)
		}
		d.Blocks = append(d.Blocks, entries(c.take(records), name)...)
	}
	for i := range d.Blocks {
		dropCites(&d.Blocks[i], func(key string) bool {
			return c.known[key] || named && !c.places[key] && !isCrossReference(key)
		})
	}
}

// citing is what a document cites, and what it has of it.
type citing struct {
	cited, known map[string]bool
	places       map[string]bool // keys of what is in the document: Pandoc's examples
	all          bool            // all works are cited
}

// read takes note of what a block cites and defines.
func (c *citing) read(b *document.Block) {
	if b.Kind == document.Entry && b.Key != "" {
		c.known[b.Key] = true
	}
	for _, s := range b.Spans {
		if s.Kind != document.Cite || strings.HasPrefix(s.Target, "^") {
			continue
		}
		c.cited[s.Target] = true
		if s.Start == 1 && b.Text[0] == '(' && strings.HasPrefix(b.Text[s.End:], ") ") {
			c.places[s.Target] = true
		}
	}
}

// take returns those of a bibliography's works that are cited and not known yet.
func (c *citing) take(records []record) []record {
	var found []record
	for _, r := range records {
		keys := append([]string{r.key}, r.aliases...)
		if c.known[r.key] || !c.all && !slices.ContainsFunc(keys, func(key string) bool { return c.cited[key] }) {
			continue
		}
		for _, key := range keys {
			c.known[key] = true
		}
		found = append(found, r)
	}
	return found
}

// projectFiles are the files in which Quarto, MyST and Jupyter Book name the
// bibliographies of all documents in a folder, and under what name.
var projectFiles = []struct{ name, within, field string }{
	{"_quarto.yml", "", "bibliography"},
	{"myst.yml", "project", "bibliography"},
	{"_config.yml", "", "bibtex_bibfiles"},
}

// projectBibliographies are the bibliographies that the document's folder names.
func (in *input) projectBibliographies() (files []wanted) {
	for _, f := range projectFiles {
		text, err := in.open(f.name)
		if err != nil {
			continue
		}
		root, err := parseYAML(string(text))
		if err != nil {
			continue
		}
		if f.within != "" {
			root = yamlField(root, f.within)
		}
		for _, n := range yamlScalars(yamlField(root, f.field)) {
			if len(files) < maxBibliographies {
				files = append(files, wanted{wish{f.name, n.Line, f.field + ": " + n.Value}, n.Value})
			}
		}
		if len(files) > 0 {
			return files
		}
	}
	return nil
}

// dropCites drops the citations of a block whose keys mean no work. Those of
// notes stay.
func dropCites(b *document.Block, means func(key string) bool) {
	b.Spans = slices.DeleteFunc(b.Spans, func(s document.Span) bool {
		return s.Kind == document.Cite && !strings.HasPrefix(s.Target, "^") && !means(s.Target)
	})
}

// crossReferences begin the names that Quarto, bookdown and pandoc-crossref
// give to figures, tables, sections and the like, followed by - or :.
var crossReferences = []string{"fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg",
	"nte", "tip", "wrn", "imp", "cau", "vid", "quarto"}

func isCrossReference(key string) bool {
	i := strings.IndexAny(key, "-:")
	return i > 0 && slices.Contains(crossReferences, strings.ToLower(key[:i]))
}
