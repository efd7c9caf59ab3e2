package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockTags are the elements with which a block of raw HTML begins, up to the
// next blank line.
var blockTags = lex.Phrases(strings.ReplaceAll(`address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
	footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section
	summary table tbody td tfoot th thead title tr track ul`, " ", ";"))

// literalTags are those whose content is not Markdown, up to their end.
var literalTags = map[string]bool{"script": true, "pre": true, "style": true, "textarea": true}

// htmlStart recognises the start of a block of raw HTML and returns what ends
// it; "" is a blank line. A tag that is not known to begin blocks has to stand
// alone on its line, and interrupts no paragraph.
func htmlStart(s string, interrupts bool) (ends string, ok bool) {
	switch {
	case strings.HasPrefix(s, "<!--"):
		return "-->", true
	case strings.HasPrefix(s, "<?"):
		return "?>", true
	case strings.HasPrefix(s, "<![CDATA["):
		return "]]>", true
	case len(s) > 2 && s[1] == '!' && lex.IsLetter(s[2]):
		return ">", true
	}
	name := tagName(strings.TrimPrefix(s[1:], "/"))
	lower := strings.ToLower(name)
	closing := len(s) > 1 && s[1] == '/'
	after := s[1+len(name):]
	if closing {
		after = after[1:]
	}
	bounded := after == "" || strings.IndexByte(" \t>", after[0]) >= 0
	if literalTags[lower] && !closing && bounded {
		return "</" + lower + ">", true
	}
	if blockTags[lower] && (bounded || strings.HasPrefix(after, "/>")) {
		return "", true
	}
	if n := tag(s); n > 0 && !interrupts && !literalTags[lower] && strings.Trim(s[n:], " \t") == "" {
		return "", true
	}
	return "", false
}

// tagName returns the letters and digits at the start of s.
func tagName(s string) string {
	n := 0
	for n < len(s) && (lex.IsLetter(s[n]) || n > 0 && (lex.IsDigit(s[n]) || s[n] == '-')) {
		n++
	}
	return s[:n]
}

// endHTML closes the raw HTML if the line ends it.
func (p *parser) endHTML(line string) {
	switch ends := p.leaf.ends; {
	case ends == "":
		return
	case strings.HasPrefix(ends, "</"):
		line = strings.ToLower(line)
		for name := range literalTags { // any of them will do
			if strings.Contains(line, "</"+name+">") {
				p.closeLeaf()
				return
			}
		}
	case strings.Contains(line, ends):
		p.closeLeaf()
	}
}

// addHTML adds raw HTML. Tags of divisions that stand alone, with Markdown
// between them, group what stands between.
func (p *parser) addHTML(raw string, line int) {
	if !p.divisions(raw) {
		p.add(htmlPiece, document.Block{Kind: document.Paragraph, Line: line, Text: raw})
	}
}

// divisions reports whether raw holds nothing but tags of divisions and
// comments, and takes note of them.
func (p *parser) divisions(raw string) bool {
	z := html.NewTokenizer(strings.NewReader(raw))
	var tags []html.Token
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case kind == html.CommentToken, kind == html.TextToken && strings.TrimSpace(t.Data) == "":
		case (kind == html.StartTagToken || kind == html.EndTagToken) && (t.DataAtom == atom.Div || t.DataAtom == atom.Section):
			tags = append(tags, t)
		default:
			return false
		}
	}
	for _, t := range tags {
		p.scope(t)
	}
	return true
}

// scope begins or ends the group that a division is.
func (p *parser) scope(t html.Token) {
	if len(p.open) > 1 {
		return // within a container it could end elsewhere than it began
	}
	if t.Type == html.EndTagToken {
		if n := len(p.scopes); n > 0 {
			if p.scopes[n-1] {
				p.pieces = append(p.pieces, piece{kind: endPiece})
			}
			p.scopes = p.scopes[:n-1]
		}
		return
	}
	if len(p.scopes) > maxNesting {
		return
	}
	var a attrs
	for _, attr := range t.Attr {
		switch attr.Key {
		case "id":
			a.id = attr.Val
		case "class":
			a.classes = attr.Val
		}
	}
	var k container
	p.group(&k, a)
	if k.group {
		p.pieces = append(p.pieces, piece{beginPiece, k.item})
	}
	p.scopes = append(p.scopes, k.group)
}
