package page

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/citecheck/citecheck/paper"
)

// Pages that state no date in metadata or a clear byline mostly still show one.
// A guess takes the day in the page's address; else, of the short texts and
// attributes that hold a day, the one that is most likely a dateline: marked up
// as a time, in an element named after dates, close to the headline. It is
// never structured, so that it alone convicts no reference of an error.
func (d dater) guess(root *html.Node, address *url.URL) Guess {
	if date, ok := d.inAddress(address); ok {
		return Guess{date, true}
	}
	g := guesser{dater: d, headline: -1}
	g.walk(root)
	best, most := Guess{}, 0
	for _, c := range g.found {
		if score := c.score(g.headline); score > most {
			best, most = Guess{c.date, c.sure(g.headline)}, score
		}
	}
	return best
}

// A Guess is a date that a page does not state; the zero Guess is none.
type Guess struct {
	Date
	Sure bool // it stands in the address, or marked up as a date right below the headline
}

// dayInPath is a whole day in an address: /2025/11/07/, /2025-11-07-title,
// /20251107/, and in folders also /2025/9/7/.
var (
	dayInPath    = regexp.MustCompile(`[/_.-](19\d\d|20\d\d)([/_.-]?)(0[1-9]|1[0-2])([/_.-]?)(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)
	dayInFolders = regexp.MustCompile(`/(19\d\d|20\d\d)(/)([1-9]|0[1-9]|1[0-2])(/)([1-9]|0[1-9]|[12]\d|3[01])(?:/|$)`)
)

// DayInAddress is the day that the address of the page has, zero for none.
func (p *Page) DayInAddress() paper.Date {
	day, _ := (dater{limit: time.Now()}).inAddress(p.url)
	return day.Date
}

func (d dater) inAddress(u *url.URL) (Date, bool) {
	if u == nil {
		return Date{}, false
	}
	m := dayInPath.FindStringSubmatch(u.Path)
	if m == nil || m[2] != m[4] {
		m = dayInFolders.FindStringSubmatch(u.Path)
	}
	if m == nil {
		return Date{}, false
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	list := d.keep(nil, Date{Date: paper.Date{Year: number(m[1]), Month: number(m[3]), Day: number(m[5])}, Source: "address"}, false)
	if len(list) == 0 {
		return Date{}, false
	}
	return list[0], true
}

// A candidate is a day that stands somewhere on a page.
type candidate struct {
	date  Date
	at    int // texts before it
	time  bool
	named bool // its element is named after dates
	alone bool // its block says hardly more, below a line that announces nothing else
	bare  bool // hardly more than the day stands there
	apart bool // in a part of the page that is about other pages
}

// score says how likely a candidate is the page's own day; 0 is not.
func (c candidate) score(headline int) int {
	const reach = 40 // texts between headline and dateline
	distance := 0
	switch {
	case headline < 0:
		distance = reach / 2
	case c.at >= headline:
		distance = c.at - headline
	default:
		distance = 2 * (headline - c.at)
	}
	n := 0
	switch {
	case c.time:
		n = 100
	case c.named:
		n = 80
	case distance <= reach:
		n = 40
	}
	if n == 0 || c.apart && distance > reach/4 {
		return 0
	}
	return max(n-min(distance, 60), 1)
}

// sure says whether nothing else than the page's own day is likely to stand
// there: right below the headline, marked up as a date, and in no part that is
// about something else.
func (c candidate) sure(headline int) bool {
	const close, next = 20, 6 // texts
	below := c.at - headline
	return c.bare && !c.apart && headline >= 0 && below >= 0 && (below <= close && (c.time || c.named) || below <= next && c.alone)
}

// A guesser walks over a page for days.
type guesser struct {
	dater
	found    []candidate
	texts    int
	before   string // the text before
	headline int    // texts before the first h1; -1 before it was met
}

// Bounds on what is looked at.
const (
	mostGuesses   = 200
	guessNodes    = 100_000
	longestDay    = 90 // bytes of a text that is a dateline
	nearestLevels = 3  // elements around a text whose names count
)

func (g *guesser) walk(root *html.Node) {
	seen := 0
	for n := range root.Descendants() {
		if seen++; seen > guessNodes || len(g.found) >= mostGuesses {
			return
		}
		switch n.Type {
		case html.TextNode:
			if strings.TrimSpace(n.Data) != "" && !silent(n.Parent) {
				g.texts++
				g.take(n.Parent, n.Data)
				g.before = n.Data[:min(len(n.Data), longestDay)]
			}
		case html.ElementNode:
			g.element(n)
		}
	}
}

// element takes the days in attributes.
func (g *guesser) element(n *html.Node) {
	if n.DataAtom == atom.H1 && g.headline < 0 {
		g.headline = g.texts
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "datetime", a.Key == "title" && n.DataAtom != atom.A && n.DataAtom != atom.Img,
			strings.HasPrefix(a.Key, "data-") && strings.Contains(a.Key, "date"), a.Key == "content" && n.DataAtom != atom.Meta:
			g.take(n, a.Val)
		}
	}
}

// take adds the day in a short text of an element.
func (g *guesser) take(n *html.Node, text string) {
	if len(text) > longestDay || !maybeDated(text) {
		return
	}
	date, ok := parseDate(strings.TrimSpace(text))
	if !ok || date.Day == 0 || g.today(date) {
		return
	}
	list := g.keep(nil, date, false)
	if len(list) == 0 {
		return
	}
	c := candidate{date: list[0], at: g.texts, bare: formOf(text).bare()}
	const label = 3 // words
	c.alone = (len(strings.Fields(g.before)) > label || !formOf(g.before).other) && bareLine(n)
	c.date.Source = "dateline, guessed"
	for level, e := 0, n; e != nil && level < 2*nearestLevels; level, e = level+1, e.Parent {
		names := strings.ToLower(attr(e, "class") + " " + attr(e, "id"))
		if level < nearestLevels {
			c.time = c.time || e.DataAtom == atom.Time
			c.named = c.named || containsAny(names, datedClasses...)
		}
		c.apart = c.apart || containsAny(names, otherClasses...) || containsAny(names, apartNames...) || apartElements[e.DataAtom] ||
			level < nearestLevels && containsAny(names, "latest", "widget", "teaser", "card", "list-item")
		if containsAny(names, "event", "deadline", "expir") || e.DataAtom == atom.Td && level < nearestLevels {
			return
		}
	}
	g.found = append(g.found, c)
}

// bareLine reports whether the block that n stands in says hardly more than a
// day and who wrote.
func bareLine(n *html.Node) bool {
	for n.Parent != nil && breakOf(n.DataAtom) == 0 {
		n = n.Parent
	}
	line := textOf(n)
	return len(line) <= longestDay && formOf(line).bare()
}

// apartElements hold what is about other pages, or about pictures.
var apartElements = map[atom.Atom]bool{atom.Footer: true, atom.Aside: true, atom.Nav: true, atom.Figcaption: true, atom.Figure: true, atom.A: true}

// apartNames are in the names of parts that are about other pages.
var apartNames = []string{"comment", "related", "sidebar", "footer", "copyright", "recommend"}
