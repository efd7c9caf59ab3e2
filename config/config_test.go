package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var flags = []string{"archive", "fail-on", "header", "offline", "output", "rate", "timeout"}

const whole = `# what holds for all
fail-on = "warning"
offline = true
rate = 0.5
header = ["a.example=X: y", "b.example=X: z"]

[[paper]]
path = "drafts/"
accept = ["js-only"]

[[paper.ignore]]
rule = "uncited-reference"
why = "drafts are unfinished"

[[paper]]
path = "old/*.md"
ignore = [{ rule = "dead-link", url = "https://a.example/x", why = "kept as a witness", until = 2027-01-31 }]

[host."Journal.example"]
rate = 2
header = { authorization = { env = "CITECHECK_JOURNAL" }, "X-Key" = { env = "CITECHECK_KEY" } }
accept = ["blocked", "login"]

[host."slow.journal.example"]
rate = 0.1
`

func TestParse(t *testing.T) {
	f, err := Parse("p/.citecheck.toml", []byte(whole), flags)
	if err != nil {
		t.Fatal(err)
	}
	two, tenth := 2.0, 0.1
	want := &File{
		Path: "p/.citecheck.toml",
		Settings: []Setting{
			{"fail-on", []string{"warning"}, false, 2},
			{"offline", []string{"true"}, false, 3},
			{"rate", []string{"0.5"}, false, 4},
			{"header", []string{"a.example=X: y", "b.example=X: z"}, true, 5},
		},
		Papers: []Paper{
			{Path: "drafts", Accept: []string{"js-only"}, Ignore: []Ignore{{Rule: "uncited-reference", Why: "drafts are unfinished"}}},
			{Path: "old/*.md", Ignore: []Ignore{{"dead-link", "https://a.example/x", "kept as a witness", Day{2027, 1, 31}}}},
		},
		Hosts: []Host{
			{Name: "journal.example", Rate: &two, Accept: []string{"blocked", "login"},
				Header: []Header{{"X-Key", "CITECHECK_KEY"}, {"Authorization", "CITECHECK_JOURNAL"}}},
			{Name: "slow.journal.example", Rate: &tenth},
		},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got  %+v\nwant %+v", f, want)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"syntax", "a = 1\nb = = 2\n", "f:2: "},
		{"not UTF-8", "# fine\noffline = \"\xff\"\n", "f:2: "},
		{"twice", "offline = true\noffline = false\n", "f:2: "},
		{"unknown flag", "\nofline = true\n", "f:2: there is no key ofline; did you mean offline?"},
		{"unknown, like nothing", "xyzzy = true\n", "f:1: there is no key xyzzy: citecheck config --help says"},
		{"unknown table", "[hosts.\"a.example\"]\nrate = 1\n", "f:1: there is no key hosts; did you mean host?"},
		{"flag as a table", "[timeout]\nd = 1\n", "f:1: timeout: want a value or a list of values"},
		{"flag with a date", "timeout = 2027-01-01\n", "f:1: timeout: want a value or a list of values: texts, numbers"},
		{"nested list", "output = [[\"a\"]]\n", "f:1: output: want a list of plain values"},
		{"unknown key of a host", "[host.\"a.example\"]\nrat = 1\n", "f:2: there is no key rat; did you mean rate?"},
		{"unknown key of a host, like nothing", "[host.\"a.example\"]\nzzz = 1\n", "f:2: there is no key zzz: citecheck config"},
		{"unknown key of an ignore", "[host.\"a.example\"]\nignore = [{rul = \"dead-link\"}]\n", "f:2: there is no key rul; did you mean rule?"},
		{"unknown key of a paper's ignore", "[[paper]]\npath = \"a\"\n[[paper.ignore]]\nrule = \"dead-link\"\nwhyy = \"x\"\n", "f:5: there is no key whyy; did you mean why?"},
		{"unknown key of a header", "[host.\"a.example\".header]\nX = { environment = \"CITECHECK_X\" }\n", "f:2: there is no key environment; did you mean env?"},
		{"unknown reason", "[host.\"a.example\"]\n\naccept = [\"blokced\"]\n", `f:3: host.a.example.accept: "blokced" is no reason to be unsure of a link; did you mean blocked?`},
		{"reason that means dead", "[host.\"a.example\"]\naccept = [\"not-found\"]\n", `f:2: host.a.example.accept: "not-found" is no reason to be unsure of a link: citecheck explain lists them`},
		{"unknown rule", "[host.\"a.example\"]\nignore = [{rule = \"ded-link\", why = \"x\"}]\n", `f:2: host.a.example.ignore: "ded-link" is no rule; did you mean dead-link?`},
		{"reason as a rule", "[host.\"a.example\"]\nignore = [{rule = \"blocked\", why = \"x\"}]\n", `f:2: host.a.example.ignore: "blocked" is no rule`},
		{"ignore without a reason", "[[paper]]\npath = \"a\"\nignore = [{rule = \"dead-link\"}]\n", "f: [[paper]] number 1: the ignore of dead-link gives no reason: why = \"…\""},
		{"ignore without a rule", "[[paper]]\npath = \"a\"\nignore = [{why = \"x\"}]\n", "f: [[paper]] number 1: an ignore names no rule"},
		{"until is a text", "[[paper]]\npath = \"a\"\nignore = [{rule = \"dead-link\", why = \"x\", until = \"soon\"}]\n", "f:3: "},
		{"no such day", "[[paper]]\npath = \"a\"\nignore = [{rule = \"dead-link\", why = \"x\", until = 2027-02-30}]\n", "f:3: "},
		{"someone else's secret", "[host.\"a.example\".header]\nX = { env = \"AWS_SECRET\" }\n", `f:2: host.a.example.header.X: "AWS_SECRET": want an environment variable whose name begins with CITECHECK_`},
		{"header without a variable", "[host.\"a.example\".header]\nX = {}\n", `f: [host."a.example"]: header.X: say which environment variable`},
		{"no header", "[host.\"a.example\".header]\n\"X Y\" = { env = \"CITECHECK_X\" }\n", `f: [host."a.example"]: header: "X Y" is no name of a header`},
		{"no host", "[host.\"https://a.example/\"]\nrate = 1\n", `f: [host."https://a.example/"]: this is no host`},
		{"host without quotation marks", "[host.a.example]\nrate = 1\n", `f:1: the name of a host stands in quotation marks: [host."a.example"]`},
		{"rate", "[host.\"a.example\"]\nrate = -1\n", `f: [host."a.example"]: rate: want requests a second`},
		{"rate as a text", "[host.\"a.example\"]\nrate = \"fast\"\n", "f:2: host.a.example.rate: a value of type string cannot stand here"},
		{"paper without a path", "[[paper]]\naccept = [\"tls\"]\n", "f: [[paper]] number 1: say which papers"},
		{"paper elsewhere", "[[paper]]\npath = \"../a\"\n", `f: [[paper]] number 1: path "../a": want`},
		{"paper with a broken pattern", "[[paper]]\npath = \"[a\"\n", `f: [[paper]] number 1: path "[a": want`},
		{"too long", strings.Repeat("#", maxBytes+1), "f: longer than 1048576 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("f", []byte(test.text), flags)
			var located *Error
			if !errors.As(err, &located) || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "toml:") {
				t.Errorf("got %v; want %s…", err, test.want)
			}
		})
	}
}

