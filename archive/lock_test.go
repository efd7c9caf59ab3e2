package archive

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// hold locks the database as another program may.
func hold(t *testing.T, dir string) (release func()) {
	t.Helper()
	b := mustOpen(t, dir)
	conn, err := b.db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
			t.Error(err)
		}
		conn.Close()
	}
}

// A run waits for another program that has the database locked.
func TestLockedForAWhile(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	r, err := a.Begin(Run{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	release := hold(t, dir)
	if err := r.Add(found("http://a.test/", reply("http://a.test/", 200, "page"))); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Second, release)
	if err := r.Close(noon, true); err != nil {
		t.Fatal(err)
	}
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM checks), complete FROM runs", "1|1")
}

// One that waited long enough says so; what it saw is in the WARC file, and
// verify takes it up.
func TestLockedForTooLong(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	r, err := a.Begin(Run{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.rows.conn.ExecContext(t.Context(), "PRAGMA busy_timeout = 50"); err != nil { // instead of ten seconds
		t.Fatal(err)
	}
	release := hold(t, dir)
	if err := r.Add(found("http://a.test/", reply("http://a.test/", 200, article))); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(noon, true); err == nil || !strings.Contains(err.Error(), "locked by another program") {
		t.Errorf("got %v; want that it is locked", err)
	}
	release()
	wantRows(t, a.db, "SELECT (SELECT count(*) FROM checks), complete FROM runs", "0|0")
	b := mustOpen(t, dir)
	if done, err := b.Repair(mustVerify(t, b)); err != nil || done.Answers != 1 {
		t.Errorf("got %+v, %v; want the answer taken up", done, err)
	}
	wantRows(t, b.db, "SELECT health FROM latest", "alive")
}

// seal makes a folder one in which nothing can be written: for root that takes
// a file system of its own.
func seal(t *testing.T, dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
		return
	}
	if err := exec.Command("mount", "--bind", dir, dir).Run(); err != nil {
		t.Skip("nothing can be mounted here")
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	if err := exec.Command("mount", "-o", "remount,ro,bind", dir).Run(); err != nil {
		t.Skip("nothing can be mounted here")
	}
}

// In a folder that cannot be written nothing is recorded, and all is read.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	seal(t, dir)
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "the folder cannot be written") {
		t.Errorf("got %v; want that the folder cannot be written", err)
	}
	b, err := OpenExisting(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if v, err := b.At("http://a.test/", time.Time{}); err != nil || string(v.Body) != "page" {
		t.Errorf("got %v, %v; want the page", v, err)
	}
	if v := mustVerify(t, b); len(v.Problems) > 0 {
		t.Errorf("%+v", v.Problems)
	}
	if _, err := b.Prune(t.Context(), PruneRule{KeepLast: 1}, false); !errors.Is(err, syscall.EROFS) && !errors.Is(err, syscall.EACCES) {
		t.Errorf("got %v; want that nothing can be written", err)
	}
}

func TestOpenExisting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	if _, err := OpenExisting(dir); !errors.Is(err, ErrNone) {
		t.Errorf("got %v; want %v", err, ErrNone)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it made the folder: %v", err)
	}
}

// A clock that jumps back a year: what is recorded then is there, the archive
// is sound, and the order of recording tells what is news.
func TestClockJumpsBack(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	const url = "http://a.test/"
	record(t, a, nil, found(url, reply(url, 200, "page")))
	early := reply(url, 200, "other page")
	early.At = noon.AddDate(-1, 0, 0)
	record(t, a, nil, found(url, early), failed("http://b.test/", verdict.DNS, early.At))
	wantSound(t, dir)
	entries, err := a.History(url)
	if err != nil || len(entries) != 2 || !entries[0].CheckedAt.Before(entries[1].CheckedAt) {
		t.Errorf("got %v, %v; want both checks, as the clock had them", entries, err)
	}
	if past, err := a.Past(url, early.At.Add(time.Hour)); err != nil || len(past.Failed) != 0 {
		t.Errorf("got %+v, %v", past, err)
	}
	// For a clock that is right again the check of the wrong one is due.
	if _, due, err := a.Due(url, early.At.Add(time.Hour), Schedule{Alive: time.Hour * 1000}); err != nil || !due {
		t.Errorf("due is %v, %v; want that a check from the future does not count", due, err)
	}
}
