package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"

	"github.com/citecheck/citecheck/paper"
)

// Actions of others run with the rights of the job: each is pinned to a commit,
// with its version beside it.
func TestActionsArePinned(t *testing.T) {
	files, err := filepath.Glob(".github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	pinned := regexp.MustCompile(`^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	uses := regexp.MustCompile(`(?m)^ *(?:- )?uses: (.*)$`)
	for _, name := range append(files, "action.yml") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range uses.FindAllStringSubmatch(string(text), -1) {
			if m[1] != "./" && !pinned.MatchString(m[1]) {
				t.Errorf("%s: %s is not pinned", name, m[1])
			}
		}
	}
}

// A run that finds something fails its job, and is the one to remember: what the
// action keeps is saved all the same, under the name that was looked for.
func TestActionKeepsWhatFailed(t *testing.T) {
	var file struct {
		Runs struct {
			Steps []struct {
				If, Uses string
				With     map[string]string
			}
		}
	}
	readYAML(t, "action.yml", &file)
	keys := map[string]string{}
	for _, step := range file.Runs.Steps {
		name, _, _ := strings.Cut(step.Uses, "@")
		if action, ok := strings.CutPrefix(name, "actions/cache"); ok {
			keys[action] = step.If + " " + step.With["path"] + " " + step.With["key"]
		}
	}
	if want := "always() && " + keys["/restore"]; len(keys) != 2 || keys["/save"] != want {
		t.Errorf("got %q; want a step that restores, and one that saves: %s", keys, want)
	}
}

// The hooks take the files that papers are, and none of a program's.
func TestHooksTakePapers(t *testing.T) {
	var hooks []struct{ ID, Files string }
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	programs := []string{".json", ".xml", ".nxml", ".jats", ".txt", ".text", ".asc", ".fodt", ".ott", ".docm", ".dotx", ".dotm"}
	for _, hook := range hooks {
		takes := regexp.MustCompile(hook.Files)
		for _, extension := range paper.Extensions() {
			if want := !slices.Contains(programs, extension); takes.MatchString("papers/a"+extension) != want {
				t.Errorf("%s: takes %s: %v; want %v", hook.ID, extension, !want, want)
			}
		}
		if takes.MatchString("main.go") || !takes.MatchString("A.MD") {
			t.Errorf("%s: %s takes the wrong files", hook.ID, hook.Files)
		}
	}
}

func readYAML(t testing.TB, name string, v any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = yaml.Unmarshal(text, v)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// writeStep writes what a runner would do for a step of action.yml, or for the
// job of contrib/gitlab-ci.yml, as a shell script:
//
//	step check check.sh
//	step gitlab job.sh
func writeStep(t testing.TB) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		script := "set -e -o pipefail\n"
		if args[0] == "gitlab" {
			var file struct{ Citecheck struct{ Script []string } }
			readYAML(t, "contrib/gitlab-ci.yml", &file)
			script += strings.Join(file.Citecheck.Script, "\n")
		} else {
			var file struct {
				Runs struct{ Steps []struct{ ID, Run string } }
			}
			readYAML(t, "action.yml", &file)
			for _, step := range file.Runs.Steps {
				if step.ID == args[0] {
					script += step.Run
				}
			}
		}
		if strings.Count(script, "\n") < 2 {
			ts.Fatalf("there is no step %s", args[0])
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(script+"\n"), 0o600))
	}
}
