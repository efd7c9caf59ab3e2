package format

import (
	"slices"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// officeWorks are the works that a document's citation fields name. Reference
// managers keep in these fields all that they know of a work, while the printed
// bibliography shows what its style wants. An entry for the same work is
// completed by its field; a work that is printed nowhere is an entry by itself.
type officeWorks struct {
	works []*officeWork // in the order of their first citation
	known map[string]*officeWork
}

// A officeWork is a work, and where it is first cited.
type officeWork struct {
	document.Work
	title   string // folded
	part    string
	line    int
	printed bool // its entry is completed by it
	shown   bool // its title is printed as one
}

// cite notes that the paragraph that is read cites a work.
func (c *officeWorks) cite(t *officeText, w document.Work) {
	identity := strings.ToLower(w.DOI)
	if identity == "" {
		identity = lex.Fold(w.Title) + " " + w.Published.String() + " " + w.URL
	}
	known := c.known[identity]
	if known == nil {
		if strings.TrimSpace(w.Title+w.DOI+w.URL) == "" {
			return
		}
		known = &officeWork{Work: w, title: lex.Fold(w.Title), part: t.part, line: max(t.count, 1)}
		if c.known == nil {
			c.known = map[string]*officeWork{}
		}
		c.known[identity] = known
		c.works = append(c.works, known)
	}
	if t.paragraph != nil {
		t.paragraph.works = append(t.paragraph.works, known)
	}
}

// maxBeside is how much text a note may have beside the citation that makes it
// one reference: "See" before it, a page after it.
const maxBeside = 40

// complete gives a note the work that it cites, if it is one citation in full.
func (p *officeParagraph) complete(b *document.Block) {
	if len(p.works) != 1 || len(b.Text)-p.cited > maxBeside {
		return
	}
	if w := p.works[0]; w.title != "" && strings.Contains(lex.Fold(b.Text), w.title) {
		w.attach(b)
	}
}

// attach makes b the entry of a work. Addresses that b prints beside the
// work's own become links.
func (w *officeWork) attach(b *document.Block) {
	w.printed = true
	work := w.Work
	b.Work = &work
	for _, a := range address.Find(b.Text) {
		if a.URL != "" {
			b.Spans = append(b.Spans, document.Span{Start: a.Start, End: a.End, Kind: document.Link, Target: a.URL})
		}
	}
	slices.SortStableFunc(b.Spans, func(a, b document.Span) int { return a.Start - b.Start })
}

// complete completes the printed entries, and adds those that are missing.
func (c *officeWorks) complete(blocks []document.Block) []document.Block {
	if len(c.works) == 0 {
		return blocks
	}
	titles := c.titles()
	listed := false
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == document.Heading || len(b.Text) < 60 && document.SectionOf(b.Text) != document.NoSection {
			listed = document.SectionOf(b.Text) != document.NoSection
			continue
		}
		if b.Work != nil || b.Kind != document.Note && b.Kind != document.Entry && !listed {
			continue
		}
		for n, w := range titles.find(b.Text) {
			w.shown = true
			if n == 0 && b.Kind != document.Note {
				w.attach(b)
				b.Kind = document.Entry
			}
		}
	}
	return append(blocks, c.missing(blocks)...)
}

// missing are entries for the works that readers do not see: of which no
// address is printed, and not even the title where they have no address.
func (c *officeWorks) missing(blocks []document.Block) []document.Block {
	printed := printedAddresses(blocks)
	var entries []document.Block
	for _, w := range c.works {
		addressed := w.URL != "" || w.DOI != ""
		seen := w.URL != "" && printed[addressKey(w.URL)] || w.DOI != "" && printed[strings.ToLower(w.DOI)]
		if w.printed || seen || w.shown && !addressed {
			continue
		}
		work := w.Work
		b := describe(&work, w.line)
		b.Part = w.part
		entries = append(entries, b)
	}
	return entries
}

