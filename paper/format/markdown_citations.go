package format

import (
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// cite adds to a document the works that it cites by their keys. An @ that
// names none is a person's or a figure's name, unless the document names a
// bibliography and could mean a work that it lacks.
func (in *input) cite(d *document.Document, meta metadata) {
	cited := map[string]bool{}
	for _, key := range meta.cited {
		cited[key] = true
	}
	known := map[string]bool{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == document.Entry && b.Key != "" {
			known[b.Key] = true
		}
		for _, s := range b.Spans {
			if s.Kind == document.Cite {
				cited[s.Target] = true
			}
		}
	}
	named := len(known) > 0 || len(meta.records) > 0 || len(meta.bibliographies) > 0
	add := func(records []record, part string) {
		records = slices.DeleteFunc(records, func(r record) bool { return known[r.key] || !meta.all && !r.citedBy(cited) })
		for _, r := range records {
			known[r.key] = true
			for _, alias := range r.aliases {
				known[alias] = true
			}
		}
		d.Blocks = append(d.Blocks, entries(records, part)...)
	}
	add(meta.records, "")
	for _, name := range meta.bibliographies {
		if address.IsWeb(name) {
			continue
		}
		if path.Ext(name) == "" {
			name += ".bib"
		}
		if records, err := in.records(name); err == nil {
			add(records, name)
		}
	}
	for i := range d.Blocks {
		dropCites(&d.Blocks[i], func(key string) bool {
			return known[key] || named && !isCrossReference(key)
		})
	}
}

// citedBy reports whether one of the keys names the work.
func (r *record) citedBy(cited map[string]bool) bool {
	return cited[r.key] || slices.ContainsFunc(r.aliases, func(alias string) bool { return cited[alias] })
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
