package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A Schedule says how long after a check a link is due for the next.
type Schedule struct {
	Alive  time.Duration
	Unsure time.Duration // after the first check that was unsure; twice as long after each further one
	Dead   time.Duration // and at most as long for those that are unsure
}

// slack lets what is checked every day at four be due again at four, although
// its last check was some minutes past: the share of its time that may be
// missing.
const slack = 20

// Due says since when a link is due at a time: zero where it is not yet, and
// the longest ago where it was never checked.
func (a *Archive) Due(url string, now time.Time, s Schedule) (since time.Time, due bool, err error) {
	rows, err := a.db.Query(findPast, url, warc.FormatDate(now.AddDate(1, 0, 0)))
	if err != nil {
		return time.Time{}, false, a.explain(err)
	}
	defer rows.Close()
	var last time.Time
	wait := s.Unsure
	for rows.Next() {
		var health, reason, checkedAt, text string
		var status int
		var snapshot int64
		if err := rows.Scan(&health, &reason, &status, &checkedAt, &text, &snapshot); err != nil {
			return time.Time{}, false, a.explain(err)
		}
		isFirst := last.IsZero()
		if isFirst {
			if last, err = warc.ParseDate(checkedAt); err != nil {
				return time.Time{}, false, a.explain(err)
			}
		}
		if verdict.Health(health) != verdict.Unsure {
			if isFirst {
				wait = map[verdict.Health]time.Duration{verdict.Alive: s.Alive, verdict.Dead: s.Dead}[verdict.Health(health)]
			}
			break
		}
		if !isFirst {
			wait = min(2*wait, s.Dead)
		}
	}
	if err := rows.Err(); err != nil {
		return time.Time{}, false, a.explain(err)
	}
	since = last.Add(wait - wait/slack)
	// A check from the future was made by a clock that was wrong.
	return since, last.IsZero() || !now.Before(since) || last.After(now), nil
}

// ErrSweeping says that another sweep is at work on an archive.
var ErrSweeping = errors.New("another sweep of this archive is still running: let it end, or wait for it")

// LockSweep makes sure that no other sweep is at work on the archive. The
// system gives the lock up with the process, however it ends.
func (a *Archive) LockSweep() (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(a.path, "sweep.lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, a.explain(err)
	}
	taken, err := lockFile(f, false)
	if err == nil && !taken {
		return nil, errors.Join(fmt.Errorf("archive %s: %w", a.dir, ErrSweeping), f.Close())
	}
	// A file system without locks has none to wait for.
	return f.Close, nil
}

// lastCheck is the id of the check that was recorded last, 0 where there is none.
func (a *Archive) lastCheck() (id int64, err error) {
	err = a.db.QueryRow("SELECT ifnull(max(id), 0) FROM checks").Scan(&id)
	if err != nil {
		return 0, a.explain(err)
	}
	return id, nil
}
