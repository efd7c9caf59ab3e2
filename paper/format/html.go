package format

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// sniffHTML reports whether a document says that it is HTML.
func sniffHTML(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	lower := bytes.ToLower(head[:min(len(head), 1000)])
	for _, prefix := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(lower, []byte(prefix)) {
			return true
		}
	}
	return bytes.HasPrefix(lower, []byte("<?xml")) && bytes.Contains(lower, []byte("<html"))
}

// htmlCharset is the encoding that a document declares in a meta element.
func htmlCharset(head []byte) string {
	if lower := bytes.ToLower(head); !bytes.Contains(lower, []byte("charset")) && !bytes.Contains(lower, []byte("encoding")) {
		return "" // browsers guess; a guess could change the addresses cited
	}
	_, name, _ := charset.DetermineEncoding(head, "text/html")
	return name
}

// readHTML reads a page's main content: its text, links, notes and entries.
func readHTML(doc string) (*document.Document, error) {
	marked := markLines(doc)
	root, err := html.Parse(strings.NewReader(marked))
	if err != nil { // the parser's own bound on nesting
		return nil, &Error{Err: fmt.Errorf("%w: %v", errNesting, err), Advice: "give a simpler rendering of the paper, or its text"}
	}
	page := goquery.NewDocumentFromNode(root)
	r := &htmlReader{line: 1, text: 1, base: baseOf(page)}
	r.main = mainContent(page)
	r.walk(root)
	r.flush()
	d := &document.Document{Title: document.Plain(page.Find("head title").First().Text()), Blocks: r.blocks}
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// lineAttr carries an element's line through the parser, which keeps none.
// It begins the tag, and of equal attributes the parser takes the first.
const lineAttr = "data-line-of-tag"

// markLines gives every start tag two numbers: the line on which it begins and
// the line on which it ends. It also bounds the nesting of elements that have
// to be closed: the parser refuses documents that nest deeper than 512.
func markLines(doc string) string {
	var b strings.Builder
	b.Grow(len(doc) + len(doc)/4)
	z := html.NewTokenizer(strings.NewReader(doc))
	line, depth, dropped := 1, 0, 0
	for {
		kind := z.Next()
		raw := z.Raw()
		next := line + bytes.Count(raw, []byte{'\n'})
		switch kind {
		case html.ErrorToken:
			b.Write(raw)
			return b.String()
		case html.StartTagToken:
			name, _ := z.TagName()
			if nests(name) {
				if depth >= maxElements {
					dropped++
					break
				}
				depth++
			}
			writeTag(&b, raw, len(name)+1, line, next)
		case html.SelfClosingTagToken:
			name, _ := z.TagName()
			writeTag(&b, raw, len(name)+1, line, next)
		case html.EndTagToken:
			if name, _ := z.TagName(); nests(name) {
				if dropped > 0 {
					dropped--
					break
				}
				depth = max(0, depth-1)
			}
			b.Write(raw)
		default:
			b.Write(raw)
		}
		line = next
	}
}

// maxElements is how deep elements may nest; what is deeper loses its tags.
const maxElements = 300

// writeTag writes a start tag with the lines on which it begins and ends.
func writeTag(b *strings.Builder, raw []byte, name, begins, ends int) {
	b.Write(raw[:name])
	b.WriteString(" " + lineAttr + `="`)
	b.WriteString(strconv.Itoa(begins))
	b.WriteByte(' ')
	b.WriteString(strconv.Itoa(ends))
	b.WriteByte('"')
	b.Write(raw[name:])
}

// nests reports whether an element's end tag must be written: void elements
// have none, and those of p and li are mostly left out.
func nests(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr, atom.Param,
		atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Option, atom.Optgroup, atom.Rp, atom.Rt, atom.Colgroup:
		return false
	}
	return true
}

// baseOf is the address against which the page's links are meant, where it
// names one.
func baseOf(page *goquery.Document) *url.URL {
	href, _ := page.Find("base[href]").First().Attr("href")
	if base, err := url.Parse(href); err == nil && base.Host != "" {
		return base
	}
	return nil
}

// mainContent is the element that holds the paper, where the page says which.
func mainContent(page *goquery.Document) *html.Node {
	for _, selector := range []string{"main", "[role=main]", "article"} {
		if found := page.Find(selector); found.Length() == 1 {
			return found.Get(0)
		}
	}
	return nil
}

// inlineElements are the elements that mean something for references.
var inlineElements = map[atom.Atom]document.SpanKind{
	atom.A:  document.Link,
	atom.Em: document.Emphasis, atom.I: document.Emphasis, atom.Cite: document.Emphasis, atom.U: document.Emphasis, atom.Dfn: document.Emphasis,
	atom.B: document.Strong, atom.Strong: document.Strong,
	atom.Sup:  document.Superscript,
	atom.Code: document.Code, atom.Kbd: document.Code, atom.Samp: document.Code, atom.Tt: document.Code, atom.Var: document.Code,
}

// blockElements begin and end a paragraph.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Aside: true, atom.Header: true, atom.Footer: true,
	atom.Li: true, atom.Ol: true, atom.Ul: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Table: true, atom.Tr: true, atom.Caption: true,
	atom.Blockquote: true, atom.Figure: true, atom.Figcaption: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Body: true, atom.Center: true, atom.Fieldset: true,
}

// skippedElements hold nothing that a reader reads as the paper's text.
var skippedElements = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Head: true, atom.Nav: true, atom.Form: true, atom.Button: true,
	atom.Select: true, atom.Svg: true, atom.Math: true, atom.Pre: true, atom.Textarea: true, atom.Iframe: true, atom.Object: true, atom.Audio: true, atom.Video: true, atom.Del: true,
}

func attribute(attrs []html.Attribute, name string) string {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
