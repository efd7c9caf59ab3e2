// Reports shows what a run over 2,000 references takes that writes every report:
// recorded pages of about 10 KB are judged, so that no network is measured.
//
//	go run ./bench/reports [-rounds N]
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/citecheck/citecheck/bench/process"
)

const (
	references = 2000
	hosts      = 200
)

var rounds = flag.Int("rounds", 3, "how often each run is repeated; the best one counts")

func main() {
	log.SetFlags(0)
	flag.Parse()
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	work, err := os.MkdirTemp("", "citecheck-reports-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	binary, err := process.Build(work)
	if err != nil {
		return err
	}
	if err := record(work); err != nil {
		return err
	}
	all := []string{"-o", "r.txt", "-o", "r.json", "-o", "r.jsonl", "-o", "r.md", "-o", "r.html", "-o", "r.sarif", "-o", "r.csv", "-o", "r.xml"}
	fmt.Printf("%-40s %8s %14s %10s\n", "2,000 recorded references", "seconds", "processor, s", "peak, MB")
	for _, r := range []struct {
		name string
		args []string
	}{
		{"one report, no archive", []string{"--no-archive", "-o", "r.txt"}},
		{"eight reports, no archive", append([]string{"--no-archive"}, all...)},
		{"eight reports, with the archive", all},
	} {
		if err := measure(binary, work, r.name, r.args); err != nil {
			return err
		}
	}
	return nil
}

// measure prints the best time of some runs, each with an archive of its own.
func measure(binary, work, name string, args []string) error {
	best, used, peak := time.Hour, time.Hour, int64(0)
	for i := range *rounds {
		cmd := exec.Command(binary, append(args, "--fail-on", "never", "--replay", "pages.warc.gz", "paper.md")...)
		cmd.Dir = work
		cmd.Env = append(os.Environ(), fmt.Sprintf("CITECHECK_ARCHIVE=%s/%s-%d", work, name, i))
		began := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("citecheck %s: %w: %s", strings.Join(cmd.Args[1:], " "), err, out)
		}
		best = min(best, time.Since(began))
		used = min(used, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		peak = max(peak, process.Peak(cmd.ProcessState))
	}
	fmt.Printf("%-40s %8.2f %14.2f %10d\n", name, best.Seconds(), used.Seconds(), peak/1_000_000)
	return nil
}

// record writes the paper and a recording of what it cites: of ten pages one is
// gone, and one more has another title than the one that is cited.
func record(work string) error {
	random := rand.New(rand.NewPCG(1, 2))
	var paper strings.Builder
	var pages bytes.Buffer
	paper.WriteString("# Mills\n\n## References\n\n")
	for i := range references {
		address := fmt.Sprintf("https://site%d.example.net/2024/%d", i%hosts, i)
		title := fmt.Sprintf("Mill %d on the river of %s and %s", i, word(random), word(random))
		fmt.Fprintf(&paper, "%d. Lee, Anna. “%s.” *Daily News*, May 2, 2024. %s.\n", i+1, title, address)
		answer := "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnothing here"
		if i%10 > 0 {
			if i%10 == 1 {
				title = fmt.Sprintf("The annual accounts of society %d", i)
			}
			answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(random, title)
		}
		if err := write(&pages, address, answer); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(work, "paper.md"), []byte(paper.String()), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(work, "pages.warc.gz"), pages.Bytes(), 0o644)
}

// write adds a record, a gzip member of its own.
func write(pages *bytes.Buffer, address, answer string) error {
	w := gzip.NewWriter(pages)
	_, err := fmt.Fprintf(w, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-20T10:00:00Z\r\nWARC-Target-URI: %s\r\n"+
		"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", address, len(answer), answer)
	if err == nil {
		err = w.Close()
	}
	return err
}

// page is one of about 10 KB.
func page(random *rand.Rand, title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"en\"><head><title>%[1]s | Daily News</title><meta property=\"og:title\" content=\"%[1]s\">"+
		"<meta property=\"article:published_time\" content=\"2024-05-02T08:00:00Z\"></head><body><article><h1>%[1]s</h1>", title)
	for b.Len() < 10_000 {
		b.WriteString("<p>")
		for range 40 {
			b.WriteString(word(random) + " ")
		}
		fmt.Fprintf(&b, "<a href=\"/%d\">%s</a>.</p>\n", random.IntN(1000), word(random))
	}
	b.WriteString("</article></body></html>")
	return b.String()
}

func word(random *rand.Rand) string {
	syllables := []string{"ra", "to", "mil", "len", "we", "sun", "der", "ka", "os", "pin", "gra", "vel"}
	var w strings.Builder
	for range 1 + random.IntN(3) {
		w.WriteString(syllables[random.IntN(len(syllables))])
	}
	return w.String()
}
