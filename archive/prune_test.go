package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// visited records one visit a day of a link: a body each, "" for a day on which
// the page was dead; a body that begins with ">" is behind a redirect.
func visited(t testing.TB, a *Archive, url string, bodies ...string) {
	for day, body := range bodies {
		at := noon.Add(time.Duration(day) * 24 * time.Hour)
		var answers []*fetch.Exchange
		if strings.HasPrefix(body, ">") {
			answers = append(answers, reply(url, 302, ""))
			answers = append(answers, reply(url+"to", 200, body))
		} else {
			answers = append(answers, reply(url, 200, body))
		}
		for _, e := range answers {
			e.At = at
		}
		res := found(url, answers...)
		if body == "" {
			answers[0].Status, answers[0].Body = 404, []byte("not found")
			res = found(url, answers...)
			res.Check.Verdict = verdict.Of(verdict.NotFound, "HTTP 404")
		}
		record(t, a, nil, res)
	}
}

func TestPrune(t *testing.T) {
	for _, test := range []struct {
		name   string
		rule   PruneRule
		bodies []string
		want   []string // the days whose last answer is kept, oldest first
	}{
		{"the last two", PruneRule{KeepLast: 2}, []string{"a", "b", "c", "d"}, []string{"2", "3"}},
		{"the young ones", PruneRule{Before: noon.Add(36 * time.Hour)}, []string{"a", "b", "c", "d"}, []string{"2", "3"}},
		{"all are old", PruneRule{Before: noon.Add(360 * time.Hour)}, []string{"a", "b"}, []string{"1"}},
		{"old and past the last three", PruneRule{KeepLast: 3, Before: noon.Add(36 * time.Hour)}, []string{"a", "b", "c", "d"}, []string{"1", "2", "3"}},
		{"more than there are", PruneRule{KeepLast: 9}, []string{"a", "b"}, []string{"0", "1"}},
		{"the only page of a dead link", PruneRule{KeepLast: 1}, []string{"a", "", "", ""}, []string{"0", "1", "3"}},
		{"never alive", PruneRule{KeepLast: 1}, []string{"", ""}, []string{"0", "1"}},
		{"hops go with their visit", PruneRule{KeepLast: 1}, []string{">a", ">b", ">c"}, []string{"2"}},
		{"the payload of one that stays", PruneRule{KeepLast: 1}, []string{"a", "b", "a"}, []string{"0", "2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			a := mustOpen(t, dir)
			visited(t, a, "http://a.test/", test.bodies...)
			dry, err := a.Prune(t.Context(), test.rule, true)
			if err != nil {
				t.Fatal(err)
			}
			before := rowsOf(t, a.db, "SELECT * FROM snapshots")
			done, err := a.Prune(t.Context(), test.rule, false)
			if err != nil || len(done.Damaged) > 0 {
				t.Fatalf("%+v, %v", done, err)
			}
			if dry.Answers != done.Answers || dry.Bytes != done.Bytes || dry.Files != done.Files {
				t.Errorf("it said %+v and did %+v", dry, done)
			}
			if n := len(rowsOf(t, a.db, "SELECT * FROM snapshots")); n != len(before)-done.Answers {
				t.Errorf("%d rows are left of %d, %d were dropped", n, len(before), done.Answers)
			}
			var kept []string
			for _, at := range rowsOf(t, a.db, "SELECT checked_at FROM checks WHERE snapshot_id IS NOT NULL ORDER BY checked_at") {
				day, _ := time.Parse(time.RFC3339, at)
				kept = append(kept, fmt.Sprint(int(day.Sub(noon).Hours()+1)/24))
			}
			if !slices.Equal(kept, test.want) {
				t.Errorf("the days %v are kept; want %v", kept, test.want)
			}
			wantRows(t, a.db, "SELECT count(*) FROM checks", fmt.Sprint(len(test.bodies)))
			wantRows(t, a.db, "SELECT count(*) FROM files WHERE bytes < 0", "0")
			wantSound(t, dir)
			if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
				t.Errorf("%+v", v)
			}
			// What is recorded next shares what is there.
			visited(t, a, "http://b.test/", test.bodies...)
			wantSound(t, dir)
			if again, err := a.Prune(t.Context(), PruneRule{KeepLast: 100}, false); err != nil || again.Answers != 0 {
				t.Errorf("again: %+v, %v", again, err)
			}
		})
	}
}

