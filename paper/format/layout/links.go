package layout

// linkWords tells the words of a page which links lead away from them. A link
// that leads away from no word is that of a badge or a logo.
func linkWords(words []word, links []Link) {
	g := newIndex(words)
	for i := range links {
		l := &links[i]
		printed := false
		nearest, most := -1, float32(0)
		for _, box := range l.Boxes {
			for _, k := range g.near(box) {
				w := &words[k]
				share := covered(w.Box, box)
				if share >= 0.5 {
					w.leads(l)
					printed = true
				} else if share > most {
					nearest, most = k, share
				}
			}
		}
		if !printed && nearest >= 0 {
			words[nearest].leads(l)
		}
	}
}

// leads adds a link that leads away from w.
func (w *word) leads(l *Link) {
	const most = 8 // of one word
	if len(w.links) < most {
		w.links = append(w.links, l)
	}
}

// covered is the part of a word's width that a link covers, 0 where the link is
// on another line.
func covered(w, link Box) float32 {
	if mid := w.middle(); mid < link.Top || mid > link.Bottom {
		return 0
	}
	return (min(w.Right, link.Right) - max(w.Left, link.Left)) / max(w.width(), 0.01)
}

// An index finds the words at a height of a page.
type index struct {
	bands map[int][]int // by height, in bands
}

const bandHeight = 16

func newIndex(words []word) *index {
	g := &index{bands: map[int][]int{}}
	for i, w := range words {
		band := int(w.middle()) / bandHeight
		g.bands[band] = append(g.bands[band], i)
	}
	return g
}

// near returns the words that may be in a box. A link that covers a page leads
// from no words in particular.
func (g *index) near(b Box) []int {
	if !b.sane() || b.height() > 500 {
		return nil
	}
	var found []int
	for band := int(b.Top)/bandHeight - 1; band <= int(b.Bottom)/bandHeight+1; band++ {
		found = append(found, g.bands[band]...)
	}
	return found
}
