// Package textdiff says which words of a text became which others. Start with
// Words; Passages cuts what it gives into what a person reads.
package textdiff

import (
	"slices"
	"strings"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// patience bounds the search for the shortest difference of two long texts.
// What is found in that time is a difference too, only not the shortest.
const patience = 3 * time.Second

// An Op says what happened to words.
type Op int

const (
	Kept Op = iota
	Deleted
	Inserted
)

// A Part is words that had the same fate. A line break is a word of its own.
type Part struct {
	Op    Op
	Words []string
}

// Words compares two texts word by word.
func Words(before, after string) []Part {
	d := diffmatchpatch.New()
	d.DiffTimeout = patience
	var code coder
	var parts []Part
	for _, diff := range d.DiffMainRunes(code.encode(before), code.encode(after), false) {
		op := map[diffmatchpatch.Operation]Op{diffmatchpatch.DiffDelete: Deleted, diffmatchpatch.DiffInsert: Inserted}[diff.Type]
		parts = append(parts, Part{op, code.decode(diff.Text)})
	}
	return merge(parts)
}

// A coder gives each word a character of its own: the library compares
// characters.
type coder struct {
	words []string
	codes map[string]rune
}

// Surrogates are no characters: codes go round them.
const (
	surrogates  = 0xd800
	inSurrogate = 0x800
)

func (c *coder) encode(text string) []rune {
	if c.codes == nil {
		c.codes = map[string]rune{}
	}
	var runes []rune
	for line := range strings.Lines(text) {
		if len(runes) > 0 {
			runes = append(runes, c.code("\n"))
		}
		for word := range strings.FieldsSeq(line) {
			runes = append(runes, c.code(word))
		}
	}
	return runes
}

func (c *coder) code(word string) rune {
	r, known := c.codes[word]
	if !known {
		r = rune(len(c.words)) + 1
		if r >= surrogates {
			r += inSurrogate
		}
		c.words = append(c.words, word)
		c.codes[word] = r
	}
	return r
}

func (c *coder) decode(text string) []string {
	var words []string
	for _, r := range text {
		if r > surrogates {
			r -= inSurrogate
		}
		words = append(words, c.words[r-1])
	}
	return words
}

// merge joins changes that only a word or a line break parts, and puts what
// was deleted before what was inserted: a rewritten sentence is one change, not
// a dozen.
func merge(parts []Part) []Part {
	var merged []Part
	var deleted, inserted []string
	flush := func() {
		if len(deleted) > 0 {
			merged = append(merged, Part{Deleted, deleted})
		}
		if len(inserted) > 0 {
			merged = append(merged, Part{Inserted, inserted})
		}
		deleted, inserted = nil, nil
	}
	for i, p := range parts {
		switch {
		case p.Op == Deleted:
			deleted = append(deleted, p.Words...)
		case p.Op == Inserted:
			inserted = append(inserted, p.Words...)
		case len(p.Words) == 1 && p.Words[0] != "\n" && len(deleted) > 0 && len(inserted) > 0 && i < len(parts)-1:
			deleted, inserted = append(deleted, p.Words...), append(inserted, p.Words...)
		default:
			flush()
			merged = append(merged, p)
		}
	}
	flush()
	return merged
}

// Passages groups changes that stand close together and keeps that many words
// of what is the same around each group.
func Passages(parts []Part, context int) [][]Part {
	var passages [][]Part
	var open []Part
	for i, p := range parts {
		if p.Op != Kept {
			open = append(open, p)
			continue
		}
		last := i == len(parts)-1
		switch {
		case len(open) > 0 && !last && len(p.Words) <= 2*context:
			open = append(open, p)
			continue
		case len(open) > 0:
			open = append(open, Part{Kept, p.Words[:min(context, len(p.Words))]})
			passages = append(passages, open)
			open = nil
		}
		if !last && context > 0 {
			open = []Part{{Kept, slices.Clone(p.Words[max(0, len(p.Words)-context):])}}
		}
	}
	if len(open) > 0 {
		passages = append(passages, open)
	}
	return passages
}
