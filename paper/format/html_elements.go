package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/html/atom"
)

// An element is what a kind of element means for reading.
type element struct {
	traits trait
	kind   document.SpanKind // of its text, where it isSpan
}

// A trait is one thing that holds for a kind of element.
type trait uint16

const (
	isVoid    trait = 1 << iota // has neither content nor end tag
	isBlock                     // begins and ends a paragraph
	isSkipped                   // holds nothing that a reader reads as the paper's text
	isSpan                      // means something for the text in it
	isScope                     // tags inside of it close nothing outside
	isLayout                    // a table's row that holds it is there for the page's layout
	isArticle                   // what it holds is content, not the frame of the site
	isHeading
	openEnd // its end tag is mostly left out
)

func (e *element) is(t trait) bool { return e.traits&t != 0 }

// elements has every kind of element that is more than a stretch of text.
var elements = elementTable(map[trait][]atom.Atom{
	isVoid:                         {atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Image, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr},
	isVoid | isBlock:               {atom.Hr},
	isBlock:                        {atom.Address, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Head, atom.Header, atom.Hgroup, atom.Html, atom.Summary},
	isBlock | openEnd:              {atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr},
	isBlock | isLayout:             {atom.Ol, atom.Ul, atom.Menu, atom.Dir},
	isBlock | isHeading:            {atom.H4, atom.H5, atom.H6},
	isBlock | isHeading | isLayout: {atom.H1, atom.H2, atom.H3},
	isBlock | isArticle:            {atom.Main},
	isBlock | isArticle | isLayout: {atom.Article, atom.Section},
	isBlock | isScope | isLayout:   {atom.Table},
	isBlock | isScope:              {atom.Caption},
	isScope | openEnd:              {atom.Td, atom.Th},
	openEnd:                        {atom.Thead, atom.Tbody, atom.Tfoot, atom.Colgroup},
	isSkipped: {atom.Audio, atom.Button, atom.Canvas, atom.Del, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.S, atom.Script, atom.Select, atom.Strike,
		atom.Style, atom.Textarea, atom.Title, atom.Video, atom.Annotation, atom.AnnotationXml},
	isSkipped | isBlock: {atom.Nav, atom.Pre},
	isSkipped | isScope: {atom.Object, atom.Svg, atom.Template},
})

// inlineElements are the elements that mean something for the text in them.
var inlineElements = map[atom.Atom]document.SpanKind{
	atom.A:  document.Link,
	atom.Em: document.Emphasis, atom.I: document.Emphasis, atom.Cite: document.Emphasis, atom.U: document.Emphasis, atom.Dfn: document.Emphasis,
	atom.B: document.Strong, atom.Strong: document.Strong,
	atom.Sup:  document.Superscript,
	atom.Code: document.Code, atom.Kbd: document.Code, atom.Samp: document.Code, atom.Tt: document.Code, atom.Var: document.Code,
}

func elementTable(traits map[trait][]atom.Atom) map[atom.Atom]element {
	all := map[atom.Atom]element{}
	for t, atoms := range traits {
		for _, a := range atoms {
			all[a] = element{traits: t}
		}
	}
	for a, kind := range inlineElements {
		all[a] = element{isSpan, kind}
	}
	return all
}

// A role is what an element is for, as the words of its role, epub:type, class
// and id say.
type role uint16

const (
	roleFrame      role = 1 << iota // around the paper, not in it
	roleFrameID                     // the same where it is an id: those of sections are made of their titles
	roleSiteFrame                   // the same, also for a header, footer or aside of an article
	roleBacklink                    // leads from a note back to the text
	roleReferences                  // holds a bibliography
	roleEntry                       // is an entry, in what holds a bibliography
	roleNotes                       // holds notes
	roleNote                        // is a note
	roleCode                        // is program code
	roleCOinS                       // has the fields of a citation in its title
)

// roleWords are the words by which pages, and the programs that make them, call
// the parts of a paper and what is around it.
var roleWords = roleTable(map[role]string{
	roleFrame: `navigation banner contentinfo search menu menubar toolbar doc-toc noprint mw-editsection mw-jump-link cookie-banner hidden sr-only visually-hidden visuallyhidden screen-reader-text
		share shares sharing share-buttons share-links social social-share social-links social-icons sharedaddy addtoany related-posts related-articles related-content related-stories
		comments comment-list commentlist comment comments-area comment-area comments-section comment-section comments-wrapper entry-comments post-comments comment-respond comment-body comment-content
		related relatedposts related-post related-reading jp-relatedposts yarpp yarpp-related read-next up-next more-stories also-like recirc recirculation recommendations post-recommendations pagination pager post-navigation nav-links newsletter newsletter-signup advertisement ltx_tag_note ltx_page_navbar ltx_page_header ltx_page_footer`,
	roleFrame | roleFrameID:                 `nav navbar navbox catlinks printfooter breadcrumb breadcrumbs toc table-of-contents tocnav sidebar disqus_thread jp-relatedposts`,
	roleFrame | roleFrameID | roleSiteFrame: `site-header site-footer page-footer`,
	roleBacklink:                            `doc-backlink footnote-back footnote-backref data-footnote-backref footnote-backlink reversefootnote mw-cite-backlink backlink back-link cite-backlink footnote-return`,
	roleReferences:                          `doc-bibliography references refs ref-list reflist reference-list bibliography csl-bib-body citation-list works-cited c-article-references ltx_bibliography ltx_biblist`,
	roleEntry:                               `doc-biblioentry csl-entry reference citation ltx_bibitem`,
	roleNotes:                               `doc-endnotes footnotes endnotes rearnotes fn-group`,
	roleNotes | roleNote:                    `doc-footnote doc-endnote footnote endnote rearnote fn`,
	roleNote:                                `footnote-item sidenote marginnote ltx_note_content`,
	roleCode:                                `code highlight sourcecode source-code programlisting listing prettyprint src screen example`,
	roleCOinS:                               `z3988`,
})

// plainWords are parts of the words by which pages call things that say nothing
// of what they are.
var plainWords = lex.Phrases(`article; post; entry; content; section; list; wrapper; wrap; container; block; wp; c; html; body; mw; items; group; area; inner; easy; modern; simple; main; page; text; the; columns; title; heading`)

// compoundRole is what a word of several parts says, where one part says it and
// the others nothing: "wp-block-footnotes", "article__references".
func compoundRole(word string) role {
	var all role
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '-' || r == '_' }) {
		switch r := roleWords[part] & (roleReferences | roleNotes); {
		case r != 0 && strings.HasSuffix(part, "s"), part == "bibliography":
			all |= r
		case !plainWords[part]:
			return 0
		}
	}
	return all
}

func roleTable(words map[role]string) map[string]role {
	all := map[string]role{}
	for r, list := range words {
		for w := range strings.FieldsSeq(list) {
			all[w] |= r
		}
	}
	return all
}

// holdsEntries reports whether an element of a kind can hold a bibliography or
// notes, and is no word or marker that is called by their name.
func holdsEntries(a atom.Atom, notes bool) bool {
	switch a {
	case atom.Ol, atom.Ul, atom.Div, atom.Section, atom.Dl, atom.Aside, atom.Footer:
		return true
	case atom.Table, atom.Tbody:
		return !notes
	case atom.P, atom.Li:
		return notes
	}
	return false
}
