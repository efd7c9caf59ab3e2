package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// A delim is a run of * or _ that may begin or end emphasis, or of ~~ that may
// begin or end a deletion. Those that still may form a list.
type delim struct {
	token      int
	char       byte
	n, written int // characters left, and in the run
	opens      bool
	closes     bool
	prev, next int // in the list; -1 for none
}

// A match is a pair of delimiters.
type match struct {
	kind       document.SpanKind
	deletion   bool
	span       int // that is open, writing
	nextOpen   int // match that begins at the same token, 1-based
	nextClosed int // match that ends there
}

func (t *inline) delimiters(i int) int {
	n := run(t.s[i:])
	c := t.s[i]
	if c == '~' && n != 2 {
		return n
	}
	before, _ := utf8.DecodeLastRuneInString(t.s[:i])
	after, _ := utf8.DecodeRuneInString(t.s[i+n:])
	if i == 0 {
		before = ' '
	}
	if i+n == len(t.s) {
		after = ' '
	}
	left, right := flanking(before, after), flanking(after, before)
	d := delim{token: len(t.tokens), char: c, n: n, written: n, opens: left, closes: right, prev: t.tail, next: -1}
	if c == '_' {
		d.opens = left && (!right || isPunct(before))
		d.closes = right && (!left || isPunct(after))
	}
	if !d.opens && !d.closes {
		return n
	}
	t.flush(i)
	d.token = len(t.tokens)
	t.put(delimiter, i, i+n, "").pair = n
	if t.tail >= 0 {
		t.delims[t.tail].next = len(t.delims)
	}
	t.tail = len(t.delims)
	t.delims = append(t.delims, d)
	return n
}

// flanking reports whether delimiters between the two characters lean on the
// second one, by CommonMark's rule.
func flanking(before, after rune) bool {
	if unicode.IsSpace(after) {
		return false
	}
	return !isPunct(after) || unicode.IsSpace(before) || isPunct(before)
}

func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// pairDelims pairs the delimiters after the one at bottom, as the CommonMark
// specification describes it, and forgets them.
func (t *inline) pairDelims(bottom int) {
	if t.tail <= bottom {
		return
	}
	var floors [3][2][3]int // below which no opener stands, by the closer's form
	for i := range floors {
		for j := range floors[i] {
			floors[i][j] = [3]int{bottom, bottom, bottom}
		}
	}
	for closer := t.first(bottom); closer >= 0; {
		d := &t.delims[closer]
		if !d.closes {
			closer = d.next
			continue
		}
		floor := &floors[charIndex(d.char)][boolIndex(d.opens)][d.written%3]
		opener := d.prev
		for opener > *floor && !t.pairs(&t.delims[opener], d) {
			opener = t.delims[opener].prev
		}
		if opener <= *floor {
			*floor = d.prev
			next := d.next
			if !d.opens {
				t.drop(closer)
			}
			closer = next
			continue
		}
		t.pair(opener, closer)
		if d.n == 0 {
			next := d.next
			t.drop(closer)
			closer = next
		}
	}
	t.delims = t.delims[:bottom+1]
	if t.tail = bottom; bottom >= 0 {
		t.delims[bottom].next = -1
	}
}

// first is the first delimiter after the one at bottom.
func (t *inline) first(bottom int) int {
	if bottom >= 0 {
		return t.delims[bottom].next
	}
	i := t.tail
	for t.delims[i].prev >= 0 {
		i = t.delims[i].prev
	}
	return i
}

// pairs reports whether o can open what d closes.
func (t *inline) pairs(o, d *delim) bool {
	if o.char != d.char || !o.opens {
		return false
	}
	return !(o.closes || d.opens) || (o.written+d.written)%3 != 0 || o.written%3 == 0 && d.written%3 == 0
}

// pair matches two delimiters. What stands between them can match no more.
func (t *inline) pair(opener, closer int) {
	o, d := &t.delims[opener], &t.delims[closer]
	for between := d.prev; between != opener; between = t.delims[between].prev {
		t.drop(between)
	}
	m := match{kind: document.Emphasis, deletion: o.char == '~'}
	n := 1
	if o.n > 1 && d.n > 1 {
		m.kind, n = document.Strong, 2
	}
	open, closed := &t.tokens[o.token], &t.tokens[d.token]
	m.nextOpen, m.nextClosed = open.opens, closed.closes
	t.matches = append(t.matches, m)
	open.opens, closed.closes = len(t.matches), len(t.matches)
	open.pair -= n
	closed.pair -= n
	d.n -= n
	if o.n -= n; o.n == 0 {
		t.drop(opener)
	}
}

// drop takes a delimiter out of the list.
func (t *inline) drop(i int) {
	d := &t.delims[i]
	if d.prev >= 0 {
		t.delims[d.prev].next = d.next
	}
	if d.next >= 0 {
		t.delims[d.next].prev = d.prev
	} else if t.tail == i {
		t.tail = d.prev
	}
}

func charIndex(c byte) int {
	switch c {
	case '*':
		return 0
	case '_':
		return 1
	}
	return 2
}

func boolIndex(b bool) int {
	if b {
		return 1
	}
	return 0
}
