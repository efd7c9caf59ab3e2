package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// role is what an element is for, as its role, type, class and id say: words
// in lower case with a space around each.
func role(n *html.Node) string {
	var b strings.Builder
	for _, a := range n.Attr {
		switch a.Key {
		case "role", "class", "epub:type", "type", "id":
			b.WriteByte(' ')
			b.WriteString(strings.ToLower(a.Val))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteByte(' ')
	return b.String()
}

func hasWord(role string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(role, " "+w+" ") {
			return true
		}
	}
	return false
}

// skips reports whether an element is around the paper, not in it.
func (r *htmlReader) skips(n *html.Node) bool {
	if skippedElements[n.DataAtom] {
		return true
	}
	says := role(n)
	switch n.DataAtom {
	case atom.Header, atom.Footer, atom.Aside:
		return !r.inMain && !withinArticle(n) || hasWord(says, "site-header", "site-footer", "page-footer")
	case atom.Body, atom.Html:
		return false
	}
	if says == "" {
		return hidden(n)
	}
	return hidden(n) || isBacklink(n, says) ||
		hasWord(says, "navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "doc-toc", "nav", "navbar", "breadcrumb", "breadcrumbs",
			"toc", "table-of-contents", "tocnav", "sidebar", "site-header", "site-footer", "noprint", "mw-editsection", "share", "social-share", "cookie-banner", "hidden", "sr-only")
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" && n.DataAtom != atom.A {
			return true
		}
	}
	return false
}

// withinArticle reports whether an element belongs to an article or section.
func withinArticle(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Article || p.DataAtom == atom.Main || p.DataAtom == atom.Section {
			return true
		}
	}
	return false
}

// isBacklink recognises the links that lead from a note back to the text.
func isBacklink(n *html.Node, says string) bool {
	return hasWord(says, "doc-backlink", "footnote-back", "footnote-backref", "footnote-backlink", "reversefootnote", "mw-cite-backlink", "backlink", "back-link", "cite-backlink", "footnote-return")
}

// holdsReferences reports whether an element contains a bibliography.
func holdsReferences(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ol, atom.Ul, atom.Div, atom.Section, atom.Dl, atom.Table, atom.Tbody, atom.Aside, atom.Footer:
		return hasWord(role(n), "doc-bibliography", "references", "refs", "ref-list", "reflist", "reference-list", "bibliography", "csl-bib-body", "citation-list", "works-cited", "c-article-references")
	}
	return false
}

// holdsNotes reports whether an element contains footnotes or endnotes.
func holdsNotes(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ol, atom.Ul, atom.Div, atom.Section, atom.Dl, atom.Aside, atom.Footer, atom.P, atom.Li:
		return hasWord(role(n), "doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "fn", "fn-group")
	}
	return false
}

// isNote reports whether an element is one note: it says so itself, or it is an
// item, or a paragraph with an id, of what contains notes.
func (r *htmlReader) isNote(n *html.Node) bool {
	says := role(n)
	if n.DataAtom != atom.A && n.DataAtom != atom.Sup && n.DataAtom != atom.Span && hasWord(says, "doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote", "footnote-item", "fn") && blockElements[n.DataAtom] {
		return !containsItems(n)
	}
	if r.notes == 0 && !noteID(attribute(n.Attr, "id")) {
		return false
	}
	switch n.DataAtom {
	case atom.Li:
		return true
	case atom.P, atom.Div, atom.Dd:
		return noteID(attribute(n.Attr, "id")) && !containsItems(n)
	}
	return false
}

// noteID recognises the ids that converters give to notes.
func noteID(id string) bool {
	for _, prefix := range []string{"fn:", "fn-", "fn", "footnote-", "footnote", "ftnt", "_ftn", "_edn", "endnote", "cite_note-", "note-", "user-content-fn-"} {
		if rest, ok := strings.CutPrefix(strings.ToLower(id), prefix); ok && rest != "" && (prefix != "fn" || lex.IsDigit(rest[0])) {
			return !strings.HasPrefix(rest, "ref") && !strings.HasPrefix(strings.ToLower(id), "fnref")
		}
	}
	return false
}

// isEntry reports whether an element is one entry of a bibliography.
func (r *htmlReader) isEntry(n *html.Node) bool {
	if r.entries == 0 || !blockElements[n.DataAtom] {
		return false
	}
	switch n.DataAtom {
	case atom.Li, atom.Dd:
		return true
	case atom.Ol, atom.Ul, atom.Dl, atom.Table, atom.Section, atom.H1, atom.H2, atom.H3, atom.H4:
		return false
	}
	return (hasWord(role(n), "doc-biblioentry", "csl-entry", "reference", "citation") || entryID(attribute(n.Attr, "id"))) && !containsItems(n)
}

// entryID recognises the ids that converters give to entries.
func entryID(id string) bool {
	id = strings.ToLower(id)
	for _, prefix := range []string{"ref-", "ref", "bib", "cit", "cr", "b"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" && (prefix == "ref-" || lex.IsDigit(rest[0])) {
			return true
		}
	}
	return false
}

// containsItems reports whether an element holds entries of its own.
func containsItems(n *html.Node) bool {
	items := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.Li || d.DataAtom == atom.Dd || entryID(attribute(d.Attr, "id")) && blockElements[d.DataAtom] {
			if items++; items > 1 {
				return true
			}
		}
	}
	return false
}
