package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/format/layout"
)

// pageLinks reads the annotations of a page that lead to the web.
func (r *reader) pageLinks(page requests.Page, s sheet) ([]layout.Link, error) {
	var links []layout.Link
	for pos := 0; ; r.links++ {
		if r.links > maxLinks {
			return nil, errTooMuch
		}
		next, err := r.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: page, StartPos: pos})
		if err != nil || next.Link == nil || *next.NextStartPos <= pos {
			return links, nil
		}
		pos = *next.NextStartPos
		uri := r.target(*next.Link)
		if !address.IsWeb(uri) {
			continue
		}
		if boxes := r.linkBoxes(*next.Link, s); len(boxes) > 0 {
			links = append(links, layout.Link{URI: uri, Boxes: boxes})
		}
	}
}

// target is the address to which a link leads, or "".
func (r *reader) target(link references.FPDF_LINK) string {
	action, err := r.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: link})
	if err != nil || action.Action == nil {
		return ""
	}
	kind, err := r.FPDFAction_GetType(&requests.FPDFAction_GetType{Action: *action.Action})
	if err != nil || kind.Type != enums.FPDF_ACTION_ACTION_URI {
		return ""
	}
	uri, err := r.FPDFAction_GetURIPath(&requests.FPDFAction_GetURIPath{Document: r.doc, Action: *action.Action})
	if err != nil || uri.URIPath == nil {
		return ""
	}
	return *uri.URIPath
}

// maxQuads bounds the places from which one link leads.
const maxQuads = 100

// linkBoxes are the places of a link on the page: one a line where the file
// tells them apart, else one around all.
func (r *reader) linkBoxes(link references.FPDF_LINK, s sheet) []layout.Box {
	var boxes []layout.Box
	if quads, err := r.FPDFLink_CountQuadPoints(&requests.FPDFLink_CountQuadPoints{Link: link}); err == nil && quads.Count <= maxQuads {
		for i := range quads.Count {
			q, err := r.FPDFLink_GetQuadPoints(&requests.FPDFLink_GetQuadPoints{Link: link, QuadIndex: i})
			if err == nil && q.Points != nil {
				p := q.Points
				boxes = append(boxes, s.box(min(p.X1, p.X2, p.X3, p.X4), min(p.Y1, p.Y2, p.Y3, p.Y4), max(p.X1, p.X2, p.X3, p.X4), max(p.Y1, p.Y2, p.Y3, p.Y4)))
			}
		}
	}
	if len(boxes) > 0 {
		return boxes
	}
	if whole, err := r.FPDFLink_GetAnnotRect(&requests.FPDFLink_GetAnnotRect{Link: link}); err == nil && whole.Rect != nil {
		boxes = append(boxes, s.box(whole.Rect.Left, whole.Rect.Bottom, whole.Rect.Right, whole.Rect.Top))
	}
	return boxes
}
