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
	before, err := rows.ids(findLost)
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
	var after []int64
	if err == nil {
		after, err = rows.ids(findLost)
	}
	if err != nil {
		return nil, a.explain(err)
	}
	done.Lost, done.Found = missing(after, before), missing(before, after)
	return done, nil
}

// repairRows marks the rows whose record is lost, and looks for it elsewhere.
func (a *Archive) repairRows(t *taker, v *Verification, done *Repaired) error {
	for _, id := range v.found { // a file may have been brought back from a copy
		if _, err := t.rows.add(setFound, id); err != nil {
			return err
		}
	}
	for _, p := range v.Problems {
		if p.row == 0 || p.What == payloadLost {
			continue
		}
		if _, err := t.rows.add(setLost, warc.FormatDate(time.Now()), p.row); err != nil {
			return err
		}
	}
	if v.Unindexed > 0 {
		if err := a.takeUp(t, v); err != nil {
			return err
		}
	}
	return done.settleRevisits(t.rows)
}

// settleRevisits gives revisits of a payload that is lost another record with
// it, or marks them as lost too.
func (done *Repaired) settleRevisits(rows *rows) error {
	without, err := rows.ids(findWithoutPayload)
	if err != nil {
		return err
	}
	for _, row := range without {
		twin, err := rows.find(findTwin, row)
		if err != nil {
			return err
		}
		if twin == 0 {
			_, err = rows.add(setLost, warc.FormatDate(time.Now()), row)
		} else {
			done.Moved++
			_, err = rows.add(setPayload, twin, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// missing counts what is in one sorted list and not in the other.
func missing(in, other []int64) (n int) {
	for _, id := range in {
		if _, found := slices.BinarySearch(other, id); !found {
			n++
		}
	}
	return n
}

// takeUp gives each whole answer without a row one.
func (a *Archive) takeUp(t *taker, v *Verification) error {
	files, err := a.filesToVerify()
	if err != nil {
		return err
	}
	for _, name := range files {
		whole, damaged := v.damaged[name]
		t.isWhole = func(at int64) bool {
			return !damaged || slices.ContainsFunc(whole, func(s span) bool { return s.from <= at && at < s.to })
		}
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
