package archive

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
)

var kills = flag.Int("kills", 20, "how many processes TestKill kills, two at a time")

// childDir makes the test binary a process that records until it is killed.
const childDir = "CITECHECK_TEST_RECORD_INTO"

func TestMain(m *testing.M) {
	flag.Parse()
	if dir := os.Getenv(childDir); dir != "" {
		recordForever(dir)
	}
	os.Exit(m.Run())
}

// recordForever prints each URL once it is recorded.
func recordForever(dir string) {
	fatal := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	a, err := Open(dir)
	fatal(err)
	out := bufio.NewWriter(os.Stdout)
	r, err := a.Begin(Run{Version: "child"}, nil, func(res checker.Result) error {
		fmt.Fprintln(out, res.Check.URL)
		return out.Flush()
	})
	fatal(err)
	r.files.limit = 500_000
	for i := range 8 {
		go func() {
			for j := 0; ; j++ {
				// Some payloads are new, some are common to all processes.
				url := fmt.Sprintf("http://%d.test/%d/%d", os.Getpid(), i, j)
				time.Sleep(rand.N(4 * time.Millisecond)) // a server's part
				body := strings.Repeat(fmt.Sprintf("page %d ", j%100), 1000)
				if j%3 == 0 {
					body += url
				}
				fatal(r.Add(found(url, reply(url, 301, "moved"), reply(url+"/to", 200, body))))
			}
		}()
	}
	select {}
}

// After kill -9 at any moment the archive is sound and has all that was said
// to be recorded. Two processes record at a time.
func TestKill(t *testing.T) {
	rounds := *kills / 2
	if testing.Short() {
		rounds = 3
	}
	var dir string
	for i := range rounds {
		if i%3 == 0 { // on a new archive, then on one with torn files
			dir = t.TempDir()
		}
		var wg sync.WaitGroup
		said := make([]string, 2)
		for i := range said {
			wg.Go(func() { said[i] = runAndKill(t, dir) })
		}
		wg.Wait()
		wantSound(t, dir)
		a := mustOpen(t, dir)
		have := strings.Join(rowsOf(t, a.db, "SELECT url FROM latest WHERE warc IS NOT NULL"), "\n") + "\n"
		for url := range strings.Lines(said[0] + said[1]) {
			if strings.HasSuffix(url, "\n") && !strings.Contains(have, url) {
				t.Fatalf("%s was recorded and is lost", strings.TrimSpace(url))
			}
		}
		t.Logf("%d recorded so far", strings.Count(have, "\n"))
	}
}

// runAndKill starts a child, kills it at a random moment and returns what it
// printed.
func runAndKill(t *testing.T, dir string) string {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	var out, fault strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &fault
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return ""
	}
	time.Sleep(rand.N(600 * time.Millisecond)) // the moment is the test
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // it was killed
	if fault.Len() > 0 {
		t.Errorf("the child failed: %s", &fault)
	}
	return out.String()
}
