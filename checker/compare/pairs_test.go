package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A site draws pages: the same template around every article, as sites do.
type site struct {
	name     string
	template string // with {{…}} for the parts
}

// Templates from pages that say what is what to pages that do not: elements of
// HTML 5, class names that people chose, and those that a build made up.
var sites = []site{
	{"elements", `<body><header><nav>{{nav}}</nav></header><main><article><h1>{{title}}</h1><time>{{date}}</time>{{article}}</article></main>
<aside>{{ads}}</aside><section id="comments">{{comments}}</section><aside>{{related}}</aside><footer>{{footer}}</footer>`},
	{"class names", `<body><div class="site-header">{{nav}}</div><div class="ad-slot">{{ads}}</div><div class="post"><h1>{{title}}</h1><span class="meta">{{date}}</span>
<div class="post-content">{{article}}</div></div><div class="related-posts">{{related}}</div><div class="comment-list">{{comments}}</div><div class="footer">{{footer}}</div>`},
	{"made-up names", `<body><div class="x1a">{{nav}}</div><div class="x7f"><div class="x9c"><h1>{{title}}</h1><div class="xd0">{{date}}</div><div class="xbb">{{article}}</div></div>
<div class="x31">{{ads}}</div><div class="x44">{{related}}</div></div><div class="x52">{{comments}}</div><div class="x08">{{footer}}</div>`},
	{"tables", `<body><table><tr><td colspan=2>{{nav}}</td></tr><tr><td width=150>{{related}}{{ads}}</td><td><h1>{{title}}</h1><i>{{date}}</i>{{article}}<hr>{{comments}}</td></tr>
<tr><td colspan=2>{{footer}}</td></tr></table>`},
	{"adverts between paragraphs", `<body><nav>{{nav}}</nav><div class="content"><h1>{{title}}</h1><p>{{date}}</p>{{interrupted}}</div><div class="recommended">{{related}}</div><div>{{comments}}</div><footer>{{footer}}</footer>`},
}

// An author writes texts of made-up words: only runs of words count here.
type author struct{ *rand.Rand }

func (a author) words(n int) string {
	const consonants, vowels = "bcdfghklmnprstvw", "aeiou"
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		// Short words come again and again, as in every language.
		for range 1 + a.IntN(3) {
			b.WriteByte(consonants[a.IntN(len(consonants))])
			b.WriteByte(vowels[a.IntN(len(vowels))])
		}
	}
	return b.String()
}

func (a author) sentence() string {
	s := a.words(6 + a.IntN(18))
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func (a author) paragraph() string {
	var list []string
	for range 2 + a.IntN(4) {
		list = append(list, a.sentence())
	}
	return strings.Join(list, " ")
}

func (a author) paragraphs(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = a.paragraph()
	}
	return list
}

// A sheet is what stands in a site's template.
type sheet struct {
	title, date       string
	article           []string
	nav, ads, related []string
	comments, footer  []string
}

func (a author) sheet(paragraphs int) sheet {
	s := sheet{title: a.words(6), date: "14 November 2025", article: a.paragraphs(paragraphs)}
	s.nav, s.footer = a.lines(12, 2), a.lines(6, 4)
	a.surround(&s)
	return s
}

// surround puts other adverts, links and comments around an article.
func (a author) surround(s *sheet) {
	s.ads, s.related = a.lines(1+a.IntN(4), 8), a.lines(4+a.IntN(8), 7)
	s.comments = a.paragraphs(a.IntN(8))
}

func (a author) lines(n, words int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = a.words(words)
	}
	return list
}

func (t site) draw(s sheet) string {
	var interrupted []string
	for i, p := range s.article {
		interrupted = append(interrupted, p)
		if i%3 == 2 && len(s.ads) > 0 {
			interrupted = append(interrupted, "Advertisement: "+s.ads[i%len(s.ads)])
		}
	}
	return "<!doctype html><title>" + s.title + "</title>" + strings.NewReplacer(
		"{{title}}", s.title, "{{date}}", s.date, "{{article}}", tagged("p", s.article), "{{interrupted}}", tagged("p", interrupted),
		"{{nav}}", linked(s.nav), "{{ads}}", tagged("div", s.ads), "{{related}}", linked(s.related),
		"{{comments}}", tagged("div", s.comments), "{{footer}}", linked(s.footer),
	).Replace(t.template)
}

func tagged(name string, list []string) string {
	var b strings.Builder
	for _, text := range list {
		fmt.Fprintf(&b, "<%s>%s</%s>\n", name, text, name)
	}
	return b.String()
}

func linked(list []string) string {
	var b strings.Builder
	for i, text := range list {
		fmt.Fprintf(&b, "<li><a href=\"/%d\">%s</a></li>\n", i, text)
	}
	return "<ul>" + b.String() + "</ul>"
}

// A mutation is what can happen to a page between two looks.
type mutation struct {
	name string
	want Change
	make func(a author, before sheet) sheet
}

var mutations = []mutation{
	{"other adverts and links", Same, func(a author, s sheet) sheet { a.surround(&s); return s }},
	{"another date", Same, func(_ author, s sheet) sheet { s.date = "Updated 3 March 2026, 14:05"; return s }},
	{"many comments", Same, func(a author, s sheet) sheet { s.comments = a.paragraphs(12); return s }},
	{"another menu", Same, func(a author, s sheet) sheet { s.nav, s.footer = a.lines(14, 2), a.lines(8, 4); return s }},
	{"a figure corrected", Edited, func(a author, s sheet) sheet {
		s.article = append([]string(nil), s.article...)
		for range 1 + len(s.article)/4 {
			i := a.IntN(len(s.article))
			words := strings.Fields(s.article[i])
			words[a.IntN(len(words))] = a.words(1)
			s.article[i] = strings.Join(words, " ")
		}
		return s
	}},
	{"a correction below", Edited, func(a author, s sheet) sheet {
		s.article = append(append([]string(nil), s.article...), "Correction: "+a.sentence())
		return s
	}},
	{"corrected among other adverts", Edited, func(a author, s sheet) sheet {
		s.article = append(append([]string(nil), s.article...), "Correction: "+a.sentence())
		a.surround(&s)
		return s
	}},
	{"another article", Changed, func(a author, s sheet) sheet {
		s.title, s.article = a.words(6), a.paragraphs(len(s.article))
		return s
	}},
	{"another article, other adverts", Changed, func(a author, s sheet) sheet {
		s.title, s.article = a.words(6), a.paragraphs(2+a.IntN(20))
		a.surround(&s)
		return s
	}},
	{"a list of teasers", Changed, func(a author, s sheet) sheet {
		s.title, s.article = "News", a.lines(15, 12)
		return s
	}},
	{"a notice instead", Changed, func(a author, s sheet) sheet {
		s.article = []string{"This content has moved. Please use the search to find what you are looking for on our new site."}
		return s
	}},
	{"a paywall", Shortened, func(a author, s sheet) sheet {
		s.article = append(append([]string(nil), s.article[:max(1, len(s.article)/5)]...), "Subscribe to read on.")
		return s
	}},
}
