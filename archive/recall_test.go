package archive

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A check is recalled as it was recorded, with its answer, as long as it is
// young enough and its record can be read.
func TestRecall(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	hop := reply("https://a.test/", 301, "moved")
	hop.Header.Set("Location", "https://a.test/page")
	moved := found("https://a.test/", hop, reply("https://a.test/page", 200, "page"))
	moved.Check.Redirects = []checker.Hop{{Status: 301, URL: "https://a.test/page"}}
	// The second answer has the payload of the first: it is a revisit.
	same := found("https://b.test/", reply("https://b.test/", 200, "page"))
	record(t, a, nil, moved, same, failed("https://c.test/", verdict.Timeout, noon), failed("https://d.test/", verdict.Offline, noon))

	for _, url := range []string{"https://a.test/", "https://b.test/"} {
		c, err := a.Recall(url, noon.Add(-time.Hour))
		if err != nil || c == nil || !c.Cached || c.Health != verdict.Alive || c.Status != 200 || c.Snapshot == nil || c.CheckedAt.Sub(noon).Abs() > time.Second {
			t.Fatalf("%s: got %+v, %v", url, c, err)
		}
		if len(c.Exchanges) != 1 || string(c.Exchanges[0].Body) != "page" || c.Published.String() != "2025-11" {
			t.Errorf("%s: got %+v", url, c)
		}
	}
	if c, err := a.Recall("https://a.test/", noon.Add(-time.Hour)); err != nil || len(c.Redirects) != 1 || c.Redirects[0] != moved.Check.Redirects[0] {
		t.Errorf("redirects: got %+v, %v", c, err)
	}
	if c, err := a.Recall("https://c.test/", noon.Add(-time.Second)); err != nil || c == nil || c.Reason != verdict.Timeout || len(c.Exchanges) != 0 {
		t.Errorf("a check without an answer: got %+v, %v", c, err)
	}
	for name, url := range map[string]string{"skipped": "https://d.test/", "never seen": "https://e.test/"} {
		if c, err := a.Recall(url, noon.Add(-time.Hour)); c != nil || err != nil {
			t.Errorf("%s: got %+v, %v", name, c, err)
		}
	}
	if c, err := a.Recall("https://a.test/", noon.Add(time.Hour)); c != nil || err != nil {
		t.Errorf("too old: got %+v, %v", c, err)
	}
	for _, file := range warcFiles(t, dir) {
		if err := os.Remove(filepath.Join(dir, file)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		_ = os.Remove(file)
	}
	if c, err := a.Recall("https://a.test/", noon.Add(-time.Hour)); c != nil || err != nil {
		t.Errorf("its record is lost: got %+v, %v", c, err)
	}
}
