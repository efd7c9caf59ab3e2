package archive

import (
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkRecord records pages of 10 KB, each with a payload of its own.
func BenchmarkRecord(b *testing.B) {
	a := mustOpen(b, b.TempDir())
	r, err := a.Begin(Run{StartedAt: time.Now()}, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	page := make([]byte, 10<<10)
	words := []string{"<p>", "the ", "link ", "</p>\n", "paper ", "says ", "class=\"x\" ", "2025 "}
	for i := 0; i < len(page); {
		i += copy(page[i:], words[rand.N(len(words))])
	}
	var n atomic.Int64
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	b.ResetTimer()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			url := fmt.Sprintf("http://a.test/%d", n.Add(1))
			if err := r.Add(found(url, reply(url, 200, url+string(page)))); err != nil {
				b.Error(err)
			}
		}
	})
	if err := r.Close(time.Now(), true); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkOpenReplay indexes a recording.
func BenchmarkOpenReplay(b *testing.B) {
	dir := b.TempDir()
	a := mustOpen(b, dir)
	r, err := a.Begin(Run{StartedAt: time.Now()}, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 2000 {
		url := fmt.Sprintf("http://a.test/%d", i)
		page := make([]byte, 10<<10)
		for i := range page {
			page[i] = byte('a' + rand.N(16))
		}
		if err := r.Add(found(url, reply(url, 200, string(page)))); err != nil {
			b.Fatal(err)
		}
	}
	if err := r.Close(time.Now(), true); err != nil {
		b.Fatal(err)
	}
	files := warcFiles(b, dir)
	b.SetBytes(2000 * 10 << 10)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := OpenReplay(files...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	mustOpen(b, dir)
	for b.Loop() {
		a, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
