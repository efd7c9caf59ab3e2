package paper

import (
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
	"github.com/citecheck/citecheck/paper/lex"
)

// isProse reports whether a note that leads somewhere only speaks of it: nobody
// wrote it, it has no date, and nothing marks a title in it. A sentence taken
// for a title would be held against the page's.
func isProse(r *Reference, b *document.Block) bool {
	if r.Title == "" || r.Described {
		return false
	}
	if leadsAway(r.Title) || strings.Count(r.Title, `"`)%2 == 1 || strings.Count(r.Title, "“") != strings.Count(r.Title, "”") {
		return true
	}
	if !r.Published.IsZero() || len(r.Authors) > 0 && noteAuthors(r) {
		return false
	}
	at := strings.Index(b.Text, r.Title)
	end := at + len(r.Title)
	for _, q := range entry.Quotations(b.Text) {
		if at >= 0 && q.Start <= at && end <= q.End {
			return false
		}
	}
	for _, s := range b.Spans {
		if at >= 0 && s.Start <= at && end <= s.End && (s.Kind == document.Emphasis || s.Kind == document.Link) {
			return false
		}
	}
	return true
}

// leadsAway reports whether a title is the sentence of a note that leads to a
// work: "See Kassen", "For a fuller account, see Jane Roe".
func leadsAway(title string) bool {
	lower := strings.ToLower(title)
	for _, lead := range []string{"see ", "cf. ", "cf ", "according to ", "siehe ", "vgl. ", "voir ", "véase ", "см. "} {
		if strings.HasPrefix(lower, lead) {
			return true
		}
	}
	return strings.Contains(lower, ", see ") || strings.Contains(lower, ", published as ") || strings.Contains(lower, "; see ")
}

// isReference tells references from commentary. What has an address is one. A
// marked entry of a bibliography is one too. A note without an address is one
// if it is a short form or has the make of an entry: authors and a title, or a
// title first and where and when it was published.
func isReference(r *Reference, marked bool) bool {
	switch {
	case r.URL != "" || r.DOI != "" || shortFormOf(r.Raw) != notShort || r.Title != "" && (entry.NamesCase(r.Raw) || entry.NamesAct(r.Raw)):
		return true
	case r.Kind == Bibliography && marked:
		return utf8.RuneCountInString(r.Raw) > 9
	case r.Kind == Bibliography:
		words := wordCount(r.Raw)
		return r.Title != "" && (!r.Published.IsZero() || len(r.Authors) > 0) && 4 < words && words < 80
	}
	if len(r.Authors) == 0 {
		return r.Title != "" && titleFirst(r) && (entry.HasImprint(r.Raw) || r.Container != "" && !r.Published.IsZero() && quotedFirst(r.Raw))
	}
	return r.Title != "" && noteAuthors(r)
}

// titleFirst reports whether a note begins with its title.
func titleFirst(r *Reference) bool {
	i := strings.Index(r.Raw, r.Title)
	return i >= 0 && i < 4
}

// quotedFirst reports whether a note begins with a quotation.
func quotedFirst(s string) bool {
	q := entry.Quotations(s)
	return len(q) > 0 && q[0].Start == 0
}

// wordCount counts words, and where there are no spaces between words two
// characters for one.
func wordCount(s string) int {
	unspaced := 0
	for _, r := range s {
		if lex.IsUnspaced(r) {
			unspaced++
		}
	}
	return len(strings.Fields(s)) + unspaced/2
}

// noteAuthors reports whether what stands before a note's title can be names
// and is no sentence of commentary that quotes something.
func noteAuthors(r *Reference) bool {
	_, certain := entry.ParseNames(strings.Join(r.Authors, ", "))
	return certain && len(r.Authors) < 12
}
