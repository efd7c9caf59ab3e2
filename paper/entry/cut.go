package entry

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A cutter walks over an entry and cuts it into pieces.
type cutter struct {
	*entry
	text    string // masked
	at      []gap  // marks by position
	pending gap    // marks since the last piece
	open    bool   // a piece has begun
	cur     piece
	lower   [48]byte
	slug    slug
	begun   bool   // the first word of the slug has been
	past    bool   // the last word has been behind it
	path    []byte // of the entry's address, in small letters, where it has words
	lifts   int    // links passed
}

// cut cuts the entry into pieces and the gaps around them: gaps[k] stands
// before pieces[k], the last one at the end.
func (e *entry) cut() {
	c := &cutter{entry: e, text: e.masked, path: pathOf(e.links), slug: slugOf(e.links), pending: 1 << beginMark}
	e.marks = resize(e.marks, len(e.masked)+1)
	clear(e.marks)
	c.at = e.marks
	e.pieces, e.gaps, e.classes, e.opened = e.pieces[:0], e.gaps[:0], e.classes[:0], e.opened[:0]
	e.small, e.slugEnds = append(e.small[:0], 0), append(e.slugEnds[:0], 0)
	c.markSpans()
	c.walk()
	for k := range e.pieces {
		e.standAlone(k)
	}
	open := 0
	for k := range e.pieces {
		g := &e.gaps[k]
		if e.imprintAt(k) {
			*g |= 1 << imprintMark
			if k > 0 {
				e.pieces[k-1].imprint = true
			}
		}
		e.notice(k)
		*g |= e.conjoined(k)
		if e.listAt(k) {
			*g |= 1 << listMark
		}
		if g.has(openMark) {
			open++
		}
		if g.has(closeMark) {
			open--
		}
		e.opened = append(e.opened, open)
		if p := &e.pieces[k]; e.classes[p.to-1] == kindWord && p.end-p.start < 30 {
			e.release = e.release || releases[strings.ToLower(e.text[p.start:p.end])]
		}
		e.emphasis = e.emphasis || g.has(emphMark)
		ends := e.slugEnds[k]
		if e.pieces[k].slugLast {
			ends++
		}
		e.slugEnds = append(e.slugEnds, ends)
		e.small = append(e.small, e.small[k]+count(e.classes[e.pieces[k].from:e.pieces[k].to], lowerWord))
	}
	e.findHost()
}

// markSpans notes where quotations, emphasis, links and dates begin and end.
func (c *cutter) markSpans() {
	for _, q := range c.quotes {
		c.at[q.From] |= 1 << quoteMark
		c.at[q.To] |= 1 << unquoteMark
	}
	for _, s := range c.spans {
		if s.Kind == document.Emphasis || s.Kind == document.Strong {
			c.at[s.Start] |= 1 << emphMark
			c.at[s.End] |= 1 << unemphMark
		}
	}
	for _, l := range c.links {
		if l.Words {
			c.at[l.Start] |= 1 << linkMark
			c.at[l.End] |= 1 << unlinkMark
		}
	}
	for _, d := range c.dates {
		c.at[d.Start] |= 1 << dateMark
		c.at[d.End] |= 1 << undateMark
	}
}

// releases are what press releases are called.
var releases = lex.Phrases(`press release; news release; media release; pressemitteilung; communiqué de presse; comunicado de prensa; comunicato stampa; persbericht; пресс-релиз; basın bülteni`)

func (c *cutter) walk() {
	for i := 0; i < len(c.text) && len(c.pieces) < maxPieces; {
		if m := c.at[i]; m != 0 {
			if end := c.innerYear(i, m); end > i {
				i = end
				continue
			}
			c.flush()
			c.pending |= m
			if end := c.dateEnd(i, m); end > i {
				i = end
				continue
			}
		}
		switch b := c.text[i]; b {
		case 0:
			i = c.lifted(i)
		case ' ':
			i++
		case ',', ';', ':', '(', ')', '[', ']', '?', '!', '.':
			if b == ',' && c.stateFollows(i+1) {
				i++
				continue
			}
			c.punctuation(i, b)
			i++
		default:
			i = c.word(i)
		}
	}
	c.pending |= c.at[len(c.text)]
	c.flush()
	c.gaps = append(c.gaps, c.pending|1<<endMark)
}

