package archive

import (
	"database/sql"
	"encoding/json"
	"errors"
	"path/filepath"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper/date"
)

// Recall gives the last check of a link if it is not older than notBefore, with
// its last answer as the only exchange, and nil where there is none. A check
// whose answer can no longer be read is not recalled.
func (a *Archive) Recall(url string, notBefore time.Time) (*checker.Check, error) {
	c, snapshot, err := a.latest(url)
	if errors.Is(err, sql.ErrNoRows) || c != nil && (c.CheckedAt.Before(notBefore) || c.Health == verdict.Skipped) {
		return nil, nil
	}
	if err != nil {
		return nil, a.explain(err)
	}
	c.Cached = true
	if snapshot == 0 {
		return c, nil
	}
	e, err := a.answer(snapshot)
	if err != nil {
		return nil, nil // its record is lost: the link has to be asked again
	}
	c.Exchanges = []*fetch.Exchange{e}
	return c, nil
}

// latest reads a link's last check and the id of its snapshot.
func (a *Archive) latest(url string) (*checker.Check, int64, error) {
	c := &checker.Check{URL: url}
	snapshot := int64(0)
	err := a.ask(func(rows *sql.Rows) (err error) {
		if !rows.Next() {
			return errors.Join(rows.Err(), sql.ErrNoRows)
		}
		snapshot, err = scanCheck(rows, c)
		return err
	}, findLatest, url)
	if err != nil {
		return nil, 0, err
	}
	return c, snapshot, nil
}

// scanCheck reads first and then checkColumns of a row into c, and gives the
// id of the check's snapshot, 0 where it has none.
func scanCheck(row interface{ Scan(...any) error }, c *checker.Check, first ...any) (snapshot int64, err error) {
	var health, reason, redirects, change, published, modified, checkedAt, file string
	var milliseconds, offset int64
	err = row.Scan(append(first, &health, &reason, &c.Detail, &c.Status, &c.FinalURL, &redirects, &c.Title,
		&published, &modified, &c.ContentType, &c.Bytes, &c.SHA256, &c.TextSHA256, &checkedAt, &milliseconds, &c.Attempts,
		&c.Cached, &change, &snapshot, &file, &offset)...)
	if err != nil {
		return 0, err
	}
	c.Health, c.Reason = verdict.Health(health), verdict.Reason(reason)
	c.Change = compare.Change(change)
	c.Duration = time.Duration(milliseconds) * time.Millisecond
	c.Published, c.Modified = date.Parse(published), date.Parse(modified)
	if c.CheckedAt, err = warc.ParseDate(checkedAt); err != nil {
		return 0, err
	}
	if file != "" {
		c.Snapshot = &checker.Snapshot{WARC: file, Offset: offset}
	}
	if redirects == "" {
		return snapshot, nil
	}
	var hops []struct {
		Status int
		URL    string
	}
	if err := json.Unmarshal([]byte(redirects), &hops); err != nil {
		return 0, err
	}
	for _, h := range hops {
		c.Redirects = append(c.Redirects, checker.Hop(h))
	}
	return snapshot, nil
}

// volume is a WARC file of the archive by the path that its rows have.
func (a *Archive) volume(name string) warc.Volume {
	path := filepath.Join(a.path, filepath.FromSlash(name))
	return warc.File(path)
}

// answer reads the stored answer of a snapshot.
func (a *Archive) answer(snapshot int64) (*fetch.Exchange, error) {
	var kind, file, payloadFile string
	var offset, payloadOffset int64
	err := a.askOne([]any{&kind, &file, &offset, &payloadFile, &payloadOffset}, findRecord, snapshot)
	if err != nil {
		return nil, err
	}
	rec, err := load(a.volume(file), warc.Place{Offset: offset})
	if err != nil {
		return nil, err
	}
	if kind != warc.Revisit {
		return rec.exchange()
	}
	full, err := load(a.volume(payloadFile), warc.Place{Offset: payloadOffset})
	if err != nil {
		return nil, err
	}
	return rec.revisit(full)
}
