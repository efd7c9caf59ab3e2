// Speed compares citecheck with the plainest program that could do its work:
// fetch, hash, parse, read the title. Both fetch the same pages from servers on
// this machine, one after the other, and the ratio of their links a second is
// printed: the median of the rounds' ratios. Link checkers that only look at the
// status, lychee and muffet, take part where they are installed.
//
//	go run ./bench/speed [-links N] [-hosts N] [-rounds N]
//
// With -growth it compares citecheck with itself at a tenth of the links: its
// memory must not grow with them.
//
//	go run ./bench/speed -growth -links 100000
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
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/sync/errgroup"

	"github.com/citecheck/citecheck/bench/process"
)

var (
	links  = flag.Int("links", 10_000, "links to fetch")
	hosts  = flag.Int("hosts", 200, "hosts that have them, each an address of the loopback network")
	rounds = flag.Int("rounds", 3, "rounds; the medians are printed")
	growth = flag.Bool("growth", false, "compare memory at a tenth of the links and at all of them")
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
	binary, err := process.Build(work)
	if err != nil {
		return err
	}
	urls, err := serve()
	if err != nil {
		return err
	}
	if *growth {
		return grow(binary, work, urls)
	}
	list := filepath.Join(work, "urls.txt")
	if err := os.WriteFile(list, []byte(strings.Join(urls, "\n")), 0o644); err != nil {
		return err
	}
	paper, err := writePaper(work, urls)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	floor := program{"floor", func(int) []string { return []string{self, "-floor", list} }}
	return measure(slices.Concat([]program{floor}, checks(binary, work, paper), others(paper, urls)))
}

// writePaper writes a paper that cites the addresses.
func writePaper(work string, urls []string) (string, error) {
	paper := filepath.Join(work, fmt.Sprintf("paper%d.md", len(urls)))
	return paper, os.WriteFile(paper, []byte("# Links\n\n<"+strings.Join(urls, ">\n\n<")+">\n"), 0o644)
}

// checks are citecheck without and with its archive.
func checks(binary, work, paper string) []program {
	check := []string{binary, "--allow-private", "--rate", "0", "--quiet", "--fail-on", "never", "-o", filepath.Join(work, "report.jsonl")}
	return []program{
		{"citecheck --no-archive", func(int) []string { return append(slices.Clone(check), "--no-archive", paper) }},
		{"citecheck with its archive", func(round int) []string {
			return append(slices.Clone(check), "--archive", fmt.Sprintf("%s-archive%d", paper, round), paper)
		}},
	}
}

// others are the link checkers that are installed: as they come, and told to be
// as fast as they can, with as many requests at once and none of the waits
// between them.
func others(paper string, urls []string) []program {
	var list []program
	if _, err := exec.LookPath("lychee"); err == nil {
		asItComes := []string{"lychee", "--quiet", "--no-progress", "--cache=false", paper}
		list = append(list, program{"lychee, status only", func(int) []string { return asItComes }},
			program{"the same without its waits", func(int) []string {
				return append(slices.Clone(asItComes), "--max-retries", "0",
					"--max-concurrency", fmt.Sprint(slots), "--host-concurrency", fmt.Sprint(slots), "--host-request-interval", "0ms")
			}})
	} else {
		fmt.Println("lychee is not on the PATH: left out")
	}
	if _, err := exec.LookPath("muffet"); err == nil {
		index := urls[0][:strings.Index(urls[0], "/articles/")] + "/index"
		list = append(list, program{"muffet, status only", func(int) []string {
			return []string{"muffet", "--one-page-only", "--max-connections", fmt.Sprint(slots), "--buffer-size", "8192", index}
		}})
	} else {
		fmt.Println("muffet is not on the PATH: left out")
	}
	return list
}

// grow prints the memory of runs over a tenth of the links and over all.
func grow(binary, work string, urls []string) error {
	for _, some := range [][]string{urls[:len(urls)/10], urls} {
		paper, err := writePaper(work, some)
		if err != nil {
			return err
		}
		for _, p := range checks(binary, work, paper) {
			r, err := runOnce(p.args(0))
			if err != nil {
				return err
			}
			fmt.Printf("%-28s %8d links %6.0f a second %6d MiB\n", p.name, len(some), float64(len(some))/r.wall, r.memory>>20)
		}
	}
	return nil
}

// A program is one way to fetch all links.
type program struct {
	name string
	args func(round int) []string
}

// A result is what one run took: seconds, seconds of processor time, bytes.
type result struct {
	wall, cpu float64
	memory    int64
}

func runOnce(args []string) (result, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return result{}, fmt.Errorf("%s: %w", args[0], err)
	}
	s := cmd.ProcessState
	return result{time.Since(began).Seconds(), (s.UserTime() + s.SystemTime()).Seconds(), process.Peak(s)}, nil
}

// measure runs all programs in turn, so that what else the machine does meets
// all of them.
func measure(programs []program) error {
	type figures struct {
		rates, ratios, cpu []float64
		memory             int64
	}
	list := make([]figures, len(programs))
	for round := range *rounds {
		for i, p := range programs {
			r, err := runOnce(p.args(round))
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			f := &list[i]
			f.rates = append(f.rates, float64(*links)/r.wall)
			f.ratios = append(f.ratios, f.rates[round]/list[0].rates[round])
			f.cpu = append(f.cpu, r.cpu)
			f.memory = max(f.memory, r.memory)
		}
	}
	fmt.Printf("%-28s %10s %8s %12s %10s\n", fmt.Sprintf("%d links, %d hosts", *links, *hosts), "links/s", "ratio", "processor, s", "peak MiB")
	for i, p := range programs {
		f := list[i]
		fmt.Printf("%-28s %10.0f %8.2f %12.2f %10d\n", p.name, median(f.rates), median(f.ratios), median(f.cpu), f.memory>>20)
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
		urls[i] = address(i, strconv.Itoa(port))
	}
	return urls, nil
}

// address is that of a page.
func address(i int, port string) string {
	host := i % *hosts
	return fmt.Sprintf("http://127.0.%d.%d:%s/articles/river-%d", 1+host/250, 1+host%250, port, i)
}

// page answers with an article of about 10 KB, each another one.
func page(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/index" {
		index(w, r)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/articles/")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>About %s</title><meta property="og:title" content="About %s">`+
		`<meta property="article:published_time" content="2024-05-02"></head><body><h1>About %s</h1>`, name, name, name)
	paragraph := "<p>The water of " + name + ` rose by <b>two metres</b> in a night and <a href="/more">went back</a> in a week, which nobody had seen before.</p>` + "\n"
	io.WriteString(w, strings.Repeat(paragraph, 9_700/len(paragraph))+"</body></html>")
}

// index links to all pages, for a program that begins with one.
func index(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, port, _ := net.SplitHostPort(r.Host)
	for i := range *links {
		fmt.Fprintf(w, "<a href=%q>%d</a>\n", address(i, port), i)
	}
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
