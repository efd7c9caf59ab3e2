package main

import (
	"io"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// A progress shows a person at a terminal how far a run is; in a pipe it is
// silent. It is a sink among others, and clears itself before the report.
type progress struct {
	w    io.Writer
	show bool
	bar  *progressbar.ProgressBar
}

func newProgress(c *cli.Context, w io.Writer) *progress {
	_, isTerminal := terminal(w)
	return &progress{w: w, show: isTerminal && !c.Bool("quiet") && !c.Bool("offline")}
}

func (p *progress) Begin(_ report.Run, papers []*paper.Paper) error {
	if !p.show {
		return nil
	}
	p.bar = progressbar.NewOptions(checker.CountLinks(papers),
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription("checking links"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(24),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
	return p.bar.RenderBlank()
}

func (p *progress) Add(checker.Result) error {
	if p.bar == nil {
		return nil
	}
	return p.bar.Add(1)
}

func (p *progress) End(report.Run) error {
	if p.bar == nil {
		return nil
	}
	return p.bar.Clear()
}
