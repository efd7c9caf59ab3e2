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
	"golang.org/x/text/encoding/htmlindex"
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

func TestCharset(t *testing.T) {
	russian := "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0"
	for _, c := range []struct{ name, contentType, body, want string }{
		{"header", "text/html; charset=windows-1251", "<title>" + russian + "</title>", "Привет, мир"},
		{"meta", "text/html", `<meta charset="windows-1251"><title>` + russian + "</title>", "Привет, мир"},
		{"header wrong, meta right", "text/html; charset=utf-8",
			`<meta charset="windows-1251"><title>` + russian + "</title>", "Привет, мир"},
		{"UTF-8 in spite of the header", "text/html; charset=iso-8859-1", "<title>Привет, мир</title>", "Привет, мир"},
		{"UTF-8 far from the start", "text/html", strings.Repeat(" ", 3000) + "<title>Привет</title>", "Привет"},
		{"Latin", "text/html", "<title>Caf\xe9</title>", "Café"},
		{"mark", "text/html; charset=windows-1251", "\xef\xbb\xbf<title>é</title>", "é"},
		{"UTF-16", "text/html", "\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00\x1f\x04", "П"},
		{"Shift JIS", "text/html; charset=shift_jis", "<title>\x93\xfa\x96\x7b</title>", "日本"},
	} {
		p := ParseAt([]byte(c.body), c.contentType, address, seen)
		if len(p.Titles) != 1 || p.Titles[0].Text != c.want {
			t.Errorf("%s: titles %q; want %q", c.name, p.Titles, c.want)
		}
	}
}

