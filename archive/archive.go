// Package archive keeps what was seen: one row a check in SQLite, one WARC
// record a response. A record is on disk before the row that points to it
// commits. Start with Open; Begin records a run, OpenReplay reads recorded
// responses back.
package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	databaseName = "citecheck.db"
	warcFolder   = "warc"
)

// An Archive is a folder with a database and WARC files. Several processes may
// use one at the same time.
type Archive struct {
	dir  string // as the user named it, for messages
	path string // absolute, so that a later chdir changes nothing
	db   *sql.DB
	open opener // makes WARC files

	questions questions
}

// Open opens the archive in dir, which it makes where there is none. It brings
// an older database up to date, refuses a newer one, and cuts off what a
// killed process left half-written at the end of a WARC file.
func Open(dir string) (*Archive, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	a := &Archive{dir: dir, path: path, open: createFile}
	if err := makeFolder(path); err != nil {
		return nil, unusable(dir, err)
	}
	warcs := filepath.Join(path, warcFolder)
	if info, err := os.Stat(warcs); err == nil && !info.IsDir() {
		return nil, unusable(dir, fmt.Errorf("the folder cannot be written: %s is a file", warcFolder))
	}
	if a.db, err = openDatabase(filepath.Join(path, databaseName)); err != nil {
		return nil, a.explain(err)
	}
	if err := a.quickCheck(); err != nil {
		return nil, errors.Join(a.explain(err), a.db.Close())
	}
	// Only now: a folder that is refused stays as it was.
	if err := makeFolder(warcs); err != nil {
		return nil, errors.Join(unusable(dir, err), a.db.Close())
	}
	if err := a.cutTails(); err != nil {
		return nil, errors.Join(a.explain(err), a.db.Close())
	}
	return a, nil
}

// A closedFolderError says that nothing can be written in the archive's folder.
type closedFolderError struct{ err error }

func (e *closedFolderError) Error() string {
	return fmt.Sprintf("the folder cannot be written: %v", e.err)
}
func (e *closedFolderError) Unwrap() error { return e.err }

func unusable(dir string, err error) error {
	return fmt.Errorf("archive %s: %w: choose another folder with --archive, or keep nothing with --no-archive", dir, err)
}

// Close closes the database. Recorders are to be closed before.
func (a *Archive) Close() error {
	if err := a.closeDatabase(); err != nil {
		return a.explain(err)
	}
	return nil
}

func (a *Archive) closeDatabase() error { return errors.Join(a.questions.close(), a.db.Close()) }

// makeFolder makes dir and tries whether files can be made in it: a run is to
// hear of it before it has fetched anything.
func makeFolder(dir string) error {
	err := os.MkdirAll(dir, 0o755)
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".writable-*"); err == nil {
			return errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
	}
	// "mkdir /long/path: permission denied" would name the folder twice.
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return &closedFolderError{err}
}
