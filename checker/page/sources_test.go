package page

import (
	"strings"
	"testing"
)

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
