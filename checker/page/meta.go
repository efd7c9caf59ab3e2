package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// metas are the meta elements of a page, by lower-case name.
type metas map[string][]string

// meta takes a meta element.
func (w *walker) meta(n *html.Node) {
	value := attr(n, "content")
	if value == "" {
		value = attr(n, "value")
	}
	if value = strings.TrimSpace(value); value == "" || len(w.metas) >= maxMetas {
		return
	}
	if w.metas == nil {
		w.metas = metas{}
	}
	last := ""
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		name := strings.ToLower(strings.TrimSpace(attr(n, key)))
		if name == "" || name == last || len(name) > 100 || len(w.metas[name]) >= 10 {
			continue
		}
		if key == "itemprop" && propNames[name] != "" {
			continue // microdata, which is read with the item it belongs to
		}
		w.metas[name] = append(w.metas[name], value)
		last = name
	}
}

// first is the first value that one of the names has.
func (m metas) first(names ...string) string {
	for _, name := range names {
		for _, v := range m[name] {
			if v = clean(v, maxTitle); v != "" {
				return v
			}
		}
	}
	return ""
}

// has reports whether one of the names is there.
func (m metas) has(names ...string) bool {
	for _, name := range names {
		if len(m[name]) > 0 {
			return true
		}
	}
	return false
}

// siteName is the name of the site as the page gives it.
func siteName(m metas, ld linked) string {
	if name := m.first("og:site_name", "application-name", "al:android:app_name", "apple-mobile-web-app-title"); name != "" {
		return name
	}
	if ld.publisher != "" {
		return ld.publisher
	}
	return ld.site
}

// summaries are the page's descriptions of itself, each once.
func summaries(m metas, ld linked) []string {
	const most = 4
	var list []string
	for _, texts := range [][]string{m["og:description"], m["description"], m["twitter:description"], ld.descriptions} {
		for _, s := range texts {
			if s = clean(s, maxTitle); s != "" && len(list) < most && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	return list
}

// hasArticle reports whether the page has article data of its own.
func hasArticle(m metas, ld linked) bool {
	return m.has("citation_title", "article:published_time") || ld.article
}
