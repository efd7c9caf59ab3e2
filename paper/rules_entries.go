package paper

import (
	"fmt"
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/lex"
)

// A place is what an address leads to: a page, or a part of one that its
// fragment names, such as a page of a PDF.
type place struct{ link, fragment string }

// placeOf is the place that a reference cites, or no place.
func placeOf(r *Reference) place {
	link, err := r.Link()
	if err != nil || link == "" {
		return place{}
	}
	_, fragment, _ := strings.Cut(r.URL, "#")
	return place{link, fragment}
}

// checkSameURL compares the titles under which one place is cited. Titles of
// which one begins with the other, short forms and descriptions are the same.
func checkSameURL(in *inspection) {
	first := map[place]*Reference{}
	for _, r := range in.References {
		at := placeOf(r)
		if at.link == "" || r.Title == "" || r.Described || r.short != notShort || r.Kind == Inline {
			continue
		}
		other, seen := first[at]
		if !seen {
			first[at] = r
			continue
		}
		if sameWork(r, other) {
			continue
		}
		in.report(r, fmt.Sprintf("%s cites the same address under another title; check which title, or which address, is right.", capital(other.name())), r.Title, other.Title)
	}
}

// sameWork reports whether two titles for one address can name one work: equal
// but for case, punctuation and typography, or one the beginning or the end of
// the other, as with subtitles and names of sites.
func sameWork(r, other *Reference) bool {
	a, b := lex.Fold(r.Title), lex.Fold(other.Title)
	if len(a) > len(b) {
		a, b = b, a
	}
	a, b = strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
	return a == "" || strings.HasPrefix(b, a) || strings.HasSuffix(b, a)
}

func capital(s string) string {
	return strings.ToUpper(s[:1]) + s[1:]
}

func checkShortForm(in *inspection) {
	if len(in.Unread) > 0 {
		return // the full entry may stand in a file that could not be read
	}
	for _, r := range in.References {
		if r.short == notShort || r.ShortFor != "" || r.Kind == Inline {
			continue
		}
		if r.short == ibidShort && in.indexOf(r) > 0 {
			continue // the entry before it has no label to point to
		}
		in.report(r, "This short form stands for a full entry, and the paper has none; give the full entry.", r.Raw, "")
	}
}

// indexOf is r's place among the entries.
func (in *inspection) indexOf(r *Reference) int {
	n := 0
	for _, other := range in.References {
		if other == r {
			return n
		}
		if other.Kind != Inline {
			n++
		}
	}
	return n
}

// checkDuplicate finds entries under different labels that agree in address,
// title and date, or, where they have no address, in every word.
func checkDuplicate(in *inspection) {
	type work struct {
		place
		text      string
		published date.Date
	}
	first := map[work]*Reference{}
	for _, r := range in.References {
		at := placeOf(r)
		if r.Title == "" || r.short != notShort || r.Kind == Inline {
			continue
		}
		text := r.Title
		if at.link == "" {
			if len(r.Authors) == 0 || r.Published.IsZero() {
				continue // it may be any line of a list
			}
			text = r.Raw
		}
		key := work{at, lex.Fold(text), r.Published}
		other, seen := first[key]
		if !seen {
			first[key] = r
			continue
		}
		if other.Label == r.Label {
			continue
		}
		in.report(r, fmt.Sprintf("This is the same entry as %s; cite that one again, or use a short form.", other.name()), r.Title, other.Title)
	}
}
