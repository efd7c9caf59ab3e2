package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// jatsSilent are the elements that readers do not read as the paper's text:
// what the article says of itself, of its authors and rights, pictures,
// formulas and program text.
var jatsSilent = lex.Phrases(`journal-meta; article-id; article-categories; title-group; contrib-group; contrib; aff; pub-date; pub-history; history; permissions; license; self-uri; related-article
	kwd-group; funding-group; counts; volume-id; issue-id; product; conference; isbn; book-id; subj-group; processing-meta; front-stub; object-id; book-title-group; event
	graphic; inline-graphic; media; inline-media; alternatives; alt-text; long-desc
	disp-formula; inline-formula; tex-math; math; chem-struct; chem-struct-wrap; code; preformat; processing-instruction; toc; index; index-term; x`)

// jatsSpans are the elements that mean something for the text in them.
var jatsSpans = map[string]document.SpanKind{
	"italic": document.Emphasis, "underline": document.Emphasis, "source": document.Emphasis,
	"bold": document.Strong, "sup": document.Superscript, "monospace": document.Code,
	"ext-link": document.Link, "uri": document.Link, "related-object": document.Link, "xref": document.Cite,
}

// jatsBlocks begin and end a paragraph.
var jatsBlocks = lex.Phrases(`p; title; subtitle; sec; body; back; front; abstract; trans-abstract; list; list-item; disp-quote; verse-group; verse-line; speech; statement; boxed-text; fig; fig-group
	caption; table-wrap; table-wrap-foot; table; tr; fn; fn-group; ref-list; ref; app; app-group; ack; bio; glossary; def-list; def-item; notes; attrib; meta-value; author-notes; corresp
	sub-article; response; article-meta; book-meta; book-part; book-part-meta; book-body; book-back; front-matter; front-matter-part; named-book-part-body; floats-group; disp-formula; preformat; code; custom-meta; label; supplementary-material`)

// A jatsReader walks an article's tree and writes blocks.
type jatsReader struct {
	blocks []document.Block
	notes  []document.Block // that stood in the middle of paragraphs
	b      document.Builder
	ids    map[string]bool // of entries and notes
	cited  map[string]bool // identifiers to which the text refers
	level  int             // of sections
	lists  []jatsList      // that we are in
	made   int             // lists so far
	row    bool            // we are in a row of a table
	open   []jatsSpan
}

// A jatsSpan is a stretch of text that is not at its end.
type jatsSpan struct {
	kind   document.SpanKind
	target string
	span   int // -1 for none in this block
}

// A jatsList is a list on its way.
type jatsList struct {
	number int    // among the lists of the article
	format string // of its markers, as ordinal has them; "" for none
	items  int    // so far
}

// jatsListFormats are how lists are numbered, by their list-type.
var jatsListFormats = map[string]string{"order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I"}

// collect notes which entries and notes there are, before the text refers to
// them.
func (r *jatsReader) collect(n *xmlNode) {
	if id := n.attr("id"); id != "" && (n.name == "ref" || n.name == "fn" || n.name == "note" || jatsCitation(n)) {
		r.ids[id] = true
	}
	if n.name == "xref" {
		for id := range strings.FieldsSeq(n.attr("rid")) {
			r.cited[id] = true
		}
	}
	for _, c := range n.children {
		r.collect(c)
	}
}

func (r *jatsReader) children(n *xmlNode) {
	for _, c := range n.children {
		r.walk(c)
	}
}

func (r *jatsReader) walk(n *xmlNode) {
	block := jatsBlocks[n.name]
	if block {
		r.breakBlock()
		defer r.breakBlock()
	}
	if jatsSilent[n.name] || n.name == "ref" && r.row {
		return
	}
	kind, span := jatsSpans[n.name]
	switch {
	case n.name == "":
		r.b.Write(n.data, n.line)
	case n.name == "ref" || jatsCitation(n) && !r.row:
		r.flush()
		r.blocks = append(r.blocks, jatsEntries(n, r.cited)...)
	case n.name == "fn":
		r.footnote(n)
	case n.name == "break":
		r.b.LineBreak()
	case n.name == "tr" && !r.row:
		r.row = true
		r.children(n)
		r.row = false
	case span:
		r.span(n, kind)
	case block && !r.row:
		r.block(n)
	default:
		if n.name == "td" || n.name == "th" {
			r.b.Space = true
		}
		r.children(n)
	}
}

