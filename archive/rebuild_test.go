package archive

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// The database comes back from the WARC files alone.
func TestRebuild(t *testing.T) {
	for _, broken := range []string{"gone", "no database", "cut"} {
		t.Run(broken, func(t *testing.T) {
			dir := t.TempDir()
			a, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			hop := reply("http://a.test/", 301, "moved")
			hop.Header.Set("Location", "https://a.test/page")
			record(t, a, []*paper.Paper{testPaper()}, found("http://a.test/", hop, reply("https://a.test/page", 200, article)),
				found("http://b.test/", reply("http://b.test/", 404, "<title>404 Not Found</title>")), failed("http://c.test/", verdict.DNS, noon))
			later := reply("http://b.test/", 200, article)
			later.At = noon.Add(24 * time.Hour)
			record(t, a, nil, found("http://b.test/", later))
			before := rowsOf(t, a.db, "SELECT url, status, type, warc, offset, length, recorded_at, sha256, record_id FROM snapshots ORDER BY warc, offset")
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			database := filepath.Join(dir, databaseName)
			switch broken {
			case "gone":
				err = os.Remove(database)
			case "no database":
				err = os.WriteFile(database, []byte(strings.Repeat("no database ", 1000)), 0o600)
			case "cut":
				err = os.Truncate(database, 20000)
			}
			if err != nil {
				t.Fatal(err)
			}
			done, err := Rebuild(t.Context(), dir)
			if err != nil || done.Answers != 4 || done.Checks != 3 {
				t.Fatalf("got %+v, %v; want 4 answers, 3 checks", done, err)
			}
			if (done.Old == "") != (broken == "gone") {
				t.Errorf("the old database is at %q", done.Old)
			}
			a = mustOpen(t, dir)
			after := rowsOf(t, a.db, "SELECT url, status, type, warc, offset, length, recorded_at, sha256, record_id FROM snapshots ORDER BY warc, offset")
			if !slices.Equal(before, after) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
			}
			wantRows(t, a.db, "SELECT url, health, reason, status, final_url FROM checks JOIN links ON links.id = link_id ORDER BY checked_at, url",
				"http://a.test/|alive|moved|200|https://a.test/page", "http://b.test/|dead|not-found|404|http://b.test/", "http://b.test/|alive|ok|200|http://b.test/")
			if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
				t.Errorf("%+v", v)
			}
			wantSound(t, dir)
			record(t, a, nil, found("http://d.test/", reply("http://d.test/", 200, article)))
			wantRows(t, a.db, "SELECT type FROM snapshots WHERE url = 'http://d.test/'", "revisit") // payloads are known again
		})
	}
}

const article = `<!doctype html><html lang="en"><head><title>A Page About Bread</title></head><body><h1>A Page About Bread</h1><p>` +
	`Bread is made of flour, water, salt and time, and of these time is what bakers have least of. This page says so at some length, ` +
	`because a page with fewer words would look like the shell of a program and not like something that a person wrote for people.</p></body></html>`

// A file that is damaged in the middle gives all but what is damaged.
func TestRebuildDamaged(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var results []checker.Result
	for i := range 20 {
		u := fmt.Sprintf("http://%d.test/", i)
		results = append(results, found(u, reply(u, 200, article+u)))
	}
	record(t, a, nil, results...)
	flip(t, a, 7)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if done, err := Rebuild(t.Context(), dir); err != nil || done.Answers != 19 {
		t.Errorf("got %+v, %v; want 19 answers", done, err)
	}
}

// A revisit of a payload that is gone says after rebuilding that it is lost, or
// refers to another record with that payload.
func TestRebuildOrphans(t *testing.T) {
	dir := t.TempDir()
	a := three(t, dir)
	if err := os.Remove(a.volume(rowsOf(t, a.db, "SELECT warc FROM snapshots WHERE id = 1")[0]).Path); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Rebuild(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	a = mustOpen(t, dir)
	wantRows(t, a.db, "SELECT url, lost IS NOT NULL FROM snapshots ORDER BY url", "http://b.test/|0", "http://c.test/|1")
	wantSound(t, dir)
}

// A file that was cut is wrong until it is repaired, and no longer.
func TestRepairCut(t *testing.T) {
	dir := t.TempDir()
	a := three(t, dir)
	path := warcFiles(t, dir)[0]
	for _, cut := range []int64{10, 100} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, info.Size()-cut); err != nil {
			t.Fatal(err)
		}
		v := mustVerify(t, a)
		if len(v.Problems) == 0 {
			t.Errorf("%d bytes less: nothing is wrong", cut)
		}
		if _, err := a.Repair(v); err != nil {
			t.Fatal(err)
		}
		if v := mustVerify(t, a); len(v.Problems) > 0 || v.Lost == 0 {
			t.Errorf("%d bytes less, repaired: %+v", cut, v)
		}
		if again, err := Open(dir); err != nil {
			t.Error(err)
		} else if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
	record(t, a, nil, found("http://late.test/", reply("http://late.test/", 200, "page")))
	if v := mustVerify(t, a); len(v.Problems) > 0 {
		t.Errorf("after another run: %+v", v.Problems)
	}
}

// What a newer citecheck or another program made is no damage: it stays.
func TestRebuildOther(t *testing.T) {
	for _, test := range []struct {
		script string
		want   error
	}{
		{"PRAGMA user_version = 99", errNewer},
		{"PRAGMA application_id = 1", errForeign},
	} {
		dir := t.TempDir()
		a, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, article)))
		if _, err := a.db.Exec(test.script); err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(filepath.Join(dir, databaseName))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Rebuild(t.Context(), dir); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v; want %v", test.script, err, test.want)
		}
		if after, err := os.ReadFile(filepath.Join(dir, databaseName)); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the database is another now: %v", test.script, err)
		}
		if left, err := filepath.Glob(filepath.Join(dir, databaseName+"?*")); err != nil || len(left) > 0 {
			t.Errorf("%s: %q are left behind", test.script, left)
		}
	}
}

// A living process's files are not for others to rebuild from.
func TestRebuildInUse(t *testing.T) {
	dir := t.TempDir()
	a := three(t, dir)
	r, err := a.Begin(Run{}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(found("http://e.test/", reply("http://e.test/", 200, "page"))); err != nil {
		t.Fatal(err)
	}
	if _, err := Rebuild(t.Context(), dir); !errors.Is(err, errInUse) {
		t.Errorf("got %v; want %v", err, errInUse)
	}
	if v := mustVerify(t, a); len(v.Problems) > 0 {
		t.Errorf("while it is written: %+v", v.Problems)
	}
	if err := r.Close(noon, true); err != nil {
		t.Fatal(err)
	}
}
