package archive

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
)

// ErrUnknown says that the archive has never heard of an address or a paper.
var ErrUnknown = errors.New("the archive has nothing on it")

// A Page says how the readable text that a check found stands to the one that
// was found before. Only pages that are alive count: what a server says of a
// page that is not there is not its text.
type Page string

const (
	FirstPage  Page = "first" // there was none before
	SamePage   Page = Page(compare.Same)
	EditedPage Page = Page(compare.Edited)
	PartOfPage Page = Page(compare.Shortened)
	OtherPage  Page = Page(compare.Changed) // also where no more is known than that its hash is another
)

// Differs reports whether a reader would find another page.
func (p Page) Differs() bool { return p == OtherPage || p == PartOfPage }

// An Entry is one check in the history of a link.
type Entry struct {
	*checker.Check
	Run      int64 // the run that made it
	Page     Page  // "" where the check found no page with a text
	id       int64
	snapshot int64 // 0 where its answer is not kept, or lost
}

// History gives every check of a link, oldest first. Its address is to be
// normalised. The error is ErrUnknown where there is no check.
func (a *Archive) History(url string) ([]Entry, error) {
	id, err := a.linkID(url)
	if err != nil {
		return nil, err
	}
	entries, err := a.entries(id, url)
	if err == nil && len(entries) == 0 {
		err = ErrUnknown
	}
	return entries, err
}

// linkID finds the row of a link.
func (a *Archive) linkID(url string) (id int64, err error) {
	err = a.db.QueryRow(findLink, url).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrUnknown
	}
	if err != nil {
		return 0, a.explain(err)
	}
	return id, nil
}

func (a *Archive) entries(link int64, url string) ([]Entry, error) {
	byLink, err := a.entriesOf(findHistory, link)
	for _, e := range byLink[link] {
		e.URL = url
	}
	return byLink[link], err
}

// entriesOf reads what findHistory or findLives finds, by link: oldest first,
// without its address.
func (a *Archive) entriesOf(query string, id int64) (map[int64][]Entry, error) {
	byLink := map[int64][]Entry{}
	err := a.ask(func(rows *sql.Rows) error {
		for rows.Next() {
			link, e, lost := int64(0), Entry{Check: new(checker.Check)}, false
			var err error
			if e.snapshot, err = scanCheck(rows, e.Check, &link, &e.id, &e.Run, &lost); err != nil {
				return err
			}
			if lost {
				e.snapshot, e.Snapshot = 0, nil
			}
			byLink[link] = append(byLink[link], e)
		}
		return nil
	}, query, id)
	if err != nil {
		return nil, a.explain(err)
	}
	for _, entries := range byLink {
		slices.SortFunc(entries, func(a, b Entry) int {
			return cmp.Or(a.CheckedAt.Compare(b.CheckedAt), cmp.Compare(a.id, b.id))
		})
		comparePages(entries)
	}
	return byLink, nil
}

// comparePages says of each entry, oldest first, how its page stands to the one
// before.
func comparePages(entries []Entry) {
	before := ""
	for i := range entries {
		e := &entries[i]
		text := e.TextSHA256
		if text == "" || e.Health != verdict.Alive {
			continue
		}
		e.Page = OtherPage
		switch before {
		case "":
			e.Page = FirstPage
		case text:
			e.Page = SamePage
		}
		if before = text; e.Change != "" { // more was known than two hashes
			e.Page = Page(e.Change)
		}
	}
}

// A Timeline is what became of a paper's references.
type Timeline struct {
	Path       string // as the user named it
	Title      string // of the paper; may be empty
	Visits     []time.Time
	References []Life
}

// A Life is one reference over time. Entries has one element a visit of the
// timeline; its Check is nil where the link was not visited then.
type Life struct {
	Label   string
	Line    int
	Title   string // as cited; the entry's text where it has none
	URL     string // of its link; "" where it has none
	Entries []Entry
}

// Timeline gives the life of each reference that the archive's last reading of
// a paper has. Path is as the user names it. The error is ErrUnknown where the
// paper was never recorded.
func (a *Archive) Timeline(path string) (*Timeline, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := &Timeline{Path: path}
	reading, title, err := a.reading(abs)
	if err != nil {
		return nil, err
	}
	t.Title = title
	links, err := a.lives(reading, t)
	if err != nil {
		return nil, a.explain(err)
	}
	return t, a.fillLives(t, reading, links)
}

// reading finds the row of a paper, by its absolute path, that was used last.
func (a *Archive) reading(path string) (id int64, title string, err error) {
	err = a.db.QueryRow(findReading, path).Scan(&id, &title)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", ErrUnknown
	}
	if err != nil {
		return 0, "", a.explain(err)
	}
	return id, title, nil
}

// lives reads the references of a reading into t, and gives the id of each
// one's link, 0 where it has none.
func (a *Archive) lives(reading int64, t *Timeline) ([]int64, error) {
	rows, err := a.db.Query(findReferences, reading)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var links []int64
	for rows.Next() {
		var life Life
		var raw string
		var link int64
		if err := rows.Scan(&life.Label, &life.Line, &life.Title, &raw, &link, &life.URL); err != nil {
			return nil, err
		}
		if life.Title == "" {
			life.Title = raw
		}
		t.References, links = append(t.References, life), append(links, link)
	}
	return links, rows.Err()
}

// fillLives gives each life its entries: a column for each run that visited
// one of the links, at the time of its first visit.
func (a *Archive) fillLives(t *Timeline, reading int64, links []int64) error {
	byLink, err := a.entriesOf(findLives, reading)
	if err != nil {
		return err
	}
	began := map[int64]time.Time{}
	for link, entries := range byLink {
		entries = slices.DeleteFunc(entries, func(e Entry) bool { return e.Cached })
		byLink[link] = entries
		url := t.References[slices.Index(links, link)].URL
		for _, e := range entries {
			e.URL = url
			if at, seen := began[e.Run]; !seen || e.CheckedAt.Before(at) {
				began[e.Run] = e.CheckedAt
			}
		}
	}
	var runs []int64
	for run := range began {
		runs = append(runs, run)
	}
	slices.SortFunc(runs, func(a, b int64) int {
		if c := began[a].Compare(began[b]); c != 0 {
			return c
		}
		return int(a - b)
	})
	column := map[int64]int{}
	for i, run := range runs {
		column[run] = i
		t.Visits = append(t.Visits, began[run])
	}
	for i := range t.References {
		life := &t.References[i]
		life.Entries = make([]Entry, len(runs))
		for _, e := range byLink[links[i]] {
			life.Entries[column[e.Run]] = e
		}
	}
	return nil
}
