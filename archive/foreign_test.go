package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/citecheck/citecheck/checker/fetch"
)

// Files as other programs write them: order of records, fields, revisits and all
// that stands between, as their documentation and source have it.

const foreignPage = "<!doctype html><title>A page</title><p>It was here."

// lines makes a record of a header, whose lines end as the program ends them,
// and a block. It adds the length, and the digest of the payload where the
// header wants one.
func lines(header, block string) string {
	header = strings.TrimSpace(header)
	_, payload, _ := strings.Cut(block, "\r\n\r\n")
	sum := sha1.Sum([]byte(payload))
	header = strings.ReplaceAll(header, "DIGEST", "sha1:"+base32.StdEncoding.EncodeToString(sum[:]))
	return strings.ReplaceAll(header, "\n", "\r\n") + fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n", len(block)) + block + "\r\n\r\n"
}

func gzipEach(t *testing.T, records ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		z := gzip.NewWriter(&b)
		if _, err := io.WriteString(z, r); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func packed(t *testing.T, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "br":
		w = brotli.NewWriter(&b)
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wantReplayed opens recordings and compares what each address gives with
// "status body date"; the body is decoded, "" stands for no record.
func wantReplayed(t *testing.T, want map[string]string, files ...string) {
	t.Helper()
	r, err := OpenReplay(files...)
	if err != nil {
		t.Error(err)
		return
	}
	defer r.Close()
	for url, want := range want {
		e, err := r.Fetch(t.Context(), request(t, url))
		got := ""
		if err == nil {
			body, err := fetch.Decode(e, 1<<20)
			if err != nil {
				t.Errorf("%s: %v", url, err)
			}
			got = fmt.Sprintf("%d %s %s", e.Status, body, e.At.Format("02T15:04:05"))
		}
		if got != want {
			t.Errorf("%s: got %q, %v; want %q", url, got, err, want)
		}
	}
}

func save(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, data)
	return path
}

// Heritrix 3: the name's answer, then the answer, its request and metadata;
// chunks and codings as they came; revisits without their payload, of which
// those that were not modified refer to nothing.
func TestReplayHeritrix(t *testing.T) {
	const chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n33\r\n" + foreignPage + "\r\n0\r\n\r\n"
	page := func(url, id, date, block string) string {
		return lines(`WARC/1.0
WARC-Type: response
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Payload-Digest: DIGEST
WARC-IP-Address: 192.0.2.7
WARC-Record-ID: <urn:uuid:`+id+`>
Content-Type: application/http; msgtype=response`, block) + ""
	}
	around := func(url, id, date string) string {
		return lines(`WARC/1.0
WARC-Type: request
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Concurrent-To: <urn:uuid:`+id+`>
WARC-Record-ID: <urn:uuid:`+id+`-q>
Content-Type: application/http; msgtype=request`, "GET / HTTP/1.0\r\nUser-Agent: Mozilla/5.0 (compatible; heritrix/3.4.0 +http://a.test)\r\nHost: a.test\r\n\r\n") +
			lines(`WARC/1.0
WARC-Type: metadata
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Concurrent-To: <urn:uuid:`+id+`>
WARC-Record-ID: <urn:uuid:`+id+`-m>
Content-Type: application/warc-fields`, "seed: \r\nfetchTimeMs: 52\r\ncharsetForLinkExtraction: utf-8\r\noutlink: http://b.test/ L a/@href\r\n\r\n")
	}
	revisit := func(url, id, date, profile, more, block string) string {
		return lines(`WARC/1.0
WARC-Type: revisit
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Profile: http://netpreserve.org/warc/1.0/revisit/`+profile+`
`+more+`WARC-IP-Address: 192.0.2.7
WARC-Record-ID: <urn:uuid:`+id+`>
Content-Type: application/http; msgtype=response`, block)
	}
	records := []string{
		lines(`WARC/1.0
WARC-Type: warcinfo
WARC-Date: 2020-05-01T09:00:00Z
WARC-Filename: WEB-20200501090000123-00000-1~crawler~8443.warc.gz
WARC-Record-ID: <urn:uuid:w>
Content-Type: application/warc-fields`, "software: Heritrix/3.4.0 http://crawler.archive.org\r\nip: 192.0.2.1\r\nformat: WARC File Format 1.0\r\nrobots: obey\r\n\r\n"),
		lines(`WARC/1.0
WARC-Type: response
WARC-Target-URI: dns:a.test
WARC-Date: 2020-05-01T09:00:01Z
WARC-IP-Address: 192.0.2.53
WARC-Record-ID: <urn:uuid:d>
Content-Type: text/dns`, "20200501090001\na.test.\t3600\tIN\tA\t192.0.2.7\n"),
		page("http://a.test/", "1", "2020-05-01T09:00:02Z", chunked) + around("http://a.test/", "1", "2020-05-01T09:00:02Z"),
		page("http://a.test/robots.txt", "2", "2020-05-01T09:00:03Z", "HTTP/1.1 404 Not Found\r\n\r\nno"),
		revisit("http://a.test/copy", "3", "2020-05-01T09:00:04Z", "uri-agnostic-identical-payload-digest", "WARC-Truncated: length\nWARC-Refers-To-Target-URI: http://a.test/\nWARC-Refers-To-Date: 2020-05-01T09:00:02Z\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
		revisit("http://a.test/", "4", "2020-05-02T09:00:00Z", "server-not-modified", "WARC-Etag: \"x\"\n", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"),
		revisit("http://a.test/elsewhere", "5", "2020-05-02T09:00:00Z", "server-not-modified", "", "HTTP/1.1 304 Not Modified\r\n\r\n"),
	}
	want := map[string]string{
		"http://a.test/":          "200 " + foreignPage + " 02T09:00:00",
		"http://a.test/copy":      "200 " + foreignPage + " 01T09:00:04",
		"http://a.test/elsewhere": "",
		"http://b.test/":          "",
	}
	wantReplayed(t, want, save(t, "WEB-20200501090000123-00000-1~crawler~8443.warc.gz", gzipEach(t, records...)))
	old := strings.ReplaceAll(strings.Join(records[2:4], ""), "WARC/1.0", "WARC/0.18")
	wantReplayed(t, map[string]string{"http://a.test/": "200 " + foreignPage + " 01T09:00:02"}, save(t, "old.warc", old))
}

// Wget: URIs in angle brackets, the request before its answer, the log at the end.
func TestReplayWget(t *testing.T) {
	page := func(n int, method, url, block string) string {
		return lines(fmt.Sprintf(`WARC/1.0
WARC-Type: request
WARC-Target-URI: <%s>
Content-Type: application/http;msgtype=request
WARC-Date: 2021-03-04T05:06:%02dZ
WARC-Record-ID: <urn:uuid:q%[2]d>
WARC-IP-Address: 192.0.2.7
WARC-Warcinfo-ID: <urn:uuid:w>`, url, n), method+" / HTTP/1.1\r\nHost: a.test\r\n\r\n") +
			lines(fmt.Sprintf(`WARC/1.0
WARC-Type: response
WARC-Record-ID: <urn:uuid:r%[2]d>
WARC-Warcinfo-ID: <urn:uuid:w>
WARC-Concurrent-To: <urn:uuid:q%[2]d>
WARC-Target-URI: <%[1]s>
WARC-Date: 2021-03-04T05:06:%02[2]dZ
WARC-IP-Address: 192.0.2.7
WARC-Payload-Digest: DIGEST
Content-Type: application/http;msgtype=response`, url, n), block)
	}
	records := []string{
		lines("WARC/1.0\nWARC-Type: warcinfo\nContent-Type: application/warc-fields\nWARC-Date: 2021-03-04T05:06:00Z\nWARC-Record-ID: <urn:uuid:w>\nWARC-Filename: x.warc.gz", "software: Wget/1.21 (linux-gnu)\r\nformat: WARC File Format 1.0\r\n"),
		page(1, "GET", "http://a.test/old", "HTTP/1.1 301 Moved Permanently\r\nLocation: /new\r\n\r\n"),
		page(2, "GET", "http://a.test/new", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+packed(t, "gzip", foreignPage)),
		page(3, "POST", "http://a.test/new", "HTTP/1.1 405 Method Not Allowed\r\n\r\nno"),
		page(4, "HEAD", "http://a.test/new", "HTTP/1.1 200 OK\r\nContent-Length: 51\r\n\r\n"),
		lines("WARC/1.0\nWARC-Type: resource\nWARC-Record-ID: <urn:uuid:l>\nWARC-Target-URI: <metadata://gnu.org/software/wget/warc/wget.log>\nWARC-Date: 2021-03-04T05:06:09Z\nContent-Type: text/plain", "--2021-03-04-- http://a.test/\n"),
	}
	want := map[string]string{"http://a.test/old": "301  04T05:06:01", "http://a.test/new": "200 " + foreignPage + " 04T05:06:02"}
	wantReplayed(t, want, save(t, "x.warc.gz", gzipEach(t, records...)))
	wantReplayed(t, want, save(t, "x.warc", strings.Join(records, "")))
}

// Browsertrix: a WACZ file of several WARC files, an answer before its request,
// HTTP/2 without a reason, what the browser decoded under other names, pages of
// its own under urn:, and preflights.
func TestReplayBrowsertrix(t *testing.T) {
	exchange := func(id, method, url, date, head, body string) string {
		return lines(`WARC/1.1
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Type: response
WARC-Record-ID: <urn:uuid:`+id+`>
Content-Type: application/http; msgtype=response
WARC-Payload-Digest: sha256:00
WARC-Block-Digest: sha256:01
WARC-Page-ID: 5f1c
WARC-Resource-Type: document
WARC-JSON-Metadata: {"ipType":"Public","cert":{"issuer":"R10","ctc":"1"}}`, head+"\r\n"+body) +
			lines(`WARC/1.1
WARC-Concurrent-To: <urn:uuid:`+id+`>
WARC-Target-URI: `+url+`
WARC-Date: `+date+`
WARC-Type: request
WARC-Record-ID: <urn:uuid:`+id+`-q>
Content-Type: application/http; msgtype=request
WARC-Page-ID: 5f1c
WARC-Resource-Type: document`, method+" /page HTTP/1.1\r\naccept: */*\r\n\r\n")
	}
	info := lines("WARC/1.1\nWARC-Record-ID: <urn:uuid:w>\nWARC-Filename: rec-1.warc.gz\nWARC-Date: 2025-02-03T04:05:00.123Z\nWARC-Type: warcinfo\nContent-Type: application/warc-fields", "software: Browsertrix-Crawler 1.5.0 (with warcio.js 2.4.3)\r\nformat: WARC File Format 1.1\r\n")
	const head = "HTTP/2 200\r\ncontent-type: text/html; charset=utf-8\r\nx-orig-content-encoding: br\r\ncontent-length: 51\r\nx-orig-transfer-encoding: chunked\r\n"
	first := gzipEach(t, info,
		exchange("1", "GET", "https://a.test/page", "2025-02-03T04:05:01.500Z", head, foreignPage),
		lines("WARC/1.1\nWARC-Target-URI: urn:pageinfo:https://a.test/page\nWARC-Date: 2025-02-03T04:05:02.000Z\nWARC-Type: resource\nWARC-Record-ID: <urn:uuid:p>\nContent-Type: application/json", `{"pageid":"5f1c","url":"https://a.test/page","urls":{}}`),
		lines("WARC/1.1\nWARC-Target-URI: urn:text:https://a.test/page\nWARC-Date: 2025-02-03T04:05:02.000Z\nWARC-Type: resource\nWARC-Record-ID: <urn:uuid:t>\nContent-Type: text/plain", "It was here."),
		exchange("2", "POST", "https://a.test/page", "2025-02-03T04:05:03.000Z", "HTTP/2 201\r\ncontent-type: application/json\r\n", `{"ok":true}`),
		exchange("3", "OPTIONS", "https://a.test/page", "2025-02-03T04:05:04.000Z", "HTTP/2 204\r\n", ""),
	)
	second := gzipEach(t, strings.Replace(info, "rec-1", "rec-2", 1),
		lines("WARC/1.1\nWARC-Target-URI: https://b.test/copy\nWARC-Date: 2025-02-03T04:06:00.000Z\nWARC-Type: revisit\nWARC-Record-ID: <urn:uuid:v>\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\nWARC-Refers-To-Target-URI: https://a.test/page\nWARC-Refers-To-Date: 2025-02-03T04:05:01.500Z\nContent-Type: application/http; msgtype=response\nWARC-Payload-Digest: sha256:00", head+"\r\n"),
		exchange("5", "GET", "https://c.test/br", "2025-02-03T04:06:01.000Z", "HTTP/1.1 200 OK\r\ncontent-encoding: br\r\n", packed(t, "br", foreignPage)),
		exchange("6", "GET", "https://c.test/zstd", "2025-02-03T04:06:02.000Z", "HTTP/2 200 \r\ncontent-encoding: zstd\r\n", packed(t, "zstd", foreignPage)),
		exchange("7", "GET", "https://c.test/undone", "2025-02-03T04:06:03.000Z", "HTTP/2 200 OK\r\ncontent-encoding: br\r\ntransfer-encoding: chunked\r\n", foreignPage),
		exchange("8", "GET", "https://a.test/page", "2025-02-03T04:06:04.000Z", "HTTP/2 304\r\netag: \"x\"\r\n", ""),
	)
	path := filepath.Join(t.TempDir(), "crawl.wacz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, part := range []struct {
		name, data string
		method     uint16
	}{
		{"archive/rec-1.warc.gz", first, zip.Store}, {"archive/rec-2.warc.gz", second, zip.Store},
		{"indexes/index.cdx.gz", gzipEach(t, "test,a)/page 20250203040501 {}\n"), zip.Store}, {"indexes/index.idx", "!meta 0 {}\n", zip.Deflate},
		{"logs/crawl.log", "{}\n", zip.Deflate},
		{"pages/pages.jsonl", `{"format":"json-pages-1.0","id":"pages"}` + "\n", zip.Deflate}, {"pages/extraPages.jsonl", "{}\n", zip.Deflate},
		{"datapackage.json", `{"profile":"data-package","wacz_version":"1.1.1"}`, zip.Deflate},
		{"datapackage-digest.json", `{"path":"datapackage.json","hash":"sha256:00","signedData":{"hash":"sha256:00","signature":"AA==","publicKey":"AA==","created":"2025-02-03T04:07:00Z","software":"authsigner"}}`, zip.Deflate},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: part.method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, part.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantReplayed(t, map[string]string{
		"https://a.test/page":   "200 " + foreignPage + " 03T04:05:01",
		"https://b.test/copy":   "200 " + foreignPage + " 03T04:06:00",
		"https://c.test/br":     "200 " + foreignPage + " 03T04:06:01",
		"https://c.test/zstd":   "200 " + foreignPage + " 03T04:06:02",
		"https://c.test/undone": "200 " + foreignPage + " 03T04:06:03",
	}, path)
}

// Zeno (gowarc): raw codings and chunks, lower case in places, revisits with a
// head alone; with zstd, a frame a record.
func TestReplayZeno(t *testing.T) {
	exchange := func(id, url, block string) string {
		return lines(`WARC/1.1
WARC-Type: response
WARC-Record-ID: <urn:uuid:`+id+`>
WARC-Target-URI: `+url+`
WARC-Date: 2025-06-07T08:09:10.123456789Z
WARC-IP-Address: 192.0.2.7
WARC-Payload-Digest: DIGEST
WARC-Block-Digest: sha1:AA
Content-Type: application/http; msgtype=response`, block) +
			lines(`WARC/1.1
WARC-Type: request
WARC-Record-ID: <urn:uuid:`+id+`-q>
WARC-Concurrent-To: <urn:uuid:`+id+`>
WARC-Target-URI: `+url+`
WARC-Date: 2025-06-07T08:09:10.123456789Z
Content-Type: application/http; msgtype=request`, "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
	}
	body := packed(t, "br", foreignPage)
	records := []string{
		lines("WARC/1.1\nWARC-Type: warcinfo\nWARC-Record-ID: <urn:uuid:w>\nWARC-Date: 2025-06-07T08:09:00Z\nWARC-Filename: ZENO-20250607080900.warc.zst\nContent-Type: application/warc-fields", "format: WARC file version 1.1\r\nsoftware: Zeno\r\nhostname: crawler\r\n"),
		exchange("1", "https://a.test/", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body)),
		exchange("2", "https://a.test/gone", "HTTP/1.1 410 Gone\r\n\r\n"),
		lines(`WARC/1.1
WARC-Type: revisit
WARC-Record-ID: <urn:uuid:3>
WARC-Target-URI: https://a.test/again
WARC-Date: 2025-06-07T08:09:11.5Z
WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest
WARC-Refers-To-Target-URI: https://a.test/
WARC-Refers-To-Date: 2025-06-07T08:09:10.123456789Z
WARC-Truncated: length
Content-Type: application/http; msgtype=response`, "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n"),
	}
	want := map[string]string{
		"https://a.test/":      "200 " + foreignPage + " 07T08:09:10",
		"https://a.test/gone":  "410  07T08:09:10",
		"https://a.test/again": "200 " + foreignPage + " 07T08:09:11",
	}
	wantReplayed(t, want, save(t, "ZENO-20250607080900.warc.gz", gzipEach(t, records...)))
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var frames []byte
	for _, r := range records {
		frames = z.EncodeAll([]byte(r), frames)
	}
	wantReplayed(t, want, save(t, "ZENO-20250607080900.warc.zst", string(frames)))
}

// What the standard does not want and some program once wrote.
func TestReplaySloppy(t *testing.T) {
	const head = "WARC/1.0\nwarc-type : response\nwarc-target-uri:http://a.test/a b\nwarc-date: 2019-01-02T03:04:05Z\nwarc-record-id:<urn:uuid:1>\ncontent-type: application/http\n"
	block := "HTTP/1.0 200\nContent-Type: text/html\n\n" + foreignPage
	lf := head + fmt.Sprintf("content-length: %d\n\n%s\n", len(block), block)
	wantReplayed(t, map[string]string{"http://a.test/a%20b": "200 " + foreignPage + " 02T03:04:05"}, save(t, "lf.warc", lf+strings.Replace(lf, "http://a.test/a b", "http://b.test/", 1)))
	// A POST whose request says nothing of what it belongs to.
	post := func(method, date string) string {
		return lines("WARC/1.0\nWARC-Type: request\nWARC-Target-URI: http://a.test/\nWARC-Date: "+date+"\nWARC-Record-ID: <urn:uuid:q"+method+">", method+" / HTTP/1.1\r\n\r\n") +
			lines("WARC/1.0\nWARC-Type: response\nWARC-Target-URI: http://a.test/\nWARC-Date: "+date+"\nWARC-Record-ID: <urn:uuid:r"+method+">", "HTTP/1.1 200 OK\r\n\r\n"+method)
	}
	wantReplayed(t, map[string]string{"http://a.test/": "200 GET 02T03:04:05"},
		save(t, "post.warc", post("GET", "2019-01-02T03:04:05Z")+post("POST", "2019-01-02T03:04:06Z")))
}
