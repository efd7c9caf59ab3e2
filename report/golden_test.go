package report

import (
	"bytes"
	"flag"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

var update = flag.Bool("update", false, "rewrite golden files")

// write reports w in a format as a run would.
func (w *world) write(t testing.TB, name string, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	sink, err := New(name, &out, o)
	if err != nil {
		t.Fatal(err)
	}
	w.feed(t, sink)
	return out.Bytes()
}

func (w *world) feed(t testing.TB, sink Sink) {
	t.Helper()
	begun := w.run
	begun.FinishedAt, begun.Complete = time.Time{}, false
	if err := sink.Begin(begun, w.papers); err != nil {
		t.Fatal(err)
	}
	for _, r := range w.results {
		if err := sink.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := sink.End(w.run); err != nil {
		t.Fatal(err)
	}
}

// interrupted is a run that a user stopped after its first two links.
func interrupted() *world {
	w := mixed()
	w.run.ID, w.run.Complete = 0, false
	w.results = w.results[:2]
	return w
}

// offline is a run that was to visit nothing.
func offline() *world {
	w := mixed()
	w.run.Offline = true
	w.results = nil
	return w
}

// several is a run over papers of which one cites nothing.
func several() *world {
	w := mixed()
	w.papers = append(w.papers, &paper.Paper{Path: "papers/empty.md", Format: "markdown"})
	w.papers = append(w.papers, fine().papers...)
	w.results = append(w.results, fine().results...)
	last := &w.results[len(w.results)-1]
	last.Citations[0].Paper, last.Citations[0].Reference = w.papers[2], w.papers[2].References[0]
	return w
}

// suppressed is a run of whose findings three do not count, one of them the
// only one of its reference.
func suppressed() *world {
	w := mixed()
	w.run.Gone = []Gone{{"papers/kazakhstan-abraham-accords.md", "dead-link", "https://www.gone.example/"}, {"papers/old.md", "undefined-marker", ""}}
	until := paper.Suppression{By: "config", Why: "the ministry moves its site this winter", Until: day("2026-03-31")}
	w.papers[0].References[2].Findings[0].Suppressed = &paper.Suppression{By: "baseline"}
	w.papers[0].Findings[0].Suppressed = &paper.Suppression{By: "paper", Why: "printed as an insert"}
	for _, r := range w.results {
		if r.Check.URL == atl {
			r.Citations[0].Findings[0].Suppressed = &until
		}
	}
	return w
}

// near is a run in which what was cited and found differ in a word or two.
func near() *world {
	w := fine()
	ref := w.papers[0].References[0]
	ref.Title = "Israel and Kazakhstan: Redrawing the map of the Abraham Accords"
	found := "Israel and Kazakhstan: Redrawing the borders of the Abraham Accords, again"
	w.results[0].Citations[0].Findings = []paper.Finding{{
		Rule: "title-mismatch", Severity: paper.Error, Message: "The page is titled “" + found + "”, not “" + ref.Title + "”.",
		Cited: ref.Title, Found: found, Evidence: "og:title", Score: likeness(0.62),
	}, {
		Rule: "date-mismatch", Severity: paper.Error, Message: "The page says it was published on 2025-01-03, not 2025-02-03.",
		Cited: "2025-02-03", Found: "2025-01-03", Evidence: "article:published_time",
	}}
	return w
}

// walled is a run that could tell nothing of the one link that it visited.
func walled() *world {
	w := fine()
	c := check("https://a.example/", verdict.Blocked, "HTTP 403", "")
	w.results = nil
	w.visit(c, unsure(c, paper.Note, "the site turns programs away; open it in a browser"), "1")
	return w
}

// unlabelled is a run over links in running text.
func unlabelled() *world {
	ref := entry("", 5, "", "", "", "", "https://a.example/gone")
	ref.Kind, ref.Raw = paper.Inline, "as the ministry said"
	w := newWorld(&paper.Paper{Path: "-", Format: "html", References: []*paper.Reference{ref}})
	c := check(ref.URL, "gone", "HTTP 410", "")
	w.visit(c, dead(c, "the server says that the page was removed for good"), "")
	return w
}

func TestGolden(t *testing.T) {
	tests := []struct {
		file   string
		world  *world
		format string
		o      Options
	}{
		{"mixed.txt", mixed(), "text", Options{}},
		{"mixed-color.txt", mixed(), "text", Options{Color: true, Verbose: true}},
		{"mixed-links.txt", mixed(), "text", Options{Color: true, Hyperlinks: true}},
		{"storied.txt", storied(), "text", Options{}},
		{"near.txt", near(), "text", Options{}},
		{"near-color.txt", near(), "text", Options{Color: true}},
		{"near.html", near(), "html", Options{}},
		{"walled.txt", walled(), "text", Options{}},
		{"walled.md", walled(), "markdown", Options{}},
		{"mixed-verbose.txt", mixed(), "text", Options{Verbose: true}},
		{"mixed-quiet.txt", mixed(), "text", Options{Quiet: true, Verbose: true}},
		{"mixed-brief.txt", mixed(), "text", Options{Brief: true}},
		{"mixed-120.txt", mixed(), "text", Options{Width: 120}},
		{"mixed-40.txt", mixed(), "text", Options{Width: 20, Verbose: true}},
		{"suppressed.txt", suppressed(), "text", Options{}},
		{"suppressed-verbose.txt", suppressed(), "text", Options{Verbose: true}},
		{"several.txt", several(), "text", Options{}},
		{"several-verbose.txt", several(), "text", Options{Verbose: true}},
		{"unlabelled.txt", unlabelled(), "text", Options{Verbose: true}},
		{"interrupted.txt", interrupted(), "text", Options{}},
		{"interrupted-quiet.txt", interrupted(), "text", Options{Quiet: true}},
		{"offline.txt", offline(), "text", Options{Verbose: true}},
		{"fine.txt", fine(), "text", Options{}},
		{"fine-verbose.txt", fine(), "text", Options{Verbose: true}},
		{"fine-quiet.txt", fine(), "text", Options{Quiet: true}},
		{"wide.txt", wide(), "text", Options{}},
		{"wide-verbose.txt", wide(), "text", Options{Verbose: true}},
		{"hostile.txt", hostile(), "text", Options{Verbose: true}},
		{"mixed.json", mixed(), "json", Options{}},
		{"interrupted.json", interrupted(), "json", Options{}},
		{"offline.json", offline(), "json", Options{}},
		{"several.json", several(), "json", Options{}},
		{"hostile.json", hostile(), "json", Options{}},
		{"suppressed.json", suppressed(), "json", Options{}},
		{"mixed.jsonl", mixed(), "jsonl", Options{}},
		{"interrupted.jsonl", interrupted(), "jsonl", Options{}},
		{"hostile.jsonl", hostile(), "jsonl", Options{}},
		{"mixed.sarif", mixed(), "sarif", Options{}},
		{"suppressed.sarif", suppressed(), "sarif", Options{}},
		{"interrupted.sarif", interrupted(), "sarif", Options{}},
		{"hostile.sarif", hostile(), "sarif", Options{}},
		{"mixed.xml", mixed(), "junit", Options{FailOn: paper.Error}},
		{"suppressed.xml", suppressed(), "junit", Options{FailOn: paper.Note}},
		{"interrupted.xml", interrupted(), "junit", Options{FailOn: paper.Error}},
		{"hostile.xml", hostile(), "junit", Options{FailOn: paper.Error}},
		{"mixed.csv", mixed(), "csv", Options{}},
		{"suppressed.csv", suppressed(), "csv", Options{}},
		{"hostile.csv", hostile(), "csv", Options{}},
		{"mixed.md", mixed(), "markdown", Options{}},
		{"several.md", several(), "markdown", Options{}},
		{"fine.md", fine(), "markdown", Options{}},
		{"suppressed.md", suppressed(), "markdown", Options{}},
		{"interrupted.md", interrupted(), "markdown", Options{}},
		{"hostile.md", hostile(), "markdown", Options{}},
		{"mixed.html", mixed(), "html", Options{}},
		{"storied.html", storied(), "html", Options{}},
		{"suppressed.html", suppressed(), "html", Options{}},
		{"hostile.html", hostile(), "html", Options{}},
		{"mixed.github", mixed(), "github", Options{}},
		{"suppressed.github", suppressed(), "github", Options{}},
		{"hostile.github", hostile(), "github", Options{}},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			got := test.world.write(t, test.format, test.o)
			if test.format == "html" {
				got = withoutAssets(t, got)
			}
			golden(t, test.file, got)
		})
	}
}