// innerYear adds the year that begins at i to the piece, and returns its end, if
// it is a word among others: “the 2004 floods”.
func (c *cutter) innerYear(i int, m gap) int {
	if m != 1<<dateMark || !c.open || c.classes[len(c.classes)-1] != smallWord {
		return i
	}
	for _, d := range c.dates {
		if d.Start != i {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(c.text[d.End:], " "))
		if d.Date.Month > 0 || c.at[d.End] != 1<<undateMark || c.text[i-1] != ' ' || c.text[d.End:] == "" || c.text[d.End] != ' ' || !unicode.IsLetter(next) {
			return i
		}
		c.at[d.End] = 0
		c.add(d.End, yearWord)
		return d.End
	}
	return i
}

// dateEnd makes a piece of the date that begins at i, if one does, and returns
// its end.
func (c *cutter) dateEnd(i int, m gap) int {
	if !m.has(dateMark) {
		return i
	}
	for _, d := range c.dates {
		if d.Start == i {
			cl := dateWord
			if d.Date.Month == 0 {
				cl = yearWord
			}
			c.begin(i, cl)
			c.cur.date, c.cur.slugLast = true, c.slug.year != "" && c.text[i:d.End] == c.slug.year
			c.add(d.End, cl)
			return d.End
		}
	}
	return i
}

// lifted passes over what was lifted out at i and returns its end.
func (c *cutter) lifted(i int) int {
	c.flush()
	end := i + 1
	for end < len(c.text) && c.text[end] == 0 && c.at[end] == 0 {
		end++
	}
	for c.lifts < len(c.links) && c.links[c.lifts].End <= i {
		c.lifts++
	}
	switch {
	case c.lifts < len(c.links) && !c.links[c.lifts].Words && c.links[c.lifts].Start < end:
		c.pending |= 1 << urlMark
	case i <= c.noDate && c.noDate < end:
		c.pending |= 1 << noDateMark
	default:
		c.pending |= 1 << liftMark
	}
	return end
}

func (c *cutter) punctuation(i int, b byte) {
	c.flush()
	m := questionMark
	switch b {
	case ',':
		m = commaMark
	case ';':
		m = semicolonMark
	case ':':
		m = colonMark
	case '(', '[':
		m = openMark
	case ')', ']':
		m = closeMark
	case '.':
		m = stopMark
	}
	if (b == '.' || b == ',') && i > 0 && c.text[i-1] == ' ' && c.pending.hasAny(stopMarks|1<<commaMark) {
		c.pending |= 1 << emptyMark
	}
	c.pending |= 1 << m
}

// flush ends the piece that has begun.
func (c *cutter) flush() {
	if c.open {
		c.open = false
		c.cur.to = len(c.classes)
		if !c.cur.date {
			c.cur.kind = kindOf(c.classes[c.cur.from:])
		}
		c.pieces = append(c.pieces, c.cur)
	}
}

// begin begins a piece at i, with a word of the class, unless one has begun.
func (c *cutter) begin(i int, cl class) {
	if c.open {
		return
	}
	g := c.pending
	if g == 0 {
		g = 1 << bareMark
	}
	if r, _ := utf8.DecodeRuneInString(c.text[i:]); unicode.IsLower(r) {
		g |= 1 << lowerMark
	}
	if cl == numberWord || cl == volumeWord {
		g |= 1 << numberMark
	}
	c.gaps = append(c.gaps, g)
	c.pending, c.open = 0, true
	c.cur = piece{start: i, from: len(c.classes)}
}

// add adds a word of the class, which ends at end, to the piece.
func (c *cutter) add(end int, cl class) {
	c.cur.end = end
	c.classes = append(c.classes, cl)
}

