package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	// fallbackDelay is RFC 8305's Connection Attempt Delay.
	fallbackDelay = 300 * time.Millisecond
	// maxAddresses bounds what a hostile zone can make us try.
	maxAddresses = 8
	// minAttempt is the least time that one of several addresses gets.
	minAttempt = 2 * time.Second
)

// A dialer connects to hosts. It resolves and connects itself, rather than
// through net.Dialer alone, to know which of the two failed, and to try the
// public addresses of a host that also has private ones.
type dialer struct {
	lookup  *lookup
	guarded bool
	timeout time.Duration
	// connect connects to one address; a field so that tests have an internet.
	connect func(ctx context.Context, guarded bool, address string) (net.Conn, error)
}

func newDialer(o Options) *dialer {
	guarded, plain := guardedDialer(), plainDialer()
	return &dialer{
		// A name looked up for the world is absolute. Intranets that are
		// allowed may rely on search domains.
		lookup:  newLookup(o.Resolver, !o.AllowPrivate, o.ConnectTimeout),
		guarded: !o.AllowPrivate,
		timeout: o.ConnectTimeout,
		connect: func(ctx context.Context, guard bool, address string) (net.Conn, error) {
			if o.Connect != nil {
				return o.Connect(ctx, "tcp", address)
			}
			if guard {
				return guarded.DialContext(ctx, "tcp", address)
			}
			return plain.DialContext(ctx, "tcp", address)
		},
	}
}

// dial is http.Transport's DialContext. Its errors are *Error but for those of
// the context.
func (d *dialer) dial(ctx context.Context, _, address string) (net.Conn, error) {
	t := tripOf(ctx)
	ctx, end := context.WithCancel(ctx)
	defer end()
	defer context.AfterFunc(t.life, end)()
	conn, err := d.reach(ctx, t, address)
	var fault *Error
	if t.proxy != nil && errors.As(err, &fault) {
		return nil, noProxy(fault)
	}
	return conn, err
}

func (d *dialer) reach(ctx context.Context, t *trip, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, malformed("its host and port cannot be read", err)
	}
	t.enter(resolving)
	addrs, err := d.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	guard := d.guarded && t.proxy == nil
	if guard {
		public := publicOf(addrs)
		if len(public) == 0 {
			return nil, privateAddress(host, addrs[0])
		}
		addrs = public
	}
	t.enter(connecting)
	ctx, cancel := context.WithTimeout(ctx, d.timeout)
	defer cancel()
	conn, fault := d.race(ctx, addrs[:min(len(addrs), maxAddresses)], guard, port)
	if fault != nil {
		return nil, fault
	}
	return conn, nil
}

func (d *dialer) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, d.timeout)
	defer cancel()
	return d.lookup.addresses(ctx, host)
}

func publicOf(addrs []netip.Addr) []netip.Addr {
	var public []netip.Addr
	for _, a := range addrs {
		if notPublic(a) == "" {
			public = append(public, a)
		}
	}
	return public
}

// race connects to the first address that answers: those of one family in
// turn, those of the other in turn beside them after a while (RFC 8305).
func (d *dialer) race(ctx context.Context, addrs []netip.Addr, guard bool, port string) (net.Conn, *Error) {
	var first, second []netip.Addr
	for _, a := range addrs {
		if a.Is4() == addrs[0].Is4() {
			first = append(first, a)
		} else {
			second = append(second, a)
		}
	}
	if len(second) == 0 {
		return d.inTurn(ctx, first, guard, port)
	}
	type outcome struct {
		conn  net.Conn
		fault *Error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan struct{})
	behind := make(chan outcome, 1)
	go func() {
		select {
		case <-time.After(fallbackDelay):
		case <-failed:
		}
		conn, fault := d.inTurn(ctx, second, guard, port)
		if fault == nil {
			cancel() // the first family need not go on
		}
		behind <- outcome{conn, fault}
	}()
	conn, fault := d.inTurn(ctx, first, guard, port)
	if fault == nil {
		cancel()
	}
	close(failed)
	other := <-behind
	switch {
	case fault == nil && other.conn != nil:
		other.conn.Close()
		return conn, nil
	case fault == nil:
		return conn, nil
	case other.fault == nil:
		return other.conn, nil
	}
	return nil, telling(fault, other.fault)
}

// inTurn tries addresses one after the other; each gets its share of the time.
func (d *dialer) inTurn(ctx context.Context, addrs []netip.Addr, guard bool, port string) (net.Conn, *Error) {
	var worst *Error
	for i, a := range addrs {
		address := net.JoinHostPort(a.String(), port)
		one, cancel := ctx, context.CancelFunc(func() {})
		if deadline, ok := ctx.Deadline(); ok {
			share := max(time.Until(deadline)/time.Duration(len(addrs)-i), minAttempt)
			one, cancel = context.WithTimeout(ctx, share)
		}
		conn, err := d.connect(one, guard, address)
		cancel()
		if err == nil {
			return conn, nil
		}
		worst = telling(worst, connectFault(address, err))
		if ctx.Err() != nil {
			break
		}
	}
	return nil, worst
}

// telling is the one of two faults that says more of the host: an answer, even
// a refusal, says more than silence, and silence more than having no route.
func telling(a, b *Error) *Error {
	rank := func(e *Error) int {
		switch {
		case e == nil:
			return 0
		case e.Local:
			return 1
		case e.Reason == verdict.Private:
			return 2
		case e.Reason == verdict.Timeout:
			return 3
		}
		return 4
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}
