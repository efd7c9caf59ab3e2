package format

import (
	"math"
	"testing"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// anyLine is for documents of several parts, whose lines count in each.
const anyLine = math.MaxInt

// checkBlocks tests what holds for the blocks of every document with so many
// lines.
func checkBlocks(t *testing.T, blocks []document.Block, lines int) {
	t.Helper()
	for _, b := range blocks {
		if b.Kind != document.Break && b.Text == "" || !utf8.ValidString(b.Text) {
			t.Errorf("the text of a block is %q", b.Text)
		}
		if b.Line < 1 || b.Line > lines {
			t.Errorf("line %d of %d: %q", b.Line, lines, b.Text)
		}
		for _, s := range b.Spans {
			if s.Start < 0 || s.Start >= s.End || s.End > len(b.Text) {
				t.Errorf("span %+v of %q", s, b.Text)
			}
		}
		for _, m := range b.Lines {
			if m.Offset < 0 || m.Offset > len(b.Text) || m.Line < 1 {
				t.Errorf("line mark %+v of %q", m, b.Text)
			}
		}
	}
}
