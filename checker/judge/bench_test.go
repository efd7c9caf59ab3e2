package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
)

// BenchmarkJudge is to be read beside the time that parsing the same page takes.
func BenchmarkJudge(b *testing.B) {
	filler := strings.Repeat(`<script>var state={"a":[1,2,3],"class":"id=\"x\"","challenge":"https://cdn.example.org/captcha"};</script>`, 600)
	for _, c := range []struct{ name, body string }{
		{"article", article("Harbour reopens", 8000) + filler[:40<<10]},
		{"few words", notice("Harbour", "Harbour", sentence+sentence+sentence+sentence) + strings.Repeat("<div class=x><span></span></div>", 1200) + filler},
		{"wall", managedChallenge + filler},
	} {
		b.Run(c.name+"/parse", func(b *testing.B) {
			b.SetBytes(int64(len(c.body)))
			for b.Loop() {
				page.Parse([]byte(c.body), "text/html", deep)
			}
		})
		b.Run(c.name, func(b *testing.B) {
			e := try{body: c.body}.evidence()
			b.SetBytes(int64(len(c.body)))
			b.ReportAllocs()
			for b.Loop() {
				Judge(e)
			}
		})
	}
}
