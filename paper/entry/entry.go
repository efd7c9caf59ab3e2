// Package entry reads what the text of one reference says of the work it cites:
// authors, title, container, dates and addresses. Start with Parse.
package entry

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// How an entry becomes fields.
//
// First everything that is what it is by its own form is lifted out of the
// text, in this order: addresses with the words that lead in to them, "n.d.",
// remarks on the medium in brackets, dates of access and of archiving. A zero
// byte stands for each lifted byte, so that positions stay. What is left is
// authors, title, container, the date of publication, and what an entry says
// besides: publishers, volumes, pages.
//
// Then the text is cut into pieces (see cut): wherever punctuation, a
// quotation, emphasis, a link, a date or what was lifted out stands, a part may
// begin or end. The words of a piece have classes, by their looks and from
// short lists (see class); the gaps between pieces have marks (see mark).
//
//	Lee | A | 2024 | How rivers remember | Valley Post | 2 May
//	    ,   . (    ).                    .             ,
//
// A layout says which pieces are authors, which are the title and which are the
// container. Its score is a sum of weights: of each word in its role, of the
// marks where a part begins, goes on and ends, of the words at its edges, and
// of some facts about a part as a whole, such as that the author names are
// made alike or that quotation marks enclose the title (see weights). The
// layout with the highest score is taken (see search). Since the score is a
// sum, a result can be predicted: add up the rows of weights.go that apply, or
// let TestExplain do it:
//
//	go test ./paper/entry -run TestExplain -v -args -explain 'Lee, A. (2024). How rivers remember.'
//
// The weights are not set by hand. TestFit finds those under which the right
// layouts of labelled references are most likely (a conditional random field
// over the layouts, fitted by gradient), and writes weights.go.
//
// Last, the date of publication is the best date outside of authors and title.
type entry struct {
	text   string
	masked string // text with zero bytes for what was lifted out
	spans  []document.Span

	links    []Link
	quotes   []quotation
	dates    []date.Span // that can be of publication
	updates  []date.Span // of the last change
	accessed date.Date

	pieces   []piece
	gaps     []gap   // before each piece and at the end
	classes  []class // of the words
	marks    []gap   // by position in the text
	small    []int   // how many small words stand before each piece
	slugEnds []int   // how many pieces before each end with the slug's last word
	noDate   int     // where “n.d.” was lifted out, or -1
	opened   []int   // how many brackets are open behind the gap before each piece
	emphasis bool    // a piece is emphasised
	release  bool    // a piece says that the work is a press release
}

// A reading is what an entry's text says of authors, title and container.
type reading struct {
	authors   []string
	title     string
	container string
	described bool
	span      [2]int // the title's place in the text
}

// Parse reads what an entry says of the work it cites. The links that are
// left over, an entry's second and third address, are returned too.
func Parse(b *document.Block) (r document.Work, more []Link) {
	if w, ok := template(b.Text); ok {
		return w, nil
	}
	s := searches.Get().(*search)
	defer searches.Put(s)
	s.e.reset(b.Text, b.Spans)
	found, ok := s.e.described()
	if !ok {
		found, ok = s.e.lawCase()
	}
	if !ok {
		found, ok = s.e.legalAct()
	}
	if !ok {
		found = s.read()
	}
	s.e.checkSentence(&found)
	found.tidyCorners()
	if name, ok := strings.CutSuffix(found.title, " et al"); ok && len(found.authors) == 0 {
		found.title, found.authors = "", []string{name} // "Smith et al. 2021", and where it is found
	}
	r.Authors, r.Title, r.Container, r.Described = found.authors, found.title, found.container, found.described
	r.Published = s.e.published(found.span)
	r.Accessed = s.e.accessed
	return r, s.e.assignLinks(&r)
}

// searches keeps the memory of searches for the next ones.
var searches = sync.Pool{New: func() any { return &search{e: &entry{}, m: &fitted} }}

// reset makes e the entry of the text and lifts out what needs no context.
func (e *entry) reset(text string, spans []document.Span) {
	*e = entry{text: text, spans: spans, pieces: e.pieces[:0], gaps: e.gaps[:0], classes: e.classes[:0], marks: e.marks, opened: e.opened, small: e.small, slugEnds: e.slugEnds, noDate: -1}
	mask := []byte(text)
	e.liftLinks(mask)
	e.liftLead(mask)
	e.liftNoDates(mask)
	e.liftFurther(mask)
	e.liftMedia(mask)
	e.liftDates(mask)
	e.masked = string(mask)
	e.quotes = Quotations(e.masked)
}

// read finds the best layout and takes the fields from it.
func (s *search) read() (r reading) {
	e := s.e
	e.cut()
	if len(e.pieces) == 0 {
		return r
	}
	best, _ := s.best()
	if best.score == none {
		return r
	}
	if r.title = e.titleText(best.title); r.title == "" {
		return reading{}
	}
	r.span = [2]int{e.pieces[best.title.from].start, e.textEnd(best.title)}
	r.authors = e.authorNames(best.authors)
	r.container = e.containerText(best.container)
	return r
}

// plainText is the text from start to end without what was lifted out.
func (e *entry) plainText(start, end int) string {
	return strings.TrimSpace(strings.ReplaceAll(e.masked[start:end], "\x00", ""))
}

// at is the byte at i, 0 past the end.
func (e *entry) at(i int) byte {
	if i < len(e.masked) {
		return e.masked[i]
	}
	return 0
}

// assignLinks gives the reference its address, DOI and archived copy, and
// returns the addresses that are further works: the first address is the
// reference's, a resolver's address of its DOI is no further one. The address
// behind a catalogue's number is only where there is no other.
func (e *entry) assignLinks(r *document.Work) []Link {
	for _, l := range e.links {
		if r.DOI == "" {
			r.DOI = l.DOI
		}
	}
	var more []Link
	seen := map[string]bool{}
	for _, l := range e.links {
		same := l.DOI != "" && strings.EqualFold(l.DOI, r.DOI)
		switch {
		case l.URL == "" && same, seen[l.URL+l.DOI]:
		case address.IsArchive(l.URL):
			if r.ArchivedURL == "" {
				r.ArchivedURL = l.URL
			}
		case r.URL == "" && l.URL != "" && !e.numbered(l, catalogues) && !e.numbered(l, serials):
			r.URL = l.URL
		case !same:
			more = append(more, l)
		}
		seen[l.URL+l.DOI] = true
	}
	for i, l := range more {
		if r.URL == "" && r.DOI == "" && e.numbered(l, catalogues) {
			r.URL, more = l.URL, slices.Delete(more, i, i+1)
			break
		}
	}
	if r.URL == "" && r.DOI == "" { // a reader can open the archive's copy
		r.URL, r.ArchivedURL = r.ArchivedURL, ""
	}
	if r.URL == "" && r.DOI == "" {
		for _, id := range address.Identifiers(e.text) {
			r.Identified = cmp.Or(r.Identified, id.URL)
		}
	}
	return more
}
