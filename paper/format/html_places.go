package format

import (
	"math/bits"
	"net/url"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"golang.org/x/net/html/atom"
)

// A place says of what on a page something is a part.
type place uint8

// The parts of a page, as indexes.
const (
	placeMain     = iota // <main>
	placeMainRole        // what says that it is the main content
	placeArticle         // <article>
	placeEntries         // what holds a bibliography
	placeNotes           // what holds notes
	placeContent         // any of the first three, or <section>
	placeKinds
)

// placeOf is what an element adds to the place of what is in it.
func placeOf(o *openElement, a *attributes, references, notes bool) (p place) {
	for i, is := range [placeKinds]bool{
		placeMain: o.atom == atom.Main, placeMainRole: a.main, placeArticle: o.atom == atom.Article,
		placeEntries: references, placeNotes: notes, placeContent: o.is(isArticle) || a.main,
	} {
		if is {
			p |= 1 << i
		}
	}
	return p
}

func (r *htmlReader) enter(p place) {
	for p != 0 {
		i := bits.TrailingZeros8(uint8(p))
		p &^= 1 << i
		r.inside[i]++
		r.met[i]++
		r.at |= 1 << i
	}
}

func (r *htmlReader) leave(p place) {
	for p != 0 {
		i := bits.TrailingZeros8(uint8(p))
		p &^= 1 << i
		if r.inside[i]--; r.inside[i] == 0 {
			r.at &^= 1 << i
		}
	}
}

// finish returns the paper's blocks: those of the main content, where the page
// says which that is, and notes and entries wherever they are.
func (r *htmlReader) finish() []document.Block {
	cited := r.citedBlocks()
	r.resolveAnchors(cited)
	r.page.shows = slices.Contains(cited, true) || len(r.notes) > 0
	keep := r.mainContent()
	framed := r.framed(cited)
	paper := make([]document.Block, 0, len(r.blocks)+len(r.notes))
	for i := range r.blocks {
		p := &r.blocks[i]
		if keep != 0 && p.at&keep == 0 || framed[i] && r.isPage {
			continue
		}
		if p.coins != "" && cited[i] {
			addCOinS(&p.Block, p.coins)
		}
		paper = append(paper, p.Block)
	}
	for i := range r.notes {
		if p := &r.notes[i]; keep == 0 || p.at&keep != 0 {
			paper = append(paper, p.Block)
		}
	}
	return paper
}

// mainContent is the place of the paper on the page, with those of entries and
// notes; 0 where all of the page is the paper. A lone <article> that holds less
// than half of the text is only one thing on the page.
func (r *htmlReader) mainContent() place {
	for i := placeMain; i <= placeArticle; i++ {
		if r.met[i] != 1 {
			continue
		}
		in, all := 0, 0
		for j := range r.blocks {
			p := &r.blocks[j]
			all += len(p.Text)
			if p.at&(1<<i) != 0 {
				in += len(p.Text)
			}
		}
		if in > 0 && (i != placeArticle || in*2 >= all) {
			return 1<<i | 1<<placeEntries | 1<<placeNotes
		}
	}
	return 0
}

// citedBlocks says which blocks are entries or notes: by markup, or because
// they stand under a heading that announces such.
func (r *htmlReader) citedBlocks() []bool {
	cited := make([]bool, len(r.blocks))
	level := 0 // of the heading that announced entries; 0 outside
	for i := range r.blocks {
		switch b := &r.blocks[i].Block; b.Kind {
		case document.Heading:
			if document.SectionOf(b.Text) != document.NoSection {
				if level == 0 || b.Level < level {
					level = b.Level
				}
			} else if b.Level <= level {
				level = 0
			}
		case document.Note, document.Entry:
			cited[i] = true
		default:
			cited[i] = level > 0
		}
	}
	return cited
}

// citedEntries begins the anchors of the entries that Pandoc writes.
const citedEntries = "#ref-"

// resolveAnchors makes citations of the links that lead to an entry or note of
// the page. One citation may lead to several.
func (r *htmlReader) resolveAnchors(cited []bool) {
	targets := map[string]*document.Block{}
	for _, a := range r.anchors {
		if a.block < len(cited) && cited[a.block] && targets[a.id] == nil {
			targets[a.id] = &r.blocks[a.block].Block
		}
	}
	for i := range r.notes {
		if b := &r.notes[i].Block; b.Key != "" {
			targets[b.Key] = b
		}
	}
	if len(targets) == 0 {
		return
	}
	for i := range r.blocks {
		b := &r.blocks[i].Block
		b.Spans = apart(b.Spans)
		for j := range b.Spans {
			s := &b.Spans[j]
			id, ok := strings.CutPrefix(s.Target, "#")
			if !ok || s.Kind != document.Link {
				continue
			}
			to := targets[id]
			if plain, err := url.PathUnescape(id); to == nil && err == nil {
				to = targets[plain]
			}
			if to == nil || to == b {
				continue
			}
			if to.Key == "" {
				to.Key = id
			}
			s.Kind, s.Target = document.Cite, to.Key
		}
	}
}

// apart makes several links of one that leads to several entries.
func apart(spans []document.Span) []document.Span {
	many := func(s document.Span) bool {
		return strings.HasPrefix(s.Target, citedEntries) && strings.Contains(s.Target, " "+citedEntries)
	}
	if !slices.ContainsFunc(spans, many) {
		return spans
	}
	var all []document.Span
	for _, s := range spans {
		if !many(s) {
			all = append(all, s)
			continue
		}
		for target := range strings.FieldsSeq(s.Target) {
			s.Target = target
			all = append(all, s)
		}
	}
	return all
}
