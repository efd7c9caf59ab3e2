package entry

import (
	"sort"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// A Link is an address in an entry, printed or behind a link.
type Link struct {
	Start, End int
	URL, DOI   string
	Words      bool // the link's text is words, not an address
}

// Addresses finds the URLs and DOIs printed in a block's text. A raised
// marker that follows an address without a space is no part of it.
func Addresses(text string, spans []document.Span) []address.Address {
	found := address.Find(text)
	for i, a := range found {
		first := sort.Search(len(spans), func(i int) bool { return spans[i].Start > a.Start })
		for _, s := range spans[first:] {
			if s.Start >= a.End {
				break
			}
			if s.Kind == document.Superscript || s.Kind == document.Cite {
				if cut := address.Find(text[a.Start:s.Start]); len(cut) > 0 {
					cut[0].Start, cut[0].End = a.Start, a.Start+cut[0].End
					found[i] = cut[0]
				}
				break
			}
		}
	}
	return found
}
