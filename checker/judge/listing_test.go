package judge

import (
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

// TestListing: deep links that end at a list or a search elsewhere on the site.
func TestListing(t *testing.T) {
	const found, news = "https://www.example.org/stories/the-harbour-reopens-today", "https://www.example.org/press/details/1101139"
	list := func(title string) string { return article(title, 300) }
	dated := `<html><head><title>Latest | Example</title><meta property="article:published_time" content="2024-03-02T10:00:00Z"><meta property="og:title" content="Harbour"></head><body><h1>Latest</h1></body></html>`
	to := func(code, path string) []string { return []string{code + " https://www.example.org" + path} }
	run(t, []try{
		{name: "latest", target: found, hops: to("302", "/latest"), body: list("Latest"), want: verdict.Soft404, detail: "ends at the list www.example.org/latest"},
		{name: "press releases", target: found, hops: to("301", "/press-releases/"), body: list("Press Releases"), want: verdict.Soft404},
		{name: "news in a language", target: news, hops: to("302", "/en/news?lang=en"), body: list("News"), want: verdict.Soft404},
		{name: "Russian", target: news, hops: to("302", "/ru/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"), body: list("Новости"), want: verdict.Soft404},
		{name: "search", target: found, hops: to("302", "/search?q=harbour"), body: list("Search results for harbour"), want: verdict.Soft404, detail: "ends at the search"},
		{name: "Russian search", target: found, hops: to("302", "/poisk?q=x"), body: list("Поиск"), want: verdict.Soft404},

		{name: "an article on the page", target: found, hops: to("302", "/news"), body: list("Another story of the day"), want: verdict.Redirected},
		{name: "the page's words in its title", target: found, hops: to("302", "/news"), body: list("Harbour news"), want: verdict.Redirected},
		{name: "the page fits", target: found, hops: to("302", "/news"), body: list("News"), fits: true, want: verdict.Redirected},
		{name: "number chosen", target: news, hops: to("302", "/news?id=1101139"), body: list("News"), want: verdict.Redirected},
		{name: "number of its own", target: news, hops: to("302", "/press/news/1"), body: list("News"), want: verdict.Redirected},
		{name: "slug of its own", target: found, hops: to("301", "/news/the-harbour-is-open"), body: list("News"), want: verdict.Moved},
		{name: "record found by search", target: "https://www.example.org/record/123456", hops: to("302", "/search?id=123456"), body: list("Search"), want: verdict.Redirected},
		{name: "record by search, its title", target: "https://www.example.org/record/123456", hops: to("302", "/search?q=123456"), body: list("On piers"), want: verdict.Redirected},
		{name: "list to list", target: "https://www.example.org/about/press-releases-2023", hops: to("301", "/newsroom"), body: list("Newsroom"), want: verdict.Moved},
		{name: "list under a shorter name", target: "https://www.example.org/about/the-blogs-of-our-staff", hops: to("301", "/blog"), body: list("Blog"), want: verdict.Moved},
		{name: "section cited", target: "https://www.example.org/world/asia", hops: to("301", "/news"), body: list("News"), want: verdict.Moved},
		{name: "another site", target: found, hops: []string{"301 https://other.example/news"}, body: list("News"), want: verdict.Moved},
		{name: "article data", target: found, hops: to("302", "/latest"), body: dated, want: verdict.Redirected},
		{name: "shortener", target: "https://bit.ly/news/12345678", hops: []string{"301 https://bit.ly/news2", "301 https://www.example.org/news"}, body: list("News"), want: verdict.Redirected},
	})
}
