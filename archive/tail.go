package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
)

// settled is how long a file must have lain untouched to be cut where the file
// system has no locks.
const settled = 24 * time.Hour

// cutTails cuts off what killed processes left half-written. The table files
// says how far each file is known to be whole; only what stands behind is
// read, so that opening a large archive costs one look at its folder.
func (a *Archive) cutTails() error {
	known, err := a.knownSizes()
	if err != nil {
		return err
	}
	folder := filepath.Join(a.path, warcFolder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !isOurs(e) {
			continue // not ours to cut
		}
		name := warcFolder + "/" + e.Name()
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process removed it
		}
		if err != nil {
			return err
		}
		size, isKnown := known[name]
		if size == replaced {
			if err := a.removeReplaced(name); err != nil {
				return err
			}
			continue
		}
		if info.Size() <= size && (isKnown || info.Size() > 0) {
			continue // whole; or shorter than it was, which is not for us to mend
		}
		if err := a.cutTail(name, size, isKnown); err != nil {
			return err
		}
	}
	return nil
}

// isOurs reports whether a file is named as citecheck names its WARC files.
func isOurs(e fs.DirEntry) bool {
	return e.Type().IsRegular() && strings.HasPrefix(e.Name(), filePrefix) && strings.HasSuffix(e.Name(), fileSuffix)
}

func (a *Archive) knownSizes() (map[string]int64, error) {
	rows, err := a.db.Query("SELECT warc, bytes FROM files")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := make(map[string]int64)
	for rows.Next() {
		var name string
		var size int64
		if err := rows.Scan(&name, &size); err != nil {
			return nil, err
		}
		known[name] = size
	}
	return known, rows.Err()
}

// cutTail cuts one file behind its last whole record and notes its size.
func (a *Archive) cutTail(name string, from int64, known bool) (err error) {
	path := filepath.Join(a.path, filepath.FromSlash(name))
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	switch taken, err := lockFile(f, false); {
	case err != nil: // no locks here
		if info, err := f.Stat(); err != nil || time.Since(info.ModTime()) < settled {
			return err
		}
	case !taken:
		return nil // a living process writes it
	}
	end, torn, err := warc.WholeEnd(f, from)
	if err != nil {
		return err
	}
	// Behind what a known file's rows point to, anything torn can go. Of a file
	// that the database does not know, only an end that is missing: if it is
	// damaged in the middle, what follows may be all that is left of something.
	if torn != nil && !known && !errors.Is(torn, io.ErrUnexpectedEOF) {
		return nil
	}
	if torn != nil {
		if err := f.Truncate(end); err != nil {
			return fmt.Errorf("%s: its torn end cannot be cut off: %w", path, bare(err))
		}
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if end == 0 {
		// Not even a warcinfo record was written. A system that does not remove
		// open files keeps it, empty.
		_ = os.Remove(path)
		return nil
	}
	// Whole records without a row stay: a page in the hand.
	_, err = a.db.Exec(noteFile, name, end)
	return err
}
