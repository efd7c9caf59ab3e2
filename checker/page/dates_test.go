package page

import (
	"testing"

	"github.com/citecheck/citecheck/paper"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ text, want, alternate string }{
		{"2025-11-07", "2025-11-07", ""},
		{"2025-11-07T23:30:00-05:00", "2025-11-07", ""},
		{"2025-11-07T10:02:11.123Z", "2025-11-07", ""},
		{"2025-11-07 10:02", "2025-11-07", ""},
		{"2025/11/07", "2025-11-07", ""},
		{"2025/11", "2025-11", ""},
		{"2025-11", "2025-11", ""},
		{"2025", "2025", ""},
		{"20251107", "2025-11-07", ""},
		{"20251107T100211Z", "2025-11-07", ""},
		{"20251107100211", "2025-11-07", ""},
		{"November 7, 2025", "2025-11-07", ""},
		{"Nov. 7th, 2025 10:30 a.m.", "2025-11-07", ""},
		{"7 November 2025", "2025-11-07", ""},
		{"7th of November, 2025", "2025-11-07", ""},
		{"7-Nov-2025", "2025-11-07", ""},
		{"2025 Nov 7", "2025-11-07", ""},
		{"November 2025", "2025-11", ""},
		{"Fri, 07 Nov 2025 10:02:11 GMT", "2025-11-07", ""},
		{"Fri Nov 07 10:02:11 EST 2025", "2025-11-07", ""},
		{"Friday, November 7, 2025", "2025-11-07", ""},
		{"7 ноября 2025 г.", "2025-11-07", ""},
		{"7 de noviembre de 2025", "2025-11-07", ""},
		{"7. November 2025", "2025-11-07", ""},
		{"7 қараша 2025", "2025-11-07", ""},
		{"2025年11月7日", "2025-11-07", ""},
		{"2025년 11월 7일", "2025-11-07", ""},
		{"٧ نوفمبر ٢٠٢٥", "2025-11-07", ""},
		{"17.11.2025", "2025-11-17", ""},
		{"11/17/2025", "2025-11-17", ""},
		{"03/04/2025", "2025-03-04", "2025-04-03"},
		{"03.04.2025", "2025-04-03", "2025-03-04"},
		{"04/04/2025", "2025-04-04", ""},
		{"", "", ""}, {"yesterday", "", ""}, {"2025-13-45", "", ""}, {"99/99/2025", "", ""}, {"0000-00-00", "", ""},
		{"12345", "", ""}, {"1762510000", "", ""}, {"May the force", "", ""},
	} {
		d, ok := parseDate(c.text)
		if ok != (c.want != "") || d.String() != c.want || d.Alternate.String() != c.alternate {
			t.Errorf("parseDate(%q) = %v or %v, %v; want %q or %q", c.text, d.Date, d.Alternate, ok, c.want, c.alternate)
		}
	}
}

