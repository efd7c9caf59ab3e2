package checker

import (
	"slices"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// A server is one address that answers for one name or many. One that is asked
// too often is asked too often under every one of its names.
type server struct {
	hosts  []*host
	paused time.Time // not to be asked before, under any name
}

// met notes which address answered for a host.
func (r *run) met(h *host, e *fetch.Exchange) *server {
	address := h.name // where a proxy or a recording answers, nobody knows the address
	if e != nil && e.RemoteIP != "" {
		address = e.RemoteIP
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.at[address]
	if s == nil {
		s = &server{}
		r.at[address] = s
	}
	if !slices.Contains(s.hosts, h) {
		s.hosts = append(s.hosts, h)
		h.pause(s.paused)
	}
	return s
}

// slow leaves a server alone until then, and asks it less often afterwards.
func (r *run) slow(s *server, until time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if until.After(s.paused) {
		s.paused = until
	}
	for _, h := range s.hosts {
		h.pause(until)
		h.slowDown()
	}
}
