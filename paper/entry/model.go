package entry

import "math/bits"

// A role is what a piece is part of.
type role uint8

const (
	authorRole    role = iota
	titleRole          // the title
	containerRole      // the container
	beforeRole         // none of these, before the title
	betweenRole        // none of these, after the title, where no container has been
	afterRole          // none of these, after title and container
	numRoles
)

// numParts is how many of the roles are parts: authors, title and container.
const numParts = 3

// An edge is what a gap is to a part: it stands before the part, inside of it
// or after it.
type edge uint8

const (
	authorsAfter edge = iota
	authorsInside
	titleBefore
	titleInside
	titleAfter
	containerBefore
	containerInside
	containerAfter
	numEdges
)

// A slot is a place at a part whose piece is looked at as a part of a name.
type slot uint8

const (
	firstAuthor slot = iota
	lastAuthor
	afterAuthors // the first piece after the authors
	firstOfTitle
	firstOfAll // the title begins the entry
	firstOfContainer
	numSlots
)

// A fact is something else that holds of a part as a whole.
type fact uint8

const (
	noAuthors           fact = iota
	lastUnlike               // the last author's name is not made like the first
	nextAlike                // what follows the authors is a name made like the first
	nextUnlike               // what follows the authors is a name, made otherwise
	andLast                  // "and" stands before the last piece of the authors
	andEarlier               // "and" stands one piece earlier
	andFar                   // "and" stands farther from the last author
	titleQuoted              // quotation marks enclose the title
	titleUnquoted            // they do not, though the entry has some
	titleHalfQuoted          // a mark stands on one side only
	titleHolds               // a quotation is a part of it, with words right before or behind
	titleEmphasised          // the title is what is emphasised
	titlePlain               // it is not, though the entry has emphasis
	titleLinked              // the title is a link's text
	titleNumbered            // it ends with a number, volume or kind of work in brackets
	titleDated               // it ends with a date in brackets
	titleAcronym             // it ends with an acronym in brackets
	titleBracketed           // it ends with something else in brackets
	titleToCapitals          // its last piece has only capitalised words, those before have not
	titleFirst               // its first word is the first of the address's slug
	titleLast                // its last word is the last of it
	titlePast                // it goes on after that word
	titleOfParts             // punctuation parts a quotation in it from the rest of it
	titleToSmall             // its last piece has small words, those before have none
	noContainer              // there is no container
	containerQuoted          // quotation marks enclose the container
	containerHalfQuoted      // a mark stands on one side only
	containerEmphasised      // the container is what is emphasised
	containerBracketed       // brackets enclose the container
	containerUnbalanced      // a bracket in the container lacks its other half
	containerFirst           // the container stands before the title
	containerReleases        // it stands before the title of a press release
	containerAdjoins         // nothing stands between title and container
	numFacts
)

// The lengths of parts, in words: 1, 2, 3, 4, 5–7, 8–12, 13–21, more.
const numLengths = 8

func lengthOf(words int) int {
	switch {
	case words < 5:
		return max(words-1, 0)
	case words < 8:
		return 4
	case words < 13:
		return 5
	case words < 22:
		return 6
	}
	return 7
}

// A frame is the punctuation at one side of a title: none of these, a full
// stop, a comma, a colon, a semicolon.
const numFrames = 5

func frameOf(g gap) int {
	switch {
	case g.hasAny(stopMarks):
		return 1
	case g.has(commaMark):
		return 2
	case g.has(colonMark):
		return 3
	case g.has(semicolonMark):
		return 4
	}
	return 0
}

// weights say how much each thing that is seen speaks for a layout (above zero)
// or against it (below), in hundredths of the natural logarithm of odds. The
// score of a layout is their sum.
type weights struct {
	words   [numClasses][numRoles]int16    // each word, by the role of its piece
	path    [2][numRoles]int16             // each long word that the path of the entry's address lacks, or has
	host    [numRoles]int16                // each piece that names the address's host
	imprint [numRoles]int16                // a piece before place, publisher and year
	gaps    [numMarks][numEdges]int16      // each mark, by where its gap stands
	first   [numClasses][numParts]int16    // the first word of a part
	last    [numClasses][numParts]int16    // its last word
	before  [numClasses][numParts]int16    // the last word before it
	after   [numClasses][numParts]int16    // the first word after it
	joint   [2][numClasses][numParts]int16 // the last word before, and the first after, each gap inside of a part
	kinds   [numKinds][numSlots]int16      // what part of a name a piece can be
	forms   [numForms]int16                // the form of the first author's name
	names   [maxCounted]int16              // 1, 2 … names
	odd     [maxCounted]int16              // 0, 1 … names that are not made like the first
	alien   [maxCounted]int16              // 0, 1 … pieces of the authors that are no names
	length  [numLengths][2]int16           // of the title, of the container
	frames  [numFrames][numFrames]int16    // the punctuation before and after the title
	facts   [numFacts]int16
}

