package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"

	"github.com/citecheck/citecheck/paper/format/layout"
)

// A glyph is a character of a line that has letters which are written from
// right to left, with its place. The engine guesses the order of reading of
// such lines from single characters, and takes addresses apart.
type glyph struct {
	char        rune
	index       int // of the text's characters
	left, right float32
	place
}

// visual adds the words of such a line as they stand on the page, from left to
// right; so are the characters of each. What order they are read in is found out
// with the whole line in view: see package layout.
func (p *textPage) visual(text string, first int) {
	var last *glyph
	for _, g := range p.glyphs(text, first) {
		apart := last == nil || last.below(g) || g.left-last.right > 0.12*last.size
		if apart || g.unlike(last.place) {
			w := layout.Word{Size: g.size, Glued: !apart}
			w.Box = layout.Box{Left: g.left, Top: g.y - ascent*g.size, Right: g.right, Bottom: g.y + descent*g.size}
			w.Italic, w.Bold = p.style(p.index(g.index))
			p.words = append(p.words, w)
		}
		w := &p.words[len(p.words)-1]
		w.Text += printable(string(g.char))
		w.Right = max(w.Right, g.right)
		last = &g
	}
	p.words = slices.DeleteFunc(p.words, func(w layout.Word) bool { return w.Text == "" })
	p.glued = false
}

// below reports whether b stands on another line: the engine has no end of line
// where a hyphen stands.
func (g *glyph) below(b glyph) bool { return max(g.y-b.y, b.y-g.y) > 0.6*max(g.size, b.size) }

// glyphs are the characters of a line from left to right. What shares a place,
// as letters of a ligature do, and points, stands in the order that becomes
// the one of reading when the line is turned.
func (p *textPage) glyphs(text string, first int) []glyph {
	var all []glyph
	char := first - 1
	for _, r := range text {
		char++
		at := p.place(char)
		if unicode.IsSpace(r) || unicode.IsControl(r) || !at.known {
			continue
		}
		loose, err := p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.ref, Index: p.index(char)})
		if err != nil {
			continue
		}
		box := p.box(loose.Rect.Left, loose.Rect.Bottom, loose.Rect.Right, loose.Rect.Top)
		g := glyph{char: r, index: char, left: box.Left, right: box.Right, place: at}
		if n := len(all); n > 0 && unicode.Is(unicode.Mn, r) {
			g.left, g.right = all[n-1].left, all[n-1].right
		}
		all = append(all, g)
	}
	for from, to := 0, 1; from < len(all); to++ {
		if to == len(all) || all[to-1].below(all[to]) {
			turnShared(all[from:to])
			slices.SortStableFunc(all[from:to], func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
			from = to
		}
	}
	return all
}

// turnShared turns characters that share a place where the engine has them in
// the order of reading: where it has turned the line around them, it has turned
// them as well.
func turnShared(all []glyph) {
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].left == all[from].left {
			to++
		}
		turned := from > 0 && all[from-1].left > all[from].left || from == 0 && to < len(all) && all[to].left < all[from].left
		if points := to-from > 1 && unicode.Is(unicode.Mn, all[to-1].char); to-from > 1 && (!turned || points) && rightToLeft(all[from].char) {
			slices.Reverse(all[from:to])
		}
		from = to
	}
}

// hasRightToLeft reports whether a line has letters that are written from right
// to left.
func hasRightToLeft(s string) bool { return strings.IndexFunc(s, rightToLeft) >= 0 }

func rightToLeft(r rune) bool {
	return r >= 0x590 && unicode.IsLetter(r) && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}
