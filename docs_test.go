package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/citecheck/citecheck/config"
)

// A snippet is a block of code in a document.
type snippet struct {
	doc       string
	line      int
	language  string // of a fence; "sh" for indented commands of citecheck
	text      string
	elsewhere bool // it needs what a test has not; a comment before it says what
}

func (s snippet) place() string { return fmt.Sprintf("%s:%d", s.doc, s.line) }

// documents are the README and the pages of docs that people write.
func documents(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%v, %v", pages, err)
	}
	return append(pages, "README.md")
}

// snippets finds the fenced blocks of a document, and the commands that stand
// indented in it.
func snippets(t *testing.T, doc string) []snippet {
	t.Helper()
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	var all []snippet
	var open *snippet
	elsewhere := false
	for i, line := range strings.Split(string(text), "\n") {
		fence, fenced := strings.CutPrefix(line, "```")
		switch {
		case fenced && open == nil:
			open = &snippet{doc, i + 1, fence, "", elsewhere}
		case fenced:
			all, open = append(all, *open), nil
		case open != nil:
			open.text += line + "\n"
		case strings.HasPrefix(line, "    citecheck "):
			all = append(all, snippet{doc, i + 1, "sh", strings.TrimSpace(line) + "\n", elsewhere})
		}
		if !fenced && open == nil && strings.TrimSpace(line) != "" {
			elsewhere = strings.HasPrefix(line, "<!-- elsewhere: ")
		}
	}
	return all
}

// TestDocs runs the commands of the documents in a folder with papers, against
// pages that were recorded for them. Commands may find something, but may not
// fail. What a document says that they print, they print.
func TestDocs(t *testing.T) {
	if testing.Short() {
		t.Skip("the commands of the documentation run take long under the race detector, and do what the scripts do")
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	ran := 0
	for _, doc := range documents(t) {
		t.Run(doc, func(t *testing.T) {
			var desk *docDesk
			for _, s := range snippets(t, doc) {
				switch {
				case s.language != "sh" && s.language != "console":
				case s.elsewhere:
					checkFlagsOf(t, s)
				default:
					if desk == nil {
						desk = newDocDesk(t)
					}
					checkFlagsOf(t, s)
					ran += desk.run(t, s)
				}
			}
		})
	}
	if ran < 20 {
		t.Errorf("only %d commands ran", ran)
	}
}

// A docDesk is a folder in which a reader of the documents might sit.
type docDesk struct {
	folder string
	env    []string
}

func newDocDesk(t *testing.T) *docDesk {
	t.Helper()
	d := &docDesk{folder: t.TempDir()}
	bin, home := t.TempDir(), t.TempDir()
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, filepath.Join(bin, "citecheck"))
	}
	if err != nil {
		t.Fatal(err)
	}
	tour, err := filepath.Abs("testdata/tour")
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(tour, name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	for name, content := range map[string][]byte{
		"paper.md": read("paper.md"), "papers/mills.md": read("paper.md"), "drafts/paper.md": read("paper.md"),
		"pages.warc.gz": read("pages.warc.gz"), "notes.html": []byte("<p>See <a href=\"https://tidemilltrust.org/\">the trust</a>."),
		"page.html": []byte("<title>A page</title><p>Text."),
		"list.txt":  []byte("Maud Ferris, \"The Last Miller of Sandhaven,\" 2019, https://www.sandhavenecho.example/features/last-miller\n"),
	} {
		path := filepath.Join(d.folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	d.env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_CONFIG_HOME="+home,
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "CITECHECK_REPLAY="+filepath.Join(tour, "pages.warc.gz"))
	if out, err := d.command("citecheck --quiet --fail-on never paper.md papers/mills.md").CombinedOutput(); err != nil { // an archive of earlier runs
		t.Fatalf("%v: %s", err, out)
	}
	return d
}

// shown are an address of the closed world, and a day on which the archive has
// it, that stand for those in documents.
var shown = strings.NewReplacer("https://example.org/page", "https://www.sandhavenecho.example/features/last-miller",
	"--at 2025-11-14", "--at 2999-01-01")

func (d *docDesk) command(line string) *exec.Cmd {
	c := exec.Command("bash", "-o", "pipefail", "-c", shown.Replace(line))
	c.Dir, c.Env = d.folder, d.env
	return c
}

// run runs the commands of a snippet and counts them.
func (d *docDesk) run(t *testing.T, s snippet) (ran int) {
	t.Helper()
	text := strings.ReplaceAll(s.text, "\\\n", "")
	var output string
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		command := line
		if s.language == "console" {
			var ok bool
			if command, ok = strings.CutPrefix(line, "$ "); !ok {
				if line != "…" && !strings.Contains(output, line+"\n") {
					t.Errorf("%s: no command prints %q; the last one printed:\n%s", s.place(), line, output)
				}
				continue
			}
		}
		command, _, _ = strings.Cut(command, "   ") // what follows explains it, where no # does
		if strings.TrimSpace(command) == "" || strings.HasPrefix(command, "#") {
			continue
		}
		out, err := d.command(command).CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitFindings) {
			t.Errorf("%s: %s: %v\n%s", s.place(), command, err, out)
		}
		output, ran = string(out), ran+1
	}
	return ran
}

