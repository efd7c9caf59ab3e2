package checker

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// Run visits each distinct link of papers once and hands every finished
// result to emit, which is called from several goroutines at once. Links of
// one host are asked for one after another at the host's rate; different hosts
// do not wait for each other.
//
// It ends with ctx's error after an interruption, with what emit returned
// where that failed, and with a *NoNetworkError where nothing could be reached.
func Run(ctx context.Context, papers []*paper.Paper, o Options, emit func(Result) error) error {
	o = o.withDefaults()
	r := newRun(o, emit)
	links := collect(papers, o)
	if o.Only != nil {
		links = slices.DeleteFunc(links, func(l *link) bool { return !o.Only(l.address) })
	}
	links, err := r.settle(ctx, links)
	if err != nil {
		return err
	}
	var queues []*queue
	byHost := map[string]*queue{}
	for _, l := range links {
		q := byHost[l.host]
		if q == nil {
			q = &queue{host: r.host(l.host)}
			byHost[l.host] = q
			queues = append(queues, q)
		}
		q.links = append(q.links, l)
		q.host.left++
	}
	if err := r.drain(ctx, queues); err != nil {
		return err
	}
	return r.outlet.close()
}

func newRun(o Options, emit func(Result) error) *run {
	return &run{
		options: o,
		slots:   newSlots(o.Concurrency),
		desk:    newDesk(),
		hosts:   map[string]*host{},
		at:      map[string]*server{},
		outlet:  outlet{receive: emit},
	}
}

// maxRecalls is how many stored answers are in memory at the same time.
const maxRecalls = 4

// settle emits the links that need no visit, because their verdict is clear or
// an earlier check is still good, and returns the others.
func (r *run) settle(ctx context.Context, links []*link) ([]*link, error) {
	g, recalls := errgroup.WithContext(ctx)
	g.SetLimit(min(runtime.GOMAXPROCS(0), maxRecalls))
	for _, l := range links {
		if recalls.Err() != nil {
			break // g.Wait or ctx say why
		}
		if l.known != nil {
			check := &Check{URL: l.address, Verdict: *l.known, CheckedAt: time.Now()}
			if err := r.outlet.emit(l.result(check)); err != nil {
				return nil, errors.Join(err, g.Wait())
			}
			l.settled = true
		} else if r.options.Recall != nil {
			g.Go(func() error { return r.recall(l) })
		}
	}
	if err := cmp.Or(g.Wait(), ctx.Err()); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(links, func(l *link) bool { return l.settled }), nil
}

// recall emits an earlier check of a link, if one is still good. What it is
// held against is what the papers cite now.
func (r *run) recall(l *link) error {
	check, err := r.options.Recall(l.address)
	if check == nil || err != nil {
		return err
	}
	l.settled = true
	if len(check.Exchanges) > 0 && check.Health == verdict.Alive {
		check.Page = readPage(check.Exchanges[0], r.options.MaxBytes)
	}
	check.Exchanges = nil
	result := l.result(check)
	check.Page = nil
	return r.outlet.emit(result)
}

// A queue holds the links of one host that still have to be visited.
type queue struct {
	host  *host
	links []*link
}

// A run is what the visits of one Run share.
type run struct {
	options Options
	slots   *slots // links on the wire or being judged
	desk    *desk
	outlet  outlet

	mu    sync.Mutex
	hosts map[string]*host
	at    map[string]*server // by the address that answered
}

// host is that of a name, as hostOf gives it.
func (r *run) host(name string) *host {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.hosts[name]
	if h == nil {
		h = newHost(name, r.options.rate(name))
		r.hosts[name] = h
	}
	return h
}

// drain works through all queues, each in its own goroutine.
func (r *run) drain(ctx context.Context, queues []*queue) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, q := range queues {
		g.Go(func() error { return r.drainOne(ctx, q) })
	}
	return g.Wait()
}

func (r *run) drainOne(ctx context.Context, q *queue) error {
	g, visits := errgroup.WithContext(ctx)
	defer context.AfterFunc(visits, q.host.wake)()
	for i, l := range q.links {
		q.links[i] = nil // what was visited takes no memory
		if err := q.host.start(visits); err != nil {
			break // g.Wait or ctx say why
		}
		g.Go(func() error {
			defer q.host.finish()
			return r.visit(visits, q.host, l)
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// visit checks one link of a host that let it start, and hands the result on.
// The slot is held until the result is handed over, so that the number of
// answers in memory is bounded.
func (r *run) visit(ctx context.Context, from *host, l *link) error {
	v := &visitor{run: r, link: l, from: from, left: r.options.Timeout}
	defer v.came()
	defer v.release()
	check, err := v.check(ctx)
	if err != nil {
		v.free()
		return err
	}
	if err := r.recollect(check); err != nil {
		return err
	}
	result := l.result(check)
	v.stand()
	return r.outlet.deliver(result, v.local)
}

// result joins a check with the references that cite its link and says what
// is wrong with each.
func (l *link) result(check *Check) Result {
	citations := make([]Citation, len(l.citations))
	for i, c := range l.citations {
		c.Findings = findings(c.Reference, check)
		citations[i] = c
	}
	return Result{Check: check, Citations: citations}
}

// An outlet hands results on. It holds back those that never left this
// machine's network until one link has got further: before that, a name that
// "does not exist" may only mean that there is no network.
type outlet struct {
	receive func(Result) error

	mu      sync.Mutex
	proven  bool // some link got past the resolver and the local network
	held    []Result
	local   int // held results that did not even reach a resolver
	replies int // held results whose resolver answered or timed out
}

// emit hands one result on. Its answers are needed no longer then.
func (o *outlet) emit(result Result) error {
	answers := result.Check.Exchanges
	err := o.receive(result)
	for _, e := range answers {
		e.Free()
	}
	return err
}

func (o *outlet) deliver(result Result, local bool) error {
	if o.hold(result, local) {
		return nil
	}
	for _, earlier := range o.release(result) {
		if err := o.emit(earlier); err != nil {
			return err
		}
	}
	return o.emit(result)
}

func (o *outlet) hold(result Result, local bool) bool {
	c := result.Check
	unresolved := c.Status == 0 && (c.Reason == verdict.DNS || c.Reason == verdict.DNSFailure)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.proven || !local && !unresolved {
		return false
	}
	o.held = append(o.held, result)
	if local {
		o.local++
	} else {
		o.replies++
	}
	return true
}

// release gives what was held, once a result proves that there is a network.
// A skipped link proves nothing.
func (o *outlet) release(result Result) []Result {
	if result.Check.Health == verdict.Skipped {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	held := o.held
	o.proven, o.held = true, nil
	return held
}

// close decides about results that are still held. One host whose name cannot
// be resolved is that host's fault; several without a single exception, or a
// machine that cannot even ask, are the network's.
func (o *outlet) close() error {
	if len(o.held) == 0 {
		return nil
	}
	hosts := map[string]bool{}
	for _, result := range o.held {
		if u, err := url.Parse(result.Check.URL); err == nil {
			hosts[hostOf(u)] = true
		}
	}
	if o.replies > 0 && len(hosts) == 1 {
		for _, result := range o.held {
			if err := o.emit(result); err != nil {
				return err
			}
		}
		return nil
	}
	for _, result := range o.held {
		c := result.Check
		if c.Health == verdict.Dead {
			c.Verdict = verdict.Of(verdict.DNSFailure, "no network")
		}
		for i := range result.Citations {
			result.Citations[i].Findings = nil // twelve times "no network" would hide what the document shows
		}
	}
	return &NoNetworkError{Results: o.held}
}
