package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/citecheck/citecheck/paper/format/layout"
)

// lineHyphen is what the engine puts for a hyphen that ends a line.
const lineHyphen = '\ufffe'

// A textPage is the text of a page as the engine has it.
type textPage struct {
	*reader
	sheet
	ref    references.FPDF_TEXTPAGE
	text   string
	shifts bool // characters of the text and of the page do not count alike
	words  []layout.Word
	glued  bool // nothing stood before the next word
}

// words reads the words of a page. Each question to the engine costs more than
// a microsecond, so that only the first and the last character of a word are
// asked for their places.
func (r *reader) words(ref references.FPDF_TEXTPAGE, s sheet) ([]layout.Word, error) {
	count, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: ref})
	if err != nil || count.Count == 0 {
		return nil, nil
	}
	if r.chars += count.Count; r.chars > maxChars {
		return nil, errTooMuch
	}
	text, err := r.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: ref, Count: count.Count})
	if err != nil {
		return nil, nil
	}
	p := &textPage{reader: r, sheet: s, ref: ref, text: text.Text, shifts: utf8.RuneCountInString(text.Text) != count.Count}
	p.split()
	return p.words, nil
}

// split cuts the text at white space and after hyphens that end lines.
func (p *textPage) split() {
	start, first := 0, 0 // of the word, in bytes and in characters
	char := 0
	end := func(at, char int) {
		if at > start {
			p.word(p.text[start:at], first, char)
		}
		start, first = at, char
	}
	for i, r := range p.text {
		size := utf8.RuneLen(r)
		switch {
		case unicode.IsSpace(r):
			end(i, char)
			start, first = i+size, char+1
			p.glued = false
		case r == lineHyphen:
			end(i+size, char+1)
		}
		char++
	}
	end(len(p.text), char)
}

// word adds the characters [first, end) as a word, or as several where a part
// is raised or of another size.
func (p *textPage) word(text string, first, end int) {
	box, ok := p.charBox(first)
	if !ok {
		return
	}
	last := box
	if end > first+1 {
		if last, ok = p.charBox(end - 1); !ok {
			last = box
		}
	}
	if !alike(box, last) {
		cut, bytes := first, 0
		for i, r := range text {
			if b, ok := p.charBox(cut); ok && !alike(box, b) {
				bytes = i
				break
			}
			cut, bytes = cut+1, i+utf8.RuneLen(r)
			last = box
		}
		if bytes > 0 && bytes < len(text) {
			p.word(text[:bytes], first, cut)
			p.word(text[bytes:], cut, end)
			return
		}
	}
	p.add(text, first, union(box, last))
}

func union(a, b layout.Box) layout.Box {
	return layout.Box{Left: min(a.Left, b.Left), Top: min(a.Top, b.Top), Right: max(a.Right, b.Right), Bottom: max(a.Bottom, b.Bottom)}
}

// alike reports whether two characters stand on one base line and are of one
// size.
func alike(a, b layout.Box) bool {
	h := a.Bottom - a.Top
	return max(a.Top-b.Top, b.Top-a.Top, a.Bottom-b.Bottom, b.Bottom-a.Bottom) < h/12
}

// charBox is the place of a character: as wide as it moves on, as high as its
// font.
func (p *textPage) charBox(char int) (layout.Box, bool) {
	if p.shifts {
		at, err := p.FPDFText_GetCharIndexFromTextIndex(&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: p.ref, NTextIndex: char})
		if err != nil || at.CharIndex < 0 {
			return layout.Box{}, false
		}
		char = at.CharIndex
	}
	loose, err := p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.ref, Index: char})
	if err != nil {
		return layout.Box{}, false
	}
	r := loose.Rect
	return p.box(r.Left, r.Bottom, r.Right, r.Top), true
}

// Flags of a font in PDF, ISO 32000-1 table 123.
const (
	fontItalic = 1 << 6
	fontBold   = 1 << 18
)

// A face is a font at a size. Its height tells its size.
type face struct {
	name   string
	flags  int
	height int // in tenths of a point
}

// add adds one word.
func (p *textPage) add(text string, first int, box layout.Box) {
	w := layout.Word{Box: box, Text: printable(text), Glued: p.glued, Size: box.Bottom - box.Top}
	if w.Text == "" {
		return
	}
	if font, err := p.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: p.ref, Index: first}); err == nil {
		name := strings.ToLower(font.FontName)
		w.Italic = font.Flags&fontItalic != 0 || strings.Contains(name, "ital") || strings.Contains(name, "oblique")
		w.Bold = font.Flags&fontBold != 0 || strings.Contains(name, "bold") || strings.Contains(name, "medi") || strings.Contains(name, "black")
		w.Size = p.size(face{font.FontName, font.Flags, int(10 * w.Size)}, first)
	}
	p.words = append(p.words, w)
	p.glued = true
}

// size is the size in points of the font of a character.
func (p *textPage) size(f face, char int) float32 {
	if size, known := p.sizes[f]; known {
		return size
	}
	size := float32(f.height) / 10
	set, err := p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: p.ref, Index: char})
	if err == nil && set.FontSize > 0 {
		size = float32(set.FontSize)
		if m, err := p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.ref, Index: char}); err == nil {
			size *= float32(math.Hypot(float64(m.Matrix.B), float64(m.Matrix.D)))
		}
	}
	if len(p.sizes) < maxFaces {
		p.sizes[f] = size
	}
	return size
}

// printable drops what no reader sees, and what only one font can show.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == lineHyphen:
			return '-'
		case unicode.IsControl(r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, r == '\ufeff', r == 0xffff:
			return -1
		}
		return r
	}, s)
}