// word reads one word at i, with a full stop after it, and returns its end.
func (c *cutter) word(i int) int {
	if end := c.separator(i); end > 0 {
		return end
	}
	end := c.wordEnd(i)
	stop := end < len(c.text) && c.text[end] == '.'
	cl, lower := classOf(c.text[i:end], stop, c.lower[:])
	if cl == punctWord {
		return end
	}
	if cl == publisherWord && c.isFamily(end) {
		cl = capWord
	}
	if day := c.dayAndMonth(end, cl, end-i); day > 0 {
		c.flush()
		c.begin(i, dateWord)
		c.cur.date = true
		c.add(day, dateWord)
		c.flush()
		return day
	}
	if c.open && c.breaksBare(i, end, cl) {
		c.flush()
	}
	c.begin(i, cl)
	c.add(end, cl)
	if c.slug.first != "" {
		if c.cur.start == i {
			c.cur.slugFirst = string(lower) == c.slug.first
		}
		c.cur.slugLast = string(lower) == c.slug.last
	}
	if len(lower) > 3 && c.path != nil {
		switch in := bytes.Contains(c.path, lower); {
		case !in:
			c.cur.offPath++
		case !c.past:
			c.cur.inPath++
		}
	}
	c.begun = c.begun || c.cur.slugFirst
	c.past = c.past || c.begun && c.cur.slugLast
	switch {
	case stop && c.at[end] == 0:
		return c.stop(i, end, cl)
	case c.leadsIn(i, end, cl):
		c.classes[len(c.classes)-1] = inWord
		c.flush()
		c.pending |= 1 << inMark
	}
	return end
}

// leadsIn reports whether the word [i, end), of which the piece is made, leads
// in to a container: "In" after punctuation that can end a title.
func (c *cutter) leadsIn(i, end int, cl class) bool {
	before := c.gaps[len(c.gaps)-1]
	if c.cur.start != i || before.has(undateMark) || !before.hasAny(containerMay) || end >= len(c.text) || c.text[end] != ' ' && c.text[end] != ':' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.text[end:], " :"))
	word := c.text[i:end]
	if within(c.quotes, i) {
		return false
	}
	return cl == inWord || (containerLeads[word] || before.has(unquoteMark) && quotedLeads[word]) && !unicode.IsLower(r)
}

// containerLeads stand before a container without a capital.
var containerLeads = map[string]bool{"in": true, "dans": true}

// quotedLeads do so after a quotation: elsewhere they are words like others.
var quotedLeads = lex.Phrases(`en; em; nel; nella; su; na; no; w; в; у; i; bei; auf`)

// nameFollows reports whether a name can begin after i.
func (c *cutter) nameFollows(i int) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.text[i:], " "))
	return !unicode.IsLower(r) && unicode.IsLetter(r)
}

// wordEnd returns the end of the word at i: white space, brackets, quotation
// marks and the punctuation before white space end it.
func (c *cutter) wordEnd(i int) int {
	s := c.text
	for j := i; j < len(s); {
		b := s[j]
		if b == ' ' || b == 0 || j > i && c.at[j] != 0 {
			return j
		}
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[j:])
			if _, wide := wideMarks[r]; j > i && (wide || r == '\u00a0' || isQuoteMark(r) && r != '’') {
				return j
			}
			j += size
			continue
		}
		switch b {
		case '(', ')', '[', ']', ';', '"':
			return max(j, i+1)
		case ',', ':', '?', '!':
			if j > i && !(lex.IsDigit(s[j-1]) && j+1 < len(s) && lex.IsDigit(s[j+1])) {
				return j
			}
		case '.':
			if j > i && (j+1 >= len(s) || !isWordByte(s[j+1]) || c.at[j+1] != 0) {
				return j
			}
		}
		j++
	}
	return len(s)
}

func isWordByte(b byte) bool {
	return lex.IsLetter(b) || lex.IsDigit(b) || b >= utf8.RuneSelf || b == '-'
}
