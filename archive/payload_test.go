package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// SQLite's log grows until nobody looks at the database for the length of a
// commit; a run that looks for each payload must leave it such moments.
func TestLogBeginsAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 10,000 rows")
	}
	dir := t.TempDir()
	a := mustOpen(t, dir)
	longest := int64(0)
	r, err := a.Begin(Run{StartedAt: time.Now()}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 * maxBatch {
		url := fmt.Sprintf("https://a.test/%d", i)
		if err := r.Add(found(url, reply(url, 200, url))); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(filepath.Join(dir, databaseName+"-wal")); err == nil {
			longest = max(longest, info.Size())
		}
	}
	if err := r.Close(time.Now(), true); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	if longest > info.Size()*3/2 {
		t.Errorf("the log grew to %d bytes, the database to %d", longest, info.Size())
	}
}
