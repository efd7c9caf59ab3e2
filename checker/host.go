package checker

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	// perHost bounds the links of one host that are under way at once, so that
	// a slow host takes no more than its share of the slots.
	perHost = 8
	// giveUp is the number of connections in a row that may fail before a host
	// is left alone for the rest of the run.
	giveUp = 3
	// slowest is the rate, in requests a second, below which a host is never slowed.
	slowest = rate.Limit(0.1)
)

// A host is everything that the links of one host name share: its turn, its
// rate and what it was seen to do.
type host struct {
	name    string
	gate    chan struct{} // held by the request whose turn is next
	limiter *rate.Limiter

	mu       sync.Mutex
	changed  *sync.Cond
	left     int // links that are not finished
	active   int // of these, links under way
	coming   int // of these, links that still wait for their first turn
	answered bool
	failures int // connections that failed since the last answer
	lost     *verdict.Verdict
	paused   time.Time // not to be asked before; from Retry-After
	next     time.Time // nor before this; from when the last requests were sent
	probes   map[string]*probe
}

// A probe is a question for a made-up address, whose answer serves all links
// that are beside it.
type probe struct {
	done chan struct{} // closed once face is there
	face judge.Face
}

// probe gives the question for an address, and whether the caller is the first
// to want it and has to ask.
func (h *host) probe(address string) (p *probe, first bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p = h.probes[address]; p == nil {
		p, first = &probe{done: make(chan struct{})}, true
		if h.probes == nil {
			h.probes = map[string]*probe{}
		}
		h.probes[address] = p
	}
	return p, first
}

func newHost(name string, perSecond float64) *host {
	limit := rate.Limit(perSecond)
	if perSecond <= 0 {
		limit = rate.Inf
	}
	h := &host{name: name, gate: make(chan struct{}, 1), limiter: rate.NewLimiter(limit, 1)}
	h.changed = sync.NewCond(&h.mu)
	return h
}

// room is how many links may be under way: few until the host has answered
// once, so that a silent host is asked no more than giveUp times.
func (h *host) room() int {
	if h.answered && h.failures == 0 {
		return perHost
	}
	return max(1, giveUp-h.failures)
}

// wake makes start look at its context again.
func (h *host) wake() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.changed.Broadcast()
}

// start waits until another link of the host may begin. A link that would only
// wait behind another has no need to. Somebody has to wake the host when ctx ends.
func (h *host) start(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for (h.active >= h.room() || h.coming > 0) && h.lost == nil && ctx.Err() == nil {
		h.changed.Wait()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	h.active++
	h.coming++
	return nil
}

// came notes that a link that was started has had its first turn, or wants none.
func (h *host) came() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.coming--
	h.changed.Broadcast()
}

func (h *host) finish() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.active--
	h.left--
	if h.left <= 0 {
		h.probes = nil
	}
	h.changed.Broadcast()
}

// enter waits for the host's turn and then for a slot, in this order: a
// waiting host holds no slot. The rate is counted from the moment at which the
// slot is there, so that two requests are never closer than it allows. Where
// the host is not to be asked at all, enter takes no slot and says why.
func (h *host) enter(ctx context.Context, slots *slots, patience time.Duration) (*verdict.Verdict, error) {
	select {
	case h.gate <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.gate }()
	for {
		if no := h.refuses(patience); no != nil {
			return no, nil
		}
		if wait := h.delay(time.Now()); wait > 0 {
			if err := sleep(ctx, wait); err != nil {
				return nil, err
			}
			continue
		}
		if err := slots.acquire(ctx, h.weight()); err != nil {
			return nil, err
		}
		if h.limiter.Allow() {
			return nil, nil
		}
		slots.release()
	}
}

// delay is how long the host must still be left alone.
func (h *host) delay(now time.Time) time.Duration {
	h.mu.Lock()
	wait := max(h.paused.Sub(now), h.next.Sub(now))
	h.mu.Unlock()
	if limit := h.limiter.Limit(); limit != rate.Inf {
		missing := 1 - h.limiter.TokensAt(now)
		wait = max(wait, time.Duration(missing/float64(limit)*float64(time.Second)))
	}
	return max(wait, 0)
}

// sent notes when a request left. One that had to wait for its connection left
// later than its turn was, and the host counts from its arrival.
func (h *host) sent(at time.Time) {
	limit := h.limiter.Limit()
	if limit == rate.Inf {
		return
	}
	next := at.Add(time.Duration(float64(time.Second) / float64(limit)))
	h.mu.Lock()
	defer h.mu.Unlock()
	if next.After(h.next) {
		h.next = next
	}
}

// weight is how much the host still has to do.
func (h *host) weight() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.left
}

// pause leaves the host alone until then, if that is later than it was told before.
func (h *host) pause(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.paused) {
		h.paused = until
	}
}

// slowDown halves the host's rate: it said that it is asked too often.
func (h *host) slowDown() {
	limit := h.limiter.Limit()
	if limit == rate.Inf {
		limit = 4
	}
	h.limiter.SetLimit(max(limit/2, slowest))
}

// refuses says why a link of the host need not be asked for: the host was
// given up, or it wants to be left alone for longer than a link may take.
func (h *host) refuses(patience time.Duration) *verdict.Verdict {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lost != nil {
		return h.lost
	}
	if wait := time.Until(h.paused); wait > patience {
		v := verdict.Of(verdict.RateLimited, fmt.Sprintf("not asked: the host wants to be left alone for %s (Retry-After)", wait.Round(time.Second)))
		return &v
	}
	return nil
}

// saw takes note of how a request to the host ended.
func (h *host) saw(err *fetch.Error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	defer h.changed.Broadcast()
	if err == nil {
		h.answered, h.failures = true, 0
		return
	}
	switch err.Reason {
	case verdict.Timeout, verdict.Refused, verdict.DNSFailure:
		h.failures++
		if h.failures >= giveUp && h.lost == nil {
			v := verdict.Of(err.Reason, fmt.Sprintf("not asked: %s failed %d times in a row (%s)", h.name, h.failures, err.Detail))
			h.lost = &v
		}
	case verdict.DNS, verdict.Private: // says nothing of its connections
	default:
		h.answered, h.failures = true, 0
	}
}

// gone notes that the host's name does not exist: that holds for all its links.
func (h *host) gone(v verdict.Verdict) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lost = &v
	h.changed.Broadcast()
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
