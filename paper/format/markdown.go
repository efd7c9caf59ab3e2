package format

import (
	"context"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/markdown"
)

// readMarkdown reads Markdown as markdown.Read does, with the files that it
// includes, the metadata at its head, and what it cites of the bibliographies
// beside it.
func readMarkdown(_ context.Context, in *input) (*document.Document, error) {
	doc, err := decodeProse(in.Bytes, nil)
	if err != nil {
		return nil, err
	}
	meta, body := cutMetadata(doc)
	body, places := in.withIncluded(body, 0, &meta)
	text := markdown.Read(in.markdownHTML(), body)
	placeBlocks(text.Blocks, places)
	return in.markdownDocument(meta, text, places), nil
}

// markdownDocument puts together what a document says in Markdown and what it
// says about itself. places is where the lines of the text stand, nil where they
// are the document's.
func (in *input) markdownDocument(meta metadata, text markdown.Text, places []sourceLine) *document.Document {
	d := &document.Document{Title: meta.title, Blocks: text.Blocks}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	for _, f := range text.Bibliographies {
		at := sourceLine{number: f.Line}
		if 0 < f.Line && f.Line <= len(places) {
			at = places[f.Line-1]
		}
		meta.bibliographies = append(meta.bibliographies, wanted{wish{at.part, at.number, "bibliography: " + f.Name}, fileFrom(at.part, f.Name)})
	}
	in.cite(d, meta)
	return d
}

// markdownHTML is how raw HTML in Markdown is read: as the HTML reader reads it.
func (in *input) markdownHTML() markdown.HTML {
	return markdown.HTML{
		Blocks: func(raw string, line int) []document.Block { return in.rawHTML(raw, sourceLine{number: line}) },
		Inline: inlineElements,
		References: func(id, classes string) bool {
			for word := range strings.FieldsSeq(strings.ToLower(id + " " + classes)) {
				if roleWords[word]&roleReferences != 0 {
					return true
				}
			}
			return false
		},
	}
}

// rawHTML reads the HTML that stands in a document from a line on.
func (in *input) rawHTML(raw string, from sourceLine) []document.Block {
	d, err := readHTML(raw)
	if err != nil {
		fault := at("", err)
		fault.Line += from.number - 1
		in.noteFault(from.part, fault)
		return nil
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		b.Line, b.Part = b.Line+from.number-1, from.part
		for j := range b.Lines {
			b.Lines[j].Line += from.number - 1
		}
	}
	return d.Blocks
}

// firstHeading is the title of a document that names none elsewhere. A heading
// that ends in a colon announces the one below it: "Report:", then its title.
func firstHeading(blocks []document.Block) string {
	for i, b := range blocks {
		if b.Kind != document.Heading || b.Level > 2 {
			continue
		}
		if title, announces := strings.CutSuffix(b.Text, ":"); announces {
			if i+1 < len(blocks) && blocks[i+1].Kind == document.Heading {
				return b.Text + " " + blocks[i+1].Text
			}
			return title
		}
		return b.Text
	}
	return ""
}
