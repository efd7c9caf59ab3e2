package layout

import (
	"cmp"
	"slices"
	"sort"
)

// columns puts the stretches of a page into columns in the order of reading.
func columns(parts []*line, page int) []*column {
	var out []*column
	arrange(parts, 0, func(parts []*line) { out = append(out, newColumn(parts, page)) })
	return out
}

const (
	maxDepth = 4 // how often a column may be divided into columns
	fewParts = 6 // what has fewer lines is not divided
)

// arrange gives the stretches to emit, column by column. A gutter divides what
// stands on both of its sides; what crosses it (a title, a wide figure) is read
// between what stands above and below.
func arrange(parts []*line, depth int, emit func([]*line)) {
	if len(parts) == 0 {
		return
	}
	gutter, found := float32(0), false
	if len(parts) >= fewParts && depth < maxDepth {
		gutter, found = findGutter(parts, depth)
	}
	if !found {
		emit(parts)
		return
	}
	var crossing, beside, stray []*line
	for _, p := range parts {
		if p.crosses(gutter) {
			crossing = append(crossing, p)
		} else {
			beside = append(beside, p)
		}
	}
	byMiddle := func(a, b *line) int { return cmp.Compare(a.middle(), b.middle()) }
	slices.SortStableFunc(beside, byMiddle)
	crossing = slices.DeleteFunc(crossing, func(p *line) bool {
		if over := p.printedOver(beside); over {
			stray = append(stray, p)
			return true
		}
		return false
	})
	slices.SortStableFunc(crossing, byMiddle)
	beside = append(beside, stray...)
	slices.SortStableFunc(beside, byMiddle)
	var wide []*line // what is read across the gutter
	flush := func() {
		if len(wide) > 0 {
			emit(wide)
		}
		wide = nil
	}
	for i := range len(crossing) + 1 {
		n := len(beside)
		if i < len(crossing) {
			n = sort.Search(n, func(k int) bool { return beside[k].middle() > crossing[i].middle() })
		}
		left, right := divide(beside[:n], gutter)
		beside = beside[n:]
		if len(left) == 0 || len(right) == 0 {
			wide = append(append(wide, left...), right...)
		} else {
			flush()
			arrange(left, depth+1, emit)
			arrange(right, depth+1, emit)
		}
		if i < len(crossing) {
			wide = append(wide, crossing[i])
		}
	}
	flush()
}

// crosses reports whether a line stands on both sides of a gutter, and not just
// sticks out of one.
func (l *line) crosses(gutter float32) bool {
	return min(gutter-l.Left, l.Right-gutter) > 2*l.size
}

// printedOver reports whether a line is printed over one of the others, which
// are in the order of their middles: then it sticks out of its column, because
// it could not be broken.
func (l *line) printedOver(others []*line) bool {
	first := sort.Search(len(others), func(i int) bool { return others[i].middle() > l.Top })
	for i, o := range others[first:] {
		if o.middle() > l.Bottom || i == 100 {
			break
		}
		if o.Left > l.Left+l.size && o.Left+l.size < l.Right {
			return true
		}
	}
	return false
}

func divide(parts []*line, at float32) (left, right []*line) {
	for _, p := range parts {
		if p.Left+p.size < at && (p.middleX() < at || p.crosses(at)) {
			left = append(left, p)
		} else {
			right = append(right, p)
		}
	}
	return left, right
}

func (b Box) middleX() float32 { return (b.Left + b.Right) / 2 }

// A grid says where a page is printed, in cells.
type grid struct {
	Box
	cells [gridRows][gridCols]bool
}

const (
	gridRows = 200
	gridCols = 240
)

// findGutter looks for the place from which the most text stands both to the
// left and to the right, with nothing at that place itself. Within a column
// there is a further one only if it divides a good part of it: lines that are
// stretched to the margins have wide gaps too.
func findGutter(parts []*line, depth int) (at float32, found bool) {
	g := newGrid(parts)
	support := g.support()
	best := 0
	for x := range support {
		if support[x] > support[best] {
			best = x
		}
	}
	size := typicalSize(parts)
	cellWidth, cellHeight := g.width()/gridCols, g.height()/gridRows
	beside := float32(support[best]) * cellHeight
	if beside < 3*size || depth > 0 && beside < 0.3*g.height() {
		return 0, false
	}
	first, last := best, best // of the gutter's cells
	for first > 0 && 4*support[first-1] >= 3*support[best] {
		first--
	}
	for last+1 < gridCols && 4*support[last+1] >= 3*support[best] {
		last++
	}
	at = g.Left + cellWidth*float32(first+last+1)/2
	if cellWidth*float32(last-first+1) < 0.5*size || !wideEnough(parts, at, 0.15*g.width()) {
		return 0, false
	}
	return at, true
}

func newGrid(parts []*line) *grid {
	g := &grid{Box: parts[0].Box}
	for _, p := range parts {
		g.Box = g.Box.union(p.Box)
	}
	for _, p := range parts {
		if p.height() > g.height()/5 {
			continue // no line of text
		}
		inset := p.height() / 5 // lines that are set tightly overlap
		top, bottom := g.row(p.Top+inset), g.row(p.Bottom-inset)
		left, right := g.col(p.Left), g.col(p.Right)
		for y := top; y <= bottom; y++ {
			for x := left; x <= right; x++ {
				g.cells[y][x] = true
			}
		}
	}
	return g
}

func (g *grid) row(y float32) int {
	return min(gridRows-1, max(0, int((y-g.Top)/max(g.height(), 1)*gridRows)))
}

func (g *grid) col(x float32) int {
	return min(gridCols-1, max(0, int((x-g.Left)/max(g.width(), 1)*gridCols)))
}

// support counts for each column of cells the rows in which it is empty and
// there is text to its left and to its right.
func (g *grid) support() *[gridCols]int {
	var support [gridCols]int
	for y := range g.cells {
		row := &g.cells[y]
		left, right := 0, gridCols-1
		for left < gridCols && !row[left] {
			left++
		}
		for right >= 0 && !row[right] {
			right--
		}
		for x := left; x <= right; x++ {
			if !row[x] {
				support[x]++
			}
		}
	}
	return &support
}

// typicalSize is the height of most text.
func typicalSize(parts []*line) float32 {
	sizes := make([]float32, len(parts))
	for i, p := range parts {
		sizes[i] = p.size
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// wideEnough reports whether most text on both sides of a gutter is in lines at
// least this wide: numbers before entries are no column.
func wideEnough(parts []*line, gutter, width float32) bool {
	var narrow, wide [2]float32
	for _, p := range parts {
		if p.crosses(gutter) {
			continue
		}
		side := 0
		if p.middleX() >= gutter {
			side = 1
		}
		if p.width() < width {
			narrow[side] += p.width()
		} else {
			wide[side] += p.width()
		}
	}
	return wide[0] > narrow[0] && wide[1] > narrow[1]
}
