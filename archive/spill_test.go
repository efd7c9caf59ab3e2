package archive

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
)

// long is an answer whose payload is in a file, and that payload.
func long(t *testing.T, url string, seed uint64) (*fetch.Exchange, []byte) {
	t.Helper()
	body := make([]byte, 1<<20)
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range body {
		body[i] = byte('a' + random.IntN(16))
	}
	e := reply(url, 200, string(body))
	e.Spill()
	if e.Spilled == nil {
		t.Fatal("it is not in a file")
	}
	t.Cleanup(e.Free)
	return e, body
}

// A payload that is in a file is recorded and replayed as others are.
func TestRecordLongPayload(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	e, body := long(t, "http://long.test/", 1)
	again, _ := long(t, "http://again.test/", 1)
	result := found(e.URL, e)
	result.Check.Bytes, result.Check.SHA256 = e.Size(), sum(body)
	record(t, a, nil, found("http://short.test/", reply("http://short.test/", 200, "page")), result,
		found(again.URL, again), found("http://next.test/", reply("http://next.test/", 200, "another")))
	if wantSound(t, dir) != 4 {
		t.Error("want 4 snapshots")
	}
	wantRows(t, a.db, "SELECT url, type FROM snapshots WHERE sha256 = '"+sum(body)+"' ORDER BY id",
		"http://long.test/|response", "http://again.test/|revisit")
	r, err := OpenReplay(warcFiles(t, dir)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{e.URL, again.URL} {
		got, err := r.Fetch(t.Context(), request(t, url))
		if err != nil {
			t.Fatal(err)
		}
		back, err := io.ReadAll(got.Payload())
		if err != nil || got.Spilled == nil || string(back) != string(body) || got.Sum() != sha256.Sum256(body) {
			t.Errorf("%s: got %d bytes, %v", url, len(back), err)
		}
		got.Free()
	}
}

// A disk that fills up in the middle of a long payload loses that one alone.
func TestDiskFullInLongPayload(t *testing.T) {
	for _, room := range []int64{100, 2000, 100_000, 700_000} {
		t.Run(fmt.Sprint(room), func(t *testing.T) {
			dir := t.TempDir()
			a := mustOpen(t, dir)
			disk := new(smallDisk)
			disk.room.Store(room)
			a.open = disk.open
			r, err := a.Begin(Run{}, nil, func(checker.Result) error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			_ = r.Add(found("http://short.test/", reply("http://short.test/", 200, "page")))
			e, _ := long(t, "http://long.test/", 1)
			if err := r.Add(found(e.URL, e)); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("got %v; want that the disk is full", err)
			}
			if err := r.Close(noon, true); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("Close: got %v", err)
			}
			if n := wantSound(t, dir); n > 1 || n < 1 && room > 2000 {
				t.Errorf("%d snapshots", n)
			}
		})
	}
}
