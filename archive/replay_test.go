package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

func request(t testing.TB, address string) fetch.Request {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return fetch.Request{URL: u}
}

// What was recorded comes back, also where its payload was not stored again.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	cut := reply("http://cut.test/", 200, "half a pa")
	cut.Truncated = "length"
	odd := reply("http://odd.test/a%20b?q=%22&x=ü", 404, strings.Repeat("binary \x00\xff\r\n\r\n", 10000))
	odd.StatusText, odd.Header = "No such\r\nX-Evil: page", map[string][]string{"X-Odd": {"a\r\nX-Evil: 1"}, "Transfer-Encoding": {"chunked"}}
	chain := []*fetch.Exchange{
		reply("http://user:secret@a.test/", 301, ""),
		reply("https://a.test/", 302, "moved"),
		reply("https://a.test/page", 200, "page"),
	}
	answers := append(chain, cut, odd, reply("http://same.test/", 200, "page"), reply("http://empty.test/", 204, ""))
	for _, e := range answers {
		e.RequestHeader.Set("Cookie", "secret")
		e.RequestHeader.Set("Authorization", "secret")
	}
	record(t, a, nil, found("http://a.test/", chain...), found(cut.URL, cut), found(odd.URL, odd),
		found("http://same.test/", answers[5]), found("http://empty.test/", answers[6]))
	if wantSound(t, dir) != 7 {
		t.Error("want 7 snapshots")
	}
	r, err := OpenReplay(warcFiles(t, dir)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range answers {
		got, err := r.Fetch(t.Context(), request(t, want.URL))
		if err != nil {
			t.Fatalf("%s: %v", want.URL, err)
		}
		if got.Status != want.Status || !bytes.Equal(got.Body, want.Body) || got.Truncated != want.Truncated ||
			!got.At.Equal(noon.Truncate(1e6)) || got.RemoteIP != "" || got.RequestHeader != nil || got.Proto != "HTTP/1.1" {
			t.Errorf("%s: got %+v", want.URL, got)
		}
		if want != odd && (!reflect.DeepEqual(got.Header, want.Header) || got.StatusText != want.StatusText) {
			t.Errorf("%s: got %s %v; want %s %v", want.URL, got.StatusText, got.Header, want.StatusText, want.Header)
		}
		if want == odd && (got.Header.Get("X-Evil") != "" || got.Header.Get("Transfer-Encoding") != "" || got.Header.Get("X-Odd") != "a  X-Evil: 1") {
			t.Errorf("got header %v", got.Header)
		}
	}
	if text := inflate(t, warcFiles(t, dir)...); strings.Contains(text, "secret") || !strings.Contains(text, "http-header-user-agent: citecheck/v1.2.3\r\n") {
		t.Error("a record has a secret, or none has the user agent")
	}
}

func inflate(t testing.TB, files ...string) string {
	t.Helper()
	var text bytes.Buffer
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
	}
	return text.String()
}

// plainRecord is a record of another program, with its fields as lines.
func plainRecord(version, fields, block string) string {
	return fmt.Sprintf("WARC/%s\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", version,
		strings.ReplaceAll(fields, "\n", "\r\n"), len(block), block)
}

