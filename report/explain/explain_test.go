package explain

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

var update = flag.Bool("update", false, "rewrite docs/rules.md")

func TestDocs(t *testing.T) {
	const path = "../../docs/rules.md"
	if *update {
		if err := os.WriteFile(path, []byte(Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	docs, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(docs) != Markdown() {
		t.Errorf("%s is not what the topics say: make it anew with -update", path)
	}
}

// Whatever a report can name has a topic, and a topic is of something.
func TestNothingIsUnexplained(t *testing.T) {
	want := map[string]Kind{
		"content-changed": Rule, // found by comparing visits
		"void-ignore":     Rule, // found where comments are applied
	}
	for _, r := range paper.Rules {
		want[r.ID] = Rule
		if topic, _ := Find(r.ID); topic.Level != string(r.Severity) {
			t.Errorf("%s is said to be of severity %q; it is %s", r.ID, topic.Level, r.Severity)
		}
	}
	for _, id := range rulesOfVisits(t) {
		want[id] = Rule
	}
	for _, r := range verdict.Reasons() {
		want[string(r)] = Reason
		if topic, _ := Find(string(r)); topic.Level != string(r.Health()) {
			t.Errorf("%s is said to mean %q; it means %s", r, topic.Level, r.Health())
		}
	}
	for id, kind := range want {
		if topic, ok := Find(id); !ok || topic.Kind != kind {
			t.Errorf("there is no %s %q", kind, id)
		}
	}
	for _, topic := range Topics() {
		if _, ok := want[topic.ID]; !ok {
			t.Errorf("%s is explained, and nothing reports it", topic.ID)
		}
	}
}

// rulesOfVisits are the rules that the sources of checker name.
func rulesOfVisits(t *testing.T) []string {
	var ids []string
	name := regexp.MustCompile(`Rule:\s+"([a-z-]+)"`)
	err := filepath.WalkDir("../../checker", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range name.FindAllSubmatch(source, -1) {
			ids = append(ids, string(m[1]))
		}
		return err
	})
	if err != nil || len(ids) < 5 {
		t.Fatalf("found only the rules %v: %v", ids, err)
	}
	return ids
}

func TestTopicsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range Topics() {
		if seen[topic.ID] {
			t.Errorf("%s is there twice", topic.ID)
		}
		seen[topic.ID] = true
		if topic.Title == "" || strings.HasSuffix(topic.Title, ".") {
			t.Errorf("%s: title %q", topic.ID, topic.Title)
		}
		for _, text := range []string{topic.Meaning, topic.Evidence, topic.Advice} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %q is no sentence", topic.ID, text)
			}
		}
	}
}

func TestNear(t *testing.T) {
	tests := []struct {
		typed, first string
	}{
		{"dead-lnik", "dead-link"},
		{"DEADLINK", "dead-link"},
		{"soft404", "soft-404"},
		{"titel-mismatch", "title-mismatch"},
		{"tracking", "tracking-parameters"},
		{"notfound", "not-found"},
		{"xyzzy", ""},
		{"", ""},
		{strings.Repeat("dead-link", 1000), ""},
	}
	for _, test := range tests {
		near := Near(test.typed)
		if test.first == "" && len(near) > 0 || test.first != "" && (len(near) == 0 || near[0] != test.first) {
			t.Errorf("Near(%.40q) = %v; want %q first", test.typed, near, test.first)
		}
	}
	if near := Near("link"); len(near) > 3 || slices.Contains(near, "date-mismatch") {
		t.Errorf("Near(link) = %v", near)
	}
}

func TestFindHeedsNoCase(t *testing.T) {
	if topic, ok := Find(" Soft-404 "); !ok || topic.ID != "soft-404" {
		t.Errorf("got %v, %v", topic, ok)
	}
	if _, ok := Find("nothing"); ok {
		t.Error("there is a topic for nothing")
	}
}
