package report

import (
	"strings"

	"github.com/citecheck/citecheck/archive/textdiff"
)

// A piece is some words of a text; marked where the other text has others.
type piece struct {
	Text   string
	Marked bool
}

// marks tells what differs between two texts. Where they have little in common
// nothing is marked: all of it would be.
func marks(cited, found string) (a, b []piece) {
	cited, found = fold(cited), fold(found)
	kept, all := 0, 0
	for _, part := range textdiff.Words(cited, found) {
		text := strings.Join(part.Words, " ")
		all += len(text)
		switch part.Op {
		case textdiff.Kept:
			kept += 2 * len(text)
			all += len(text)
			a, b = append(a, piece{text, false}), append(b, piece{text, false})
		case textdiff.Deleted:
			a = append(a, piece{text, true})
		case textdiff.Inserted:
			b = append(b, piece{text, true})
		}
	}
	if cited == "" || found == "" || 3*kept < all {
		return []piece{{cited, false}}, []piece{{found, false}}
	}
	return a, b
}
