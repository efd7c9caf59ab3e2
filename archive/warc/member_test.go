package warc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// framed is a file with a zstd frame for each part, which all use a dictionary
// that stands before them, unless it is nil.
func framed(t testing.TB, dict []byte, parts ...[]byte) []byte {
	t.Helper()
	var options []zstd.EOption
	var file []byte
	if dict != nil {
		options = append(options, zstd.WithEncoderDict(dict))
		file = skipped(dictMagic, dict)
	}
	z, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		file = z.EncodeAll(part, file)
	}
	return file
}

// skipped is a frame that is no content.
func skipped(magic uint32, data []byte) []byte {
	frame := binary.LittleEndian.AppendUint32(nil, magic)
	frame = binary.LittleEndian.AppendUint32(frame, uint32(len(data)))
	return append(frame, data...)
}

// dictOf is a dictionary of the words of records.
func dictOf(t testing.TB) []byte {
	t.Helper()
	var samples [][]byte
	for i := range 200 {
		samples = append(samples, []byte(plain(i)))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 40000, Contents: samples, History: []byte(plain(0) + plain(1)), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	return dict
}

// plain is a record as other programs write it.
func plain(i int) string { return plainOf(i, fmt.Sprintf("<title>Page %d</title>", i*7919)) }

func plainOf(i int, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://%d.test/\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(block), block)
}

// Records are read one after another and at their places, however zstd packs them.
func TestZstd(t *testing.T) {
	dict := dictOf(t)
	var parts [][]byte
	all := ""
	for i := range 5 {
		parts = append(parts, []byte(plain(i)))
		all += plain(i)
	}
	packed := func(b []byte) []byte { return framed(t, nil, b) }
	long := plainOf(1, strings.Repeat("<p>A page.", 40000))
	for _, test := range []struct {
		name string
		data []byte
		want int
	}{
		{"a frame a record", framed(t, nil, parts...), 5},
		{"one frame", packed([]byte(all)), 5},
		{"with a dictionary", framed(t, dict, parts...), 5},
		{"with a packed dictionary", append(skipped(dictMagic, packed(dict)), framed(t, dict, parts...)[8+len(dict):]...), 5},
		{"with other frames between", bytes.Join([][]byte{packed(parts[0]), skipped(skipMagic, []byte("seek table")), skipped(skipMagic+3, nil), packed(parts[1]), packed(nil), packed(parts[2]), skipped(skipMagic, nil)}, nil), 3},
		{"a record in several frames", bytes.Join([][]byte{packed([]byte(long[:1000])), packed([]byte(long[1000:200000])), packed([]byte(long[200000:])), packed(parts[2])}, nil), 2},
	} {
		records, places, err := readAll(test.data)
		if err != nil || len(records) != test.want {
			t.Errorf("%s: got %d records, %v; want %d", test.name, len(records), err, test.want)
		}
		for i, place := range places {
			r, err := NewReader("x.warc.zst", bytes.NewReader(test.data), place)
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			rec, err := r.Next()
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			block, err := io.ReadAll(rec.Block)
			if got := rec.Header.Get("WARC-Target-URI") + " " + string(block); err != nil || got != records[i] {
				t.Errorf("%s, at %+v: got %d bytes, %v; want %d", test.name, place, len(got), err, len(records[i]))
			}
		}
	}
}

func TestZstdRefuses(t *testing.T) {
	dict := dictOf(t)
	one := framed(t, nil, []byte(plain(1)))
	flipped := bytes.Clone(one)
	flipped[len(flipped)-1] ^= 1
	for _, test := range []struct {
		name, want string
		data       []byte
	}{
		{"cut", "ends in the middle", one[:len(one)-1]},
		{"flipped", "CRC check failed", flipped},
		{"a dictionary and no more", "ends in the middle", skipped(dictMagic, dict)[:100]},
		{"a dictionary that is none", "dictionary", append(skipped(dictMagic, []byte("no dictionary")), one...)},
		{"a dictionary that is too long", "longer than", append(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, dictMagic), 1<<30), one...)},
		{"garbage behind", "no WARC record", append(bytes.Clone(one), "garbage and more"...)},
		{"a bomb", "times its size", framed(t, nil, []byte(plainOf(1, strings.Repeat(" ", 68_000_000))))},
	} {
		if _, _, err := readAll(test.data); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v; want %s", test.name, err, test.want)
		}
	}
}
