package main

import (
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
	"github.com/citecheck/citecheck/waiver"
)

func sweepCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "sweep",
		HideHelpCommand: true,
		Usage:           "check again what is due, and report what changed since the last sweep",
		ArgsUsage:       "FILE|FOLDER|GLOB|- …",
		Description: `For cron: visits the links of papers whose last check is long enough ago, and
prints only what changed since the last sweep: links that died, pages whose text
is another, links that cannot be told any more, that moved, that came back. One
line where nothing did; --quiet leaves that out too.

Examples:
   citecheck sweep papers/
   citecheck sweep --limit 500 --jitter 20m papers/
   citecheck sweep --alive-every 14d --fail-on warning papers/
   citecheck sweep -o changes.md papers/

Exit codes:
   0  nothing became worse
   1  something did: a link died (--fail-on warning: or a page changed, …)
   2  wrong usage, or a document that cannot be read
   3  the sweep could not be done: no network, interrupted, or another
      sweep at work`,
		Flags:        sweepFlags(),
		Action:       func(c *cli.Context) error { return runSweep(c, std) },
		OnUsageError: usageError,
	}
}

// notForSweep are the flags of check that a sweep has no use for: it lives on
// the archive, and has its own rule of what is visited.
var notForSweep = []string{"no-archive", "offline", "format", "max-age", "verbose", "baseline", "write-baseline"}

func sweepFlags() []cli.Flag {
	flags := slices.DeleteFunc(checkFlags(), func(f cli.Flag) bool { return slices.Contains(notForSweep, f.Names()[0]) })
	return append(flags,
		formatFlag(report.SweepFormats()),
		&cli.GenericFlag{Name: "alive-every", Usage: "visit links that are alive again after `DURATION`", Value: &age{7 * 24 * time.Hour}},
		&cli.GenericFlag{Name: "unsure-every", Usage: "visit links that are unsure again after `DURATION`, then after twice as long, and so on", Value: &age{24 * time.Hour}},
		&cli.GenericFlag{Name: "dead-every", Usage: "visit links that are dead again after `DURATION`", Value: &age{30 * 24 * time.Hour}},
		&cli.GenericFlag{Name: "limit", Usage: "visit at most `N` links, those that are due the longest first; 0 is no limit", Value: &number{}},
		&cli.GenericFlag{Name: "jitter", Usage: "wait a random time up to `DURATION` first, so that not all sweeps of the world begin on the hour", Value: &age{}},
	)
}

// runSweep visits what is due and reports what changed.
func runSweep(c *cli.Context, std streams) error {
	papers, unread, err := readPapers(c, std)
	if err != nil {
		return err
	}
	destinations, err := sweepDestinations(c, std, papers)
	if err != nil {
		return err
	}
	defer func() {
		for _, d := range destinations {
			d.discard()
		}
	}()
	source, err := openSource(c)
	if err != nil {
		return err
	}
	defer release(source)
	waivers := waiver.New(configOf(c), time.Now())
	for _, told := range waivers.Expired() {
		complain(std.err, errors.New(told))
	}
	run := &checkRun{
		run:    report.Run{Version: versionNumber(), StartedAt: time.Now()},
		papers: papers,
		waive:  waivers.Result,
		sinks:  []report.Sink{newProgress(c, std.err)},
	}
	if err := run.openArchive(c); err != nil {
		return codeError{exitFailed, err}
	}
	defer run.archive.Close()
	// Until it is noted what this sweep reported: another one that began before
	// would report the same.
	unlock, err := run.archive.LockSweep()
	if err != nil {
		return codeError{exitFailed, err}
	}
	defer unlock()
	swept, err := sweep(c, run, source)
	if err != nil {
		return codeError{exitFailed, err}
	}
	for _, d := range destinations {
		err := report.Sweep(d.out, d.format, swept, d.options)
		if err == nil {
			err = d.commit()
		}
		if err != nil {
			return unwritten(err)
		}
	}
	if err := run.archive.Reported(run.run.ID, swept.Upto, swept.Held); err != nil {
		return codeError{exitFailed, err}
	}
	switch limit := failOn(c); {
	case unread > 0:
		return codeError{code: exitUsage}
	case limit != "" && swept.Worse(limit):
		return codeError{code: exitFindings}
	}
	return nil
}

// sweepDestinations are the places that a sweep's report goes to.
func sweepDestinations(c *cli.Context, std streams, papers []*paper.Paper) ([]*destination, error) {
	taken := append(paths(papers), c.StringSlice("replay")...)
	if dir, err := archiveDir(c); err == nil {
		taken = append(taken, dir)
	}
	all, err := openDestinations(c, std, taken)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if !slices.Contains(report.SweepFormats(), d.format) {
			return nil, codeError{exitUsage, errors.New("sweep reports as text, json or markdown: name a file that ends in .txt, .json or .md")}
		}
	}
	return all, nil
}

// sweep visits what is due and compares what is known then with what the last
// sweep reported.
func sweep(c *cli.Context, run *checkRun, source fetch.Source) (*report.Swept, error) {
	now := time.Now()
	if replay, ok := source.(*archive.Replay); ok {
		if at := replay.Newest(); !at.IsZero() {
			now = at // the recording's time is the time
		}
	} else if most := value[*age](c, "jitter").value; most > 0 {
		select {
		case <-time.After(rand.N(most)):
		case <-c.Context.Done():
			return nil, errors.New("interrupted")
		}
		now = time.Now()
	}
	swept := new(report.Swept)
	due, err := dueLinks(c, run, now, swept)
	if err != nil {
		return nil, err
	}
	options := checkerOptions(c, source)
	options.Past = run.archive.Past
	options.Stored = run.archive.Stored
	options.Only = func(url string) bool { return due[url] }
	switch err := run.execute(c.Context, options); {
	case errors.Is(err, errInterrupted):
		return nil, errors.New("interrupted: what was visited is recorded, and the next sweep reports it")
	case err != nil:
		return nil, err
	}
	swept.Run = run.run
	if swept.Papers, swept.Upto, err = run.archive.Changes(paths(run.papers)); err != nil {
		return nil, err
	}
	swept.Waive(run.papers, run.waive)
	return swept, nil
}

// dueLinks are the links to visit: all that are due, or those that have been
// for the longest.
func dueLinks(c *cli.Context, run *checkRun, now time.Time, swept *report.Swept) (map[string]bool, error) {
	schedule := archive.Schedule{
		Alive:  value[*age](c, "alive-every").value,
		Unsure: value[*age](c, "unsure-every").value,
		Dead:   value[*age](c, "dead-every").value,
	}
	type link struct {
		url   string
		since time.Time
	}
	var list []link
	seen := map[string]bool{}
	for _, p := range run.papers {
		for _, ref := range p.References {
			url, _ := ref.Link()
			if url == "" || seen[url] {
				continue
			}
			seen[url] = true
			since, isDue, err := run.archive.Due(url, now, schedule)
			if err != nil {
				return nil, err
			}
			if isDue {
				list = append(list, link{url, since})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b link) int { return a.since.Compare(b.since) })
	visit := len(list)
	if limit := value[*number](c, "limit").value; limit > 0 {
		visit = min(visit, limit)
	}
	swept.Links, swept.Visited, swept.Waiting = len(seen), visit, len(list)-visit
	due := map[string]bool{}
	for _, l := range list[:visit] {
		due[l.url] = true
	}
	return due, nil
}
