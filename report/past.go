package report

import (
	"slices"
	"time"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A Past is what an archive knows of the links of a run from before.
type Past struct {
	LastAlive map[string]time.Time // by link: the last visit that found it alive
	Runs      []PastRun            // in which links of this run were visited, oldest first
}

// A PastRun is how the links stood after one run, as far as they had been
// visited until then.
type PastRun struct {
	At                  time.Time
	Alive, Dead, Unsure int
}

// NewPast makes a Past of the histories of links.
func NewPast(histories map[string][]archive.Entry) *Past {
	past := &Past{LastAlive: make(map[string]time.Time)}
	began := make(map[int64]time.Time)
	type visit struct {
		at     time.Time
		health verdict.Health
	}
	var visits [][]visit
	for link, entries := range histories {
		var list []visit
		for _, e := range entries {
			if e.Health == verdict.Skipped || e.Cached {
				continue
			}
			if at, known := began[e.Run]; !known || e.CheckedAt.Before(at) {
				began[e.Run] = e.CheckedAt
			}
			if e.Health == verdict.Alive && e.CheckedAt.After(past.LastAlive[link]) {
				past.LastAlive[link] = e.CheckedAt
			}
			list = append(list, visit{e.CheckedAt, e.Health})
		}
		visits = append(visits, list)
	}
	for _, at := range began {
		past.Runs = append(past.Runs, PastRun{At: at})
	}
	slices.SortFunc(past.Runs, func(a, b PastRun) int { return a.At.Compare(b.At) })
	for i := range past.Runs {
		run := &past.Runs[i]
		for _, list := range visits {
			last := verdict.Health("")
			for _, v := range list {
				if i+1 < len(past.Runs) && !v.at.Before(past.Runs[i+1].At) {
					break
				}
				last = v.health
			}
			switch last {
			case verdict.Alive:
				run.Alive++
			case verdict.Dead:
				run.Dead++
			case verdict.Unsure:
				run.Unsure++
			}
		}
	}
	return past
}

// lastAlive is when a link that is dead was last seen alive; zero where nobody
// knows.
func (p *Past) lastAlive(link string) time.Time {
	if p == nil {
		return time.Time{}
	}
	return p.LastAlive[link]
}
