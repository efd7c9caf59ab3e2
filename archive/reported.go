package archive

import (
	"database/sql"
	"errors"
)

// Reported notes that the report of a sweep knows all checks up to one, and the
// changes that it withheld, as they may stand: they are told when that has
// ended. What a report told of another reference of the same paper is told.
func (a *Archive) Reported(run, check int64, withheld []Change) (err error) {
	tx, err := a.db.Begin()
	if err != nil {
		return a.explain(err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // SQLite may have done so itself
			err = a.explain(err)
		}
	}()
	if _, err = tx.Exec("UPDATE runs SET reported = ? WHERE id = ?", check, run); err != nil {
		return err
	}
	for _, c := range withheld {
		if _, err = tx.Exec("INSERT OR IGNORE INTO withheld (run_id, paper_id, link_id, kind, known) VALUES (?, ?, ?, ?, ?)",
			run, c.paper, c.link, string(c.Kind), c.known); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// A lastReport says what the last sweep of a paper told.
type lastReport struct {
	run      int64
	check    int64 // up to which it reported
	withheld map[int64]withheld
}

// Withheld is what a sweep did not tell of a link.
type withheld struct {
	kinds []Kind
	known int64 // the last check that a report told of
}

// lastReport is that of the last sweep of a paper; ok is false where there was
// none.
func (a *Archive) lastReport(path string) (last *lastReport, ok bool, err error) {
	last = &lastReport{withheld: map[int64]withheld{}}
	err = a.db.QueryRow(`SELECT runs.id, runs.reported FROM papers JOIN run_papers ON run_papers.paper_id = papers.id
		JOIN runs ON runs.id = run_papers.run_id WHERE papers.path = ? AND runs.reported IS NOT NULL
		ORDER BY runs.reported DESC, runs.id DESC LIMIT 1`, path).Scan(&last.run, &last.check)
	if errors.Is(err, sql.ErrNoRows) {
		return last, false, nil
	}
	if err != nil {
		return nil, false, a.explain(err)
	}
	rows, err := a.db.Query(`SELECT link_id, kind, known FROM withheld JOIN papers ON papers.id = paper_id
		WHERE run_id = ? AND papers.path = ? ORDER BY known DESC`, last.run, path)
	if err != nil {
		return nil, false, a.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var link, known int64
		var kind Kind
		if err := rows.Scan(&link, &kind, &known); err != nil {
			return nil, false, a.explain(err)
		}
		last.withheld[link] = withheld{append(last.withheld[link].kinds, kind), known}
	}
	if err := rows.Err(); err != nil {
		return nil, false, a.explain(err)
	}
	return last, true, nil
}
