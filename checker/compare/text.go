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
// say what is what, they still count: a page that has kept its article's lead, or
// most of its prose with a part of the lead, and not lost most of it, is an edited
// one, whatever stands around it now. A page that has lost its lead is another,
// however much of what every page of its site has stands below. The likeness is
// that of what was compared last.
func Pages(before, after *page.Page) (Change, float64) {
	change, likeness := Texts(before.Text, after.Text)
	if change == Same {
		return change, likeness
	}
	old, now := before.ReadingText(), after.ReadingText()
	oldProse, is := prose(old), shingles(after.Text+"\n"+now)
	begins := kept(oldProse[:min(2, len(oldProse))], is)
	if change == Edited {
		if likeness < mostlySame && begins < lostLead {
			return Changed, likeness
		}
		return change, likeness
	}
	change, likeness = Texts(old, now)
	if change != Changed && change != Shortened {
		return change, likeness
	}
	if 2*countWords(prose(now)) < countWords(oldProse) {
		return change, likeness
	}
	if kept(oldProse[:min(3, len(oldProse))], is) >= containedText || begins >= lostLead && kept(oldProse, is) >= keptProse {
		return Edited, likeness
	}
	return change, likeness
}

// Of a page whose text is an edition of the former one: the likeness from which
// that needs no second look, and the share of its first two paragraphs below
// which its lead is lost. The share of all its prose that makes an edition.
const (
	mostlySame = 0.8
	lostLead   = 1.0 / 3
	keptProse  = 0.7
)

// kept is the share of the shingles of paragraphs that a text still has; 1 where
// there are none.
func kept(paragraphs []string, text map[uint64]bool) float64 {
	was := shingles(strings.Join(paragraphs, "\n"))
	if len(was) == 0 {
		return 1
	}
	n := 0
	for s := range was {
		if text[s] {
			n++
		}
	}
	return float64(n) / float64(len(was))
}

func countWords(paragraphs []string) int { return len(strings.Fields(strings.Join(paragraphs, " "))) }

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