// checkFlagsOf holds each command line of citecheck in a snippet to the flags
// that there are.
func checkFlagsOf(t *testing.T, s snippet) {
	t.Helper()
	app := newApp(nil, nil, nil)
	call := regexp.MustCompile(`(?:^|[\s/])citecheck((?: +[^\s|>&#]+)*)`)
	for _, m := range call.FindAllStringSubmatch(strings.ReplaceAll(s.text, "\\\n", ""), -1) {
		words := strings.Fields(m[1])
		flags := app.Flags
		if len(words) > 0 && app.Command(words[0]) != nil {
			flags = app.Command(words[0]).Flags
		}
		for _, word := range words {
			name, long := strings.CutPrefix(word, "--")
			name, _, _ = strings.Cut(name, "=")
			if long && name != "" && !slices.Contains([]string{"help", "version"}, name) && !slices.Contains(flagNames(flags), name) {
				t.Errorf("%s: %q has no flag --%s", s.place(), m[0], name)
			}
		}
	}
}

// Files that documents show are ones that would be taken.
func TestDocsShowRealFiles(t *testing.T) {
	var action struct{ Inputs map[string]any }
	readYAML(t, "action.yml", &action)
	app := newApp(nil, nil, nil)
	flags := settable(app)
	shownFiles := map[string]int{}
	for _, doc := range documents(t) {
		for _, s := range snippets(t, doc) {
			shownFiles[s.language]++
			switch s.language {
			case "toml":
				if file, err := config.Parse(s.place(), []byte(s.text), slices.Sorted(maps.Keys(flags))); err != nil {
					t.Error(err)
				} else if _, err := inForce(app, file); err != nil {
					t.Error(err)
				}
			case "yaml":
				var file any
				if err := yaml.Unmarshal([]byte(s.text), &file); err != nil {
					t.Errorf("%s: %v", s.place(), err)
				}
				for _, input := range actionInputs(file) {
					if action.Inputs[input] == nil {
						t.Errorf("%s: the action has no input %q", s.place(), input)
					}
				}
			}
		}
	}
	if shownFiles["toml"] == 0 || shownFiles["yaml"] == 0 {
		t.Errorf("no document shows a configuration or a workflow: %v", shownFiles)
	}
}

// actionInputs are what a workflow gives to the action of this repository.
func actionInputs(v any) []string {
	var inputs []string
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			inputs = append(inputs, actionInputs(element)...)
		}
	case map[string]any:
		uses, _ := v["uses"].(string)
		with, _ := v["with"].(map[string]any)
		if strings.HasPrefix(uses, "citecheck/citecheck@") {
			for input := range with {
				inputs = append(inputs, input)
			}
		}
		for _, value := range v {
			inputs = append(inputs, actionInputs(value)...)
		}
	}
	return inputs
}

// Links between documents lead to files that are there.
func TestDocsLinkToFiles(t *testing.T) {
	link := regexp.MustCompile(`(?:\]\(|src=")([^)#:\s"]+)(?:#[^)]*)?[)"]`)
	for _, doc := range append(documents(t), "CONTRIBUTING.md", "CHANGELOG.md") {
		text, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(doc), string(m[1]))); err != nil {
				t.Errorf("%s links to %s: %v", doc, m[1], err)
			}
		}
		if bytes.Contains(text, []byte("```bash")) || bytes.Contains(text, []byte("```shell")) {
			t.Errorf("%s: a block of commands is called sh, so that it is run", doc)
		}
	}
}
