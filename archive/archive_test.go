package archive

import (
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func TestOpenTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "archive")
	for range 2 {
		a, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		wantRows(t, a.db, "PRAGMA user_version", "4")
		wantRows(t, a.db, "PRAGMA journal_mode", "wal")
		wantRows(t, a.db, "PRAGMA foreign_keys", "1")
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// SQLite reads "?", "#" and "%" of a file name as part of a URI.
func TestOpenNames(t *testing.T) {
	for _, name := range []string{"with space", "what?mode=memory", "a#b", "100%41", "ü", "a&b=c", "file:x"} {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "?:") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			a := mustOpen(t, dir)
			record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
			if _, err := os.Stat(filepath.Join(dir, databaseName)); err != nil {
				t.Error(err)
			}
			if wantSound(t, dir) != 1 {
				t.Error("the record is not there")
			}
		})
	}
}

func TestOpenRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	a := mustOpen(t, "archive")
	t.Chdir(t.TempDir())
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	wantRows(t, a.db, "SELECT count(*) FROM latest", "1")
}

func TestOpenRefuses(t *testing.T) {
	database := func(script string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			db, err := sql.Open("sqlite", filepath.Join(dir, databaseName))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(script); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name string
		make func(t *testing.T, dir string)
		want string
	}{
		{"newer", database("PRAGMA user_version = 99"), "made by a newer citecheck: update citecheck"},
		{"of another program", database("CREATE TABLE t (x)"), "belongs to another program"},
		{"of another program with a version", database("PRAGMA user_version = 1; CREATE TABLE t (x)"), "belongs to another program"},
		{"no database", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, databaseName), strings.Repeat("this is a text\n", 100))
		}, "citecheck.db is no database: citecheck verify --rebuild"},
		{"a folder", func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, databaseName), 0o755); err != nil {
				t.Fatal(err)
			}
		}, "citecheck.db cannot be written"},
		{"warc is a file", func(t *testing.T, dir string) { write(t, filepath.Join(dir, warcFolder), "") }, "the folder cannot be written: "},
		{"read only", func(t *testing.T, dir string) {
			if os.Getuid() == 0 {
				t.Skip("root writes everywhere")
			}
			if err := os.Chmod(dir, 0o555); err != nil {
				t.Fatal(err)
			}
		}, "the folder cannot be written: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.make(t, dir)
			before := files(t, dir)
			a, err := Open(dir)
			if err == nil {
				_ = a.Close()
				t.Fatal("it opens")
			}
			text := err.Error()
			if !strings.Contains(text, test.want) || !strings.Contains(text, dir) || strings.Contains(text, "\n") {
				t.Errorf("got %q; want one line with %s and %q", text, dir, test.want)
			}
			// The empty folder for WARC files may stay.
			if after := strings.TrimSuffix(files(t, dir), " "+warcFolder); after != before {
				t.Errorf("there was %q, now there is %q", before, after)
			}
		})
	}
	t.Run("below a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		write(t, file, "")
		if _, err := Open(filepath.Join(file, "archive")); err == nil || !strings.Contains(err.Error(), "choose another folder with --archive") {
			t.Errorf("got %v; want what to do", err)
		}
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// Six archives open one new folder at once, each from its own connections.
func TestOpenAtOnce(t *testing.T) {
	for range 5 {
		dir := t.TempDir()
		var wg sync.WaitGroup
		start := make(chan struct{})
		for range 6 {
			wg.Go(func() {
				<-start
				a, err := Open(dir)
				if err != nil {
					t.Error(err)
					return
				}
				if err := a.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		close(start)
		wg.Wait()
	}
}

// The database is for people with sqlite3 too.
func TestReadableBySQLite3(t *testing.T) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	a := mustOpen(t, dir)
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")))
	out, err := exec.Command(shell, filepath.Join(dir, databaseName), "select * from latest; pragma integrity_check").CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "http://a.test/|alive|ok||200|http://a.test/||A page|2025-11|") || !strings.HasSuffix(string(out), "\nok\n") {
		t.Errorf("got %s, %v", out, err)
	}
}
