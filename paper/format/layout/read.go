package layout

import (
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// Read makes a document of pages. A block's Line counts the lines of its page
// in the order of reading, columns one after the other, without running heads
// and feet; what of a block stands on the next page counts as its last line.
// When ctx ends, so does the reading.
func Read(ctx context.Context, pages []Page) (*document.Document, error) {
	r := &reader{heights: make([]float32, len(pages))}
	parts := make([][]*line, len(pages))
	for i := range pages {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		words := upright(&pages[i])
		linkWords(words, pages[i].Links[:min(len(pages[i].Links), maxLinks)])
		parts[i] = stretches(words)
		r.heights[i] = pages[i].Height
	}
	dropFurniture(parts, r.heights)
	for i := range parts {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		r.columns = append(r.columns, numbered(columns(parts[i], i+1))...)
	}
	r.raiseMarkers()
	r.learn()
	d := &document.Document{Blocks: r.blocks()}
	d.Title = r.title()
	return d, nil
}

// Bounds of a page; what is beyond them is not read. No page that a person can
// read comes near them.
const (
	maxWords = 20_000
	maxLinks = 2_000
)

// A reader makes blocks of columns.
type reader struct {
	columns  []*column
	heights  []float32       // of the pages
	size     float32         // of most text
	pageSize map[int]float32 // of the text of a page, without its notes
	pitch    map[int]float32 // from line to line, by the size of text
	words    map[string]int  // of the document, to tell hyphens
}

// numbered counts the lines of a page's columns.
func numbered(page []*column) []*column {
	n := 0
	for _, c := range page {
		for _, l := range c.lines {
			n++
			l.number = n
		}
	}
	return page
}

// upright returns the words of a page that can be read. What is off the page is
// left out. So is text that is turned, as stamps in the margin and labels of
// figures are, unless it is most of the page.
func upright(p *Page) []word {
	turned := 0
	words := make([]word, 0, len(p.Words))
	for _, w := range p.Words[:min(len(p.Words), maxWords)] {
		w.Right = min(w.Right, p.Width)
		if w.sane() && w.Right >= 0 && w.Bottom >= 0 && w.Top <= p.Height && w.Text != "" && utf8.ValidString(w.Text) {
			words = append(words, word{Word: w})
			if w.isTurned() {
				turned++
			}
		}
	}
	if 2*turned > len(words) {
		turnPage(p, words)
	}
	return slices.DeleteFunc(words, func(w word) bool { return w.isTurned() })
}

// isTurned reports whether a word runs up or down.
func (w *Word) isTurned() bool {
	return utf8.RuneCountInString(w.Text) > 2 && w.height() > 2*w.width()
}

// turnPage turns a page by a quarter, so that text that runs up runs to the
// right, or text that runs down.
func turnPage(p *Page, words []word) {
	up := 0
	for i := 1; i < len(words); i++ {
		if words[i].Bottom < words[i-1].Top {
			up++
		} else if words[i].Top > words[i-1].Bottom {
			up--
		}
	}
	turn := func(b Box) Box {
		if up > 0 {
			return Box{p.Height - b.Bottom, b.Left, p.Height - b.Top, b.Right}
		}
		return Box{b.Top, p.Width - b.Right, b.Bottom, p.Width - b.Left}
	}
	for i := range words {
		words[i].Box = turn(words[i].Box)
	}
	for i := range p.Links {
		l := &p.Links[i]
		l.Boxes = slices.Clone(l.Boxes)
		for k := range l.Boxes {
			l.Boxes[k] = turn(l.Boxes[k])
		}
	}
	p.Width, p.Height = p.Height, p.Width
}

// learn finds out what is usual in the document: the size of text, the pitch of
// its lines, where long ones count more than those of tables, and its words.
func (r *reader) learn() {
	sizes := map[int]int{}
	ofPage := map[int]map[int]int{}
	pitches := map[int]map[int]int{}
	r.words = map[string]int{}
	for _, c := range r.columns {
		notes := c.smallNotes()
		for i, l := range c.lines {
			key := tenths(l.size)
			if ofPage[l.page] == nil {
				ofPage[l.page] = map[int]int{}
			}
			for k := range l.words {
				if i < notes { // there may be more of them than of the text
					sizes[key] += len(l.words[k].Text)
					ofPage[l.page][key] += len(l.words[k].Text)
				}
				if k+1 < len(l.words) {
					r.words[plainWord(l.words[k].Text)]++
				}
			}
			if pitch := l.pitch(c, i); tenths(pitch) > 0 && tenths(c.lines[i-1].size) == key {
				if pitches[key] == nil {
					pitches[key] = map[int]int{}
				}
				pitches[key][tenths(pitch)] += min(len(l.words), len(c.lines[i-1].words))
			}
		}
	}
	r.size = float32(most(sizes)) / 10
	r.pageSize = map[int]float32{}
	for page, sizes := range ofPage {
		r.pageSize[page] = float32(most(sizes)) / 10
	}
	r.pitch = map[int]float32{}
	for key, counts := range pitches {
		r.pitch[key] = float32(most(counts)) / 10
	}
}

// pitch is how far the line at index i of a column is from the one above, or 0
// where that can be no pitch of lines.
func (l *line) pitch(c *column, i int) float32 {
	if i == 0 {
		return 0
	}
	if pitch := l.Bottom - c.lines[i-1].Bottom; pitch > 0.8*l.size && pitch < 3*l.size {
		return pitch
	}
	return 0
}

func tenths(x float32) int { return int(math.Round(float64(x) * 10)) }

// most returns the key that was counted most, of equals the least. Keys beside
// each other count together: places are rounded.
func most(counts map[int]int) int {
	best, n := 0, 0
	for key := range counts {
		all := counts[key-1] + 2*counts[key] + counts[key+1]
		if all > n || all == n && key < best {
			best, n = key, all
		}
	}
	return best
}
