package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A Verification says what was read, and what is wrong with it.
type Verification struct {
	Files, Records, Rows int
	Bytes                int64    // of the records' blocks
	Unindexed            int      // whole answers that no row points to: a run was killed there
	Lost                 int      // rows that say already that their record is lost
	Copies               []string // files all of whose answers stand in others too
	Problems             []Problem

	without map[string][]string // record IDs of the answers of files without rows
	found   []int64             // rows that say so of a record that can be read
	torn    map[string]int64    // files that end in the middle of a record, and where that begins
	damaged map[string][]span   // files that nobody writes in which something is damaged, and what in them is whole
}

// Repairable reports whether there is something that Repair can do.
func (v *Verification) Repairable() bool {
	return len(v.Problems) > 0 || v.Unindexed > 0 || len(v.found) > 0
}

// A Problem is one thing that is wrong with an archive.
type Problem struct {
	File   string // path below the archive's folder; "" for the database
	Offset int64  // of the record; -1 where it is the whole file
	URL    string // of the answer that is concerned; may be empty
	What   string
	row    int64 // of the snapshot whose record is lost; 0 where none is
}

// Verify reads every record of the archive again, compares its hashes with its
// content and the database's rows with the records. It changes nothing.
func (a *Archive) Verify(ctx context.Context) (*Verification, error) {
	v := &Verification{torn: map[string]int64{}, damaged: map[string][]span{}, without: map[string][]string{}}
	if err := a.checkDatabase(v); err != nil {
		return nil, err
	}
	files, err := a.filesToVerify()
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex // guards v
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range files {
		g.Go(func() error {
			rows, err := a.rowsOf(name)
			if err != nil {
				return err
			}
			f := &fileCheck{archive: a, name: name, rows: rows}
			err = f.check(ctx)
			mu.Lock()
			defer mu.Unlock()
			v.add(f)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if err := a.checkPayloads(v); err != nil {
		return nil, err
	}
	if err := a.findCopies(v); err != nil {
		return nil, a.explain(err)
	}
	slices.SortFunc(v.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset))
	})
	return v, nil
}

func (v *Verification) add(f *fileCheck) {
	v.Files++
	v.Records += f.records
	v.Rows += len(f.rows)
	v.Bytes += f.bytes
	v.Unindexed += f.unindexed
	v.Lost += f.lost
	v.found = append(v.found, f.found...)
	if len(f.without) > 0 {
		v.without[f.name] = f.without
	}
	if f.torn > 0 {
		v.torn[f.name] = f.torn
	}
	if f.damaged && !f.isLiving() {
		v.damaged[f.name] = f.whole
	}
	v.Problems = append(v.Problems, f.problems...)
}

// checkDatabase has SQLite look at the database as a whole.
func (a *Archive) checkDatabase(v *Verification) error {
	for _, pragma := range []string{"PRAGMA integrity_check", "SELECT 'a row of ' || \"table\" || ' refers to one of ' || parent || ' that is not there' FROM pragma_foreign_key_check"} {
		rows, err := a.db.Query(pragma)
		if err != nil {
			return a.explain(err)
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				return errors.Join(a.explain(err), rows.Close())
			}
			if text != "ok" {
				v.Problems = append(v.Problems, Problem{Offset: -1, What: "the database: " + text})
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return a.explain(err)
		}
	}
	return nil
}

// filesToVerify are the WARC files that are there and those that rows point to.
func (a *Archive) filesToVerify() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(a.path, warcFolder))
	if err != nil {
		return nil, a.explain(err)
	}
	names := map[string]bool{}
	for _, e := range entries {
		if isOurs(e) {
			names[warcFolder+"/"+e.Name()] = true
		}
	}
	rows, err := a.db.Query("SELECT DISTINCT warc FROM snapshots")
	if err != nil {
		return nil, a.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, a.explain(err)
		}
		names[name] = true
	}
	var list []string
	for name := range names {
		list = append(list, name)
	}
	slices.Sort(list)
	return list, rows.Err()
}

// rowsOf are the rows that point into a file, by their places.
func (a *Archive) rowsOf(file string) ([]*stored, error) {
	rows, err := a.db.Query(storedColumns+"WHERE warc = ? ORDER BY offset", file)
	if err != nil {
		return nil, a.explain(err)
	}
	defer rows.Close()
	var list []*stored
	for rows.Next() {
		r := new(stored)
		if err := r.scan(rows); err != nil {
			return nil, a.explain(err)
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, a.explain(err)
	}
	return list, nil
}

const payloadLost = "the record with its payload is lost"

// checkPayloads tells revisits whose payload is in a record that is lost.
func (a *Archive) checkPayloads(v *Verification) error {
	lost := map[int64]bool{}
	for _, p := range v.Problems {
		if p.row != 0 {
			lost[p.row] = true
		}
	}
	rows, err := a.db.Query(`SELECT r.id, r.payload_id, r.warc, r.offset, r.url, p.lost IS NOT NULL FROM snapshots r
		JOIN snapshots p ON p.id = r.payload_id WHERE r.lost IS NULL`)
	if err != nil {
		return a.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		p := Problem{What: payloadLost}
		var payload int64
		var already bool
		if err := rows.Scan(&p.row, &payload, &p.File, &p.Offset, &p.URL, &already); err != nil {
			return a.explain(err)
		}
		if (already || lost[payload]) && !lost[p.row] {
			v.Problems = append(v.Problems, p)
		}
	}
	return rows.Err()
}

// findCopies takes files back from what is wrong all of whose answers have rows
// that point to sound records elsewhere: a prune that was killed leaves such a
// file, and so does who copies one.
func (a *Archive) findCopies(v *Verification) error {
	wrong := []int64{}
	for _, p := range v.Problems {
		wrong = append(wrong, p.row)
	}
	lost, err := json.Marshal(wrong)
	if err != nil {
		return err
	}
	for name, records := range v.without {
		ids, err := json.Marshal(records)
		if err != nil {
			return err
		}
		var known int
		err = a.db.QueryRow(`SELECT count(DISTINCT record_id) FROM snapshots WHERE lost IS NULL
			AND record_id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))`,
			string(ids), string(lost)).Scan(&known)
		if err != nil {
			return err
		}
		if known < len(records) {
			continue
		}
		v.Copies = append(v.Copies, name)
		v.Unindexed -= len(records)
		v.Problems = slices.DeleteFunc(v.Problems, func(p Problem) bool { return p.File == name && p.Offset < 0 })
	}
	slices.Sort(v.Copies)
	return nil
}