func TestReadWithoutAFile(t *testing.T) {
	if _, err := Read(filepath.Join(t.TempDir(), "none.toml"), flags); err == nil || !strings.HasSuffix(err.Error(), "none.toml: no such file or directory") && os.PathSeparator == '/' {
		t.Errorf("got %v", err)
	}
}

func TestFindLooksUpwards(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "a", "b", "c")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	nearest := func(want string) {
		t.Helper()
		if got, err := Find(deep); err != nil || got != want {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	for _, folder := range []string{top, filepath.Join(top, "a")} {
		path := filepath.Join(folder, Name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		nearest(path)
	}
	if err := os.Mkdir(filepath.Join(deep, Name), 0o700); err != nil { // a folder is no file
		t.Fatal(err)
	}
	nearest(filepath.Join(top, "a", Name))
}

func TestHostCovers(t *testing.T) {
	h := Host{Name: "a.example"}
	for host, want := range map[string]bool{
		"a.example": true, "A.Example": true, "a.example.": true, "www.a.example": true, "x.y.a.example": true,
		"ba.example": false, "example": false, "a.example.org": false, "": false,
	} {
		if got := h.Covers(host); got != want {
			t.Errorf("%q: got %v; want %v", host, got, want)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	f, err := Parse("f", []byte("\ufeffoffline = true\n"), flags)
	if err != nil || len(f.Settings) != 1 {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestHostsOfTheWorld(t *testing.T) {
	f, err := Parse("f", []byte("[host.\"Bücher.example\"]\nrate = 1\n"), nil)
	if err != nil || !f.Hosts[0].Covers("www.xn--bcher-kva.example") {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestRateOfTheNearestSection(t *testing.T) {
	f, err := Parse("f", []byte(whole), flags)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]float64{
		"journal.example": 2, "www.journal.example": 2, "slow.journal.example": 0.1, "x.slow.journal.example": 0.1, "other.example": 7,
	} {
		if got := f.Rate(host, 7); got != want {
			t.Errorf("%s: got %v; want %v", host, got, want)
		}
	}
}

func TestPaperCovers(t *testing.T) {
	tests := []struct {
		path, paper string
		want        bool
	}{
		{"a.md", "a.md", true},
		{"a.md", "b/a.md", false},
		{"drafts", "drafts/a.md", true},
		{"drafts", "drafts/x/a.md", true},
		{"drafts", "drafts2/a.md", false},
		{"*.md", "a.md", true},
		{"*.md", "b/a.md", false},
		{"*/a.md", "b/a.md", true},
		{".", "b/a.md", true},
	}
	for _, test := range tests {
		p := Paper{Path: test.path}
		if got := p.Covers(test.paper); got != test.want {
			t.Errorf("%s and %s: got %v; want %v", test.path, test.paper, got, test.want)
		}
	}
}

func TestWithin(t *testing.T) {
	f := File{Path: filepath.Join("x", "y", Name)}
	tests := []struct {
		paper, path string
		within      bool
	}{
		{"x/y/a.md", "a.md", true},
		{"x/y/z/../b/a.md", "b/a.md", true},
		{"x/a.md", "../a.md", false},
	}
	for _, test := range tests {
		if path, within := f.Within(filepath.FromSlash(test.paper)); path != test.path || within != test.within {
			t.Errorf("%s: got %q, %v; want %q, %v", test.paper, path, within, test.path, test.within)
		}
	}
}

// Whatever a file holds, it is read or refused with its name, and what was read
// holds only names that exist.
func FuzzParse(f *testing.F) {
	f.Add(whole)
	f.Add("[host.\"a.example\"]\nheader = { X = { env = \"CITECHECK_X\" } }\n")
	f.Add("[[paper]]\npath = \"\\u0000\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Parse("name", []byte(text), flags)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "name:") {
				t.Errorf("an error without its place: %v", err)
			}
			return
		}
		for _, h := range file.Hosts {
			if !h.Covers(h.Name) {
				t.Errorf("host %q does not cover itself", h.Name)
			}
			for _, header := range h.Header {
				if !strings.HasPrefix(header.Env, envPrefix) {
					t.Errorf("%q may be sent", header.Env)
				}
			}
		}
		for _, p := range file.Papers {
			if !filepath.IsLocal(p.Path) {
				t.Errorf("%q is elsewhere", p.Path)
			}
		}
	})
}
