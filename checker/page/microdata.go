package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A scope is an item of microdata.
type scope struct {
	kind    string // the type's name: "NewsArticle"
	foreign bool   // the item, or one around it, is no work of which this page is the page
}

// newScope is the item that begins at n.
func newScope(n *html.Node, around *scope) *scope {
	kind := attr(n, "itemtype")
	kind = strings.TrimRight(strings.TrimSpace(kind), "/")
	kind = kind[strings.LastIndexAny(kind, "/#")+1:]
	s := &scope{kind: kind}
	s.foreign = !isArticle(kind) || around != nil && (around.foreign || !isWrapper(around.kind))
	return s
}

// A prop is one property of microdata or RDFa that tells a title or a date.
type prop struct {
	scope *scope
	name  string
	value string
}

// rdfa stands before the names of properties of RDFa.
const rdfa = "rdfa "

// propNames maps the properties that are read to one name each. RDFa, as some
// content systems write it into the body, uses the same.
var propNames = map[string]string{
	"headline": "headline", "schema:headline": "headline", "dc:title": "headline", "dcterms:title": "headline",
	"datepublished": "datePublished", "schema:datepublished": "datePublished",
	"dc:date": "datePublished", "dc:created": "datePublished", "dcterms:created": "datePublished",
	"dcterms:issued": "datePublished", "dc:issued": "datePublished",
	"datemodified": "dateModified", "schema:datemodified": "dateModified", "dc:modified": "dateModified",
	"dcterms:modified": "dateModified",
	"datecreated":      "dateCreated", "schema:datecreated": "dateCreated",
}

// property takes what n says as a property.
func (w *walker) property(n *html.Node) {
	if len(n.Attr) == 0 || len(w.props) >= maxProps {
		return
	}
	names, syntax := attr(n, "itemprop"), ""
	if names == "" && n.DataAtom != atom.Meta {
		names, syntax = attr(n, "property"), rdfa
	}
	if names == "" || len(names) > 200 || hasAttr(n, "itemscope") {
		return
	}
	if w.st.level == furniture && n.DataAtom != atom.Meta {
		return
	}
	for name := range strings.FieldsSeq(names) {
		if known := propNames[strings.ToLower(name)]; known != "" {
			w.props = append(w.props, prop{w.st.scope, syntax + known, propValue(n)})
			return
		}
	}
}

// propValue is the value of a property: an attribute made for it, or the text.
func propValue(n *html.Node) string {
	for _, name := range []string{"content", "datetime"} {
		if v := strings.TrimSpace(attr(n, name)); v != "" {
			return clean(v, maxTitle)
		}
	}
	return clean(textOf(n), maxTitle)
}

// onlyPropOf is the value that a property has, where all that say it agree.
func (w *walker) onlyPropOf(name string) []string {
	values := w.propsOf(name)
	for _, v := range values {
		if v != values[0] {
			return nil
		}
	}
	return values[:min(len(values), 1)]
}

// propsOf are the values that a property has for the work this page shows.
// Where several items each have their own, as in a list of posts, none has.
func (w *walker) propsOf(name string) []string {
	var found []string
	var owner *scope
	for _, p := range w.props {
		if p.name != name || p.scope != nil && p.scope.foreign {
			continue
		}
		if len(found) > 0 && owner != p.scope && p.scope != nil && owner != nil {
			return nil
		}
		owner = p.scope
		found = append(found, p.value)
	}
	return found
}
