// Memory shows how much memory citecheck takes when servers do their worst: 64
// hosts answer at once, each with what costs most for its kind.
//
//	go run ./bench/memory [-only NAME]
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/citecheck/citecheck/bench/process"
)

const hosts = 64

var only = flag.String("only", "", "the `name` of one attack; all of them without")

func main() {
	log.SetFlags(0)
	flag.Parse()
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	work, err := os.MkdirTemp("", "citecheck-memory-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	binary, err := process.Build(work)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		return err
	}
	go func() { log.Fatal(http.Serve(listener, http.HandlerFunc(serve))) }()
	port := listener.Addr().(*net.TCPAddr).Port
	fmt.Printf("%-24s %14s %14s %10s\n", "64 hosts, each with", "without, MiB", "archive, MiB", "seconds")
	for _, a := range attacks {
		if *only != "" && *only != a.name {
			continue
		}
		paper := filepath.Join(work, a.name+".md")
		if err := os.WriteFile(paper, []byte(cite(a.name, port)), 0o644); err != nil {
			return err
		}
		began := time.Now()
		without, err := measure(binary, paper, "--no-archive")
		if err != nil {
			return err
		}
		with, err := measure(binary, paper, "--archive", filepath.Join(work, "archive"))
		if err != nil {
			return err
		}
		fmt.Printf("%-24s %14d %14d %10.1f\n", a.name, without>>20, with>>20, time.Since(began).Seconds()/2)
	}
	return nil
}

// cite writes a paper that cites the pages of all hosts, with titles that they
// do not carry.
func cite(name string, port int) string {
	var b strings.Builder
	b.WriteString("# Links\n\n")
	for i := range hosts {
		fmt.Fprintf(&b, "%d. Lee, Anna. “The Water of the River %d.” *Daily News*, May 2, 2024. http://127.0.1.%d:%d/%s/%d.\n", i+1, i, i+1, port, name, i)
	}
	return b.String()
}

func measure(binary, paper string, more ...string) (int64, error) {
	args := append([]string{"--allow-private", "--rate", "0", "--retries", "0", "--quiet", "--fail-on", "never", "-o", paper + ".jsonl"}, more...)
	cmd := exec.Command(binary, append(args, paper)...)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("citecheck %s: %w", strings.Join(cmd.Args[1:], " "), err)
	}
	return process.Peak(cmd.ProcessState), nil
}

func serve(w http.ResponseWriter, r *http.Request) {
	name, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, a := range attacks {
		if a.name == name {
			a.serve(w, r, rest)
		}
	}
}
