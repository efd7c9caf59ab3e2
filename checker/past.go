package checker

import (
	"fmt"
	"net/http"
	"time"

	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A Past is what earlier checks found of a link.
type Past struct {
	// Failed are the times of the checks before this one that failed, newest
	// first, up to the first that did not. Fails says which do.
	Failed []time.Time
	// TextSHA256 is that of the last page that was alive, "" where there is none.
	TextSHA256 string
	// Answer gives that page again.
	Answer func() (*fetch.Exchange, error)
}

// When a link that fails is dead: it failed three checks in a row, this one
// included, and the first of them is two weeks ago.
const (
	failures   = 3
	failedLong = 14 * 24 * time.Hour
)

// Fails reports whether a check found nothing that a reader would find either:
// no connection, or a server's own fault. A site that turns programs away, or
// sends them round in circles, may well show a reader the page.
func Fails(reason verdict.Reason, status int) bool {
	switch reason {
	case verdict.Timeout, verdict.Refused, verdict.DNSFailure, verdict.LongFailing:
		return true
	case verdict.ServerError:
		return status >= http.StatusInternalServerError
	}
	return false
}

// recollect holds a check against the past of its link.
func (r *run) recollect(c *Check) error {
	if r.options.Past == nil || c.Health != verdict.Alive && !Fails(c.Reason, c.Status) {
		return nil
	}
	past, err := r.options.Past(c.URL, c.CheckedAt)
	if err != nil || past == nil {
		return err
	}
	if c.Health == verdict.Alive {
		c.setChange(past, r.options.MaxBytes)
		return nil
	}
	if n := len(past.Failed); n >= failures-1 && c.CheckedAt.Sub(past.Failed[n-1]) >= failedLong {
		c.Verdict = verdict.Of(verdict.LongFailing, fmt.Sprintf("%s in %d checks since %s: %s",
			c.Reason, n+1, past.Failed[n-1].UTC().Format(time.DateOnly), c.Detail))
	}
	return nil
}

// setChange compares the page with the last one that was alive. Where that
// cannot be read any more, there is nothing to say.
func (c *Check) setChange(past *Past, maxBytes int64) {
	switch {
	case c.Page == nil || c.TextSHA256 == "" || past.TextSHA256 == "":
		return
	case c.TextSHA256 == past.TextSHA256:
		c.Change = compare.Same
		return
	}
	e, err := past.Answer()
	if err != nil {
		return
	}
	if before := readPage(e, maxBytes); before != nil {
		c.Change, c.likeness = compare.Pages(before, c.Page)
	}
}

// contentChanged is the finding for a page whose text is not what it was.
func contentChanged(c *Check) []paper.Finding {
	message := ""
	switch c.Change {
	case compare.Changed:
		message = "The page has another text than when it was last seen: see citecheck diff."
	case compare.Shortened:
		message = "The page shows only a part of the text that it had when it was last seen: see citecheck diff."
	default:
		return nil
	}
	f := paper.Finding{Rule: "content-changed", Severity: paper.Warning, Message: message, Cited: c.URL, Evidence: "the readable text"}
	if !c.Cached { // of an earlier check it is not known any more
		f.Score = &c.likeness
	}
	return []paper.Finding{f}
}
