package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/report"
)

// A progress shows a person at a terminal how far a run is, how fast it goes,
// how long it may last and which host it waits for; in a pipe it is silent. It
// is a sink among others, and clears itself before the report.
type progress struct {
	w      io.Writer
	show   bool
	bar    *progressbar.ProgressBar
	left   map[string]int            // links not yet visited, by host
	rateOf func(host string) float64 // how often a host is asked in a second; 0: as often as it answers
	recent []time.Time               // when the last few links were finished
}

func newProgress(c *cli.Context, w io.Writer) *progress {
	_, isTerminal := terminal(w)
	p := &progress{w: w, show: isTerminal && !c.Bool("quiet") && !c.Bool("offline"), left: map[string]int{}}
	p.rateOf = func(string) float64 { return 0 }
	if len(c.StringSlice("replay")) == 0 {
		p.rateOf = func(host string) float64 { return configOf(c).Rate(host, value[*perSecond](c, "rate").value) }
	}
	return p
}

func (p *progress) Begin(_ report.Run, papers []*paper.Paper) error {
	if !p.show {
		return nil
	}
	counted := map[string]bool{}
	for _, one := range papers {
		for _, ref := range one.References {
			if link, _ := ref.Link(); link != "" && !counted[link] {
				counted[link] = true
				p.left[address.Host(link)]++
			}
		}
	}
	p.bar = progressbar.NewOptions(checker.CountLinks(papers),
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription(p.describe()),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("links"),
		progressbar.OptionSetWidth(8),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionClearOnFinish(),
	)
	return p.bar.RenderBlank()
}

// maxHost is how much of a host's name has room beside the bar in 80 columns.
const maxHost = 18

// waiting names the host with the most links left: it is asked in turns, so that
// a run lasts as long as that host does.
func (p *progress) waiting() string {
	most, host := 0, ""
	for h, n := range p.left {
		if n > most || n == most && h < host {
			most, host = n, h
		}
	}
	host = report.Safe(host)
	if len(host) > maxHost {
		host = host[:maxHost-1] + "…"
	}
	switch most {
	case 0:
		return "checking links"
	case 1:
		return "waiting for " + host
	}
	return fmt.Sprintf("%d left at %s", most, host)
}

// describe is what stands before the bar.
func (p *progress) describe() string {
	if d := p.remaining(); d >= time.Second {
		return fmt.Sprintf("%s to go, %s", d, p.waiting())
	}
	return p.waiting()
}

// maxRecent is how many links tell how fast a run goes now: enough to be steady,
// and few enough to forget a slow or a quick start.
const maxRecent = 20

// finished notes that one more link is done.
func (p *progress) finished() {
	p.recent = append(p.recent, time.Now())
	p.recent = p.recent[max(0, len(p.recent)-maxRecent):]
}

// remaining is how long the run may still last, in whole seconds: as long as all
// links take at the present pace, and as the one host with the longest queue
// needs, which is asked in turns; 0 where nothing tells yet.
func (p *progress) remaining() time.Duration {
	total, seconds := 0, 0.0
	for host, n := range p.left {
		total += max(n, 0)
		if rate := p.rateOf(host); rate > 0 {
			seconds = max(seconds, float64(n)/rate)
		}
	}
	if n := len(p.recent); n > 1 {
		each := time.Since(p.recent[0]).Seconds() / float64(n-1)
		seconds = max(seconds, each*float64(total))
	}
	return time.Duration(seconds * float64(time.Second)).Round(time.Second)
}

func (p *progress) Add(r checker.Result) error {
	if p.bar == nil {
		return nil
	}
	if r.Check != nil {
		p.left[address.Host(r.Check.URL)]--
	}
	p.finished()
	p.bar.Describe(p.describe())
	return p.bar.Add(1)
}

func (p *progress) End(report.Run) error {
	if p.bar == nil {
		return nil
	}
	return p.bar.Clear()
}
