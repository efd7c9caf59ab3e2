package archive

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A smallDisk is a disk with room for so many bytes, that then writes a part
// and fails, or one that cannot sync.
type smallDisk struct {
	room atomic.Int64
	sync error
}

func (d *smallDisk) open(path string) (handle, error) {
	h, err := createFile(path)
	return &smallFile{h, d}, err
}

type smallFile struct {
	handle
	disk *smallDisk
}

func (f *smallFile) Write(p []byte) (int, error) {
	if left := f.disk.room.Add(-int64(len(p))); left < 0 {
		n, err := f.handle.Write(p[:max(0, int64(len(p))+left)])
		return n, errors.Join(err, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
	}
	return f.handle.Write(p)
}

func (f *smallFile) Sync() error {
	if f.disk.sync != nil {
		return f.disk.sync
	}
	return f.handle.Sync()
}

func TestDiskFull(t *testing.T) {
	for room := int64(0); room < 12000; room += 997 {
		t.Run(fmt.Sprint(room), func(t *testing.T) {
			dir := t.TempDir()
			a := mustOpen(t, dir)
			disk := new(smallDisk)
			disk.room.Store(room)
			a.open = disk.open
			passed := 0
			r, err := a.Begin(Run{}, nil, func(checker.Result) error { passed++; return nil })
			if err != nil {
				t.Fatal(err)
			}
			added := 0
			var first error
			for i := range 100 {
				url := fmt.Sprintf("http://a.test/%d", i)
				err := r.Add(found(url, reply(url, 302, ""), reply(url+"/to", 200, fmt.Sprint(rand.Uint64()))))
				switch {
				case err == nil:
					added++
				case first == nil:
					first = err
				case err != first:
					t.Fatalf("got %v; want %v again", err, first)
				}
			}
			if !errors.Is(first, syscall.ENOSPC) || !strings.Contains(first.Error(), dir) {
				t.Errorf("got %v; want that the disk is full", first)
			}
			if err := r.Close(noon, true); err != first {
				t.Errorf("Close: got %v; want %v", err, first)
			}
			if passed != added {
				t.Errorf("%d were added, %d went on", added, passed)
			}
			wantRows(t, a.db, "SELECT complete, (SELECT count(*) FROM checks) FROM runs", fmt.Sprintf("0|%d", added))
			for _, f := range warcFiles(t, dir) { // before anything is mended
				if info, err := os.Stat(f); err != nil || info.Size() == 0 {
					t.Errorf("%s is empty", f)
				}
			}
			wantSound(t, dir)
		})
	}
}

// A record that is not known to be on disk gets no row.
func TestSyncFails(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	disk := &smallDisk{sync: syscall.EIO}
	disk.room.Store(1 << 40)
	a.open = disk.open
	r, err := a.Begin(Run{}, nil, func(checker.Result) error { t.Error("a result went on"); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(found("http://a.test/", reply("http://a.test/", 200, "page"))); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(noon, true); !errors.Is(err, syscall.EIO) {
		t.Errorf("got %v; want %v", err, syscall.EIO)
	}
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM checks), (SELECT count(*) FROM snapshots)", "0|0")
}

// A trigger stands for a database that fails in the middle of a batch.
func TestCommitFails(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	if _, err := a.db.Exec("CREATE TRIGGER t BEFORE INSERT ON checks WHEN new.detail = 'bad' BEGIN SELECT raise(ABORT, 'no room'); END"); err != nil {
		t.Fatal(err)
	}
	r, err := a.Begin(Run{}, nil, func(checker.Result) error { t.Error("a result went on"); return nil })
	if err != nil {
		t.Fatal(err)
	}
	good := found("http://a.test/", reply("http://a.test/", 200, "page"))
	bad := failed("http://b.test/", verdict.DNS, noon)
	bad.Check.Detail = "bad"
	if err := errors.Join(r.Add(good), r.Add(bad)); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(noon, true); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("got %v; want no room", err)
	}
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM checks), (SELECT count(*) FROM snapshots), complete FROM runs", "0|0|0")
}

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	r, err := a.Begin(Run{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.files.limit = 10_000
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 50 {
				url := fmt.Sprintf("http://a.test/%d/%d", i, j)
				if err := r.Add(found(url, reply(url, 200, url))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := r.Close(noon, true); err != nil {
		t.Fatal(err)
	}
	files := warcFiles(t, dir)
	if len(files) < 10 {
		t.Errorf("got %d files; want more", len(files))
	}
	wantRows(t, a.db, "SELECT count(*) FROM files", fmt.Sprint(len(files)))
	if n := wantSound(t, dir); n != 200 {
		t.Errorf("got %d snapshots; want 200", n)
	}
}

// A payload whose file was removed is stored anew.
func TestPayloadLost(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	for _, f := range warcFiles(t, dir) {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	}
	wantRows(t, a.db, "SELECT type, payload_id FROM snapshots", "response|<nil>", "response|<nil>", "revisit|2")
}

func TestCutTails(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	path := warcFiles(t, dir)[0]
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, err := infoRecord("x", "citecheck", "")
	if err != nil {
		t.Fatal(err)
	}
	unknown := filepath.Join(dir, warcFolder, "citecheck-unknown.warc.gz")
	for _, test := range []struct {
		name       string
		path       string
		data, want []byte // nil for no file
	}{
		{"whole", path, whole, whole},
		{"torn", path, append(whole[:len(whole):len(whole)], head[:20]...), whole},
		{"zeros", path, append(whole[:len(whole):len(whole)], make([]byte, 20)...), whole},
		{"a record without a row", path, append(whole[:len(whole):len(whole)], head...), append(whole[:len(whole):len(whole)], head...)},
		{"shorter than it was", path, whole[:30], whole[:30]},
		{"unknown", unknown, head, head},
		{"unknown and torn", unknown, append(head[:len(head):len(head)], head[:20]...), head},
		{"unknown and damaged", unknown, append(append(head[:len(head):len(head)], make([]byte, 20)...), head...), append(append(head[:len(head):len(head)], make([]byte, 20)...), head...)},
		{"unknown and all torn", unknown, head[:20], nil},
		{"unknown and empty", unknown, []byte{}, nil},
		{"not ours", filepath.Join(dir, warcFolder, "other.warc.gz"), head[:20], head[:20]},
		{"no WARC file", filepath.Join(dir, warcFolder, "notes.txt"), []byte("x"), []byte("x")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := a.db.Exec("DELETE FROM files WHERE warc = 'warc/citecheck-unknown.warc.gz'; UPDATE files SET bytes = ?", len(whole)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(test.path, test.data, 0o644); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				mustOpen(t, dir)
				got, err := os.ReadFile(test.path)
				if !bytes.Equal(got, test.want) || err != nil && test.want != nil {
					t.Errorf("got %d bytes, %v; want %d", len(got), err, len(test.want))
				}
			}
		})
	}
}

// A file that a living process writes is left alone, whatever it looks like.
func TestCutTailsOfTheLiving(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	path := filepath.Join(dir, warcFolder, "citecheck-living.warc.gz")
	f, err := createFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int64{0, 4} {
		if err := a.cutTails(); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() != want {
			t.Fatalf("got %v, %v; want %d bytes", info, err, want)
		}
		if _, err := f.Write([]byte("torn")); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.cutTails(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		t.Error("it is still there after its process has ended")
	}
}
