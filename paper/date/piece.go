package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// A piece is a number, a word or a sign in a text, text[start:end).
type piece struct {
	start, end int
	kind       kind
	value      int // of a number, at most 99999
	digits     int
}

type kind byte

const (
	nothing kind = 0
	number  kind = 'n'
	letters kind = 'w'
	hyphen  kind = '-' // hyphens that are typed so
	dash    kind = '_' // en and em dashes
	slash   kind = '/'
	point   kind = '.'
	comma   kind = ','
)

// before gives the piece that ends at i, blanks aside. Nothing is read that
// belongs to the date before.
func (p *parser) before(i int) piece {
	for i > p.low {
		n := blankBefore(p.s[:i])
		if n == 0 {
			break
		}
		i -= n
	}
	if i <= p.low {
		return piece{start: i, end: i}
	}
	t := piece{start: i, end: i}
	if lex.IsLetter(p.s[i-1]) {
		for t.start > p.low && lex.IsLetter(p.s[t.start-1]) {
			t.start--
		}
		if t.start == p.low || p.s[t.start-1] < utf8.RuneSelf {
			t.kind = letters
			return t
		}
	}
	r, size := utf8.DecodeLastRuneInString(p.s[:i])
	switch {
	case digit(r) >= 0:
		t.kind = number
		for unit := 1; t.start > p.low; t.digits++ {
			r, size := utf8.DecodeLastRuneInString(p.s[:t.start])
			n := digit(r)
			if n < 0 {
				break
			}
			t.value, unit = min(t.value+n*unit, 99999), min(unit*10, 99999)
			t.start -= size
		}
	case isLetter(r):
		t.kind = letters
		for t.start > p.low {
			r, size := utf8.DecodeLastRuneInString(p.s[:t.start])
			if !isLetter(r) {
				break
			}
			t.start -= size
		}
	default:
		t.kind = sign(r)
		t.start -= size
	}
	return t
}

// after gives the piece that begins at i, blanks aside.
func (p *parser) after(i int) piece {
	for i < len(p.s) {
		n := blankAfter(p.s[i:])
		if n == 0 {
			break
		}
		i += n
	}
	return pieceAt(p.s, i)
}

// pieceAt gives the piece that begins at i.
func pieceAt(s string, i int) piece {
	if i >= len(s) {
		return piece{start: i, end: i}
	}
	if s[i] < utf8.RuneSelf {
		if t := asciiPiece(s, i); t.end == len(s) || s[t.end] < utf8.RuneSelf {
			return t // else it may go on in other characters
		}
	}
	t := piece{start: i, end: i}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case digit(r) >= 0:
		t.kind = number
		for n := digit(r); n >= 0; n = digit(r) {
			t.value = min(t.value*10+n, 99999)
			t.digits++
			t.end += size
			r, size = utf8.DecodeRuneInString(s[t.end:])
		}
	case isLetter(r):
		t.kind = letters
		for isLetter(r) {
			t.end += size
			r, size = utf8.DecodeRuneInString(s[t.end:])
		}
	default:
		t.kind = sign(r)
		t.end += size
	}
	return t
}

// asciiPiece is pieceAt for the part of a piece that is ASCII.
func asciiPiece(s string, i int) piece {
	t := piece{start: i, end: i + 1}
	switch c := s[i]; {
	case lex.IsDigit(c):
		t.kind, t.value = number, int(c-'0')
		for t.end < len(s) && lex.IsDigit(s[t.end]) {
			t.value = min(t.value*10+int(s[t.end]-'0'), 99999)
			t.end++
		}
		t.digits = t.end - i
	case lex.IsLetter(c):
		t.kind = letters
		for t.end < len(s) && lex.IsLetter(s[t.end]) {
			t.end++
		}
	default:
		t.kind = sign(rune(c))
	}
	return t
}

// digit gives the value of a digit: ASCII, Arabic, Persian or full-width; -1
// for what is none.
func digit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case '٠' <= r && r <= '٩':
		return int(r - '٠')
	case '۰' <= r && r <= '۹':
		return int(r - '۰')
	case '０' <= r && r <= '９':
		return int(r - '０')
	}
	return -1
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return lex.IsLetter(byte(r))
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func sign(r rune) kind {
	switch r {
	case '-', '‐', '‑':
		return hyphen
	case '–', '—':
		return dash
	case '/', '.', ',':
		return kind(r)
	case '،':
		return comma
	}
	return nothing
}

// blanks are the spaces that stand inside dates, as far as they are not ASCII.
var blanks = [...]string{"\u00a0", "\u202f", "\u2009"}

func blankBefore(s string) int {
	c := s[len(s)-1]
	if c == ' ' || c == '\n' || c == '\t' {
		return 1
	}
	if c >= utf8.RuneSelf {
		for _, b := range blanks {
			if strings.HasSuffix(s, b) {
				return len(b)
			}
		}
	}
	return 0
}

func blankAfter(s string) int {
	c := s[0]
	if c == ' ' || c == '\n' || c == '\t' {
		return 1
	}
	if c >= utf8.RuneSelf {
		for _, b := range blanks {
			if strings.HasPrefix(s, b) {
				return len(b)
			}
		}
	}
	return 0
}

// word looks a piece up in the vocabulary.
func (p *parser) word(t piece) word {
	if t.kind != letters || t.end-t.start > len(p.buf)/2 {
		return word{}
	}
	return vocabulary[string(appendFold(p.buf[:0], p.s[t.start:t.end]))]
}

// isDay reports whether a number can be that of a day.
func (t piece) isDay() bool {
	return t.kind == number && t.digits <= 2 && 1 <= t.value && t.value <= 31
}

// isYear accepts the years in which what papers cite was published.
func (t piece) isYear() bool {
	return t.kind == number && t.digits == 4 && 1400 <= t.value && t.value < 2100
}
