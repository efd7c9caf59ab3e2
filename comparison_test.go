package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var compareOthers = flag.Bool("compare", false, "let other link checkers loose on the closed world")

// TestOtherCheckers lets other link checkers loose on the closed world of the
// tour, and prints the table of docs/comparison.md:
//
//	go test . -run TestOtherCheckers -v -args -compare
//
// The table in the document has to be the one that is measured. Since some of
// them pass over names that are reserved for examples, the world's hosts end in
// .mill here.
func TestOtherCheckers(t *testing.T) {
	if !*compareOthers {
		t.Skip("only with -args -compare")
	}
	checkers := []struct {
		name  string
		check func(t *testing.T, folder string, env []string) map[string]string
	}{{"lychee", lychee}, {"linkchecker", linkchecker}}
	for _, c := range checkers {
		if _, err := exec.LookPath(c.name); err != nil {
			t.Fatalf("%s is not installed", c.name)
		}
	}
	folder := millWorld(t)
	env := append(os.Environ(), startWorld(t, folder)...)
	links, ours := citecheckVerdicts(t, folder, env)
	table := [][]string{{"host", "what a reader sees there", "citecheck"}}
	for _, link := range links {
		table = append(table, []string{link, seen[hostName(link)], ours[link]})
	}
	for _, c := range checkers {
		table[0] = append(table[0], c.name)
		said := c.check(t, folder, env)
		for i, link := range links {
			table[i+1] = append(table[i+1], said[link])
		}
	}
	var lines []string
	for _, row := range table {
		row[0] = hostName(row[0])
		lines = append(lines, "| "+strings.Join(row, " | ")+" |")
	}
	lines = slices.Insert(lines, 1, "|"+strings.Repeat("---|", len(table[0])))
	measured := strings.Join(lines, "\n") + "\n"
	t.Log("\n" + measured)
	docs, err := os.ReadFile("docs/comparison.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(docs), measured) {
		t.Error("docs/comparison.md shows another table")
	}
}

// hostName is the host of a link without what all hosts end in.
func hostName(link string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(link, "https://"), "/")
	return strings.TrimSuffix(host, ".mill")
}

// seen is what a reader with a browser would see of the paper's links.
var seen = map[string]string{
	"archive.harbour":    "a fault of the server, for the moment",
	"board.estuary":      "a page about something else",
	"catalogue.library":  "the entry, built by a script",
	"islandquarterly":    "nothing yet: the server does not answer",
	"millwrights":        "the article, at its new address",
	"museum.movingwater": "“this page could not be found”, with status 200",
	"records.county":     "a sign-in page",
	"review.coastsurvey": "the article, of another date",
	"statistics.gov":     "the page, after a check that it is no program",
	"tidemilltrust":      "the page",
	"www.estuarycourier": "the article",
	"www.estuaryhistory": "that it was removed",
	"www.millowners":     "that the domain is for sale",
	"www.sandhavenecho":  "that there is no such page",
}

// millWorld makes a folder with the tour's world and paper, with other hosts,
// and the paper's links as a page.
func millWorld(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Chmod(filepath.Dir(folder), 0o755); err != nil { // linkchecker gives root's rights up
		t.Fatal(err)
	}
	if err := os.CopyFS(folder, os.DirFS("testdata/tour")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"world.json", "paper.md"} {
		path := filepath.Join(folder, name)
		text, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, []byte(strings.ReplaceAll(string(text), ".example", ".mill")), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func citecheckVerdicts(t *testing.T, folder string, env []string) (links []string, verdicts map[string]string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "citecheck")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	out := output(t, env, program, "--no-archive", "--timeout", "5s", "--retries", "0", "--format", "jsonl", filepath.Join(folder, "paper.md"))
	verdicts = map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var ref struct {
			Link     *struct{ URL, Health, Reason string }
			Findings []struct{ Rule string }
		}
		if err := json.Unmarshal([]byte(line), &ref); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if ref.Link == nil {
			continue
		}
		said := ref.Link.Health + ": " + ref.Link.Reason
		for _, f := range ref.Findings {
			if strings.HasSuffix(f.Rule, "-mismatch") {
				said += ", " + f.Rule
			}
		}
		links = append(links, ref.Link.URL)
		verdicts[ref.Link.URL] = said
	}
	slices.Sort(links)
	return links, verdicts
}

// output is what a program prints. Link checkers exit with codes of their own.
func output(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Env = env
	out, err := c.Output()
	if len(out) == 0 {
		t.Fatalf("%s printed nothing: %v", name, err)
	}
	return string(out)
}

func lychee(t *testing.T, folder string, env []string) map[string]string {
	t.Helper()
	out := output(t, env, "lychee", "--format", "json", "--no-progress", "--verbose", "--timeout", "5", "--max-retries", "0", filepath.Join(folder, "paper.md"))
	type link struct {
		URL    string
		Status struct {
			Text string
			Code int
		}
	}
	var report map[string]json.RawMessage
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said := map[string]string{}
	for key, word := range map[string]string{"success_map": "ok", "redirect_map": "ok, redirected", "error_map": "error", "timeout_map": "timeout", "excluded_map": "excluded"} {
		var byFile map[string][]link
		if err := json.Unmarshal(report[key], &byFile); err != nil {
			continue
		}
		for _, links := range byFile {
			for _, l := range links {
				said[l.URL] = withCode(word, l.Status.Code)
			}
		}
	}
	return said
}

func withCode(word string, code int) string {
	if code == 0 || strings.HasPrefix(word, "ok") {
		return word
	}
	return fmt.Sprintf("%s: %d", word, code)
}

func linkchecker(t *testing.T, folder string, env []string) map[string]string {
	t.Helper()
	settings := filepath.Join(folder, "linkcheckerrc")
	roots := filepath.Join(folder, "roots.pem") // linkchecker does not heed SSL_CERT_FILE
	for _, pair := range env {
		if file, ok := strings.CutPrefix(pair, "SSL_CERT_FILE="); ok {
			text, err := os.ReadFile(file)
			if err == nil {
				err = os.WriteFile(roots, text, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	text := "[MarkdownCheck]\n[checking]\ntimeout=5\nsslverify=" + roots + "\n[filtering]\ncheckextern=1\n"
	if err := os.WriteFile(settings, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out := output(t, env, "linkchecker", "--config", settings, "--verbose", "--no-status", "--output", "csv", filepath.Join(folder, "paper.md"))
	r := csv.NewReader(strings.NewReader(out))
	r.Comma, r.Comment, r.FieldsPerRecord, r.LazyQuotes = ';', '#', -1, true
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%v: %s", err, out)
	}
	said := map[string]string{}
	column := func(name string) int { return slices.Index(rows[0], name) }
	for _, row := range rows[1:] {
		word := "ok"
		if row[column("valid")] != "True" {
			word = "error: " + strings.TrimSuffix(strings.Fields(row[column("result")])[0], ":")
		}
		said[row[column("urlname")]] = word
	}
	return said
}
