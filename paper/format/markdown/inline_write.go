package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An openTag is a raw HTML element that is open, and its span.
type openTag struct {
	name   atom.Atom
	span   int // -1 for a deletion
	code   bool
	before int // length of the text before it
}

// maxTags is how many raw HTML elements may be open.
const maxTags = 100

// write writes the tokens.
func (t *inline) write() {
	t.tags, t.links, t.codes, t.silent, t.image, t.badge = t.tags[:0], 0, 0, 0, "", false
	line, seen := t.line, 0
	var link, before int // the link that we are in, and the length of the text before it
	for i := range t.tokens {
		k := &t.tokens[i]
		line += strings.Count(t.s[seen:k.start], "\n")
		seen = k.start
		switch k.kind {
		case linkOpen:
			t.links++
			link, before = t.b.Open(document.Link, k.text), len(t.b.Text)
			t.image, t.badge = "", false
		case linkClose:
			if len(t.b.Text) == before && !t.badge { // readers see a picture
				t.say(firstOf(t.image, t.tokens[k.pair].text), line)
			}
			t.b.Close(link)
			t.links--
		case imageOpen:
			t.silent++
		case imageClose:
			open := &t.tokens[k.pair]
			t.silent--
			t.image = strings.Trim(document.Plain(t.s[open.end:k.start]), "*_`[]")
			t.sawImage(open.text, t.image)
		case delimiter:
			t.closeMatches(k)
			t.say(t.s[k.start:k.start+k.pair], line)
			t.openMatches(k)
		case rawTag:
			t.rawTag(t.s[k.start:k.end], line)
		default:
			t.writeText(k, line)
		}
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// say writes text, unless it is deleted or that of an image.
func (t *inline) say(s string, line int) {
	if t.silent == 0 {
		t.b.Write(s, line)
	}
}

// writeText writes a token that stands for itself.
func (t *inline) writeText(k *token, line int) {
	switch k.kind {
	case plain:
		t.say(t.s[k.start:k.end], line)
	case literal:
		t.say(k.text, line)
	case hardBreak:
		if t.silent == 0 {
			t.b.LineBreak()
		}
	case code:
		t.spanned(document.Code, "", t.s[k.start:k.end], line)
	case raised:
		t.spanned(document.Superscript, "", t.s[k.start:k.end], line)
	case bare:
		t.reference(document.Link, k.text, k.text, line)
	case autoLink:
		t.autoLink(k.text, line)
	case mark:
		span := t.b.Open(document.Superscript, "")
		t.reference(document.Cite, "^"+k.text, k.text, line)
		t.b.Close(span)
	case noteHere:
		t.notes[k.pair].line = line
	case cite:
		t.reference(document.Cite, k.text, t.s[k.start:k.end], line)
	}
}

// spanned writes text as one span.
func (t *inline) spanned(kind document.SpanKind, target, text string, line int) {
	span := t.b.Open(kind, target)
	t.say(text, line)
	t.b.Close(span)
}

// reference writes text that leads to a target. Within a link or in code it is
// only text.
func (t *inline) reference(kind document.SpanKind, target, text string, line int) {
	if t.links > 0 || t.codes > 0 {
		t.say(text, line)
		return
	}
	t.spanned(kind, target, text, line)
}

// autoLink writes an address in its brackets, which mark where it ends.
func (t *inline) autoLink(text string, line int) {
	if strings.IndexByte(text, ':') < 0 { // a mail address
		t.say(text, line)
		return
	}
	t.say("<", line)
	t.reference(document.Link, text, text, line)
	t.say(">", line)
}

func (t *inline) closeMatches(k *token) {
	for i := k.closes; i > 0; {
		m := &t.matches[i-1]
		if m.deletion {
			t.silent--
		} else {
			t.b.Close(m.span)
		}
		i = m.nextClosed
	}
}

func (t *inline) openMatches(k *token) {
	for i := k.opens; i > 0; {
		m := &t.matches[i-1]
		if m.deletion {
			t.silent++
		} else {
			m.span = t.b.Open(m.kind, "")
		}
		i = m.nextOpen
	}
}

// rawTag follows the HTML elements that mean something for references.
func (t *inline) rawTag(raw string, line int) {
	closing := strings.HasPrefix(raw, "</")
	name := atom.Lookup([]byte(strings.ToLower(tagName(strings.TrimLeft(raw, "</")))))
	switch {
	case name == atom.Br:
		if t.silent == 0 {
			t.b.LineBreak()
		}
	case name == atom.Img:
		t.imageTag(raw)
	case closing:
		t.endTag(name, line)
	case len(t.tags) < maxTags:
		t.startTag(name, raw)
	}
}

func (t *inline) startTag(name atom.Atom, raw string) {
	kind, ok := t.doc.html.Inline[name]
	switch {
	case name == atom.Del || name == atom.S:
		if !strings.HasSuffix(raw, "/>") {
			t.silent++
			t.tags = append(t.tags, openTag{name: name, span: -1})
		}
	case ok && kind == document.Link:
		if target := tagAttr(raw, "href"); target != "" && t.links == 0 {
			t.image, t.badge = "", false
			t.tags = append(t.tags, openTag{name: name, span: t.b.Open(kind, target), before: len(t.b.Text)})
		}
	case name == atom.Cite && tagAttr(raw, "data-cite") != "": // of Jupyter
		t.tags = append(t.tags, openTag{name: name, span: t.b.Open(document.Cite, tagAttr(raw, "data-cite"))})
	case ok:
		if kind == document.Code {
			t.codes++
		}
		t.tags = append(t.tags, openTag{name: name, span: t.b.Open(kind, ""), code: kind == document.Code})
	}
}

func (t *inline) endTag(name atom.Atom, line int) {
	for i := len(t.tags) - 1; i >= 0; i-- {
		if t.tags[i].name != name {
			continue
		}
		if span := t.tags[i].span; span >= 0 {
			if name == atom.A && !t.badge && len(t.b.Text) == t.tags[i].before {
				t.say(t.image, line)
			}
			t.b.Close(span)
		} else {
			t.silent--
		}
		if t.tags[i].code {
			t.codes--
		}
		t.tags = append(t.tags[:i], t.tags[i+1:]...)
		return
	}
}

// imageTag takes note of an image, for the link around it.
func (t *inline) imageTag(raw string) {
	t.image = firstOf(document.Plain(tagAttr(raw, "alt")), "image")
	t.sawImage(tagAttr(raw, "src"), t.image)
}

// sawImage takes note of an image that is a badge.
func (t *inline) sawImage(image, alt string) {
	t.badge = t.badge || t.doc.html.Badge != nil && t.doc.html.Badge(image, alt)
}

// tagAttr is an attribute of a tag.
func tagAttr(raw, name string) string {
	z := html.NewTokenizer(strings.NewReader(raw))
	z.Next()
	for _, a := range z.Token().Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
