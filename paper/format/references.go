package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// readReferences reads a list of references, one a line. It is used only where
// the user asks for it: nothing in such a list tells it from plain text.
func readReferences(text string) (*document.Document, error) {
	d := &document.Document{}
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		if b := document.Light(line, number); b.Text != "" {
			b.Kind, b.Whole = document.Entry, true
			d.Blocks = append(d.Blocks, b)
		}
	}
	return d, nil
}
