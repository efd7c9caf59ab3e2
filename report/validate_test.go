package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jacoelho/xsd"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// worlds are the runs whose reports are validated in every format.
func worlds() map[string]*world {
	return map[string]*world{
		"mixed": mixed(), "fine": fine(), "wide": wide(), "hostile": hostile(), "interrupted": interrupted(),
		"offline": offline(), "several": several(), "suppressed": suppressed(), "unlabelled": unlabelled(), "empty": newWorld(),
	}
}

func schemaOf(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func conforms(t *testing.T, s *jsonschema.Schema, what string, data []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = s.Validate(value)
	}
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

// Every golden file of JSON is what docs/report.schema.json says.
func TestJSONSchema(t *testing.T) {
	s := schemaOf(t, "../docs/report.schema.json")
	n := 0
	for _, pattern := range []string{"testdata/*.json", "testdata/*.jsonl"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, ".json") {
				conforms(t, s, file, data)
				n++
				continue
			}
			for line := range bytes.Lines(data) {
				conforms(t, s, file, line)
				n++
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d documents were validated", n)
	}
}

// The schema refuses what the contract does not allow, and knows each reason.
func TestJSONSchemaRefuses(t *testing.T) {
	s := schemaOf(t, "../docs/report.schema.json")
	line, _, _ := bytes.Cut(mixed().write(t, "jsonl", Options{}), []byte("\n"))
	for old, new := range map[string]string{
		`"severity":"error"`: `"severity":"bad"`, `"kind":"bibliography"`: `"kind":"x"`, `"paper":`: `"papre":`, `"accessed":"2025-11-14"`: `"accessed":"14 Nov"`,
	} {
		changed := strings.Replace(string(line), old, new, 1)
		if changed == string(line) && old != `"severity":"error"` && old != `"accessed":"2025-11-14"` {
			t.Fatalf("no %s in %s", old, line)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(changed))
		if err != nil {
			t.Fatal(err)
		}
		if changed != string(line) && s.Validate(value) == nil {
			t.Errorf("%s is let through", new)
		}
	}
	var doc struct {
		Defs struct {
			Link struct {
				Properties struct {
					Reason struct{ Enum []verdict.Reason }
				}
			}
		} `json:"$defs"`
	}
	raw, err := os.ReadFile("../docs/report.schema.json")
	if err != nil || json.Unmarshal(raw, &doc) != nil {
		t.Fatal(err)
	}
	want, got := verdict.Reasons(), doc.Defs.Link.Properties.Reason.Enum
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the schema has the reasons %v; want %v", got, want)
	}
}

func TestSARIFIsValid(t *testing.T) {
	s := schemaOf(t, "testdata/schema/sarif-2.1.0.json")
	for name, w := range worlds() {
		out := w.write(t, "sarif", Options{})
		conforms(t, s, name, out)
		var l sarifLog
		if err := json.Unmarshal(out, &l); err != nil {
			t.Fatal(err)
		}
		run := l.Runs[0]
		seen := map[string]bool{}
		for _, r := range run.Results {
			place := r.Locations[0].Physical
			if place.Region.Line < 1 || run.Artifacts[place.Artifact.Index].Location.URI != place.Artifact.URI {
				t.Errorf("%s: %s stands at %+v", name, r.RuleID, place)
			}
			if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
				t.Errorf("%s: rule %d is not %s", name, r.RuleIndex, r.RuleID)
			}
			print := place.Artifact.URI + r.Fingerprints["citecheck/v1"]
			if seen[print] {
				t.Errorf("%s: two results have the fingerprint %s", name, print)
			}
			seen[print] = true
		}
	}
}

// What a finding is called does not change when a paper is edited elsewhere,
// and does when the finding is another.
func TestFingerprints(t *testing.T) {
	prints := func(change func(*paper.Paper)) []string {
		p := mixedPaper()
		change(p)
		return NewFingerprints([]*paper.Paper{p}).Of(p.References[8], p.References[8].Findings)
	}
	was := prints(func(*paper.Paper) {})
	moved := prints(func(p *paper.Paper) {
		p.References[8].Line, p.References[8].Label, p.References[8].Page = 500, "12", 9
		p.References[8].Findings[0].Message = "Said in other words."
	})
	if !slices.Equal(was, moved) {
		t.Error("a fingerprint changes with the line and the label")
	}
	other := prints(func(p *paper.Paper) { p.References[8].URL = "htp:/elsewhere.example" })
	if slices.Equal(was, other) {
		t.Error("another address has the same fingerprint")
	}
	w := mixed()
	k := NewFingerprints(w.papers)
	same := w.results[0].Citations // of 3 and 7
	if a, b := k.Of(same[0].Reference, same[0].Findings), k.Of(same[1].Reference, same[1].Findings); slices.Equal(a, b) {
		t.Error("two references to one link share a fingerprint")
	}
}

