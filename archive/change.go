package archive

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
)

// A Kind says what became of a link, the worst first.
type Kind string

const (
	Died    Kind = "dead"    // it was not, or was never seen
	Altered Kind = "changed" // the text of its page is another, or only a part of it
	Doubted Kind = "unsure"  // it was alive or dead
	Moved   Kind = "moved"   // for good, to an address where it was not
	Revived Kind = "back"    // it was dead or unsure
)

// Kinds are all kinds in the order in which reports have them.
func Kinds() []Kind { return []Kind{Died, Altered, Doubted, Moved, Revived} }

// A Change is what became of a reference's link since the last sweep.
type Change struct {
	Kind     Kind
	Position int // of the reference in its paper, from 0
	Label    string
	Line     int
	Title    string         // as cited; the entry's text where it has none
	URL      string         // of the link
	Before   *checker.Check // as the last sweep knew it; nil where it did not
	After    *checker.Check
	Text     compare.Change // of an altered page: changed or shortened
	Withheld bool           // it is not new: an earlier sweep left it out, as it might stand

	paper, link, known int64 // known is the last check of the link that a report told of
}

// Changes are those of one paper.
type Changes struct {
	Path  string // as the user named it
	Title string
	First bool // there was no sweep of it before
	List  []Change
	Now   []*checker.Check // the last check of each distinct link that has one
}

// Changes compares what the archive knows of the links of papers with what it
// knew when the last sweep of each reported. Upto is the last check that was
// looked at: what comes later is for the next sweep.
func (a *Archive) Changes(paths []string) (list []Changes, upto int64, err error) {
	if upto, err = a.lastCheck(); err != nil {
		return nil, 0, err
	}
	for _, path := range paths {
		c, err := a.changes(path, upto)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, *c)
	}
	return list, upto, nil
}

func (a *Archive) changes(path string, upto int64) (*Changes, error) {
	abs := path
	if path != "-" {
		var err error
		if abs, err = filepath.Abs(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	reading, title, err := a.reading(abs)
	if err != nil {
		return nil, err
	}
	last, swept, err := a.lastReport(abs)
	if err != nil {
		return nil, err
	}
	t := new(Timeline)
	links, err := a.lives(reading, t)
	if err != nil {
		return nil, a.explain(err)
	}
	c := &Changes{Path: path, Title: title, First: !swept}
	seen := map[int64]bool{}
	for i, life := range t.References {
		if links[i] == 0 {
			continue
		}
		course, err := a.told(links[i], life.URL, last, upto)
		if err != nil {
			return nil, err
		}
		if course.after == nil {
			continue
		}
		if !seen[links[i]] {
			seen[links[i]] = true
			c.Now = append(c.Now, course.after)
		}
		for _, n := range course.news {
			c.List = append(c.List, Change{n.kind, i, life.Label, life.Line, life.Title, life.URL, course.before, course.after, course.text,
				n.withheld, reading, links[i], course.from})
		}
	}
	slices.SortStableFunc(c.List, func(a, b Change) int {
		return slices.Index(Kinds(), a.Kind) - slices.Index(Kinds(), b.Kind)
	})
	return c, nil
}
