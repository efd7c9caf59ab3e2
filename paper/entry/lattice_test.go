package entry

import (
	"math"
	"strings"
	"unsafe"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// numWeights is how many weights there are. For fitting they are a vector, in
// the order of the struct.
const numWeights = int(unsafe.Sizeof(weights{}) / unsafe.Sizeof(int16(0)))

// vector gives weights as a vector.
func vector(m *weights) *[numWeights]int16 { return (*[numWeights]int16)(unsafe.Pointer(m)) }

// A labelled reference is one whose fields are known.
type labelled struct {
	Raw, Item, How, Kind, Style string
	Title, Container, Publisher *string
	Authors                     []string // nil where they are not known
}

// A lattice has all layouts of an entry as paths from its first node to its
// last. A node is a state and a position among the pieces.
type lattice struct {
	e     *entry
	label labelled
	edges []latticeEdge // in an order in which each node comes before its successors
	terms [numRoles][][]int
	joint [numParts][][]int
	fine  bool // the right title can be reached
}

// A state is what a path has behind it.
type state int

const (
	atStart state = iota
	haveAuthors
	haveContainer
	atTitleEnd
	haveTitle
	haveBoth
	numStates
)

// A latticeEdge is a part, or a piece of none, that a path passes over.
type latticeEdge struct {
	from, to int
	role     role
	span     span
	terms    []int // weights of the part, but for those of single pieces and gaps
	fact     int   // one more weight, or -1
	right    bool  // allowed by the label
}

func node(s state, k int) int { return k*int(numStates) + int(s) }

// newLattice makes the lattice of a labelled entry.
func newLattice(label labelled, b document.Block) *lattice {
	e := &entry{}
	e.reset(b.Text, b.Spans)
	e.cut()
	l := &lattice{e: e, label: label}
	var m weights
	index := func(t tally) []int {
		at := make([]int, len(t))
		for i, w := range t {
			at[i] = int((uintptr(unsafe.Pointer(w)) - uintptr(unsafe.Pointer(&m))) / unsafe.Sizeof(*w))
		}
		return at
	}
	at := func(w *int16) int { return index(tally{w})[0] }
	n := len(e.pieces)
	for r := range numRoles {
		l.terms[r] = make([][]int, n)
		for k := range n {
			var t tally
			m.pieceScore(e, &e.pieces[k], r, &t)
			l.terms[r][k] = index(t)
		}
	}
	for r := range role(numParts) {
		l.joint[r] = make([][]int, n+1)
		for k := 1; k < n; k++ {
			var t tally
			m.jointScore(e, k, r, &t)
			l.joint[r][k] = index(t)
		}
	}
	byStart := make([][]latticeEdge, n+1)
	add := func(from state, i int, to state, j int, r role, terms []int, fact *int16, right bool) {
		x := latticeEdge{node(from, i), node(to, j), r, span{i, j}, terms, -1, right}
		if fact != nil {
			x.fact = at(fact)
		}
		byStart[i] = append(byStart[i], x)
	}
	part := func(r role, s span, facts func(e *entry, i, j int, t *tally) int) []int {
		var t tally
		m.beginScore(e, s.from, r, &t)
		m.endScore(e, s.to, r, &t)
		facts(e, s.from, s.to, &t)
		return index(t)
	}
	e.authorSpans(func(s span) {
		right := label.Authors == nil || len(label.Authors) > 0 && sameAuthors(label.Authors, e.authorNames(s))
		add(atStart, s.from, haveAuthors, s.to, authorRole, part(authorRole, s, m.authorFacts), nil, right)
	})
	e.titleSpans(func(s span) {
		terms := part(titleRole, s, m.titleFacts)
		right := fold(e.titleText(s)) == fold(*label.Title)
		l.fine = l.fine || right
		add(atStart, s.from, atTitleEnd, s.to, titleRole, terms, &m.facts[noAuthors], right && len(label.Authors) == 0)
		add(haveAuthors, s.from, atTitleEnd, s.to, titleRole, terms, nil, right)
		add(haveContainer, s.from, haveBoth, s.to, titleRole, terms, nil, right)
	})
	containerFact := &m.facts[containerFirst]
	if e.release {
		containerFact = &m.facts[containerReleases]
	}
	for i := range n {
		e.containerSpans(i, func(s span) {
			terms := part(containerRole, s, m.containerFacts)
			first := append(terms[:len(terms):len(terms)], at(&m.facts[noAuthors]))
			right := label.hasContainer(e.containerText(s))
			add(atStart, i, haveContainer, s.to, containerRole, first, containerFact, right && len(label.Authors) == 0)
			add(haveAuthors, i, haveContainer, s.to, containerRole, terms, containerFact, right)
			add(atTitleEnd, i, haveBoth, s.to, containerRole, terms, &m.facts[containerAdjoins], right)
			add(haveTitle, i, haveBoth, s.to, containerRole, terms, nil, right)
		})
		add(atStart, i, atStart, i+1, beforeRole, nil, nil, true)
		add(haveAuthors, i, haveAuthors, i+1, beforeRole, nil, nil, true)
		add(haveContainer, i, haveContainer, i+1, beforeRole, nil, nil, true)
		add(atTitleEnd, i, haveTitle, i+1, betweenRole, nil, nil, true)
		add(haveTitle, i, haveTitle, i+1, betweenRole, nil, nil, true)
		add(haveBoth, i, haveBoth, i+1, afterRole, nil, nil, true)
	}
	for _, edges := range byStart {
		l.edges = append(l.edges, edges...)
	}
	end := node(0, n+1)
	none := label.Container == nil
	l.edges = append(l.edges,
		latticeEdge{node(atTitleEnd, n), end, afterRole, span{n, n}, nil, at(&m.facts[noContainer]), none},
		latticeEdge{node(haveTitle, n), end, afterRole, span{n, n}, nil, at(&m.facts[noContainer]), none},
		latticeEdge{node(haveBoth, n), end, afterRole, span{n, n}, nil, -1, true})
	return l
}

// hasContainer reports whether got is right as the container: a publisher of a
// work that is no book is.
func (l *labelled) hasContainer(got string) bool {
	if l.Container == nil {
		return got != "" && l.Publisher != nil && l.Kind != "book" && fold(got) == fold(*l.Publisher)
	}
	return fold(got) == fold(*l.Container)
}

// fold reduces a text to its letters and digits.
func fold(s string) string { return strings.ReplaceAll(lex.Fold(s), " ", "") }

// sameAuthors reports whether got has the family names of want, in order.
func sameAuthors(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		family, _, _ := strings.Cut(want[i], ",")
		have := " " + lex.Fold(got[i]) + " "
		for w := range strings.FieldsSeq(lex.Fold(family)) {
			if !strings.Contains(have, " "+w+" ") {
				return false
			}
		}
	}
	return true
}