func TestJUnitIsValid(t *testing.T) {
	s, err := xsd.LoadFile("testdata/schema/junit-10.xsd")
	if err != nil {
		t.Fatal(err)
	}
	for name, w := range worlds() {
		for _, failOn := range []paper.Severity{"", paper.Error, paper.Note} {
			out := w.write(t, "junit", Options{FailOn: failOn})
			if err := s.Validate(bytes.NewReader(out)); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
			var got junitSuites
			if err := xml.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			cases, failures := 0, 0
			for _, suite := range got.Suites {
				cases += len(suite.Cases)
				for _, c := range suite.Cases {
					failures += min(len(c.Failures), 1)
				}
			}
			if got.Tests != cases || got.Failures != failures || failOn == "" && failures > 0 {
				t.Errorf("%s, failing on %q: %d tests and %d failures are told; there are %d and %d", name, failOn, got.Tests, got.Failures, cases, failures)
			}
		}
	}
	if s.Validate(strings.NewReader(`<testsuites><testsuite name="x"/></testsuites>`)) == nil {
		t.Error("the schema lets a suite without counts through")
	}
}

func TestCSVIsATable(t *testing.T) {
	for name, w := range worlds() {
		out := w.write(t, "csv", Options{})
		if bytes.Count(out, []byte("\n")) != bytes.Count(out, []byte("\r\n")) {
			t.Errorf("%s: a line does not end in CRLF", name)
		}
		rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll() // as many cells in each row as in the first
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(rows[0], csvHead) {
			t.Errorf("%s: head %v", name, rows[0])
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.IndexAny(strings.TrimSpace(cell), "=+-@|%") == 0 {
					t.Errorf("%s: the cell %q is a formula", name, cell)
				}
			}
		}
	}
}

func TestUnformula(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", "=1+1": "'=1+1", " =1": "' =1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)",
		"＝1": "'＝1", "a=b": "a=b", "|cmd": "'|cmd", "%0": "'%0", "2025-11-07": "2025-11-07",
	} {
		if got := unformula(in); got != want {
			t.Errorf("unformula(%q) = %q; want %q", in, got, want)
		}
	}
}

// commandLine is a workflow command as the runner reads one.
var commandLine = regexp.MustCompile(`^::(error|warning|notice) file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)$`)

func TestGitHubCommands(t *testing.T) {
	for name, w := range worlds() {
		var tally Tally
		w.feed(t, &tally)
		n := 0
		for line := range strings.Lines(string(w.write(t, "github", Options{}))) {
			n++
			if !commandLine.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Errorf("%s: %q is no workflow command", name, line)
			}
		}
		if want := tally.Errors + tally.Warnings + tally.Notes; n != want {
			t.Errorf("%s: %d commands; want %d", name, n, want)
		}
	}
	f := paper.Finding{Rule: "r", Severity: paper.Error, Message: "100% of a: b, c"}
	got := noticeOf(&paper.Paper{Path: "a,b:c%.md"}, nil, outcome{}, f).text
	want := "::error file=a%2Cb%3Ac%25.md,line=1,title=r::100%25 of a: b, c%0Arule: r\n"
	if got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// What Markdown shows is what was meant, whatever titles and addresses hold:
// no element but the report's own, and no link but to the web.
func TestMarkdownIsHarmless(t *testing.T) {
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	mine := strings.Fields("html head body h2 p strong em a br table thead tbody tr th td details summary")
	for name, w := range worlds() {
		for _, text := range append(hostileTexts, "") {
			if text != "" {
				w = poisoned(text)
			}
			out := w.write(t, "markdown", Options{})
			if len(out) > 65536 {
				t.Errorf("%s: %d bytes; GitHub takes 65,536", name, len(out))
			}
			var page bytes.Buffer
			if err := engine.Convert(out, &page); err != nil {
				t.Fatal(err)
			}
			doc, err := xhtml.Parse(&page)
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				if n.Type != xhtml.ElementNode {
					continue
				}
				if !slices.Contains(mine, n.Data) {
					t.Errorf("%s, %q: element %s in\n%s", name, text, n.Data, out)
				}
				for _, a := range n.Attr {
					if a.Key != "href" && a.Key != "style" || a.Key == "href" && !strings.HasPrefix(a.Val, "http") {
						t.Errorf("%s, %q: attribute %s=%q", name, text, a.Key, a.Val)
					}
				}
			}
			prose := regexp.MustCompile(`\]\(http[^)]*\)`).ReplaceAll(out, nil)
			if m := regexp.MustCompile(`.{9}[@#][\pL\pN]`).Find(prose); m != nil {
				t.Errorf("%s, %q: calls somebody: %s", name, text, m)
			}
		}
	}
}

