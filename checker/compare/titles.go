package compare

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/checker/page"
)

// threshold is the likeness from which two titles count as one. Measured on
// labelled pages: titles of the same work lie above it but for the reworded
// ones, titles of different works below it, the nearest at about 0.5.
const threshold = 0.6

// What convinced Titles.
const (
	InTitle   = "title"   // one of the page's titles
	InHeading = "heading" // a heading of a section
	InText    = "text"    // the readable text has it word by word
	InSummary = "summary" // what the page says that it is about, or the beginning of that
)

// A TitleMatch is what Titles found.
type TitleMatch struct {
	Comparable bool
	Why        string // where the two cannot be compared: a part of a sentence
	Match      bool
	Evidence   string     // where they match: "title", "heading" or "text"
	Score      float64    // likeness of the best candidate, 0 to 1
	Best       page.Title // the candidate that matches; else the page's title as readers see it
}

// Titles compares a cited title with all titles that a page has.
func Titles(cited string, p *page.Page) TitleMatch {
	readings := citedReadings(cited)
	if len(readings) == 0 {
		return TitleMatch{Why: "the cited title has no letters"}
	}
	best := bestTitle(readings, p)
	if best.Match {
		return best
	}
	if m, ok := elsewhere(readings, p); ok {
		return m
	}
	shown := p.Title()
	if why := incomparable(cited, shown, p); why != "" {
		return TitleMatch{Why: why, Score: best.Score, Best: shown}
	}
	best.Comparable, best.Best = true, shown
	return best
}

// bestTitle is the candidate that is most like one of the cited readings.
func bestTitle(readings []title, p *page.Page) TitleMatch {
	var best TitleMatch
	tried := map[string]bool{}
	for _, candidate := range p.Titles {
		for _, text := range []string{candidate.Text, p.WithoutSite(candidate.Text)} {
			if tried[text] {
				continue
			}
			tried[text] = true
			found := newTitle(text)
			for _, cited := range readings {
				score := likeness(cited, found)
				if score > best.Score || best.Best.Text == "" {
					best.Score = score
					best.Best = page.Title{Text: text, Source: candidate.Source}
				}
			}
		}
	}
	if best.Score >= threshold {
		best.Comparable, best.Match, best.Evidence = true, true, InTitle
	}
	return best
}

// elsewhere looks for the cited title beyond the page's titles: as the heading
// of a section, which papers cite, or word by word in the text, where the page
// has no headline of its own. A page with another headline only speaks of the
// work, and what leads to another page is said of that.
func elsewhere(readings []title, p *page.Page) (TitleMatch, bool) {
	match := TitleMatch{Comparable: true, Match: true, Score: 1}
	headlined := p.MediaType != pdfType && hasHeadline(p)
	text := ""
	for _, cited := range readings {
		for _, h := range p.Headings {
			if found := newTitle(h); found.dense == cited.dense || len(found.words) > 2 && likeness(cited, found) >= 0.9 {
				match.Evidence, match.Best = InHeading, page.Title{Text: h, Source: InHeading}
				return match, true
			}
		}
		if m, ok := summed(cited, p); ok {
			return m, true
		}
		if headlined || !cited.telling() {
			continue
		}
		if text == "" {
			const most = 1 << 20
			prose := p.Prose()
			text = " " + fold(prose[:min(len(prose), most)]) + " "
		}
		// Scripts without spaces have no word boundaries to look for.
		if strings.Contains(text, " "+cited.folded+" ") || cited.spaceless() && strings.Contains(text, cited.folded) {
			match.Evidence, match.Best = InText, page.Title{Text: cited.text, Source: InText}
			return match, true
		}
	}
	return TitleMatch{}, false
}

// summed looks for a cited title in the page's descriptions of itself: posts
// that have no title are cited under the beginning of their text, and some
// authors take the line below the headline for it.
func summed(cited title, p *page.Page) (TitleMatch, bool) {
	const enough = 5 // words
	if len(cited.words) < enough && !(cited.spaceless() && cited.telling()) {
		return TitleMatch{}, false
	}
	for _, text := range p.Summaries {
		found := newTitle(text)
		begins := cited.spaceless() && strings.HasPrefix(found.dense, cited.dense) || strings.HasPrefix(found.folded+" ", cited.folded+" ")
		if begins || likeness(cited, found) >= 0.9 {
			return TitleMatch{Comparable: true, Match: true, Score: 1, Evidence: InSummary, Best: page.Title{Text: text, Source: InSummary}}, true
		}
	}
	return TitleMatch{}, false
}

