package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/citecheck/citecheck/checker/verdict"
)

// packers make the payloads that the tests unpack; x-deflate is the bare form.
var packers = map[string]func(w io.Writer) io.WriteCloser{
	"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"x-deflate": func(w io.Writer) io.WriteCloser {
		z, _ := flate.NewWriter(w, flate.BestCompression)
		return z
	},
	"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
	"zstd": func(w io.Writer) io.WriteCloser {
		z, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
		return z
	},
}

func pack(t testing.TB, how, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := packers[how](&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encoded(body string, codings ...string) *Exchange {
	return &Exchange{Header: http.Header{"Content-Encoding": codings}, Body: []byte(body)}
}

func TestDecode(t *testing.T) {
	gz := pack(t, "gzip", page)
	damaged := []byte(gz)
	damaged[len(damaged)-6] ^= 1 // in the checksum
	broken := []byte(gz)
	broken[10] = 0xff // a kind of block that does not exist
	for _, tt := range []struct {
		name string
		e    *Exchange
		want string
		err  string
	}{
		{"none", encoded(page), page, ""},
		{"identity", encoded(page, "identity"), page, ""},
		{"gzip", encoded(gz, "gzip"), page, ""},
		{"case and space", encoded(gz, " GZIP "), page, ""},
		{"x-gzip", encoded(gz, "x-gzip"), page, ""},
		{"deflate", encoded(pack(t, "deflate", page), "deflate"), page, ""},
		{"bare deflate", encoded(pack(t, "x-deflate", page), "deflate"), page, ""},
		{"br", encoded(pack(t, "br", page), "br"), page, ""},
		{"zstd", encoded(pack(t, "zstd", page), "zstd"), page, ""},
		{"stacked", encoded(pack(t, "br", gz), "gzip, br"), page, ""},
		{"stacked in two lines", encoded(pack(t, "zstd", pack(t, "deflate", page)), "deflate", "zstd"), page, ""},
		{"a charset for a coding", encoded(page, "utf-8"), page, ""},
		{"empty", encoded("", "gzip"), "", ""},
		{"two members", encoded(gz+gz, "gzip"), page + page, ""},
		{"rest behind", encoded(gz+"\x00\x00<!-- cached -->", "gzip"), page, ""},
		{"wrong checksum", encoded(string(damaged), "gzip"), page, ""},
		{"not packed", encoded(page, "gzip"), "", "broken gzip encoding"},
		{"not packed, br", encoded(page, "br"), "", "broken br encoding"},
		{"not packed, zstd", encoded(page, "zstd"), "", "broken zstd encoding"},
		{"broken", encoded(string(broken), "gzip"), "", "broken gzip encoding"},
		{"ends early", encoded(gz[:len(gz)-12], "gzip"), "*", "gzip encoding ends early"},
		{"ends at once", encoded(gz[:5], "gzip"), "", "gzip encoding ends early"},
		{"br ends early", encoded(pack(t, "br", page)[:20], "br"), "*", "br encoding ends early"},
		{"zstd ends early", encoded(pack(t, "zstd", page)[:20], "zstd"), "*", "zstd encoding ends early"},
		{"not asked for", encoded(page, "compress"), "", "not asked for: compress"},
		{"too often", encoded(gz, "gzip, gzip, gzip, gzip, gzip"), "", "encoded 5 times over"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 2 { // the second time with used decoders
				got, err := Decode(tt.e, 1<<20)
				if tt.want != "*" && string(got) != tt.want {
					t.Errorf("got %q; want %q", got, tt.want)
				}
				if tt.err == "" && err != nil {
					t.Error(err)
				}
				if tt.err != "" {
					wantFault(t, asError(t, err), verdict.BadResponse, tt.err)
				}
			}
		})
	}
}

// What a cut payload holds is shown without complaint.
func TestDecodeTruncated(t *testing.T) {
	var long strings.Builder
	for i := range 20000 {
		long.WriteString(strings.Repeat("text ", i%7))
		long.WriteByte(byte('a' + i*i%26))
	}
	for how := range packers {
		packed := pack(t, how, long.String())
		e := encoded(packed[:len(packed)/2], strings.TrimPrefix(how, "x-"))
		e.Truncated = "length"
		got, err := Decode(e, 1<<20)
		if err != nil || !strings.HasPrefix(long.String(), string(got)) || how != "zstd" && len(got) == 0 {
			t.Errorf("%s: got %d bytes, %v", how, len(got), err)
		}
	}
}

func TestDecodeBounds(t *testing.T) {
	const most = 1 << 20
	spaces := strings.Repeat(" ", 8<<20)
	for how := range packers {
		_, err := Decode(encoded(pack(t, how, spaces), strings.TrimPrefix(how, "x-")), most)
		wantFault(t, asError(t, err), verdict.BadResponse, "decompresses to more than 1048576 bytes")
	}
	// A layer between is bounded as the result is, even where it leads to nothing.
	empty := strings.Repeat(pack(t, "gzip", ""), 1<<16) // members that hold nothing
	_, err := Decode(encoded(pack(t, "gzip", empty), "gzip, gzip"), most)
	wantFault(t, asError(t, err), verdict.BadResponse, "decompresses to more than")

	// A plain long page is cut, whether packed or not.
	var b strings.Builder
	for i := 0; b.Len() <= 2*most; i++ {
		b.WriteString(string(rune('a'+i*i%23)) + string(rune('a'+i*7%19)) + string(rune('a'+i%13)))
	}
	for _, e := range []*Exchange{encoded(b.String()), encoded(pack(t, "gzip", b.String()[:most+9])+pack(t, "gzip", rnd(most)), "gzip")} {
		got, err := Decode(e, most)
		if err != nil || string(got) != b.String()[:most] {
			t.Errorf("got %d bytes, %v; want the first %d", len(got), err, most)
		}
	}
}

// rnd does not shrink.
func rnd(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b[i] = byte(x)
	}
	return string(b)
}

func TestDecodeMemory(t *testing.T) {
	bomb := encoded(pack(t, "gzip", strings.Repeat(" ", 64<<20)), "gzip")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Decode(bomb, 1<<20)
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 {
		t.Errorf("allocated %d bytes for a bound of 1 MiB", got)
	}
}

func FuzzDecode(f *testing.F) {
	for how := range packers {
		f.Add(strings.TrimPrefix(how, "x-"), []byte(pack(f, how, page)), false)
	}
	f.Add("gzip, br", []byte(pack(f, "br", pack(f, "gzip", page))), true)
	f.Add("deflate,deflate", []byte(pack(f, "deflate", pack(f, "x-deflate", page))), true)
	const most = 1 << 16
	f.Fuzz(func(t *testing.T, how string, body []byte, cut bool) {
		e := encoded(string(body), how)
		if cut {
			e.Truncated = "length"
		}
		names, fault := codingsOf(e.Header)
		if fault == nil && len(names) > 0 && len(body) > 0 {
			decode(e, names, most+1, most) // where Decode would hide a panic
		}
		got, err := Decode(e, most)
		if len(got) > most {
			t.Errorf("got %d bytes; the bound is %d", len(got), most)
		}
		var own *Error
		if err != nil && (!errors.As(err, &own) || own.Reason != verdict.BadResponse) {
			t.Errorf("got %v; want an *Error of bad-response", err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat("<p>"+rnd(40)+" words of a page </p>", 150)
	for _, how := range []string{"gzip", "br", "zstd"} {
		e := encoded(pack(b, how, text), how)
		b.Run(how, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(e, 1<<20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
