package checker

import (
	"fmt"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
)

// BenchmarkRun measures what a link costs besides the network: 10 KB pages,
// 200 hosts, no rate.
func BenchmarkRun(b *testing.B) {
	body := strings.Replace(article, "</p>", "</p>"+strings.Repeat("<p>Bread is made of flour, water, salt and time, and of these time is what bakers have least of.</p>\n", 100), 1)
	s := sourceFunc(func(url string) *fetch.Exchange { return respond(url, 200, body) })
	const links = 2000
	var urls []string
	for i := range links {
		urls = append(urls, fmt.Sprintf("https://host%d.test/%d", i%200, i))
	}
	papers := cite(urls...)
	for _, ref := range papers[0].References {
		ref.Title = "A Page About Bread"
	}
	b.SetBytes(int64(len(body)) * links)
	b.ReportAllocs()
	for b.Loop() {
		if err := Run(b.Context(), papers, Options{Source: s}, func(Result) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(links*b.N)/b.Elapsed().Seconds(), "links/s")
}
