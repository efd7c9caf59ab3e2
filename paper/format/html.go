package format

import (
	"bytes"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// sniffHTML reports whether a document says that it is HTML.
func sniffHTML(head []byte) bool {
	lower := bytes.ToLower(trimProlog(head[:min(len(head), 2000)]))
	for _, prefix := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(lower, []byte(prefix)) {
			return true
		}
	}
	return false
}

// trimProlog cuts white space, a byte order mark, comments and the XML
// declaration off the beginning of a document.
func trimProlog(head []byte) []byte {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	for {
		head = bytes.TrimSpace(head)
		end := []byte("?>")
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
		case bytes.HasPrefix(head, []byte("<!--")):
			end = []byte("-->")
		default:
			return head
		}
		i := bytes.Index(head, end)
		if i < 0 {
			return nil
		}
		head = head[i+len(end):]
	}
}

// htmlCharset is the encoding that a document declares in a meta element.
func htmlCharset(head []byte) string {
	if name := xmlEncoding(head); name != "" {
		return name
	}
	if lower := bytes.ToLower(head); !bytes.Contains(lower, []byte("charset")) {
		return "" // browsers guess; a guess could change the addresses cited
	}
	_, name, _ := charset.DetermineEncoding(head, "text/html")
	return name
}

// readHTML reads a page's main content: its text, links, notes and entries.
//
// It goes through the page's tags once, with the open elements on a stack, and
// writes blocks as it goes. Where tags are left out or stand in the wrong
// order, elements end as they do in browsers, as far as that matters for where
// a paragraph, an entry or a link ends.
func readHTML(doc string) (*document.Document, error) {
	r := &htmlReader{doc: doc, line: 1}
	r.read()
	r.closeTo(0)
	r.flush()
	if r.err != nil {
		return nil, r.err
	}
	if r.preformatted() {
		d := readPreformatted(doc)
		setText(&d.Title, r.page.title)
		return d, nil
	}
	d := &document.Document{Title: r.page.title, Blocks: r.finish()}
	d.Blocks = append(d.Blocks, r.page.citations(d.Blocks)...)
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// maxBlocks is how many paragraphs and items a page may have.
const maxBlocks = 500_000

// An htmlReader reads a page.
type htmlReader struct {
	doc  string
	tags *html.Tokenizer
	xml  bool // the page says that it is XML: <a/> is a whole element
	line int  // of the tag or text that is read
	page pageFacts

	err        error // why reading ends
	steps      int   // taken so far through open elements
	open       []openElement
	paragraphs int // of which <p> are open
	spans      int // elements that are spans and open
	cites      int // of which <cite>
	skipFrom   int // 1 + the place in open of the element that is skipped; 0 for none

	b      document.Builder
	coins  []string  // fields of citations in the block that is written
	icons  []string  // links of an entry that show nothing but a picture
	note   entryMark // makes the block a note
	whole  bool      // we are in an entry or note: all of it is one block
	blocks []placedBlock
	notes  []placedBlock // those that stood in the middle of paragraphs

	at      place // where we are
	inside  [placeKinds]int
	met     [placeKinds]int // how many elements of each place there were
	lists   []htmlList
	made    int       // lists so far
	items   int       // items and entries so far
	layouts int       // elements of layout so far
	pre     int       // bytes of text in <pre> that is not program code
	isPage  bool      // it is a page, not a piece of one
	term    entryMark // a <dt> that waits for its <dd>
	anchors []anchor
}

// A placedBlock knows where on the page it stands, and the fields of the
// citation that it holds.
type placedBlock struct {
	document.Block
	at    place
	coins string
}

// A entryMark is what an element says of the note or entry that begins with it.
type entryMark struct{ marker, id string }

type htmlList struct {
	id, next int
	ordered  bool
}

// An anchor is an id, and the number of the block that begins with it.
type anchor struct {
	id    string
	block int
}

// read goes through the page's tags and text.
func (r *htmlReader) read() {
	r.tags = html.NewTokenizer(strings.NewReader(r.doc))
	if strings.HasPrefix(r.doc, "<?xml") {
		r.setXML()
	}
	for offset := 0; r.err == nil; {
		kind := r.tags.Next()
		end := offset + len(r.tags.Raw())
		raw := r.doc[offset:end]
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			r.text(raw)
		case html.StartTagToken:
			r.startTag(false)
		case html.SelfClosingTagToken:
			r.startTag(r.xml)
		case html.EndTagToken:
			name, _ := r.tags.TagName()
			r.endTag(name)
		}
		r.line += strings.Count(raw, "\n")
		offset = end
	}
}

func (r *htmlReader) setXML() {
	r.xml = true
	r.tags.AllowCDATA(true)
}

// text reads what stands between tags.
func (r *htmlReader) text(raw string) {
	if r.skipFrom > 0 {
		r.skippedText(raw)
		return
	}
	if inner, ok := strings.CutPrefix(raw, "<![CDATA["); ok && r.xml {
		raw = strings.TrimSuffix(inner, "]]>")
	} else if strings.IndexByte(raw, '&') >= 0 {
		raw = html.UnescapeString(raw)
	}
	r.b.Write(raw, r.line)
}

// skippedText reads what the page says of itself and does not show.
func (r *htmlReader) skippedText(raw string) {
	if o := &r.open[r.skipFrom-1]; o.atom == atom.Pre && o.name == "" && !slices.ContainsFunc(r.open[r.skipFrom:], isCode) {
		r.pre += len(raw)
	}
	if len(r.open) != r.skipFrom {
		return
	}
	switch last := &r.open[len(r.open)-1]; {
	case last.atom == atom.Title && r.page.title == "":
		r.page.title = document.Plain(html.UnescapeString(raw))
	case last.atom == atom.Script && last.name == jsonLD:
		r.page.jsonLD = append(r.page.jsonLD, placedText{raw, r.line})
	}
}
