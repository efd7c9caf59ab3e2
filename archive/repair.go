package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
)

// A Repaired says what Repair or Rebuild did.
type Repaired struct {
	Lost    int    // rows that now say that their record is lost
	Found   int    // rows whose record was lost and can be read again
	Moved   int    // revisits that now refer to another record with the same payload
	Answers int    // records that have a row now
	Checks  int    // that were judged anew from them
	Excised int    // files that were written anew without what is damaged in them
	Old     string // where the database that was replaced is now; "" where none was
}

// Repair makes the database say what is true of the problems that Verify found:
// rows whose record is gone or damaged say so, revisits refer to another record
// of their payload where there is one, and records without a row get one. The
// rest of a record at whose middle a file ends is cut off. Files with other
// damage are written anew without it, unless a process records.
func (a *Archive) Repair(v *Verification) (*Repaired, error) {
	for name, end := range v.torn {
		if err := a.cutTail(name, end, true); err != nil {
			return nil, a.explain(err)
		}
	}
	rows, err := newRows(a.db)
	if err != nil {
		return nil, a.explain(err)
	}
	defer rows.close()
	done := new(Repaired)
	before, err := a.lostRows()
	if err != nil {
		return nil, a.explain(err)
	}
	t := newTaker(a, rows)
	err = rows.transaction(func() error { return a.repairRows(t, v, done) })
	if err == nil {
		done.Answers, done.Checks = t.answers, len(t.visits)
		err = rows.transaction(t.judge)
	}
	if err == nil {
		err = a.exciseAll(v, done)
	}
	var after map[int64]bool
	if err == nil {
		after, err = a.lostRows()
	}
	if err != nil {
		return nil, a.explain(err)
	}
	done.Lost, done.Found = missing(after, before), missing(before, after)
	return done, nil
}

// repairRows marks the rows whose record is lost, and looks for it elsewhere.
func (a *Archive) repairRows(t *taker, v *Verification, done *Repaired) error {
	if err := unmark(t.rows, v.found); err != nil {
		return err
	}
	without, err := done.mark(t.rows, v.Problems)
	if err != nil {
		return err
	}
	if v.Unindexed > 0 {
		if err := a.takeUp(t); err != nil {
			return err
		}
	}
	return unmark(t.rows, append(without, v.found...))
}

// lostRows are the rows that say that their record is lost.
func (a *Archive) lostRows() (map[int64]bool, error) {
	rows, err := a.db.Query("SELECT id FROM snapshots WHERE lost IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids[id] = true
	}
	return ids, rows.Err()
}

// missing counts what is in one set and not in the other.
func missing(in, other map[int64]bool) (n int) {
	for id := range in {
		if !other[id] {
			n++
		}
	}
	return n
}

// unmark takes the state back from rows whose record is there, and with it the
// payload: a file may have been brought back from a copy.
func unmark(rows *rows, found []int64) error {
	for _, id := range found {
		if _, err := rows.add(setFound, id); err != nil {
			return err
		}
	}
	for _, id := range found {
		still, err := rows.find(findStillLost, id)
		if err != nil {
			return err
		}
		if still == 0 {
			continue
		}
		if _, err := rows.add(setLost, warc.FormatDate(time.Now()), id); err != nil {
			return err
		}
	}
	return nil
}

// mark moves rows whose record is lost to the state that says so, and gives
// those that are lost only for their payload. Records go before the revisits
// that refer to them.
func (done *Repaired) mark(rows *rows, problems []Problem) (without []int64, err error) {
	now := warc.FormatDate(time.Now())
	for _, p := range problems {
		switch {
		case p.row == 0:
		case p.What == payloadLost:
			without = append(without, p.row)
		default:
			if _, err := rows.add(setLost, now, p.row); err != nil {
				return nil, err
			}
		}
	}
	for _, row := range without {
		twin, err := rows.find(findTwin, row)
		if err != nil {
			return nil, err
		}
		if twin == 0 {
			_, err = rows.add(setLost, now, row)
		} else {
			done.Moved++
			_, err = rows.add(setPayload, twin, row)
		}
		if err != nil {
			return nil, err
		}
	}
	return without, nil
}