// foreign has records as other programs write them.
var foreign = []string{
	plainRecord("1.0", "WARC-Type: warcinfo\nWARC-Date: 2024-01-01T00:00:00Z\nWARC-Record-ID: <urn:uuid:0>", "software: other"),
	plainRecord("1.0", "WARC-Type: response\nWARC-Target-URI: <http://a.test/page#top>\nWARC-Date: 2024-01-01T00:00:00Z\nWARC-Record-ID: <urn:uuid:1>\nWARC-Payload-Digest: sha1:OLD",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Age: old\r\n\r\n3\r\nold\r\n0\r\n\r\n"),
	plainRecord("1.1", "warc-type: response\nwarc-target-uri: http://A.test:80/page\nWARC-Date: 2024-01-02T00:00:00.5Z\nWARC-Record-ID: <urn:uuid:2>\nWARC-Payload-Digest: sha1:NEW",
		"HTTP/2 200 OK\r\nX-Age: new\r\n\r\nnew"),
	plainRecord("1.0", "WARC-Type: request\nWARC-Target-URI: http://r.test/\nWARC-Date: 2024-01-02T00:00:00Z", "GET / HTTP/1.1\r\n\r\n"),
	plainRecord("1.0", "WARC-Type: revisit\nWARC-Target-URI: http://b.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\nWARC-Truncated: length\nWARC-Refers-To: <urn:uuid:1>",
		"HTTP/1.1 404 Not Found\r\nX-Own: 1\r\n\r\n"),
	plainRecord("1.1", "WARC-Type: revisit\nWARC-Target-URI: http://c.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\nWARC-Refers-To-Target-URI: http://a.test/page\nWARC-Refers-To-Date: 2024-01-02T00:00:00.500Z", ""),
	plainRecord("1.1", "WARC-Type: revisit\nWARC-Target-URI: http://d.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\nWARC-Payload-Digest: sha1:OLD",
		"HTTP/1.1 200 OK\r\n\r\n"),
	plainRecord("1.1", "WARC-Type: revisit\nWARC-Target-URI: http://a.test/page?x\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\nWARC-Refers-To-Target-URI: http://a.test/page\nWARC-Refers-To-Date: 2024-01-01T00:00:00Z",
		"HTTP/1.1 304 Not Modified\r\n\r\n"),
	plainRecord("1.1", "WARC-Type: revisit\nWARC-Target-URI: http://lost.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\nWARC-Refers-To: <urn:uuid:99>", ""),
	plainRecord("1.1", "WARC-Type: revisit\nWARC-Target-URI: http://profile.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Profile: http://other.test/diff\nWARC-Refers-To: <urn:uuid:1>", ""),
	plainRecord("1.1", "WARC-Type: resource\nWARC-Target-URI: http://e.test/x.pdf\nWARC-Date: 2024-01-03T00:00:00Z\nContent-Type: application/pdf", "%PDF"),
	plainRecord("1.1", "WARC-Type: response\nWARC-Target-URI: dns:a.test\nWARC-Date: 20240103000000\nContent-Type: text/dns", "a.test. 1 IN A 192.0.2.1"),
	plainRecord("1.1", "WARC-Type: response\nWARC-Target-URI: http://slow.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Truncated: time", "HTTP/1.1 200 OK\r\n\r\nha"),
	plainRecord("1.1", "WARC-Type: response\nWARC-Target-URI: http://slow.test/to\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Truncated: time", "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"),
	plainRecord("1.1", "WARC-Type: response\nWARC-Target-URI: http://gone.test/\nWARC-Date: 2024-01-03T00:00:00Z\nWARC-Truncated: disconnect", "HTTP/1.1 200 OK\r\n\r\nha"),
	plainRecord("1.1", "WARC-Type: response\nWARC-Target-URI: http://garbage.test/\nWARC-Date: 2024-01-03T00:00:00Z", "no answer"),
}

func TestReplayForeign(t *testing.T) {
	dir := t.TempDir()
	plain := strings.Join(foreign, "")
	var whole, members bytes.Buffer
	zip := func(w *bytes.Buffer, text string) {
		z := gzip.NewWriter(w)
		if _, err := z.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	zip(&whole, plain)
	for _, r := range foreign {
		zip(&members, r)
	}
	for name, data := range map[string]string{"plain.warc": plain, "whole.warc.gz": whole.String(), "members.warc.gz": members.String()} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			write(t, path, data)
			r, err := OpenReplay(path)
			if err != nil {
				t.Fatal(err)
			}
			testForeign(t, r)
		})
	}
	t.Run("over several files", func(t *testing.T) {
		var names []string
		for i, r := range foreign {
			names = append(names, filepath.Join(dir, fmt.Sprintf("%d.warc", i)))
			write(t, names[i], r)
		}
		r, err := OpenReplay(names...)
		if err != nil {
			t.Fatal(err)
		}
		testForeign(t, r)
	})
}

func testForeign(t *testing.T, r *Replay) {
	for _, test := range []struct {
		url, want string // want is "status body header date", or what the error says
		reason    verdict.Reason
	}{
		{url: "http://a.test/page", want: "200 new new 2024-01-02T00:00:00.5Z"},
		{url: "http://a.test/page#other", want: "200 new new 2024-01-02T00:00:00.5Z"},
		{url: "http://b.test", want: "404 old  2024-01-03T00:00:00Z"},
		{url: "http://c.test/", want: "200 new new 2024-01-03T00:00:00Z"},
		{url: "http://d.test/", want: "200 old  2024-01-03T00:00:00Z"},
		{url: "http://a.test/page?x", want: "200 old old 2024-01-03T00:00:00Z"},
		{url: "http://e.test/x.pdf", want: "200 %PDF  2024-01-03T00:00:00Z"},
		{url: "https://a.test/page", reason: verdict.Offline, want: "no record of it in the recording"},
		{url: "http://r.test/", reason: verdict.Offline, want: "no record of it in the recording"},
		{url: "mailto:a@a.test", reason: verdict.Offline, want: "no record of it in the recording"},
		{url: "http://lost.test/", reason: verdict.Offline, want: "refers to another"},
		{url: "http://profile.test/", reason: verdict.Offline, want: "refers to another"},
		{url: "http://slow.test/", reason: verdict.Timeout, want: "did not end in time"},
		{url: "http://slow.test/to", want: "302   2024-01-03T00:00:00Z"},
		{url: "http://gone.test/", reason: verdict.BadResponse, want: "body ends early"},
		{url: "http://garbage.test/", reason: verdict.BadResponse, want: "no HTTP answer"},
	} {
		e, err := r.Fetch(t.Context(), request(t, test.url))
		if test.reason != "" {
			var fe *fetch.Error
			if !errors.As(err, &fe) || fe.Reason != test.reason || !strings.Contains(fe.Detail, test.want) {
				t.Errorf("%s: got %v; want %s: %s", test.url, err, test.reason, test.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.url, err)
			continue
		}
		if got := fmt.Sprintf("%d %s %s %s", e.Status, e.Body, e.Header.Get("X-Age"), e.At.Format("2006-01-02T15:04:05.999Z")); got != test.want || e.Truncated != "" && e.Status != 302 {
			t.Errorf("%s: got %s; want %s", test.url, got, test.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Fetch(ctx, request(t, "http://a.test/page")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want that it was cancelled", err)
	}
}

func TestOpenReplayRefuses(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"empty", "", "it is empty"},
		{"paper", "# A paper\n", "no WARC record"},
		{"torn", foreign[0] + foreign[1][:100], fmt.Sprintf("byte %d: the file ends in the middle", len(foreign[0]))},
		{"bad date", plainRecord("1.0", "WARC-Type: response\nWARC-Target-URI: http://a.test/\nWARC-Date: today", ""), "no WARC-Date"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.warc")
			write(t, path, test.data)
			_, err := OpenReplay(path)
			var e *warc.Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v; want %s", err, test.want)
			}
		})
	}
	if _, err := OpenReplay(filepath.Join(t.TempDir(), "none.warc")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v; want that there is no such file", err)
	}
}

