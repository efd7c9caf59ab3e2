package archive

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
)

// A Selection is what is exported: the answers of some links, or of all.
type Selection struct {
	Title string
	links []int64 // in the order of the pages; nil for all
	all   bool
}

// SelectAll selects everything.
func (a *Archive) SelectAll() *Selection {
	return &Selection{Title: "Everything that citecheck recorded", all: true}
}

// SelectURL adds a link. The error is ErrUnknown where the archive has none.
func (a *Archive) SelectURL(s *Selection, url string) error {
	id, err := a.linkID(url)
	if err != nil {
		return err
	}
	s.add(url, id)
	return nil
}

// SelectPaper adds every link of a paper, as it was read last. The error is
// ErrUnknown where the paper was never recorded.
func (a *Archive) SelectPaper(s *Selection, path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	reading, title, err := a.reading(abs)
	if err != nil {
		return err
	}
	links, err := a.lives(reading, new(Timeline))
	if err != nil {
		return a.explain(err)
	}
	s.add(cmp.Or(title, filepath.Base(path)), links...)
	return nil
}

func (s *Selection) add(title string, links ...int64) {
	s.Title = cmp.Or(s.Title, title)
	for _, id := range links {
		if id != 0 && !slices.Contains(s.links, id) {
			s.links = append(s.links, id)
		}
	}
}

// list is the links as a JSON array, which SQL reads with json_each; NULL for
// all.
func (s *Selection) list() any {
	if s.all {
		return nil
	}
	text, err := json.Marshal(append([]int64{}, s.links...))
	if err != nil {
		panic(fmt.Sprintf("archive: numbers always marshal: %v", err))
	}
	return string(text)
}

// A stored is the row of one stored answer.
type stored struct {
	id, payload    int64 // payload is the row that has the payload of a revisit, else 0
	url, kind      string
	status         int
	file           string
	offset, length int64
	date, sha256   string
	record         string
	lost           bool // its record is known to be lost
}

func (r *stored) scan(rows *sql.Rows) error {
	return rows.Scan(&r.id, &r.payload, &r.url, &r.kind, &r.status, &r.file, &r.offset, &r.length, &r.date, &r.sha256, &r.record, &r.lost)
}

// The rows of a selection, each behind the one whose payload it shares: rows
// are added in that order. Revisits bring that one with them where wanted.
const (
	storedColumns  = `SELECT id, ifnull(payload_id, 0), url, type, status, warc, offset, length, recorded_at, sha256, record_id, lost IS NOT NULL FROM snapshots `
	selectStored   = storedColumns + `WHERE lost IS NULL AND link_id IN (SELECT value FROM json_each(?)) ORDER BY id`
	selectReferred = storedColumns + `WHERE lost IS NULL AND id IN (
			SELECT id FROM snapshots WHERE link_id IN (SELECT value FROM json_each(?1))
			UNION SELECT payload_id FROM snapshots WHERE link_id IN (SELECT value FROM json_each(?1)) AND payload_id IS NOT NULL)
		ORDER BY id`
	selectEverything = storedColumns + `WHERE lost IS NULL AND ? IS NULL ORDER BY id`
)

// each calls use for each stored answer of a selection.
func (a *Archive) each(s *Selection, referred bool, use func(*stored) error) error {
	query := selectStored
	switch {
	case s.all:
		query = selectEverything
	case referred:
		query = selectReferred
	}
	rows, err := a.db.Query(query, s.list())
	if err != nil {
		return a.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r stored
		if err := r.scan(rows); err != nil {
			return a.explain(err)
		}
		if err := use(&r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return a.explain(err)
	}
	return nil
}

// A startPage is where a reader of an export begins.
type startPage struct{ URL, Title, At string }

const selectPages = `SELECT links.url, ifnull(c.title, ''), c.checked_at, links.id FROM links JOIN checks c ON c.id = (
		SELECT id FROM checks WHERE link_id = links.id AND snapshot_id IS NOT NULL AND cached = 0
		ORDER BY health <> 'alive', checked_at DESC, id DESC LIMIT 1)
	WHERE ?1 IS NULL OR links.id IN (SELECT value FROM json_each(?1)) ORDER BY links.id`

// startPages are the links of a selection that have an answer, with the title
// and time of the last page that was alive.
func (a *Archive) startPages(s *Selection) (pages []startPage, err error) {
	rows, err := a.db.Query(selectPages, s.list())
	if err != nil {
		return nil, a.explain(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	place := map[string]int{}
	for rows.Next() {
		var p startPage
		var id int64
		if err := rows.Scan(&p.URL, &p.Title, &p.At, &id); err != nil {
			return nil, a.explain(err)
		}
		place[p.URL] = slices.Index(s.links, id)
		pages = append(pages, p)
	}
	slices.SortStableFunc(pages, func(a, b startPage) int { return place[a.URL] - place[b.URL] })
	if err := rows.Err(); err != nil {
		return nil, a.explain(err)
	}
	return pages, nil
}
