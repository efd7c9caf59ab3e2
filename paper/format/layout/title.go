package layout

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// title is the largest text of the first page.
func (r *reader) title() string {
	var lines []*line
	var size float32
	for _, c := range r.columns {
		for _, l := range c.lines {
			if l.page != 1 || len(l.text()) < 4 {
				continue
			}
			switch {
			case l.size > 1.05*size:
				lines, size = []*line{l}, l.size
			case l.size > 0.95*size && len(lines) > 0 && l.number == lines[len(lines)-1].number+1:
				lines = append(lines, l)
			}
		}
	}
	if len(lines) == 0 || size < 1.1*r.size {
		return ""
	}
	return strings.TrimSpace(r.write(lines, document.Heading).Text)
}
