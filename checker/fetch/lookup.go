package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	confirmTimeout = 5 * time.Second
	probeTimeout   = 2 * time.Second
	// probeAge is how long a probe's outcome holds: long enough that a run
	// without a network does not probe for each host, short enough to notice
	// that it came back.
	probeAge = 10 * time.Second
)

// A lookup resolves names and tells the ways in which they do not resolve
// apart. net.Resolver reports a name that does not exist, a name without an
// address and, on some systems, a machine without a network as one and the
// same "no such host"; only the first of them makes a link dead.
type lookup struct {
	resolver *net.Resolver
	absolute bool          // ask for "name.", not for the name in the search domains
	patience time.Duration // with a probe

	mu     sync.Mutex // also makes concurrent probes wait for one
	probed time.Time
	works  bool
}

func newLookup(r *net.Resolver, absolute bool, timeout time.Duration) *lookup {
	if r == nil {
		r = new(net.Resolver)
	}
	return &lookup{resolver: r, absolute: absolute, patience: min(timeout, probeTimeout)}
}

// addresses resolves host. Its error is an *Error, or the context's.
func (l *lookup) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	name := host
	if l.absolute && strings.Contains(host, ".") && !strings.HasSuffix(host, ".") {
		name += "."
	}
	addrs, err := l.resolver.LookupNetIP(ctx, "ip", name)
	if err == nil && len(addrs) > 0 {
		for i := range addrs {
			addrs[i] = addrs[i].Unmap()
		}
		return addrs, nil
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, ctx.Err()
	}
	return nil, l.fault(ctx, host, name, err)
}

func (l *lookup) fault(ctx context.Context, host, name string, err error) *Error {
	var d *net.DNSError
	switch {
	case err == nil, errors.As(err, &d) && d.IsNotFound:
		return l.notFound(ctx, host, name, err)
	case isTimeout(err):
		return l.failure(ctx, "no name server answered for "+host+" in time", err)
	case d != nil && d.IsTemporary:
		return l.failure(ctx, "the name servers of "+host+" fail", err)
	}
	return l.failure(ctx, "the name lookup of "+host+" fails", err)
}

// failure is a lookup that came to no end. It is the name's fault if the
// resolver can answer something else, and ours if it cannot.
func (l *lookup) failure(ctx context.Context, detail string, err error) *Error {
	fault := &Error{Reason: verdict.DNSFailure, Detail: clean(detail), Err: err}
	if !l.answers(ctx) {
		fault.Detail, fault.Local = "no name server can be reached from here", true
	}
	return fault
}

// notFound asks once more, and looks at the response code itself.
func (l *lookup) notFound(ctx context.Context, host, name string, err error) *Error {
	if !isDomainName(name) {
		return &Error{Reason: verdict.DNS, Detail: clean(host + " cannot be a host's name"), Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, confirmTimeout)
	defer cancel()
	t := &tap{dial: l.resolver.Dial}
	// Each confirmation has a resolver of its own: a shared one would answer
	// two that ask for one name with one question, which only one tap sees.
	asker := &net.Resolver{PreferGo: true, Dial: t.open}
	if _, err := asker.LookupNetIP(ctx, "ip", name); err == nil {
		return l.failure(ctx, "the name servers of "+host+" contradict each other", nil)
	}
	missing, exists := false, false
	for _, a := range t.answersFor(name) {
		switch a {
		case dnsmessage.RCodeNameError:
			missing = true
		case dnsmessage.RCodeSuccess:
			exists = true
		}
	}
	switch {
	case exists: // RFC 8020: a name that exists for one type exists
		return &Error{Reason: verdict.DNSFailure, Detail: clean(host + " exists but has no address"), Err: err}
	case missing:
		return &Error{Reason: verdict.DNS, Detail: clean(host + " does not exist (NXDOMAIN)"), Err: err}
	}
	return l.failure(ctx, "whether "+host+" exists cannot be told", err)
}

// answers reports whether the resolver answers the one question to which
// everybody has an answer: who serves the root.
func (l *lookup) answers(ctx context.Context) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.probed) < probeAge {
		return l.works
	}
	// The context may have ended over the first question.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.patience)
	defer cancel()
	t := &tap{dial: l.resolver.Dial}
	_, _ = (&net.Resolver{PreferGo: true, Dial: t.open}).LookupNS(ctx, ".")
	l.works = false
	for _, a := range t.answersFor(".") {
		if a == dnsmessage.RCodeSuccess || a == dnsmessage.RCodeNameError {
			l.works = true
		}
	}
	l.probed = time.Now()
	return l.works
}

// isDomainName has the limits of RFC 1035 section 2.3.4. Resolvers do not ask
// for what breaks them.
func isDomainName(name string) bool {
	name = strings.TrimSuffix(name, ".")
	if name == "" || len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
	}
	return true
}
