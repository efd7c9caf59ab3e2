package archive

import (
	"errors"
	"time"

	"github.com/citecheck/citecheck/checker"
)

// A batch is what is committed at once. It waits for more until it has maxBatch
// results or is maxWait old: an fsync costs milliseconds, whatever it covers.
const (
	maxBatch = 256
	maxWait  = 200 * time.Millisecond
)

// pauseEvery is how many commits there are to one during which nobody looks for
// payloads: only then can SQLite begin its log anew, which would grow with the
// run.
const pauseEvery = 8

// An item is work for the writer's goroutine: a record that needs its row or,
// with a result, a check whose last record is snapshot.
type item struct {
	snapshot *snapshot
	result   *checker.Result
}

// A writer is what the writer's goroutine alone knows.
type writer struct {
	*Recorder
	current *warcFile // the one that is written
	broken  bool      // by an error; what comes is no longer recorded
	refused bool      // by next; what comes is no longer passed on
	commits int
}

// write commits items until there are no more.
func (r *Recorder) write() {
	defer close(r.done)
	w := &writer{Recorder: r}
	for it := range r.items {
		batch := r.collect(it)
		if w.broken {
			continue // so that nobody waits for room to send
		}
		err := w.sync(batch)
		if err == nil {
			err = w.commit(batch)
		}
		if err != nil {
			w.broken = true
			_ = r.fail(err)
			continue
		}
		w.pass(batch)
	}
	if w.current != nil {
		if err := w.current.Close(); err != nil {
			_ = r.fail(err)
		}
	}
}

// collect waits until a batch that begins with first is full or old enough.
func (r *Recorder) collect(first item) []item {
	batch, results := []item{first}, 0
	if first.result != nil {
		results++
	}
	timer := time.NewTimer(maxWait)
	defer timer.Stop()
	for results < maxBatch {
		select {
		case it, ok := <-r.items:
			if !ok {
				return batch
			}
			batch = append(batch, it)
			if it.result != nil {
				results++
			}
		case <-timer.C:
			return batch
		}
	}
	return batch
}

// sync brings all records of batch onto the disk, and closes files that
// another has followed.
func (w *writer) sync(batch []item) error {
	dirty := false
	for _, it := range batch {
		if it.result != nil {
			continue
		}
		if f := it.snapshot.file; f != w.current {
			if w.current != nil {
				if err := errors.Join(w.current.Sync(), w.current.Close()); err != nil {
					return err
				}
			}
			w.current = f
		}
		dirty = true
	}
	if !dirty {
		return nil
	}
	return w.current.Sync()
}

// commit writes the rows of batch, whose records are on disk, in one
// transaction.
func (w *writer) commit(batch []item) error {
	if err := w.transact(func() error {
		for _, it := range batch {
			if err := w.insert(it); err != nil {
				return err
			}
		}
		return w.noteSizes(batch)
	}); err != nil {
		return err
	}
	var stored []payloadKey
	for _, it := range batch {
		if s := it.snapshot; it.result == nil && s.payload != nil && !s.revisit {
			stored = append(stored, s.key)
		}
	}
	return w.payloads.forget(stored...)
}

func (w *writer) transact(do func() error) error {
	if w.commits++; w.commits%pauseEvery != 0 {
		return w.rows.transaction(do)
	}
	resume, err := w.payloads.pause()
	defer resume()
	if err != nil {
		return err
	}
	return w.rows.transaction(do)
}

func (w *writer) insert(it item) error {
	if it.result == nil {
		return w.rows.snapshot(it.snapshot)
	}
	check, err := w.rows.check(w.id, it.result.Check, it.snapshot)
	if err != nil {
		return err
	}
	for _, c := range it.result.Citations {
		at := place{run: w.id, paper: w.papers[c.Paper], cited: w.cited[c.Reference], check: check}
		if err := w.rows.findings(at, c.Findings); err != nil {
			return err
		}
	}
	return nil
}

// noteSizes says how far the files of batch are whole.
func (w *writer) noteSizes(batch []item) error {
	ends := make(map[*warcFile]int64)
	for _, it := range batch {
		if it.result == nil {
			ends[it.snapshot.file] = it.snapshot.offset + it.snapshot.length
		}
	}
	for f, end := range ends {
		if _, err := w.rows.add(noteFile, f.name, end); err != nil {
			return err
		}
	}
	return nil
}

// pass gives results on, now that they are recorded. What next refuses is
// recorded nevertheless, and so is what follows.
func (w *writer) pass(batch []item) {
	for _, it := range batch {
		if it.result == nil || w.next == nil || w.refused {
			continue
		}
		if err := w.next(*it.result); err != nil {
			w.refused = true
			w.failed.CompareAndSwap(nil, &err)
		}
	}
}
