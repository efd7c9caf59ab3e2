package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// oneMember writes a recording as gzip and zstd make it of a whole file: every
// record stands in one member.
func oneMember(t *testing.T, extension string, records ...string) string {
	t.Helper()
	var packed bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&packed)
	if extension == "zst" {
		w, _ = zstd.NewWriter(&packed)
	}
	_, err := w.Write([]byte(strings.Join(records, "")))
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.warc."+extension)
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
	for _, extension := range []string{"gz", "zst"} {
		for _, room := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, room: %v", extension, room), func(t *testing.T) {
				path := oneMember(t, extension, records...)
				if !room {
					for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
						t.Setenv(name, filepath.Join(t.TempDir(), "none"))
					}
				}
				replayDeep(t, path, room)
			})
		}
	}
}

// replayDeep asks for each of three answers, and for one after the end.
func replayDeep(t *testing.T, path string, room bool) {
	r, err := OpenReplay(path)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked := strings.HasSuffix(r.files[0].Name, ", unpacked"); unpacked != room {
		t.Errorf("it was unpacked: %v", unpacked)
	}
	for _, i := range []int{2, 0, 1} {
		e, err := r.Fetch(t.Context(), request(t, fmt.Sprintf("http://%d.test/", i)))
		if err != nil {
			t.Fatal(err)
		}
		head := make([]byte, 6)
		if _, err := e.Payload().Read(head); err != nil || string(head) != fmt.Sprint("page ", i) {
			t.Errorf("got %q, %v; want page %d", head, err, i)
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Fetch(t.Context(), request(t, "http://0.test/")); (err != nil) != room {
		t.Errorf("after Close got %v", err)
	}
}
