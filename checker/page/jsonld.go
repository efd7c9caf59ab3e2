package page

import (
	"net/url"
	"strings"
)

// linked is what the page's JSON-LD says of the page.
type linked struct {
	headlines    []string // of articles
	names        []string // of articles and pages
	descriptions []string
	published    []string
	modified     []string
	publisher    string
	site         string // the name of the WebSite item
	article      bool   // an article is among the items
}

// An item is one object of JSON-LD that could be what the page shows.
type item struct {
	members map[string]any
	kind    string
}

func isLinkedData(scriptType string) bool {
	return strings.Contains(strings.ToLower(scriptType), "ld+json")
}

// articleKinds are types of works that a page can be the page of. Videos,
// pictures, comments, reviews, events and products stand on pages about
// something else.
var articleKinds = set(`Report Book Chapter Thesis Dataset CreativeWork BlogPosting LiveBlogPosting
	SocialMediaPosting DiscussionForumPosting Recipe PodcastEpisode Legislation QAPage Course
	HowTo DigitalDocument Periodical PublicationIssue Map Article`)

// isArticle reports whether a type is that of a work or of a page of its own.
func isArticle(kind string) bool {
	return articleKinds[kind] || strings.HasSuffix(kind, "Article") || isWrapper(kind)
}

// isWrapper reports whether a type is that of a page, around the work it shows.
func isWrapper(kind string) bool {
	return strings.HasSuffix(kind, "WebPage") || kind == "ItemPage" || kind == "AboutPage" || kind == "Blog"
}

// linkedData reads all JSON-LD of the page.
func (w *walker) linkedData() linked {
	var ld linked
	var items []item
	for _, script := range w.scripts {
		for _, v := range parseLoose(script) {
			items = collect(items, v, 0, &ld)
		}
	}
	works, pages := w.sortItems(items)
	for _, it := range works {
		ld.article = ld.article || it.kind != "CreativeWork"
		ld.headlines = appendText(ld.headlines, it.members["headline"])
		ld.descriptions = appendText(ld.descriptions, it.members["description"])
	}
	for _, it := range append(works, pages...) {
		ld.names = appendText(ld.names, it.members["name"])
		ld.headlines = appendText(ld.headlines, it.members["alternativeHeadline"])
		ld.published = appendText(ld.published, it.members["datePublished"])
		ld.modified = appendText(ld.modified, it.members["dateModified"])
		if ld.publisher == "" {
			ld.publisher = clean(textMember(it.members["publisher"]), maxTitle)
		}
	}
	if len(ld.published) == 0 {
		for _, it := range works {
			ld.published = appendText(ld.published, it.members["uploadDate"])
			ld.published = appendText(ld.published, it.members["dateCreated"])
		}
	}
	return ld
}

// collect finds the items in a value. It goes down only where what is below is
// still about this page: a graph, an array, the main entity.
func collect(items []item, v any, depth int, ld *linked) []item {
	const most = 200
	if depth > 6 || len(items) >= most {
		return items
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			items = collect(items, e, depth+1, ld)
		}
	case map[string]any:
		kind := kindOf(v["@type"])
		if isArticle(kind) {
			items = append(items, item{v, kind})
		}
		if kind == "WebSite" && ld.site == "" {
			ld.site = clean(textMember(v["name"]), maxTitle)
		}
		items = collect(items, v["@graph"], depth+1, ld)
		items = collect(items, v["mainEntity"], depth+1, ld)
		if page, ok := v["mainEntityOfPage"].(map[string]any); ok && kindOf(page["@type"]) != "" && !isArticle(kind) {
			items = collect(items, page, depth+1, ld)
		}
	}
	return items
}

// sortItems parts works from pages. Of several works only those count that
// name this page as their address; a list of posts is not the page's own data.
func (w *walker) sortItems(items []item) (works, pages []item) {
	var own []item
	for _, it := range items {
		switch {
		case isWrapper(it.kind):
			pages = append(pages, it)
		default:
			works = append(works, it)
		}
	}
	if len(works) > 1 {
		for _, it := range works {
			if w.names(it.members) {
				own = append(own, it)
			}
		}
		switch {
		case len(own) > 0:
			works = own
		case len(works) > 2:
			works = nil
		}
	}
	if len(pages) > 2 {
		pages = nil
	}
	return works, pages
}

// names reports whether an item gives this page's address as its own.
func (w *walker) names(members map[string]any) bool {
	addresses := []string{textMember(members["url"]), textMember(members["@id"])}
	switch v := members["mainEntityOfPage"].(type) {
	case map[string]any:
		addresses = append(addresses, textMember(v["@id"]), textMember(v["url"]))
	default:
		addresses = append(addresses, textMember(v))
	}
	for _, a := range addresses {
		if a != "" && (sameAddress(a, w.page.Canonical) || w.page.url != nil && sameAddress(a, w.page.url.String())) {
			return true
		}
	}
	return false
}

// sameAddress compares host and path: schemes, www. and queries differ between
// a page and its own data.
func sameAddress(a, b string) bool {
	u, err := url.Parse(strings.TrimSpace(a))
	v, err2 := url.Parse(b)
	if err != nil || err2 != nil || b == "" {
		return false
	}
	host := func(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }
	if u.Host != "" && host(u) != host(v) {
		return false
	}
	path := strings.Trim(u.Path, "/")
	return path != "" && path == strings.Trim(v.Path, "/")
}

// kindOf is the type of an item, the first that is an article's where it has
// several, without the address of its vocabulary.
func kindOf(v any) string {
	switch v := v.(type) {
	case string:
		return v[strings.LastIndexAny(v, "/#:")+1:]
	case []any:
		kind := ""
		for _, e := range v {
			k := kindOf(e)
			if isArticle(k) {
				return k
			}
			kind = k
		}
		return kind
	}
	return ""
}

// textMember is the text of a member: itself, its name, or its first value.
func textMember(v any) string {
	for range 4 {
		switch x := v.(type) {
		case string:
			return x
		case []any:
			if len(x) == 0 {
				return ""
			}
			v = x[0]
		case map[string]any:
			v = x["name"]
		default:
			return ""
		}
	}
	return ""
}

// appendText adds the text of a member where it is not there yet.
func appendText(list []string, v any) []string {
	s := clean(textMember(v), maxTitle)
	if s == "" || s == "null" || len(list) >= 10 {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