// Dedup goes across links and files: what one link drops another may need.
func TestPruneShared(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	var all []checker.Result
	for day := range 6 {
		for link := range 10 {
			u := fmt.Sprintf("http://%d.test/", link)
			e := reply(u, 200, fmt.Sprintf("page %d of %d", (day+link)%4, link%3))
			e.At = noon.Add(time.Duration(day) * 24 * time.Hour)
			all = append(all, found(u, e))
		}
	}
	for chunk := range slices.Chunk(all, 7) {
		record(t, a, nil, chunk...)
	}
	if done, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false); err != nil || done.Answers == 0 || done.Kept == 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	wantSound(t, dir)
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
		t.Errorf("%+v", v)
	}
	wantRows(t, a.db, "SELECT count(*) FROM latest WHERE warc IS NULL", "0")
}

// A disk that fills up, at any byte, changes nothing.
func TestPruneDiskFull(t *testing.T) {
	for room := int64(0); room < 3000; room += 500 {
		dir := t.TempDir()
		a := mustOpen(t, dir)
		var all []checker.Result
		for i := range 20 {
			u := fmt.Sprintf("http://%d.test/", i%10)
			all = append(all, found(u, reply(u, 200, fmt.Sprint("page ", i))))
		}
		record(t, a, nil, all...)
		before := rowsOf(t, a.db, "SELECT * FROM snapshots")
		files := warcFiles(t, dir)
		disk := new(smallDisk)
		disk.room.Store(room)
		a.open = disk.open
		_, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("room %d: got %v; want that the disk is full", room, err)
		}
		a.open = createFile
		wantSound(t, dir)
		if !slices.Equal(rowsOf(t, a.db, "SELECT * FROM snapshots"), before) || !slices.Equal(warcFiles(t, dir), files) {
			t.Error("something changed, though nothing could be written")
		}
		if v := mustVerify(t, a); len(v.Problems) > 0 {
			t.Errorf("room %d: %+v", room, v.Problems)
		}
	}
}

// Killed after the rows were moved: the next start removes the old file.
func TestPruneKilled(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	visited(t, a, "http://a.test/", "a", "b")
	name := rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 1")[0]
	rows, err := a.rowsOf(name)
	if err != nil {
		t.Fatal(err)
	}
	drop := map[int64]bool{1: true}
	fresh, err := a.rewrite(name, rows, drop)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.moveRows(name, fresh, rows, drop); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(a.volume(name).Path); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, dir)
	if _, err := os.Stat(b.volume(name).Path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old file is still there: %v", err)
	}
	wantRows(t, b.db, "SELECT count(*) FROM files WHERE bytes < 0", "0")
	wantSound(t, dir)
}

// What is damaged stays as it is, and with it what it refers to.
func TestPruneDamaged(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	visited(t, a, "http://a.test/", "a", "b", "c")
	flip(t, a, 1)
	done, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false)
	if err != nil || len(done.Damaged) != 1 || done.Answers != 1 {
		t.Errorf("got %+v, %v; want one file left, one answer dropped", done, err)
	}
	wantRows(t, a.db, "SELECT id FROM snapshots", "1", "3")
}

// Nothing moves while a run records, and no run begins while something moves.
func TestPruneInUse(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	visited(t, a, "http://a.test/", "a", "b")
	r, err := a.Begin(Run{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false); !errors.Is(err, ErrRecording) {
		t.Errorf("got %v; want %v", err, ErrRecording)
	}
	if err := r.Close(noon, true); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Prune(ctx, PruneRule{KeepLast: 1}, false); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want that it was interrupted", err)
	}
	if done, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false); err != nil || done.Answers != 1 {
		t.Errorf("got %+v, %v", done, err)
	}
}
