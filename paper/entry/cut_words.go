package entry

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/lex"
)

// stop reads the full stop after the word [i, end) and returns its end. The
// stops between initials, and those of abbreviations in a sentence, end no
// piece.
func (c *cutter) stop(i, end int, cl class) int {
	word := c.text[i:end]
	next := strings.TrimLeft(c.text[end+1:], " ")
	m := stopMark
	switch {
	case cl == initialWord:
		m = initialMark
		if w, _, _ := strings.Cut(next, " "); IsInitials(strings.TrimRight(w, ",;:)")) && c.at[len(c.text)-len(next)] == 0 {
			return end + 1 // J. R.
		}
		if w, _, _ := strings.Cut(next, " "); organisationWords[strings.ToLower(w)] {
			return end + 1 // U.S. Department
		}
	case isDigits(word) && editions[strings.ToLower(next[:c.wordEnd(len(c.text)-len(next))-(len(c.text)-len(next))])]:
		return end + 1 // 3. Aufl.
	case isAbbreviation(word):
		m = abbrMark
		if r, _ := utf8.DecodeRuneInString(next); unicode.IsLower(r) || next != "" && strings.ContainsRune(",;:", r) {
			return end + 1
		}
	case utf8.RuneCountInString(word) <= 5 && !lex.IsDigit(word[len(word)-1]):
		m = shortMark
	}
	c.flush()
	c.pending |= 1 << m
	return end + 1
}

// isFamily reports whether a publisher's name that ends at end is the family
// name of the entry's first author, as many are: "Norton, Mary T." and "Ann B.
// Wiley, “Herbs”" at its beginning, where no publisher has an initial or a
// given name.
func (c *cutter) isFamily(end int) bool {
	switch {
	case c.open || end+2 >= len(c.text) || c.text[end] != ',':
		return false
	case len(c.gaps) == 1 && c.pending.has(initialMark):
		return slices.Contains(c.classes, givenWord) || len(c.classes) == 2 && c.classes[0] == capWord
	case len(c.gaps) > 0 || c.text[end+1] != ' ':
		return false
	}
	var buf [48]byte
	next := c.wordEnd(end + 2)
	if next == end+2 {
		return false
	}
	given, _ := classOf(c.text[end+2:next], next < len(c.text) && c.text[next] == '.', buf[:])
	return given == givenWord || given == capWord || given == shortWord || given == initialWord || given == bareWord
}

// editions stand behind the number of an edition.
var editions = lex.Phrases(`aufl; auflage; ed; edn; edition; edición; edição; edizione; éd; édition; изд; издание; вид; wyd; bs; baskı; uitg; druk`)

// breaksBare reports whether a part may begin at the word [i, end) although
// only white space stands before it: at a volume, and at a run of capitalised
// words after small ones that ends with a number.
func (c *cutter) breaksBare(i, end int, cl class) bool {
	last := c.classes[len(c.classes)-1]
	switch {
	case cl == volumeWord:
		return true
	case cl == numberWord:
		return last != numberWord && c.numberEnds(end)
	case last != lowerWord && last != numberWord, cl == lowerWord, cl == smallWord:
		return false // "Journal of", "for the": a title does not end there
	case cl == editionWord:
		return last != numberWord // 3. Aufl.
	case cl == journalWord, cl == inWord:
		return true
	}
	s := c.text
	for n := 0; n < 8 && i < len(s); n++ {
		end = c.wordEnd(i)
		w := s[i:end]
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == "":
			return false
		case lex.IsDigit(w[0]):
			return n > 0
		case unicode.IsLower(r) && !smallWords[w], isSeparator(s[i]), end < len(s) && s[end] == '.' && end-i > maxShort:
			return false
		}
		for end < len(s) && (s[end] == ' ' || s[end] == '.') {
			end++
		}
		if rest := s[end:]; len(rest) > 2 && (rest[0] == '(' && lex.IsDigit(rest[1]) || rest[0] == ',' && lex.IsDigit(rest[2]) && !c.dayFollows(end+2)) {
			return true
		}
		i = end
	}
	return false
}

// dayFollows reports whether a day and its month begin at i.
func (c *cutter) dayFollows(i int) bool {
	end := c.wordEnd(i)
	return c.dayAndMonth(end, numberWord, end-i) > 0
}

