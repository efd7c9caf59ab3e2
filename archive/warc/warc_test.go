package warc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// record encodes one response as a gzip member.
func record(t testing.TB, uri, block string) []byte {
	t.Helper()
	var buf bytes.Buffer
	err := Append(&buf, []Field{
		{"WARC-Type", Response},
		{"WARC-Record-ID", "<" + NewID() + ">"},
		{"WARC-Date", "2025-11-14T12:00:00.000Z"},
		{"WARC-Target-URI", uri},
	}, []byte(block))
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gunzip(t testing.TB, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// readAll reads every record of data as "address block" and where each stands.
func readAll(data []byte) (records []string, places []Place, err error) {
	r, err := NewReader("test.warc", bytes.NewReader(data), Place{})
	if err != nil {
		return nil, nil, err
	}
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return records, places, nil
		}
		if err != nil {
			return records, places, err
		}
		block, err := io.ReadAll(rec.Block)
		if err != nil {
			return records, places, err
		}
		records = append(records, rec.Header.Get("WARC-Target-URI")+" "+string(block))
		places = append(places, rec.Place)
	}
}

func TestWriteAndRead(t *testing.T) {
	var members, want = []byte(nil), []string(nil)
	for i := range 20 {
		uri, block := fmt.Sprintf("http://a.test/%d", i), strings.Repeat("block\r\n\r\n", i*1000)
		members = append(members, record(t, uri, block)...)
		want = append(want, uri+" "+block)
	}
	plain := gunzip(t, members)
	for name, data := range map[string][]byte{
		"a member a record": members,
		"plain":             plain,
		"one member":        gzipped(t, plain),
		"bare line breaks":  bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte("block\r\n\r\n"), []byte("block____")), []byte("\r\n"), []byte("\n")),
	} {
		t.Run(name, func(t *testing.T) {
			got, places, err := readAll(data)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(want) {
				t.Fatalf("got %d records; want %d", len(got), len(want))
			}
			for i := range got {
				if g := strings.ReplaceAll(got[i], "block____", "block\r\n\r\n"); g != want[i] {
					t.Errorf("record %d: got %.50q; want %.50q", i, g, want[i])
				}
				r, err := NewReader("test.warc", bytes.NewReader(data), places[i])
				if err != nil {
					t.Fatal(err)
				}
				rec, err := r.Next()
				if err != nil {
					t.Fatalf("record %d at %+v: %v", i, places[i], err)
				}
				if uri := rec.Header.Get("WARC-Target-URI"); !strings.HasPrefix(want[i], uri+" ") || rec.Place != places[i] {
					t.Errorf("at %+v: got %s at %+v", places[i], uri, rec.Place)
				}
			}
		})
	}
}

func TestAppendHeader(t *testing.T) {
	var buf bytes.Buffer
	err := Append(&buf, []Field{{"WARC-Type", "metadata"}, {"WARC-Target-URI", "http://a.test/\r\nX-Evil: 1\x00é"}, {"X-None", ""}}, []byte("one "), []byte("block"))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("one block"))
	want := "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Target-URI: http://a.test/  X-Evil: 1 é\r\n" +
		"WARC-Block-Digest: " + Digest(sum[:]) + "\r\nContent-Length: 9\r\n\r\none block\r\n\r\n"
	if got := string(gunzip(t, buf.Bytes())); got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestReaderRefuses(t *testing.T) {
	good := gunzip(t, record(t, "http://a.test/", "block"))
	replace := func(old, new string) []byte { return bytes.Replace(good, []byte(old), []byte(new), 1) }
	for _, test := range []struct {
		name string
		data []byte
		want error // or a part of the message
		text string
	}{
		{"empty", nil, errEmpty, ""},
		{"text", []byte("# A paper\n\nwith text"), errNoWARC, ""},
		{"one long line", bytes.Repeat([]byte("a"), 1<<20), errNoWARC, ""},
		{"page in gzip", gzipped(t, []byte("<html>")), errNoWARC, ""},
		{"broken gzip", []byte("\x1f\x8b\x08garbage and more garbage"), nil, "byte 0"},
		{"other version", replace("WARC/1.1", "WARC/2.0"), nil, "only WARC/1.0 and WARC/1.1"},
		{"no length", replace("Content-Length: 5", "X-Length: 5"), errLength, ""},
		{"negative length", replace("Length: 5", "Length: -5"), errLength, ""},
		{"huge length", replace("Length: 5", "Length: 5000000000000000"), errLength, ""},
		{"length of more than there is", replace("Length: 5", "Length: 500"), ErrCut, ""},
		{"long header", replace("WARC-Type", strings.Repeat("X-Field: value\r\n", 20000)+"WARC-Type"), errHeader, ""},
		{"long line", replace("WARC-Type", strings.Repeat("X", maxHeader+1)+"WARC-Type"), errHeader, ""},
		{"garbage behind", append(append([]byte(nil), good...), "garbage"...), errNoWARC, ""},
		{"garbage behind gzip", append(gzipped(t, good), "garbage and more"...), nil, "gzip"},
		{"bomb", gzipped(t, append(replace("Length: 5", "Length: 200000000"), make([]byte, 200000000)...)), errInflate, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, err := NewReader("test.warc", bytes.NewReader(test.data), Place{})
			for err == nil {
				_, err = r.Next()
			}
			var e *Error
			if !errors.As(err, &e) || e.File != "test.warc" {
				t.Fatalf("got %v; want an *Error that names the file", err)
			}
			if test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("got %v; want %v%s", err, test.want, test.text)
			}
		})
	}
}

