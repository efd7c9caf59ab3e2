package entry

import "strings"

// authorFacts is what is told from the pieces [i, j) as authors.
func (m *weights) authorFacts(e *entry, i, j int, t *tally) int {
	p := e.pieces
	next := noName
	if j < len(p) {
		next = p[j].kind
	}
	sum := t.add(&m.kinds[p[i].kind][firstAuthor]) + t.add(&m.kinds[p[j-1].kind][lastAuthor]) + t.add(&m.kinds[next][afterAuthors])
	var first, last form
	names, odd, alien := 0, 0, 0
	for k, n := i, 0; k < j; k += n {
		var f form
		if f, n = e.nameAt(k, j); f == suffixForm {
			continue
		}
		if f == noForm {
			alien++
		}
		if names++; names == 1 {
			first = f
		} else if !first.alike(f) {
			odd++
		}
		last = f
	}
	sum += t.add(&m.forms[first]) + t.add(&m.odd[min(odd, maxCounted-1)]) + t.add(&m.alien[min(alien, maxCounted-1)]) +
		t.add(&m.names[min(max(names, 1), maxCounted)-1])
	if names > 1 && !first.alike(last) {
		sum += t.add(&m.facts[lastUnlike])
	}
	if j < len(p) && !p[j].date && e.solid(j) {
		switch f, _ := e.nameAt(j, len(p)); {
		case f == noForm:
		case f != suffixForm && first.alike(f):
			sum += t.add(&m.facts[nextAlike])
		default:
			sum += t.add(&m.facts[nextUnlike])
		}
	}
	for k := j - 1; k > i; k-- {
		if e.gaps[k].has(andMark) {
			return sum + t.add(&m.facts[andLast+fact(min(j-k-1, 2))])
		}
	}
	return sum
}

// titleFacts is what is told from the pieces [i, j) as a title.
func (m *weights) titleFacts(e *entry, i, j int, t *tally) int {
	before, after := e.gaps[i], e.gaps[j]
	sum := t.add(&m.length[lengthOf(e.wordsIn(i, j))][0]) + t.add(&m.frames[frameOf(before)][frameOf(after)])
	switch quote, unquote := before.has(quoteMark), after.has(unquoteMark); {
	case quote && unquote:
		sum += t.add(&m.facts[titleQuoted])
	case len(e.quotes) > 0 && e.holdsQuotation(i, j):
		sum += t.add(&m.facts[titleHolds])
	case quote != unquote:
		sum += t.add(&m.facts[titleUnquoted]) + t.add(&m.facts[titleHalfQuoted])
	case len(e.quotes) > 0:
		sum += t.add(&m.facts[titleUnquoted])
	}
	switch {
	case before.has(emphMark) && after.has(unemphMark):
		sum += t.add(&m.facts[titleEmphasised])
	case e.emphasis:
		sum += t.add(&m.facts[titlePlain])
	}
	if before.has(linkMark) && after.has(unlinkMark) {
		sum += t.add(&m.facts[titleLinked])
	}
	if after.has(closeMark) && e.gaps[j-1].hasAny(1<<openMark) || after.has(closeMark) && j-2 > i && e.gaps[j-2].has(openMark) {
		sum += t.add(&m.facts[e.bracketFact(i, j)])
	}
	if e.pieces[i].slugFirst {
		sum += t.add(&m.facts[titleFirst])
	}
	if e.pieces[j-1].slugLast {
		sum += t.add(&m.facts[titleLast])
	} else if e.slugEnds[j-1] > e.slugEnds[i] {
		sum += t.add(&m.facts[titlePast])
	}
	if e.quotesApart(i, j) {
		sum += t.add(&m.facts[titleOfParts])
	}
	if small, last := e.small[j-1]-e.small[i], e.small[j]-e.small[j-1]; j-i > 1 && e.pieces[j-1].to-e.pieces[j-1].from > 1 {
		switch {
		case small > 1 && last == 0:
			sum += t.add(&m.facts[titleToCapitals])
		case small == 0 && last > 0 && e.wordsIn(i, j-1) > 3:
			sum += t.add(&m.facts[titleToSmall])
		}
	}
	return sum
}

// holdsQuotation reports whether a quotation among the pieces [i, j) is a part of
// what they say: other words stand right before it, or go on right behind it.
func (e *entry) holdsQuotation(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if g := e.gaps[k]; g.has(midQuoteMark) || g.has(resumeMark) && g.has(unquoteMark) {
			return true
		}
	}
	return false
}

// quotesApart reports whether punctuation stands outside of a quotation that
// begins or ends among the pieces [i, j).
func (e *entry) quotesApart(i, j int) bool {
	if len(e.quotes) == 0 {
		return false
	}
	for k := i + 1; k < j; k++ {
		if g := e.gaps[k]; g.hasAny(1<<quoteMark|1<<unquoteMark) && g.hasAny(clauseMarks|stopMarks) {
			return true
		}
	}
	return false
}

// bracketFact tells what stands in the brackets with which the title [i, j) ends.
func (e *entry) bracketFact(i, j int) fact {
	k := j - 1
	for k > i && !e.gaps[k].has(openMark) {
		k--
	}
	found := titleBracketed
	if k == j-1 && e.pieces[k].to-e.pieces[k].from == 1 {
		switch e.classes[e.pieces[k].from] {
		case bareWord, upperWord, journalWord, kindWord:
			if w := e.text[e.pieces[k].start:e.pieces[k].end]; strings.ToUpper(w) == w {
				return titleAcronym
			}
		}
	}
	for _, c := range e.classes[e.pieces[k].from:e.pieces[j-1].to] {
		switch c {
		case kindWord, volumeWord, editionWord, editorWord:
			return titleNumbered
		case aloneDate, aloneYear, dateWord, yearWord:
			found = titleDated
		}
	}
	return found
}

// containerFacts is what is told from the pieces [i, j) as a container.
func (m *weights) containerFacts(e *entry, i, j int, t *tally) int {
	before, after := e.gaps[i], e.gaps[j]
	sum := t.add(&m.length[lengthOf(e.wordsIn(i, j))][1])
	switch quote, unquote := before.has(quoteMark), after.has(unquoteMark); {
	case quote && unquote:
		sum += t.add(&m.facts[containerQuoted])
	case quote != unquote:
		sum += t.add(&m.facts[containerHalfQuoted])
	}
	if before.has(emphMark) && after.has(unemphMark) {
		sum += t.add(&m.facts[containerEmphasised])
	}
	if before.has(openMark) && after.has(closeMark) {
		sum += t.add(&m.facts[containerBracketed])
	}
	if e.openIn(i, j) != 0 {
		sum += t.add(&m.facts[containerUnbalanced])
	}
	return sum
}

// firstFact is what speaks for a container before the title: the organisation
// that stands there before a press release is the one that published it.
func (m *weights) firstFact(e *entry, t *tally) int {
	if e.release {
		return t.add(&m.facts[containerReleases])
	}
	return t.add(&m.facts[containerFirst])
}
