package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// levelOf says what part of the page an element is, given what is around it.
func levelOf(n *html.Node, around state) level {
	if around.level == hidden || invisibleElement(n) {
		return hidden
	}
	switch n.DataAtom {
	case atom.Main:
		// A theme may call what holds everything "sidebar"; main is plain.
		return content
	case atom.Html, atom.Body, atom.Head:
		return around.level
	case atom.Aside:
		if !bylineClass(attr(n, "class")) {
			return furniture
		}
	case atom.Nav, atom.Footer, atom.Menu, atom.Dialog:
		return furniture
	case atom.Header:
		if !around.article && !holds(n, atom.H1) {
			return furniture
		}
	case atom.Form:
		// Some frameworks wrap the whole page in one form.
		if n.Parent == nil || n.Parent.DataAtom != atom.Body {
			return furniture
		}
	}
	return max(around.level, levelByAttr(n, around))
}

// levelByAttr judges an element by its role, class and id.
func levelByAttr(n *html.Node, around state) level {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			switch strings.ToLower(a.Val) {
			case "main":
				return content
			case "navigation", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar":
				return furniture
			case "banner":
				if !around.article && !holds(n, atom.H1) {
					return furniture
				}
			}
		case "class", "id":
			if n.DataAtom != atom.Article && sideClass(a.Val) && !bylineClass(a.Val) {
				return sideshow
			}
		}
	}
	return content
}

// invisibleElement reports whether an element is not shown.
func invisibleElement(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" && n.DataAtom != atom.Body {
				return true
			}
		case "style":
			if strings.Contains(a.Val, "none") || strings.Contains(a.Val, "hidden") {
				s := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
				if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
					return true
				}
			}
		}
	}
	return false
}

// holds reports whether an element of a kind stands among the first few
// hundred nodes below n.
func holds(root *html.Node, kind atom.Atom) bool {
	n := root
	for range 300 {
		if n.DataAtom == kind && n.Type == html.ElementNode && n != root {
			return true
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			return false
		}
		n = n.NextSibling
	}
	return false
}

// sideParts are parts of class names that mark what stands beside the content.
var sideParts = set(`ad ads advert advertisement advertising sponsor sponsored promo promos promotion
	breadcrumb breadcrumbs comment comments commentlist disqus respond replies
	cookie cookies consent gdpr onetrust cookiebot
	share sharing shares social socials addtoany sharethis
	sidebar sidebars related recommended recommendation recommendations recirc recirculation
	newsletter newsletters subscribe subscription signup popup modal overlay lightbox
	footer masthead topbar navbar nav navigation menu submenu megamenu pagination pager
	outbrain taboola trending readnext mostread`)

// sideWhole are whole class names or ids of the same kind, whose parts alone
// are too common.
var sideWhole = set(`site-header site_header siteheader global-header page-top top-bar skip-link skip-links
	most-read most-popular read-next read-more more-stories more-news also-read see-also you-may-like
	up-next next-prev prev-next post-navigation nav-links author-bio author-box about-author`)

// sideNot begin or join class names that tell about a layout, not a part:
// "has-sidebar", "content-sidebar-wrap", "no-comments".
var sideNot = set(`has have no not with without is js hide hides show content main page post article body entry
	under below layout wrapper wrap container full open closed single archive template theme allow supports`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// sideClass reports whether the value of a class or id attribute marks what
// stands beside the content.
func sideClass(value string) bool {
	for start := 0; start < len(value); {
		end := start
		for end < len(value) && value[end] > ' ' {
			end++
		}
		if end > start && end-start <= 60 && sideName(value[start:end]) {
			return true
		}
		start = end + 1
	}
	return false
}

// bylineClass reports whether the value of a class attribute names what tells
// of the text itself: its date and its author.
func bylineClass(value string) bool {
	for name := range strings.FieldsSeq(value) {
		switch strings.ToLower(name) {
		case "meta", "post-meta", "postmeta", "entry-meta", "article-meta", "blog-meta", "byline", "dateline":
			return true
		}
	}
	return false
}

// sideName judges one class name by its parts: "relatedPosts", "share-bar".
func sideName(name string) bool {
	var buf [64]byte
	part, whole := 0, 0 // where the part begins in buf, how much of buf is filled
	found, not := false, false
	check := func() {
		p := buf[part:whole]
		found = found || sideParts[string(p)]
		not = not || sideNot[string(p)]
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		upper := c >= 'A' && c <= 'Z'
		if upper {
			c += 'a' - 'A'
		}
		split := c == '-' || c == '_' || c == ':' || c == '.'
		if split || upper && i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z' {
			check()
			part = whole
			if split {
				part = whole + 1
			}
		}
		buf[whole] = c
		whole++
	}
	check()
	return found && !not || sideWhole[string(buf[:whole])]
}
