package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// ErrNone says that there is no archive in a folder.
var ErrNone = errors.New("there is no archive")

// OpenExisting opens the archive in dir to read from it. Unlike Open it makes
// none where there is none, which is ErrNone, and it is content with a folder
// that cannot be written, such as a copy on a read-only disk.
func OpenExisting(dir string) (*Archive, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	switch _, err := os.Stat(filepath.Join(path, databaseName)); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("archive %s: %w: nothing was recorded there yet; name another folder with --archive", dir, ErrNone)
	case err != nil:
		return nil, fmt.Errorf("archive %s: %w", dir, bare(err))
	}
	a, err := Open(dir)
	var closed *closedFolderError
	if !errors.As(err, &closed) {
		return a, err
	}
	return openReadOnly(dir, path)
}

// openReadOnly opens the archive in a folder in which nothing can be written.
func openReadOnly(dir, path string) (*Archive, error) {
	a := &Archive{dir: dir, path: path}
	db, err := sql.Open("sqlite", readOnlySource(filepath.Join(path, databaseName)))
	if err != nil {
		return nil, a.explain(err)
	}
	a.db = db
	if err := a.isCurrent(); err != nil {
		return nil, errors.Join(a.explain(err), db.Close())
	}
	return a, nil
}

// readOnlySource names a database for the driver, to be left exactly as it is.
func readOnlySource(database string) string {
	q := url.Values{"mode": {"ro"}, "_pragma": {fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()), "foreign_keys(1)"}}
	if info, err := os.Stat(database + "-wal"); err != nil || info.Size() == 0 {
		// Everything stands in the one file, and nobody changes that: without
		// this SQLite would want to make a file beside it.
		q.Set("immutable", "1")
	}
	return fileURI(database) + "?" + q.Encode()
}

var errOlder = errors.New("the database was made by an older citecheck and cannot be brought up to date here: make the folder writable")

// isCurrent makes sure that the database has the schema that is known.
func (a *Archive) isCurrent() error {
	tx, err := a.db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	known, err := migrationNames()
	if err != nil {
		return err
	}
	version, err := schemaVersion(tx, len(known))
	if err == nil && version < len(known) {
		err = errOlder
	}
	return err
}