// TestUndeclared has pages that say nothing of their encoding.
func TestUndeclared(t *testing.T) {
	const russian = "Правительство на прошлой неделе приняло закон, который не касается того, что было до этого, и для всех регионов."
	for _, c := range []struct{ encoding, text string }{
		{"windows-1251", russian}, {"koi8-r", russian},
		{"windows-1251", "Уряд минулого тижня ухвалив закон, який не стосується того, що було до цього, і для всіх регіонів."},
		{"shift_jis", "政府は先週、すべての地域に適用される法律を採択しました。川の水位が上がったと大臣は述べた。"},
		{"euc-jp", "政府は先週、すべての地域に適用される法律を採択しました。川の水位が上がったと大臣は述べた。"},
		{"gbk", "政府上周通过了一项法律，适用于所有地区。部长说河水已经上涨，人们担心磨坊会被冲走。"},
		{"big5", "政府上週通過了一項法律，適用於所有地區。部長說河水已經上漲，人們擔心磨坊會被沖走。"},
		{"euc-kr", "정부는 지난주 모든 지역에 적용되는 법을 채택했다. 장관은 강물이 불어났다고 말했다."},
		{"iso-8859-7", "Η κυβέρνηση την περασμένη εβδομάδα ψήφισε νόμο που ισχύει για όλες τις περιοχές της χώρας."},
		{"windows-1255", "הממשלה אישרה בשבוע שעבר חוק שחל על כל האזורים. השר אמר שהנהרות עלו על גדותיהם."},
		{"windows-1256", "أقرت الحكومة الأسبوع الماضي قانونا ينطبق على جميع المناطق. وقال الوزير إن الأنهار ارتفعت."},
		{"windows-1254", "Hükümet geçen hafta bütün bölgeler için geçerli olan yasayı kabul etti. Bakan nehirlerin yükseldiğini söyledi."},
		{"iso-8859-2", "Rząd w zeszłym tygodniu przyjął ustawę, która dotyczy wszystkich regionów. Minister powiedział, że rzeki się podniosły."},
		{"windows-1252", "Le gouvernement a adopté la semaine dernière une loi qui s’applique à toutes les régions du pays."},
		{"windows-1252", "Die Regierung hat das Gesetz in der vergangenen Woche für alle Länder beschlossen, größer als je."},
		{"windows-1252", "El gobierno aprobó la semana pasada una ley que se aplica a todas las regiones. Los ríos habían crecido."},
		{"windows-1252", "The mill’s café"},
	} {
		enc, err := htmlindex.Get(c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		body, err := enc.NewEncoder().String("<title>" + c.text + "</title><p>" + c.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, header := range []string{"text/html", "text/html; charset=utf-8"} {
			if p := ParseAt([]byte(body), header, address, seen); p.Titles[0].Text != clean(c.text, maxTitle) {
				t.Errorf("%s, sent as %s: %q", c.encoding, header, p.Titles[0].Text)
			}
		}
	}
	short := "<html lang=ru><title>\xcc\xe8\xf0</title>"
	if p := ParseAt([]byte(short), "text/html", address, seen); p.Titles[0].Text != "Мир" {
		t.Errorf("a short page in Russian: %q", p.Titles[0].Text)
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

// TestSources has one page for each structured source, with its title and its
// dates.
func TestSources(t *testing.T) {
	const h, p, m = "Mills return", "2025-11-07", "2025-11-09"
	for _, c := range []struct{ name, html, title, published, modified string }{
		{"Highwire", `<meta name=citation_title content="Mills return"><meta name=citation_publication_date content=2025/11/07>`, "citation_title", "citation_publication_date", ""},
		{"Highwire, online first", `<meta name=citation_title content="Mills return"><meta name=citation_online_date content=2025/11/07>`, "citation_title", "citation_online_date", ""},
		{"Dublin Core", `<meta name=DC.Title content="Mills return"><meta name=DC.Date.issued content=2025-11-07><meta name=DC.Date.modified content=2025-11-09>`, "dc.title", "dc.date.issued", "dc.date.modified"},
		{"Dublin Core terms", `<meta name=dcterms.title content="Mills return"><meta name=dcterms.issued content=2025-11-07><meta name=dcterms.modified content=2025-11-09>`, "dcterms.title", "dcterms.issued", "dcterms.modified"},
		{"PRISM", `<meta name=prism.publicationDate content=2025-11-07>`, "", "prism.publicationdate", ""},
		{"EPrints", `<meta name=eprints.title content="Mills return"><meta name=eprints.date content=2025-11-07>`, "eprints.title", "eprints.date", ""},
		{"OpenGraph", `<meta property=og:title content="Mills return"><meta property=article:published_time content=2025-11-07><meta property=article:modified_time content=2025-11-09>`, "og:title", "article:published_time", "article:modified_time"},
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},[{"@type":["Thing","NewsArticle"],"headline":"Mills return","datePublished":"2025-11-07","dateModified":["2025-11-09"]}]]}</script>`, "json-ld headline", "json-ld datePublished", "json-ld dateModified"},
		{"microdata", `<article itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop=headline>Mills return</h2><meta itemprop=datePublished content=2025-11-07><time itemprop=dateModified datetime=2025-11-09>x</time></article>`, "microdata headline", "microdata datePublished", "microdata dateModified"},
		{"RDFa", `<div vocab="http://schema.org/" typeof=NewsArticle><h2 property=headline>Mills return</h2><span property=datePublished content=2025-11-07>x</span><span property=dateModified content=2025-11-09>x</span></div>`, "rdfa headline", "rdfa datePublished", "rdfa dateModified"},
		{"RDFa of Dublin Core", `<div about=/a><span property="dc:title" content="Mills return"></span><span property="dc:date dc:created" content="2025-11-07T10:00:00+01:00">x</span></div>`, "rdfa headline", "rdfa datePublished", ""},
		{"RDFa of a list", `<div about=/a><span property="dc:title" content="Mills return"></span></div><div about=/b><span property="dc:title" content="Mills burn"></span></div>`, "", "", ""},
	} {
		page := parse(c.html)
		first := func(list []Date) (source, day string) {
			if len(list) == 0 {
				return "", ""
			}
			return list[0].Source, list[0].String()
		}
		title := Title{}
		if len(page.Titles) > 0 {
			title = page.Titles[0]
		}
		published, day := first(page.Published)
		modified, later := first(page.Modified)
		if title.Source != c.title || published != c.published || modified != c.modified ||
			title.Text != "" && title.Text != h || day != "" && day != p || later != "" && later != m {
			t.Errorf("%s: titles %v, published %v, modified %v", c.name, page.Titles, page.Published, page.Modified)
		}
	}
}

func TestTitleLength(t *testing.T) {
	p := parse("<title>" + strings.Repeat("é ", 2000) + "</title>")
	if n := len([]rune(p.Titles[0].Text)); n < maxTitle-1 || n > maxTitle {
		t.Errorf("title of %d characters; want %d", n, maxTitle)
	}
}

func TestLinkedData(t *testing.T) {
	for _, c := range []struct{ name, json, headline, published string }{
		{"plain", `{"@type":"NewsArticle","headline":"H","datePublished":"2025-11-07T10:00:00+05:00"}`, "H", "2025-11-07"},
		{"graph", `{"@graph":[{"@type":"WebSite","name":"S","datePublished":"2001-01-01"},{"@type":["Article","X"],"headline":"H","datePublished":"2025-11-07"}]}`, "H", "2025-11-07"},
		{"main entity", `{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/Report","headline":"H","datePublished":"2025-11-07"}}`, "H", "2025-11-07"},
		{"several values", `[{"@type":"BlogPosting","headline":["H","I"],"datePublished":["2025-11-07"]}]`, "H", "2025-11-07"},
		{"line break in a string", "{\"@type\":\"Article\",\"headline\":\"H\n\",\"datePublished\":\"2025-11-07\"}", "H", "2025-11-07"},
		{"trailing comma", `{"@type":"Article","headline":"H","datePublished":"2025-11-07",}`, "H", "2025-11-07"},
		{"raw quotation marks", `{"@type":"Article","headline":"He said "yes" twice","datePublished":"2025-11-07"}`, `He said "yes" twice`, "2025-11-07"},
		{"cut off", `{"@type":"Article","headline":"H","datePublished":"2025-11-07","body":"and th`, "H", "2025-11-07"},
		{"two objects", `{"@type":"Person","name":"P"} {"@type":"Article","headline":"H","datePublished":"2025-11-07"}`, "H", "2025-11-07"},
		{"comment", `<!-- {"@type":"Article","headline":"H","datePublished":"2025-11-07"} -->`, "H", "2025-11-07"},
		{"escapes", `{"@type":"Article","headline":"\u041f\ud83d\ude00 \"q\" \/","datePublished":"2025-11-07"}`, `П😀 "q" /`, "2025-11-07"},
		{"other things", `{"@type":"Person","headline":"H","datePublished":"2025-11-07"}`, "", ""},
		{"a comment is no article", `{"@type":"Article","headline":"H","comment":[{"@type":"Comment","datePublished":"2024-01-01"}]}`, "H", ""},
		{"a list of posts", `[{"@type":"Article","headline":"A","datePublished":"2025-01-01"},{"@type":"Article","headline":"B","datePublished":"2025-01-02"},{"@type":"Article","headline":"C","datePublished":"2025-01-03"}]`, "", ""},
		{"one of them this page", `[{"@type":"Article","headline":"A","url":"/other"},{"@type":"Article","headline":"B","url":"https://www.news.example/world/2025/story/","datePublished":"2025-01-02"}]`, "B", "2025-01-02"},
		{"a video", `{"@type":"VideoObject","name":"v","datePublished":"2024-01-01","uploadDate":"2024-01-01"}`, "", ""},
		{"a review", `{"@graph":[{"@type":"Review","headline":"R","datePublished":"2024-01-01"},{"@type":"Event","datePublished":"2024-01-02"}]}`, "", ""},
		{"a video beside the article", `[{"@type":"VideoObject","name":"v","datePublished":"2024-01-01"},{"@type":"Article","headline":"H","datePublished":"2025-11-07"}]`, "H", "2025-11-07"},
		{"no JSON", `window.x = 1`, "", ""},
		{"deep", strings.Repeat(`{"@graph":[`, 5000), "", ""},
	} {
		p := parse(`<script type="application/ld+json">` + c.json + `</script>`)
		headline, published := "", ""
		for _, x := range p.Titles {
			if x.Source == "json-ld headline" && headline == "" {
				headline = x.Text
			}
		}
		if len(p.Published) > 0 {
			published = p.Published[0].String()
		}
		if headline != c.headline || published != c.published {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, headline, published, c.headline, c.published)
		}
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
	if p := parse(strings.Repeat("<p>x", maxTags+10)); !p.Cut {
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
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p := ParseAt(body, contentType, address, seen)
		if q := ParseAt(body, contentType, address, seen); q.Text != p.Text || !slices.Equal(q.Titles, p.Titles) {
			t.Error("two readings differ")
		}
		for _, s := range []string{p.Text, p.SiteName, p.Title().Text} {
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
		b.Run(name, func(b *testing.B) {
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
