package checker

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/andybalholm/brotli"

	"github.com/citecheck/citecheck/checker/verdict"
)

// repeated writes s until nobody reads any more, at most n times.
func repeated(s string, n int) func(io.Writer) {
	return func(w io.Writer) {
		chunk := strings.Repeat(s, max(1, (64<<10)/len(s)))
		for left := n * len(s); left > 0; left -= len(chunk) {
			if _, err := io.WriteString(w, chunk[:min(left, len(chunk))]); err != nil {
				return
			}
		}
	}
}

// hostilePages cost a parser without bounds minutes or gigabytes.
var hostilePages = map[string]func(io.Writer){
	"ten million nested tags":      repeated("<b>", 10_000_000),
	"nested tables":                repeated("<table><tr><td>", 80_000),
	"formatting that is rebuilt":   repeated("<font><p>", 80_000),
	"links in links":               repeated("<a>", 200_000),
	"tags never closed":            repeated(`<a href="`, 200_000),
	"comments never closed":        repeated("<!--", 200_000),
	"foreign content":              repeated("<svg><desc>", 80_000),
	"ampersands":                   repeated("&", 500_000),
	"a title without end":          func(w io.Writer) { io.WriteString(w, "<title>"); repeated("Tides | ", 80_000)(w) },
	"accents on one letter":        func(w io.Writer) { io.WriteString(w, "<title>a"); repeated("\u0301", 1_000_000)(w) },
	"many titles":                  repeated(`<meta property="og:title" content="Tides"><h1>Tides</h1>`, 50_000),
	"many dates":                   repeated(`<time datetime="2020-01-02">January 2, 2020</time>`, 50_000),
	"deep JSON-LD":                 func(w io.Writer) { io.WriteString(w, ldScript); repeated(`{"a":[`, 1_000_000)(w) },
	"wide JSON-LD":                 func(w io.Writer) { io.WriteString(w, ldScript+"["); repeated(`{"@type":"Article"},`, 200_000)(w) },
	"many scripts of JSON-LD":      repeated(ldScript+`{"@type":"NewsArticle","headline":"Tides","datePublished":"2020-01-01"}</script>`, 20_000),
	"items in items":               repeated(`<div itemscope itemtype="https://schema.org/Article"><span itemprop="headline">x</span>`, 20_000),
	"attributes":                   func(w io.Writer) { io.WriteString(w, "<p "); repeated("a=b ", 200_000)(w) },
	"almost a marker, again again": repeated("reference #18.2d351ab8.", 100_000),
	"redirects within the page":    repeated(`<meta http-equiv="refresh" content="60">`, 50_000),
}

const ldScript = `<script type="application/ld+json">`

// TestHostilePages: each gets a verdict, none of them dead, and leaves neither
// goroutine nor connection: a bubble does not end before its goroutines.
func TestHostilePages(t *testing.T) {
	warmResolver(t)
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(26 * 365 * 24 * time.Hour)
		hosts := map[string]*machine{}
		pages := map[string]func(io.Writer){}
		var urls []string
		for name, write := range hostilePages {
			host := fmt.Sprintf("h%d.example", len(urls))
			hosts[host], pages[host] = &machine{}, write
			urls = append(urls, "https://"+host+"/"+strings.ReplaceAll(name, " ", "-"))
		}
		n := newInternet(t, hosts, http.HandlerFunc(func(out http.ResponseWriter, req *http.Request) {
			out.Header().Set("Content-Type", "text/html")
			pages[req.Host](out)
		}))
		var mu sync.Mutex
		seen := 0
		err := Run(t.Context(), cite(urls...), Options{Source: n.client(t), Rate: 1}, func(r Result) error {
			mu.Lock()
			defer mu.Unlock()
			seen++
			if r.Check.Health == verdict.Dead || strings.Contains(r.Check.Detail, "this program") {
				t.Errorf("%s: %s %s (%s)", r.Check.URL, r.Check.Health, r.Check.Reason, r.Check.Detail)
			}
			return nil
		})
		if err != nil || seen != len(urls) {
			t.Errorf("%d of %d verdicts, %v", seen, len(urls), err)
		}
	})
}

// TestBombs: what is small and becomes gigabytes is not unpacked to its end.
func TestBombs(t *testing.T) {
	packers := map[string]func(io.Writer) io.WriteCloser{
		"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 1) },
		"zstd": func(w io.Writer) io.WriteCloser {
			z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
			if err != nil {
				t.Error(err)
			}
			return z
		},
	}
	warmResolver(t)
	for coding, open := range packers {
		t.Run(coding, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newInternet(t, map[string]*machine{"bomb.example": {}}, http.HandlerFunc(func(out http.ResponseWriter, req *http.Request) {
					out.Header().Set("Content-Encoding", coding)
					z := open(out)
					repeated("<p>boom</p>\n", 8<<20)(z) // 96 MiB
					z.Close()
				}))
				err := Run(t.Context(), cite("https://bomb.example/a"), Options{Source: n.client(t)}, func(r Result) error {
					if r.Check.Reason != verdict.BadResponse || !strings.Contains(r.Check.Detail, "decompresses to more than") {
						t.Errorf("got %s (%s)", r.Check.Reason, r.Check.Detail)
					}
					if r.Check.Bytes > 1<<20 {
						t.Errorf("%d bytes were read", r.Check.Bytes)
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		})
	}
}
