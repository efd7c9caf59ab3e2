package format

import (
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

func TestFirstHeading(t *testing.T) {
	heading := func(level int, text string) document.Block {
		return document.Block{Kind: document.Heading, Level: level, Text: text}
	}
	text := document.Block{Text: "Said by nobody."}
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   string
	}{
		{"plain", []document.Block{text, heading(2, "Mills"), heading(3, "Old Ones")}, "Mills"},
		{"too deep", []document.Block{heading(3, "Mills")}, ""},
		{"announces", []document.Block{heading(2, "STAFF PAPER:"), heading(3, "Mills of the Coast")}, "STAFF PAPER: Mills of the Coast"},
		{"announces text", []document.Block{heading(1, "Mills:"), text, heading(2, "Old Ones")}, "Mills"},
		{"announces nothing", []document.Block{heading(1, "Mills:")}, "Mills"},
	} {
		if got := firstHeading(c.blocks); got != c.want {
			t.Errorf("%s: got %q; want %q", c.name, got, c.want)
		}
	}
}
