package baseline

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

const (
	gone  = "https://a.example/gone"
	title = "https://b.example/title"
)

// run marks the findings of a paper at path with two references, of which the
// first is dead and the second has another title, and one finding of its own.
// Change may edit the paper first.
func run(b *Baseline, path string, change func(*paper.Paper, map[string]*checker.Check)) *paper.Paper {
	p := &paper.Paper{Path: path, Findings: []paper.Finding{{Rule: "undefined-marker", Cited: "15", Line: 9, Message: "Line 9 refers to 15."}}}
	p.References = []*paper.Reference{
		{Label: "1", Line: 20, Title: "One", URL: gone},
		{Label: "2", Line: 21, Title: "Two", URL: title},
	}
	checks := map[string]*checker.Check{
		gone: {URL: gone, Verdict: verdict.Of(verdict.NotFound, "")}, title: {URL: title, Verdict: verdict.Of(verdict.OK, "")},
	}
	if change != nil {
		change(p, checks)
	}
	b.Papers([]*paper.Paper{p})
	for _, ref := range p.References {
		c := checks[ref.URL]
		r := checker.Result{Check: c, Citations: []checker.Citation{{Paper: p, Reference: ref}}}
		switch {
		case c == nil:
			continue
		case c.Health == verdict.Dead:
			r.Citations[0].Findings = []paper.Finding{{Rule: "dead-link", Cited: gone, Message: "Dead."}}
		case ref.URL == title && ref.Title == "Two":
			r.Citations[0].Findings = []paper.Finding{{Rule: "title-mismatch", Cited: ref.Title, Found: "Other", Message: "Another title."}}
		}
		b.Result(r)
		ref.Findings = append(ref.Findings, r.Citations[0].Findings...) // for the tests to look at
	}
	return p
}

// news are the rules of the findings that no baseline knows.
func news(p *paper.Paper) string {
	var rules []string
	note := func(findings []paper.Finding) {
		for _, f := range findings {
			if f.Suppressed == nil {
				rules = append(rules, f.Rule)
			}
		}
	}
	note(p.Findings)
	for _, ref := range p.References {
		note(ref.Findings)
	}
	return strings.Join(rules, " ")
}

