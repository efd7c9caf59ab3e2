package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
)

// three records three pages, the last with the payload of the first, in one
// file each.
func three(t testing.TB, dir string) *Archive {
	a := mustOpen(t, dir)
	for i, body := range []string{"first page", "second page", "first page"} {
		u := fmt.Sprintf("http://%c.test/", 'a'+i)
		record(t, a, nil, found(u, reply(u, 200, strings.Repeat(body, 100))))
	}
	return a
}

func mustVerify(t testing.TB, a *Archive) *Verification {
	t.Helper()
	v, err := a.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVerify(t *testing.T) {
	fileOf := func(a *Archive, id int) string {
		return a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = ?", id)[0]).Path
	}
	cut := func(a *Archive, id int) error { return os.Truncate(fileOf(a, id), 400) }
	for _, test := range []struct {
		name   string
		damage func(a *Archive) error
		want   []string // a part of each problem, with the link's letter
		lost   []string // links whose rows say so after repair
	}{
		{"nothing", func(*Archive) error { return nil }, nil, nil},
		{"a page flipped that nobody shares", func(a *Archive) error { flip(t, a, 2); return nil }, []string{"b: its record is damaged"}, []string{"b"}},
		{"a page flipped that another shares", func(a *Archive) error { flip(t, a, 1); return nil },
			[]string{"a: its record is damaged", "c: the record with its payload is lost"}, []string{"a", "c"}},
		{"a file removed", func(a *Archive) error { return os.Remove(fileOf(a, 2)) },
			[]string{"the file cannot be read", "b: its file cannot be read"}, []string{"b"}},
		{"a file cut", func(a *Archive) error { return cut(a, 2) }, []string{"b: there is no record of it", "damaged"}, []string{"b"}},
		{"a row with another hash", func(a *Archive) error {
			_, err := a.db.Exec("UPDATE snapshots SET sha256 = 'x' WHERE id = 2")
			return err
		}, []string{"b: the row has another hash"}, []string{"b"}},
		{"a row with another place", func(a *Archive) error {
			_, err := a.db.Exec("UPDATE snapshots SET offset = offset + 1 WHERE id = 2")
			return err
		}, []string{"b: there is no record of it"}, nil}, // the record is there, and found
		{"no rows", func(a *Archive) error {
			_, err := a.db.Exec("DELETE FROM checks WHERE snapshot_id = 2; DELETE FROM snapshots WHERE id = 2")
			return err
		}, []string{"no row points into this file: it has 1 answers"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := three(t, t.TempDir())
			if err := test.damage(a); err != nil {
				t.Fatal(err)
			}
			v := mustVerify(t, a)
			var got []string
			for _, p := range v.Problems {
				got = append(got, strings.TrimPrefix(strings.TrimSuffix(p.URL, ".test/"), "http://")+": "+p.What)
			}
			for _, want := range test.want {
				if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
					t.Errorf("got %q; want %q", got, want)
				}
			}
			if len(got) != len(test.want) {
				t.Errorf("got %q; want %d problems", got, len(test.want))
			}
			if _, err := a.Repair(v); err != nil {
				t.Fatal(err)
			}
			var lost []string
			for _, url := range rowsOf(t, a.db, "SELECT url FROM snapshots WHERE lost IS NOT NULL ORDER BY url") {
				lost = append(lost, url[len("http://"):len("http://")+1])
			}
			if !slices.Equal(lost, test.lost) {
				t.Errorf("lost are %q; want %q", lost, test.lost)
			}
			for _, p := range mustVerify(t, a).Problems {
				if p.URL != "" { // damage that is no row's stays
					t.Errorf("after repair: %+v", p)
				}
			}
			wantRows(t, a.db, "SELECT count(*) FROM checks", "3")
		})
	}
}