// maxShort is the most bytes that a shortened word of a journal's name has:
// the full stop after a longer one ends a sentence.
const maxShort = 7

// isSeparator reports whether b, where a word should begin, is punctuation.
func isSeparator(b byte) bool { return strings.IndexByte(",;:?!()[]\x00\"", b) >= 0 }

// numberEnds reports whether a number that ends at end can be a volume's:
// punctuation or another number follows it.
func (c *cutter) numberEnds(end int) bool {
	rest := strings.TrimLeft(c.text[end:], " ")
	return rest == "" || len(rest) == len(c.text)-end || !isWordByte(rest[0]) || lex.IsDigit(rest[0]) || rest[0] == '-'
}

// dayAndMonth returns the end of a day and a month without a year, of which
// the first ends at end and has size bytes, or 0: "16. Mai", "January 16".
func (c *cutter) dayAndMonth(end int, cl class, size int) int {
	if cl != monthWord && !(cl == numberWord && size <= 2) {
		return 0
	}
	j := end
	for j < len(c.text) && (c.text[j] == ' ' || c.text[j] == '.') {
		j++
	}
	if j == end || j >= len(c.text) || c.at[j] != 0 {
		return 0
	}
	next := c.wordEnd(j)
	var buf [48]byte
	other, lower := classOf(c.text[j:next], false, buf[:])
	if cl == numberWord && (other == monthWord || date.Months[string(lower)] > 0) || cl == monthWord && other == numberWord && next-j <= 2 {
		return next
	}
	return 0
}

// stateFollows reports whether the two capitals of an American state stand at i,
// behind a clause that ends with its town: "Floods in Fall River, MA".
func (c *cutter) stateFollows(i int) bool {
	if !c.open || i+3 > len(c.text) || c.text[i] != ' ' || i+3 < len(c.text) && isWordByte(c.text[i+3]) || !states[c.text[i+1:i+3]] {
		return false
	}
	words := c.classes[c.cur.from:]
	return len(words) > 2 && (slices.Contains(words, smallWord) || slices.Contains(words, lowerWord))
}

// states are the short forms of the states of America.
var states = func() map[string]bool {
	set := map[string]bool{}
	for s := range strings.FieldsSeq("AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY") {
		set[s] = true
	}
	return set
}()

// listAt reports whether the gap before piece k parts members of a list: it is
// a comma's, and an "and" stands before one of the next pieces, or it is that
// of the "and" itself.
func (e *entry) listAt(k int) bool {
	const most = 4 // members
	for i := k; i < min(k+most, len(e.pieces)); i++ {
		switch g := e.gaps[i]; {
		case g.has(andMark):
			return i > k || g.has(commaMark)
		case !g.has(commaMark) || g.hasAny(stopMarks|unlisted):
			return false
		case i > k && conjunctions[firstWord(e.text[e.pieces[i].start:e.pieces[i].end])]:
			return true
		}
	}
	return false
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// unlisted are the marks that no list has inside.
var unlisted = marksOf(openMark, closeMark, quoteMark, unquoteMark, urlMark, liftMark, noDateMark, colonMark, semicolonMark, questionMark)

// standAlone gives a date between two punctuation marks a class of its own:
// in "In 2020, rivers rose" it is a word like others.
func (e *entry) standAlone(k int) {
	p := &e.pieces[k]
	if !p.date || p.to-p.from != 1 || e.gaps[k+1]&^silentMarks == 0 && !(k+1 < len(e.pieces) && e.gaps[k+1].has(numberMark)) {
		return
	}
	if e.gaps[k]&^silentMarks == 0 {
		if len(e.dates) == 1 && e.classes[p.from] == yearWord {
			e.classes[p.from] = tailYear
		}
		return
	}
	if e.gaps[k+1]&^silentMarks == 0 {
		if e.classes[p.from] == yearWord {
			e.classes[p.from] = headYear
		}
		return
	}
	if cl := &e.classes[p.from]; *cl == yearWord {
		*cl = aloneYear
	} else {
		*cl = aloneDate
	}
}

func count(words []class, c class) (n int) {
	for _, w := range words {
		if w == c {
			n++
		}
	}
	return n
}
