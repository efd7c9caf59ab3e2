package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// size is that of a page: as much as citecheck takes of one.
const size = 20 << 20

// An attack is what all hosts answer with.
type attack struct {
	name  string
	serve func(w http.ResponseWriter, r *http.Request, rest string)
}

var attacks = []attack{
	{"small", page("<p>words of a page</p>\n", 10<<10)},
	{"text", page("<p>Some words of a page that is like other pages but longer.</p>\n", size)},
	{"tags", page("<p>x<b>y", size)},
	{"short-tags", page("<b>", size)},
	{"nested", page("<div><span>", size)},
	{"comments", page("<!---->", size)},
	{"attributes", page("<p a b c d e f g h i j k l m n o p q r s t u v w x y z>", size)},
	{"one-tag", page(" a", size, "<p ")},
	{"links", page(`<a href="/x?a=b">some link</a> `, size)},
	{"headings", page("<h2>A heading of the page</h2><h1>Another</h1>", size)},
	{"dates", page(`<time datetime="2024-05-02">May 2</time><p>May 2, 2024`, size)},
	{"metas", page(`<meta property="og:title" content="A title of the page, one of many">`, size)},
	{"json-ld", page(`{"@type":"Article","headline":"x","author":[{"name":"y"}]},`, size, `<script type="application/ld+json">[`)},
	{"json-ld-nested", page(`{"mainEntity":`, size, `<script type="application/ld+json">`)},
	{"tables", page("<table><tr><td>x<table>", size)},
	{"latin-1", typed("text/html; charset=iso-8859-1", page("<p>\xe9\xe8\x80\xfc", size))},
	{"utf-16", typed("text/html; charset=utf-16le", page("<\x00p\x00>\x00\xac\x20\xac\x20", size))},
	{"plain", typed("text/plain", page("words, and more words of a text\n", size))},
	{"pdf", typed("application/pdf", page("1 0 obj << /Title (x) >> endobj\n", size, "%PDF-1.7\n"))},
	{"gzip", packed("gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })},
	{"brotli", packed("br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 5) })},
	{"zstd", packed("zstd", func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w, zstd.WithWindowSize(8<<20)); return z })},
	{"headers", headers},
	{"chain", chain},
	{"endless", func(w http.ResponseWriter, _ *http.Request, _ string) {
		for {
			if _, err := io.WriteString(w, strings.Repeat("<p>on and on", 1000)); err != nil {
				return
			}
		}
	}},
}

// content repeats a text, behind another, up to so many bytes.
func content(text string, length int, before ...string) []byte {
	head := "<!doctype html><title>A page</title>" + strings.Join(before, "")
	return append([]byte(head), bytes.Repeat([]byte(text), max(length-len(head), 0)/max(len(text), 1))...)
}

// page serves a text again and again. It is not kept: what this process has in
// memory would count as its child's.
func page(text string, length int, before ...string) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, r *http.Request, rest string) {
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		io.WriteString(w, "<!-- "+rest+" -->") // no two are the same
		w.Write(content("", 0, before...))
		part := bytes.Repeat([]byte(text), 64<<10/len(text))
		for left := length; left > 0; left -= len(part) {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	}
}

func typed(mediaType string, serve func(http.ResponseWriter, *http.Request, string)) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, r *http.Request, rest string) {
		w.Header().Set("Content-Type", mediaType)
		serve(w, r, rest)
	}
}

// packed serves a page that is long only once it is decoded, and just no bomb.
func packed(coding string, open func(io.Writer) io.WriteCloser) func(http.ResponseWriter, *http.Request, string) {
	made := sync.OnceValue(func() []byte {
		var b bytes.Buffer
		z := open(&b)
		z.Write(content("<p>x<b>y", size/2))
		for i := range 400_000 {
			fmt.Fprintf(z, "<p>%x</p>\n", i*i)
		}
		z.Close()
		return b.Bytes()
	})
	return func(w http.ResponseWriter, r *http.Request, rest string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("X-Number", rest)
		w.Write(made())
	}
}

// headers answers with as many fields as a header can hold.
func headers(w http.ResponseWriter, r *http.Request, rest string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n")
	for i := 0; b.Len() < 1<<20-100; i++ {
		b.WriteString("X" + strconv.FormatInt(int64(i), 36) + ":\r\n")
	}
	b.WriteString("\r\n<title>A page</title>")
	conn.Write(b.Bytes())
}

// chain sends readers on from page to page, each as long as is held in memory.
func chain(w http.ResponseWriter, r *http.Request, rest string) {
	number, step, _ := strings.Cut(rest, "/")
	n, _ := strconv.Atoi(step)
	if n < 9 {
		w.Header().Set("Refresh", fmt.Sprintf("0; url=/chain/%s/%d", number, n+1))
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<meta http-equiv="refresh" content="0; url=/chain/%s/%d">`, number, n+1)
	w.Write(content("<b>", 255<<10))
}
