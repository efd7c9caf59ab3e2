package waiver

import (
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/config"
	"github.com/citecheck/citecheck/paper"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const file = `
[[paper]]
path = "drafts"
ignore = [
  { rule = "uncited-reference", why = "drafts are unfinished" },
  { rule = "dead-link", url = "HTTPS://Old.example:443/a", why = "kept as a witness", until = 2026-11-24 },
]

[host."wall.example"]
accept = ["blocked"]
ignore = [
  { rule = "title-mismatch", why = "its titles are advertisements" },
  { rule = "dead-link", why = "under repair", until = 2026-11-23 },
]
`

func waivers(t *testing.T) *Waivers {
	t.Helper()
	f, err := config.Parse(".citecheck.toml", []byte(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	return New(f, now)
}

func TestResult(t *testing.T) {
	tests := []struct {
		name, path, url string
		reason          verdict.Reason
		rule            string
		by, why, until  string // by is "" where the finding counts
	}{
		{"accepted reason", "a.md", "https://wall.example/x", verdict.Blocked, "unsure-link", "config", "blocked is accepted", ""},
		{"below the host", "a.md", "https://www.wall.example/x", verdict.Blocked, "unsure-link", "config", "blocked is accepted", ""},
		{"another reason", "a.md", "https://wall.example/x", verdict.Timeout, "unsure-link", "", "", ""},
		{"another host", "a.md", "https://firewall.example/x", verdict.Blocked, "unsure-link", "", "", ""},
		{"ignored rule", "a.md", "https://wall.example/x", verdict.OK, "title-mismatch", "config", "its titles are advertisements", ""},
		{"another rule", "a.md", "https://wall.example/x", verdict.OK, "date-mismatch", "", "", ""},
		{"ended yesterday", "a.md", "https://wall.example/x", verdict.NotFound, "dead-link", "", "", ""},
		{"ends today", "drafts/a.md", "https://old.example/a", verdict.NotFound, "dead-link", "config", "kept as a witness", "2026-11-24"},
		{"another address", "drafts/a.md", "https://old.example/b", verdict.NotFound, "dead-link", "", "", ""},
		{"another paper", "final/a.md", "https://old.example/a", verdict.NotFound, "dead-link", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ref := &paper.Reference{Line: 1, URL: test.url}
			p := &paper.Paper{Path: test.path, References: []*paper.Reference{ref}}
			findings := []paper.Finding{{Rule: test.rule}}
			check := &checker.Check{URL: test.url, Verdict: verdict.Of(test.reason, "")}
			waivers(t).Result(checker.Result{Check: check, Citations: []checker.Citation{{Paper: p, Reference: ref, Findings: findings}}})
			expect(t, findings[0], test.by, test.why, test.until)
		})
	}
}

func expect(t *testing.T, f paper.Finding, by, why, until string) {
	t.Helper()
	var got paper.Suppression
	if f.Suppressed != nil {
		got = *f.Suppressed
	}
	if got.By != by || got.Why != why || got.Until.String() != until {
		t.Errorf("%s is suppressed by %q: %q until %q; want %q: %q until %q", f.Rule, got.By, got.Why, got.Until, by, why, until)
	}
}

func TestPaper(t *testing.T) {
	text := "Text.[^1]\n\n<!-- citecheck: ignore undefined-marker: it comes -->\nMore.[^9]\n\nRest.[^8]\n\n" +
		"[^1]: A. One, \"First title\", <https://a.example/>. <!-- citecheck: ignore malformed-url, dead-link until 2026-11-24: known -->\n" +
		"[^2]: B. Two, \"Second title\", <https://b.example/>. <!-- citecheck: ignore dead-link until 2026-11-23: known -->\n"
	p, err := paper.Parse("a.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	one, two := p.References[0], p.References[1]
	one.Findings = []paper.Finding{{Rule: "malformed-url"}, {Rule: "future-date"}}
	two.Findings = []paper.Finding{{Rule: "malformed-url"}}
	p.Findings = []paper.Finding{{Rule: "undefined-marker", Line: 4}, {Rule: "undefined-marker", Line: 6}}
	w := waivers(t)
	w.Paper(p)
	expect(t, one.Findings[0], "paper", "known", "2026-11-24")
	expect(t, one.Findings[1], "", "", "")
	expect(t, two.Findings[0], "", "", "")
	expect(t, p.Findings[0], "paper", "it comes", "")
	expect(t, p.Findings[1], "", "", "")
	if len(p.Findings) != 3 || p.Findings[2].Rule != "void-ignore" || p.Findings[2].Line != 9 || !strings.Contains(p.Findings[2].Message, "ended on 2026-11-23") {
		t.Errorf("got %+v", p.Findings[2:])
	}

	for _, ref := range p.References {
		findings := []paper.Finding{{Rule: "dead-link"}}
		check := &checker.Check{URL: ref.URL, Verdict: verdict.Of(verdict.NotFound, "")}
		w.Result(checker.Result{Check: check, Citations: []checker.Citation{{Paper: p, Reference: ref, Findings: findings}}})
		if suppressed := findings[0].Suppressed != nil; suppressed != (ref == one) {
			t.Errorf("%s: suppressed: %v", ref.URL, suppressed)
		}
	}
}

// A comment that does nothing is told.
func TestVoid(t *testing.T) {
	tests := []struct{ comment, want string }{
		{"ignore dead-link: known", ""},
		{"ignore ded-link: known", `This comment names "ded-link", which is no rule; did you mean dead-link?`},
		{"ignore dead-link, xyzzy: known", `This comment names "xyzzy", which is no rule.`},
		{"ignore blocked: known", `This comment names "blocked", which is no rule`},
		{"ignore dead-link", "This comment ignores nothing: it gives no reason, after a colon."},
		{"ignore dead-link until 2025-01-01: known", "This comment ignores nothing: it ended on 2025-01-01. Remove it, or mend what it speaks of."},
	}
	for _, test := range tests {
		p, err := paper.Parse("a.md", []byte("<!-- citecheck: "+test.comment+" -->\n\nText, [link](https://a.org/).\n"))
		if err != nil {
			t.Fatal(err)
		}
		waivers(t).Paper(p)
		switch {
		case test.want == "" && len(p.Findings) == 0:
		case test.want != "" && len(p.Findings) == 1 && strings.HasPrefix(p.Findings[0].Message, test.want) && p.Findings[0].Severity == paper.Warning:
		default:
			t.Errorf("%s: got %+v", test.comment, p.Findings)
		}
	}
}

func TestExpired(t *testing.T) {
	got := waivers(t).Expired()
	want := `.citecheck.toml, [host."wall.example"]: the ignore of dead-link ended on 2026-11-23 and no longer acts: under repair`
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// What is suppressed already stays as it is, and without a file nothing is.
func TestNothingToSay(t *testing.T) {
	findings := []paper.Finding{{Rule: "dead-link"}, {Rule: "dead-link", Suppressed: &paper.Suppression{By: "baseline"}}}
	ref := &paper.Reference{Line: 1, URL: "https://wall.example/"}
	p := &paper.Paper{Path: "drafts/a.md", References: []*paper.Reference{ref}}
	New(&config.File{}, now).Result(checker.Result{
		Check:     &checker.Check{URL: ref.URL, Verdict: verdict.Of(verdict.NotFound, "")},
		Citations: []checker.Citation{{Paper: p, Reference: ref, Findings: findings}},
	})
	expect(t, findings[0], "", "", "")
	expect(t, findings[1], "baseline", "", "")
}
