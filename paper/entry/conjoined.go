package entry

// notice notes of piece k what neither authors nor title reach over: a volume with
// its number, an edition, and “In:”, behind which the work stands that holds the
// cited one.
func (e *entry) notice(k int) {
	p, g := &e.pieces[k], e.gaps[k]
	first, last := e.classes[p.from], e.classes[p.to-1]
	p.volume = first == volumeWord && p.to-p.from == 1 && p.end-p.start > 1 && e.gaps[k+1].has(numberMark)
	p.edition = last == editionWord && first == numberWord && p.to-p.from == 2
	p.enters = g.has(inMark) && g.has(colonMark)
}

// conjoined are the marks of what stands before piece k that follow from the
// others: each says what no sum over single marks could.
func (e *entry) conjoined(k int) (g gap) {
	if k == 0 {
		return 0
	}
	const closed, parted = 1<<closeMark | 1<<unquoteMark, 1<<openMark | 1<<undateMark
	switch before, last := e.gaps[k], e.classes[e.pieces[k-1].to-1]; {
	case before.hasAny(punctuated):
	case before.has(quoteMark):
		if !e.pieces[k-1].date && !before.hasAny(closed) && last != uncasedWord && last != longWord {
			g |= 1 << midQuoteMark
		}
	case before.hasAny(closed) && !before.hasAny(parted):
		if e.classes[e.pieces[k].from] == inWord {
			break
		}
		if before.has(lowerMark) {
			g |= 1 << resumeMark
		} else if before.has(closeMark) {
			g |= 1 << bracketMark
		}
	}
	if e.shortRunAt(k) {
		g |= 1 << shortRunMark
	}
	if e.pieces[k].volume && k+2 < len(e.pieces) && e.gaps[k+2].has(colonMark) && !e.gaps[k+2].has(numberMark) {
		g |= 1 << partMark
	}
	if e.reporterAt(k) || e.reporterAt(k-1) {
		g |= 1 << reporterMark
	}
	return g
}

// punctuated are the marks between two clauses or sentences, and of what was
// lifted out there.
var punctuated = stopMarks | clauseMarks | liftedMarks | marksOf(colonMark, questionMark, dashMark, slashMark, slashesMark, emptyMark)

// shortRunAt reports whether piece k is a word of a run of shortened ones: a
// full stop stands before it and behind it, or a number follows.
func (e *entry) shortRunAt(k int) bool {
	const shortened = 1<<shortMark | 1<<abbrMark | 1<<initialMark
	p, before, after := &e.pieces[k], e.gaps[k], e.gaps[k+1]
	return p.to-p.from == 1 && !p.date && before.hasAny(shortened) && before&^(shortened|silentMarks) == 0 &&
		(after.hasAny(shortened) || after.has(numberMark))
}

// reporterAt reports whether piece k and those behind it are a volume, a name in
// capitals, and a page or a date, behind the comma or the quotation that ends a title.
func (e *entry) reporterAt(k int) bool {
	p := &e.pieces[k]
	if e.classes[p.from] != numberWord || p.to-p.from != 1 || k < 1 || k+2 >= len(e.pieces) ||
		!e.gaps[k].hasAny(1<<commaMark|1<<unquoteMark) || e.gaps[k+1] != 1<<bareMark {
		return false
	}
	end := k + 2
	for end < len(e.pieces) && e.gaps[end]&^(stopMarks|1<<bareMark) == 0 { // U. | Chi. | L. | Rev.
		end++
	}
	if end == len(e.pieces) || count(e.classes[e.pieces[k+1].from:e.pieces[end-1].to], lowerWord) > 0 {
		return false
	}
	after := e.gaps[end]
	return after.has(numberMark) && after&^(silentMarks|stopMarks) == 0 || after.has(commaMark) && e.pieces[end].date
}

// imprintAt reports whether a publisher and a year follow the gap before piece
// k: "Oslo: Fjord Press, 2019", "(Fjord Press, 2019)".
func (e *entry) imprintAt(k int) bool {
	switch g := e.gaps[k]; {
	case k > 0 && g.has(colonMark):
		return e.classes[e.pieces[k-1].to-1] == placeWord ||
			k+1 < len(e.pieces) && e.gaps[k+1].hasAny(clauseMarks) && e.classes[e.pieces[k+1].to-1] == aloneYear
	case g.has(openMark):
		for i := k; i < min(k+7, len(e.pieces)); i++ {
			if e.gaps[i+1].has(closeMark) {
				return i > k && e.classes[e.pieces[i].to-1] == aloneYear
			}
		}
	}
	return false
}