// A run that was killed before it committed leaves a file without rows: nothing
// is wrong with it, and repair takes its answers up.
func TestVerifyKilled(t *testing.T) {
	a := three(t, t.TempDir())
	_, err := a.db.Exec("DELETE FROM checks WHERE snapshot_id = 2; DELETE FROM snapshots WHERE id = 2; UPDATE runs SET finished_at = NULL, started_at = ? WHERE id = 2",
		warc.FormatDate(time.Now().Add(-time.Minute)))
	if err != nil {
		t.Fatal(err)
	}
	v := mustVerify(t, a)
	if len(v.Problems) > 0 || v.Unindexed != 1 {
		t.Errorf("got %+v and %d answers without a row; want none and 1", v.Problems, v.Unindexed)
	}
	if _, err := a.Repair(v); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
		t.Errorf("after repair: %+v, %d without a row", v.Problems, v.Unindexed)
	}
}

// A second file with the answers of another, as a prune that was killed leaves
// it, is no damage: it is named.
func TestVerifyCopy(t *testing.T) {
	dir := t.TempDir()
	a := three(t, dir)
	data, err := os.ReadFile(warcFiles(t, dir)[0])
	if err != nil {
		t.Fatal(err)
	}
	const name = warcFolder + "/citecheck-20200101T000000Z-01234567.warc.gz"
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 || !slices.Equal(v.Copies, []string{name}) {
		t.Errorf("got %+v; want one copy", v)
	}
	if _, err := a.db.Exec("DELETE FROM checks; DELETE FROM snapshots"); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, a); len(v.Copies) > 0 || v.Unindexed != 4 {
		t.Errorf("without rows: %+v; want four answers and no copy", v)
	}
}

// A file that is gone is told until the database says so, and no longer.
func TestRepairRemoved(t *testing.T) {
	a := three(t, t.TempDir())
	if err := os.Remove(a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 2")[0]).Path); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Repair(mustVerify(t, a)); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Lost != 1 {
		t.Errorf("after repair: %+v, %d lost", v.Problems, v.Lost)
	}
}

// What is known to be lost is not shown: the page before it is.
func TestLostNotShown(t *testing.T) {
	const u = "http://a.test/"
	a := mustOpen(t, t.TempDir())
	for _, body := range []string{"first page", "second page"} {
		record(t, a, nil, found(u, reply(u, 200, strings.Repeat(body, 100))))
	}
	for _, want := range []string{"first page", ""} {
		flip(t, a, map[string]int64{"first page": 2, "": 1}[want])
		if _, err := a.Repair(mustVerify(t, a)); err != nil {
			t.Fatal(err)
		}
		v, err := a.At(u, time.Time{})
		switch {
		case want == "" && !errors.Is(err, ErrNoSnapshot):
			t.Errorf("got %v; want that nothing is kept", err)
		case want != "" && (err != nil || !strings.HasPrefix(string(v.Body), want)):
			t.Errorf("got %v, %v; want the page before", v, err)
		}
	}
	if h, err := a.History(u); err != nil || len(h) != 2 || h[0].Snapshot != nil || h[1].Snapshot != nil {
		t.Errorf("got %v, %v; want two checks without a place", h, err)
	}
}