// hasHeadline reports whether the page gives its work a title where works have
// theirs, long enough to be no section's: "Press Releases" is none.
func hasHeadline(p *page.Page) bool {
	const enough = 4 // words
	for _, t := range p.Titles {
		if t.Source == "title" || t.Source == "meta title" || t.Source == page.FirstLine || p.Generic(t.Text) {
			continue
		}
		bare := p.WithoutSite(t.Text)
		found := newTitle(bare)
		if !p.Generic(bare) && (len(found.words) >= enough || found.spaceless() && found.telling()) {
			return true
		}
	}
	return false
}

// incomparable says why a cited title that none of the page's titles matches
// is still no proof of a mismatch; "" where it is one.
func incomparable(cited string, shown page.Title, p *page.Page) string {
	switch {
	case len(p.Titles) == 0:
		return "the page has no title"
	case p.Generic(shown.Text):
		return "the page's title names only its site, or no work"
	case shown.Source == page.FirstLine:
		return "the page is plain text without a heading"
	case shown.Source == page.FeedTitle:
		return "the page is a feed, a list of many works"
	case p.MediaType == pdfType && !opened(cited, p):
		return "the first page of the PDF does not tell"
	case p.Front():
		return "the address is a site's front page"
	}
	own, theirs := scriptOf(cited), scriptOf(shown.Text)
	if ofText := scriptOf(head(p.Text)); theirs == own && ofText != "" && len(p.Text) > 300 {
		theirs = ofText
	}
	if own != "" && theirs != "" && own != theirs {
		return fmt.Sprintf("the page is in %s script, the cited title in %s", theirs, own)
	}
	if why := spellingsDiffer(cited, shown.Text+" "+head(p.Text)); why != "" {
		return why
	}
	return languagesDiffer(cited, shown.Text, p)
}

const pdfType = "application/pdf"

// opened reports whether the first page of a PDF could be read and is not
// about the cited title: its metadata alone is too often wrong.
func opened(cited string, p *page.Page) bool {
	const enough = 60 // words
	read := map[string]bool{}
	n := 0
	for w := range strings.FieldsSeq(fold(p.Prose())) {
		read[w] = true
		n++
	}
	if newTitle(cited).spaceless() {
		return utf8.RuneCountInString(p.Prose()) >= 2*enough
	}
	want, found := 0, 0
	for _, w := range newTitle(cited).words {
		if weight(w) == 1 {
			want++
			if read[w] {
				found++
			}
		}
	}
	return n >= enough && 4*found < 3*want
}

// head is the part of a text that is enough to tell its language.
func head(text string) string {
	const enough = 6000
	if len(text) <= enough {
		return text
	}
	return strings.ToValidUTF8(text[:enough], "")
}

// isPartNumber reports whether what stands in brackets numbers a work.
func isPartNumber(s string) bool {
	const most = 4 // words
	words := canonical(newTitle(s).words)
	return len(words) > 0 && len(words) <= most && len(numbersIn(words)) > 0
}

// citedReadings are the forms in which a cited title may stand on the page: as
// it is, without a translation or remark in brackets, and that alone.
func citedReadings(cited string) []title {
	var list []title
	add := func(s string) {
		t := newTitle(s)
		if t.folded == "" {
			return
		}
		for _, have := range list {
			if have.dense == t.dense {
				return
			}
		}
		list = append(list, t)
	}
	add(cited)
	for _, pair := range []string{"[]", "()", "［］", "（）"} {
		marks := []rune(pair)
		i, j := strings.IndexRune(cited, marks[0]), strings.LastIndex(cited, string(marks[1]))
		if i < 0 || j < i {
			continue
		}
		inside := cited[i+len(string(marks[0])) : j]
		if isPartNumber(inside) {
			continue // it tells one work from the next
		}
		outside := cited[:i] + " " + cited[j+len(string(marks[1])):]
		if len(newTitle(outside).words) > 1 || newTitle(outside).spaceless() {
			add(outside)
		}
		if len(newTitle(inside).words) > 2 || scriptOf(inside) != scriptOf(outside) {
			add(inside)
		}
	}
	return list
}
