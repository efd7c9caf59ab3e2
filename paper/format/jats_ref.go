package format

import (
	"bytes"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
	"github.com/citecheck/citecheck/paper/lex"
)

// jatsCitation reports whether a node is one citation.
func jatsCitation(n *xmlNode) bool {
	switch n.name {
	case "element-citation", "mixed-citation", "nlm-citation", "citation":
		return true
	}
	return false
}

// jatsEntries reads a <ref>, or a citation that stands alone: one entry, or
// several where one number stands for several works: "3a", "3b". cited are the
// identifiers that the text refers to.
func jatsEntries(ref *xmlNode, cited map[string]bool) []document.Block {
	var entries []document.Block
	label := strings.Trim(ref.child("label").text(), "[]().* ")
	add := func(n, fields *xmlNode) {
		b := jatsEntry(n, fields)
		if b.Text == "" {
			return
		}
		b.Line, b.Marker, b.Key = ref.line, label, ref.attr("id")
		if own := strings.Trim(n.child("label").text(), "[]().* "); n != ref && own != "" {
			b.Marker = label + strings.TrimPrefix(own, label)
		}
		if own := n.attr("id"); b.Key == "" || len(entries) > 0 {
			b.Key = "" // the number of them all leads to the first
			if cited[own] {
				b.Key = own
			}
		}
		entries = append(entries, b)
	}
	if jatsCitation(ref) {
		add(ref, ref)
		return entries
	}
	for _, n := range ref.children {
		switch {
		case n.name == "citation-alternatives": // the same work, said twice
			printed, fields := n.child("mixed-citation", "element-citation", "nlm-citation"), n.child("element-citation", "mixed-citation", "nlm-citation")
			if printed != nil {
				add(printed, fields)
			}
		case jatsCitation(n), n.name == "note", n.name == "p":
			add(n, n)
		}
	}
	return entries
}

// jatsEntry reads one citation. n is how it is printed, fields has its parts
// marked. What is not marked is read from the text.
func jatsEntry(n, fields *xmlNode) document.Block {
	marked := jatsWork(fields)
	r := &jatsReader{row: true}
	mixed := n.isMixed()
	if mixed {
		r.citation(n)
	} else {
		settleSource(&marked, fields, "")
		r.compose(n, &marked)
	}
	b := r.b.Take(document.Entry)
	if b.Text == "" {
		return b
	}
	work, more := entry.Parse(&b)
	for _, l := range more {
		if !linked(&b, l) {
			b.Spans = append(b.Spans, document.Span{Start: l.Start, End: l.End, Kind: document.Link, Target: targetOf(l)})
		}
	}
	if mixed {
		settleSource(&marked, fields, work.Title)
	}
	completeWork(&work, &marked, mixed)
	b.Work = &work
	return b
}

// linked reports whether a link of an entry is one of its spans.
func linked(b *document.Block, l entry.Link) bool {
	for _, s := range b.Spans {
		if s.Kind == document.Link && s.Start < l.End && l.Start < s.End {
			return true
		}
	}
	return false
}

// completeWork puts what is marked over what was read from the text. Where the
// elements are all there is, their order is ours and says nothing more.
func completeWork(work, marked *document.Work, mixed bool) {
	if marked.Title != "" {
		work.Title, work.Container, work.Described = marked.Title, marked.Container, false
		if !mixed {
			work.Authors, work.Published = nil, date.Date{}
		}
	} else {
		setText(&work.Container, marked.Container)
		if strings.Contains(lex.Fold(work.Title), lex.Fold(marked.Container)) && marked.Container != "" {
			work.Title = "" // it is the journal's
		}
	}
	if len(marked.Authors) > 0 {
		work.Authors = marked.Authors
	}
	if !marked.Published.IsZero() {
		work.Published = marked.Published
	}
	if !marked.Accessed.IsZero() {
		work.Accessed = marked.Accessed
	}
	setText(&work.DOI, marked.DOI)
	if work.URL == "" {
		work.URL = marked.URL
	}
}

// isMixed reports whether a citation has text between its elements, as it is
// printed; else the elements are all there is.
func (n *xmlNode) isMixed() bool {
	for _, c := range n.children {
		if c.name == "" && strings.Trim(c.data, " \t\n.,;:()[]") != "" {
			return true
		}
	}
	return n.name == "mixed-citation" || n.name == "note" || n.name == "p"
}

// citation writes a citation as it is printed. The parts of a name stand apart
// even where nothing is between them.
func (r *jatsReader) citation(n *xmlNode) {
	for _, c := range n.children {
		switch c.name {
		case "name", "person-group":
			r.citation(c)
		case "surname", "given-names", "suffix", "prefix":
			apart := n.name == "name"
			r.b.Space = r.b.Space || apart
			r.children(c)
			r.b.Space = r.b.Space || apart && c != n.children[len(n.children)-1]
		case "label":
		default:
			r.walk(c)
		}
	}
}

// compose writes a citation of which only the parts are known, in the order of
// a list of references.
func (r *jatsReader) compose(n *xmlNode, w *document.Work) {
	r.part("", strings.Join(w.Authors, "; "), n.line)
	if year := w.Published.String(); year != "" {
		r.part(" ", "("+year+")", n.line)
	}
	r.part(". ", w.Title, n.line)
	if w.Container != "" {
		r.lead(". ", n.line)
		span := r.b.Open(document.Emphasis, "")
		r.b.Write(w.Container, n.line)
		r.b.Close(span)
	}
	for _, p := range []struct{ lead, name string }{{", ", "volume"}, {", no. ", "issue"}, {", ", "fpage"}, {"–", "lpage"}, {", ", "elocation-id"}, {". ", "edition"}, {". ", "publisher-loc"}, {". ", "publisher-name"}} {
		r.part(p.lead, n.part(p.name).text(), n.line)
	}
	r.remarks(n)
	if w.DOI != "" && !bytes.Contains(r.b.Text, []byte(w.DOI)) {
		r.part(". ", "doi:"+w.DOI, n.line)
	}
	if !w.Accessed.IsZero() {
		r.part(". ", "Accessed "+w.Accessed.String(), n.line)
	}
}

// part writes one part of a citation after what separates it from the one
// before.
func (r *jatsReader) part(lead, text string, line int) {
	if text != "" {
		r.lead(lead, line)
		r.b.Write(text, line)
	}
}

// lead writes what separates the next part from what is there.
func (r *jatsReader) lead(s string, line int) {
	if !r.b.Empty() {
		r.b.Write(s, line)
	}
}

// remarks writes what a citation says in its own words, and its addresses.
func (r *jatsReader) remarks(n *xmlNode) {
	for _, c := range n.children {
		switch c.name {
		case "comment", "ext-link", "uri", "annotation":
			r.lead(". ", c.line)
			r.walk(c)
		case "pub-id":
			if c.attr("pub-id-type") != "doi" && address.IsWeb(c.text()) {
				r.part(". ", c.text(), c.line)
			}
		default:
			r.remarks(c)
		}
	}
}
