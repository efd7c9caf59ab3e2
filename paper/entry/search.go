package entry

// The bounds of the search, in pieces.
const (
	maxPieces    = 200 // of an entry
	maxLead      = 2   // before the authors
	maxAuthors   = 80
	maxTitle     = 40
	maxContainer = 12
	maxAlien     = 5 // pieces among the authors that are no names
)

// A span is a range of pieces.
type span struct{ from, to int }

// A layout says which pieces are authors, title and container; an empty span
// is none.
type layout struct {
	authors, title, container span
	score                     int
}

// A way is what stands before a title, or after one, and its score.
type way struct {
	score              int
	authors, container span
}

// none is the score of what cannot be.
const none = -1 << 30

// better makes w the other way with the additional score, if that is better.
func (w *way) better(other way, more int) {
	if other.score > none && other.score+more > w.score {
		*w = other
		w.score += more
	}
}

// A search finds the best layout of an entry: for each span that can be the
// title, the best ways to read what stands before it and what stands after it
// are known beforehand, so that looking at all titles is enough.
type search struct {
	e *entry
	m *weights

	sums  [numRoles][]int // what the pieces before k, and the gaps between them, add
	joint [numParts][]int // what the gap before k adds inside of a part
	begin [numParts][]int // what is told from a part's begin at k
	end   [numParts][]int // what is told from a part's end before k

	containers [][maxContainer]int // the scores of the containers from piece k, by their size

	authored  []way // behind the authors, up to piece k
	contained []way // behind a container, up to piece k
	rest      []way // from piece k to the end, no container so far
	adjoining []way // from piece k to the end, with a container that begins there
}

// prepare computes what depends on one piece or gap only.
func (s *search) prepare() {
	e, n := s.e, len(s.e.pieces)
	for r := range numRoles {
		s.sums[r] = resize(s.sums[r], n+1)
		s.sums[r][0] = 0
	}
	for r := range role(numParts) {
		s.joint[r], s.begin[r], s.end[r] = resize(s.joint[r], n+1), resize(s.begin[r], n+1), resize(s.end[r], n+1)
		s.joint[r][0] = 0
		for k := range n {
			if k > 0 {
				s.joint[r][k] = s.m.jointScore(e, k, r, nil)
			}
			s.begin[r][k] = s.m.beginScore(e, k, r, nil)
			s.end[r][k+1] = s.m.endScore(e, k+1, r, nil)
		}
	}
	for k := range n {
		for r := range numRoles {
			sum := s.sums[r][k] + s.m.pieceScore(e, &e.pieces[k], r, nil)
			if r < numParts {
				sum += s.joint[r][k]
			}
			s.sums[r][k+1] = sum
		}
	}
}

func (s *search) scoreContainers(n int) {
	s.containers = resize(s.containers, n)
	for k := range n {
		s.e.containerSpans(k, func(c span) {
			s.containers[k][c.to-k-1] = s.part(containerRole, k, c.to) + s.m.containerFacts(s.e, k, c.to, nil)
		})
	}
}

// part is what the pieces [i, j) add as a part, but for facts about all of it.
func (s *search) part(r role, i, j int) int {
	return s.sums[r][j] - s.sums[r][i] - s.joint[r][i] + s.begin[r][i] + s.end[r][j]
}

// authorSpans calls visit with each span that can be authors.
func (e *entry) authorSpans(visit func(span)) {
	n := len(e.pieces)
	for i := range min(maxLead+1, n) {
		if e.gaps[i].has(quoteMark) {
			continue
		}
		alien := 0
		for j := i + 1; j <= min(n, i+maxAuthors); j++ {
			p := &e.pieces[j-1]
			if p.kind == noName {
				alien++
			}
			if p.date || alien > maxAlien || j > i+1 && !e.solid(j-1) || j < n && e.pieces[j].enters || e.pieces[j-1].volume {
				break
			}
			visit(span{i, j})
		}
	}
}

// titleSpans calls visit with each span that can be the title.
func (e *entry) titleSpans(visit func(span)) {
	n := len(e.pieces)
	for i := range n {
		if e.gaps[i].has(andMark) {
			continue
		}
		for j := i + 1; j <= min(n, i+maxTitle); j++ {
			if j > i+1 && !e.solid(j-1) || j < n && e.pieces[j].enters {
				break
			}
			if !e.gaps[j].has(andMark) && e.balanced(i, j) && !e.quotesLate(i, j) && !(j > i+1 && e.pieces[j-1].edition) {
				visit(span{i, j})
			}
		}
	}
}

