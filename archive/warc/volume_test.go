package warc

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// zipped is a zip file with parts of those names, each with the same content.
func zipped(t testing.TB, method uint16, content []byte, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestVolumes(t *testing.T) {
	content := []byte("content")
	for _, test := range []struct {
		name string
		data []byte
		want int
		err  string
	}{
		{"a WARC file", []byte("WARC/1.1"), 1, ""},
		{"a short file", []byte("W"), 1, ""},
		{"an empty file", nil, 1, ""},
		{"a WACZ file", zipped(t, zip.Store, content, "archive/a.warc.gz", "archive/b.warc", "indexes/index.cdxj"), 2, ""},
		{"a WACZ file whose WARC file is packed", zipped(t, zip.Deflate, content, "archive/a.warc.gz"), 0, "wants it stored"},
		{"a zip file", zipped(t, zip.Store, content, "word/document.xml"), 0, "no WACZ file"},
		{"a broken zip file", []byte("PK\x03\x04 and no more"), 0, "not a valid zip file"},
	} {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, test.data, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := Volumes(path)
		if len(list) != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: got %d, %v; want %d, %q", test.name, len(list), err, test.want, test.err)
		}
	}
}

// FuzzVolumes opens anything as a recording: it may be refused, not more.
func FuzzVolumes(f *testing.F) {
	f.Add(zipped(f, zip.Store, record(f, "http://a.test/", "one"), "archive/a.warc.gz", "pages/pages.jsonl"))
	f.Add(record(f, "http://a.test/", "one"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := Volumes(path)
		if err != nil {
			return
		}
		for _, v := range list {
			s, err := v.Open()
			if err != nil {
				t.Fatal(err)
			}
			if r, err := NewReader(v.Name, s, Place{}); err == nil {
				for err == nil {
					_, err = r.Next()
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}