// A file that changed behind the index is an error of that answer alone.
func TestReplayFileChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.warc")
	write(t, path, strings.Join(foreign, ""))
	r, err := OpenReplay(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, strings.Join(foreign[:2], ""))
	var fe *fetch.Error
	if _, err := r.Fetch(t.Context(), request(t, "http://e.test/x.pdf")); !errors.As(err, &fe) || fe.Reason != verdict.BadResponse {
		t.Errorf("got %v; want %s", err, verdict.BadResponse)
	}
}

// Of a file that is cut or damaged, what is whole before that is judged.
func TestReplayCut(t *testing.T) {
	var records []string
	for i := range 3 {
		url := fmt.Sprintf("http://%d.test/", i)
		records = append(records, lines("WARC/1.0\nWARC-Type: response\nWARC-Target-URI: "+url+"\nWARC-Date: 2019-01-02T03:04:05Z\nWARC-Record-ID: <urn:uuid:"+url+">", "HTTP/1.1 200 OK\r\n\r\n"+foreignPage+url))
	}
	plain, members := strings.Join(records, ""), gzipEach(t, records...)
	second := len(gzipEach(t, records[:1]...))
	third := len(gzipEach(t, records[:2]...))
	flipped := []byte(members)
	flipped[third+40] ^= 0xff
	for _, test := range []struct {
		name, data, say string
		whole           int
	}{
		{"plain.warc", plain, "", 3},
		{"plain.warc", plain[:len(plain)-6], fmt.Sprintf("plain.warc is cut in the record at byte %d: only what stands before that is judged", len(records[0]+records[1])), 2},
		{"plain.warc", plain[:len(records[0])+20], fmt.Sprintf("is cut in the record at byte %d:", len(records[0])), 1},
		{"x.warc.gz", members, "", 3},
		{"x.warc.gz", members[:len(members)-1], fmt.Sprintf("is cut in the record at byte %d:", third), 2},
		{"x.warc.gz", members[:second+5], fmt.Sprintf("is cut in the record at byte %d:", second), 1},
		{"x.warc.gz", string(flipped), fmt.Sprintf("is damaged at byte %d (", third), 2},
		{"x.warc.gz", members[:third] + strings.Repeat("\x00", 100), fmt.Sprintf("is damaged at byte %d (", third), 2},
		{"one.warc.gz", gzipEach(t, plain)[:len(gzipEach(t, plain))-20], "is cut in the record at byte 0:", 2},
	} {
		path := save(t, test.name, test.data)
		r, err := OpenReplay(path)
		if err != nil {
			t.Errorf("%s, %d bytes: %v", test.name, len(test.data), err)
			continue
		}
		said := fmt.Sprint(r.Cut())
		if test.say == "" && len(r.Cut()) > 0 || !strings.Contains(said, test.say) {
			t.Errorf("%s, %d bytes: got %s; want %s", test.name, len(test.data), said, test.say)
		}
		for i := range records {
			_, err := r.Fetch(t.Context(), request(t, fmt.Sprintf("http://%d.test/", i)))
			if (err == nil) != (i < test.whole) {
				t.Errorf("%s, %d bytes: answer %d: %v; want %d", test.name, len(test.data), i, err, test.whole)
			}
		}
	}
}
