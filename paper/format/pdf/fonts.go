package pdf

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/requests"
)

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

// style tells whether a character is italic or bold.
func (p *textPage) style(char int) (italic, bold bool) {
	font, err := p.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: p.ref, Index: char})
	if err != nil {
		return false, false
	}
	name := strings.ToLower(font.FontName)
	italic = font.Flags&fontItalic != 0 || strings.Contains(name, "ital") || strings.Contains(name, "oblique")
	bold = font.Flags&fontBold != 0 || strings.Contains(name, "bold") || strings.Contains(name, "medi") || strings.Contains(name, "black")
	return italic, bold
}
