package archive

import (
	"database/sql"
	"slices"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
)

// told is the course of a link since the last check that a report told of, with
// the news that it comes to. Where a sweep withheld something of the link, that
// is longer ago than the sweep; what was told meanwhile is not told again.
func (a *Archive) told(link int64, url string, last *lastReport, upto int64) (*course, error) {
	recent, err := a.course(link, url, last.check, upto)
	if err != nil {
		return nil, err
	}
	held, any := last.withheld[link]
	if !any {
		for _, kind := range recent.kinds() {
			recent.news = append(recent.news, news{kind: kind})
		}
		return recent, nil
	}
	c, err := a.course(link, url, held.known, upto)
	if err != nil {
		return nil, err
	}
	isNew := recent.kinds()
	for _, kind := range c.kinds() {
		switch {
		case slices.Contains(isNew, kind):
			c.news = append(c.news, news{kind: kind})
		case slices.Contains(held.kinds, kind):
			c.news = append(c.news, news{kind, true})
		}
	}
	return c, nil
}

// A course is what became of a link between two moments. Checks count in the
// order in which they were recorded: a clock may jump.
type course struct {
	from          int64 // the check up to which before is known
	before, after *checker.Check
	text          compare.Change // the greatest change of the text in between
	news          []news
}

// News is a change that a course comes to; an earlier sweep may have withheld it.
type news struct {
	kind     Kind
	withheld bool
}

// course is that of a link from the last check that a report knew on.
func (a *Archive) course(link int64, url string, from, upto int64) (*course, error) {
	var before, after int64
	var changed, shortened bool
	err := a.askOne([]any{&before, &after, &changed, &shortened}, findCourse, from, upto, link)
	if err != nil {
		return nil, a.explain(err)
	}
	c := &course{from: from}
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
	if c.after == nil {
		return nil // it was never visited
	}
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
