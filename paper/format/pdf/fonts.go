package pdf

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/requests"
)

// A scale is by how much a page enlarges the text on one base line.
type scale struct {
	y   float32 // of the base line
	set float64 // size as the file sets it
	by  float32
}

// size is the size in points in which a character is printed.
func (p *textPage) size(char int, y float32) float32 {
	set, err := p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: p.ref, Index: char})
	if err != nil || set.FontSize <= 0 {
		return 1
	}
	if p.scale.y != y || p.scale.set != set.FontSize {
		p.scale = scale{y, set.FontSize, 1}
		if m, err := p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.ref, Index: char}); err == nil {
			p.scale.by = float32(math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)))
		}
	}
	return p.scale.by * float32(set.FontSize)
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
