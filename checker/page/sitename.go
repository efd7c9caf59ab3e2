package page

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/publicsuffix"
)

// strongBars is how many of the bars hardly ever stand inside a title.
const strongBars = 4

// bars part a title from a site's name.
var bars = []string{" | ", " - ", " – ", " — ", " ― ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ ", "|", " ‹ ", " › ", " ｜ ", "｜", ": ", "ㅣ", "：", "_", "-"}

// WithoutSite takes the site's name, and what names a part of the site, off
// either end of a title. A title that is nothing else stays as it is.
func (p *Page) WithoutSite(title string) string {
	title = beforeSections(title)
	for range 3 {
		shorter := p.cutSite(title)
		if shorter == title {
			return title
		}
		title = shorter
	}
	return title
}

// beforeSections is a title without the chain of sections that pages in Chinese
// put behind it: headline_section_site.
func beforeSections(title string) string {
	head, tail, ok := strings.Cut(title, "_")
	first, _ := utf8.DecodeRuneInString(tail)
	if ok && spaceless(first) && len(head) > len(tail) {
		return strings.TrimSpace(head)
	}
	return title
}

func (p *Page) cutSite(title string) string {
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 && p.isSite(title[i+len(bar):]) {
			return strings.TrimSpace(title[:i])
		}
		// "Acme: an alternative to mills" is a sentence, in which the name is a word.
		if i := strings.Index(title, bar); i > 0 && i+len(bar) < len(title) && p.isSite(title[:i]) && !startsSmall(title[i+len(bar):]) {
			return strings.TrimSpace(title[i+len(bar):])
		}
	}
	return title
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isSite reports whether a text is the site's name: as the page gives it, or
// as its address has it.
func (p *Page) isSite(s string) bool {
	name := squeeze(s)
	if name == "" {
		return false
	}
	if site := squeeze(p.SiteName); site != "" && (name == site || name == "the"+site || "the"+name == site) {
		return true
	}
	host, owner := p.host.name, p.host.owner
	if host == "" {
		return false
	}
	return name == host || name == owner || name == "the"+owner || "the"+name == owner ||
		utf8.RuneCountInString(owner) > 3 && name == "www"+host
}

// A siteHost is a page's host, squeezed: without www., and the part of it that
// names the owner, "bbc" of www.bbc.co.uk.
type siteHost struct{ name, owner string }

func newSiteHost(u *url.URL) siteHost {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	owner := host
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		owner, _, _ = strings.Cut(domain, ".")
	}
	return siteHost{squeeze(host), squeeze(owner)}
}

// Generic reports whether a title says nothing of the work: the site's name,
// "Home", a wall's or a sign-in page's title, also with a site's name behind it.
func (p *Page) Generic(title string) bool {
	folded := squeeze(title)
	if folded == "" || genericTitles[folded] || p.isSite(title) || IsPrompt(title) {
		return true
	}
	for _, bar := range bars[:strongBars] {
		if before, after, ok := strings.Cut(title, bar); ok &&
			(genericTitles[squeeze(before)] || IsPrompt(before) || (genericTitles[squeeze(after)] || IsPrompt(after)) && p.isSite(before)) {
			return true
		}
	}
	return false
}

// genericTitles are titles that pages of many sites have while they show no
// work or have not shown it yet, folded, without spaces.
var genericTitles = titleSet(`
	home
	homepage
	home page
	front page
	start
	startseite
	accueil
	inicio
	início
	página inicial
	página principal
	главная
	главная страница
	басты бет
	головна
	strona główna
	ana sayfa
	anasayfa
	الرئيسية
	الصفحة الرئيسية
	דף הבית
	首页
	首頁
	ホーム
	홈
	welcome
	index
	index html
	default
	untitled
	untitled document
	untitled page
	no title
	document
	page
	article
	news
	latest
	latest news
	blog
	publication
	publications
	press release
	press releases
	title
	null
	undefined
	loading
	please wait
	one moment please
	just a moment
	attention required
	attention required cloudflare
	checking your browser
	verifying you are human
	security check
	security checkpoint
	vercel security checkpoint
	human verification
	robot check
	are you a robot
	bloomberg are you a robot
	access denied
	access to this page has been denied
	pardon our interruption
	request rejected
	forbidden
	403 forbidden
	error
	redirecting
	redirect
	redirect notice
	you are being redirected
	bookmarkable url intermediate page
	subscribe
	sign in
	signin
	log in
	login
	sign up
	register
	anmelden
	einloggen
	connexion
	iniciar sesión
	accedi
	вход
	войти
	кіру
	oturum aç
	giriş
	登录
	登入
	ログイン
	로그인
	cookie policy
	cookies
	privacy gate
	before you continue
	before you continue to google
	before you continue to youtube
	search
	search results
	menu
	share
	related
	related articles
	javascript is disabled
	enable javascript
	javascript required`)

// titleSet makes a set of titles, one a line, folded, without spaces.
func titleSet(lines string) map[string]bool {
	table := map[string]bool{}
	for line := range strings.Lines(lines) {
		table[squeeze(line)] = true
	}
	delete(table, "")
	return table
}

// squeeze folds a text and takes the spaces out.
func squeeze(s string) string {
	return strings.ReplaceAll(lex.Fold(s), " ", "")
}
