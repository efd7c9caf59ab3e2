package page

import (
	"sort"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A spot is a visible text that may be the date in a byline.
type spot struct {
	node    *html.Node // the text or the time element
	article *html.Node // the innermost article around it, nil for none
	value   string     // what is parsed
	label   string     // all words around, that say what the date is
	class   string     // of the element and its parent
	time    bool       // from a time element
	inArt   bool       // inside article or main
	inMain  bool       // inside main
	heading bool       // inside a heading
	link    bool       // inside a link to another page
	at      int        // bytes of content before it
}

// maybeDated reports whether a text is short and has a year, a check that
// costs nothing, made for each text of the page.
func maybeDated(s string) bool {
	if len(s) < 6 || len(s) > 400 {
		return false
	}
	if !strings.Contains(s, "20") && !strings.Contains(s, "19") && strings.IndexByte(s, 0xd9) < 0 {
		return false
	}
	for i := 0; i+3 < len(s); i++ {
		if (s[i] == '1' && s[i+1] == '9' || s[i] == '2' && s[i+1] == '0') && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
		if s[i] == 0xd9 && (s[i:i+4] == "٢٠" || s[i:i+4] == "١٩") {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// spot takes a text that may be a byline's date. n is its element, node the
// text itself or again the element. What stands below a picture is the
// picture's.
func (w *walker) spot(n, node *html.Node, value, label string) {
	if len(w.spots) >= maxSpots || w.st.level > content || n.DataAtom == atom.Title {
		return
	}
	if w.st.caption {
		return
	}
	label = strings.TrimSpace(label)
	s := spot{node: node, value: value, label: label, at: w.main.b.Len(), article: w.st.articleNode,
		inArt: w.st.article, inMain: w.st.main, time: n.DataAtom == atom.Time,
		heading: w.st.heading, link: w.leadsAway(w.st.link)}
	if value == "" {
		s.value = label
	}
	s.class = attr(n, "class")
	if n.Parent != nil {
		s.class += " " + attr(n.Parent, "class") + " " + attr(n.Parent, "id")
		if prev := n.PrevSibling; prev != nil && prev.Type == html.TextNode && len(prev.Data) < maxLine {
			s.label = prev.Data + " " + s.label
		}
	}
	if hasAttr(n, "pubdate") {
		s.class += " pubdate"
	}
	s.class = " " + strings.ToLower(s.class) + " "
	w.spots = append(w.spots, s)
}

// Where a byline stands, in bytes of content from the end of the first h1.
const (
	bylineBefore = 300
	bylineAfter  = 700
)

// Class names that tell whose date it is.
var (
	datedClasses     = []string{"date", "publish", "posted", "byline", "dateline", "timestamp", "pubdate", "datum", "release", "-time", "_time", " time "}
	publishedClasses = []string{"pubdate", "publish", "entry-date", "post-date", "posted"}
	otherClasses     = []string{"event", "deadline", "expir", "today", "current", "clock", "weather", "caption", "credit",
		"birth", "accessed", "retriev", "breaking", "ticker"}
)

// weight says how likely a spot is the date of what the page shows; 0 is not.
func (s spot) weight(w *walker) int {
	h1, n := w.h1At, 0
	near := h1 >= 0 && s.at-h1 <= bylineAfter && h1-s.at <= bylineBefore
	dated := containsAny(s.class, datedClasses...)
	switch {
	case containsAny(s.class, otherClasses...) || s.apart(w):
		return 0
	case near && s.time:
		n = 60
	case near && dated:
		n = 50
	case near:
		n = 40
	case h1 < 0 && s.inArt && (s.time || dated):
		n = 30
	case h1 < 0 && dated && s.at < bylineAfter:
		n = 20
	default:
		return 0
	}
	if containsAny(s.class, publishedClasses...) {
		n += 8
	}
	if s.inArt {
		n += 4
	}
	if s.at >= h1 {
		n += 3
	}
	return n
}

// apart reports whether a spot stands in another part of the page than the
// headline: in another article, or above it and outside of what holds it, as
// the day in a site's head and the news that tick along there.
func (s spot) apart(w *walker) bool {
	const list = 3 // so many articles below a headline that is in none are a list
	switch {
	case w.h1At < 0:
		return false
	case s.article != nil && s.article != w.h1Article:
		return w.h1Article != nil || s.at < w.h1At || w.articles >= list
	case s.at >= w.h1At:
		return false
	}
	return w.h1Article != s.article || w.h1Main && !s.inMain
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// visible adds the dates that readers see in the byline.
func (d dater) visible(w *walker, published, modified []Date) ([]Date, []Date) {
	const most = 3
	spots := make([]spot, 0, len(w.spots))
	for _, s := range w.spots {
		if s.weight(w) > 0 {
			spots = append(spots, s)
		}
	}
	sort.SliceStable(spots, func(i, j int) bool { return spots[i].weight(w) > spots[j].weight(w) })
	taken := 0
	for _, s := range spots {
		date, ok := parseDate(s.value)
		if !ok || date.Day == 0 || !w.speaksOfPage(s) {
			continue
		}
		date.Source = "byline"
		if s.time {
			date.Source = "time"
		}
		if labelled(s.label) && !labelledFirst(s.label) || containsAny(s.class, "updated", "modified") && !strings.Contains(s.class, "publish") {
			modified = d.keep(modified, date, false)
		} else if d.today(date) && !containsAny(s.class, publishedClasses...) {
			// Perhaps it was published today; many sites show it on every page.
			if s.inArt && s.at >= w.h1At {
				w.today = date
			}
			continue
		} else {
			published = d.keep(published, date, false)
		}
		if taken++; taken == most {
			break
		}
	}
	return published, modified
}

// today reports whether a date is the day of the visit, give or take the time
// zone: many sites show it on each page.
func (d dater) today(date Date) bool {
	const zone = 24 * time.Hour
	first := d.limit.Add(-2 * zone).Truncate(zone)
	return !date.First().Before(first) || !date.Alternate.IsZero() && !date.Alternate.First().Before(first)
}