// printedAddresses are the addresses and DOIs in blocks, as addressKey has them.
func printedAddresses(blocks []document.Block) map[string]bool {
	printed := map[string]bool{}
	for i := range blocks {
		for _, s := range blocks[i].Spans {
			if s.Kind == document.Link {
				printed[addressKey(s.Target)] = true
				printed[strings.ToLower(address.DOIOf(s.Target))] = true
			}
		}
		for _, a := range address.Find(blocks[i].Text) {
			printed[addressKey(a.URL)] = true
			printed[strings.ToLower(a.DOI)] = true
		}
	}
	return printed
}

// addressKey is the same for all spellings of an address.
func addressKey(url string) string {
	if link, err := address.Normalize(url); err == nil {
		return link
	}
	return url
}

// describe writes how a work reads that has no entry of its own.
func describe(w *document.Work, line int) document.Block {
	var b document.Builder
	for _, part := range []string{strings.Join(w.Authors, ", "), w.Title, w.Container, w.Published.String(), w.URL} {
		if part == "" {
			continue
		}
		b.Space = true
		b.Write(part, line)
		if part != w.URL && !strings.HasSuffix(part, ".") {
			b.Write(".", line)
		}
	}
	if w.URL == "" && w.DOI != "" {
		b.Write(" doi:"+w.DOI, line)
	}
	out := b.Take(document.Entry)
	out.Work = w
	return out
}

// titleIndex finds works by the first words of their titles, folded.
type titleIndex map[string][]*officeWork

const (
	indexWords = 4  // of a title are looked up
	maxAlike   = 20 // titles that begin alike, or stand in one text, are looked at
)

func (c *officeWorks) titles() titleIndex {
	index := titleIndex{}
	for _, w := range c.works {
		if w.title == "" {
			continue
		}
		end := 0
		for range indexWords {
			end = wordEnd(w.title, end)
		}
		if key := w.title[:end]; len(index[key]) < maxAlike {
			index[key] = append(index[key], w)
		}
	}
	return index
}

// wordEnd is where the word ends that follows the one that ends at from.
func wordEnd(s string, from int) int {
	if from >= len(s) {
		return len(s)
	}
	if i := strings.IndexByte(s[from+1:], ' '); i >= 0 {
		return from + 1 + i
	}
	return len(s)
}

// find gives the works whose titles stand in a text that can be their entry, in
// the order of these titles: an entry for a chapter also names the book.
func (index titleIndex) find(text string) []*officeWork {
	const longestEntry = 4 << 10
	if len(text) > longestEntry {
		return nil
	}
	folded := lex.Fold(text)
	var found []*officeWork
	tried := map[*officeWork]bool{}
	for start := 0; start < len(folded); start = wordEnd(folded, start) + 1 {
		end := start
		for range indexWords {
			if end == len(folded) {
				break
			}
			end = wordEnd(folded, end)
			for _, w := range index[folded[start:end]] {
				rest, ok := strings.CutPrefix(folded[start:], w.title)
				if !ok || rest != "" && rest[0] != ' ' || tried[w] {
					continue
				}
				tried[w] = true
				if w.evident(folded) {
					found = append(found, w)
				}
				if len(tried) == maxAlike {
					return found
				}
			}
		}
	}
	return found
}

// evident reports whether a folded text that has the title of w can be its
// entry: it also has the year or the first author, and both if the title is
// too short to be anything special.
func (w *officeWork) evident(folded string) bool {
	year := w.Published.Year == 0 || containsWords(folded, strconv.Itoa(w.Published.Year))
	author := len(w.Authors) == 0
	if !author {
		family, _, inverted := strings.Cut(w.Authors[0], ",")
		name := strings.Fields(lex.Fold(family))
		if len(name) > 0 && !inverted {
			name = name[len(name)-1:]
		}
		author = containsWords(folded, strings.Join(name, " "))
	}
	if strings.Count(w.title, " ") < 3 {
		return year && author
	}
	return year || author
}

// containsWords reports whether words stand in s with no letter beside them.
func containsWords(s, words string) bool {
	return strings.Contains(" "+s+" ", " "+words+" ")
}
