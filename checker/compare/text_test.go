package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
)

func TestTexts(t *testing.T) {
	const text = "The wheel had stood still for sixty years when a dozen households along the creek decided that somebody ought to turn it. " +
		"They began with the sluice, which was rotten, and went on to the shaft, which was not."
	words := strings.Fields(text)
	for _, test := range []struct {
		name, before, after string
		want                Change
	}{
		{"to the letter", text, text, Same},
		{"case, punctuation and typography", text, strings.ToUpper(strings.ReplaceAll(text, ", ", " – ")), Same},
		{"a word", text, strings.Replace(text, "sixty", "seventy", 1), Edited},
		{"a sentence more", text, text + " It grinds twice a day.", Edited},
		{"much more, and all that was", text, text + strings.Repeat(" And so on, day after day, until the year was out. Then came spring.", 1) + " " + strings.Join(reversed(words), " "), Edited},
		{"the beginning of it", text, strings.Join(words[:12], " "), Shortened},
		{"another text", text, "Board publishes its annual accounts for the year in which the mill was sold to the county.", Changed},
		{"the same words in another order", text, strings.Join(reversed(words), " "), Changed},
		{"nothing after", text, "", ""},
		{"nothing before", "", text, ""},
		{"no words", "…", "—", ""},
		{"two words", "Closed today", "Closed today!", Same},
		{"two other words", "Closed today", "Open today", Changed},
		{"Chinese, a character", "中国国家统计局今天公布了第三季度的经济数据和全年的预测数字", "中国国家统计局昨天公布了第三季度的经济数据和全年的预测数字", Edited},
		{"Chinese, another text", "中国国家统计局今天公布了第三季度的经济数据", "北京市气象台发布暴雨黄色预警信号请市民注意防范", Changed},
	} {
		if got, likeness := Texts(test.before, test.after); got != test.want {
			t.Errorf("%s: got %q, %.2f; want %q", test.name, got, likeness, test.want)
		}
	}
}

func reversed(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[len(words)-1-i] = w
	}
	return list
}

// TestPairs measures how often a page that changed is told from one whose
// surroundings did, on pairs of drawn pages. docs/archive.md has the figures.
func TestPairs(t *testing.T) {
	const rounds = 8
	methods := []struct {
		name string
		make func(before, after *page.Page) (Change, float64)
	}{
		{"the readable text", func(b, a *page.Page) (Change, float64) { return Texts(b.Text, a.Text) }},
		{"the article", func(b, a *page.Page) (Change, float64) { return Texts(b.ReadingText(), a.ReadingText()) }},
		{"both", Pages},
	}
	type count struct{ told, right, pairs, exact int }
	counts := make([]count, len(methods))
	missed := map[string]int{}
	for i, s := range sites {
		for j, m := range mutations {
			for k := range rounds {
				a := author{rand.New(rand.NewPCG(uint64(i*1000+j), uint64(k)))}
				before := a.sheet(3 + 2*k)
				first := page.Parse([]byte(s.draw(before)), "text/html", "https://a.test/x")
				second := page.Parse([]byte(s.draw(m.make(a, before))), "text/html", "https://a.test/x")
				for n, method := range methods {
					got, _ := method.make(first, second)
					c := &counts[n]
					c.pairs++
					if got == m.want {
						c.exact++
					}
					if tells(got) {
						c.told++
						if tells(m.want) {
							c.right++
						}
					}
					if n == len(methods)-1 && tells(got) != tells(m.want) {
						missed[fmt.Sprintf("%s, %s: %s", s.name, m.name, got)]++
					}
				}
			}
		}
	}
	wanted := 0
	for _, m := range mutations {
		if tells(m.want) {
			wanted += len(sites) * rounds
		}
	}
	for n, c := range counts {
		t.Logf("%s: precision %.3f, recall %.3f of content-changed; %.3f of %d pairs named exactly", methods[n].name,
			float64(c.right)/float64(c.told), float64(c.right)/float64(wanted), float64(c.exact)/float64(c.pairs), c.pairs)
	}
	for what, n := range missed {
		t.Logf("wrong %d times: %s", n, what)
	}
	both := counts[len(counts)-1]
	if precision := float64(both.right) / float64(both.told); precision < 0.97 {
		t.Errorf("precision %.3f; want 0.97: a page that did not change must not be called changed", precision)
	}
	if recall := float64(both.right) / float64(wanted); recall < 0.9 {
		t.Errorf("recall %.3f; want 0.9", recall)
	}
}

// tells reports whether a change is a finding.
func tells(c Change) bool { return c == Changed || c == Shortened }
