package format

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// citedKeys are the keys to which the text of blocks refers.
func citedKeys(blocks []document.Block) map[string]bool {
	cited := map[string]bool{}
	for i := range blocks {
		for _, s := range blocks[i].Spans {
			if s.Kind == document.Cite {
				cited[s.Target] = true
			}
		}
	}
	return cited
}

// citedEntries reads, from bibliographies beside the document, the entries that
// its text cites.
func (in *input) citedEntries(blocks []document.Block, files []wanted) []document.Block {
	cited := citedKeys(blocks)
	var found []document.Block
	for _, f := range files {
		records, err := in.records(f.name)
		if err != nil {
			in.note(f.wish, err)
		}
		for _, b := range entries(records, f.name) {
			if cited[b.Key] {
				cited[b.Key] = false // twice in two files
				found = append(found, b)
			}
		}
	}
	return found
}

// writeKeys writes the keys by which a text cites entries. trim, if there is one,
// takes off a key what is said of it. A key may look like an address; it is a
// link within the document.
func writeKeys(b *document.Builder, line int, keys []string, trim func(string) string) {
	written := 0
	for _, key := range keys {
		if trim != nil {
			key = trim(key)
		}
		if key = strings.TrimSpace(key); key == "" {
			continue
		}
		if written++; written > 1 {
			b.Write(", ", line)
		}
		link, cite := b.Open(document.Link, "#"+key), b.Open(document.Cite, key)
		b.Write("["+key+"]", line)
		b.Close(cite)
		b.Close(link)
	}
}

// dropPlaces drops the Cite spans that lead to a place in the document. Markup
// that leads to places, named here, may as well lead to an entry.
func dropPlaces(blocks []document.Block, places map[string]bool) {
	for i := range blocks {
		delete(places, blocks[i].Key)
	}
	for i := range blocks {
		blocks[i].Spans = slices.DeleteFunc(blocks[i].Spans, func(s document.Span) bool {
			return s.Kind == document.Cite && places[s.Target]
		})
	}
}
