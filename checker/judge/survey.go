package judge

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	mostVisible = 16 << 10 // bytes of text that are searched for words
	mostScripts = 16 << 10 // bytes of inline scripts that are kept, each and together
	mostNodes   = 200_000  // a page of nothing but tags must not take seconds
	mostLines   = 20       // short texts that are kept
	longPara    = 20       // words of a paragraph that somebody wrote
)

// A survey is what one walk over a page's tree finds that its readable text
// does not tell: notices, forms, scripts and what waits for them.
type survey struct {
	title     string
	siteName  string
	headings  []string // h1, or h2 where there is no h1
	lines     []string // short paragraphs and second headings
	labels    []string // short texts of elements named after errors
	noText    bool     // a wiki's element for a page that nobody has written
	body      []string // class names and id of the body element
	meta      map[string]string
	refresh   string // content of meta refresh
	canonical string // the address that the page says is its own
	visible   string // all text that is shown, navigation too
	shown     int    // words of it
	paragraph int    // words in paragraphs that somebody wrote
	noscript  string // text for readers without JavaScript
	inline    []string
	links     []string // addresses of scripts, frames, forms
	scripts   int
	external  bool   // a script from a file
	module    bool   // a script of type module
	mount     string // an empty element that a script fills
	framework bool   // mount has a name that frameworks use
	hollow    bool   // an empty element with a name, at any place
	media     bool   // pictures, frames, films: something is shown that is no text
	password  bool
	fields    int // of forms, that a reader fills in
}

// A surveyor walks.
type surveyor struct {
	*survey
	text strings.Builder
	h2   []string
	kept int // bytes of inline scripts
}

// surveyOf walks without recursion: how deep a page goes is its own choice.
func surveyOf(root *html.Node) *survey {
	w := surveyor{survey: &survey{meta: map[string]string{}}}
	n := root
	for range mostNodes {
		if w.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	w.visible = w.text.String()
	w.shown = countWords(w.visible)
	if len(w.headings) == 0 {
		w.headings = w.h2
	}
	return w.survey
}

// enter takes what n has to say and reports whether its children matter.
func (w *surveyor) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		if w.text.Len() < mostVisible {
			w.text.WriteString(n.Data[:min(len(n.Data), mostVisible)])
			w.text.WriteByte(' ')
		}
		return false
	case html.ElementNode:
		return w.element(n)
	}
	return n.Type == html.DocumentNode
}

func (w *surveyor) element(n *html.Node) bool {
	if hidden(n) {
		return false
	}
	switch n.DataAtom {
	case atom.Title:
		if w.title == "" && n.Namespace == "" {
			w.title = textOf(n)
		}
		return false
	case atom.Meta:
		w.metadata(n)
		return false
	case atom.Script:
		w.script(n)
		return false
	case atom.Noscript:
		if len(w.noscript) < mostVisible {
			w.noscript += withoutTags(textOf(n)) + " "
		}
		return false
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			w.canonical = attr(n, "href")
		}
		return false
	case atom.Style, atom.Template, atom.Option:
		return false
	case atom.Body:
		w.body = append(strings.Fields(strings.ToLower(attr(n, "class"))), strings.ToLower(attr(n, "id")))
	case atom.H1:
		w.headings = append(w.headings, textOf(n))
	case atom.H2:
		w.h2 = append(w.h2, textOf(n))
		w.line(w.h2[len(w.h2)-1])
	case atom.P:
		w.para(n)
	case atom.Input, atom.Textarea, atom.Form:
		w.field(n)
	case atom.Img, atom.Video, atom.Audio, atom.Embed, atom.Object, atom.Picture, atom.Canvas, atom.Svg, atom.Iframe, atom.Frame, atom.Frameset:
		w.show(n)
	default:
		w.waiting(n)
		w.label(n)
	}
	return n.DataAtom != atom.Iframe && n.DataAtom != atom.Noframes
}

// para notes a paragraph: the words of a long one, the text of a short one.
func (w *surveyor) para(n *html.Node) {
	text := textOf(n)
	if words := countWords(text); words >= longPara {
		w.paragraph += words
	} else {
		w.line(text)
	}
	w.label(n)
}

func (w *surveyor) line(text string) {
	if len(w.lines) < mostLines {
		w.lines = append(w.lines, text)
	}
}

// errorNames are in the names of elements that say what went wrong, hiddenNames
// in those of elements that wait until something does.
var (
	errorNames  = []string{"error", "404", "not-found", "notfound", "not_found"}
	hiddenNames = []string{"hid", "none", "template", "invisible"}
)