func TestDates(t *testing.T) {
	long := "<p>" + string(make([]byte, 0))
	for range 60 {
		long += "Words that fill the text of a page well beyond its byline. "
	}
	long += "</p>"
	for _, c := range []struct {
		name, html          string
		published, modified string
		structured          bool
	}{
		{"article", `<meta property=article:published_time content=2025-11-07T10:00:00Z><meta property=article:modified_time content=2025-11-08>`, "2025-11-07", "2025-11-08", true},
		{"scholarly", `<meta name=citation_publication_date content=1867/03>`, "1867-03", "", true},
		{"Dublin Core", `<meta name=DC.date.issued content=1998-05-04>`, "1998-05-04", "", true},
		{"epoch", `<meta name=pubdate content=1762510000>`, "2025-11-07", "", true},
		{"milliseconds", `<meta name=publish_date content=1762510000000>`, "2025-11-07", "", true},
		{"the epoch itself", `<meta property=article:published_time content=1970-01-01T00:00:00Z>`, "", "", false},
		{"year one", `<meta property=article:published_time content=0001-01-01T00:00:00Z>`, "", "", false},
		{"the future", `<meta property=article:published_time content=2031-01-01>`, "", "", false},
		{"tomorrow", `<meta property=article:published_time content=2025-11-26>`, "2025-11-26", "", true},
		{"the day of the visit in a page's own element", `<meta name=date content=2025-11-25>`, "", "", false},
		{"the day of the visit, stated as that of publication", `<meta property=article:published_time content=2025-11-25>`, "2025-11-25", "", true},
		{"one reading lies in the future", `<meta name=date content=12/10/2025>`, "2025-10-12", "", true},
		{"microdata", `<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop=datePublished content=2025-11-07><time itemprop=dateModified datetime=2025-11-09>x</time></div>`, "2025-11-07", "2025-11-09", true},
		{"a comment's", `<div itemscope itemtype="http://schema.org/Comment"><meta itemprop=datePublished content=2025-11-07></div>`, "", "", false},
		{"a comment's inside", `<div itemscope itemtype="http://schema.org/Article"><div itemscope itemtype="http://schema.org/Comment"><meta itemprop=datePublished content=2025-11-07></div></div>`, "", "", false},
		{"a list of posts", `<div itemscope itemtype="http://schema.org/BlogPosting"><meta itemprop=datePublished content=2025-11-07></div><div itemscope itemtype="http://schema.org/BlogPosting"><meta itemprop=datePublished content=2025-11-01></div>`, "", "", false},
		{"byline", `<h1>Head</h1><p class=meta>By A. Person · November 7, 2025</p>` + long, "2025-11-07", "", false},
		{"time", `<article><h1>Head</h1><time datetime="2025-11-07">last week</time></article>`, "2025-11-07", "", false},
		{"updated", `<h1>Head</h1><p>Updated November 8, 2025</p>` + long, "", "2025-11-08", false},
		{"aside", `<h1>Head</h1><aside><time datetime=2025-11-07>x</time></aside>` + long, "", "", false},
		{"related", `<article><h1>Head</h1>` + long + `<div class="related-posts"><time datetime=2025-11-07>x</time></div></article>`, "", "", false},
		{"far below", `<article><h1>Head</h1>` + long + `<time datetime=2025-11-07>x</time></article>`, "", "", false},
		{"comments", `<h1>Head</h1><div id=comments><time datetime=2025-11-07>x</time></div>` + long, "", "", false},
		{"footer", `<h1>Head</h1><footer>© November 7, 2025</footer>` + long, "", "", false},
		{"navigation", `<header><span class=date>November 7, 2025</span></header><h1>Head</h1>` + long, "", "", false},
		{"a sentence", `<h1>Head</h1><p>On November 7, 2025, the Republic of Kazakhstan officially declared it was joining the accords, as first.</p>` + long, "", "", false},
		{"the day of the visit", `<div class="date">Tuesday, November 25, 2025</div><h1>Head</h1>` + long, "", "", false},
		{"the day of the visit in an article", `<article><h1>Head</h1><time datetime=2025-11-25>x</time>` + long + `</article>`, "", "", false},
		{"the day of the visit, published", `<h1>Head</h1><span class="published">November 25, 2025</span>` + long, "2025-11-25", "", false},
		{"today", `<h1>Head</h1><p>Today: November 3, 2025</p>` + long, "", "", false},
		{"another story above", `<main><div class=news><a href=/q>Other</a> <time datetime=2025-11-07>x</time></div><article><h1>Head</h1>` + long + `</article></main>`, "", "", false},
		{"above main", `<div class=date>7.11.2025</div><main><h1>Head</h1>` + long + `</main>`, "", "", false},
		{"above the headline", `<main><p class=date>November 7, 2025</p><h1>Head</h1>` + long + `</main>`, "2025-11-07", "", false},
		{"inside a link to another page", `<h1>Head</h1><a href=/q>Other, <time datetime=2025-11-07>x</time></a>` + long, "", "", false},
		{"inside a link to itself", `<h1>Head</h1><a href="` + address + `"><time datetime=2025-11-07>x</time></a>` + long, "2025-11-07", "", false},
		{"another article", `<article><h1>Head</h1></article><article><h2>Other</h2><time datetime=2025-11-07>x</time></article>`, "", "", false},
		{"a caption", `<article><h1>Head</h1><figure><figcaption>Astana, March 3, 2019. (Photo: AP)</figcaption></figure></article>`, "", "", false},
		{"a caption by its class", `<h1>Head</h1><span class=caption>Astana, 3 March 2019</span>` + long, "", "", false},
		{"a short sentence", `<h1>Head</h1><p>On November 6, 2025, the president spoke.</p>` + long, "", "", false},
		{"a sentence with marks in it", `<h1>Head</h1><p>They met on <b>November 6, 2025</b> in the capital.</p>` + long, "", "", false},
		{"a dateline", `<h1>Head</h1><p>ASTANA, March 1, 2024 — The parties met.</p>` + long, "", "", false},
		{"a deadline", `<h1>Head</h1><p>Deadline: December 20, 2024</p>` + long, "", "", false},
		{"a deadline in its own cell", `<h1>Head</h1><table><tr><td>Deadline</td><td>December 20, 2024</td></tr></table>` + long, "", "", false},
		{"a deadline in its own block", `<h1>Head</h1><div>Deadline</div><div>December 20, 2024</div>` + long, "", "", false},
		{"an event", `<h1>Head</h1><div class=event-date><time datetime=2024-12-20>x</time></div>` + long, "", "", false},
		{"a visit", `<h1>Head</h1><p>Source: World Bank, accessed 3 March 2024</p>` + long, "", "", false},
		{"a life", `<h1>Head</h1><p class=author>A. Person, analyst, born June 1, 1990</p>` + long, "", "", false},
		{"a row", `<h1>Head</h1><ul><li>1992-04-10: diplomatic relations</li></ul>` + long, "", "", false},
		{"data", `<h1>Head</h1><p>Data for 2023-12-31.</p>` + long, "", "", false},
		{"a title with a date", `<h1>Head</h1><h2>Press Briefing, November 7, 2025</h2>` + long, "", "", false},
		{"a byline with a link", `<h1>Head</h1><p>By <a href=/a>A. Person</a> | Published: 7 Nov. 2025, 3:04 p.m. EST | 5 min read</p>` + long, "2025-11-07", "", false},
		{"a byline in pieces", `<h1>Head</h1><p>by: <!-- -->A. Person<!-- -->, <!-- -->Nov 7, 2025</p>` + long, "2025-11-07", "", false},
		{"a date in a meta element of its own name", `<meta name=datePublished content=2025-11-07><h1>Head</h1>` + long, "2025-11-07", "", true},
		{"an aside for the byline", `<h1>Head</h1><aside class=post-meta><time datetime=2025-11-07>x</time></aside>` + long, "2025-11-07", "", false},
		{"an aside for something else", `<h1>Head</h1><aside class=facts><time datetime=2025-11-07>x</time></aside>` + long, "", "", false},
		{"a list named nav and meta", `<h1>Head</h1><ul class="nav meta"><li><a href=/day/2025-11-07>7 Nov 2025 18:29</a></ul>` + long, "2025-11-07", "", false},
		{"posted and updated in one", `<h1>Head</h1><time datetime=2025-11-07>Posted: Nov 7, 2025 | Last Updated: 24 minutes ago</time>` + long, "2025-11-07", "", false},
		{"updated and posted", `<h1>Head</h1><time datetime=2025-11-09>Updated Nov 9, 2025, posted before</time>` + long, "", "2025-11-09", false},
		{"an agency", `<h1>Head</h1><div class=release><span>dpa</span><span> am 17.11.2025</span></div>` + long, "2025-11-17", "", false},
		{"a day with its section", `<h1>Head</h1><div><span class=entry-time>7 November 2025</span> | <a href=/c/1>news from the river</a></div>` + long, "2025-11-07", "", false},
		{"a headline with a colon above", `<h1>Site</h1><h2>Number two: Leo</h2><p class=postmeta>3 August 2015 · Filed under <a href=/c>private</a></p>` + long, "2015-08-03", "", false},
		{"the first words of the text", `<h1>Head</h1><p><span class=text_datum>31. Oktober 2023.</span> Woher kommt eigentlich der Hass? Früher, als sie noch im Fluss stand, war das anders.</p>` + long, "2023-10-31", "", false},
		{"a day in the middle of a sentence", `<h1>Head</h1><p>Since <span class=date>31 October 2023</span> the river has been rising, and nobody knows for how long it will.</p>` + long, "", "", false},
		{"a section under a menu", `<div class=under-menu><h1>Head</h1><div><span>November 7, 2025</span></div>` + long + `</div>`, "2025-11-07", "", false},
		{"a place", `<h1>Head</h1><p>Astana, 7 November 2025</p>` + long, "2025-11-07", "", false},
		{"Russian", `<h1>Head</h1><p>Опубликовано: 7 ноября 2025 года в 10:00</p>` + long, "2025-11-07", "", false},
		{"Kazakh", `<h1>Head</h1><div class="news-date">7 қараша 2025</div>` + long, "2025-11-07", "", false},
		{"Chinese", `<h1>Head</h1><div>2025年11月7日</div>` + long, "2025-11-07", "", false},
		{"a cell that says published", `<h1>Head</h1><dl><dt>Published</dt><dd>7 November 2025</dd></dl>` + long, "2025-11-07", "", false},
	} {
		p := parse(c.html)
		published, modified, structured := "", "", false
		if len(p.Published) > 0 {
			published, structured = p.Published[0].String(), p.Published[0].Structured
		}
		if len(p.Modified) > 0 {
			modified = p.Modified[0].String()
		}
		if published != c.published || modified != c.modified || structured != c.structured {
			t.Errorf("%s: published %q, modified %q, structured %v; want %q, %q, %v", c.name,
				published, modified, structured, c.published, c.modified, c.structured)
		}
	}
}

func TestMentions(t *testing.T) {
	day := paper.Date{Year: 1961, Month: 1, Day: 20}
	for text, want := range map[string]bool{
		"Washington, January 20, 1961. Vice President Johnson": true,
		"given on 20 January 1961 in":                          true,
		"1961-01-20":                                           true,
		"January 21, 1961":                                     false,
		"in 1961, and on January 20":                           false,
		"":                                                     false,
	} {
		if got := mentions(text, day); got != want {
			t.Errorf("mentions(%q) = %v; want %v", text, got, want)
		}
	}
}

func TestDateline(t *testing.T) {
	day := paper.Date{Year: 2025, Month: 11, Day: 7}
	for text, want := range map[string]bool{
		"November 7, 2025":                                     true,
		"Head\nBy A. Person, 7 November 2025\nText":            true,
		"ASTANA, November 7, 2025 — The parties met there.":    true,
		"November 7, 2025 – Officials said on the day":         true,
		"On November 7, 2025, the government said so.":         false,
		"It was agreed on November 7, 2025 — and then undone.": false,
		"November 8, 2025":                                     false,
	} {
		if got := Dateline(text, day); got != want {
			t.Errorf("Dateline(%q) = %v; want %v", text, got, want)
		}
	}
}