// scores are the scores of the edges under the weights w.
func (l *lattice) scores(w []float64) []float64 {
	dot := func(terms []int) (sum float64) {
		for _, t := range terms {
			sum += w[t]
		}
		return sum
	}
	n := len(l.e.pieces)
	var sums [numRoles][]float64
	for r := range numRoles {
		sums[r] = make([]float64, n+1)
		for k := range n {
			sums[r][k+1] = sums[r][k] + dot(l.terms[r][k])
		}
	}
	var joint [numParts][]float64
	for r := range joint {
		joint[r] = make([]float64, n+1)
		for k := 1; k < n; k++ {
			joint[r][k] = joint[r][k-1] + dot(l.joint[r][k])
		}
	}
	score := make([]float64, len(l.edges))
	for x, edge := range l.edges {
		s := edge.span
		score[x] = dot(edge.terms) + sums[edge.role][s.to] - sums[edge.role][s.from]
		if edge.role < numParts {
			score[x] += joint[edge.role][s.to-1] - joint[edge.role][s.from]
		}
		if edge.fact >= 0 {
			score[x] += w[edge.fact]
		}
	}
	return score
}

// posteriors returns the logarithm of the sum over all paths, or over the right
// ones only, and how likely each edge is among them.
func (l *lattice) posteriors(score []float64, rightOnly bool) (total float64, likely []float64) {
	nodes := node(0, len(l.e.pieces)+1) + 1
	forward, backward := make([]float64, nodes), make([]float64, nodes)
	for i := range nodes {
		forward[i], backward[i] = math.Inf(-1), math.Inf(-1)
	}
	forward[0], backward[nodes-1] = 0, 0
	for x, edge := range l.edges {
		if edge.right || !rightOnly {
			forward[edge.to] = logAdd(forward[edge.to], forward[edge.from]+score[x])
		}
	}
	for x := len(l.edges) - 1; x >= 0; x-- {
		if edge := l.edges[x]; edge.right || !rightOnly {
			backward[edge.from] = logAdd(backward[edge.from], backward[edge.to]+score[x])
		}
	}
	total = forward[nodes-1]
	likely = make([]float64, len(l.edges))
	for x, edge := range l.edges {
		if edge.right || !rightOnly {
			likely[x] = math.Exp(forward[edge.from] + score[x] + backward[edge.to] - total)
		}
	}
	return total, likely
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// addGradient adds the gradient of the likelihood of the right layouts.
func (l *lattice) addGradient(w, gradient []float64) {
	score := l.scores(w)
	total, right := l.posteriors(score, true)
	if math.IsInf(total, -1) {
		return
	}
	_, all := l.posteriors(score, false)
	n := len(l.e.pieces)
	var pieces [numRoles][]float64
	for r := range pieces {
		pieces[r] = make([]float64, n+1)
	}
	var joint [numParts][]float64
	for r := range joint {
		joint[r] = make([]float64, n+1)
	}
	for x, edge := range l.edges {
		d := right[x] - all[x]
		if math.Abs(d) < 1e-9 {
			continue
		}
		for _, t := range edge.terms {
			gradient[t] += d
		}
		if edge.fact >= 0 {
			gradient[edge.fact] += d
		}
		s := edge.span
		pieces[edge.role][s.from] += d // from here on, up to span.to, d more
		pieces[edge.role][s.to] -= d
		if edge.role < numParts {
			joint[edge.role][s.from+1] += d
			joint[edge.role][s.to] -= d
		}
	}
	spread := func(d []float64, terms [][]int) {
		sum := 0.0
		for k, at := range terms {
			if sum += d[k]; math.Abs(sum) > 1e-9 {
				for _, t := range at {
					gradient[t] += sum
				}
			}
		}
	}
	for r := range pieces {
		spread(pieces[r], l.terms[r])
	}
	for r := range joint {
		spread(joint[r][:n], l.joint[r][:max(n, 0)])
	}
}
