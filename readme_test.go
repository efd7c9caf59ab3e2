package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The README shows what its commands print, and names no flag that is not there.
func TestReadme(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)

	const command = "go run . --fail-on never --replay testdata/tour/pages.warc.gz testdata/tour/paper.md"
	if !strings.Contains(readme, "    "+command+"\n") {
		t.Fatalf("the README does not have the command %q", command)
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	var stdout, stderr bytes.Buffer
	args := append([]string{"citecheck"}, strings.Fields(command)[3:]...)
	if code := execute(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitClean {
		t.Errorf("%s: exit code %d, %s", command, code, stderr.String())
	}
	_, rest, _ := strings.Cut(readme, "<!-- excerpt of testdata/tour/report.txt -->\n```\n")
	excerpt, _, _ := strings.Cut(rest, "```\n")
	for _, part := range strings.Split(excerpt, "…\n") {
		if part == "" || !strings.Contains(stdout.String(), part) {
			t.Errorf("the README shows what %s does not print:\n%s", command, part)
		}
	}

	var help bytes.Buffer
	execute(t.Context(), []string{"citecheck", "--help"}, strings.NewReader(""), &help, &stderr)
	for _, flag := range regexp.MustCompile(`--[a-z][a-z-]+`).FindAllString(readme, -1) {
		if !strings.Contains(help.String(), flag) {
			t.Errorf("the README names %s, which --help does not have", flag)
		}
	}
}

// Every dependency that the project chose has its reason in the docs.
func TestDependenciesAreExplained(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	docs, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1)
	if len(direct) == 0 {
		t.Fatal("go.mod has no direct dependency")
	}
	for _, m := range direct {
		if !strings.Contains(string(docs), "| "+m[1]+" |") {
			t.Errorf("docs/dependencies.md does not say why there is %s", m[1])
		}
	}
}
