package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// A payloadKey says which payloads are the same. One that was cut is not the
// same as a whole one of the same bytes.
type payloadKey struct {
	sum       [sha256.Size]byte
	truncated string
}

// A payload is a stored payload, or one that is being stored.
type payload struct {
	settled chan struct{} // closed once the fields below are set
	err     error
	url     string
	date    string // WARC-Date
	record  string // WARC-Record-ID

	// id is its row in snapshots. Where the payload is new, it belongs to the
	// writer's goroutine, which learns it before it meets a row that needs it.
	id int64
}

func (p *payload) settle(err error) {
	p.err = err
	close(p.settled)
}

// Payloads knows which payloads are stored: those of the database, and those
// of this run that no commit has reached. Each is stored by the first who
// claims it; whoever comes later waits until its record is in a file, so that
// a revisit never stands before what it refers to.
type payloads struct {
	dir string // the archive's folder

	mu      sync.Mutex // guards pending
	pending map[payloadKey]*payload

	look  sync.Mutex // guards what follows
	conn  *sql.Conn
	stmt  *sql.Stmt
	view  bool             // whether conn looks at the database in one transaction
	sizes map[string]int64 // of WARC files, as they were first seen
}

func newPayloads(ctx context.Context, db *sql.DB, dir string) (*payloads, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	stmt, err := conn.PrepareContext(ctx, findPayload)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &payloads{dir: dir, pending: make(map[payloadKey]*payload), conn: conn, stmt: stmt, sizes: make(map[string]int64)}, nil
}

func (s *payloads) close() error { return errors.Join(s.stmt.Close(), s.endView(), s.conn.Close()) }

// claim returns the stored payload for key, or one that is for the caller to
// store (isNew): then the caller sets its fields and settles it.
func (s *payloads) claim(key payloadKey) (p *payload, isNew bool, err error) {
	s.mu.Lock()
	p, found := s.pending[key]
	if !found {
		p = &payload{settled: make(chan struct{})}
		s.pending[key] = p
	}
	s.mu.Unlock()
	if found {
		<-p.settled
		return p, false, p.err
	}
	stored, err := s.find(key, p)
	if !stored && err == nil {
		return p, true, nil
	}
	p.settle(err)
	s.mu.Lock()
	delete(s.pending, key)
	s.mu.Unlock()
	return p, false, err
}

// forget drops what the database knows by now, so that memory does not grow
// with the run. The view ends first: one that is older than the commit knows
// nothing of it.
func (s *payloads) forget(keys ...payloadKey) error {
	err := s.endView()
	s.mu.Lock()
	for _, key := range keys {
		delete(s.pending, key)
	}
	s.mu.Unlock()
	return err
}

// A view is one transaction for all questions up to the next commit: beginning
// and ending one for each takes longer than the answer.
func (s *payloads) beginView() error {
	if s.view {
		return nil
	}
	_, err := s.conn.ExecContext(context.Background(), "BEGIN DEFERRED")
	s.view = err == nil
	return err
}

func (s *payloads) endView() error {
	resume, err := s.pause()
	resume()
	return err
}

// pause ends the view, and lets nobody begin another before resume.
func (s *payloads) pause() (resume func(), err error) {
	s.look.Lock()
	if s.view {
		s.view = false
		_, err = s.conn.ExecContext(context.Background(), "COMMIT")
	}
	return s.look.Unlock, err
}

// find looks key up in the database and makes sure that its file is still
// there: a revisit of a record that was deleted would lose the page.
func (s *payloads) find(key payloadKey, p *payload) (bool, error) {
	s.look.Lock()
	defer s.look.Unlock()
	if err := s.beginView(); err != nil {
		return false, err
	}
	var name string
	var end int64
	err := s.stmt.QueryRow(hex.EncodeToString(key.sum[:]), key.truncated).Scan(&p.id, &p.url, &p.date, &p.record, &name, &end)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	size, seen := s.sizes[name]
	if !seen || size < end {
		if info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); err == nil {
			size = info.Size()
		}
		s.sizes[name] = size
	}
	return size >= end, nil
}
