package page

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/paper"
)

const address = "https://news.example/world/2025/story"

// seen is when the pages of these tests were fetched.
var seen = time.Date(2025, 11, 25, 12, 0, 0, 0, time.UTC)

func parse(html string) *Page {
	return ParseAt([]byte(html), "text/html; charset=utf-8", address, seen)
}

func TestMediaType(t *testing.T) {
	for _, c := range []struct{ header, body, want string }{
		{"text/html; charset=utf-8", "<p>x", "text/html"},
		{"TEXT/HTML", "x", "text/html"},
		{"", "<!DOCTYPE html><title>x", "text/html"},
		{"", "\xef\xbb\xbf \n<html>", "text/html"},
		{"", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, "text/html"},
		{"application/octet-stream", "%PDF-1.7 …", "application/pdf"},
		{"text/html", "%PDF-1.7 …", "application/pdf"},
		{"application/pdf", "<!doctype html><title>Sign in</title>", "text/html"},
		{"text/html", `{"a": 1}`, "application/json"},
		{"text/html", `[not json] <p>x`, "text/html"},
		{"text/plain", "<html><title>x</title>", "text/plain"},
		{"", "just words", "text/plain"},
		{"garbage", "just words", "text/plain"},
		{"", "", "text/plain"},
		{"image/png;;;=", "x", "image/png"},
	} {
		if got := mediaType(c.header, []byte(c.body)); got != c.want {
			t.Errorf("mediaType(%q, %q) = %q; want %q", c.header, c.body, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string // source: text
		reported   string
	}{
		{"all of them", `<title>Trade grows | News</title><meta name=citation_title content="Trade  grows">
			<meta name=DC.title content="Trade grows 2"><meta property=og:title content="Trade grows 3">
			<meta property="og:site_name" content="News"><meta name=twitter:title content="Trade grows 4">
			<script type="application/ld+json">{"@type":"NewsArticle","headline":"Trade grows 5"}</script><h1>Trade <i>grows</i> 6</h1>`,
			[]string{"citation_title: Trade grows", "dc.title: Trade grows 2", "og:title: Trade grows 3",
				"json-ld headline: Trade grows 5", "twitter:title: Trade grows 4", "h1: Trade grows 6", "title: Trade grows | News"}, "Trade grows"},
		{"entities encoded twice", `<meta property=og:title content="Sudan&amp;#x27;s war &amp;amp; peace">`,
			[]string{"og:title: Sudan's war & peace"}, "Sudan's war & peace"},
		{"control and direction characters", "<title>A\u202e B\u200b\x07\u00ad C</title>", []string{"title: A B C"}, "A B C"},
		{"an image's title is none", `<body><svg><title>Menu</title></svg><h1>Real</h1>`, []string{"h1: Real"}, "Real"},
		{"a site's name is not reported", `<title>News</title><meta property=og:site_name content=News><h1>Trade grows fast</h1>`,
			[]string{"h1: Trade grows fast", "title: News"}, "Trade grows fast"},
		{"nothing", `<p>text`, nil, ""},
		{"only generic", `<title>Just a moment...</title>`, []string{"title: Just a moment..."}, "Just a moment..."},
		{"hidden headings are none", `<h1 style="display: none">Ad</h1><h1>Real one</h1>`, []string{"h1: Real one"}, "Real one"},
		{"a logo is not reported", `<header><h1><a href=/>Daily</a></h1></header><main><h1>The real headline</h1></main>`,
			[]string{"h1: Daily", "h1: The real headline"}, "The real headline"},
	} {
		p := parse(c.html)
		var got []string
		for _, x := range p.Titles {
			got = append(got, x.Source+": "+x.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: titles\n got %q\nwant %q", c.name, got, c.want)
		}
		if p.Title().Text != c.reported {
			t.Errorf("%s: reported %q; want %q", c.name, p.Title().Text, c.reported)
		}
	}
}

func TestTitleLength(t *testing.T) {
	p := parse("<title>" + strings.Repeat("é ", 2000) + "</title>")
	if n := len([]rune(p.Titles[0].Text)); n < maxTitle-1 || n > maxTitle {
		t.Errorf("title of %d characters; want %d", n, maxTitle)
	}
}

func TestText(t *testing.T) {
	p := parse(`<html lang="en-US"><head><title>Not in it</title><link rel=canonical href="/a?b=1"><style>p{}</style></head><body>
		<header><nav>Home</nav>Site</header><nav>Menu</nav><div class="cookie-banner">We use cookies</div>
		<main><article><header><h1>Head</h1><p>By me</p></header><p>One   two<br>three <b>fo</b>ur&nbsp;five.</p><script>x()</script>
		<noscript>no</noscript><template>t</template><p hidden>h</p><p style="display:none">h</p><svg><text>s</text></svg>
		<table><tr><td>a</td><td>b</td></tr></table><ul><li>x</li><li>y</li></ul>
		<div class="related-posts">Other</div><aside>Aside</aside><form><label>Mail</label></form></article></main><footer>Foot</footer></body></html>`)
	want := "Head\nBy me\nOne two\nthree four five.\na b\nx\ny"
	if p.Text != want {
		t.Errorf("text\n got %q\nwant %q", p.Text, want)
	}
	if p.Words != 12 || p.Lang != "en" || p.Canonical != "https://news.example/a?b=1" || p.Article || p.Cut {
		t.Errorf("words %d, lang %q, canonical %q, article %v", p.Words, p.Lang, p.Canonical, p.Article)
	}
}

func TestTextKept(t *testing.T) {
	words := strings.Repeat("word ", 100)
	for name, html := range map[string]string{
		"layout named after a sidebar": `<div class="has-sidebar content-sidebar-wrap">` + words + `</div>`,
		"main inside a sidebar":        `<div class=sidebar><main>` + words + `</main></div>`,
		"a page in one form":           `<body><form id=aspnetForm><p>` + words + `</p></form>`,
		"all in what looks beside":     `<div id=comments>` + words + `</div>`,
		"plain body":                   words,
	} {
		if p := parse(html); p.Words != 100 {
			t.Errorf("%s: %d words; want 100", name, p.Words)
		}
	}
}

func TestGeneric(t *testing.T) {
	p := parse(`<meta property=og:site_name content="The Ledger">`)
	for title, want := range map[string]bool{
		"Subscribe to unlock this article":        true,
		"Subscribe to read | Financial Times":     true,
		"Sign in to continue reading":             true,
		"The Ledger | Log in":                     true,
		"Register for free to keep reading":       true,
		"Continue reading this article":           true,
		"This article is for subscribers only":    true,
		"Abonnez-vous pour lire la suite":         true,
		"Suscríbete para seguir leyendo":          true,
		"Jetzt anmelden und weiterlesen":          true,
		"Войдите, чтобы продолжить чтение":        true,
		"Okumaya devam etmek için abone olun":     true,
		"登录后继续阅读":                                 true,
		"Subscribe to the Sea: A Novel":           false,
		"How to Sign in to a Country":             false,
		"Signing the Abraham Accords":             false,
		"The Ledger: A History":                   false,
		"Why newspapers ask readers to subscribe": false,
	} {
		if got := p.Generic(title); got != want {
			t.Errorf("Generic(%q) = %v; want %v", title, got, want)
		}
	}
}

func TestProse(t *testing.T) {
	p := parse(`<h1>Head</h1><p>Own <a href="#n">note</a>, <a href="/else">elsewhere</a>.</p><h2>Section</h2><p>More own.</p>
		<h2><a href="/x">Other story</a></h2><h2>Related</h2><p>A list</p><h3>Item</h3><p>of it</p><h2>Notes</h2><p>The end.</p>`)
	if want := "Head\nOwn note, .\nSection\nMore own.\nNotes\nThe end."; p.Prose() != want {
		t.Errorf("prose %q; want %q", p.Prose(), want)
	}
	if want := []string{"Section", "Notes"}; !slices.Equal(p.Headings, want) {
		t.Errorf("headings %q; want %q", p.Headings, want)
	}
}

func TestPlain(t *testing.T) {
	p := ParseAt([]byte("A  line\r\n\r\n and\tmore\x1b[31m"), "text/plain", address, seen)
	if p.Text != "A line\nand more[31m" || len(p.Titles) != 1 || p.Titles[0] != (Title{"A line", FirstLine}) || p.Doc != nil {
		t.Errorf("text %q, titles %v", p.Text, p.Titles)
	}
	if p := Parse([]byte("%PDF-1.4"), "application/pdf", address); p.Text != "" || len(p.Titles) > 0 {
		t.Errorf("PDF: %+v", p)
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "one two": 2, "don't stop-gap": 2, "— … !": 0, "中华人民共和国": 4, "это слово": 2, "日本 abc": 2, "१२ ok": 2,
	} {
		if got := countWords(text); got != want {
			t.Errorf("countWords(%q) = %d; want %d", text, got, want)
		}
	}
}

// TestHostile parses pages made to break parsers; each must end, soon, and
// still have its title.
func TestHostile(t *testing.T) {
	const n = 100_000
	for name, body := range map[string]string{
		"nested":     strings.Repeat("<div>", n),
		"spans":      strings.Repeat("<span class=a><b>", n),
		"end tags":   strings.Repeat("<div>", 1000) + strings.Repeat("</b></p></x>", n),
		"headings":   strings.Repeat("<h1>a", n),
		"headers":    strings.Repeat("<header>", n),
		"times":      strings.Repeat("<time datetime=2025-01-01>", n),
		"tables":     strings.Repeat("<table><tr><td>x", n),
		"links":      strings.Repeat("<a href=x>", n),
		"scopes":     strings.Repeat("<div itemscope itemprop=datePublished>2025", n),
		"metas":      strings.Repeat("<meta name=date content=2025-01-01>", n),
		"quotes":     `<script type="application/ld+json">{"a":"` + strings.Repeat(`" "`, n) + `</script>`,
		"brackets":   `<script type="application/ld+json">` + strings.Repeat(`[`, n) + `</script>`,
		"a graph":    `<script type="application/ld+json">{"@graph":[` + strings.Repeat(`{"@type":"Article","headline":"x","url":"/x"},`, n) + `</script>`,
		"formatting": strings.Repeat("<b><i><a href=x><p>", n/4),
		"escapes":    `<meta property=og:title content="` + strings.Repeat("&amp;amp;", n) + `">`,
		"attributes": "<p " + strings.Repeat("a=1 ", n) + ">",
	} {
		start := time.Now()
		p := parse("<title>Here</title>" + body)
		if got := p.Titles; len(got) == 0 || !slices.Contains(got, Title{"Here", "title"}) {
			t.Errorf("%s: titles %.3q", name, got)
		}
		t.Logf("%-10s %v", name, time.Since(start))
	}
	for _, times := range []int{1, 5} {
		p := parse("<title>Here</title>" + strings.Repeat("<p>"+strings.Repeat("x", 1021), times*maxMarkup/1024+1))
		if !p.Cut || p.Title().Text != "Here" || len(p.Text) > maxMarkup {
			t.Errorf("%d times too long: cut %v, title %q, %d bytes of text", times, p.Cut, p.Title().Text, len(p.Text))
		}
	}
	if p := parse(strings.Repeat("<p>x", maxNodes/2+10)); !p.Cut {
		t.Error("a page with too much markup is not marked as cut")
	}
}

// TestDeep checks that a page the parser refuses is read from its tags.
func TestDeep(t *testing.T) {
	p := parse(`<html><head><title>T</title><meta property="article:published_time" content="2025-11-07"></head><body>` +
		strings.Repeat("<div>", 2000) + `<h1>Headline</h1><p>Some text.</p>` + strings.Repeat("</div>", 2000) + `<p>End.`)
	if p.Title().Text != "Headline" && p.Title().Text != "T" || len(p.Published) != 1 || p.Text != "Headline\nSome text.\nEnd." {
		t.Errorf("title %v, published %v, text %q", p.Title(), p.Published, p.Text)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"<title>x</title><p>y", `<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>`,
		`<meta name=date content="07.11.2025"><time datetime=2025>x`, "\xff\xfe<\x00", "%PDF-", `{"a":[1]}`} {
		f.Add([]byte(s), "text/html")
	}
	f.Add(onePage("How rivers remember", "Mills"), "application/pdf")
	f.Add([]byte("---\ntitle: x\n---\n# [y](z)\n"), "text/markdown")
	f.Add([]byte("<rss><channel><title>x</title></channel></rss>"), "application/rss+xml")
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0"), "text/plain")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p := ParseAt(body, contentType, address, seen)
		if q := ParseAt(body, contentType, address, seen); q.Text != p.Text || !slices.Equal(q.Titles, p.Titles) {
			t.Error("two readings differ")
		}
		for _, s := range []string{p.Text, p.Prose(), p.SiteName, p.Title().Text} {
			for _, r := range s {
				if r != '\n' && invisible(r) {
					t.Errorf("%q in %q", r, s)
				}
			}
		}
		for _, x := range p.Titles {
			if x.Text == "" || x.Source == "" || strings.ContainsRune(x.Text, '\n') || len([]rune(x.Text)) > maxTitle {
				t.Errorf("title %q from %q", x.Text, x.Source)
			}
		}
		for _, d := range append(p.Published, p.Modified...) {
			if !d.Valid() || !d.Alternate.IsZero() && !d.Alternate.Valid() || d.First().After(seen.AddDate(0, 0, 2)) {
				t.Errorf("date %+v", d)
			}
		}
		_ = Dateline(p.Text, paper.Date{Year: 2025, Month: 11, Day: 7})
	})
}

// page100K is a page of the size and shape of a news site's.
func page100K() []byte {
	var b bytes.Buffer
	b.WriteString(`<!doctype html><html lang=en><head><meta charset=utf-8><title>Trade grows | News</title>
		<meta property="og:title" content="Trade grows"><meta property="article:published_time" content="2025-11-07T10:00:00Z">
		<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Trade grows","datePublished":"2025-11-07"}</script>
		<script>` + strings.Repeat("var a = function() { return 1 < 2; };\n", 500) + `</script></head><body><nav><ul>`)
	for i := range 150 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a href="/section/%d" class="nav-link">Section %d</a></li>`, i, i, i)
	}
	b.WriteString(`</ul></nav><main><article><h1>Trade grows</h1><time datetime="2025-11-07">7 November 2025</time>`)
	for b.Len() < 85_000 {
		b.WriteString(`<p class="story-text">Officials in both capitals described the <a href="/x">step</a> as one of several that had been under discussion since the spring. Analysts were divided over how much of it was new, and over what would follow from it for the neighbours.</p>`)
	}
	b.WriteString(`</article></main>`)
	for b.Len() < 100_000 {
		b.WriteString(`<div class="card related-card"><a href="/y"><img src="/i.jpg" alt=""><span>Another story</span></a></div>`)
	}
	return b.Bytes()
}

// BenchmarkParse reads a page of 100 KB. What the whole takes beyond the tree
// is what titles, dates and text take.
func BenchmarkParse(b *testing.B) {
	pages := map[string][]byte{"news": page100K()}
	if *evalDir != "" {
		files, _ := filepath.Glob(filepath.Join(*evalDir, "pages/dev/*.html"))
		var all []byte
		for _, f := range files {
			body, _ := os.ReadFile(f)
			if len(body) > 90_000 && len(body) < 110_000 {
				all = body
			}
		}
		pages["real"] = all
	}
	for name, body := range pages {
		b.Run(name+"/whole", func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(body, "text/html; charset=utf-8", address)
			}
		})
		b.Run(name+"/tree", func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				parseTree(string(body))
			}
		})
	}
}
