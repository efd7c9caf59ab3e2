package page

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/citecheck/citecheck/paper"
)

var (
	evalDir  = flag.String("eval", "", "folder of labelled pages: titles/dev.jsonl, dates/dev.jsonl, pages/")
	evalShow = flag.Int("show", 0, "print so many mistakes of each kind")
)

// gold is one labelled page.
type gold struct {
	File, URL, Title, Date, Which, Kind string
}

func readGold(t testing.TB, name string) []gold {
	t.Helper()
	f, err := os.Open(filepath.Join(*evalDir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []gold
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, g)
	}
	return rows
}

func (g gold) parse(t testing.TB) *Page {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(*evalDir, g.File))
	if err != nil {
		t.Fatal(err)
	}
	return Parse(body, "text/html", g.URL)
}

// fold is the part of the set that a page's site falls into: a rule made for
// one site shows in one part only.
func (g gold) fold() string {
	u, err := url.Parse(g.URL)
	if err != nil {
		return "?"
	}
	h := fnv.New32a()
	h.Write([]byte(u.Hostname()))
	return fmt.Sprintf("sites, part %d", h.Sum32()%5+1)
}

// TestEvalTitles prints how often the reported title is the labelled one, and
// how often any candidate is.
func TestEvalTitles(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no -eval folder")
	}
	rows := readGold(t, "titles/dev.jsonl")
	right, anywhere, none := 0, 0, 0
	kinds, folds := map[string][2]int{}, map[string][2]int{}
	for _, g := range rows {
		p := g.parse(t)
		got := p.Title()
		n, fold := kinds[g.Kind], folds[g.fold()]
		n[1]++
		fold[1]++
		switch {
		case got.Text == "":
			none++
		case sameTitle(g.Title, got.Text):
			right++
			n[0]++
			fold[0]++
		case *evalShow > 0:
			t.Logf("%s %s\n  want %q\n  got  %q (%s)", g.File, g.Kind, g.Title, got.Text, got.Source)
		}
		kinds[g.Kind], folds[g.fold()] = n, fold
		for _, c := range p.Titles {
			if sameTitle(g.Title, c.Text) {
				anywhere++
				break
			}
		}
	}
	t.Logf("titles: %d, reported right %.3f, none %d, right among all candidates %.3f", len(rows),
		ratio(right, len(rows)), none, ratio(anywhere, len(rows)))
	for _, groups := range []map[string][2]int{kinds, folds} {
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			n := groups[name]
			t.Logf("  %-14s %3d of %3d, %.3f", name, n[0], n[1], ratio(n[0], n[1]))
		}
	}
}

// TestEvalDates prints precision and recall of dates within a day.
func TestEvalDates(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no -eval folder")
	}
	rows := readGold(t, "dates/dev.jsonl")
	given, right, total, structured, structuredRight, either, both := 0, 0, 0, 0, 0, 0, 0
	for _, g := range rows {
		p := g.parse(t)
		if !p.Guessed.IsZero() {
			p.Published = []Date{p.Guessed.Date}
		}
		hit := func(list []Date) bool { return len(list) > 0 && within(g.Date, list[0].Date) }
		if len(p.Published)+len(p.Modified) > 0 {
			both++
			if hit(p.Published) || hit(p.Modified) {
				either++
			}
		}
		if g.Which == "modified" {
			continue
		}
		total++
		if len(p.Published) == 0 {
			if *evalShow > 1 {
				t.Logf("none: %s want %s", g.File, g.Date)
			}
			continue
		}
		given++
		best := p.Published[0]
		ok := hit(p.Published)
		if ok {
			right++
		} else if *evalShow > 0 {
			t.Logf("wrong: %s want %s got %s (%s), all %v mod %v", g.File, g.Date, best, best.Source, p.Published, p.Modified)
		}
		if best.Structured {
			structured++
			if ok {
				structuredRight++
			}
		}
	}
	t.Logf("published within a day: precision %.3f, recall %.3f of %d; structured only: precision %.3f, recall %.3f",
		ratio(right, given), ratio(right, total), total, ratio(structuredRight, structured), ratio(structuredRight, total))
	t.Logf("published or modified within a day: precision %.3f, recall %.3f", ratio(either, both), ratio(either, len(rows)))
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// within reports whether d is the labelled day or one beside it.
func within(label string, d paper.Date) bool {
	day, err := time.Parse("2006-01-02", label)
	if err != nil || d.Day == 0 {
		return strings.HasPrefix(d.String(), label)
	}
	return day.Sub(d.First()).Abs() <= 24*time.Hour
}

var evalCut = regexp.MustCompile(`\s*[:|·•»«/]\s+|\s+[-–—―]+\s+|\s*[—―]\s*|\s+\|\s*|[?!]\s+|\.\s+`)

// sameTitle is how the labelled set compares titles: equal, or one holds the
// other whole up to a colon, dash, bar or sentence boundary, or after one where
// that is most of it.
func sameTitle(a, b string) bool {
	bare := func(s string) string {
		s = strings.NewReplacer("'", "", "’", "", "‘", "").Replace(s)
		return strings.Join(strings.FieldsFunc(strings.ToLower(squeeze(s)), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
		}), "")
	}
	if bare(a) == bare(b) {
		return bare(a) != ""
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		long, short := pair[0], bare(pair[1])
		for _, cut := range evalCut.FindAllStringIndex(long, -1) {
			if len([]rune(short)) >= 6 && bare(long[:cut[0]]) == short {
				return true
			}
			if len(strings.Fields(pair[1])) >= 2 && 2*len(short) >= len(bare(long)) && bare(long[cut[1]:]) == short {
				return true
			}
		}
	}
	return false
}
