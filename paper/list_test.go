package paper

import (
	"fmt"
	"strings"
	"testing"
)

// TestLists reads lists of references as they stand in papers: where an entry
// begins, what belongs to it, and where the list ends.
func TestLists(t *testing.T) {
	tests := []struct{ name, path, doc, want string }{
		{"a bold line and running text end a list", "a.md", "**Sources:**\n\n- [Oil prices jump](https://a.org/1) (12 Mar 2022)\n\n**About the author**\n\nJ. lives in [Almaty](https://b.org/).\n",
			"bibliography @3 Oil prices jump https://a.org/1\ninline @7  https://b.org/"},
		{"a bold line over more entries does not", "a.md", "## Sources\n\n- Roe, A. *A Title of Some Length*. Press, 2020.\n\n**Reports**\n\n- Ek, B. *B Title of Some Length*. Press, 2021.\n",
			"bibliography @3 A Title of Some Length \nbibliography @7 B Title of Some Length "},
		{"what tells of the medium begins no entry", "a.txt", "References\n\n[1] R. Hu, \"Why a lake is slow,\" Site, Jun. 14, 2021.\n[Online]. Available: https://a.org/1. [Accessed: 02-Jul-2021].\n[2] WHO. Mental health of the sea\n[Internet]. Geneva: WHO; 2018. Available from: https://b.org/2\n",
			"bibliography 1@3 Why a lake is slow https://a.org/1\nbibliography 2@5 Mental health of the sea https://b.org/2"},
		{"a short item is no heading", "a.txt", "References\n\n1. Jane Roe, \"A Title of Some Length\", 2020, https://a.org/1\n2. How Large Systems Fail by Richard Ek\n3. Bo Ek, \"B Title of Some Length\", 2021, https://b.org/2\n",
			"bibliography 1@3 A Title of Some Length https://a.org/1\nbibliography 2@4 How Large Systems Fail by Richard Ek \nbibliography 3@5 B Title of Some Length https://b.org/2"},
		{"a caption among entries", "a.md", "## References\n\nRoe, A. *A Title of Some Length*. Press, 2020.\n\nFigure 2. The lakes, after Ek, B. Some Prices of Bread, 2019, in https://a.org/data.\n\nEk, B. *B Title of Some Length*. Press, 2021.\n",
			"bibliography @3 A Title of Some Length \ninline @5  https://a.org/data\nbibliography @7 B Title of Some Length "},
		{"entries without blanks", "a.md", "## 参考文献\n\n- 佐藤一郎『海と湖の社会学』海洋書店、2021年。\n- 田中花子（2020）「地域の水の課題」『水研究』32(1)。\n",
			"bibliography @3 海と湖の社会学 \nbibliography @4 地域の水の課題 "},
		{"names with et al. are no title", "a.md", "## References\n\n- Smith et al. 2021 https://doi.org/10.1000/182.\n", "bibliography @3  https://doi.org/10.1000/182"},
		{"a label without a blank", "a.html", `<section class="ref-list"><h2>References</h2><ul><li id="B1"><span class="label">1.</span><cite>Smith J, Doe R. Effect of lakes on seas. <em>Lancet</em> 2019; <b>393</b>: 1–9.</cite></li><li id="B2"><span class="label">2.</span><cite>Ek B. A report on lakes. 2020. https://a.org/1</cite></li></ul></section>`,
			"bibliography 1@1 Effect of lakes on seas \nbibliography 2@1 A report on lakes https://a.org/1"},
		{"an initial at a line's start in Org", "a.org", "* References\n1. Doe, A. and\n   J. K. Roe, \"A Title --- of Some Length\", 2020, https://a.org/x---y--z.\n",
			"bibliography 1@2 A Title — of Some Length https://a.org/x---y--z"},
		{"escaped brackets around an address", "a.md", "\\<https://a.org/1\\>, \\[https://b.org/2\\] and https://c.org/a\\_b\n", "inline @1  https://a.org/1\ninline @1  https://b.org/2\ninline @1  https://c.org/a_b"},
		{"an arrow back to the text", "a.txt", "See https://a.org/1.↩︎ And https://b.org/2↩ too.\n", "inline @1  https://a.org/1\ninline @1  https://b.org/2"},
		{"notes of a page that was printed", "a.txt", "Text.1 More.2\n\n1. Jane Roe, “A Title of Some Length,” Site, May 3, 2021, https://a.org/1.↩︎\n\n2. This is a remark that cites nothing. ↩\n\n3. Bo Ek, B Title (Paris: Press, 2020), 3. ↩︎ 4. Ibid., 5. ↩︎\n",
			"footnote 1@3 A Title of Some Length https://a.org/1\nfootnote 3@7 B Title \nfootnote 4@7  "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse(tt.path, []byte(tt.doc))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range p.References {
				got = append(got, fmt.Sprintf("%s %s@%d %s %s", r.Kind, r.Label, r.Line, r.Title, r.URL))
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got\n%s\nwant\n%s", s, tt.want)
			}
		})
	}
}

// TestUncitedList has a list that nothing refers to: the entries' own markers
// are no marks of the text.
func TestUncitedList(t *testing.T) {
	p, err := Parse("a.md", []byte("# 参考文献\n\n[1] 王明. 湖泊研究[N]. 人民日报, 2016-04-26.\n[2] 李明. 海洋研究[J]. 哲学, 2021(5): 30-41.\n[3] Roe, A. “A Title of Some Length.” 2019.\n"))
	if err != nil {
		t.Fatal(err)
	}
	Check(p, Options{})
	for _, r := range p.References {
		for _, f := range r.Findings {
			t.Errorf("entry %s: %s: %s", r.Label, f.Rule, f.Message)
		}
	}
}
