package archive

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// asked is the answer to a conditional request: what Stored has, confirmed.
func asked(t *testing.T, a *Archive, link, url string, at time.Time) *fetch.Exchange {
	t.Helper()
	s := a.Stored(link, url)
	if s == nil {
		t.Fatalf("nothing of %s is stored", url)
	}
	e, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	own := reply(url, 304, "")
	own.At, own.Header = at, map[string][]string{"Etag": {s.ETag}}
	return own.Confirmed(e)
}

func TestStored(t *testing.T) {
	const link, target = "https://a.test/", "https://a.test/page"
	dir := t.TempDir()
	a := mustOpen(t, dir)
	if a.HasPast() {
		t.Error("an empty archive has answers")
	}
	hop, page := reply(link, 301, "moved"), reply(target, 200, "page")
	hop.Header.Set("ETag", `"hop"`)
	page.Header.Set("ETag", `W/"1"`)
	page.Header.Set("Last-Modified", "Fri, 14 Nov 2025 11:00:00 GMT")
	cut := reply("https://cut.test/", 200, "half")
	cut.Truncated = "length"
	cut.Header.Set("ETag", `"2"`)
	missing := reply("https://missing.test/", 404, "no")
	missing.Header.Set("ETag", `"3"`)
	elsewhere := reply("https://copy.test/", 200, "page") // its payload is stored as another's
	elsewhere.Header.Set("ETag", `"4"`)
	record(t, a, nil, found(link, hop, page), found(cut.URL, cut), found(missing.URL, missing), found(elsewhere.URL, elsewhere))
	if !a.HasPast() {
		t.Error("an archive with answers has none")
	}
	for _, none := range [][2]string{{link, link}, {link, "https://b.test/"}, {target, target}, {cut.URL, cut.URL}, {missing.URL, missing.URL}, {elsewhere.URL, elsewhere.URL}} {
		if s := a.Stored(none[0], none[1]); s != nil {
			t.Errorf("%v: got %+v; want nothing", none, s)
		}
	}
	s := a.Stored(link, target)
	if s == nil || s.ETag != `W/"1"` || s.LastModified != "Fri, 14 Nov 2025 11:00:00 GMT" {
		t.Fatalf("got %+v", s)
	}
	// Confirmed once, and then on the strength of that again.
	for i := range 2 {
		at := noon.Add(time.Duration(i+1) * 24 * time.Hour)
		again := reply(link, 301, "moved")
		again.At = at
		record(t, a, nil, found(link, again, asked(t, a, link, target, at)))
	}
	wantRows(t, a.db, "SELECT type, status, payload_id, sha256 = '"+sum([]byte("page"))+"', recorded_at > '2025-11-15' FROM snapshots WHERE url = '"+target+"' ORDER BY id",
		"response|200|<nil>|1|0", "revisit|304|2|1|1", "revisit|304|2|1|1")
	wantSound(t, dir)
	text := inflate(t, warcFiles(t, dir)...)
	for want, times := range map[string]int{
		"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n":                  2,
		"\r\nHTTP/1.1 304 Not Modified\r\n":                                                              2,
		"WARC-Refers-To-Target-URI: " + target + "\r\nWARC-Refers-To-Date: 2025-11-14T12:00:00.123Z\r\n": 3, // and the copy
	} {
		if got := strings.Count(text, want); got != times {
			t.Errorf("%q stands there %d times; want %d", want, got, times)
		}
	}
	r, err := OpenReplay(warcFiles(t, dir)...)
	if err != nil {
		t.Fatal(err)
	}
	e, err := r.Fetch(t.Context(), request(t, target))
	if err != nil || e.Status != 200 || string(e.Body) != "page" || !e.At.Equal(noon.Add(48*time.Hour).Truncate(time.Millisecond)) {
		t.Errorf("replayed: got %+v, %v", e, err)
	}
	c, err := a.Recall(link, noon)
	if err != nil || c == nil || string(c.Exchanges[0].Body) != "page" || c.Exchanges[0].Status != 200 {
		t.Errorf("recalled: got %+v, %v", c, err)
	}

	// A record that is damaged or lost is noticed.
	s = a.Stored(link, target)
	damage(t, warcFiles(t, dir))
	if e, err := s.Load(); err == nil {
		t.Errorf("a damaged record: got %q", e.Body)
	}
	for _, name := range warcFiles(t, dir) {
		_ = os.Remove(name)
	}
	if s := a.Stored(link, target); s != nil {
		t.Errorf("a lost record: got %+v", s)
	}
}

// damage changes every byte of files behind their heads.
func damage(t *testing.T, files []string) {
	t.Helper()
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 10; i < len(data); i++ {
			data[i] ^= 0x55
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
