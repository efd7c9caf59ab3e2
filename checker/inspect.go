package checker

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/judge"
	"github.com/citecheck/citecheck/checker/page"
)

// An Inspection is one page with everything that its verdict was made of.
type Inspection struct {
	*Check
	Signals []judge.Say
	Page    *page.Page // nil where there was no answer
}

// Inspect visits one address as Run does and keeps what Run lets go.
func Inspect(ctx context.Context, address string, o Options) (*Inspection, error) {
	o = o.withDefaults()
	l := newLink(address, nil, o)
	if l.known != nil {
		return &Inspection{Check: &Check{URL: address, Verdict: *l.known, CheckedAt: time.Now()}}, nil
	}
	r := newRun(o, nil)
	r.host(l.host).left++
	v := &visitor{run: r, link: l, left: o.Timeout}
	defer v.free()
	defer v.release()
	c, err := v.settle(ctx)
	if err != nil {
		return nil, err
	}
	return inspection(c), nil
}

// InspectFile judges a page that is in a file, as if a server had given it for
// an address of its own.
func InspectFile(path string, body []byte, o Options) *Inspection {
	o = o.withDefaults()
	address := "https://file.invalid/" + url.PathEscape(filepath.Base(path))
	e := &fetch.Exchange{URL: address, Proto: "HTTP/1.1", Status: http.StatusOK, StatusText: "OK", Header: http.Header{}, Body: body, At: time.Now()}
	return inspection(read(newLink(address, nil, o), &fetch.Visit{Exchanges: []*fetch.Exchange{e}}, o, nil))
}

func inspection(c *reading) *Inspection {
	return &Inspection{Check: c.Check, Signals: signals(c), Page: c.Check.Page}
}

// signals are what the page's own signals say, and what another visit said where
// that decided instead: a second request, or an address made up beside it.
func signals(c *reading) []judge.Say {
	all := judge.Explain(c.evidence)
	i := slices.IndexFunc(all, func(s judge.Say) bool { return s.Decides })
	if i >= 0 && all[i].Reason == c.Verdict.Reason || len(all) == 0 {
		return all
	}
	if i >= 0 {
		all[i].Decides = false
	}
	return append(all, judge.Say{Signal: "another visit", Weight: judge.Proof, Speaks: true, Decides: true, Verdict: c.Verdict})
}