const maxCounted = 5

// A tally collects the weights that make up a score, to explain it and to fit
// them. A nil tally collects nothing.
type tally []*int16

func (t *tally) add(w *int16) int {
	if t != nil {
		*t = append(*t, w)
	}
	return int(*w)
}

// pieceScore is what the piece adds in a role by itself.
func (m *weights) pieceScore(e *entry, p *piece, r role, t *tally) (sum int) {
	for _, c := range e.classes[p.from:p.to] {
		sum += t.add(&m.words[c][r])
	}
	for range p.offPath {
		sum += t.add(&m.path[0][r])
	}
	for range p.inPath {
		sum += t.add(&m.path[1][r])
	}
	if p.host {
		sum += t.add(&m.host[r])
	}
	if p.imprint {
		sum += t.add(&m.imprint[r])
	}
	return sum
}

// gapScore is what a gap adds as an edge of a part.
func (m *weights) gapScore(g gap, at edge, t *tally) (sum int) {
	for ; g != 0; g &= g - 1 {
		sum += t.add(&m.gaps[bits.TrailingZeros64(uint64(g))][at])
	}
	return sum
}

var insideOf = [numParts]edge{authorsInside, titleInside, containerInside}

// jointScore is what the gap before piece k adds inside of a part.
func (m *weights) jointScore(e *entry, k int, r role, t *tally) int {
	return m.gapScore(e.gaps[k], insideOf[r], t) +
		t.add(&m.joint[0][e.classes[e.pieces[k-1].to-1]][r]) + t.add(&m.joint[1][e.classes[e.pieces[k].from]][r])
}

// beginScore is what is told from where a part begins.
func (m *weights) beginScore(e *entry, i int, r role, t *tally) int {
	sum := t.add(&m.first[e.classes[e.pieces[i].from]][r])
	if i > 0 {
		sum += t.add(&m.before[e.classes[e.pieces[i-1].to-1]][r])
	}
	switch r {
	case titleRole:
		sum += m.gapScore(e.gaps[i], titleBefore, t) + t.add(&m.kinds[e.pieces[i].kind][firstOfTitle])
		if i == 0 {
			sum += t.add(&m.kinds[e.pieces[i].kind][firstOfAll])
		}
	case containerRole:
		sum += m.gapScore(e.gaps[i], containerBefore, t) + t.add(&m.kinds[e.pieces[i].kind][firstOfContainer])
	}
	return sum
}

var afterOf = [numParts]edge{authorsAfter, titleAfter, containerAfter}

// endScore is what is told from where a part ends, before piece j.
func (m *weights) endScore(e *entry, j int, r role, t *tally) int {
	sum := m.gapScore(e.gaps[j], afterOf[r], t) + t.add(&m.last[e.classes[e.pieces[j-1].to-1]][r])
	if j < len(e.pieces) {
		sum += t.add(&m.after[e.classes[e.pieces[j].from]][r])
	}
	return sum
}

// wordsIn is how many words the pieces [i, j) have.
func (e *entry) wordsIn(i, j int) int { return e.pieces[j-1].to - e.pieces[i].from }

// openIn is how many brackets open inside of the pieces [i, j) and do not close
// there or right after; below zero, how many close that did not open.
func (e *entry) openIn(i, j int) int {
	open := e.opened[j-1] - e.opened[i]
	if open == 1 && e.gaps[j].has(closeMark) {
		return 0
	}
	return open
}

// balanced reports whether the pieces [i, j) close as many brackets as they
// open. One that opens right before them counts where they close it.
func (e *entry) balanced(i, j int) bool {
	open := e.openIn(i, j)
	return open == 0 || open == -1 && e.gaps[i].has(openMark)
}

// solid reports whether nothing was lifted out before piece k.
func (e *entry) solid(k int) bool { return !e.gaps[k].hasAny(liftedMarks) }
