package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/paper"
)

// exported records a paper's pages twice, the second time as revisits, and a
// page that no paper cites.
func exported(t *testing.T) *Archive {
	a := mustOpen(t, t.TempDir())
	p := testPaper()
	for range 2 {
		hop := reply("http://a.test/", 301, "moved")
		hop.Header.Set("Location", "https://a.test/page")
		packed := reply("https://a.test/page", 200, pack(t, "<title>A page</title>"))
		packed.Header.Set("Content-Encoding", "gzip")
		record(t, a, []*paper.Paper{p}, found("http://a.test/", hop, packed), found("http://b.test/", reply("http://b.test/", 200, "not cited")))
	}
	return a
}

func pack(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wantAnswers makes sure that a recording has the page behind its redirect.
func wantAnswers(t *testing.T, file string, others bool) {
	t.Helper()
	r, err := OpenReplay(file)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse("http://a.test/")
	e, err := r.Fetch(t.Context(), fetch.Request{URL: u})
	if err != nil || e.Status != 301 || e.Header.Get("Location") != "https://a.test/page" {
		t.Errorf("%s: got %+v, %v; want the redirect", file, e, err)
	}
	u, _ = url.Parse("https://a.test/page")
	if e, err = r.Fetch(t.Context(), fetch.Request{URL: u}); err != nil {
		t.Fatal(err)
	}
	if body, err := fetch.Decode(e, 1<<20); err != nil || string(body) != "<title>A page</title>" {
		t.Errorf("%s: got %q, %v; want the page", file, body, err)
	}
	u, _ = url.Parse("http://b.test/")
	if _, err = r.Fetch(t.Context(), fetch.Request{URL: u}); (err == nil) != others {
		t.Errorf("%s: the page that the paper does not cite: %v", file, err)
	}
}

func TestExport(t *testing.T) {
	a := exported(t)
	cited := new(Selection)
	if err := a.SelectPaper(cited, "testdata/paper.md"); err != nil {
		t.Fatal(err)
	}
	one := new(Selection)
	if err := a.SelectURL(one, "http://a.test/"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name      string
		selection *Selection
		answers   int
	}{{"paper", cited, 4}, {"link", one, 4}, {"everything", a.SelectAll(), 6}} {
		for _, file := range []string{"x.warc.gz", "x.warc", "x.wacz"} {
			var out bytes.Buffer
			var done Export
			var err error
			if file == "x.wacz" {
				done, err = a.ExportWACZ(&out, test.selection, "citecheck/test")
			} else {
				done, err = a.ExportWARC(&out, test.selection, file, "citecheck/test", file == "x.warc")
			}
			if err != nil || done.Answers != test.answers || len(done.Lost) > 0 {
				t.Fatalf("%s, %s: %+v, %v; want %d answers", test.name, file, done, err, test.answers)
			}
			path := filepath.Join(t.TempDir(), file)
			if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			wantAnswers(t, path, test.name == "everything")
			plain := bytes.Contains(out.Bytes(), []byte("WARC/1.1\r\nWARC-Type: response\r\n"))
			if plain != (file == "x.warc") {
				t.Errorf("%s: records are in the clear: %v", file, plain)
			}
		}
	}
	if err := a.SelectURL(new(Selection), "http://none.test/"); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v; want %v", err, ErrUnknown)
	}
}

