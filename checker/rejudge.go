package checker

import (
	"github.com/citecheck/citecheck/checker/fetch"
)

// Rejudge gives the check of a visit that was recorded, from its exchanges: as
// Run made it, but for what only a paper's titles or a second request could add.
// The fault is what kept the last answer from being whole, nil where nothing did.
func Rejudge(url string, exchanges []*fetch.Exchange, fault *fetch.Error, o Options) *Check {
	o = o.withDefaults()
	c := read(newLink(url, nil, o), &fetch.Visit{Exchanges: exchanges, Err: fault}, o, nil).Check
	c.Attempts, c.Page = 1, nil
	return c
}
