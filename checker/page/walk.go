package page

import (
	"net/url"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on what is kept of one page; real pages stay far below them.
const (
	maxMetas    = 500
	maxHeadings = 100
	maxSpots    = 80
	maxProps    = 100
	maxScripts  = 50
)

// A level says what part of the page an element belongs to.
type level uint8

const (
	content   level = iota
	sideshow        // furniture by its class name: a guess
	furniture       // furniture by its element: navigation, footer, aside
	hidden
)

// state is what the ancestors of a node say about it.
type state struct {
	level   level
	article bool // inside article or main
	main    bool // inside main
	inTime  bool // inside a time element that has its date in an attribute
	heading bool // inside h1 to h6
	caption bool // inside what describes a picture or a table
	scope   *scope

	articleNode *html.Node // the innermost article
	link        *html.Node // the link around
}

// A frame remembers the state to go back to when an element ends.
type frame struct {
	node *html.Node
	old  state
}

// A heading is a h1, h2 or h3.
type heading struct {
	text  string
	rank  atom.Atom
	level level
	aside bool // it leads to another page, or to a list of others
}

// A walker goes once over a page and collects all that the rest needs.
type walker struct {
	page     *Page
	metas    metas
	today    Date // the day of the visit, where a byline has it
	title    string
	hasTitle bool
	headings []heading
	scripts  []string // JSON-LD
	props    []prop
	spots    []spot
	h1At     int // where in main the first h1 of the content ends, -1 before it

	h1Article *html.Node // the article around that h1
	h1Main    bool       // it stands inside main
	articles  int        // in the content

	own     bool      // take into main only what is the page's own, see Prose
	related atom.Atom // the rank of the heading "Related" that is in force, 0 for none

	main, wide folder // the content, and the content with the sideshows
	st         state
	frames     []frame
	base       *url.URL
}

// walk visits the tree without recursion: its depth is the page's choice.
func (w *walker) walk(root *html.Node) {
	w.h1At = -1
	w.base = w.page.url
	for n := root; n != nil; {
		if w.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for {
			w.leave(n)
			if n == root {
				return
			}
			if n.NextSibling != nil {
				n = n.NextSibling
				break
			}
			n = n.Parent
		}
	}
}

// enter takes what n has to say and reports whether its children are wanted.
func (w *walker) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		w.text(n)
		return false
	case html.ElementNode:
		return w.element(n)
	}
	return n.Type == html.DocumentNode
}

func (w *walker) element(n *html.Node) bool {
	if n.Namespace != "" {
		return n.Namespace == "math"
	}
	switch n.DataAtom {
	case atom.Script:
		if len(w.scripts) < maxScripts && n.FirstChild != nil && isLinkedData(attr(n, "type")) {
			w.scripts = append(w.scripts, n.FirstChild.Data)
		}
		return false
	case atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Canvas,
		atom.Select, atom.Button, atom.Textarea, atom.Audio, atom.Video, atom.Noframes:
		return false
	case atom.Title:
		if !w.hasTitle && !w.inBody(n) {
			w.title, w.hasTitle = clean(textOf(n), maxTitle), true
		}
		return false
	case atom.Html:
		w.page.Lang = primaryTag(attr(n, "lang"))
	case atom.Base:
		w.setBase(attr(n, "href"))
	case atom.Link:
		w.link(n)
	case atom.Meta:
		w.meta(n)
	}
	w.push(n)
	w.property(n)
	w.structure(n)
	return true
}

// inBody reports whether a title element stands in content, where it is a
// mistake or belongs to an image.
func (w *walker) inBody(n *html.Node) bool {
	return n.Parent != nil && n.Parent.DataAtom != atom.Head && n.Parent.DataAtom != atom.Html &&
		n.Parent.DataAtom != atom.Body && n.Parent.Type != html.DocumentNode
}

// push derives the state inside n from the state around it.
func (w *walker) push(n *html.Node) {
	st := w.st
	if len(n.Attr) > 0 || n.DataAtom != 0 {
		st.level = levelOf(n, st)
	}
	switch n.DataAtom {
	case atom.Article:
		st.article, st.articleNode = true, n
		if st.level == content {
			w.articles++
		}
	case atom.Main:
		st.article, st.main = true, true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		st.heading = true
	case atom.Figcaption, atom.Figure, atom.Caption:
		st.caption = true
	case atom.A:
		if hasAttr(n, "href") {
			st.link = n
		}
	case atom.Time:
		st.inTime = hasAttr(n, "datetime")
	}
	if hasAttr(n, "itemscope") {
		st.scope = newScope(n, st.scope)
	}
	if st != w.st {
		w.frames = append(w.frames, frame{n, w.st})
		w.st = st
	}
}

// leave ends an element.
func (w *walker) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if w.h1At < 0 && n.DataAtom == atom.H1 && w.st.level == content {
		w.h1At, w.h1Article, w.h1Main = w.main.b.Len(), w.st.articleNode, w.st.main
	}
	w.separate(n)
	if k := len(w.frames); k > 0 && w.frames[k-1].node == n {
		w.st = w.frames[k-1].old
		w.frames = w.frames[:k-1]
	}
}

// structure takes headings and dates, and the breaks between blocks.
func (w *walker) structure(n *html.Node) {
	w.separate(n)
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		if w.st.level != hidden && len(w.headings) < maxHeadings {
			if text := clean(textOf(n), maxTitle); text != "" {
				w.headings = append(w.headings, heading{text, n.DataAtom, w.st.level, w.aside(n, text)})
			}
		}
	case atom.Time:
		if w.st.inTime && len(w.spots) < maxSpots {
			w.spot(n, n, attr(n, "datetime"), textOf(n))
		}
	}
}

// text takes a text node.
func (w *walker) text(n *html.Node) {
	if w.st.level > sideshow || n.Parent == nil || n.Parent.DataAtom == atom.Head {
		return
	}
	if w.own && (w.related != 0 || w.leadsAway(w.st.link)) {
		return
	}
	if w.st.level == content {
		if !w.st.inTime && maybeDated(n.Data) {
			w.spot(n.Parent, n, "", n.Data)
		}
		w.main.write(n.Data)
	}
	if w.main.b.Len() < stub {
		w.wide.write(n.Data)
	}
}

// separate puts a break where n begins or ends a block.
func (w *walker) separate(n *html.Node) {
	if w.st.level > sideshow {
		return
	}
	switch breakOf(n.DataAtom) {
	case 'b':
		w.main.newline()
		w.wide.newline()
	case 'c':
		w.main.gap()
		w.wide.gap()
	}
}

// stub is the length, in bytes, of a text that may be none: a real one is
// longer.
const stub = 200

// readable is the page's text: its content, or the content with what looked
// like sideshows where hardly any would be left without.
func (w *walker) readable() string {
	if w.main.b.Len() < stub && w.wide.b.Len() >= 2*w.main.b.Len() {
		return w.wide.String()
	}
	return w.main.String()
}