// takeUp gives each answer without a row one.
func (a *Archive) takeUp(t *taker) error {
	files, err := a.filesToVerify()
	if err != nil {
		return err
	}
	for _, name := range files {
		err := t.file(name, func(record string) bool {
			id, err := t.rows.find("SELECT id FROM snapshots WHERE record_id = ?", record)
			return id != 0 || err != nil
		})
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return t.settle()
}

var errInUse = errors.New("a process is recording into it: try again when that has ended")

// Rebuild makes the database of the archive in dir anew from its WARC files
// alone, whatever state the old one is in; that is moved aside. Papers, and
// visits that brought no answer, are not in WARC files and do not come back;
// verdicts are judged anew.
func Rebuild(ctx context.Context, dir string) (*Repaired, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	a := &Archive{dir: dir, path: path, open: createFile}
	if err := refuseOther(filepath.Join(path, databaseName)); err != nil {
		return nil, a.explain(err)
	}
	files, err := a.allFiles()
	if err != nil {
		return nil, a.explain(err)
	}
	fresh := filepath.Join(path, fmt.Sprintf("%s.rebuilding-%d", databaseName, os.Getpid()))
	defer removeDatabase(fresh)
	if a.db, err = openDatabase(fresh); err != nil {
		return nil, a.explain(err)
	}
	done, err := a.rebuildFrom(ctx, files)
	if err = errors.Join(err, a.closeDatabase()); err != nil {
		return nil, a.explain(err)
	}
	done.Old, err = a.exchangeDatabase(fresh)
	if err != nil {
		return nil, a.explain(err)
	}
	return done, nil
}

// refuseOther says of a database that can be read that it is not for this
// program to replace. Whatever else is wrong with it is what Rebuild is for.
func refuseOther(path string) error {
	db, err := sql.Open("sqlite", readOnlySource(path))
	if err != nil {
		return nil
	}
	defer db.Close()
	names, err := migrationNames()
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	if _, err := schemaVersion(tx, len(names)); errors.Is(err, errNewer) || errors.Is(err, errForeign) {
		return err
	}
	return nil
}

// allFiles are the WARC files of the archive, none of which a process may be
// writing.
func (a *Archive) allFiles() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(a.path, warcFolder))
	if err != nil {
		return nil, bare(err)
	}
	var files []string
	for _, e := range entries {
		if !isOurs(e) {
			continue
		}
		name := warcFolder + "/" + e.Name()
		if (&fileCheck{archive: a, name: name}).isLiving() {
			return nil, errInUse
		}
		files = append(files, name)
	}
	slices.Sort(files)
	return files, nil
}

func (a *Archive) rebuildFrom(ctx context.Context, files []string) (*Repaired, error) {
	rows, err := newRows(a.db)
	if err != nil {
		return nil, err
	}
	defer rows.close()
	t := newTaker(a, rows)
	err = rows.transaction(func() error {
		for _, name := range files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := t.file(name, func(record string) bool { return t.ids[record] != 0 }); err != nil {
				return err
			}
		}
		return t.settle()
	})
	if err == nil {
		err = rows.transaction(t.judge)
	}
	return &Repaired{Answers: t.answers, Checks: len(t.visits)}, err
}

// exchangeDatabase puts the fresh database in the place of the old one, which it
// moves aside.
func (a *Archive) exchangeDatabase(fresh string) (old string, err error) {
	current := filepath.Join(a.path, databaseName)
	if _, err := os.Stat(current); err == nil {
		old = fmt.Sprintf("%s.damaged-%s", current, time.Now().UTC().Format("20060102T150405Z"))
		for _, suffix := range databaseSuffixes {
			if err := os.Rename(current+suffix, old+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
				return "", err
			}
		}
	}
	if err := os.Rename(fresh, current); err != nil {
		return old, err
	}
	return old, syncFolder(a.path)
}

// databaseSuffixes are those of a database and of what SQLite puts beside it.
var databaseSuffixes = []string{"", "-wal", "-shm"}

func removeDatabase(path string) {
	for _, suffix := range databaseSuffixes {
		_ = os.Remove(path + suffix) // it may have been moved
	}
}