// kept writes what b found to a file and reads it.
func kept(t *testing.T, b *Baseline, path string) *Baseline {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out, path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestBaseline(t *testing.T) {
	tests := []struct {
		name   string
		change func(*paper.Paper, map[string]*checker.Check)
		new    string
		gone   []string
	}{
		{"nothing changed", nil, "", nil},
		{"lines and labels moved", func(p *paper.Paper, _ map[string]*checker.Check) {
			p.References[0].Line, p.References[0].Label, p.References[1].Line = 40, "7", 41
			p.Findings[0].Line, p.Findings[0].Message = 12, "Line 12 refers to 15."
		}, "", nil},
		{"the order changed", func(p *paper.Paper, _ map[string]*checker.Check) { slices.Reverse(p.References) }, "", nil},
		{"another citation of the dead link", func(p *paper.Paper, _ map[string]*checker.Check) {
			p.References = append(p.References, &paper.Reference{Label: "3", URL: gone})
		}, "dead-link", nil},
		{"one more link died", func(_ *paper.Paper, c map[string]*checker.Check) {
			c[title].Verdict = verdict.Of(verdict.Gone, "")
		}, "dead-link", nil}, // what the title is cannot be told any more
		{"the link is alive again", func(_ *paper.Paper, c map[string]*checker.Check) {
			c[gone].Verdict = verdict.Of(verdict.OK, "")
		}, "", []string{"dead-link"}},
		{"the link is not dead any more, but unsure", func(_ *paper.Paper, c map[string]*checker.Check) {
			c[gone].Verdict = verdict.Of(verdict.Blocked, "")
		}, "", nil},
		{"the link was not visited", func(_ *paper.Paper, c map[string]*checker.Check) { delete(c, gone) }, "", nil},
		{"the reference was removed", func(p *paper.Paper, _ map[string]*checker.Check) { p.References = p.References[1:] }, "", []string{"dead-link"}},
		{"the title was corrected", func(p *paper.Paper, _ map[string]*checker.Check) { p.References[1].Title = "Other" }, "", []string{"title-mismatch"}},
		{"the marker was corrected", func(p *paper.Paper, _ map[string]*checker.Check) { p.Findings = nil }, "", []string{"undefined-marker"}},
		{"another marker is wrong", func(p *paper.Paper, _ map[string]*checker.Check) { p.Findings[0].Cited = "16" }, "undefined-marker", []string{"undefined-marker"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			file, path := filepath.Join(dir, "baseline.json"), filepath.Join(dir, "papers", "p.md")
			first := New()
			if got := news(run(first, path, nil)); got != "undefined-marker dead-link title-mismatch" {
				t.Fatalf("without a baseline: %s", got)
			}
			b := kept(t, first, file)
			if got := news(run(b, path, test.change)); got != test.new {
				t.Errorf("new: %q; want %q", got, test.new)
			}
			var rules []string
			for _, g := range b.Gone() {
				rules = append(rules, g.Rule)
				if g.Paper != path {
					t.Errorf("gone from %q", g.Paper)
				}
			}
			if !slices.Equal(rules, test.gone) {
				t.Errorf("gone: %v; want %v", rules, test.gone)
			}
		})
	}
}

// What cannot be told to be gone stays in a baseline that is written anew.
func TestWriteKeepsTheUntold(t *testing.T) {
	dir := t.TempDir()
	file, path := filepath.Join(dir, "baseline.json"), filepath.Join(dir, "p.md")
	first := New()
	run(first, path, nil)
	b := kept(t, first, file)
	run(b, path, func(p *paper.Paper, c map[string]*checker.Check) {
		delete(c, gone)            // not visited: stays
		p.References[1].Title = "" // mended: goes
	})
	third := kept(t, b, file)
	if got := news(run(third, path, nil)); got != "title-mismatch" {
		t.Errorf("new: %q; want title-mismatch alone", got)
	}
}

// A baseline and its papers can be moved together, and it is the same whatever
// the order of visits was.
func TestFileIsStable(t *testing.T) {
	write := func(dir string) string {
		b := New()
		run(b, filepath.Join(dir, "papers", "p.md"), nil)
		var out bytes.Buffer
		if err := b.Write(&out, filepath.Join(dir, "baseline.json")); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	one, two := write(t.TempDir()), write(t.TempDir())
	if one != two {
		t.Errorf("got\n%s\nand then\n%s", one, two)
	}
	if !strings.Contains(one, `"paper": "papers/p.md"`) {
		t.Errorf("no relative path in %s", one)
	}
}

func TestSuppressedForAnotherReason(t *testing.T) {
	b := New()
	waived := func(p *paper.Paper, _ map[string]*checker.Check) {
		p.Findings[0].Suppressed = &paper.Suppression{By: "paper"}
	}
	run(b, "p.md", waived)
	for _, e := range b.found {
		if e.Rule == "undefined-marker" {
			t.Error("a finding that the paper lets stand is remembered")
		}
	}
}

func TestReadErrors(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"no JSON", "{\n  \"schema\": 1,\n  oops\n}", ":3: this is no baseline"},
		{"another kind", `{"schema": 1, "tool": "citecheck", "findings": 3}`, ":1: this is no baseline"},
		{"of another tool", `{"findings": []}`, ":1: this is no baseline of citecheck"},
		{"a newer one", `{"schema": 2, "tool": "citecheck"}`, "a baseline of version 2"},
		{"empty", "", ":1: this is no baseline"},
	}
	for _, test := range tests {
		path := filepath.Join(t.TempDir(), "b.json")
		if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.HasPrefix(err.Error(), path) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v; want %s", test.name, err, test.want)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.json")); err == nil || !strings.Contains(err.Error(), "--write-baseline makes one") {
		t.Errorf("no file: %v", err)
	}
	if _, err := Read(t.TempDir()); err == nil {
		t.Error("a folder is read")
	}
}

// Whatever a file holds, reading it ends in a baseline or an error, and marking
// and writing work.
func FuzzParse(f *testing.F) {
	b := New()
	run(b, "p.md", nil)
	var out bytes.Buffer
	if err := b.Write(&out, "b.json"); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte(`{"schema":1,"tool":"citecheck","findings":[{"paper":"../../x","fingerprint":""}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		known, err := parse(data)
		if err != nil {
			return
		}
		b := New()
		for _, e := range known.Findings {
			b.known[name{resolve("b.json", e.Paper), e.Fingerprint}] = e
		}
		run(b, "p.md", nil)
		b.Gone()
		var out bytes.Buffer
		if err := b.Write(&out, "b.json"); err != nil {
			t.Fatal(err)
		}
		if _, err := parse(out.Bytes()); err != nil {
			t.Errorf("%s is not read again: %v", out.Bytes(), err)
		}
	})
}
