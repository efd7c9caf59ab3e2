package paper

import (
	"strconv"
	"strings"
)

// markNamed adds marks for the entries that no mark leads to but that the text
// names all the same, by an author and the year, as in a paper whose editor
// forgot to link some: "as in Wu et al. (2007)".
func (f *finder) markNamed() {
	cited := map[string]bool{}
	for i := range f.marks {
		if m := &f.marks[i]; !m.leading {
			cited[m.label] = true
		}
	}
	entries := 0
	var missed []*Reference
	for _, r := range f.refs {
		if r.Kind != Bibliography || r.markName() == "" {
			continue
		}
		if entries++; !cited[r.Key] && !cited[r.Label] && len(r.Authors) > 0 && r.Published.Year > 0 {
			missed = append(missed, r)
		}
	}
	if len(missed) > mostUncited(entries) {
		return // the text refers to them in another way
	}
	for _, r := range missed {
		if line := f.named(printedFamily(r.Authors[0]), strconv.Itoa(r.Published.Year)); line > 0 {
			f.marks = append(f.marks, mark{notation: keyNotation, label: r.markName(), line: line, doubtful: true})
		}
	}
}

// named returns the line on which the text names an author and soon after a
// year, or 0.
func (f *finder) named(family, year string) int {
	const soon = 60 // bytes
	if len(family) < 2 {
		return 0
	}
	for _, i := range f.prose {
		b := &f.blocks[i]
		for from := 0; ; {
			at := strings.Index(b.Text[from:], family)
			if at < 0 {
				break
			}
			at += from
			from = at + len(family)
			if strings.Contains(b.Text[from:min(len(b.Text), from+soon)], year) {
				return b.LineAt(at)
			}
		}
	}
	return 0
}
