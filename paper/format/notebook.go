package format

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/markdown"
)

// sniffNotebook recognises a Jupyter notebook: an object with cells, and with
// the version of its format, which programs write at its end or its start.
func sniffNotebook(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	return bytes.Contains(head, []byte(`"nbformat"`)) || bytes.Contains(head, []byte(`"cell_type"`))
}

var errNotebook = errors.New("this is no Jupyter notebook")

// readNotebook reads the Markdown of a Jupyter notebook's cells as one
// document. Code and what it printed is no text of the paper.
func readNotebook(_ context.Context, in *input) (*document.Document, error) {
	text, err := decode(in.Bytes, nil)
	if err != nil {
		return nil, err
	}
	n := &notebook{jsonReader: newJSONReader(text)}
	if err := n.object(n.field); err != nil {
		return nil, n.fault(err)
	}
	if !n.cells {
		return nil, &Error{Err: errNotebook, Advice: "check what it is; --input-format tells"}
	}
	parts, places := n.withIncluded(in)
	md := markdown.Read(in.markdownHTML(), parts...)
	placeBlocks(md.Blocks, places)
	d := in.markdownDocument(n.meta, md, places)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Part == "" {
			n.place(b)
		}
	}
	for _, err := range in.unread {
		if e := at(in.Path, err); e.Path == in.Path {
			e.Line = n.placeOf(e.Line)
		}
	}
	return d, nil
}

// withIncluded returns the parts with the files that they include, and where
// each line of them stands.
func (n *notebook) withIncluded(in *input) (parts []string, places []sourceLine) {
	before := 0
	for _, part := range n.parts {
		count := strings.Count(part, "\n")
		text, own := in.withIncluded(strings.TrimSuffix(part, "\n"), before, &n.meta)
		if own == nil {
			text = part
			for i := range count {
				own = append(own, sourceLine{number: before + i + 1})
			}
		}
		parts, places = append(parts, text), append(places, own...)
		before += count
	}
	return parts, places
}

// A notebook is a notebook's JSON on its way into Markdown.
type notebook struct {
	jsonReader
	cells bool // it has a list of cells
	meta  metadata
	parts []string // the Markdown of each cell
	lines []int    // where each line of the parts stands in the notebook
}

// field reads a field of the notebook. In old notebooks cells stand in
// worksheets.
func (n *notebook) field(name string) error {
	switch name {
	case "cells":
		n.cells = true
		return n.array(n.cell)
	case "worksheets":
		return n.array(func() error { return n.object(n.field) })
	case "metadata":
		return n.metadata()
	}
	return n.skip()
}

// A cell is a cell's text, with the line on which each of its strings stands.
type cell struct {
	kind, mime string
	level      int
	source     []string
	lines      []int
}

func (n *notebook) cell() error {
	var c cell
	err := n.object(func(name string) (err error) {
		switch name {
		case "cell_type":
			return n.decode(&c.kind)
		case "level":
			return n.decode(&c.level)
		case "source":
			return n.source(&c)
		case "metadata":
			var m struct {
				Mime   string `json:"raw_mimetype"`
				Format string `json:"format"`
			}
			if err = n.decode(&m); m.Format != "" {
				m.Mime = m.Format
			}
			c.mime = m.Mime
			return err
		}
		return n.skip()
	})
	if err == nil {
		n.add(&c)
	}
	return err
}

// source reads a cell's text: one string, or a list of strings, mostly lines.
func (n *notebook) source(c *cell) error {
	one := func() error {
		line := n.next()
		var s string
		if err := n.decode(&s); err != nil {
			return err
		}
		s = newlines(s)
		c.source, c.lines = append(c.source, s), append(c.lines, line)
		return nil
	}
	if n.peek() == '[' {
		return n.array(one)
	}
	return one()
}

// add adds a cell of Markdown to the parts. Raw cells are Markdown unless they
// say what else they are.
func (n *notebook) add(c *cell) {
	switch c.kind {
	case "markdown":
	case "heading":
		if c.source = append([]string{strings.Repeat("#", max(1, c.level)) + " "}, c.source...); len(c.lines) > 0 {
			c.lines = append(c.lines[:1:1], c.lines...)
		}
	case "raw":
		if c.mime != "" && c.mime != "text/markdown" && c.mime != "text/html" {
			return
		}
	default:
		return
	}
	if len(c.lines) == 0 {
		return
	}
	// Each line of the part stands where the string does in which it begins.
	begin := true
	for i, s := range c.source {
		for _, b := range []byte(s) {
			if begin {
				n.lines = append(n.lines, c.lines[i])
			}
			begin = b == '\n'
		}
	}
	part := strings.TrimSuffix(strings.Join(c.source, ""), "\n") + "\n"
	if len(n.parts) == 0 {
		var meta metadata
		meta, part = cutMetadata(part)
		meta.title, meta.records = cmp.Or(meta.title, n.meta.title), append(meta.records, n.meta.records...)
		n.meta = meta
	}
	n.parts = append(n.parts, part)
}

// place gives a block the lines of the notebook.
func (n *notebook) place(b *document.Block) {
	b.Line = n.placeOf(b.Line)
	for i := range b.Lines {
		b.Lines[i].Line = n.placeOf(b.Lines[i].Line)
	}
}

// placeOf is the line of the notebook on which a line of the Markdown stands.
func (n *notebook) placeOf(line int) int {
	if line < 1 || line > len(n.lines) {
		return line
	}
	return n.lines[line-1]
}

// metadata reads the notebook's own metadata: its title, and the works that the
// cite2c extension keeps there.
func (n *notebook) metadata() error {
	line := n.next()
	var m struct {
		Title     any `json:"title"`
		Citations struct {
			Works map[string]map[string]any `json:"citations"`
		} `json:"cite2c"`
	}
	if err := n.decode(&m); err != nil {
		return err
	}
	if title, ok := m.Title.(string); ok && n.meta.title == "" {
		n.meta.title = plainMarkdown(title)
	}
	for _, key := range slices.Sorted(maps.Keys(m.Citations.Works)) {
		r := cslRecord(m.Citations.Works[key], line)
		r.key = key
		n.meta.records = append(n.meta.records, r)
	}
	return nil
}
