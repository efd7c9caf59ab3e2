package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/requests"

	"github.com/citecheck/citecheck/paper/format/layout"
)

// fonts remembers what was asked about the font of the word before.
type fonts struct {
	weight       int
	italic, bold bool
}

// size is the size in points in which a character is printed.
func (p *textPage) size(char int) float32 {
	set, err := p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: p.ref, Index: char})
	if err != nil || set.FontSize <= 0 {
		return 1
	}
	scale := float32(1)
	if m, err := p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.ref, Index: char}); err == nil {
		scale = float32(math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)))
	}
	return scale * float32(set.FontSize)
}

// Flags of a font in PDF, ISO 32000-1 table 123.
const (
	fontItalic = 1 << 6
	fontBold   = 1 << 18
)

// style tells whether a word is italic or bold. The font is asked for only
// where it may be another one than that of the word before: that is an upright
// word on the same line, without punctuation at its end, in a font of the same
// size and weight.
func (p *textPage) style(w *layout.Word, char int) (italic, bold bool) {
	f := &p.fonts
	weight := -1
	if set, err := p.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: p.ref, Index: char}); err == nil {
		weight = set.FontWeight
	}
	if n := len(p.words); n > 0 && !f.italic && !f.bold && f.weight == weight {
		last := &p.words[n-1]
		end, _ := utf8.DecodeLastRuneInString(last.Text)
		if last.Size == w.Size && last.Top == w.Top && (unicode.IsLetter(end) || unicode.IsDigit(end)) {
			return false, false
		}
	}
	*f = fonts{weight: weight}
	if font, err := p.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: p.ref, Index: char}); err == nil {
		name := strings.ToLower(font.FontName)
		f.italic = font.Flags&fontItalic != 0 || strings.Contains(name, "ital") || strings.Contains(name, "oblique")
		f.bold = font.Flags&fontBold != 0 || strings.Contains(name, "bold") || strings.Contains(name, "medi") || strings.Contains(name, "black")
	}
	return f.italic, f.bold
}
