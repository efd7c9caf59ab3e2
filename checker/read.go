package checker

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A reading is a check with what only the visitor needs to know of it.
type reading struct {
	*Check
	fits    bool // the page's own title is one that the paper cites
	broken  bool // the answer did not arrive whole
	settled bool // asking again would change nothing

	doubtful bool           // the page may be what its site gives for every address
	evidence judge.Evidence // for the judgement

	onward string // where a browser would go on to from the page; "" where it would stay
}

// read turns what a visit brought into a check. It gives up what it does not
// need of its seat, which may be nil.
func read(l *link, visit *fetch.Visit, o Options, at *seat) *reading {
	c := &Check{URL: l.address, CheckedAt: time.Now().UTC(), Redirects: hops(visit), Exchanges: visit.Exchanges}
	r := &reading{Check: c, broken: visit.Last() == nil || visit.Last().Truncated == "disconnect"}
	r.settled = visit.Err != nil && errors.Is(visit.Err, errNotAsked)
	r.judge(l, visit, o, at)
	return r
}

// judge reads the last answer and decides. A page that brings a parser to a
// fault costs its own verdict, not the run.
func (r *reading) judge(l *link, visit *fetch.Visit, o Options, at *seat) {
	c := r.Check
	defer func() {
		if fault := recover(); fault != nil {
			c.Verdict = verdict.Of(verdict.BadResponse, "this program fails to read the page; please report its address")
			c.Page, r.settled = nil, true
		}
	}()
	evidence := judge.Evidence{Target: l.address, Visit: visit}
	if last := visit.Last(); last != nil {
		c.Status, c.FinalURL, c.CheckedAt = last.Status, last.URL, last.At
		c.Bytes = last.Size()
		sum := last.Sum()
		c.SHA256 = hex.EncodeToString(sum[:])
		body, err := fetch.DecodeStart(last, o.MaxBytes, enoughOf(last))
		if at != nil {
			at.shrink(len(body))
		}
		p := page.ParseAt(body, last.Header.Get("Content-Type"), last.URL, last.At)
		evidence.Body, evidence.BodyErr, evidence.Page = body, err, p
		evidence.Cited = l.titles()
		r.fits = fits(evidence.Cited, p)
		evidence.Fits = r.fits
		c.describe(p)
	}
	c.Verdict, r.onward = judge.Decide(evidence)
	if last := visit.Last(); last != nil && last.NotModified != nil && c.Detail == "" {
		c.Detail = "not modified since " + last.Origin.Date + " (HTTP 304)"
	}
	r.evidence = evidence
	r.doubtful = c.Health == verdict.Alive && judge.Doubtful(evidence, len(l.titles()) > 0)
}

// close lets go of the page. What was found out of it stays.
func (r *reading) close() {
	r.Check.Page, r.evidence.Page, r.evidence.Body = nil, nil, nil
}

// readPage reads the page of an answer, or nil where that cannot be read.
func readPage(e *fetch.Exchange, maxBytes int64) *page.Page {
	body, err := fetch.DecodeStart(e, maxBytes, enoughOf(e))
	if err != nil {
		return nil
	}
	return page.ParseAt(body, e.Header.Get("Content-Type"), e.URL, e.At)
}

// describe takes over what the page says of itself.
func (c *Check) describe(p *page.Page) {
	c.Page = p
	c.ContentType = p.MediaType
	c.Title = p.Title().Text
	if len(p.Published) > 0 {
		c.Published = p.Published[0].Date
	} else {
		c.Published = p.Guessed.Date.Date
	}
	if len(p.Modified) > 0 {
		c.Modified = p.Modified[0].Date
	}
	if p.Text != "" {
		c.TextSHA256 = sumOf(p.Text)
	}
}

// sumOf is the SHA-256 of a text in hex. It goes by pieces, because a copy of
// the whole text would cost more than its hash.
func sumOf(text string) string {
	hash := sha256.New()
	var piece [4 << 10]byte
	for len(text) > 0 {
		n := copy(piece[:], text)
		hash.Write(piece[:n])
		text = text[n:]
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// fits reports whether one of the page's own titles is one that is cited. A
// title that merely stands in the text does not count: a page that says "X was
// not found" names X too.
func fits(cited []string, p *page.Page) bool {
	for _, title := range cited {
		if m := compare.Titles(title, p); m.Match && m.Evidence == compare.InTitle {
			return true
		}
	}
	return false
}

// hops are the redirects of a visit and where each led.
func hops(visit *fetch.Visit) []Hop {
	var hops []Hop
	for i := 1; i < len(visit.Exchanges); i++ {
		hops = append(hops, Hop{Status: visit.Exchanges[i-1].Status, URL: visit.Exchanges[i].URL})
	}
	return hops
}
