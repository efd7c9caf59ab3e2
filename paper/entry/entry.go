// Package entry reads what the text of one reference says of the work it cites:
// authors, title, container, dates and addresses. Start with Parse.
package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// How an entry becomes fields.
//
// First everything that is what it is by its own form is lifted out of the
// text, in this order: addresses with the words that lead in to them, remarks
// on the medium in brackets, dates of access and of archiving, "n.d.". A zero
// byte stands for each lifted byte, so that positions stay. What is left is
// authors, title, container and the date of publication.
//
// Then the readings compete (see readings): each knows one way in which styles
// separate authors, title and container, and looks for it. A reading's score
// says how much its separators prove:
//
//	after access  Site [Internet]. 2026 [cited 2026 Oct 9]. Title.      92
//	quoted        a part in quotation marks                             90
//	linked        a part that is a link and no address                  85
//	slashes       GOST: Authors. Title // Container                     80
//	described     Author, Post on the platform X, date                  80
//	author-date   Authors (2025). Title                                 75, in italics 80
//	emphasised    Authors, Title in italics (City: Publisher, 2010)     77
//	colon         Authors: Title. Container                             66
//	commas        Authors, Title, Container, date                       64
//	periods       Authors. Title. Container                             62
//	dashes        Site – Title – date – address                         56
//
// with less where what should be names does not look like names, or what
// should be a title is short. The best reading gives authors, title and the
// place after which the container stands; below minScore there is no title.
// Last, the date of publication is the best date outside of those parts.
type entry struct {
	text   string
	masked string // text with zero bytes for what was lifted out
	spans  []document.Span

	links     []Link
	quotes    []quotation
	dates     []date.Span // that can be of publication
	updates   []date.Span // of the last change
	undated   []int       // where "n.d." stood
	breaks    []partBreak
	accessed  date.Date
	accessEnd int // where the date of access ended

	blocks map[string]nameBlock // what parseNames said before
}

// A reading is one way to see authors, title and container in an entry.
type reading struct {
	score        int
	authors      int // they are text[:authors]
	title        [2]int
	after        int // where the container may begin
	described    bool
	containerEnd int // where a container that was told from the title ends; 0: not told
}

// minScore is the least score at which a reading's title is believed: a wrong
// title would be reported as a page's fault.
const minScore = 45

// Parse reads what an entry says of the work it cites. The links that are
// left over, an entry's second and third address, are returned too.
func Parse(b *document.Block) (r document.Work, more []Link) {
	e := newEntry(b.Text, b.Spans)
	best := e.read()
	best.title = e.trimLifted(best.title)
	if best.score >= minScore {
		r.Title = cleanTitle(b.Text[best.title[0]:best.title[1]])
		r.Described = best.described
		r.Authors, _ = ParseNames(e.plainText(0, best.authors))
		if r.Title != "" && !best.described {
			r.Container = e.container(best)
		}
	} else {
		best = reading{}
	}
	r.Published = e.published(best)
	r.Accessed = e.accessed
	return r, e.assignLinks(&r)
}

// newEntry lifts out what needs no context.
func newEntry(text string, spans []document.Span) *entry {
	e := &entry{text: text, spans: spans}
	mask := []byte(text)
	e.liftLinks(mask)
	e.liftNoDates(mask)
	e.liftMedia(mask)
	e.liftDates(mask)
	e.masked = string(mask)
	e.quotes = Quotations(e.masked)
	e.breaks = partBreaks(e.masked)
	return e
}

// trimLifted cuts a title down to what was not lifted out.
func (e *entry) trimLifted(title [2]int) [2]int {
	text := e.masked[title[0]:title[1]]
	title[0] += len(text) - len(strings.TrimLeft(text, " \x00"))
	text = strings.TrimLeft(text, " \x00")
	if i := strings.IndexByte(text, 0); i >= 0 {
		text = text[:i]
	}
	title[1] = title[0] + len(strings.TrimRight(text, " "))
	return title
}

// read lets the readings compete.
func (e *entry) read() reading {
	var best reading
	for _, way := range readings {
		if best.score >= way.most {
			break
		}
		if r := way.read(e); r.score > best.score && r.title[0] < r.title[1] {
			best = r
		}
	}
	return best
}

// A nameBlock is an answer of parseNames.
type nameBlock struct {
	names   []string
	certain bool
}

// parseNames is parseNames, which readings ask for the same blocks.
func (e *entry) parseNames(block string) ([]string, bool) {
	known, ok := e.blocks[block]
	if !ok {
		known.names, known.certain = ParseNames(block)
		if e.blocks == nil {
			e.blocks = map[string]nameBlock{}
		}
		e.blocks[block] = known
	}
	return known.names, known.certain
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

// stop returns the first lifted byte at or after from, or the text's end.
func (e *entry) stop(from int) int {
	if i := strings.IndexByte(e.masked[from:], 0); i >= 0 {
		return from + i
	}
	return len(e.masked)
}

// breakAfter returns the first break between parts at or after from.
func (e *entry) breakAfter(from int) (partBreak, bool) {
	for _, b := range e.breaks {
		if b.Start > from {
			return b, true
		}
	}
	return partBreak{}, false
}

// spanAt returns the span of a kind that begins at or just after start, where
// "just" is quotation marks, brackets and space.
func (e *entry) spanAt(start int, kind document.SpanKind) (document.Span, bool) {
	for _, s := range e.spans {
		if s.Kind == kind && s.Start >= start && strings.Trim(e.text[start:s.Start], " \"“‘«([") == "" {
			return s, true
		}
	}
	return document.Span{}, false
}

// assignLinks gives the reference its address, DOI and archived copy, and
// returns the addresses that are further works: the first address is the
// reference's, a resolver's address of its DOI is no further one.
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
		case r.URL == "" && l.URL != "":
			r.URL = l.URL
		case !same:
			more = append(more, l)
		}
		seen[l.URL+l.DOI] = true
	}
	if r.URL == "" && r.DOI == "" { // a reader can open the archive's copy
		r.URL, r.ArchivedURL = r.ArchivedURL, ""
	}
	return more
}
