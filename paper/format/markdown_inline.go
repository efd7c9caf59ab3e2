package format

import (
	"bytes"
	"html"
	"sort"
	"strings"

	nethtml "golang.org/x/net/html"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html/atom"
)

// leaf makes a block of a node that holds inline content.
func (r *markdownReader) leaf(n ast.Node, kind document.Kind) document.Block {
	w := inlineWriter{reader: r}
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		w.pos = lines.At(0).Start
	}
	w.children(n)
	return w.b.Take(kind)
}

// An inlineWriter writes the inline content of one block.
type inlineWriter struct {
	reader *markdownReader
	b      document.Builder
	pos    int       // in the source, for nodes that do not say where they are
	tags   []openTag // raw HTML elements that are open
}

type openTag struct {
	name atom.Atom
	span int
}

func (w *inlineWriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *inlineWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.pos = n.Segment.Start
		w.text(n.Segment.Value(w.reader.source), n.IsRaw())
		w.pos = n.Segment.Stop
		switch {
		case n.HardLineBreak():
			w.b.LineBreak()
		case n.SoftLineBreak():
			w.b.Space = true
		}
	case *ast.String:
		w.text(n.Value, n.IsRaw())
	case *ast.Emphasis:
		kind := document.Emphasis
		if n.Level > 1 {
			kind = document.Strong
		}
		w.span(kind, "", n)
	case *ast.Link:
		w.span(document.Link, string(unescape(n.Destination)), n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *bareAddress:
		w.pos = n.start
		w.address(n.url)
	case *noteMark:
		w.mark(n)
	case *ast.CodeSpan:
		w.span(document.Code, "", n)
	case *ast.RawHTML:
		w.rawHTML(n)
	case *ast.Image: // neither its address nor its description is cited
	default:
		w.children(n)
	}
}

func (w *inlineWriter) line() int { return w.reader.line(w.pos) }

func (w *inlineWriter) text(value []byte, raw bool) {
	if !raw {
		value = unescape(value)
	}
	w.b.Write(string(value), w.line())
}

// unescape resolves backslash escapes and entities.
func unescape(value []byte) []byte {
	if bytes.IndexByte(value, '\\') >= 0 {
		value = util.UnescapePunctuations(value)
	}
	if bytes.IndexByte(value, '&') >= 0 {
		value = []byte(html.UnescapeString(string(value)))
	}
	return value
}

func (w *inlineWriter) span(kind document.SpanKind, target string, n ast.Node) {
	i := w.b.Open(kind, target)
	w.children(n)
	w.b.Close(i)
}

func (w *inlineWriter) autoLink(n *ast.AutoLink) {
	if n.Pos() >= 0 {
		w.pos = n.Pos()
	}
	label := string(unescape(n.Label(w.reader.source)))
	if n.AutoLinkType == ast.AutoLinkEmail {
		w.b.Write(label, w.line())
		return
	}
	// The brackets stay in the text: they mark where the address ends.
	w.b.Write("<", w.line())
	w.address(label)
	w.b.Write(">", w.line())
}

func (w *inlineWriter) address(url string) {
	i := w.b.Open(document.Link, url)
	w.b.Write(url, w.line())
	w.b.Close(i)
}

// mark writes the marker of a footnote, which readers see raised.
func (w *inlineWriter) mark(n *noteMark) {
	i := w.b.Open(document.Superscript, "")
	w.b.Write(n.label, w.line())
	w.b.Close(i)
}

// rawHTML follows the elements that mean something for references.
func (w *inlineWriter) rawHTML(n *ast.RawHTML) {
	var tag strings.Builder
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		if i == 0 {
			w.pos = segment.Start
		}
		tag.Write(segment.Value(w.reader.source))
	}
	raw := tag.String()
	if rest, ok := strings.CutPrefix(raw, "</"); ok {
		w.endTag(tagName(rest))
	} else {
		w.startTag(tagName(raw[1:]), raw)
	}
}

