package entry

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

var (
	fitDir  = flag.String("fit", "", "fit the weights to refs/dev.jsonl in this `folder` and write weights.go")
	folds   = flag.Int("folds", 0, "instead of writing, fit `N` times, each time measuring on another part that was held out")
	wrong   = flag.String("wrong", "", "with -folds: show what is wrong in this `field`: title, authors, container")
	explain = flag.String("explain", "", "show how this `reference` is read")
)

// rounds and ridge bound the fit: how many steps it takes, and what a weight
// costs. They were chosen by -folds 3.
const (
	rounds = 120
	ridge  = 4

	// ownWeight is how often the references of this package's tests count: they
	// have languages and emphasis that labelled references lack.
	ownWeight = 4
)

// TestFit fits the weights. It needs labelled references, which are no part of
// the repository, so it is skipped where none are named.
func TestFit(t *testing.T) {
	if *fitDir == "" {
		t.Skip("no -fit")
	}
	var all []*lattice
	for x, label := range readLabelled(t) {
		b := blockOf(label.Raw)
		all = append(all, newLattice(label, b))
		if x%3 == 0 && label.How == "csl" {
			if b, ok := emphasise(label, b); ok {
				all = append(all, newLattice(label, b))
			}
		}
	}
	all = append(all, ownLattices()...)
	if *folds == 0 {
		if err := os.WriteFile("weights.go", source(t, fit(all)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	groups := map[string]*counts{}
	for fold := range *folds {
		var in, out []*lattice
		for _, l := range all {
			if foldOf(l.label.Item) == fold {
				out = append(out, l)
			} else {
				in = append(in, l)
			}
		}
		m := fit(in)
		for _, l := range out {
			if len(l.e.spans) > 0 && l.label.How == "csl" {
				continue
			}
			names := []string{"", l.label.How, l.label.Kind, l.label.How + " " + l.label.Kind}
			if l.label.How == "own" {
				names = names[1:2]
			}
			for _, name := range names {
				if groups[name] == nil {
					groups[name] = &counts{}
				}
				groups[name].add(t, m, l, name == "")
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		t.Logf("%-18s %v", name, groups[name])
	}
	groups[""].margins(t)
}

// ownLattices are those of the references in this package's tests, but for the
// ones that are not read by layout.
func ownLattices() (all []*lattice) {
	tests := slices.Concat(kindTests, languageTests, noteTests)
	for _, tt := range styleTests {
		tests = append(tests, kindTest{name: tt.name, raw: tt.raw, authors: tt.authors, title: tt.title, container: tt.container})
	}
	for _, tt := range tests {
		if tt.title == "" || NamesCase(tt.raw) || NamesAct(tt.raw) {
			continue
		}
		label := labelled{Raw: tt.raw, Item: tt.name, Authors: []string{}, How: "own", Title: &tt.title}
		if tt.container != "" {
			label.Container = &tt.container
		}
		if tt.authors != "" {
			label.Authors = familiesFirst(strings.Split(tt.authors, "; "))
		}
		for range ownWeight {
			all = append(all, newLattice(label, blockOf(tt.raw)))
		}
	}
	return all
}

// familiesFirst makes the family name the first of each name, before a comma.
// Of names that are not inverted any word will do.
func familiesFirst(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		if !strings.Contains(name, ",") {
			out[i] = name[strings.LastIndexByte(name, ' ')+1:]
		}
	}
	return out
}

func readLabelled(t *testing.T) (all []labelled) {
	file, err := os.Open(filepath.Join(*fitDir, "refs", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

// foldOf puts all references to one work into one fold.
func foldOf(item string) int {
	h := fnv.New32a()
	h.Write([]byte(item))
	return int(h.Sum32() % uint32(max(*folds, 1)))
}

func blockOf(raw string) document.Block {
	b := document.Light(raw, 1)
	_, _, rest := document.CutMarker(&b, 0)
	return rest
}

// emphasise sets what most styles do in italics: the container, or the title of
// a work without one. Labelled references are plain text, papers are not.
func emphasise(l labelled, b document.Block) (document.Block, bool) {
	text := l.Title
	if l.Container != nil {
		text = l.Container
	}
	i := strings.LastIndex(b.Text, *text)
	if i < 0 || len(b.Spans) > 0 {
		return b, false
	}
	b.Spans = []document.Span{{Start: i, End: i + len(*text), Kind: document.Emphasis}}
	return b, true
}

// fit finds the weights under which the right layouts are most likely, by
// gradient ascent with Adam's step sizes.
func fit(lattices []*lattice) *weights {
	const workers = 2
	w, mean, square := make([]float64, numWeights), make([]float64, numWeights), make([]float64, numWeights)
	var gradients [workers][]float64
	for round := range rounds {
		var wait sync.WaitGroup
		for k := range workers {
			gradients[k] = make([]float64, numWeights)
			wait.Go(func() {
				for x := k; x < len(lattices); x += workers {
					lattices[x].addGradient(w, gradients[k])
				}
			})
		}
		wait.Wait()
		rate := 0.3 * math.Min(1, 40/float64(round+20))
		for i := range w {
			g := gradients[0][i] + gradients[1][i] - ridge*w[i]
			mean[i] = 0.9*mean[i] + 0.1*g
			square[i] = 0.99*square[i] + 0.01*g*g
			m := mean[i] / (1 - math.Pow(0.9, float64(round+1)))
			s := square[i] / (1 - math.Pow(0.99, float64(round+1)))
			w[i] += rate * m / (math.Sqrt(s) + 1e-3)
		}
	}
	var m weights
	for i := range w {
		vector(&m)[i] = int16(math.Round(100 * w[i]))
	}
	return &m
}

// counts is how many fields were read right.
type counts struct {
	titles, authors, containers, n, nAuthors, nContainers int
	right, wrong                                          []int // margins of titles
}

func (c *counts) String() string {
	percent := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	return fmt.Sprintf("%4d: title %5.2f  authors %5.2f  container %5.2f", c.n, percent(c.titles, c.n), percent(c.authors, c.nAuthors), percent(c.containers, c.nContainers))
}

func (c *counts) add(t *testing.T, m *weights, l *lattice, show bool) {
	s := &search{e: l.e, m: m}
	best, second := layout{score: none}, none
	if len(l.e.pieces) > 0 {
		best, second = s.best()
	}
	if best.score == none {
		c.n++
		return
	}
	check := func(field string, n, right *int, ok bool) {
		if *n++; ok {
			*right++
		} else if show && *wrong == field {
			t.Logf("%s [%s %s] %s\n%v %s", field, l.label.Style, l.label.Kind, l.label.Raw, l.fine, outline(l.e, best, second))
		}
	}
	ok := titleMatches(*l.label.Title, l.e.titleText(best.title))
	check("title", &c.n, &c.titles, ok)
	if ok {
		c.right = append(c.right, best.score-second)
	} else {
		c.wrong = append(c.wrong, best.score-second)
	}
	if len(l.label.Authors) > 0 {
		check("authors", &c.nAuthors, &c.authors, sameAuthors(l.label.Authors, l.e.authorNames(best.authors)))
	}
	if l.label.Container != nil {
		got := l.e.containerText(best.container)
		check("container", &c.nContainers, &c.containers,
			titleMatches(*l.label.Container, got) || l.label.Publisher != nil && titleMatches(*l.label.Publisher, got))
	}
}

// margins shows what giving no title below a margin would cost and save.
func (c *counts) margins(t *testing.T) {
	for _, least := range []int{0, 20, 40, 60, 80, 100, 150} {
		right, wrong := 0, 0
		for _, m := range c.right {
			if m >= least {
				right++
			}
		}
		for _, m := range c.wrong {
			if m >= least {
				wrong++
			}
		}
		t.Logf("margin %3d: %.2f right, %.2f of those given", least, 100*float64(right)/float64(c.n), 100*float64(right)/float64(right+wrong))
	}
}

var titleCut = regexp.MustCompile(`\s*[:|·•»«/]\s+|\s+[-–—―]+\s+|\s*[—―]\s*|\s+\|\s*|[?!]\s+|\.\s+`)

// titleMatches reports whether two titles are the same, or one is a part of
// the other up to or after a colon, dash, bar or the end of a sentence.
func titleMatches(a, b string) bool {
	fa, fb := fold(a), fold(b)
	if fa == fb {
		return fa != ""
	}
	long, short := a, fb
	if len(fb) > len(fa) {
		long, short = b, fa
	}
	for _, cut := range titleCut.FindAllStringIndex(long, -1) {
		if len(short) >= 6 && fold(long[:cut[0]]) == short || 2*len(short) >= len(fold(long)) && fold(long[cut[1]:]) == short {
			return true
		}
	}
	return false
}
