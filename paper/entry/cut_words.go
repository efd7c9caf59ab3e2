package entry

import (
	"bytes"
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
	case cl == journalWord, cl == inWord, cl == editionWord:
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

// pathOf is the path of the first address, in small letters, if it has words.
func pathOf(links []Link) []byte {
	for _, l := range links {
		_, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		rest = rest[:min(len(rest), 300)]
		if strings.Count(rest, "-")+strings.Count(rest, "_") > 1 {
			return bytes.ToLower([]byte(rest))
		}
	}
	return nil
}

// A slug is the end of an address that is made of the words of a title.
type slug struct{ first, last string } // words of it

// slugOf is the first part of the first address's path that is made of three
// words or more.
func slugOf(links []Link) slug {
	for _, l := range links {
		_, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		rest, _, _ = strings.Cut(rest[:min(len(rest), 300)], "?")
		for part := range strings.SplitSeq(rest, "/") {
			part = strings.TrimSuffix(strings.TrimSuffix(part, ".html"), ".htm")
			words := strings.FieldsFunc(part, func(r rune) bool { return r == '-' || r == '_' })
			for len(words) > 0 && isDigits(words[len(words)-1]) {
				words = words[:len(words)-1] // the number of the page
			}
			if len(words) > 2 && !isDigits(words[0]) {
				return slug{strings.ToLower(words[0]), strings.ToLower(words[len(words)-1])}
			}
		}
	}
	return slug{}
}

// findHost notes which pieces name the host of the first address.
func (e *entry) findHost() {
	host := hostOf(e.links)
	if host == "" {
		return
	}
	var letters [64]byte
	labels := strings.ReplaceAll(host, ".", "")
	for k := range e.pieces {
		if p := &e.pieces[k]; p.to-p.from < 8 {
			p.host = namesHost(squeeze(letters[:0], e.text[p.start:p.end]), labels, host)
		}
	}
}

// hostOf is the host of the first address that is no resolver's.
func hostOf(links []Link) string {
	for _, l := range links {
		host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		host = strings.ToLower(strings.TrimPrefix(host, "www."))
		if host != "" && !strings.HasSuffix(host, "doi.org") {
			return host
		}
	}
	return ""
}

// squeeze appends the letters and digits of s, in small letters.
func squeeze(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

// namesHost reports whether a name, squeezed, is a part of a host, or one of the
// host's labels but the last is most of the name.
func namesHost(name []byte, labels, host string) bool {
	switch {
	case len(name) < 3:
		return false
	case len(name) > 3 && len(name) <= len(labels) && strings.Contains(labels, string(name)):
		return true
	}
	for {
		label, rest, ok := strings.Cut(host, ".")
		if !ok {
			return false
		}
		if string(name) == label || len(label) > 3 && 2*len(label) >= len(name) && bytes.Contains(name, []byte(label)) {
			return true
		}
		host = rest
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

// conjoined are the marks of what stands before piece k that follow from the
// others: each says what no sum over single marks could.
func (e *entry) conjoined(k int) (g gap) {
	if k == 0 {
		return 0
	}
	before := e.gaps[k]
	bare := !before.hasAny(punctuated)
	switch last := e.classes[e.pieces[k-1].to-1]; {
	case before.has(quoteMark):
		if bare && !e.pieces[k-1].date && !before.hasAny(marksOf(closeMark, unquoteMark)) && last != uncasedWord && last != longWord {
			g |= 1 << midQuoteMark
		}
	case bare && before.hasAny(marksOf(closeMark, unquoteMark)) && !before.hasAny(marksOf(openMark, undateMark)):
		if before.has(lowerMark) {
			g |= 1 << resumeMark
		} else if before.has(closeMark) {
			g |= 1 << bracketMark
		}
	}
	if e.shortRunAt(k) {
		g |= 1 << shortRunMark
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
	p, before, after := &e.pieces[k], e.gaps[k], e.gaps[k+1]
	shortened := marksOf(shortMark, abbrMark, initialMark)
	return p.to-p.from == 1 && !p.date && before.hasAny(shortened) && before&^(shortened|silentMarks) == 0 &&
		(after.hasAny(shortened) || after.has(numberMark))
}

// reporterAt reports whether pieces k to k+2 are a volume, a name in capitals,
// and a page or a date, behind the comma or the quotation that ends a title.
func (e *entry) reporterAt(k int) bool {
	if k < 1 || k+2 >= len(e.pieces) || !e.gaps[k].hasAny(marksOf(commaMark, unquoteMark)) || e.gaps[k+1]&^(1<<bareMark) != 0 {
		return false
	}
	p, name := &e.pieces[k], &e.pieces[k+1]
	if p.to-p.from != 1 || e.classes[p.from] != numberWord || count(e.classes[name.from:name.to], lowerWord) > 0 {
		return false
	}
	after := e.gaps[k+2]
	return after.has(numberMark) && after&^silentMarks == 0 || after.has(commaMark) && e.pieces[k+2].date
}