// A revisit brings the record that it refers to, also where another link has it.
func TestExportReferred(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	record(t, a, nil, found("http://a.test/", reply("http://a.test/", 200, "page")), found("http://b.test/", reply("http://b.test/", 200, "page")))
	s := new(Selection)
	if err := a.SelectURL(s, "http://b.test/"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if done, err := a.ExportWARC(&out, s, "x.warc.gz", "citecheck/test", false); err != nil || done.Answers != 2 {
		t.Fatalf("%+v, %v; want both answers", done, err)
	}
	path := filepath.Join(t.TempDir(), "x.warc.gz")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReplay(path)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse("http://b.test/")
	if e, err := r.Fetch(t.Context(), fetch.Request{URL: u}); err != nil || string(e.Body) != "page" {
		t.Errorf("got %v, %v", e, err)
	}
}

// What a WACZ file says of itself is true.
func TestWACZ(t *testing.T) {
	a := exported(t)
	var out bytes.Buffer
	if _, err := a.ExportWACZ(&out, a.SelectAll(), "citecheck/test"); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if stored := f.Method == zip.Store; stored != (f.Name == "archive/data.warc.gz") {
			t.Errorf("%s: stored is %v", f.Name, stored)
		}
	}
	var manifest struct {
		Profile   string
		Resources []struct {
			Path, Hash string
			Bytes      int
		}
	}
	if err := json.Unmarshal(parts["datapackage.json"], &manifest); err != nil || manifest.Profile != "data-package" || len(manifest.Resources) != 3 {
		t.Fatalf("%+v, %v", manifest, err)
	}
	for _, r := range manifest.Resources {
		if sum := sha256.Sum256(parts[r.Path]); r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != len(parts[r.Path]) {
			t.Errorf("%s: the manifest has another hash or length", r.Path)
		}
	}
	if sum := sha256.Sum256(parts["datapackage.json"]); !bytes.Contains(parts["datapackage-digest.json"], []byte(hex.EncodeToString(sum[:]))) {
		t.Error("the digest is not that of the manifest")
	}
	index := strings.SplitAfter(string(parts["indexes/index.cdxj"]), "\n")
	if index = index[:len(index)-1]; len(index) != 6 || !slices.IsSorted(index) {
		t.Fatalf("index:\n%s", parts["indexes/index.cdxj"])
	}
	for _, line := range index {
		var entry struct{ URL, Offset, Length, Status, Mime, Digest string }
		if err := json.Unmarshal([]byte(strings.SplitN(line, " ", 3)[2]), &entry); err != nil {
			t.Fatal(err)
		}
		offset, _ := strconv.Atoi(entry.Offset)
		length, _ := strconv.Atoi(entry.Length)
		g, err := gzip.NewReader(bytes.NewReader(parts["archive/data.warc.gz"][offset : offset+length]))
		if err != nil {
			t.Fatal(err)
		}
		rec, err := io.ReadAll(g)
		if err != nil || !bytes.Contains(rec, []byte("WARC-Type: response\r\n")) || !bytes.Contains(rec, []byte("WARC-Target-URI: "+entry.URL+"\r\n")) || !bytes.Contains(rec, []byte(entry.Digest)) {
			t.Errorf("%s leads to\n%.300s", line, rec)
		}
	}
	pages := string(parts["pages/pages.jsonl"])
	if strings.Count(pages, "\n") != 3 || !strings.Contains(pages, `"url":"http://a.test/","title":"A page","ts":"2025-11-14T12:00:00.123Z"`) {
		t.Errorf("pages:\n%s", pages)
	}
}

// A record that was damaged is left out and told; the others are there.
func TestExportDamaged(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	var results []checker.Result
	for _, u := range []string{"http://a.test/", "http://b.test/", "http://c.test/"} {
		results = append(results, found(u, reply(u, 200, strings.Repeat(u, 50))))
	}
	record(t, a, nil, results...)
	flip(t, a, 2)
	var out bytes.Buffer
	done, err := a.ExportWACZ(&out, a.SelectAll(), "citecheck/test")
	if err != nil || done.Answers != 2 || len(done.Lost) != 1 || !strings.Contains(done.Lost[0].Error(), "http://b.test/") {
		t.Errorf("got %+v, %v; want that b.test is left out", done, err)
	}
}

// flip damages the record of a snapshot.
func flip(t *testing.T, a *Archive, snapshot int64) {
	t.Helper()
	var name string
	var offset, length int64
	if err := a.db.QueryRow("SELECT warc, offset, length FROM snapshots WHERE id = ?", snapshot).Scan(&name, &offset, &length); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(a.volume(name).Path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := make([]byte, 1)
	at := offset + length/2
	if _, err := f.ReadAt(b, at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= 0x55
	if _, err := f.WriteAt(b, at); err != nil {
		t.Fatal(err)
	}
}

func TestSURT(t *testing.T) {
	for address, want := range map[string]string{
		"http://www.example.org/":                       "org,example)/",
		"https://www2.Example.org/Path/To?b=2&a=1":      "org,example)/path/to?a=1&b=2",
		"https://example.org:8443/x":                    "org,example:8443)/x",
		"http://example.org:80/x":                       "org,example)/x",
		"https://example.org":                           "org,example)/",
		"https://sub.example.co.uk/a%20b/?q=%C3%A9&Q=1": "uk,co,example,sub)/a%20b/?q=%c3%a9&q=1",
		"https://wwwx.example.org/":                     "org,example,wwwx)/",
		"https://[2001:db8::1]/x":                       "[2001:db8::1])/x",
		"https://example.org/x#frag":                    "org,example)/x",
		"urn:pageinfo:x":                                "urn:pageinfo:x",
	} {
		if got := surt(address); got != want {
			t.Errorf("%s: got %s; want %s", address, got, want)
		}
	}
}
