package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestRedirect(t *testing.T) {
	page := article("Another story of the day", 90)
	tries := []try{
		{name: "every hop permanent", hops: []string{"301 https://www.example.org/a", "308 https://www.example.org/news/harbour"}, want: verdict.Moved, detail: "www.example.org/news/harbour"},
		{name: "one hop temporary", hops: []string{"301 https://www.example.org/a", "302 https://www.example.org/news/harbour"}, want: verdict.Redirected},
		{name: "only https", target: "http://www.example.org/2024/harbour", hops: []string{"301 https://www.example.org/2024/harbour"}, want: verdict.Moved},
		{name: "only www", hops: []string{"301 https://example.org/2024/03/harbour-reopens"}, want: verdict.Moved},
		{name: "only a slash", hops: []string{"301 https://www.example.org/2024/03/harbour-reopens/"}, want: verdict.Moved},
		{name: "only case", target: "https://www.example.org/News/Harbour", hops: []string{"301 https://www.example.org/news/harbour"}, want: verdict.Moved},
		{name: "cookie bounce", hops: []string{"302 https://www.example.org/set?back=1", "302 " + deep}, want: verdict.Redirected},
		{name: "doi", target: "https://doi.org/10.1000/182", hops: []string{"302 https://journal.example/article/182"}, want: verdict.Redirected},
		{name: "doi, permanent", target: "https://doi.org/10.1000/182", hops: []string{"301 https://journal.example/article/182"}, want: verdict.Redirected},
		{name: "handle to a front page", target: "https://hdl.handle.net/1721.1/5", hops: []string{"302 https://archive.example/"}, want: verdict.Redirected},
		{name: "shortener to a front page", target: "https://bit.ly/3xYz", hops: []string{"301 https://www.example.org/"}, want: verdict.Redirected},
		{name: "purl to a front page", target: "https://purl.org/dc/terms", hops: []string{"302 https://www.example.org/"}, want: verdict.Redirected},

		{name: "deep link to the root", hops: []string{"301 https://www.example.org/"}, want: verdict.Soft404, detail: "ends at the front page of www.example.org"},
		{name: "deep link to the root without www", hops: []string{"302 https://example.org"}, want: verdict.Soft404},
		{name: "deep link to a language root", hops: []string{"302 https://www.example.org/en/"}, want: verdict.Soft404},
		{name: "deep link to index.html", hops: []string{"302 https://www.example.org/index.html"}, want: verdict.Soft404},
		{name: "deep link to home", hops: []string{"302 https://www.example.org/home"}, want: verdict.Soft404},
		{name: "deep link to a language's home", hops: []string{"302 https://www.example.org/en-us/home.aspx"}, want: verdict.Soft404},
		{name: "deep link to the root with a word why", hops: []string{"302 https://www.example.org/?from=old&utm_source=x"}, want: verdict.Soft404},
		{name: "number to the root", target: "https://www.example.org/?p=1234", hops: []string{"301 https://www.example.org/"}, want: verdict.Soft404},
		{name: "blog to the site", target: "https://blog.example.org/2014/a-post", hops: []string{"301 https://www.example.org/"}, want: verdict.Soft404},
		{name: "blog got a host", target: "https://example.org/blog/2014/a-post", hops: []string{"301 https://blog.example.org/"}, want: verdict.Soft404},
		{name: "article to another site's front page", target: "https://old.example/2014/05/the-harbour-reopens", hops: []string{"301 https://merged.test/"}, want: verdict.Soft404},

		{name: "front page with article data and like words", hops: []string{"301 https://www.example.org/"}, want: verdict.Soft404},
		{name: "section of two words and an and", target: "https://www.example.org/news-and-analysis/the-slug-of-it-all", hops: []string{"301 https://www.example.org/news-and-analysis/"}, want: verdict.Soft404},

		{name: "root to a language", target: "https://www.example.org/", hops: []string{"302 https://www.example.org/en/"}, want: verdict.Redirected},
		{name: "language root to the root", target: "https://www.example.org/en", hops: []string{"302 https://www.example.org/"}, want: verdict.Redirected},
		{name: "home to the root", target: "https://www.example.org/index.html", hops: []string{"301 https://www.example.org/"}, want: verdict.Moved},
		{name: "root of another site", target: "https://old.example/", hops: []string{"301 https://new.example/"}, want: verdict.Moved},
		{name: "tracking taken off the root", target: "https://www.example.org/?utm_source=x", hops: []string{"302 https://www.example.org/"}, want: verdict.Redirected},
		{name: "laboratory got a host", target: "https://www.example.edu/dept/lab/", hops: []string{"301 https://lab.example.edu/"}, want: verdict.Moved},
		{name: "laboratory got a host, index", target: "https://www.example.edu/lab/index.html", hops: []string{"301 https://lab.example.edu/"}, want: verdict.Moved},
		{name: "section got a host of another name", target: "https://www.example.org/sustainability", hops: []string{"301 https://goals.example.org/"}, want: verdict.Moved},
		{name: "section to the main host", target: "https://goals.example.org/sustainability", hops: []string{"301 https://www.example.org/"}, want: verdict.Soft404},
		{name: "article to another host's front page", target: "https://www.example.org/news/the-old-harbour-reopens", hops: []string{"301 https://goals.example.org/"}, want: verdict.Soft404},
		{name: "project got a domain", target: "https://code.example.com/p/citecheck", hops: []string{"301 https://citecheck.test/"}, want: verdict.Moved},
		{name: "short path to another site", target: "https://old.example/about", hops: []string{"301 https://new.test/"}, want: verdict.Moved},
		{name: "route behind a hash", hops: []string{"302 https://www.example.org/#/article/5"}, want: verdict.Redirected},
		{name: "number at the root", hops: []string{"302 https://www.example.org/?p=77"}, want: verdict.Redirected},
		{name: "route behind a hash, cited", target: "http://www.example.org/#!/article/5", hops: []string{"301 https://www.example.org/"}, want: verdict.Moved},
		{name: "session taken off the root", target: "http://www.example.org/?PHPSESSID=1", hops: []string{"301 https://www.example.org/"}, want: verdict.Moved},
		{name: "page under a shorter address", target: "https://www.example.org/stories/another-story-of-the-day", hops: []string{"302 https://www.example.org/stories"}, want: verdict.Redirected},
		{name: "language put before", hops: []string{"302 https://www.example.org/en/2024/03/harbour-reopens"}, want: verdict.Redirected},
		{name: "language taken away", target: "https://www.example.org/en/harbour", hops: []string{"302 https://www.example.org/harbour"}, want: verdict.Redirected},

		{name: "section", target: "https://www.example.org/us/2009/09/13/the-slug-of-it", hops: []string{"301 https://www.example.org/us"}, want: verdict.Soft404},
		{name: "section, two deep", target: "https://www.example.org/blogs/sea/the-slug-of-it/", hops: []string{"302 https://www.example.org/blogs/sea/"}, want: verdict.Soft404, detail: "ends at the section front www.example.org/blogs/sea/"},
		{name: "archive of a month", hops: []string{"302 https://www.example.org/2024/03/"}, want: verdict.Soft404},
		{name: "amp taken off", target: deep + "/amp", hops: []string{"302 " + deep}, want: verdict.Redirected},
		{name: "print taken off", target: deep + "/print/", hops: []string{"302 " + deep + "/"}, want: verdict.Redirected},
		{name: "index taken off", target: "https://www.example.org/data/set/index.html", hops: []string{"302 https://www.example.org/data/set/"}, want: verdict.Redirected},
		{name: "second page taken off", target: deep + "/page/2", hops: []string{"302 " + deep}, want: verdict.Redirected},
		{name: "slug behind a number", target: "https://www.example.org/article/123456/the-slug-of-it", hops: []string{"302 https://www.example.org/article/123456"}, want: verdict.Redirected},
		{name: "slug behind a short number", target: "https://www.example.org/questions/4321/the-slug-of-it", hops: []string{"302 https://www.example.org/questions/4321"}, want: verdict.Redirected},
		{name: "language behind a slug", target: "https://www.example.org/harbour/en", hops: []string{"302 https://www.example.org/harbour"}, want: verdict.Redirected},
		{name: "no prefix", target: "https://www.example.org/newsroom/a-b-c", hops: []string{"302 https://www.example.org/news"}, want: verdict.Redirected},
		{name: "doi with a suffix", target: "https://www.example.org/doi/10.1000/182/suppl/file1", hops: []string{"302 https://www.example.org/doi/10.1000/182"}, want: verdict.Redirected},
	}
	for i := range tries {
		tries[i].body = page
		if strings.Contains(tries[i].name, "article data") {
			tries[i].body = strings.Replace(article("Experts on how the harbour reopens", 300), "<head>", `<head><meta property="article:published_time" content="2024-03-02T10:00:00Z">`, 1)
		}
	}
	run(t, tries)
}

func TestIsFront(t *testing.T) {
	for address, want := range map[string]bool{
		"https://a.example": true, "https://a.example/": true, "https://a.example/index.php": true, "https://a.example/de/startseite": true,
		"https://a.example/pt-br/": true, "https://a.example/?lang=en": true, "https://a.example/news": false, "https://a.example/?p=1": false,
		"https://a.example/en/news": false, "https://a.example/welcome": false, "https://a.example/index.php?id=4": false,
	} {
		if got := isFront(parseURL(address)); got != want {
			t.Errorf("isFront(%s): got %v; want %v", address, got, want)
		}
	}
}
