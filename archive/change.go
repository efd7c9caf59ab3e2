package archive

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
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
	from, swept, err := a.reportedOf(abs)
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
		course, err := a.course(links[i], life.URL, from, upto)
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
		for _, kind := range course.kinds() {
			c.List = append(c.List, Change{kind, i, life.Label, life.Line, life.Title, life.URL, course.before, course.after, course.text})
		}
	}
	slices.SortStableFunc(c.List, func(a, b Change) int {
		return slices.Index(Kinds(), a.Kind) - slices.Index(Kinds(), b.Kind)
	})
	return c, nil
}

// A course is what became of a link between two moments. Checks count in the
// order in which they were recorded: a clock may jump.
type course struct {
	before, after *checker.Check
	text          compare.Change // the greatest change of the text in between
}

// course is that of a link from the last check that a report knew on.
func (a *Archive) course(link int64, url string, from, upto int64) (*course, error) {
	var before, after int64
	var changed, shortened bool
	err := a.askOne([]any{&before, &after, &changed, &shortened}, findCourse, from, upto, link)
	if err != nil {
		return nil, a.explain(err)
	}
	c := new(course)
	switch {
	case changed:
		c.text = compare.Changed
	case shortened:
		c.text = compare.Shortened
	}
	if c.after, err = a.check(after, url); err != nil {
		return nil, err
	}
	if c.before = c.after; before != after {
		c.before, err = a.check(before, url)
	}
	return c, err
}

// check reads one check by its id; that of 0 is nil.
func (a *Archive) check(id int64, url string) (*checker.Check, error) {
	if id == 0 {
		return nil, nil
	}
	c := &checker.Check{URL: url}
	err := a.ask(func(rows *sql.Rows) error {
		if !rows.Next() {
			return sql.ErrNoRows
		}
		_, err := scanCheck(rows, c)
		return err
	}, findCheck, id)
	if err != nil {
		return nil, a.explain(err)
	}
	return c, nil
}

// kinds are the changes that a course comes to. Of a link that no sweep knows
// only that it is dead is news.
func (c *course) kinds() []Kind {
	was := verdict.Health("")
	if c.before != nil {
		was = c.before.Health
	}
	var kinds []Kind
	switch c.after.Health {
	case verdict.Dead:
		if was != verdict.Dead {
			kinds = append(kinds, Died)
		}
	case verdict.Unsure:
		if was == verdict.Alive || was == verdict.Dead {
			kinds = append(kinds, Doubted)
		}
	case verdict.Alive:
		if was == verdict.Dead || was == verdict.Unsure {
			kinds = append(kinds, Revived)
		}
		if c.text != "" {
			kinds = append(kinds, Altered)
		}
		if c.before != nil && c.after.Reason == verdict.Moved && (c.before.Reason != verdict.Moved || c.before.FinalURL != c.after.FinalURL) {
			kinds = append(kinds, Moved)
		}
	}
	return kinds
}
