package archive

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
)

// Damage that no row points to, and a page's, is cut out by repair, and told no
// longer: what is whole stays, and what was cut out is kept beside it.
func TestRepairExcises(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	for _, n := range []int{1, 2} { // the second file refers to the first
		record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, article)),
			found("http://b.test/", reply("http://b.test/", 200, article+"b")),
			found("http://c.test/", reply("http://c.test/", 200, article+"c")))
		wantRows(t, a.db, "SELECT count(DISTINCT warc) FROM snapshots", []string{"1", "2"}[n-1])
	}
	old := a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 1")[0]).Path
	before, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	request := firstRequest(t, old)
	flip(t, a, 2)
	flip(t, a, 6) // beside a revisit that is whole, of what is lost
	f, err := os.OpenFile(old, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("damage"), request+30); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	v := mustVerify(t, a)
	if len(v.Problems) != 4 { // a page, the revisit of it, another, a request
		t.Fatalf("got %+v; want four problems", v.Problems)
	}
	release, err := a.use() // a run records: records cannot be moved
	if err != nil {
		t.Fatal(err)
	}
	if done, err := a.Repair(v); err != nil || done.Excised != 0 {
		t.Errorf("while a run records: %+v, %v", done, err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if done, err := a.Repair(mustVerify(t, a)); err != nil || done.Excised != 2 {
		t.Errorf("got %+v, %v; want two files written anew", done, err)
	}
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
		t.Errorf("after repair: %+v", v)
	}
	wantRows(t, a.db, "SELECT count(*), count(lost) FROM snapshots", "6|3")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if n := wantSound(t, dir); n != 3 {
		t.Errorf("%d answers can be read; want 3", n)
	}
	if files := warcFiles(t, dir); len(files) != 2 || files[0] == old {
		t.Errorf("got the files %q", files)
	}
	kept, err := os.ReadFile(old + ".damaged")
	if err != nil || !bytes.Contains(kept, []byte("damage")) || len(kept) >= len(before) {
		t.Errorf("got %d bytes, %v; want what was damaged of %d", len(kept), err, len(before))
	}
}

// firstRequest is where the first request record of a file begins.
func firstRequest(t *testing.T, path string) int64 {
	t.Helper()
	s, err := warc.File(path).Open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	records, err := warc.NewReader(path, s, warc.Place{})
	for err == nil {
		var rec *warc.Record
		if rec, err = records.Next(); err == nil {
			if rec.Header.Get("WARC-Type") == warc.Request {
				return rec.Offset
			}
			err = records.Finish()
		}
	}
	t.Fatal(err)
	return 0
}

// Whatever became of the files, one repair is enough: after it all that is
// there is sound, and every answer has a row.
func TestRepairAnything(t *testing.T) {
	source := t.TempDir()
	a := mustOpen(t, source)
	for range 3 {
		var results []checker.Result
		for i := range 8 {
			u := fmt.Sprintf("http://%d.test/", i)
			results = append(results, found(u, reply(u, 200, article+strings.Repeat("x", i/2)))) // two of each
		}
		record(t, a, nil, results...)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(seed, 0))
			for _, path := range warcFiles(t, dir) {
				data, err := os.ReadFile(path)
				if err == nil {
					err = os.WriteFile(path, spoil(r, data), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			a := mustOpen(t, dir)
			if _, err := a.Repair(mustVerify(t, a)); err != nil {
				t.Fatal(err)
			}
			if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
				t.Errorf("after repair: %+v", v)
			}
			wantSound(t, dir)
		})
	}
}

// spoil damages bytes: some become others, zeros, more or fewer, or the end is gone.
func spoil(r *rand.Rand, data []byte) []byte {
	at := r.IntN(len(data))
	end := min(len(data), at+1+r.IntN(200))
	switch r.IntN(6) {
	case 0:
		data[at] ^= byte(1 + r.IntN(255))
	case 1:
		clear(data[at:end])
	case 2:
		data = slices.Insert(data, at, make([]byte, end-at)...)
	case 3:
		data = slices.Delete(data, at, end)
	case 4:
		data = data[:at]
	}
	return data
}
