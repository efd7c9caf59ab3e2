// Speed compares citecheck with the plainest program that could do its work:
// fetch, hash, parse, read the title. Both fetch the same pages from servers on
// this machine, one after the other, and their ratio is printed.
//
//	go run ./bench/speed [-links N] [-hosts N] [-rounds N]
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/sync/errgroup"
)

var (
	links  = flag.Int("links", 10_000, "links to fetch")
	hosts  = flag.Int("hosts", 200, "hosts that have them, each an address of the loopback network")
	rounds = flag.Int("rounds", 3, "rounds; the medians are printed")
	floor  = flag.String("floor", "", "be the plainest fetcher of the addresses in this `file`")
)

// slots is how many links are on the wire at once, in both programs.
const slots = 64

func main() {
	log.SetFlags(0)
	flag.Parse()
	err := error(nil)
	if *floor != "" {
		err = runFloor(*floor)
	} else {
		err = compare()
	}
	if err != nil {
		log.Fatal(err)
	}
}

// compare runs all programs in turn and prints what they reach.
func compare() error {
	work, err := os.MkdirTemp("", "citecheck-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	binary := filepath.Join(work, "citecheck")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("run this in the repository's root: %s", out)
	}
	urls, err := serve()
	if err != nil {
		return err
	}
	list, paper := filepath.Join(work, "urls.txt"), filepath.Join(work, "paper.md")
	if err := os.WriteFile(list, []byte(strings.Join(urls, "\n")), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(paper, []byte("# Links\n\n<"+strings.Join(urls, ">\n\n<")+">\n"), 0o644); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	check := []string{binary, "--allow-private", "--rate", "0", "--quiet", "--fail-on", "never", "-o", filepath.Join(work, "report.jsonl")}
	return measure([]program{
		{"floor", func(int) []string { return []string{self, "-floor", list} }},
		{"citecheck --no-archive", func(int) []string { return append(slices.Clone(check), "--no-archive", paper) }},
		{"citecheck with its archive", func(round int) []string {
			return append(slices.Clone(check), "--archive", filepath.Join(work, fmt.Sprint("archive", round)), paper)
		}},
	})
}

// A program is one way to fetch all links.
type program struct {
	name string
	args func(round int) []string
}

func measure(programs []program) error {
	rates := make([][]float64, len(programs))
	memory := make([]int64, len(programs))
	for round := range *rounds {
		for i, p := range programs {
			args := p.args(round)
			cmd := exec.Command(args[0], args[1:]...)
			cmd.Stderr = os.Stderr
			began := time.Now()
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			rates[i] = append(rates[i], float64(*links)/time.Since(began).Seconds())
			memory[i] = max(memory[i], peak(cmd.ProcessState))
		}
	}
	fmt.Printf("%-28s %10s %8s %10s\n", fmt.Sprintf("%d links, %d hosts", *links, *hosts), "links/s", "ratio", "peak MiB")
	for i, p := range programs {
		fmt.Printf("%-28s %10.0f %8.2f %10d\n", p.name, median(rates[i]), median(rates[i])/median(rates[0]), memory[i]>>20)
	}
	return nil
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// serve starts a server for all hosts and returns the addresses of their pages.
func serve() ([]string, error) {
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		return nil, err
	}
	go func() { log.Fatal(http.Serve(listener, http.HandlerFunc(page))) }()
	port := listener.Addr().(*net.TCPAddr).Port
	urls := make([]string, *links)
	for i := range urls {
		host := i % *hosts
		urls[i] = fmt.Sprintf("http://127.0.%d.%d:%d/articles/river-%d", 1+host/250, 1+host%250, port, i)
	}
	return urls, nil
}

// page answers with an article of about 10 KB, each another one.
func page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/articles/")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>About %s</title><meta property="og:title" content="About %s">`+
		`<meta property="article:published_time" content="2024-05-02"></head><body><h1>About %s</h1>`, name, name, name)
	paragraph := "<p>The water of " + name + ` rose by <b>two metres</b> in a night and <a href="/more">went back</a> in a week, which nobody had seen before.</p>` + "\n"
	io.WriteString(w, strings.Repeat(paragraph, 9_700/len(paragraph))+"</body></html>")
}

// runFloor fetches every address of a file, hashes it, parses it and reads its
// title, and does nothing else.
func runFloor(file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 512, MaxIdleConnsPerHost: 8, DisableCompression: true}}
	var g errgroup.Group
	g.SetLimit(slots)
	for url := range strings.SplitSeq(string(raw), "\n") {
		g.Go(func() error { return fetchPlainly(client, url) })
	}
	return g.Wait()
}

func fetchPlainly(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	_ = sha256.Sum256(body)
	root, err := html.Parse(strings.NewReader(string(body)))
	if err != nil {
		return err
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			return nil
		}
	}
	return fmt.Errorf("%s has no title", url)
}