// A file that comes back from a copy is no longer lost.
func TestRepairFound(t *testing.T) {
	dir := t.TempDir()
	a := three(t, dir)
	file := a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 1")[0]).Path
	if err := os.Rename(file, file+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Repair(mustVerify(t, a)); err != nil {
		t.Fatal(err)
	}
	wantRows(t, a.db, "SELECT count(*) FROM snapshots WHERE lost IS NOT NULL", "2")
	if err := os.Rename(file+".away", file); err != nil {
		t.Fatal(err)
	}
	done, err := a.Repair(mustVerify(t, a))
	if err != nil || done.Found != 2 {
		t.Errorf("got %+v, %v; want 2 found", done, err)
	}
	wantRows(t, a.db, "SELECT count(*) FROM snapshots WHERE lost IS NOT NULL", "0")
}

// Records that stand elsewhere than their rows say are found, with what refers
// to them: bytes were put before them, or their file has another name.
func TestRepairShifted(t *testing.T) {
	for name, damage := range map[string]func(path string, data []byte) error{
		"bytes between": func(path string, data []byte) error {
			at := bytes.Index(data[1:], data[:10]) + 1 // behind the head of the file
			return os.WriteFile(path, slices.Insert(data, at, []byte("some bytes")...), 0o600)
		},
		"another name": func(path string, data []byte) error {
			return os.Rename(path, filepath.Join(filepath.Dir(path), "citecheck-20200101T000000Z-01234567.warc.gz"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := three(t, dir)
			path := a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 1")[0]).Path
			data, err := os.ReadFile(path)
			if err == nil {
				err = damage(path, data)
			}
			if err != nil {
				t.Fatal(err)
			}
			if done, err := a.Repair(mustVerify(t, a)); err != nil || done.Lost > 0 || done.Answers > 0 {
				t.Errorf("got %+v, %v; want nothing lost", done, err)
			}
			if v := mustVerify(t, a); v.Repairable() || v.Lost > 0 {
				t.Errorf("after repair: %+v", v)
			}
			if n := wantSound(t, dir); n != 3 {
				t.Errorf("%d answers can be read; want 3", n)
			}
		})
	}
}

// A record behind whose end its gzip member goes on is damaged: nothing says
// that it is whole.
func TestVerifyShared(t *testing.T) {
	a := three(t, t.TempDir())
	var name string
	var offset, length int64
	if err := a.db.QueryRow("SELECT warc, offset, length FROM snapshots WHERE id = 2").Scan(&name, &offset, &length); err != nil {
		t.Fatal(err)
	}
	path := a.volume(name).Path
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in, err := gzip.NewReader(bytes.NewReader(data[offset : offset+length]))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	var member bytes.Buffer
	out := gzip.NewWriter(&member)
	if _, err := out.Write(append(text, "no record"...)); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, slices.Concat(data[:offset], member.Bytes(), data[offset+length:]), 0o600); err != nil {
		t.Fatal(err)
	}
	v := mustVerify(t, a)
	if len(v.Problems) != 1 || !strings.Contains(v.Problems[0].What, "something follows it") {
		t.Errorf("got %+v; want one record with something behind it", v.Problems)
	}
	if _, err := a.Repair(v); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, a); v.Repairable() || v.Lost != 1 {
		t.Errorf("after repair: %+v", v)
	}
}

// A payload that is stored twice, because it was lost once, serves all.
func TestRepairMoves(t *testing.T) {
	a := three(t, t.TempDir())
	flip(t, a, 1)
	if _, err := a.Repair(mustVerify(t, a)); err != nil {
		t.Fatal(err)
	}
	record(t, a, nil, found("http://d.test/", reply("http://d.test/", 200, strings.Repeat("first page", 100))))
	wantRows(t, a.db, "SELECT type FROM snapshots WHERE id = 4", "response") // what is lost is stored again
	if _, err := a.db.Exec("UPDATE snapshots SET lost = NULL WHERE id = 3"); err != nil {
		t.Fatal(err)
	}
	if done, err := a.Repair(mustVerify(t, a)); err != nil || done.Moved != 1 || done.Lost != 0 {
		t.Errorf("got %+v, %v; want one moved", done, err)
	}
	wantRows(t, a.db, "SELECT payload_id FROM snapshots WHERE id = 3", "4")
}

// BenchmarkVerify reads an archive of pages that compress as pages do.
func BenchmarkVerify(b *testing.B) {
	dir := b.TempDir()
	a := mustOpen(b, dir)
	words := strings.Fields("the link paper says and of a mill <p> </p> class=story page wheel water estuary flour time year county board 2025 href")
	page := func() string {
		var s strings.Builder
		for s.Len() < 40<<10 {
			s.WriteString(words[rand.N(len(words))])
			fmt.Fprintf(&s, "%d ", rand.N(1000))
		}
		return s.String()
	}
	for range 4 {
		var results []checker.Result
		for i := range 400 {
			u := fmt.Sprintf("http://%d.test/", i)
			results = append(results, found(u, reply(u, 200, page())))
		}
		record(b, a, nil, results...)
	}
	b.SetBytes(mustVerify(b, a).Bytes)
	for b.Loop() {
		mustVerify(b, a)
	}
}
