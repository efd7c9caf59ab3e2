package paper

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/lex"
)

var (
	evalDir     = flag.String("eval", "", "measure the entry parser against refs/dev.jsonl in this `folder`")
	predictions = flag.String("predictions", "", "write the entry parser's answers to this `file`, one JSON object a line")
)

// gold is a labelled reference.
type gold struct {
	Raw, Style string
	Title, Issued, Accessed, URL, DOI,
	Container, Archived *string
	Authors []string
}

// TestEval measures, it never fails for what it measures: it prints how many
// fields of labelled references are right, wrong and missed.
func TestEval(t *testing.T) {
	if *evalDir == "" {
		t.Skip("no -eval")
	}
	file, err := os.Open(filepath.Join(*evalDir, "refs", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out *json.Encoder
	if *predictions != "" {
		w, err := os.Create(*predictions)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		out = json.NewEncoder(w)
	}
	counts := map[string]*[4]int{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		r := ParseReference(g.Raw)
		if out != nil {
			if err := out.Encode(prediction(r)); err != nil {
				t.Fatal(err)
			}
		}
		score(counts, g, r)
	}
	for _, field := range []string{"title", "published", "accessed", "url", "doi", "container"} {
		c := counts[field]
		t.Logf("%-10s right %5.1f %%  wrong %4d  missed %4d  false %4d  of %d",
			field, 100*float64(c[0])/float64(c[0]+c[1]+c[2]), c[1], c[2], c[3], c[0]+c[1]+c[2])
	}
}

func prediction(r *Reference) map[string]any {
	return map[string]any{"title": r.Title, "published": r.Published.String(), "accessed": r.Accessed.String(),
		"url": r.URL, "doi": r.DOI, "authors": r.Authors, "container": r.Container}
}

// score counts each field as right, wrong, missed or false.
func score(counts map[string]*[4]int, g gold, r *Reference) {
	put := func(field string, want *string, got string, same func(a, b string) bool) {
		c := counts[field]
		if c == nil {
			c = &[4]int{}
			counts[field] = c
		}
		switch {
		case want == nil && got != "":
			c[3]++
		case want == nil:
		case got == "":
			c[2]++
		case same(*want, got):
			c[0]++
		default:
			c[1]++
		}
	}
	equal := func(a, b string) bool { return a == b }
	folded := func(a, b string) bool {
		return strings.ReplaceAll(lex.Fold(a), " ", "") == strings.ReplaceAll(lex.Fold(b), " ", "")
	}
	put("title", g.Title, r.Title, folded)
	put("published", g.Issued, r.Published.String(), equal)
	put("accessed", g.Accessed, r.Accessed.String(), equal)
	put("url", g.URL, r.URL, equal)
	put("doi", g.DOI, r.DOI, strings.EqualFold)
	put("container", g.Container, r.Container, folded)
}