// A file that was cut anywhere reads up to its last whole record, and that is
// where WholeEnd says that it ends.
func TestCutAnywhere(t *testing.T) {
	var data []byte
	ends := []int64{0}
	for i := range 3 {
		data = append(data, record(t, fmt.Sprintf("http://a.test/%d", i), "some block")...)
		ends = append(ends, int64(len(data)))
	}
	whole := 0
	for cut := 1; cut <= len(data); cut++ {
		if int64(cut) == ends[whole+1] {
			whole++
		}
		records, _, err := readAll(data[:cut])
		// Of the last record all may be there but the end of its gzip member.
		if atEnd := int64(cut) == ends[whole]; atEnd != (err == nil) || len(records) != whole && (atEnd || len(records) != whole+1) {
			t.Fatalf("cut at %d: got %d records, %v; want %d", cut, len(records), err, whole)
		}
		for _, from := range ends[:whole+1] {
			end, torn, err := WholeEnd(bytes.NewReader(data[:cut]), from)
			if err != nil || end != ends[whole] {
				t.Fatalf("cut at %d, from %d: WholeEnd is %d, %v; want %d", cut, from, end, err, ends[whole])
			}
			if int64(cut) == end && torn != nil || int64(cut) != end && !errors.Is(torn, io.ErrUnexpectedEOF) {
				t.Fatalf("cut at %d, from %d: torn is %v", cut, from, torn)
			}
		}
	}
	if _, torn, err := WholeEnd(bytes.NewReader(append(data, make([]byte, 512)...)), 0); torn == nil || errors.Is(torn, io.ErrUnexpectedEOF) || err != nil {
		t.Errorf("zeros behind: torn is %v, %v; want what is wrong with them", torn, err)
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"2025-11-14T12:00:00Z":           "2025-11-14T12:00:00.000Z",
		"2025-11-14T12:00:00.123456789Z": "2025-11-14T12:00:00.123Z",
		"2025-11-14T12:00Z":              "2025-11-14T12:00:00.000Z",
		"2025-11-14":                     "2025-11-14T00:00:00.000Z",
		"2025":                           "2025-01-01T00:00:00.000Z",
	} {
		if got, err := ParseDate(in); err != nil || FormatDate(got) != want {
			t.Errorf("%s: got %s, %v; want %s", in, FormatDate(got), err, want)
		}
	}
	for _, in := range []string{"", "yesterday", "20251114120000"} {
		if got, err := ParseDate(in); err == nil {
			t.Errorf("%q: got %v; want an error", in, got)
		}
	}
}

// FuzzWARC reads anything: it may fail, not hang or panic, and every record
// that it finds is found again at its place.
func FuzzWARC(f *testing.F) {
	two := append(record(f, "http://a.test/", "one"), record(f, "http://b.test/", "two")...)
	f.Add(two)
	f.Add(gunzip(f, two))
	f.Add(gzipped(f, gunzip(f, two)))
	f.Add(two[:len(two)-3])
	f.Add(framed(f, nil, gunzip(f, two)))
	f.Add(framed(f, dictOf(f), gunzip(f, record(f, "http://a.test/", "one")), gunzip(f, record(f, "http://b.test/", "two"))))
	f.Add([]byte("WARC/1.0\nwarc-type:response\n folded\nContent-Length:3\n\nabc\n\nWARC/1.1\r\nContent-Length: 0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		records, places, _ := readAll(data)
		for i, place := range places {
			r, err := NewReader("test.warc", bytes.NewReader(data), place)
			if err != nil {
				t.Fatalf("record %d at %+v: %v", i, place, err)
			}
			rec, err := r.Next()
			if err != nil {
				t.Fatalf("record %d at %+v: %v", i, place, err)
			}
			block, _ := io.ReadAll(rec.Block)
			_ = r.Finish()
			if got := rec.Header.Get("WARC-Target-URI") + " " + string(block); got != records[i] {
				t.Errorf("at %+v: got %q; want %q", place, got, records[i])
			}
		}
		if end, _, err := WholeEnd(bytes.NewReader(data), 0); err != nil || end < 0 || end > int64(len(data)) {
			t.Errorf("WholeEnd is %d of %d, %v", end, len(data), err)
		}
	})
}
