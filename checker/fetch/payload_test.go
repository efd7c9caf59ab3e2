package fetch

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

// payload reads all of an exchange's payload.
func payload(t *testing.T, e *Exchange) string {
	t.Helper()
	b, err := io.ReadAll(e.Payload())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// temporary says where temporary files go.
func temporary(t *testing.T, dir string) {
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir) // Windows
}

// A payload is the same wherever it is kept, and none leaves a file behind.
func TestPayloads(t *testing.T) {
	dir := t.TempDir()
	temporary(t, dir)
	const most = 3 * heldBytes
	for _, tt := range []struct {
		name      string
		size      int
		full      bool // the client holds as much as it may
		spilled   bool
		truncated string
	}{
		{name: "empty"},
		{name: "small", size: 100},
		{name: "all that is held", size: heldBytes - 1},
		{name: "one more", size: heldBytes + 1, spilled: true},
		{name: "the bound", size: most, spilled: true},
		{name: "beyond the bound", size: most + 1, spilled: true, truncated: "length"},
		{name: "small, of many", size: smallBytes, full: true},
		{name: "less small, of many", size: smallBytes + 1, full: true, spilled: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := rnd(tt.size)
			c := local(t, Options{MaxBytes: most})
			if tt.full && !c.held.TryAcquire(clientBytes) {
				t.Fatal("the client holds something")
			}
			e := &Exchange{Header: http.Header{}}
			over, err := c.take(e, strings.NewReader(want), most, func([]byte) error { return nil })
			want = want[:min(len(want), most)]
			if err != nil || over != (tt.truncated != "") || (e.Spilled != nil) != tt.spilled {
				t.Fatalf("got over %v, %v, spilled %v", over, err, e.Spilled)
			}
			if got := payload(t, e); got != want || e.Size() != int64(len(want)) || e.Sum() != sha256.Sum256([]byte(want)) {
				t.Errorf("got %d bytes, said to be %d; want %d", len(got), e.Size(), len(want))
			}
			if got, err := DecodeStart(e, most, 1000); err != nil || string(got) != want[:min(len(want), 1000)] {
				t.Errorf("its start: got %d bytes, %v", len(got), err)
			}
			e.Free()
			e.Free()
			if !tt.full && !c.held.TryAcquire(clientBytes) {
				t.Error("something is held still")
			}
			if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
				t.Errorf("left behind: %v, %v", files, err)
			}
		})
	}
}

// Where no file can be made, a long payload is cut and says so.
func TestPayloadWithoutRoom(t *testing.T) {
	temporary(t, t.TempDir()+"/nowhere")
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, rnd(2*heldBytes)) })
	e, fault := fetch(t, local(t, Options{}), s.URL)
	if fault != nil || e.Truncated != "length" || string(e.Body) != rnd(heldBytes) {
		t.Errorf("got %v, truncated %q, %d bytes", fault, e.Truncated, len(e.Body))
	}
}

// A long payload whose connection breaks is kept as far as it came.
func TestPayloadEndsEarly(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "9000000")
		io.WriteString(w, rnd(2*heldBytes))
	})
	e, fault := fetch(t, local(t, Options{}), s.URL)
	wantFault(t, fault, verdict.BadResponse, "body ends early")
	if payload(t, e) != rnd(2*heldBytes) || e.Truncated != "disconnect" {
		t.Errorf("got %d bytes, truncated %q", e.Size(), e.Truncated)
	}
}

// What is decoded to its end and what is kept of it are two things.
func TestDecodeStart(t *testing.T) {
	text := strings.Repeat(rnd(1000), 1000)
	for how := range packers {
		packed := pack(t, how, text)
		e := encoded(packed, strings.TrimPrefix(how, "x-"))
		got, err := DecodeStart(e, 20<<20, 5000)
		if err != nil || string(got) != text[:5000] {
			t.Errorf("%s: got %d bytes, %v; want 5000", how, len(got), err)
		}
		e.Body = e.Body[:len(packed)*9/10]
		got, err = DecodeStart(e, 20<<20, 5000)
		wantFault(t, asError(t, err), verdict.BadResponse, "encoding ends early")
		if !bytes.HasPrefix([]byte(text), got) {
			t.Errorf("%s: got %d bytes that are not the page's", how, len(got))
		}
		e.Body = []byte(packed)
		e.Body = append(e.Body, rnd(heldBytes)...)
		e.Spill()
		if e.Spilled == nil {
			t.Fatal("not spilled")
		}
		if got, err = DecodeStart(e, 20<<20, 5000); string(got) != text[:5000] {
			t.Errorf("%s from a file: got %d bytes, %v; want 5000", how, len(got), err)
		}
		e.Free()
	}
}
