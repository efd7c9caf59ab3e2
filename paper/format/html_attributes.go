package format

import (
	"bytes"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"golang.org/x/net/html"
)

// attributes are those of a start tag that matter. They are valid until the
// next tag is read.
type attributes struct {
	id, name, href, src, alt, title, style, value, start []byte
	content, property, rel, kind, cites                  []byte
	role                                                 role
	main, hidden, xhtml                                  bool
}

// attributes reads the attributes of the start tag at hand.
func (r *htmlReader) attributes(more bool) (a attributes) {
	for more {
		var key, val []byte
		key, val, more = r.tags.TagAttr()
		switch string(key) {
		case "id":
			a.id = val
			a.role |= idRole(val)
		case "class", "epub:type":
			a.role |= rolesOf(val)
		case "role":
			a.role |= rolesOf(val)
			a.main = string(val) == "main"
		case "data-footnote-backref":
			a.role |= roleBacklink
		case "name":
			a.name = val
		case "href":
			a.href = val
		case "src":
			a.src = val
		case "alt":
			a.alt = val
		case "title":
			a.title = val
		case "style":
			a.style = val
		case "value":
			a.value = val
		case "start":
			a.start = val
		case "content":
			a.content = val
		case "property":
			a.property = val
		case "data-cites":
			a.cites = val
		case "rel":
			a.rel = val
		case "type":
			a.kind = val
		case "hidden":
			a.hidden = true
		case "aria-hidden":
			a.hidden = a.hidden || string(val) == "true"
		case "xmlns":
			a.xhtml = bytes.HasSuffix(val, []byte("/xhtml"))
		}
	}
	return a
}

// rolesOf is what the words of an attribute say of an element.
func rolesOf(words []byte) role {
	var all role
	for word := range bytes.FieldsSeq(words) {
		if len(word) >= 40 {
			continue
		}
		r, known := roleWords[string(bytes.ToLower(word))]
		if !known && bytes.ContainsAny(word, "-_") {
			r = compoundRole(string(bytes.ToLower(word)))
		}
		all |= r
	}
	return all
}

// idRole is what an id says of an element. A section is called after its title:
// one on "Search" is not the page's.
func idRole(id []byte) role {
	r := rolesOf(id)
	if r&roleFrameID == 0 {
		r &^= roleFrame
	}
	return r
}

// isInvisibleStyle reports whether a style attribute hides its element.
func isInvisibleStyle(style []byte) bool {
	for rule := range bytes.SplitSeq(style, []byte{';'}) {
		property, value, _ := bytes.Cut(rule, []byte{':'})
		property, value = bytes.TrimSpace(property), bytes.TrimSpace(value)
		if bytes.EqualFold(property, []byte("display")) && bytes.HasPrefix(bytes.ToLower(value), []byte("none")) ||
			bytes.EqualFold(property, []byte("visibility")) && bytes.EqualFold(value, []byte("hidden")) {
			return true
		}
	}
	return false
}

// isPicture reports whether a link leads to a picture: mostly a larger one.
func isPicture(target string) bool {
	target, _, _ = strings.Cut(strings.ToLower(target), "?")
	for _, ext := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"} {
		if strings.HasSuffix(target, ext) {
			return true
		}
	}
	return false
}

// isBadge recognises the small pictures that show a project's state.
func isBadge(a *attributes) bool {
	return address.IsBadge(string(a.src)) || bytes.Contains(bytes.ToLower(a.alt), []byte("badge"))
}

// attribute is the value of an attribute of a parsed tag.
func attribute(attrs []html.Attribute, name string) string {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
