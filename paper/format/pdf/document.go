package pdf

import (
	"errors"
	"fmt"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	pdfium_errors "github.com/klippa-app/go-pdfium/errors"

	"github.com/citecheck/citecheck/paper/format/layout"
)

// Bounds of one document; no paper comes near them.
const (
	maxPages = 2000
	maxChars = 16 << 20 // of a document
	maxLinks = 100_000  // of a document
)

// A Document is what a PDF has for a reader.
type Document struct {
	Title string // as its metadata has it, which may be anything
	Pages []layout.Page
}

// A reader reads one document with an instance of the engine.
type reader struct {
	pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	chars int // read so far
	links int
}

// readDocument reads a whole PDF.
func readDocument(instance pdfium.Pdfium, doc []byte) (*Document, error) {
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &doc})
	switch {
	case errors.Is(err, pdfium_errors.ErrPassword), errors.Is(err, pdfium_errors.ErrSecurity):
		return nil, ErrPassword
	case err != nil:
		return nil, ErrBroken
	}
	r := &reader{Pdfium: instance, doc: opened.Document}
	pages, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: r.doc})
	switch {
	case err != nil || pages.PageCount == 0:
		return nil, ErrBroken
	case pages.PageCount > maxPages:
		return nil, ErrTooLong
	}
	d := &Document{}
	if title, err := r.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: r.doc, Tag: "Title"}); err == nil {
		d.Title = title.Value
	}
	for i := range pages.PageCount {
		page, err := r.page(i)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		d.Pages = append(d.Pages, page)
	}
	return d, nil
}

// page reads one page. A page that is broken is an empty one: what stands on
// the others counts.
func (r *reader) page(index int) (layout.Page, error) {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: r.doc, Index: index})
	if err != nil {
		return layout.Page{}, nil
	}
	defer r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	sheet, err := r.sheet(page)
	if err != nil {
		return layout.Page{}, nil
	}
	out := layout.Page{Width: sheet.width, Height: sheet.height}
	text, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err == nil {
		defer r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
		if out.Words, err = r.words(text.TextPage, sheet); err != nil {
			return out, err
		}
	}
	out.Links, err = r.pageLinks(page, sheet)
	return out, err
}

// A sheet is a page's frame, by which places in the file become places as they
// are seen.
type sheet struct {
	left, bottom  float32 // of what is seen, in the file's coordinates
	width, height float32 // as seen
	turns         int     // quarter turns clockwise
}

func (r *reader) sheet(page requests.Page) (sheet, error) {
	box, err := r.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return sheet{}, err
	}
	s := sheet{left: box.Rect.Left, bottom: box.Rect.Bottom, width: box.Rect.Right - box.Rect.Left, height: box.Rect.Top - box.Rect.Bottom}
	if turned, err := r.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page}); err == nil {
		s.turns = int(turned.PageRotation)
	}
	if s.turns%2 == 1 {
		s.width, s.height = s.height, s.width
	}
	return s, nil
}

// box turns two corners in the file's coordinates into a box on the page.
func (s *sheet) box(x1, y1, x2, y2 float32) layout.Box {
	x1, y1 = s.point(x1, y1)
	x2, y2 = s.point(x2, y2)
	return layout.Box{Left: min(x1, x2), Top: min(y1, y2), Right: max(x1, x2), Bottom: max(y1, y2)}
}

func (s *sheet) point(x, y float32) (float32, float32) {
	x, y = x-s.left, y-s.bottom
	switch s.turns {
	case 1:
		return y, x
	case 2:
		return s.width - x, y
	case 3:
		return s.width - y, s.height - x
	}
	return x, s.height - y
}
