package format

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// sniffJATS reports whether a document says that it is an article or book in
// JATS, BITS or their ancestor, the NLM's formats. DocBook and others have an
// <article> too.
func sniffJATS(head []byte) bool {
	rest := trimProlog(head)
	if bytes.HasPrefix(rest, []byte("<!DOCTYPE")) {
		name, rest, _ := strings.Cut(strings.TrimSpace(string(rest[len("<!DOCTYPE"):])), ">")
		root := strings.Fields(name + " .")[0]
		if root != "article" && root != "book" && root != "book-part-wrapper" {
			return false
		}
		return containsAny(name, "JATS", "BITS", "NLM//", "-//TaxonX") || jatsRoot(rest)
	}
	return jatsRoot(string(rest))
}

// jatsRoot reports whether s holds the start tag of an article of JATS.
func jatsRoot(s string) bool {
	s = string(trimProlog([]byte(s)))
	tag, rest, _ := strings.Cut(s, ">")
	if !strings.HasPrefix(tag, "<article") && !strings.HasPrefix(tag, "<book") {
		return false
	}
	return containsAny(tag, "dtd-version=", "article-type=", "book-type=") || containsAny(rest[:min(len(rest), 500)], "<journal-meta", "<article-meta", "<book-meta", "<front>")
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// xmlEncoding is the encoding that an XML declaration names.
func xmlEncoding(head []byte) string {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	_, value, found := strings.Cut(string(declaration), "encoding")
	value = strings.TrimLeft(value, " \t\n=")
	if !found || value == "" {
		return ""
	}
	name, _, _ := strings.Cut(value[1:], value[:1])
	return strings.TrimSpace(name)
}

// readJATS reads an article or a book in XML, as publishers deposit them. What
// the front matter says of the article itself is no reference.
func readJATS(text string) (*document.Document, error) {
	tree, err := parseXML(text)
	if err != nil {
		return nil, err
	}
	root := tree.find(func(n *xmlNode) bool { return n.name == "article" || n.name == "book" || n.name == "book-part-wrapper" })
	if root == nil || root.find(func(n *xmlNode) bool {
		return n.name == "front" || n.name == "body" || n.name == "book-body" || n.name == "ref-list"
	}) == nil {
		name := "nothing"
		if first := tree.find(func(n *xmlNode) bool { return n != tree && n.name != "" }); first != nil {
			name = "<" + document.Plain(first.name) + ">"
		}
		return nil, &Error{Err: fmt.Errorf("%w: its root is %s", ErrUnknownXML, name), Advice: "convert it to JATS or XHTML, or give the paper in another format"}
	}
	r := &jatsReader{ids: map[string]bool{}, cited: map[string]bool{}}
	r.collect(root)
	r.walk(root)
	r.flush()
	d := &document.Document{Blocks: append(r.blocks, r.notes...)}
	if title := root.find(func(n *xmlNode) bool { return n.name == "article-title" || n.name == "book-title" }); title != nil {
		d.Title = title.text()
	}
	return d, nil
}
