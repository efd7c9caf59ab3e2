package checker

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A visitor visits one link: as often as it takes, within its time. It is the
// fetch.Source of its own visits, so that every request, redirects and retries
// included, waits for its host's turn.
type visitor struct {
	run    *run
	link   *link
	from   *host         // that started it, until it has had its first turn
	left   time.Duration // of the link's time; waiting for a turn does not use it up
	spent  time.Duration
	asked  int // visits made
	slot   bool
	seat   *seat             // at the desk; nil where nothing is read
	open   *reading          // what was read there
	got    []*fetch.Exchange // by the visit under way
	whole  bool              // ask without condition: what is at hand cannot be read
	last   *host             // asked last: that of the cited address, or of a redirect's
	local  bool              // the last visit never left this machine's network
	wanted time.Duration     // the last Retry-After
}

// check visits the link until its verdict stands.
func (v *visitor) check(ctx context.Context) (*Check, error) {
	c, err := v.settle(ctx)
	if err != nil {
		return nil, err
	}
	return c.Check, nil
}

// settle is check, with what the visitor knows besides.
func (v *visitor) settle(ctx context.Context) (*reading, error) {
	c, err := v.once(ctx, false)
	if err != nil {
		return nil, err
	}
	for retry := 1; v.canHeal(c, retry); retry++ {
		if !v.pause(ctx, v.backoff(c, retry)) {
			break
		}
		if c, err = v.once(ctx, true); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !v.run.options.Recorded && !c.settled && (c.Reason == verdict.NotFound || c.Reason == verdict.DNS) {
		return v.confirm(ctx, c)
	}
	if !v.run.options.Recorded && c.doubtful {
		return c, v.probe(ctx, c)
	}
	return c, nil
}

// probe asks for a made-up address beside a doubtful page, once for all pages
// of its folder: a site that gives the same page for both does not have the
// cited one. Its error is ctx's.
func (v *visitor) probe(ctx context.Context, c *reading) error {
	cited, err := url.Parse(v.link.address)
	if err != nil {
		return nil // says nothing of the page
	}
	sibling := judge.Sibling(cited)
	if sibling == nil || v.left <= 0 {
		return nil
	}
	p, first := v.run.host(hostOf(sibling)).probe(sibling.String())
	if first {
		err := v.ask(ctx, sibling, p)
		c.Duration = v.spent
		if err != nil {
			return err
		}
	} else {
		v.release() // whoever asks needs a slot
		select {
		case <-p.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := v.sit(ctx, c.evidence.Visit.Last()); err != nil {
		return err
	}
	// The page was let go while its sibling was asked for.
	again := read(v.link, c.evidence.Visit, v.run.options, v.seat)
	if got, ok := judge.SamePage(again.evidence, p.face); ok {
		c.Verdict = got
	}
	c.Page, v.open = again.Page, c
	return nil
}

// ask visits a sibling and keeps what it shows in p. Its error is ctx's.
func (v *visitor) ask(ctx context.Context, sibling *url.URL, p *probe) error {
	defer close(p.done)
	walk := fetch.Follow(ctx, v, sibling.String(), false)
	if err := ctx.Err(); err != nil {
		return err
	}
	defer func() {
		for _, e := range walk.Visit.Exchanges {
			e.Free()
		}
	}()
	if walk.Visit.Err != nil {
		return nil // says nothing of any page
	}
	made := &link{address: sibling.String()}
	if err := v.sit(ctx, walk.Visit.Last()); err != nil {
		return err
	}
	defer v.stand()
	p.face = judge.FaceOf(read(made, walk.Visit, v.run.options, v.seat).evidence)
	return nil
}

// confirm asks a second time, on a fresh connection, before a link is called dead.
func (v *visitor) confirm(ctx context.Context, first *reading) (*reading, error) {
	v.release()
	if err := sleep(ctx, v.run.options.Confirm); err != nil {
		return nil, err
	}
	v.left = max(v.left, v.run.options.Timeout/2) // the first answer was fast or slow; the second has its own time
	second, err := v.once(ctx, true)
	if err != nil {
		return nil, err
	}
	c := second.Check
	switch {
	case second.Reason == first.Reason:
		c.Detail += ", asked twice"
		if c.Reason == verdict.DNS {
			v.last.gone(c.Verdict)
		}
	case second.Health == verdict.Alive && !second.fits:
		c.Verdict = verdict.Of(verdict.ServerError, fmt.Sprintf("%s at first, then HTTP %d", first.Detail, c.Status))
	case second.Health == verdict.Unsure:
		c.Detail += " (at first: " + first.Detail + ")"
	}
	return second, nil
}

// once makes one visit and reads what came of it. Its error is ctx's.
func (v *visitor) once(ctx context.Context, fresh bool) (*reading, error) {
	v.asked++
	v.free()
	walk := fetch.Follow(ctx, v, v.link.address, fresh)
	c, err := v.read(ctx, walk)
	if err != nil {
		return nil, err
	}
	for c.onward != "" && walk.GoOn(ctx, c.onward) {
		next, err := v.read(ctx, walk)
		if err != nil {
			return nil, err
		}
		if next.Reason == verdict.Offline { // a recording that ends here
			if c, err = v.read(ctx, &fetch.Walk{Visit: c.evidence.Visit}); err != nil {
				return nil, err
			}
			break
		}
		c = next
	}
	c.Attempts, c.Duration = v.asked, v.spent
	return c, nil
}

// read reads what a walk has brought so far. Its error is ctx's.
func (v *visitor) read(ctx context.Context, walk *fetch.Walk) (*reading, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v.local = walk.Visit.Err != nil && walk.Visit.Err.Local
	seen := *walk.Visit // as it is now
	if err := v.sit(ctx, seen.Last()); err != nil {
		return nil, err
	}
	v.open = read(v.link, &seen, v.run.options, v.seat)
	return v.open, nil
}

// sit takes a seat at the desk to read answers.
func (v *visitor) sit(ctx context.Context, answers ...*fetch.Exchange) (err error) {
	v.stand()
	v.seat, err = v.run.desk.sit(ctx, answers...)
	return err
}

// stand leaves the desk, and with it the page that was read there.
func (v *visitor) stand() {
	if v.open != nil {
		v.open.close()
		v.open = nil
	}
	if v.seat != nil {
		v.seat.leave()
		v.seat = nil
	}
}

// free gives back the answers that came so far.
func (v *visitor) free() {
	for _, e := range v.got {
		e.Free()
	}
	v.got = nil
}

// canHeal reports whether asking again could give another answer.
func (v *visitor) canHeal(c *reading, retry int) bool {
	if v.run.options.Recorded || v.local || c.settled || v.left <= 0 {
		return false
	}
	switch c.Reason {
	case verdict.RateLimited: // as often as the time allows
		return true
	case verdict.Refused, verdict.Timeout, verdict.DNSFailure, verdict.ServerError:
	case verdict.BadResponse:
		if !c.broken {
			return false
		}
	default:
		return false
	}
	return retry <= v.run.options.Retries && (c.Reason != verdict.ServerError || heals(c.Status))
}

// heals reports whether a server that answered status may answer otherwise soon.
func heals(status int) bool {
	return status == http.StatusRequestTimeout || status >= 500 &&
		status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported
}

// backoff is how long to wait before the given retry: twice as long each
// time, with jitter so that the links of a host do not come back together.
func (v *visitor) backoff(c *reading, retry int) time.Duration {
	d := time.Second << min(retry-1, 4)
	d = d/2 + rand.N(d/2)
	if c.Reason == verdict.RateLimited {
		d = max(d, v.wanted)
	}
	return d
}

// pause waits for d of the link's time; false where there is not as much.
func (v *visitor) pause(ctx context.Context, d time.Duration) bool {
	if d >= v.left {
		return false
	}
	v.release()
	v.left -= d
	return sleep(ctx, d) == nil
}

// Fetch makes one exchange when its host's turn has come.
func (v *visitor) Fetch(ctx context.Context, req fetch.Request) (*fetch.Exchange, error) {
	h := v.run.host(hostOf(req.URL))
	v.last = h
	v.release()
	no, err := h.enter(ctx, v.run.slots, v.left)
	v.came()
	if err != nil {
		return nil, &fetch.Error{Reason: verdict.Timeout, Detail: "interrupted", Err: err}
	}
	if no != nil {
		return nil, &fetch.Error{Reason: no.Reason, Detail: no.Detail, Err: errNotAsked}
	}
	v.slot = true
	began := time.Now()
	limited, cancel := context.WithTimeout(ctx, v.left)
	defer cancel()
	stored := v.stored(&req)
	exchange, err := v.run.options.Source.Fetch(limited, req)
	if exchange != nil {
		v.got = append(v.got, exchange)
	}
	took := time.Since(began)
	v.left, v.spent = v.left-took, v.spent+took
	if ctx.Err() == nil {
		v.observe(h, exchange, err)
	}
	if stored == nil || err != nil || exchange.Status != http.StatusNotModified {
		return exchange, err
	}
	known, unread := stored.Load()
	if unread != nil {
		v.whole = true
		return v.Fetch(ctx, fetch.Request{URL: req.URL, Cookies: req.Cookies, Fresh: req.Fresh})
	}
	known = exchange.Confirmed(known)
	v.got = append(v.got, known)
	return known, nil
}

// stored asks on the condition that a page is another than the one at hand.
// What is asked again is asked for without.
func (v *visitor) stored(req *fetch.Request) *Stored {
	if v.run.options.Stored == nil || v.run.options.Recorded || v.whole || req.Fresh {
		return nil
	}
	s := v.run.options.Stored(v.link.address, fetch.Address(req.URL))
	if s == nil || s.Validators == (fetch.Validators{}) {
		return nil
	}
	req.Stored = s.Validators
	return s
}

// errNotAsked marks a verdict that was reached without a request.
var errNotAsked = errors.New("not asked")

// observe tells the host what came of a request to it.
func (v *visitor) observe(h *host, exchange *fetch.Exchange, err error) {
	var failed *fetch.Error
	if err != nil && !errors.As(err, &failed) {
		failed = &fetch.Error{Reason: verdict.BadResponse, Detail: "no answer", Err: err}
	}
	if exchange != nil {
		failed = nil // an answer began: the connection works
		h.sent(exchange.At)
	}
	h.saw(failed)
	server := v.run.met(h, exchange)
	if exchange == nil || exchange.Status != http.StatusTooManyRequests && exchange.Status != http.StatusServiceUnavailable {
		return
	}
	now := time.Now()
	wait, told := fetch.RetryAfter(exchange, now)
	v.wanted = wait
	if told || exchange.Status == http.StatusTooManyRequests {
		v.run.slow(server, now.Add(max(wait, time.Second)))
	}
}

// came lets the host start the next link.
func (v *visitor) came() {
	if v.from != nil {
		v.from.came()
		v.from = nil
	}
}

// release gives the slot back, and lets go of what only its holder may have in
// memory.
func (v *visitor) release() {
	v.stand()
	if v.slot {
		v.slot = false
		v.run.slots.release()
	}
}
