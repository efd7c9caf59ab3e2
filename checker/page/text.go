package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf is the text of a small element such as a heading. It looks at a
// bounded number of nodes: a page may put all it has into one heading.
func textOf(root *html.Node) string {
	const maxNodes, maxBytes = 400, 4000
	if c := root.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data[:min(len(c.Data), maxBytes)]
	}
	var b strings.Builder
	n := root
	for seen := 0; seen < maxNodes && b.Len() < maxBytes; seen++ {
		deeper := n.FirstChild
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		} else if n.Type == html.ElementNode && silent(n) && n != root {
			deeper = nil
		} else if breakOf(n.DataAtom) != 0 {
			b.WriteByte(' ')
		}
		if deeper != nil {
			n = deeper
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	s := b.String()
	return s[:min(len(s), maxBytes)]
}

// silent reports whether nothing inside an element is text that readers see.
func silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button:
		return true
	}
	return invisibleElement(n)
}

// breakOf says how an element stands apart from the text around it: 'b' as a
// block, 'c' as a cell on the same line, 0 not at all.
func breakOf(a atom.Atom) byte {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P,
		atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return 'b'
	case atom.Td, atom.Th, atom.Option, atom.Img:
		return 'c'
	}
	return 0
}

// countWords counts words. Scripts without spaces between words count two
// characters as one.
func countWords(s string) int {
	words, dense, inWord := 0, 0, 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			k := wordBytes[c]
			words += k.begins &^ inWord
			inWord = k.begins | inWord&k.stays
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case spaceless(r):
			dense++
			inWord = 0
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			words += 1 &^ inWord
			inWord = 1
		}
	}
	return words + (dense+1)/2
}

// wordBytes say of each ASCII character whether it begins a word and whether
// it may stand inside one: 1 or 0, so that counting need not branch.
var wordBytes = func() (table [utf8.RuneSelf]struct{ begins, stays int }) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', isDigit(c):
			table[c].begins = 1
		case c != ' ' && c != '\n':
			table[c].stays = 1
		}
	}
	return table
}()

// spaceless reports whether a character is of a script that puts no spaces
// between words: Han, kana, Thai, Lao, Khmer, Myanmar, Tibetan.
func spaceless(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r <= 0x0fff, r >= 0x1000 && r <= 0x109f, r >= 0x1780 && r <= 0x17ff,
		r >= 0x3041 && r <= 0x30ff, r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff,
		r >= 0xf900 && r <= 0xfaff, r >= 0x20000 && r <= 0x323af:
		return unicode.IsLetter(r)
	}
	return false
}
