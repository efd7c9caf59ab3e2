package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// weights say how much a source counts when the candidates vote on the title
// that is shown. The headline that readers see counts most of what any page
// has: the metadata of news sites is often reworded for social networks.
var weights = map[string]float64{
	"citation_title": 4, "h1": 2.5, "json-ld headline": 1.6, "microdata headline": 1.5, "headline": 1, "og:title": 1, "title": 1,
	"dc.title": 0.8, "dcterms.title": 0.8, "twitter:title": 0.2, besideHeadline: 0.5,
	"rdfa headline": 1, fromXMP: 1, fromInfo: 1, fromHeading: 0.9,
}

// lone is what a headline counts for that no other candidate agrees with and
// that does not look like the headline of a work.
const lone = 0.5

// A contender is a title that may be shown, without the site's name.
type contender struct {
	Title
	folded string
	votes  float64
	voters int
}

// Title is the candidate to show a reader as the page's title, without the
// site's name: the one that most others agree with, the more trusted one where
// that does not decide. Where all are Generic, it is the first as it stands;
// the zero Title is a page without any.
func (p *Page) Title() Title {
	if len(p.Titles) == 0 {
		return Title{}
	}
	if i := slices.IndexFunc(p.Titles, func(t Title) bool { return t.Source == "title" }); i >= 0 && p.Front() {
		return p.Titles[i] // headlines there are slogans, or those of stories
	}
	list := p.contenders()
	if len(list) == 0 {
		return p.Titles[0]
	}
	for i := range list {
		list[i].count(list)
	}
	for i := range list {
		if c := &list[i]; c.voters == 1 && c.Source == "h1" && p.doubtful(c, list) {
			c.votes = lone
		}
	}
	best := slices.MaxFunc(list, func(a, b contender) int {
		switch {
		case a.votes > b.votes+0.01:
			return 1
		case a.votes < b.votes-0.01:
			return -1
		}
		return 0
	})
	return p.asRead(best, list)
}

// ampersands makes one of the ways to write "and".
var ampersands = strings.NewReplacer(" & ", " ", " and ", " ", " und ", " ", " et ", " ", " y ", " ")

// contenders are the titles that name a work, most trusted first.
func (p *Page) contenders() []contender {
	var list []contender
	for _, t := range p.Titles {
		if p.Generic(t.Text) {
			continue
		}
		whole := t.Text
		if t.Text = p.WithoutSite(whole); t.Text == whole || !p.Generic(t.Text) {
			list = append(list, contender{Title: t, folded: squeeze(ampersands.Replace(t.Text))})
		}
	}
	return list
}

// count adds up what speaks for a contender.
func (c *contender) count(list []contender) {
	voted := map[string]bool{}
	for _, other := range list {
		if !voted[other.Source] && (agree(c.folded, other.folded) || c.Source == "h1" && isLabel(other.Text, c.Text)) {
			voted[other.Source] = true
			c.votes += weights[other.Source]
		}
	}
	c.voters = len(voted)
}

// isLabel reports whether a title is one word of a headline: as menus have it.
func isLabel(title, headline string) bool {
	const enough = 4 // words
	words := strings.Fields(lex.Fold(headline))
	return len(words) >= enough && slices.Contains(words, lex.Fold(title))
}

// doubtful reports whether a headline that no other title agrees with is more
// likely a label, a site's name or a slogan than the title of a work.
func (p *Page) doubtful(c *contender, list []contender) bool {
	if len(strings.Fields(c.Text)) <= 2 && utf8.RuneCountInString(c.Text) <= 20 {
		return true
	}
	document, several, reworded := 0.0, false, false
	for _, other := range list {
		switch {
		case other.Source == "h1":
			several = several || !agree(c.folded, other.folded)
		case len(other.folded) > len(c.folded) && strings.HasSuffix(other.folded, c.folded):
			return true // as other titles end with the name of a site or a book
		default:
			document = max(document, other.votes)
			reworded = reworded || alike(c.Text, other.Text)
		}
	}
	if several && document > 0 {
		return true // sections, or stories
	}
	return !reworded && document >= weights["og:title"]+weights["title"]
}

// alike reports whether at least half of the words of the shorter of two titles
// are in the other: one is the other reworded.
func alike(a, b string) bool {
	words, others := wordsOf(a), wordsOf(b)
	shared := 0
	for _, w := range words {
		if slices.Contains(others, w) {
			shared++
		}
	}
	return shared > 0 && 2*shared >= min(len(words), len(others))
}

// wordsOf are the words of a title that are more than small; of scripts
// without spaces each character is one.
func wordsOf(title string) []string {
	var list []string
	for _, w := range strings.Fields(lex.Fold(title)) {
		switch r, n := utf8.DecodeRuneInString(w); {
		case spaceless(r):
			list = append(list, strings.Split(w, "")...)
		case len(w) > n && utf8.RuneCountInString(w) > 3:
			list = append(list, w)
		}
	}
	return list
}

// asRead is the form of the winning title to show: as the headline has it that
// readers see, unless that shouts, and without a section's name that only some
// forms have behind a bar.
func (p *Page) asRead(best contender, list []contender) Title {
	const enough = 3 // words
	if weights[best.Source] > weights["h1"] {
		return best.Title
	}
	for _, c := range list {
		if (c.Source == "h1" || c.Source == besideHeadline) && agree(c.folded, best.folded) && len(strings.Fields(c.Text)) >= enough {
			if c.Text != best.Text && strings.ToUpper(c.Text) != c.Text {
				best = c
			}
			break
		}
	}
	for _, c := range list {
		if len(c.folded) < len(best.folded) && 2*len(c.folded) > len(best.folded) && strings.HasPrefix(best.folded, c.folded) &&
			startsWithBar(strings.TrimPrefix(best.Text, c.Text)) {
			best = c
		}
	}
	return best.Title
}

// startsWithBar reports whether a text begins with what parts a title from a
// site's name.
func startsWithBar(rest string) bool {
	return slices.ContainsFunc(bars, func(bar string) bool { return strings.HasPrefix(rest, bar) })
}

// agree reports whether one folded title is the other, or its beginning.
func agree(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.HasPrefix(b, a) && (len(a) == len(b) || 3*len(a) >= len(b))
}