// withoutAssets names the style and the script of a page, which all pages share,
// in place of what they are. The page is to have each of them once and whole,
// and its policy is to allow just these.
func withoutAssets(t *testing.T, page []byte) []byte {
	t.Helper()
	text := string(page)
	for name, source := range map[string]string{"style": styleSource, "script": scriptSource} {
		whole := "<" + name + ">" + source + "</" + name + ">"
		if n := strings.Count(text, whole); n != 1 {
			t.Errorf("the %s is %d times in the page, want once", name, n)
		}
		text = strings.Replace(text, whole, "<"+name+">…</"+name+">", 1)
		allowed := regexp.MustCompile(name + `-src (&#39;sha256-.*?&#39;)`).FindStringSubmatch(text)
		if allowed == nil || html.UnescapeString(allowed[1]) != sourceHash(source) {
			t.Errorf("the policy allows %q for the %s", allowed, name)
			continue
		}
		text = strings.Replace(text, allowed[1], "…", 1)
	}
	return []byte(text)
}

func TestGoldenExtract(t *testing.T) {
	tests := []struct {
		file   string
		world  *world
		format string
		o      Options
	}{
		{"extract.txt", several(), "text", Options{}},
		{"extract-verbose.txt", mixed(), "text", Options{Verbose: true, Color: true}},
		{"extract-hostile.txt", hostile(), "text", Options{Verbose: true}},
		{"extract.json", several(), "json", Options{}},
		{"extract.jsonl", several(), "jsonl", Options{}},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			var out bytes.Buffer
			if err := extract(&out, test.format, "v0.1.0", test.world.papers, test.o); err != nil {
				t.Fatal(err)
			}
			golden(t, test.file, out.Bytes())
		})
	}
}

// extract writes papers in the named format.
func extract(w io.Writer, name, version string, papers []*paper.Paper, o Options) error {
	x, err := NewExtractor(name, w, version, o)
	if err != nil {
		return err
	}
	for _, p := range papers {
		if err := x.Add(p); err != nil {
			return err
		}
	}
	return x.End()
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (rewrite it with -update, and read the difference); got:\n%s", path, got)
	}
}
