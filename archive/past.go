package archive

import (
	"database/sql"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// Past gives what the checks of a link before a time found.
func (a *Archive) Past(url string, before time.Time) (*checker.Past, error) {
	past := new(checker.Past)
	err := a.ask(func(rows *sql.Rows) error { return a.readPast(rows, past) }, findPast, url, warc.FormatDate(before))
	if err != nil {
		return nil, a.explain(err)
	}
	return past, nil
}

// HasPast reports whether anything was ever seen. Where nothing was, no link has
// a past that need be asked for.
func (a *Archive) HasPast() bool {
	var some bool
	err := a.db.QueryRow("SELECT EXISTS (SELECT 1 FROM checks) OR EXISTS (SELECT 1 FROM snapshots)").Scan(&some)
	return some || err != nil // whoever asks next will say what is wrong
}

// readPast reads as many rows, newest first, as say something.
func (a *Archive) readPast(rows *sql.Rows, past *checker.Past) error {
	failing := true
	for rows.Next() && (failing || past.TextSHA256 == "") {
		var health, reason, checkedAt, text string
		var status int
		var snapshot int64
		if err := rows.Scan(&health, &reason, &status, &checkedAt, &text, &snapshot); err != nil {
			return err
		}
		failing = failing && checker.Fails(verdict.Reason(reason), status)
		if failing {
			at, err := warc.ParseDate(checkedAt)
			if err != nil {
				return err
			}
			past.Failed = append(past.Failed, at)
		}
		if past.TextSHA256 == "" && verdict.Health(health) == verdict.Alive && text != "" && snapshot != 0 {
			past.TextSHA256 = text
			past.Answer = func() (*fetch.Exchange, error) { return a.answer(snapshot) }
		}
	}
	return nil
}
