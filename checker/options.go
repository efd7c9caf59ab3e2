package checker

import (
	"regexp"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// Options say how a run asks. The zero value of a field means its default.
type Options struct {
	Source   fetch.Source // who answers; required unless Offline
	Recorded bool         // Source answers from a recording: nothing to wait for, confirm or retry
	Offline  bool         // visit nothing

	Include *regexp.Regexp // visit only links that match; nil visits all
	Exclude *regexp.Regexp // visit no link that matches; nil excludes none

	// Only says which links the run is about: the others have no result; nil is
	// about all.
	Only func(url string) bool

	Concurrency int     // links on the wire at once; default 64
	Rate        float64 // requests a second to one host; 0 is no limit

	// RateOf gives the rate of a single host, where it differs; nil for none.
	RateOf func(host string) float64

	Timeout  time.Duration // for one link with its hops and retries, waiting for a turn not counted; default 30s
	Retries  int           // further attempts where one can heal
	MaxBytes int64         // of a body after content decoding; default 20 MiB

	// Recall gives an earlier check of a link that is still good, with its last
	// answer as its only exchange, or nil; nil recalls none. It is called from
	// several goroutines at once.
	Recall func(url string) (*Check, error)

	// Past gives what checks before a time found of a link, or nil; nil knows of
	// none. It is called from several goroutines at once.
	Past func(url string, before time.Time) (*Past, error)

	// Stored gives the last good answer of an address in visits to a link, which
	// saves the server from sending it again, or nil; nil stores none. It is
	// called from several goroutines at once.
	Stored func(link, address string) *Stored

	// Confirm is how long to wait before a 404 or NXDOMAIN is asked about
	// again; default 2s.
	Confirm time.Duration
}

func (o Options) withDefaults() Options {
	if o.Concurrency <= 0 {
		o.Concurrency = 64
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 20 << 20
	}
	if o.Confirm <= 0 {
		o.Confirm = 2 * time.Second
	}
	if o.Recorded {
		o.Rate, o.RateOf, o.Retries = 0, nil, 0
	}
	return o
}

// rate is how often a host may be asked, in requests a second.
func (o *Options) rate(host string) float64 {
	if o.RateOf != nil {
		return o.RateOf(host)
	}
	return o.Rate
}

// A Stored is an answer that is at hand.
type Stored struct {
	fetch.Validators
	// Load reads the answer, of status 200. Its error says that it can no
	// longer be read.
	Load func() (*fetch.Exchange, error)
}
