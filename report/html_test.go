package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	xhtml "golang.org/x/net/html"

	"github.com/citecheck/citecheck/paper"
)

// Whatever papers and pages hold, the page has the elements of the template,
// one script, which is ours, and links to the web alone.
func TestHTMLIsHarmless(t *testing.T) {
	for _, text := range append(hostileTexts, "") {
		all := worlds()
		if text != "" {
			all = map[string]*world{"poisoned": poisoned(text)}
		}
		for name, w := range all {
			doc, err := xhtml.Parse(bytes.NewReader(w.write(t, "html", Options{})))
			if err != nil {
				t.Fatal(err)
			}
			scripts := 0
			for n := range doc.Descendants() {
				if n.Type != xhtml.ElementNode {
					continue
				}
				switch n.Data {
				case "script":
					scripts++
					if n.FirstChild == nil || n.FirstChild.Data != scriptSource {
						t.Errorf("%s, %q: the script is another", name, text)
					}
				case "img", "iframe", "object", "embed", "base", "link", "template", "video", "audio":
					t.Errorf("%s, %q: element %s", name, text, n.Data)
				}
				for _, a := range n.Attr {
					switch {
					case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src", a.Key == "srcdoc":
						t.Errorf("%s, %q: attribute %s=%q", name, text, a.Key, a.Val)
					case a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "https://"):
						t.Errorf("%s, %q: leads to %q", name, text, a.Val)
					}
				}
			}
			if scripts != 1 {
				t.Errorf("%s, %q: %d scripts", name, text, scripts)
			}
		}
	}
}

func TestMarks(t *testing.T) {
	tests := []struct{ cited, found, a, b string }{
		{"The same title", "The same title", "The same title", "The same title"},
		{"Redrawing the map of peace", "Redrawing the shape of peace", "Redrawing the <map> of peace", "Redrawing the <shape> of peace"},
		{"One two three", "Nothing of it", "One two three", "Nothing of it"},
		{"A title", "", "A title", ""},
		{"", "", "", ""},
	}
	show := func(pieces []piece) string {
		var words []string
		for _, p := range pieces {
			if p.Marked {
				p.Text = "<" + p.Text + ">"
			}
			words = append(words, p.Text)
		}
		return strings.Join(words, " ")
	}
	for _, test := range tests {
		a, b := marks(test.cited, test.found)
		if show(a) != test.a || show(b) != test.b {
			t.Errorf("marks(%q, %q) = %q, %q; want %q, %q", test.cited, test.found, show(a), show(b), test.a, test.b)
		}
	}
}

func TestPast(t *testing.T) {
	visit := func(run int64, day int, r verdict.Reason) archive.Entry {
		return archive.Entry{Run: run, Check: &checker.Check{Verdict: verdict.Of(r, ""), CheckedAt: start.AddDate(0, 0, day)}}
	}
	again := visit(3, 20, verdict.OK)
	again.Cached = true
	past := NewPast(map[string][]archive.Entry{
		"a": {visit(1, 0, verdict.OK), visit(2, 10, verdict.NotFound), visit(3, 20, verdict.NotFound)},
		"b": {visit(2, 10, verdict.Blocked), visit(3, 20, verdict.Offline)},
		"c": {visit(1, 0, verdict.OK), again},
	})
	want := []PastRun{{start, 2, 0, 0}, {start.AddDate(0, 0, 10), 1, 1, 1}, {start.AddDate(0, 0, 20), 1, 1, 1}}
	if !slices.Equal(past.Runs, want) {
		t.Errorf("runs %v; want %v", past.Runs, want)
	}
	if at := past.lastAlive("a"); !at.Equal(start) {
		t.Errorf("a was last alive at %v", at)
	}
	if at := past.lastAlive("b"); !at.IsZero() {
		t.Errorf("b was last alive at %v", at)
	}
	var none *Past
	if !none.lastAlive("a").Equal(time.Time{}) {
		t.Error("no past knows of a life")
	}
}

// A date stays in its order beside a name in Arabic, in whose run the bidi
// algorithm would turn its parts round, also in Markdown; what a message says of the paper alone
// is not said again.
func TestHTMLReads(t *testing.T) {
	w := fine()
	ref := w.papers[0].References[0]
	ref.Authors, ref.Container, ref.Published = []string{"محمد الأحمد"}, "الجزيرة", day("2025-02-03")
	ref.Findings = []paper.Finding{
		{Rule: "future-date", Severity: paper.Error, Message: "The date of publication, 2027-01-01, has not come yet: today is 2026-03-02; correct it.", Cited: "2027-01-01", Found: "2026-03-02"},
		{Rule: "tracking-parameters", Severity: paper.Note, Message: "The address only tells where readers come from; cite it without.", Cited: ref.URL, Found: "https://a.example/clean"},
	}
	page := string(w.write(t, "html", Options{}))
	if !strings.Contains(page, "<bdi>محمد الأحمد</bdi>, <bdi>الجزيرة</bdi>, <bdi>2025-02-03</bdi>") {
		t.Error("the parts of the entry are not isolated")
	}
	if comment := string(w.write(t, "markdown", Options{})); !strings.Contains(comment, "الجزيرة, &lrm;2025-02-03](") {
		t.Errorf("nothing keeps the date's order in\n%s", comment)
	}
	if strings.Contains(page, `class="pair"`) || strings.Count(page, `"https://a.example/clean"`) != 1 {
		t.Error("something is said twice")
	}
}
