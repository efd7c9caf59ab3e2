package archive

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// oneMember writes a recording as gzip makes it of a whole file: every record
// stands in one member.
func oneMember(t *testing.T, records ...string) string {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(strings.Join(records, "")))
	if err = w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.warc.gz")
	write(t, path, packed.String())
	return path
}

// Records deep in one member are answered from the unpacked content, and also
// where there is no room to unpack it.
func TestReplayOneMember(t *testing.T) {
	records := []string{foreign[0]}
	for i := range 3 {
		body := fmt.Sprint("page ", i, strings.Repeat(" filler", maxSkip/6))
		records = append(records, plainRecord("1.0", fmt.Sprintf(
			"WARC-Type: response\nWARC-Target-URI: http://%d.test/\nWARC-Date: 2024-01-01T00:00:00Z", i), "HTTP/1.1 200 OK\r\n\r\n"+body))
	}
	path := oneMember(t, records...)
	for _, room := range []bool{true, false} {
		if !room {
			for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
				t.Setenv(name, filepath.Join(t.TempDir(), "none"))
			}
		}
		r, err := OpenReplay(path)
		if err != nil {
			t.Fatal(err)
		}
		if unpacked := strings.HasSuffix(r.files[0].Name, ", unpacked"); unpacked != room {
			t.Errorf("room: %v; it was unpacked: %v", room, unpacked)
		}
		for _, i := range []int{2, 0, 1} {
			e, err := r.Fetch(t.Context(), request(t, fmt.Sprintf("http://%d.test/", i)))
			if err != nil {
				t.Fatal(err)
			}
			head := make([]byte, 6)
			if _, err := e.Payload().Read(head); err != nil || string(head) != fmt.Sprint("page ", i) {
				t.Errorf("room: %v; got %q, %v; want page %d", room, head, err, i)
			}
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if _, err := r.Fetch(t.Context(), request(t, "http://0.test/")); (err != nil) != room {
			t.Errorf("room: %v; after Close got %v", room, err)
		}
	}
}
