package archive

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// An answer "not modified" is as good as the page that it confirms, for all
// that works on the archive.
func TestNotModifiedEverywhere(t *testing.T) {
	const address = "https://a.test/page"
	dir := t.TempDir()
	a := mustOpen(t, dir)
	first := reply(address, 200, article)
	first.Header.Set("ETag", `"1"`)
	record(t, a, nil, found(address, first))
	for day := range 3 {
		e := asked(t, a, address, address, noon.Add(time.Duration(day+1)*24*time.Hour))
		record(t, a, nil, found(address, e))
	}
	wantRows(t, a.db, "SELECT type, status FROM snapshots", "response|200", "revisit|304", "revisit|304", "revisit|304")
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
		t.Errorf("verify: %+v", v)
	}
	if v, err := a.At(address, time.Time{}); err != nil || string(v.Body) != article || !v.CheckedAt.After(noon.Add(time.Hour)) {
		t.Errorf("show: %v, %v", v, err)
	}
	var out bytes.Buffer
	if done, err := a.ExportWACZ(&out, a.SelectAll(), "citecheck/test"); err != nil || done.Answers != 4 || len(done.Lost) > 0 {
		t.Fatalf("export: %+v, %v", done, err)
	}
	path := filepath.Join(t.TempDir(), "x.wacz")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReplay(path)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(address)
	if e, err := r.Fetch(t.Context(), fetch.Request{URL: u}); err != nil || e.Status != 200 || string(e.Body) != article {
		t.Errorf("replay: %v, %v", e, err)
	}
	if done, err := a.Prune(t.Context(), PruneRule{KeepLast: 1}, false); err != nil || done.Answers != 2 || done.Kept != 1 {
		t.Errorf("prune: %+v, %v", done, err)
	}
	wantSound(t, dir)
	if v := mustVerify(t, a); len(v.Problems) > 0 || v.Unindexed > 0 {
		t.Errorf("verify after prune: %+v", v)
	}
}

// The same, from the WARC files alone.
func TestNotModifiedRebuilt(t *testing.T) {
	const address = "https://a.test/page"
	dir := t.TempDir()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	first := reply(address, 200, article)
	first.Header.Set("ETag", `"1"`)
	record(t, a, nil, found(address, first))
	record(t, a, nil, found(address, asked(t, a, address, address, noon.Add(24*time.Hour))))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if done, err := Rebuild(t.Context(), dir); err != nil || done.Answers != 2 || done.Checks != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	b := mustOpen(t, dir)
	wantRows(t, b.db, "SELECT checks.health, checks.reason, snapshots.type FROM checks JOIN snapshots ON snapshots.id = snapshot_id ORDER BY checked_at",
		"alive|ok|response", "alive|ok|revisit")
	wantSound(t, dir)
}