// tagName is the element that a tag begins or ends, given what follows its
// first characters; 0 for comments and for what HTML does not know.
func tagName(s string) atom.Atom {
	n := 0
	for n < len(s) && (lex.IsLetter(s[n]) || lex.IsDigit(s[n])) {
		n++
	}
	return atom.Lookup([]byte(strings.ToLower(s[:n])))
}

func (w *inlineWriter) startTag(name atom.Atom, raw string) {
	if name == atom.Br {
		w.b.LineBreak()
		return
	}
	kind, ok := inlineElements[name]
	if !ok || len(w.tags) > 100 {
		return
	}
	target := ""
	if kind == document.Link {
		z := nethtml.NewTokenizer(strings.NewReader(raw))
		z.Next()
		if target = attribute(z.Token().Attr, "href"); target == "" {
			return
		}
	}
	w.tags = append(w.tags, openTag{name, w.b.Open(kind, target)})
}

func (w *inlineWriter) endTag(name atom.Atom) {
	for i := len(w.tags) - 1; i >= 0; i-- {
		if w.tags[i].name == name {
			w.b.Close(w.tags[i].span)
			w.tags = append(w.tags[:i], w.tags[i+1:]...)
			return
		}
	}
}

// lineOf is the number of the line that holds the byte at offset, given the
// offsets at which lines start.
func lineOf(starts []int, offset int) int { return sort.SearchInts(starts, offset+1) }

// A bareAddress is a URL in running text, without brackets around it.
type bareAddress struct {
	ast.BaseInline
	url   string
	start int
}

var kindBareAddress = ast.NewNodeKind("BareAddress")

func (n *bareAddress) Kind() ast.NodeKind { return kindBareAddress }

func (n *bareAddress) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// bareAddressParser recognises bare addresses before emphasis is looked for,
// so that * and _ in them stay.
type bareAddressParser struct{}

func (bareAddressParser) Trigger() []byte { return []byte(` (["':,;*_~>=`) }

func (bareAddressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	skip := 0
	if len(line) > 0 && !lex.IsLetter(line[0]) {
		skip = 1
	}
	if len(line) < skip+4 || strings.IndexByte("hHfFwWdD", line[skip]) < 0 {
		return nil
	}
	if !address.HasPrefix(string(line[skip:min(len(line), skip+16)])) {
		return nil
	}
	rest := string(line[skip:min(len(line), skip+maxAddress)])
	n := address.Scan(unescapedExtent(rest))
	if n == 0 || line[0] == '*' || line[0] == '_' || line[0] == '~' || line[0] == '[' {
		return nil
	}
	if skip > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	node := &bareAddress{url: string(unescape([]byte(rest[:n]))), start: segment.Start + skip}
	block.Advance(skip + n)
	return node
}

// maxAddress bounds how far an address is looked for, since the search begins
// anew at every place where one may start.
const maxAddress = 4096

// unescapedExtent makes escaped punctuation safe for scanURL without changing
// offsets: PDF converters write a\_b, and a backslash would end the address.
func unescapedExtent(s string) string {
	if end := strings.IndexAny(s, " \t\n<"); end >= 0 {
		s = s[:end]
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '\\' && util.IsPunct(b[i+1]) && b[i+1] != '\\' {
			b[i] = 'x'
		}
	}
	return string(b)
}

// A noteMark is a footnote's marker in the text: [^1].
type noteMark struct {
	ast.BaseInline
	label string
}

var kindNoteMark = ast.NewNodeKind("NoteMark")

func (n *noteMark) Kind() ast.NodeKind { return kindNoteMark }

func (n *noteMark) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// noteMarkParser takes every [^label] for a marker, defined or not.
type noteMarkParser struct{}

func (noteMarkParser) Trigger() []byte { return []byte{'['} }

func (noteMarkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 4 || line[1] != '^' {
		return nil
	}
	end := bytes.IndexByte(line[:min(len(line), 100)], ']')
	if end < 3 || bytes.ContainsAny(line[2:end], " \t[") {
		return nil
	}
	block.Advance(end + 1)
	return &noteMark{label: string(line[2:end])}
}
