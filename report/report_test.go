package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

func TestFormatOf(t *testing.T) {
	for path, want := range map[string]string{"a.md": "markdown", "a.xml": "junit", "a.csv": "csv", "a.sarif": "sarif", "a.txt": "text", "dir.json/a.jsonl": "jsonl", "A.JSON": "json", ".json": "json"} {
		if got, err := FormatOf(path); got != want || err != nil {
			t.Errorf("FormatOf(%q) = %q, %v; want %q", path, got, err, want)
		}
	}
	for _, path := range []string{"", "report", "a.doc", "json"} {
		if got, err := FormatOf(path); err == nil || !strings.Contains(err.Error(), ".txt, .json, .jsonl") {
			t.Errorf("FormatOf(%q) = %q, %v; want an error that lists the extensions", path, got, err)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := New("pdf", io.Discard, Options{}); err == nil || !strings.Contains(err.Error(), "text, json, jsonl") {
		t.Errorf("New: %v; want an error that lists the formats", err)
	}
	if err := extract(io.Discard, "pdf", "", nil, Options{}); err == nil || !strings.Contains(err.Error(), "text, json, jsonl") {
		t.Errorf("Extract: %v; want an error that lists the formats", err)
	}
}

func TestTally(t *testing.T) {
	var got Tally
	mixed().feed(t, &got)
	got.pending = nil
	want := Tally{Papers: 1, References: 9, Links: 7, Alive: 4, Dead: 2, Unsure: 1, Errors: 4, Warnings: 2, Notes: 3, checked: 7}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %+v; want %+v", got, want)
	}
	var half Tally
	interrupted().feed(t, &half)
	if half.Links != 7 || half.Unchecked() != 5 {
		t.Errorf("interrupted: %d links, %d unchecked; want 7 and 5", half.Links, half.Unchecked())
	}
}

func TestAtLeast(t *testing.T) {
	tests := []struct {
		tally                Tally
		error, warning, note bool
	}{
		{Tally{}, false, false, false},
		{Tally{Notes: 1}, false, false, true},
		{Tally{Warnings: 1}, false, true, true},
		{Tally{Errors: 1}, true, true, true},
	}
	for _, test := range tests {
		got := []bool{test.tally.AtLeast(paper.Error), test.tally.AtLeast(paper.Warning), test.tally.AtLeast(paper.Note)}
		if want := []bool{test.error, test.warning, test.note}; !slices.Equal(got, want) {
			t.Errorf("%+v: got %v; want %v", test.tally, got, want)
		}
	}
}

// contract is the object of the design, key by key: a key stands for what is
// below it, "[]" for the elements of a list.
var contract = map[string]string{
	"":                            "schema tool run papers gone summary",
	".tool":                       "name version",
	".run":                        "id started_at finished_at offline complete",
	".papers[]":                   "path format sha256 references findings",
	".papers[].references[]":      "label line page part kind raw authors title container published accessed url doi archived_url short_for link findings",
	".papers[].references[].link": "url health reason detail status final_url redirects title published modified content_type bytes sha256 text_sha256 checked_at duration_ms attempts cached snapshot",
	".papers[].references[].link.redirects[]":      "status url",
	".papers[].references[].link.snapshot":         "warc offset",
	".papers[].references[].findings[]":            "rule severity line message cited found evidence score suppressed",
	".papers[].findings[]":                         "rule severity line message cited found evidence score suppressed",
	".gone[]":                                      "paper rule cited",
	".summary":                                     "papers references links alive dead unsure skipped errors warnings notes suppressed",
	".papers[].references[].findings[].suppressed": "by why until",
	".papers[].findings[].suppressed":              "by why until",
}

func TestJSONContract(t *testing.T) {
	seen := make(map[string]bool)
	for _, w := range []*world{mixed(), hostile(), interrupted(), several(), suppressed(), newWorld()} {
		var object any
		out := w.write(t, "json", Options{})
		if err := json.Unmarshal(out, &object); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(out, []byte("{\n  \"schema\": 1,\n")) || !bytes.HasSuffix(out, []byte("}\n")) {
			t.Errorf("not indented by two spaces with a newline at the end: %.40q", out)
		}
		walk(t, "", object, seen)
	}
	for place := range contract {
		if !seen[place] {
			t.Errorf("no test has %s", place)
		}
	}
}

func walk(t *testing.T, place string, v any, seen map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			walk(t, place+"[]", element, seen)
		}
	case map[string]any:
		seen[place] = true
		want := slices.Sorted(slices.Values(strings.Fields(contract[place])))
		if got := slices.Sorted(maps.Keys(v)); !slices.Equal(got, want) {
			t.Errorf("%s has keys %v; want %v", place, got, want)
		}
		for key, value := range v {
			walk(t, place+"."+key, value, seen)
			if list := slices.Contains([]string{"findings", "redirects", "authors", "papers", "references"}, key); list && place != ".summary" {
				if _, ok := value.([]any); !ok {
					t.Errorf("%s.%s is %v; want a list", place, key, value)
				}
			}
		}
	}
}

func TestJSONScoreThatIsNoNumber(t *testing.T) {
	w := mixed()
	w.papers[0].Findings[0].Score = likeness(math.NaN())
	if out := w.write(t, "json", Options{}); !json.Valid(out) {
		t.Errorf("invalid: %s", out)
	}
	if out := w.write(t, "text", Options{}); bytes.Contains(out, []byte("NaN")) {
		t.Errorf("NaN in %s", out)
	}
}