// label notes the text of an element that is named after errors.
func (w *surveyor) label(n *html.Node) {
	if len(w.labels) >= mostLines || len(n.Attr) == 0 {
		return
	}
	class, id := strings.ToLower(attr(n, "class")), strings.ToLower(attr(n, "id"))
	w.noText = w.noText || strings.Contains(class, unwritten)
	if !hasAny(class, errorNames) && !hasAny(id, errorNames) || hasAny(class, hiddenNames) {
		return
	}
	const most = 30 // words
	if text := textOf(n); countWords(text) < most {
		w.labels = append(w.labels, text)
	}
}

func hasAny(name string, parts []string) bool {
	if name == "" {
		return false
	}
	for _, part := range parts {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// hidden says whether an element waits for a script to show it, such as the
// message of an application that something was not found. A hidden body is
// another thing: a script shows it to readers who are not in a frame.
func hidden(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Script || len(n.Attr) == 0 {
		return false
	}
	style := attr(n, "style")
	return hasAttr(n, "hidden") || style != "" && strings.Contains(strings.ReplaceAll(strings.ToLower(style), " ", ""), "display:none")
}

func (w *surveyor) metadata(n *html.Node) {
	name := strings.ToLower(attr(n, "name") + attr(n, "property"))
	switch {
	case strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		w.refresh = attr(n, "content")
	case name == "og:site_name":
		w.siteName = attr(n, "content")
	case name != "" && len(w.meta) < 100:
		w.meta[name] = attr(n, "content")
	}
}

func (w *surveyor) script(n *html.Node) {
	kind := strings.ToLower(attr(n, "type"))
	if strings.Contains(kind, "ld+json") {
		return
	}
	w.scripts++
	w.module = w.module || kind == "module"
	if src := attr(n, "src"); src != "" {
		w.external = true
		w.link(src)
	}
	if n.FirstChild != nil && w.kept < mostScripts {
		s := n.FirstChild.Data[:min(len(n.FirstChild.Data), mostScripts)]
		w.kept += len(s)
		w.inline = append(w.inline, attr(n, "id")+" "+s)
	}
}

func (w *surveyor) field(n *html.Node) {
	switch kind := strings.ToLower(attr(n, "type")); {
	case n.DataAtom == atom.Form:
		w.link(attr(n, "action"))
	case kind == "password":
		w.password = true
	case n.DataAtom == atom.Textarea, kind == "", kind == "text", kind == "email", kind == "search", kind == "tel":
		w.fields++
	}
}

// show notes what is shown without being text. A picture of one pixel counts
// visitors.
func (w *surveyor) show(n *html.Node) {
	w.link(attr(n, "src"))
	if attr(n, "width") == "1" || attr(n, "height") == "1" || attr(n, "width") == "0" || attr(n, "height") == "0" {
		return
	}
	if style := attr(n, "style"); strings.Contains(style, "none") || strings.Contains(style, "hidden") {
		return
	}
	w.media = true
}

func (w *surveyor) link(address string) {
	if address != "" && len(w.links) < 200 {
		w.links = append(w.links, address)
	}
}

// mounts are the names of elements that frameworks fill by script.
var mounts = set(`root app __next __nuxt react-root svelte gatsby-focus-wrapper ___gatsby ember-app main-app q-app
	app-root ng-component app-mount mount soapbox mastodon reactroot react-app vue-app application`)

// waiting notes an element that a script is to fill: one of a known name, or
// any with an id right below body, with nothing in it but a word or two.
func (w *surveyor) waiting(n *html.Node) {
	if w.framework || n.DataAtom != atom.Div && n.DataAtom != atom.Main && n.DataAtom != 0 {
		return
	}
	id := attr(n, "id")
	known := mounts[strings.ToLower(id)] || mounts[n.Data] || hasAttr(n, "ng-app") || hasAttr(n, "ng-version")
	below := id != "" && n.Parent != nil && n.Parent.DataAtom == atom.Body
	w.hollow = w.hollow || id != "" && n.FirstChild == nil
	const spinner = 8 // words, such as "Loading, please wait"
	if !known && !below || countWords(textOf(n)) >= spinner {
		return
	}
	w.mount, w.framework = "#"+id, known
	if id == "" {
		w.mount = "<" + n.Data + ">"
	}
}

// textOf is the text in a bounded part of n.
func textOf(root *html.Node) string {
	const nodes, bytes = 300, 4000
	var b strings.Builder
	n := root
	for seen := 0; seen < nodes && b.Len() < bytes; seen++ {
		hidden := n != root && (n.DataAtom == atom.Script || n.DataAtom == atom.Style)
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data[:min(len(n.Data), bytes)])
		case n.Type == html.ElementNode && n != root:
			b.WriteByte(' ')
		}
		if n.FirstChild != nil && !hidden {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	return strings.TrimSpace(b.String())
}

// withoutTags drops markup: the parser keeps the content of noscript as text.
func withoutTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		b.WriteByte(' ')
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			return b.String()
		}
		s = s[i+j+1:]
	}
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// set makes a set of words.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
