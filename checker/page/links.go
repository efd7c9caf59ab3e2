package page

import (
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (w *walker) setBase(href string) {
	if w.page.url == nil || w.base != w.page.url || href == "" {
		return
	}
	if u, err := w.page.url.Parse(strings.TrimSpace(href)); err == nil {
		w.base = u
	}
}

// link takes the canonical address.
func (w *walker) link(n *html.Node) {
	if w.page.Canonical != "" || !strings.EqualFold(strings.TrimSpace(attr(n, "rel")), "canonical") {
		return
	}
	href := strings.TrimSpace(attr(n, "href"))
	u, err := url.Parse(href)
	if err != nil || href == "" {
		return
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		w.page.Canonical = u.String()
	}
}

// primaryTag is the language of a tag: "en" of "en-US".
func primaryTag(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 {
		return ""
	}
	return tag
}

// leadsAway reports whether a link leads to another page. What such a link
// says is said of that page. The archive of a day is no other story.
func (w *walker) leadsAway(link *html.Node) bool {
	if link == nil {
		return false
	}
	href := strings.TrimSpace(attr(link, "href"))
	if href == "" || href[0] == '#' {
		return false
	}
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	if strings.Trim(u.Path, "0123456789/-") == "" && len(u.Path) > 4 {
		return false
	}
	to := u.String()
	return !sameAddress(to, w.page.Canonical) && (w.page.url == nil || !sameAddress(to, w.page.url.String()))
}

// aside reports whether a heading is no section of this page: it is a link to
// another page, or stands in a list of others. It keeps account of where such
// a list begins and ends.
func (w *walker) aside(n *html.Node, text string) bool {
	away := w.leadsAway(w.st.link) || w.leadsAway(linkIn(n.FirstChild))
	switch {
	case n.DataAtom != atom.H1 && isRelated(text):
		w.related = n.DataAtom
	case w.related != 0 && !away && n.DataAtom.String() <= w.related.String():
		w.related = 0
	}
	return away || w.related != 0
}

// isRelated reports whether a heading begins a list of other pages.
func isRelated(heading string) bool {
	folded := lex.Fold(heading)
	if relatedHeadings[squeeze(heading)] {
		return true
	}
	for _, start := range []string{"more from ", "more on ", "more in ", "more about ", "more by ", "read more ", "read next ",
		"related articles ", "related stories ", "related news ", "related posts ", "recommended for ", "latest from ", "latest in ", "you may also ", "you might also "} {
		if strings.HasPrefix(folded, start) {
			return true
		}
	}
	return false
}

// relatedHeadings are such headings, folded, without spaces.
var relatedHeadings = titleSet(`
	related
	related articles
	related stories
	related posts
	related news
	related content
	related links
	related reading
	related topics
	related publications
	related coverage
	recommended reading
	recommended articles
	recommended stories
	read more
	read also
	read next
	see also
	also read
	also in the news
	more
	more news
	more stories
	more articles
	latest
	latest news
	latest stories
	latest articles
	recent posts
	recent news
	recent articles
	other news
	other articles
	other stories
	top stories
	most read
	most popular
	popular
	trending
	recommended
	up next
	what to read next
	you may like
	don t miss
	dont miss
	mehr zum thema
	mehr
	lesen sie auch
	auch interessant
	weitere artikel
	das könnte sie auch interessieren
	lire aussi
	à lire aussi
	sur le même sujet
	articles liés
	articles similaires
	relacionado
	relacionados
	noticias relacionadas
	artículos relacionados
	lea también
	te puede interesar
	leia também
	leia mais
	notícias relacionadas
	leggi anche
	articoli correlati
	potrebbe interessarti
	lees ook
	gerelateerd
	zobacz także
	czytaj także
	przeczytaj także
	ilgili haberler
	ayrıca okuyun
	bunlar da ilginizi çekebilir
	читайте также
	читать также
	смотрите также
	похожие материалы
	похожие новости
	материалы по теме
	по теме
	другие новости
	последние новости
	читайте також
	за темою
	сондай ақ оқыңыз
	тағы оқыңыз
	ұқсас жаңалықтар
	басқа жаңалықтар
	相关
	相关新闻
	相关文章
	延伸阅读
	相關新聞
	相關文章
	関連記事
	あわせて読みたい
	관련기사
	관련 기사
	اقرأ أيضا
	مواضيع ذات صلة
	קראו גם
	כתבות נוספות`)

// Prose is the readable text that is the page's own: without links to other
// pages and without what stands below headings such as "Related". Of a PDF it
// is that of the first page.
func (p *Page) Prose() string {
	switch {
	case p.opening != "":
		return p.opening
	case p.Doc == nil || len(p.Doc.Nodes) == 0:
		return p.Text
	}
	w := walker{page: &Page{url: p.url, Canonical: p.Canonical}, own: true}
	w.walk(p.Doc.Nodes[0])
	return w.readable()
}
