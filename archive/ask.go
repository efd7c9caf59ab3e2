package archive

import (
	"context"
	"database/sql"
	"sync"
)

// Questions are those that a run asks of every link. They go over one
// connection, on which each is prepared once: database/sql keeps two idle
// connections and prepares each query anew, which takes longer than its answer.
type questions struct {
	mu   sync.Mutex
	rows *rows // nil before the first one
}

// ask runs a query and gives its rows to read, which must ask nothing itself.
func (a *Archive) ask(read func(*sql.Rows) error, query string, args ...any) error {
	q := &a.questions
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.rows == nil {
		rows, err := newRows(a.db)
		if err != nil {
			return err
		}
		q.rows = rows
	}
	stmt, err := q.rows.stmt(query)
	if err != nil {
		return err
	}
	found, err := stmt.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	if err := read(found); err != nil {
		return err
	}
	return found.Err()
}

// askOne scans the one row of a query, or gives sql.ErrNoRows.
func (a *Archive) askOne(into []any, query string, args ...any) error {
	return a.ask(func(rows *sql.Rows) error {
		if rows.Next() {
			return rows.Scan(into...)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}, query, args...)
}

func (q *questions) close() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.rows == nil {
		return nil
	}
	rows := q.rows
	q.rows = nil
	return rows.close()
}
