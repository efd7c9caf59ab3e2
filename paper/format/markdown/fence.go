package markdown

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A fence begins and ends a block of code, a division or a directive.
type fence struct {
	mark byte
	n    int // how often the mark stands in it; 0 for no fence
}

// openingFence reads the fence at the start of s and what is said after it.
func openingFence(s string) (f fence, info string) {
	n := run(s)
	if n < 3 || s[0] == '`' && strings.IndexByte(s[n:], '`') >= 0 {
		return fence{}, ""
	}
	return fence{s[0], n}, strings.Trim(s[n:], " \t")
}

// closedBy reports whether a line ends what f has begun.
func (f fence) closedBy(s string) bool {
	return s != "" && s[0] == f.mark && run(s) >= f.n && strings.Trim(s[run(s):], " \t") == ""
}

// run is how often the first byte of s stands at its start.
func run(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// closesFence reports whether a line ends the container at i. The fence of a
// division ends the innermost one.
func (p *parser) closesFence(i int, c *cursor) bool {
	k := &p.open[i]
	switch k.kind {
	case directive:
		return c.indent() < 4 && k.fence.closedBy(c.rest())
	case division:
		if c.indent() > 3 || p.leaf.kind == fencedCode || !k.fence.closedBy(c.rest()) {
			return false
		}
		for _, inner := range p.open[i+1:] {
			if inner.kind == division {
				return false
			}
		}
		return true
	}
	return false
}

// textDirectives are the directives of MyST that hold text. What others hold
// is code or made by programs.
var textDirectives = lex.Phrases(`note; warning; tip; important; caution; attention; danger; error; hint; seealso; admonition; topic; sidebar; margin; aside
	dropdown; details; card; grid; grid-item; grid-item-card; tab-set; tab-item; figure; epigraph; pull-quote; quote; blockquote; highlights; exercise; solution
	prf:theorem; prf:proof; prf:definition; prf:lemma; prf:example; prf:remark; prf:corollary; prf:proposition; todo; versionadded; versionchanged; deprecated; rubric`)

// directive recognises a directive of MyST that holds text.
func (p *parser) directive(c *cursor, rest string) (container, bool) {
	f, info := openingFence(rest)
	name, argument, ok := strings.Cut(strings.TrimPrefix(info, "{"), "}")
	if f.n == 0 || !ok || info[0] != '{' {
		return container{}, false
	}
	if name == "bibliography" {
		for file := range strings.FieldsSeq(argument) {
			p.bibliographies = append(p.bibliographies, File{file, p.number})
		}
	}
	if !textDirectives[name] {
		return container{}, false
	}
	c.advance(len(c.s) - c.i)
	return container{kind: directive, fence: f}, true
}

// colon recognises what begins with a colon: a division, or the definition of
// the term above.
func (p *parser) colon(c *cursor, rest string, matched int) (container, bool) {
	if n := run(rest); n > 2 {
		said := strings.TrimLeft(rest[n:], " \t")
		if said == "" || said[0] != '{' && !lex.IsLetter(said[0]) {
			return container{}, false
		}
		c.advance(len(c.s) - c.i)
		k := container{kind: division, fence: fence{':', 3}}
		attrs, _ := attributes(said)
		if attrs.id == "" && attrs.classes == "" {
			attrs.classes, _, _ = strings.Cut(said, " ")
		}
		p.group(&k, attrs)
		return k, true
	}
	if len(rest) < 3 || rest[1] != ' ' && rest[1] != '\t' || !p.followsTerm(matched) {
		return container{}, false
	}
	p.closeTo(matched)
	c.skip(3)
	c.advance(1)
	width := 1 + min(c.indent(), 3)
	c.skip(3)
	parent := &p.open[matched-1]
	l := parent.last
	if l == nil && parent.terms != nil && parent.ended == len(p.pieces)-1 {
		l = parent.terms // nothing but the term stands between
	}
	if l == nil || l.mark != ':' {
		p.lists++
		l = &list{id: p.lists, mark: ':'}
	}
	return container{kind: definition, width: width, list: l,
		item: document.Block{Kind: document.Item, List: l.id, Level: p.items(matched), Marker: p.term()}}, true
}

// followsTerm reports whether a definition can stand here: after a paragraph,
// with a blank line between at most, or after another definition.
func (p *parser) followsTerm(matched int) bool {
	if l := p.open[matched-1].last; l != nil && l.mark == ':' {
		return true
	}
	if p.leaf.kind == paragraph {
		return matched == len(p.open)
	}
	if len(p.pieces) == 0 || p.blanks > 1 || matched < len(p.open) || p.leaf.kind != none || p.open[matched-1].empty {
		return false
	}
	last := &p.pieces[len(p.pieces)-1]
	return last.kind == textPiece && last.block.Kind == document.Paragraph
}

// term is the text that the definition after it defines, where it can be a
// label.
func (p *parser) term() string {
	if len(p.pieces) == 0 {
		return ""
	}
	text := p.pieces[len(p.pieces)-1].block.Text
	text = strings.Trim(text[strings.LastIndexByte(text, '\n')+1:], " \t[]()*_`")
	if len(text) > document.MaxKey || strings.ContainsAny(text, "[]<>\\") {
		return ""
	}
	return text
}

// group makes a container an entry or a bibliography where its attributes say
// so, as those that Pandoc writes do.
func (p *parser) group(k *container, a attrs) {
	key, named := strings.CutPrefix(a.id, "ref-")
	switch {
	case named && slices.Contains(strings.Fields(a.classes), "csl-entry"):
		k.group, k.item = true, document.Block{Kind: document.Entry, Key: key}
	case p.html.References != nil && p.html.References(a.id, a.classes):
		k.group, k.item = true, document.Block{Kind: document.Paragraph}
	}
}
