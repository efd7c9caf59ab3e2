package compare

import (
	"hash/maphash"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// A Change says how the readable text of a page stands to what it was before.
type Change string

const (
	Same      Change = "same"      // but for a word here and there
	Edited    Change = "edited"    // the same text with corrections, or with more of it
	Shortened Change = "shortened" // a part of what it was: a paywall, a stub
	Changed   Change = "changed"   // another text
)

// The likeness from which texts are the same, and from which one is an edition
// of the other; and the share of the shorter text's shingles that the longer one
// has where the shorter is a part of it.
const (
	sameText      = 0.95
	editedText    = 0.6
	containedText = 0.8
)

// Texts holds a readable text against what it was before. The likeness is the
// Jaccard index of their shingles, the sets of three words that follow each
// other, 0 to 1. Texts of which one is empty cannot be compared: the change is
// "".
func Texts(before, after string) (Change, float64) {
	if before == after && before != "" {
		return Same, 1
	}
	a, b := shingles(before), shingles(after)
	if len(a) == 0 || len(b) == 0 {
		return "", 0
	}
	common := 0
	for s := range a {
		if b[s] {
			common++
		}
	}
	likeness := float64(common) / float64(len(a)+len(b)-common)
	switch {
	case likeness >= sameText:
		return Same, likeness
	case likeness >= editedText:
		return Edited, likeness
	case float64(common) < containedText*float64(min(len(a), len(b))):
		return Changed, likeness
	case len(b) < len(a):
		return Shortened, likeness
	}
	return Edited, likeness
}

const shingle = 3 // words

var seed = maphash.MakeSeed()

// shingles are the hashes of all runs of three words. A character of a script
// without spaces counts as a word. A text of fewer words is one shingle.
func shingles(text string) map[uint64]bool {
	words := textWords(lex.Fold(text))
	set := make(map[uint64]bool, len(words))
	if 0 < len(words) && len(words) < shingle {
		set[maphash.String(seed, strings.Join(words, " "))] = true
	}
	for i := range max(len(words)-shingle+1, 0) {
		set[maphash.String(seed, strings.Join(words[i:i+shingle], " "))] = true
	}
	return set
}

func textWords(folded string) []string {
	var words []string
	for word := range strings.FieldsSeq(folded) {
		if !strings.ContainsFunc(word, isDense) {
			words = append(words, word)
			continue
		}
		for _, r := range word {
			words = append(words, string(r))
		}
	}
	return words
}
