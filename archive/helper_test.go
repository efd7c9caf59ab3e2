package archive

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

var noon = time.Date(2025, 11, 14, 12, 0, 0, 123456789, time.UTC)

func mustOpen(t testing.TB, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// record gives results to a run of its own and returns what went on.
func record(t testing.TB, a *Archive, papers []*paper.Paper, results ...checker.Result) (passed []checker.Result) {
	t.Helper()
	r, err := a.Begin(Run{Version: "v1.2.3", StartedAt: noon}, papers, func(res checker.Result) error {
		passed = append(passed, res)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, res := range results {
		if err := r.Add(res); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(noon.Add(time.Minute), true); err != nil {
		t.Fatal(err)
	}
	return passed
}

// reply is an exchange as it comes from the network.
func reply(url string, status int, body string) *fetch.Exchange {
	return &fetch.Exchange{
		URL: url, Proto: "HTTP/2.0", Status: status, StatusText: http.StatusText(status), Body: []byte(body),
		RequestHeader: http.Header{"User-Agent": {"citecheck/v1.2.3"}, "Accept": {"text/html"}},
		Header:        http.Header{"Content-Type": {"text/html"}, "Set-Cookie": {"a=1", "b=2"}},
		At:            noon, RemoteIP: "192.0.2.1",
	}
}

// found is the result of a check that ended with the last of the answers.
func found(url string, answers ...*fetch.Exchange) checker.Result {
	last := answers[len(answers)-1]
	return checker.Result{Check: &checker.Check{
		URL: url, Verdict: verdict.Of(verdict.OK, ""), Status: last.Status, FinalURL: last.URL, Title: "A page",
		Published: paper.Date{Year: 2025, Month: 11}, ContentType: "text/html", Bytes: int64(len(last.Body)),
		SHA256: sum(last.Body), TextSHA256: sum([]byte("text")), CheckedAt: last.At, Duration: 412 * time.Millisecond,
		Attempts: 1, Exchanges: answers,
	}}
}

// failed is the result of a check without an answer.
func failed(url string, reason verdict.Reason, at time.Time) checker.Result {
	return checker.Result{Check: &checker.Check{URL: url, Verdict: verdict.Of(reason, "why"), CheckedAt: at, Attempts: 1}}
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// rowsOf runs a query and gives each row as its values, joined by "|".
func rowsOf(t testing.TB, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for rows.Next() {
		values, pointers := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			t.Fatal(err)
		}
		text := make([]string, len(values))
		for i, v := range values {
			text[i] = fmt.Sprint(v)
		}
		list = append(list, strings.Join(text, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func wantRows(t testing.TB, db *sql.DB, query string, want ...string) {
	t.Helper()
	if got := rowsOf(t, db, query); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\ngot\n%s\nwant\n%s", query, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func warcFiles(t testing.TB, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, warcFolder, "*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// wantSound checks all that an archive promises: the database is whole, each
// row's record, unless it is known to be lost, can be read where the row says, and its payload has its hash.
func wantSound(t testing.TB, dir string) (snapshots int) {
	t.Helper()
	a := mustOpen(t, dir)
	wantRows(t, a.db, "PRAGMA integrity_check", "ok")
	wantRows(t, a.db, "PRAGMA foreign_key_check")
	var replay *Replay
	if files := warcFiles(t, dir); len(files) > 0 {
		var err error
		if replay, err = OpenReplay(files...); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := a.db.Query("SELECT url, type, warc, offset, length, recorded_at, sha256, record_id FROM snapshots WHERE lost IS NULL")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for ; rows.Next(); snapshots++ {
		var url, kind, name, date, hash, id string
		var offset, length int64
		if err := rows.Scan(&url, &kind, &name, &offset, &length, &date, &hash, &id); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(path); err != nil || info.Size() < offset+length {
			t.Errorf("%s: record at %d of %d bytes: %v", name, offset, length, err)
		}
		at := location{warc.Place{Offset: offset}, slices.IndexFunc(replay.files, func(v warc.Volume) bool { return v.Path == path })}
		rec, err := replay.load(at)
		if err != nil {
			t.Fatal(err)
		}
		h := rec.header
		if h.Get("WARC-Target-URI") != url || h.Get("WARC-Type") != kind || h.Get("WARC-Date") != date || h.Get("WARC-Record-ID") != id {
			t.Errorf("%s at %d: got %v; want %s %s", name, offset, h, kind, url)
		}
		if e, err := replay.exchange(at); err != nil || sum(e.Body) != hash {
			t.Errorf("%s at %d: %v; want the payload %s", name, offset, err, hash)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return snapshots
}
