package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/citecheck/citecheck/archive/warc"
)

// A sweep asks for what it has on condition; an answer "not modified" is a check
// with a revisit record, and a page that was modified comes whole.
func TestSweepAsksOnCondition(t *testing.T) {
	const modified = "Sat, 01 Nov 2025 04:00:00 GMT"
	var mu sync.Mutex
	var asked []string
	tag, words := `"one"`, "The tide table of the harbour has been printed every winter since the harbour was built, and names the hour of high water for each day."
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, strings.TrimRight(fmt.Sprint(r.URL.Path, " ", r.Header.Get("If-None-Match"), " ", r.Header.Get("If-Modified-Since")), " "))
		known := false
		switch r.URL.Path {
		case "/tagged":
			w.Header().Set("ETag", tag)
			known = r.Header.Get("If-None-Match") == tag
		case "/dated":
			w.Header().Set("Last-Modified", modified)
			known = r.Header.Get("If-Modified-Since") == modified
		}
		if known {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>%[1]s</title><article><h1>%[1]s</h1><p>%[2]s</p></article>", strings.TrimPrefix(r.URL.Path, "/"), words)
	}))
	defer server.Close()
	dir := t.TempDir()
	paper := filepath.Join(dir, "paper.md")
	text := fmt.Sprintf("Tides.[^1] [^2] [^3]\n\n[^1]: Harbour Board, \"tagged\", <%[1]s/tagged>\n[^2]: Harbour Board, \"dated\", <%[1]s/dated>\n[^3]: Harbour Board, \"plain\", <%[1]s/plain>\n", server.URL)
	if err := os.WriteFile(paper, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	sweep := func(wantCode int, wantOut string, wantAsked ...string) {
		t.Helper()
		asked = nil
		var stdout, stderr bytes.Buffer
		code := execute(t.Context(), []string{"citecheck", "sweep", "--archive", filepath.Join(dir, "arch"), "--alive-every", "0s", "--allow-private",
			"--rate", "0", "--fail-on", "warning", "--no-color", paper}, nil, &stdout, &stderr)
		if code != wantCode || !strings.Contains(stdout.String(), wantOut) {
			t.Errorf("got code %d, %s%s; want %d, %s", code, &stdout, &stderr, wantCode, wantOut)
		}
		slices.Sort(asked)
		if !slices.Equal(asked, wantAsked) {
			t.Errorf("the server was asked for\n%q\nwant\n%q", asked, wantAsked)
		}
	}
	sweep(0, "First sweep, and nothing is dead. 3 links, 3 visited: 3 alive", "/dated", "/plain", "/tagged")
	sweep(0, "Nothing changed since the last sweep. 3 links, 3 visited: 3 alive", "/dated  "+modified, "/plain", `/tagged "one"`)

	db, err := sql.Open("sqlite", filepath.Join(dir, "arch", "citecheck.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var kinds string
	if err := db.QueryRow(`SELECT group_concat(line, ' ') FROM (SELECT checks.status || ' ' || checks.health || ' ' || snapshots.type || ' ' || snapshots.status AS line
		FROM checks JOIN snapshots ON snapshots.id = snapshot_id WHERE checks.run_id = 2 ORDER BY final_url)`).Scan(&kinds); err != nil {
		t.Fatal(err)
	}
	if want := "200 alive revisit 304 200 alive revisit 200 200 alive revisit 304"; kinds != want {
		t.Errorf("got %s; want %s", kinds, want)
	}
	want := []string{"/dated server-not-modified /dated", "/plain identical-payload-digest /plain", "/tagged server-not-modified /tagged"}
	if got := revisits(t, filepath.Join(dir, "arch"), server.URL); !slices.Equal(got, want) {
		t.Errorf("got the revisits %q; want %q", got, want)
	}

	mu.Lock()
	tag, words = `"two"`, "The board has closed its web site for the season. Letters reach it at the county hall, where somebody opens them on Thursdays between market and prayer."
	mu.Unlock()
	sweep(1, "CHANGED  [1] “tagged”", "/dated  "+modified, "/plain", `/tagged "one"`)
	sweep(0, "Nothing changed", "/dated  "+modified, "/plain", `/tagged "two"`)
}

// A writer that does something else whenever it is written to.
type meanwhile func()

func (do meanwhile) Write(p []byte) (int, error) {
	do()
	return len(p), nil
}

// While a sweep prints what it found no other one can begin: it would find the
// same, as what was reported is noted last.
func TestSweepLocksUntilNoted(t *testing.T) {
	args := []string{"citecheck", "sweep", "--archive", filepath.Join(t.TempDir(), "arch"), "--replay", "testdata/tour/pages.warc.gz", "testdata/tour/paper.md"}
	var stderr bytes.Buffer
	codes := map[int]int{}
	second := meanwhile(func() { codes[execute(t.Context(), args, nil, io.Discard, &stderr)]++ })
	if code := execute(t.Context(), args, nil, second, io.Discard); code != exitFindings {
		t.Errorf("the first sweep: exit code %d; want %d", code, exitFindings)
	}
	if len(codes) != 1 || codes[exitFailed] == 0 || !strings.Contains(stderr.String(), "another sweep of this archive is still running") {
		t.Errorf("the second sweep: exit codes %v, %s", codes, &stderr)
	}
	var stdout bytes.Buffer
	if code := execute(t.Context(), args, nil, &stdout, &stderr); code != exitClean || !strings.HasPrefix(stdout.String(), "Nothing changed") {
		t.Errorf("the third sweep: exit code %d, %s", code, &stdout)
	}
}

// revisits are those in an archive's WARC files: target, profile and what each
// refers to.
func revisits(t *testing.T, dir, host string) (list []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "warc", "*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		records, err := warc.NewReader(name, f, warc.Place{})
		if err != nil {
			t.Fatal(err)
		}
		for {
			rec, err := records.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			h := rec.Header
			if h.Get("WARC-Type") != warc.Revisit {
				continue
			}
			if _, err := warc.ParseDate(h.Get("WARC-Refers-To-Date")); err != nil {
				t.Error(err)
			}
			list = append(list, strings.Join([]string{strings.TrimPrefix(h.Get("WARC-Target-URI"), host),
				h.Get("WARC-Profile")[strings.LastIndex(h.Get("WARC-Profile"), "/")+1:], strings.TrimPrefix(h.Get("WARC-Refers-To-Target-URI"), host)}, " "))
		}
	}
	slices.Sort(list)
	return list
}
