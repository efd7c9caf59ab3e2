package checker

import (
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A link is one distinct address of a run with all references that cite it.
type link struct {
	address   string // normalised; as written where it is malformed
	host      string // under whose name its requests queue
	citations []Citation
	known     *verdict.Verdict // what is clear without a visit; nil where one is needed
	settled   bool             // its result was emitted
}

// collect gives the distinct links of papers in the order in which they are
// first cited.
func collect(papers []*paper.Paper, o Options) []*link {
	var links []*link
	byAddress := map[string]*link{}
	for _, p := range papers {
		for _, ref := range p.References {
			address, err := ref.Link()
			if address == "" {
				continue
			}
			l := byAddress[address]
			if l == nil {
				l = newLink(address, err, o)
				byAddress[address] = l
				links = append(links, l)
			}
			l.citations = append(l.citations, Citation{Paper: p, Reference: ref})
		}
	}
	return links
}

func newLink(address string, malformed error, o Options) *link {
	l := &link{address: address}
	know := func(r verdict.Reason, detail string) *link {
		v := verdict.Of(r, detail)
		l.known = &v
		return l
	}
	if malformed != nil {
		return know(verdict.Malformed, malformed.Error())
	}
	u, err := url.Parse(address)
	if err != nil {
		return know(verdict.Malformed, "not a URL")
	}
	l.host = hostOf(u)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return know(verdict.Scheme, u.Scheme+": is not a web address")
	case o.Exclude != nil && o.Exclude.MatchString(address):
		return know(verdict.Excluded, "matches --exclude")
	case o.Include != nil && !o.Include.MatchString(address):
		return know(verdict.Excluded, "does not match --include")
	case o.Offline:
		return know(verdict.Offline, "")
	}
	return l
}

// titles are the titles that the link is cited with and that its page could carry.
func (l *link) titles() []string {
	var titles []string
	for _, c := range l.citations {
		if c.Reference.Title != "" && !c.Reference.Described {
			titles = append(titles, c.Reference.Title)
		}
	}
	return titles
}

// hostOf is the name under which u's requests queue.
func hostOf(u *url.URL) string { return strings.ToLower(u.Hostname()) }

// CountLinks is the number of distinct links that papers cite.
func CountLinks(papers []*paper.Paper) int { return len(collect(papers, Options{})) }