// A line of JSONL is the reference of the JSON object with its paper's path,
// and each reference has one, whatever became of the run.
func TestJSONLIsJSON(t *testing.T) {
	for name, w := range map[string]*world{"mixed": mixed(), "several": several(), "interrupted": interrupted(), "offline": offline()} {
		var object struct {
			Papers []struct {
				Path       string
				References []map[string]any
			}
		}
		if err := json.Unmarshal(w.write(t, "json", Options{}), &object); err != nil {
			t.Fatal(err)
		}
		want := make(map[string]int)
		for _, p := range object.Papers {
			for _, ref := range p.References {
				ref["paper"] = p.Path
				want[fmt.Sprint(ref)]++
			}
		}
		got := make(map[string]int)
		for line := range bytes.Lines(w.write(t, "jsonl", Options{})) {
			var ref map[string]any
			if err := json.Unmarshal(line, &ref); err != nil {
				t.Fatal(err)
			}
			got[fmt.Sprint(ref)]++
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: got %v; want %v", name, got, want)
		}
	}
}

// A reference is out as soon as it is known, in one write.
func TestJSONLStreams(t *testing.T) {
	var out writes
	sink, err := New("jsonl", &out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := mixed()
	want := []int{1, 3, 4, 5, 6, 7, 8, 9} // 8 has no link; 3 and 7 share one
	if err := sink.Begin(w.run, w.papers); err != nil {
		t.Fatal(err)
	}
	got := []int{len(out)}
	for _, r := range w.results {
		if err := sink.Add(r); err != nil {
			t.Fatal(err)
		}
		got = append(got, len(out))
	}
	if !slices.Equal(got, want) {
		t.Errorf("lines after each call: got %v; want %v", got, want)
	}
	for _, line := range out {
		if strings.Count(line, "\n") != 1 || !strings.HasSuffix(line, "\n") {
			t.Errorf("a write of %q; want one whole line", line)
		}
	}
}

type writes []string

func (w *writes) Write(b []byte) (int, error) {
	*w = append(*w, string(b))
	return len(b), nil
}

var errFull = errors.New("no space left on device")

// full takes some bytes and then fails.
type full struct{ left int }

func (w *full) Write(b []byte) (int, error) {
	if len(b) > w.left {
		return w.left, errFull
	}
	w.left -= len(b)
	return len(b), nil
}

func TestWriteErrors(t *testing.T) {
	w := mixed()
	for _, name := range Formats() {
		for _, room := range []int{0, 1500} {
			sink, err := New(name, &full{room}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			err = sink.Begin(w.run, w.papers)
			for _, r := range w.results {
				err = errors.Join(err, sink.Add(r))
			}
			if err = errors.Join(err, sink.End(w.run)); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d bytes: %v; want %v", name, room, err, errFull)
			}
			if !slices.Contains(ExtractFormats(), name) {
				continue
			}
			if err := extract(&full{room}, name, "", w.papers, Options{}); !errors.Is(err, errFull) {
				t.Errorf("extract %s with room for %d bytes: %v; want %v", name, room, err, errFull)
			}
		}
	}
}

// A report must not hold every response of a run in memory.
func TestLedgerIsLean(t *testing.T) {
	w := fine()
	r := w.results[0]
	r.Check.Page, r.Check.Exchanges = &page.Page{}, []*fetch.Exchange{nil}
	var l ledger
	if err := errors.Join(l.Begin(w.run, w.papers), l.Add(r)); err != nil {
		t.Fatal(err)
	}
	if kept := l.check(w.papers[0].References[0]); kept.Page != nil || kept.Exchanges != nil {
		t.Error("the ledger keeps pages or exchanges")
	}
	if r.Check.Page == nil || r.Check.Exchanges == nil {
		t.Error("the ledger changed a check that others read")
	}
}

// The order in which links finish changes nothing.
func TestOrder(t *testing.T) {
	for _, name := range Formats() {
		if name == "jsonl" {
			continue // which is written as links finish
		}
		w := mixed()
		want := w.write(t, name, Options{})
		slices.Reverse(w.results)
		if got := w.write(t, name, Options{}); !bytes.Equal(got, want) {
			t.Errorf("%s depends on the order of results", name)
		}
	}
}

func TestNothing(t *testing.T) {
	w := newWorld()
	w.results = []checker.Result{{}}
	for _, name := range Formats() {
		w.write(t, name, Options{})
	}
}

// BenchmarkFormats reports a run of 2,000 references in each format, and in all
// at once. All are to take less than 2 seconds and 200 MB.
func BenchmarkFormats(b *testing.B) {
	for _, name := range Formats() {
		b.Run(name, func(b *testing.B) { benchmark(b, name) })
	}
	b.Run("all", func(b *testing.B) { benchmark(b, Formats()...) })
}

// benchmark reports 2,000 references.
func benchmark(b *testing.B, names ...string) {
	big := newWorld()
	for len(big.papers) < 223 { // of nine references
		w := mixed()
		big.papers, big.results = append(big.papers, w.papers...), append(big.results, w.results...)
	}
	b.ReportAllocs()
	for b.Loop() {
		size := 0
		for _, name := range names {
			size += len(big.write(b, name, Options{Color: true}))
		}
		b.SetBytes(int64(size))
	}
}
