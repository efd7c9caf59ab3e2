package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
)

// Rows writes or reads rows over one connection, on which each statement is
// prepared once. It is not safe for concurrent use.
type rows struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	links map[string]int64 // by address: the ids that were met
}

func newRows(db *sql.DB) (*rows, error) {
	conn, err := db.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	return &rows{conn: conn, stmts: make(map[string]*sql.Stmt), links: make(map[string]int64)}, nil
}

func (w *rows) close() error {
	var err error
	for _, stmt := range w.stmts {
		err = errors.Join(err, stmt.Close())
	}
	return errors.Join(err, w.conn.Close())
}

func (w *rows) stmt(query string) (*sql.Stmt, error) {
	if stmt := w.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), query)
	if err == nil {
		w.stmts[query] = stmt
	}
	return stmt, err
}

// add runs an INSERT or UPDATE and returns the new row's id.
func (w *rows) add(query string, args ...any) (int64, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := stmt.Exec(args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// find runs a query for one id, which is 0 where there is no row.
func (w *rows) find(query string, args ...any) (id int64, err error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return 0, err
	}
	if err = stmt.QueryRow(args...).Scan(&id); errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// ids are those that a query selects.
func (w *rows) ids(query string) (list []int64, err error) {
	found, err := w.conn.QueryContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var id int64
		if err := found.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, found.Err()
}

// transaction runs do in one immediate transaction. It goes past database/sql's
// own, which would prepare each statement anew.
func (w *rows) transaction(do func() error) error {
	exec := func(query string) error {
		_, err := w.conn.ExecContext(context.Background(), query)
		return err
	}
	if err := exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	if err == nil {
		err = exec("COMMIT")
	}
	if err != nil {
		// SQLite may have rolled back by itself; then there is nothing to undo.
		_ = exec("ROLLBACK")
		clear(w.links) // some may never have been
	}
	return err
}

// link returns the id of a link's row, which it adds where there is none.
func (w *rows) link(url string) (int64, error) {
	if id := w.links[url]; id != 0 {
		return id, nil
	}
	id, err := w.find(findLink, url)
	if id == 0 && err == nil {
		id, err = w.add(addLink, url, warc.FormatDate(time.Now()))
	}
	if err == nil {
		w.links[url] = id
	}
	return id, err
}

// snapshot adds the row of one record; it learns its id.
func (w *rows) snapshot(s *snapshot) (err error) {
	link, err := w.link(s.link)
	if err != nil {
		return err
	}
	kind, payload := warc.Response, int64(0)
	if s.revisit {
		kind, payload = warc.Revisit, s.payload.id
	}
	s.id, err = w.add(addSnapshot, link, s.url, s.status, kind, payload, s.file.name, s.offset, s.length,
		s.date, s.sha256, s.textSHA256, s.truncated, s.record)
	if err == nil && s.payload != nil && !s.revisit {
		s.payload.id = s.id
	}
	return err
}

// check adds the row of a check, which last is the last record of, if it has
// one.
func (w *rows) check(run int64, c *checker.Check, last *snapshot) (int64, error) {
	link, err := w.link(c.URL)
	if err != nil {
		return 0, err
	}
	var snap int64
	switch {
	case last != nil:
		snap = last.id
	case c.Snapshot != nil:
		if snap, err = w.find(findSnapshot, link, c.Snapshot.WARC, c.Snapshot.Offset); err != nil {
			return 0, err
		}
	}
	var size any // of no payload, other than that of an empty one
	if c.SHA256 != "" {
		size = c.Bytes
	}
	return w.add(addCheck, link, run, string(c.Health), string(c.Reason), c.Detail, c.Status, c.FinalURL,
		redirects(c.Redirects), c.Title, c.Published.String(), c.Modified.String(), c.ContentType, size,
		c.SHA256, c.TextSHA256, warc.FormatDate(c.CheckedAt), c.Duration.Milliseconds(), c.Attempts, c.Cached, string(c.Change), snap)
}

// redirects is the JSON of a check's hops, or "" where it had none.
func redirects(hops []checker.Hop) string {
	if len(hops) == 0 {
		return ""
	}
	type hop struct {
		Status int    `json:"status"`
		URL    string `json:"url"`
	}
	list := make([]hop, len(hops))
	for i, h := range hops {
		list[i] = hop(h)
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Sprintf("archive: numbers and strings always marshal: %v", err))
	}
	return string(text)
}

// A place says what findings are about; ids that do not apply are 0.
type place struct{ run, paper, cited, check int64 }

func (w *rows) findings(at place, list []paper.Finding) error {
	for _, f := range list {
		var score any
		if f.Score != nil {
			score = *f.Score
		}
		if _, err := w.add(addFinding, at.run, at.paper, at.cited, at.check, f.Rule, string(f.Severity), f.Message,
			f.Cited, f.Found, f.Evidence, score); err != nil {
			return err
		}
	}
	return nil
}
