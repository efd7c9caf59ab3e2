package archive

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A PruneRule says which stored answers may go: those of visits that are both
// past the last few of their link and old enough. Whatever it says, the last
// page of each link that was alive stays, or its last answer where none was, and
// so does every payload that an answer which stays refers to.
type PruneRule struct {
	KeepLast int       // visits of each link; 0 is no rule
	Before   time.Time // zero is no rule
}

// A Pruned says what Prune did, or would do.
type Pruned struct {
	Answers int      // that went
	Kept    int      // of those that could have gone, kept for a payload that others refer to
	Bytes   int64    // of their records
	Files   int      // that were written anew or removed
	Damaged []string // files that were left as they are, because they are damaged
}

// Prune drops old answers. Checks stay: that a page was seen, and what its
// hashes were. Files are written anew beside the old ones, synced, the rows
// moved in one transaction, and the old files removed last. With dry nothing
// is changed. The error is ErrRecording while a run records.
func (a *Archive) Prune(ctx context.Context, rule PruneRule, dry bool) (*Pruned, error) {
	release, err := a.useAlone()
	if err != nil {
		return nil, err
	}
	defer release()
	done := new(Pruned)
	drop, err := a.droppable(rule)
	if err == nil {
		err = a.keepPayloads(drop, done)
	}
	if err != nil {
		return nil, a.explain(err)
	}
	files, err := a.filesOf(drop, done)
	if err != nil || dry {
		return done, err
	}
	for _, name := range files {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		if err := a.pruneFile(name, drop, done); err != nil {
			return done, a.explain(err)
		}
	}
	return done, nil
}

// A pruneVisit is one visit of a link: its answers, the last of which was judged.
type pruneVisit struct {
	ids   []int64
	alive bool
	at    string
}

// droppable are the ids of all answers that may go by the rule.
func (a *Archive) droppable(rule PruneRule) (map[int64]bool, error) {
	rows, err := a.db.Query(`SELECT s.id, s.link_id, s.recorded_at, ifnull(c.health, ''), c.id IS NOT NULL
		FROM snapshots s LEFT JOIN checks c ON c.snapshot_id = s.id AND c.cached = 0 ORDER BY s.link_id, s.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	drop := map[int64]bool{}
	var visits []pruneVisit
	var open pruneVisit
	var of int64
	end := func() {
		if len(open.ids) > 0 {
			visits = append(visits, open)
		}
		rule.choose(visits, drop)
		visits, open = nil, pruneVisit{}
	}
	for rows.Next() {
		var id, link int64
		var at, health string
		var last bool
		if err := rows.Scan(&id, &link, &at, &health, &last); err != nil {
			return nil, err
		}
		if link != of {
			end()
			of = link
		}
		open.ids, open.at = append(open.ids, id), at
		if last {
			open.alive = verdict.Health(health) == verdict.Alive
			visits, open = append(visits, open), pruneVisit{}
		}
	}
	end()
	return drop, rows.Err()
}

// choose adds the answers of a link's visits, oldest first, that may go.
func (r PruneRule) choose(visits []pruneVisit, drop map[int64]bool) {
	slices.SortStableFunc(visits, func(a, b pruneVisit) int { // as the clock had it
		return cmp.Compare(a.at, b.at)
	})
	last := len(visits) - 1
	for i, v := range slices.Backward(visits) {
		if v.alive {
			last = i
			break
		}
	}
	before := warc.FormatDate(r.Before)
	for i, v := range visits {
		goes := i != last &&
			(r.KeepLast == 0 || i < len(visits)-r.KeepLast) && (r.Before.IsZero() || v.at < before) &&
			(r.KeepLast > 0 || !r.Before.IsZero())
		for _, id := range v.ids {
			if goes {
				drop[id] = true
			}
		}
	}
}

// keepPayloads takes records out of drop that an answer which stays refers to.
func (a *Archive) keepPayloads(drop map[int64]bool, done *Pruned) error {
	rows, err := a.db.Query("SELECT id, payload_id FROM snapshots WHERE payload_id IS NOT NULL")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, payload int64
		if err := rows.Scan(&id, &payload); err != nil {
			return err
		}
		if !drop[id] && drop[payload] {
			delete(drop, payload)
			done.Kept++
		}
	}
	return rows.Err()
}

// filesOf are the files that hold what is dropped, and how much that is. Files
// with later rows come first: what refers to a payload goes before it.
func (a *Archive) filesOf(drop map[int64]bool, done *Pruned) ([]string, error) {
	rows, err := a.db.Query("SELECT id, warc, length FROM snapshots")
	if err != nil {
		return nil, a.explain(err)
	}
	defer rows.Close()
	last := map[string]int64{}
	for rows.Next() {
		var id, length int64
		var name string
		if err := rows.Scan(&id, &name, &length); err != nil {
			return nil, a.explain(err)
		}
		if drop[id] {
			done.Answers++
			done.Bytes += length
			last[name] = max(last[name], id)
		}
	}
	done.Files = len(last)
	files := slices.SortedFunc(maps.Keys(last), func(a, b string) int { return cmp.Compare(last[b], last[a]) })
	return files, rows.Err()
}

// pruneFile writes one file anew, moves its rows, and removes it. A file that
// is damaged stays as it is, with all that it refers to.
func (a *Archive) pruneFile(name string, drop map[int64]bool, done *Pruned) error {
	rows, err := a.rowsOf(name)
	if err != nil {
		return err
	}
	fresh, err := a.rewrite(name, rows, drop)
	var damage *warc.Error
	if errors.As(err, &damage) {
		done.Damaged = append(done.Damaged, name)
		done.Files--
		for _, row := range rows {
			if drop[row.id] {
				done.Answers--
				done.Bytes -= row.length
				delete(drop, row.id)
			}
			delete(drop, row.payload)
		}
		return nil
	}
	if err != nil {
		return err
	}
	if err := a.moveRows(name, fresh, rows, drop); err != nil {
		return errors.Join(err, fresh.remove())
	}
	return a.removeReplaced(name)
}

// replaced is the size that the table files has of a file that another has
// replaced, and that is still to be removed.
const replaced = -1

// removeReplaced removes a file to which no row points any more.
func (a *Archive) removeReplaced(name string) error {
	if err := os.Remove(a.volume(name).Path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	_, err := a.db.Exec("DELETE FROM files WHERE warc = ? AND bytes = ?", name, replaced)
	return err
}

// moveRows points the rows of a file to the one that replaces it and deletes
// those that are dropped, in one transaction.
func (a *Archive) moveRows(name string, fresh *rewritten, list []*stored, drop map[int64]bool) error {
	w, err := newRows(a.db)
	if err != nil {
		return err
	}
	defer w.close()
	return w.transaction(func() error {
		for _, row := range slices.Backward(list) { // revisits before what they refer to
			if !drop[row.id] {
				continue
			}
			for _, query := range []string{dropReferring, dropFromChecks, dropSnapshot} {
				if _, err := w.add(query, row.id); err != nil {
					return err
				}
			}
		}
		for id, offset := range fresh.offsets {
			if _, err := w.add(moveSnapshot, fresh.name, offset, id); err != nil {
				return err
			}
		}
		if fresh.name != "" {
			if _, err := w.add(noteFile, fresh.name, fresh.size); err != nil {
				return err
			}
		}
		_, err := w.add(noteFile, name, replaced)
		return err
	})
}
