package judge

import (
	"bytes"
	"encoding/binary"
	"html"
	"sync"
)

const (
	// entityHead is how much of a page is unescaped before it is searched:
	// some block pages write their own markers in entities.
	entityHead = 20 << 10
	// markBound is how much of a page is searched. Block pages with all their
	// inline styles and scripts stay well below it.
	markBound = 512 << 10
)

// marks are the markers of the tables that a page holds, each with the text
// from its first place on, in lower case.
type marks map[string][]byte

// A finder looks for many strings in one pass: the first four bytes decide
// whether any of them can begin at a place.
type finder struct {
	begins [1 << 8]uint64 // a bit for each slot
	heads  [1 << 14][]string
}

// slot is where strings that begin with these four bytes are kept.
func slot(window uint32) uint32 {
	const spread = 2654435761 // Knuth's multiplier
	return window * spread >> 18
}

var markFinder = sync.OnceValue(func() *finder {
	f := &finder{}
	for _, m := range allMarkers() {
		h := slot(binary.LittleEndian.Uint32([]byte(m)))
		f.begins[h>>6] |= 1 << (h & 63)
		f.heads[h] = append(f.heads[h], m)
	}
	return f
})

// findMarks searches a page's raw content for the markers of all tables.
func findMarks(body []byte) marks {
	text := searchable(body)
	f := markFinder()
	seen := marks{}
	var window uint32 // the last four bytes
	for i, c := range text {
		window = window>>8 | uint32(c)<<24
		h := slot(window)
		if f.begins[h>>6]&(1<<(h&63)) != 0 && i >= 3 {
			f.match(text[i-3:], h, seen)
		}
	}
	return seen
}

// match notes the markers of a slot that text begins with, the first time.
func (f *finder) match(text []byte, h uint32, seen marks) {
	for _, m := range f.heads[h] {
		if len(text) < len(m) || string(text[:len(m)]) != m {
			continue
		}
		if _, ok := seen[m]; !ok {
			seen[m] = text
		}
	}
}

// searchable is a page's content in lower case, with the entities of its first
// part unescaped.
func searchable(body []byte) []byte {
	if len(body) > markBound {
		body = body[:markBound]
	}
	head := body[:min(len(body), entityHead)]
	rest := body[len(head):]
	text := make([]byte, 0, len(body))
	if bytes.IndexByte(head, '&') >= 0 {
		text = append(text, html.UnescapeString(string(head))...)
	} else {
		text = append(text, head...)
	}
	text = append(text, rest...)
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			text[i] = c + 'a' - 'A'
		}
	}
	return text
}

// nextMark is the text from the next place of a marker on, nil where there is
// none.
func nextMark(text []byte, marker string) []byte {
	i := bytes.Index(text[1:], []byte(marker))
	if i < 0 {
		return nil
	}
	return text[1+i:]
}