// quotesLate reports whether the pieces [i, j) end with a quotation that a comma
// or semicolon parts from what stands before it: then the quotation is the
// title, and the rest is who wrote it, or a sentence that leads to it.
func (e *entry) quotesLate(i, j int) bool {
	if !e.gaps[j].has(unquoteMark) || e.gaps[i].has(quoteMark) {
		return false
	}
	for k := j - 1; k > i; k-- {
		if e.gaps[k].has(quoteMark) {
			return e.gaps[k].hasAny(clauseMarks)
		}
	}
	return false
}

// containerSpans calls visit with each span from piece i on that can be the
// container.
func (e *entry) containerSpans(i int, visit func(span)) {
	if e.gaps[i].has(andMark) || e.gaps[i].has(reporterMark) && e.gaps[i+1].has(reporterMark) { // a volume before a law review
		return
	}
	for j := i + 1; j <= min(len(e.pieces), i+maxContainer); j++ {
		if j > i+1 && !e.solid(j-1) {
			return
		}
		visit(span{i, j})
	}
}

// container is what a span adds as the container.
func (s *search) container(c span) int { return s.containers[c.from][c.to-c.from-1] }

// best returns the best layout and, to explain it, the score of the best one
// with another title.
func (s *search) best() (best layout, second int) {
	n := len(s.e.pieces)
	s.prepare()
	s.scoreContainers(n)
	s.waysBefore(n)
	s.waysAfter(n)
	best.score, second = none, none
	before, after := s.sums[beforeRole], s.sums[afterRole]
	alone := way{}
	s.e.titleSpans(func(t span) {
		title := s.part(titleRole, t.from, t.to) + s.m.titleFacts(s.e, t.from, t.to, nil)
		lead := way{score: none}
		lead.better(alone, before[t.from]+int(s.m.facts[noAuthors]))
		lead.better(s.authored[t.from], 0)
		rest := s.rest[t.to]
		rest.better(s.adjoining[t.to], int(s.m.facts[containerAdjoins]))
		l := layout{authors: lead.authors, title: t, container: rest.container, score: lead.score + title + rest.score}
		if c := s.contained[t.from]; c.score > none {
			if score := c.score + title + after[n] - after[t.to]; score > l.score {
				l.authors, l.container, l.score = c.authors, c.container, score
			}
		}
		switch {
		case l.score > best.score:
			second, best = best.score, l
		case l.score > second:
			second = l.score
		}
	})
	return best, second
}

// waysBefore finds the best ways to read what stands before each piece.
func (s *search) waysBefore(n int) {
	before := s.sums[beforeRole]
	s.authored, s.contained = resize(s.authored, n+1), resize(s.contained, n+1)
	for k := range n + 1 {
		s.authored[k], s.contained[k] = way{score: none}, way{score: none}
	}
	s.e.authorSpans(func(a span) {
		score := s.part(authorRole, a.from, a.to) + s.m.authorFacts(s.e, a.from, a.to, nil)
		s.authored[a.to].better(way{score: before[a.from], authors: a}, score)
	})
	for k := range n {
		s.authored[k+1].better(s.authored[k], before[k+1]-before[k])
		s.contained[k+1].better(s.contained[k], before[k+1]-before[k])
		lead := s.authored[k]
		lead.better(way{}, before[k]+int(s.m.facts[noAuthors]))
		s.e.containerSpans(k, func(c span) {
			with := lead
			with.container = c
			s.contained[c.to].better(with, s.container(c)+s.m.firstFact(s.e, nil))
		})
	}
}

// waysAfter finds the best ways to read what stands after each piece.
func (s *search) waysAfter(n int) {
	between, after := s.sums[betweenRole], s.sums[afterRole]
	s.rest, s.adjoining = resize(s.rest, n+1), resize(s.adjoining, n+1)
	s.rest[n], s.adjoining[n] = way{score: int(s.m.facts[noContainer])}, way{score: none}
	for k := n - 1; k >= 0; k-- {
		s.adjoining[k], s.rest[k] = way{score: none}, way{score: none}
		s.e.containerSpans(k, func(c span) {
			s.adjoining[k].better(way{container: c}, s.container(c)+after[n]-after[c.to])
		})
		s.rest[k].better(s.rest[k+1], between[k+1]-between[k])
		s.rest[k].better(s.adjoining[k], 0)
	}
}

// resize returns s with n elements, whatever they are.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}