// A title comes through Markdown unchanged.
func TestLiteral(t *testing.T) {
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	for _, text := range []string{
		"A *title* with _marks_ & <b>tags</b>", "1. not a list", "# no heading", "[x](javascript:alert(1))", "a | b", "`code` ~~gone~~",
		"https://evil.example www.evil.example a@b.example @somebody #12", `\ "quoted" 'it'`, "![i](x)", "&amp; &lt;", "$x^2$", ":smile:", "- no item", "a\\",
	} {
		var page bytes.Buffer
		if err := engine.Convert([]byte("| |\n|---|\n| "+literal(text)+" |\n"), &page); err != nil {
			t.Fatal(err)
		}
		doc, err := xhtml.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		var shown strings.Builder
		for n := range doc.Descendants() {
			if n.Type == xhtml.TextNode {
				shown.WriteString(n.Data)
			} else if n.Type == xhtml.ElementNode && n.Data == "a" {
				t.Errorf("%q makes a link", text)
			}
		}
		if got := strings.TrimSpace(shown.String()); got != text {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

// A report with more than a comment holds says how much is missing.
// A link in Markdown leads where the address says, whatever signs are in it.
func TestMarkdownTarget(t *testing.T) {
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, link := range []string{
		"https://a.example/?a=1&copy;=2&lang=en", "https://a.example/web/*/x_y_z~1~~2", "https://a.example/?q=$x$+`y`|z",
		"https://a.example/(a)[b]{c}<d>", "https://a.example/é/漢?\\n",
	} {
		var page bytes.Buffer
		if err := engine.Convert([]byte("| a |\n|---|\n| *b* ["+literal(link)+"]("+target(link)+") _c_ |\n"), &page); err != nil {
			t.Fatal(err)
		}
		doc, err := xhtml.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range doc.Descendants() {
			if n.Type == xhtml.ElementNode && n.Data == "a" {
				href, _ := url.PathUnescape(n.Attr[0].Val)
				got = append(got, href, n.FirstChild.Data)
			}
		}
		if len(got) != 2 || got[0] != link || got[1] != link {
			t.Errorf("%s: got %q", link, got)
		}
	}
}

func TestMarkdownIsBounded(t *testing.T) {
	w := newWorld()
	for len(w.papers) < 200 {
		m := mixed()
		w.papers, w.results = append(w.papers, m.papers...), append(w.results, m.results...)
	}
	out := w.write(t, "markdown", Options{})
	if len(out) > 65536 || !regexp.MustCompile(`\*\d+ more rows had no room here\.\*`).Match(out) {
		t.Errorf("%d bytes, ending in %q", len(out), out[len(out)-300:])
	}
}

// build is what the service that runs a build takes for a command.
var build = regexp.MustCompile(`(?m)^\s*::|##\w*\[`)

// No text of a paper or page becomes a command to the service that runs a build
// and reads what is printed.
func TestNoBuildCommand(t *testing.T) {
	for _, text := range []string{"::error::forged", "::set-output name=x::y", "##[error]forged", "a ##vso[task.setvariable variable=x]y", "##teamcity[x]", strings.Repeat("漢::error::字", 30), strings.Repeat("word ::error:: ", 40)} {
		w := poisoned(text)
		for _, name := range Formats() {
			for _, width := range []int{40, 80, 133} {
				out := w.write(t, name, Options{Verbose: true, Width: width})
				if name == "github" {
					out = regexp.MustCompile(`(?m)^::(error|warning|notice) file=[^,:]*,line=\d+,title=[^,:]*::.*$`).ReplaceAll(out, nil)
				}
				if m := build.Find(out); m != nil {
					t.Errorf("%s, %d columns: %q in\n%s", name, width, m, out)
				}
			}
		}
	}
}

func ExampleSafe() {
	fmt.Printf("%q\n", Safe("a\x1b[31m\u202eb"))
	// Output: "a�[31mb"
}
