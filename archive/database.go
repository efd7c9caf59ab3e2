package archive

import (
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migration/*.sql
var migrations embed.FS

// applicationID marks our databases, as the first migration sets it.
const applicationID = 0x63697465

// busyTimeout is how long to wait for another process.
const busyTimeout = 10 * time.Second

var (
	errNewer   = errors.New("the database was made by a newer citecheck: update citecheck, or choose another folder with --archive")
	errForeign = errors.New("the database belongs to another program: choose another folder with --archive")
)

// openDatabase opens or makes the database at path, which is absolute.
func openDatabase(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dataSource(path))
	if err != nil {
		return nil, err
	}
	// Whoever makes a database turns it to WAL, and for that SQLite wants it
	// alone and does not wait: busy_timeout does not count. Neither does it for
	// the last one who closes it.
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		err := migrate(db)
		if err == nil {
			return db, nil
		}
		if !isBusy(err) || time.Since(start) > busyTimeout {
			return nil, errors.Join(err, db.Close())
		}
	}
}

func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// dataSource names the database for the driver. Pragmas belong to a connection,
// and database/sql opens several, so they have to stand here. A path is
// percent-encoded: SQLite would take its "?", "#" and "%" for itself.
func dataSource(path string) string {
	q := url.Values{
		"_txlock": {"immediate"},
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()), "journal_mode(wal)", "foreign_keys(1)"},
	}
	return fileURI(path) + "?" + q.Encode()
}

// fileURI is an absolute path as SQLite takes it, without pragmas.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… of Windows
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

// migrate brings the schema up to date. Each step is an immediate transaction
// that first reads the version, so of several processes that start at once one
// does it and the others see it done. A database that is up to date is locked
// for a moment too: that is how one that cannot be written is noticed.
func migrate(db *sql.DB) error {
	names, err := migrationNames()
	if err != nil {
		return err
	}
	for {
		done, err := migrateOnce(db, names)
		if done || err != nil {
			return err
		}
	}
}

func migrationNames() ([]string, error) { return fs.Glob(migrations, "migration/*.sql") }

// migrateOnce applies the first migration that is missing.
func migrateOnce(db *sql.DB, names []string) (done bool, err error) {
	tx, err := db.Begin()
	if err != nil {
		return false, err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // SQLite may have done so itself, and err says why
		}
	}()
	version, err := schemaVersion(tx, len(names))
	if err != nil {
		return false, err
	}
	if version == len(names) {
		return true, tx.Commit()
	}
	script, err := migrations.ReadFile(names[version])
	if err != nil {
		return false, err
	}
	// A pragma takes no bound value; version is ours.
	if _, err := tx.Exec(fmt.Sprintf("%s;\nPRAGMA user_version = %d", script, version+1)); err != nil {
		return false, fmt.Errorf("%s: %w", names[version], err)
	}
	return false, tx.Commit()
}

// schemaVersion reads the version, 0 to known, and makes sure that the database
// is ours.
func schemaVersion(tx *sql.Tx, known int) (version int, err error) {
	var application, objects int
	err = tx.QueryRow("SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)"+
		" FROM pragma_user_version, pragma_application_id").Scan(&version, &application, &objects)
	switch {
	case err != nil:
		return 0, err
	case version > known:
		return 0, errNewer
	case version < 0, version == 0 && objects > 0, version > 0 && application != applicationID:
		return 0, errForeign
	}
	return version, nil
}

// checkedWhole is up to what size a database is checked whole before it is
// used: that takes a few milliseconds then. A larger one tells of damage when
// it is met, and to citecheck verify.
const checkedWhole = 2 << 20

var errDamaged = errors.New("the database is damaged: citecheck verify --rebuild makes it anew from the WARC files, or choose another folder with --archive")

func (a *Archive) quickCheck() error {
	info, err := os.Stat(filepath.Join(a.path, databaseName))
	if err != nil || info.Size() > checkedWhole {
		return err
	}
	var found string
	if err := a.db.QueryRow("PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, found)
	}
	return nil
}

// explain says what an error means for the archive and what to do about it.
func (a *Archive) explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		if errors.Is(err, syscall.ENOSPC) {
			err = fmt.Errorf("%w: make room, or choose another folder with --archive", err)
		}
		return fmt.Errorf("archive %s: %w", a.dir, err)
	}
	path := filepath.Join(a.dir, databaseName)
	switch e.Code() & 0xff { // the primary code; the rest is detail
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s is no database: citecheck verify --rebuild makes it anew from the WARC files, or choose another folder with --archive", path)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s is damaged: citecheck verify --rebuild makes it anew from the WARC files, or choose another folder with --archive: %w", path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("%s cannot be written: make it writable, or choose another folder with --archive: %w", path, err)
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("%s is locked by another program: try again when that has ended: %w", path, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%s: no space left: make room, or choose another folder with --archive: %w", path, err)
	}
	return fmt.Errorf("%s: %w", path, err)
}
