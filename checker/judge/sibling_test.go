package judge

import (
	"net/url"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestSibling(t *testing.T) {
	for _, tt := range []struct{ target, want string }{
		{"https://a.test/2024/title.html", "https://a.test/2024/zq*.html"},
		{"https://a.test/2024/title/", "https://a.test/2024/zq*/"},
		{"https://a.test/title#part", "https://a.test/zq*"},
		{"https://a.test/index.php?id=12&lang=en", "https://a.test/index.php?id=9*&lang=en"},
		{"https://a.test/forum.php?mod=view&tid=8", "https://a.test/forum.php?mod=view&tid=9*"},
		{"https://a.test/x?lang=en", ""},
		{"https://a.test/2024/05/title", "https://a.test/2024/05/zq*"},
		{"https://a.test/stories/11711/title.html", "https://a.test/stories/zq*.html"},
		{"https://a.test/stories/117/title/", "https://a.test/stories/zq*/"},
		{"https://a.test/stories/3117/title", "https://a.test/stories/zq*"},
		{"https://a.test/t/k3j9x2/en/title", "https://a.test/t/zq*"},
		{"https://a.test/", ""},
	} {
		u, err := url.Parse(tt.target)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if s := Sibling(u); s != nil {
			got = s.String()
		}
		head, tail, _ := strings.Cut(tt.want, "*")
		if tt.want == "" && got != "" || !strings.HasPrefix(got, head) || !strings.HasSuffix(got, tail) || got == tt.target {
			t.Errorf("Sibling(%s) = %s; want %s", tt.target, got, tt.want)
		}
	}
}

func TestSamePage(t *testing.T) {
	notice := strings.Repeat("The collection is being moved to another house and some of it cannot be shown before next year. ", 4)
	page := func(title, text, more string) string {
		return "<html><head><title>" + title + "</title>" + more + "</head><body><h1>" + title + "</h1><p>" + text + "</p></body></html>"
	}
	spa := `<html><head><title>Library</title><script src="/app.js"></script></head><body><div id="root"></div><p>` + notice + `</p></body></html>`
	chart := `<html><head><title>Data</title><script src="/app.js"></script></head><body><main><h1>Data</h1><div id="chart"></div><ul>` +
		strings.Repeat("<li>A filter of some kind</li>", 20) + "</ul></main></body></html>"
	for _, tt := range []struct {
		name, cited, made string
		status            int
		want              verdict.Reason
	}{
		{"the same page", page("Library", notice, ""), page("Library", notice, ""), 200, verdict.Soft404},
		{"but for the address in it", page("Library", notice+" /a", ""), page("Library", notice+" /zq", ""), 200, verdict.Soft404},
		{"another page", page("Library", notice, ""), page("Library", strings.Repeat("Something else entirely is shown here. ", 8), ""), 200, ""},
		{"another title", page("Floods", notice, ""), page("Library", notice, ""), 200, ""},
		{"no sibling", page("Library", notice, ""), page("Library", notice, ""), 404, ""},
		{"the wall of a paper", page("Subscribe to read | The Ledger", notice, ""), page("Subscribe to read | The Ledger", notice, ""), 200, verdict.Login},
		{"a long gate", page("We value your privacy", notice+notice, ""), page("We value your privacy", notice+notice, ""), 200, verdict.Login},
		{"a long page that has cookies besides", page("Library", notice+notice+" We use cookies.", ""), page("Library", notice+notice+" We use cookies.", ""), 200, verdict.Soft404},
		{"built by scripts", spa, spa, 200, verdict.JSOnly},
		{"a frame that scripts fill", chart, chart, 200, verdict.JSOnly},
		{"a text with an empty place", page("Library", notice+`<section><div id="ad"></div></section>`, `<script src="/a.js"></script>`), page("Library", notice+`<section><div id="ad"></div></section>`, `<script src="/a.js"></script>`), 200, verdict.Soft404},
	} {
		got, ok := SamePage(seen("https://a.test/x/floods-of-1953", 200, tt.cited), FaceOf(seen("https://a.test/x/zq1", tt.status, tt.made)))
		if ok != (tt.want != "") || got.Reason != tt.want {
			t.Errorf("%s: got %v %q (%s); want %q", tt.name, ok, got.Reason, got.Detail, tt.want)
		}
	}
}

func TestDoubtful(t *testing.T) {
	long := strings.Repeat("The library has many books and a few people who read them on most days of the week. ", 12)
	for _, tt := range []struct {
		name, target, page string
		titled, want       bool
	}{
		{"another title than cited", "https://a.test/x/floods-of-1953", "<title>Library</title><p>" + long, true, true},
		{"no title cited", "https://a.test/x/floods-of-1953", "<title>Library</title><p>" + long, false, false},
		{"half says so", "https://a.test/x/floods-of-1953", "<title>Not found</title><h1>Library</h1><p>Books and people, and what they are about.", false, true},
		{"heading says so above the latest posts", "https://a.test/x/floods-of-1953", "<title>Library</title><h1>404</h1><p>" + long, false, true},
		{"a sentence", "https://a.test/x/floods-of-1953", "<title>Map</title><h1>Map</h1><p>Say how old you are to see it.", false, false},
		{"an entry of a few lines", "https://a.test/x/floods-of-1953", "<title>Terns</title><h1>Terns</h1><p>" + long[:len(long)/3], false, false},
		{"names what the address names", "https://a.test/x/floods-of-1953", "<title>The floods of 1953</title><p>" + long, true, false},
		{"a front page", "https://a.test/", "<title>Library</title><p>" + long, true, false},
	} {
		if got := Doubtful(seen(tt.target, 200, tt.page), tt.titled); got != tt.want {
			t.Errorf("%s: %v; want %v", tt.name, got, tt.want)
		}
	}
}

func seen(target string, status int, body string) Evidence {
	return try{target: target, status: status, body: body}.evidence()
}
