package main

import (
	"fmt"
	"io"

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
	w    io.Writer
	show bool
	bar  *progressbar.ProgressBar
	left map[string]int // links not yet visited, by host
}

func newProgress(c *cli.Context, w io.Writer) *progress {
	_, isTerminal := terminal(w)
	return &progress{w: w, show: isTerminal && !c.Bool("quiet") && !c.Bool("offline"), left: map[string]int{}}
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
		progressbar.OptionSetDescription(p.waiting()),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("links"),
		progressbar.OptionSetWidth(8),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetPredictTime(true),
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

func (p *progress) Add(r checker.Result) error {
	if p.bar == nil {
		return nil
	}
	if r.Check != nil {
		p.left[address.Host(r.Check.URL)]--
	}
	p.bar.Describe(p.waiting())
	return p.bar.Add(1)
}

func (p *progress) End(report.Run) error {
	if p.bar == nil {
		return nil
	}
	return p.bar.Clear()
}