// block reads what is a paragraph of its own, or holds some.
func (r *jatsReader) block(n *xmlNode) {
	first := len(r.blocks)
	become := func(set func(b *document.Block)) {
		r.flush()
		if len(r.blocks) > first && r.blocks[first].Kind == document.Paragraph {
			r.blocks[first].Line = n.line
			set(&r.blocks[first])
		}
	}
	switch n.name {
	case "sec", "app", "ref-list", "ack", "fn-group", "glossary", "notes", "book-part", "sub-article", "response":
		r.level++
		r.children(n)
		r.level--
	case "title":
		r.children(n)
		become(func(b *document.Block) { b.Kind, b.Level = document.Heading, max(1, r.level) })
	case "list":
		r.made++
		r.lists = append(r.lists, jatsList{number: r.made, format: jatsListFormats[n.attr("list-type")]})
		r.children(n)
		r.lists = r.lists[:len(r.lists)-1]
	case "list-item":
		marker := r.itemMarker(n)
		for _, c := range n.children {
			if c.name != "label" {
				r.walk(c)
			}
		}
		become(func(b *document.Block) {
			b.Kind, b.Marker = document.Item, marker
			if last := len(r.lists) - 1; last >= 0 {
				b.Level, b.List = last, r.lists[last].number
			}
		})
	default:
		r.children(n)
	}
}

// itemMarker is what stands before an item: its own label, else what its list
// counts.
func (r *jatsReader) itemMarker(n *xmlNode) string {
	marker := ""
	if last := len(r.lists) - 1; last >= 0 {
		r.lists[last].items++
		marker = ordinal(r.lists[last].items, r.lists[last].format)
	}
	if label := n.child("label"); label != nil {
		return strings.Trim(label.text(), "[]().*•–- ")
	}
	return marker
}

// span reads a stretch of text that means something.
func (r *jatsReader) span(n *xmlNode, kind document.SpanKind) {
	targets := []string{""}
	switch kind {
	case document.Link:
		targets[0] = jatsAddress(n)
	case document.Cite:
		targets = targets[:0]
		for id := range strings.FieldsSeq(n.attr("rid")) {
			if r.ids[id] && len(targets) < maxCites {
				targets = append(targets, id)
			}
		}
	}
	before := len(r.open)
	for _, t := range targets {
		if t != "" || kind != document.Link && kind != document.Cite {
			r.open = append(r.open, jatsSpan{kind, t, r.b.Open(kind, t)})
		}
	}
	written := len(r.b.Text)
	r.children(n)
	if kind == document.Link && len(targets[0]) > 0 && len(r.b.Text) == written {
		r.b.Write(targets[0], n.line) // an empty <ext-link/>
	}
	for len(r.open) > before {
		last := len(r.open) - 1
		if i := r.open[last].span; i >= 0 {
			r.b.Close(i)
		}
		r.open = r.open[:last]
	}
}

// maxCites is how many entries one marker in the text can cite.
const maxCites = 100

// jatsAddress is where a link leads: by its attribute, else by its text. Some
// links give the number of a work instead.
func jatsAddress(n *xmlNode) string {
	href := n.attr("href")
	if href == "" && (n.name == "uri" || n.name == "ext-link") {
		href = n.text()
	}
	switch {
	case address.IsWeb(href):
		return href
	case strings.HasPrefix(href, "10.") && address.ScanDOI(href) > 0:
		if printed := n.text(); address.DOIOf(printed) != "" {
			return printed
		}
		return "https://doi.org/" + address.EscapeDOI(href)
	case address.HasPrefix(href) && !strings.Contains(href, " "):
		return "http://" + href
	}
	return ""
}

// footnote reads a note. In the middle of a paragraph, the paragraph goes on
// after it.
func (r *jatsReader) footnote(n *xmlNode) {
	inner := &jatsReader{ids: r.ids, cited: r.cited, row: true}
	var marker string
	for _, c := range n.children {
		if c.name == "label" {
			marker = strings.Trim(c.text(), "[]().* ")
			continue
		}
		inner.walk(c)
		inner.b.LineBreak()
	}
	note := inner.b.Take(document.Note)
	if note.Text == "" {
		return
	}
	note.Line, note.Marker, note.Key = n.line, marker, n.attr("id")
	r.notes = append(append(r.notes, note), inner.notes...)
}

// breakBlock ends a paragraph, or in a row or note a line.
func (r *jatsReader) breakBlock() {
	if r.row {
		r.b.LineBreak()
		return
	}
	r.flush()
}

// flush ends the block that is written. Links go on in the next one.
func (r *jatsReader) flush() {
	if r.row {
		return
	}
	b := r.b.Take(document.Paragraph)
	if b.Text != "" {
		r.blocks = append(r.blocks, b)
	}
	for i := range r.open {
		if o := &r.open[i]; o.kind == document.Link {
			o.span = r.b.Open(o.kind, o.target)
		} else {
			o.span = -1
		}
	}
}
