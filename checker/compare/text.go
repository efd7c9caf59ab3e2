package compare

import (
	"hash/maphash"
	"strings"

	"github.com/citecheck/citecheck/checker/page"
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

// Pages holds a page against what it was before. The readable text is compared
// first, which is at hand; where that is another, the articles are, in which
// adverts, comments and links to other pages count less. Where a page does not
// say what is what, they still count: a page whose article begins as it did, and
// that has not lost most of its prose, is an edited one, whatever stands around
// it now. The likeness is that of what was compared last.
func Pages(before, after *page.Page) (Change, float64) {
	change, likeness := Texts(before.Text, after.Text)
	if change == Same || change == Edited {
		return change, likeness
	}
	old, now := before.ReadingText(), after.ReadingText()
	change, likeness = Texts(old, now)
	if change != Changed && change != Shortened {
		return change, likeness
	}
	oldProse, nowProse := prose(old), prose(now)
	if 2*len(strings.Fields(strings.Join(nowProse, " "))) >= len(strings.Fields(strings.Join(oldProse, " "))) && keepsLead(oldProse, after.Text+"\n"+now) {
		return Edited, likeness
	}
	return change, likeness
}

// keepsLead reports whether a text still has the first paragraphs of a prose.
func keepsLead(prose []string, text string) bool {
	const paragraphs = 3
	lead, all := shingles(strings.Join(prose[:min(paragraphs, len(prose))], "\n")), shingles(text)
	kept := 0
	for s := range lead {
		if all[s] {
			kept++
		}
	}
	return len(lead) > 0 && float64(kept) >= containedText*float64(len(lead))
}

// prose is the paragraphs of a text: what is too long for a heading, a link or
// a line of a list.
func prose(text string) []string {
	const words = 20
	var list []string
	for line := range strings.Lines(text) {
		if len(textWords(line)) >= words {
			list = append(list, line)
		}
	}
	return list
}
