package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
	"github.com/citecheck/citecheck/waiver"
)

// runCheck reads papers, checks their links, records and reports.
func runCheck(c *cli.Context, std streams) error {
	papers, unread, err := readPapers(c, std)
	if err != nil {
		return err
	}
	waivers := waiver.New(configOf(c), time.Now())
	for _, told := range waivers.Expired() {
		complain(std.err, errors.New(told))
	}
	for _, p := range papers {
		paper.Check(p, paper.Options{Now: time.Now(), AllowPrivate: c.Bool("allow-private")})
		waivers.Paper(p)
	}
	sinks, seen, err := openSinks(c, std, papers)
	if err != nil {
		return err
	}
	keep, err := openKeeper(c, std, append(reads(c, papers), c.StringSlice("output")...))
	if err != nil {
		return err
	}
	keep.papers(papers)
	source, err := openSource(c)
	if err != nil {
		return err
	}
	defer release(source)
	tally := &report.Tally{}
	run := &checkRun{
		run:    report.Run{Version: versionNumber(), StartedAt: time.Now(), Offline: c.Bool("offline")},
		papers: papers,
		waive:  keep.mark(waivers.Result),
		sinks:  append([]report.Sink{tally, seen, keep}, sinks...),
		seen:   seen,
		gone:   keep.gone,
	}
	if !c.Bool("no-archive") && !run.run.Offline {
		if err := run.openArchive(c); err != nil {
			return codeError{exitFailed, err}
		}
		defer run.archive.Close()
	}
	if err := run.execute(c.Context, run.remember(c, checkerOptions(c, source))); err != nil {
		return codeError{exitFailed, err}
	}
	switch limit := failOn(c); {
	case unread > 0:
		return codeError{code: exitUsage}
	case limit != "" && tally.AtLeast(limit):
		return codeError{code: exitFindings}
	}
	return nil
}

// openSinks gives everything that takes results: reports and the progress bar,
// and the witness of what they want to know of the past.
func openSinks(c *cli.Context, std streams, papers []*paper.Paper) ([]report.Sink, *witness, error) {
	taken := reads(c, papers)
	for _, flag := range []string{"baseline", "write-baseline"} {
		if name := c.String(flag); name != "" {
			taken = append(taken, name)
		}
	}
	all, err := openDestinations(c, std, taken)
	if err == nil {
		all, err = jobSummary(c, all, taken)
	}
	if err != nil {
		return nil, nil, err
	}
	var reports together
	seen := &witness{}
	for _, d := range slices.Concat(all, summary(c, std, all)) {
		sink, err := newDestinationSink(d)
		if err != nil {
			return nil, nil, err
		}
		reports = append(reports, sink)
		seen.all = seen.all || d.format == "html"
	}
	return []report.Sink{newProgress(c, std.err), reports}, seen, nil
}

// reads are the places that belong to the run, which no output may replace.
func reads(c *cli.Context, papers []*paper.Paper) []string {
	taken := append(paths(papers), c.StringSlice("replay")...)
	if !c.Bool("no-archive") {
		if dir, err := archiveDir(c); err == nil {
			taken = append(taken, dir)
		}
	}
	return taken
}

func paths(papers []*paper.Paper) []string {
	var paths []string
	for _, p := range papers {
		paths = append(paths, p.Path)
	}
	return paths
}

// openSource gives who answers: a recording where one was named, else the network.
func openSource(c *cli.Context) (fetch.Source, error) {
	if files := c.StringSlice("replay"); len(files) > 0 {
		replay, err := interruptible(c.Context, func() (*archive.Replay, error) { return archive.OpenReplay(files...) })
		var failed codeError
		switch {
		case errors.As(err, &failed):
			return nil, err
		case err != nil:
			return nil, codeError{exitUsage, fileError(err)}
		}
		for _, cut := range replay.Cut() {
			complain(c.App.ErrWriter, cut)
		}
		return replay, nil
	}
	headers, err := hostHeaders(c.StringSlice("header"))
	if err == nil {
		err = addConfigured(headers, configOf(c), c.App.ErrWriter)
	}
	if err != nil {
		return nil, codeError{exitUsage, err}
	}
	return fetch.New(fetch.Options{
		Headers:      headers,
		UserAgent:    value[*headerValue](c, "user-agent").value,
		MaxBytes:     value[*size](c, "max-bytes").value,
		AllowPrivate: c.Bool("allow-private"),
	}), nil
}

// release gives back what a source holds.
func release(source fetch.Source) {
	if held, ok := source.(io.Closer); ok {
		held.Close()
	}
}

// visitOptions say how one link is visited.
func visitOptions(c *cli.Context, source fetch.Source) checker.Options {
	return checker.Options{
		Source:   source,
		Recorded: len(c.StringSlice("replay")) > 0,
		Timeout:  value[*duration](c, "timeout").value,
		Retries:  value[*number](c, "retries").value,
		MaxBytes: value[*size](c, "max-bytes").value,
	}
}

func checkerOptions(c *cli.Context, source fetch.Source) checker.Options {
	o := visitOptions(c, source)
	o.Offline = c.Bool("offline")
	o.Include = value[*expression](c, "include").value
	o.Exclude = value[*expression](c, "exclude").value
	o.Concurrency = value[*number](c, "concurrency").value
	o.Rate = value[*perSecond](c, "rate").value
	if conf := configOf(c); len(conf.Hosts) > 0 {
		o.RateOf = func(host string) float64 { return conf.Rate(host, o.Rate) }
	}
	return o
}

// A checkRun is one run from its first result to its report.
type checkRun struct {
	run      report.Run
	papers   []*paper.Paper
	archive  *archive.Archive     // nil where nothing is kept
	recorder *archive.Recorder    // likewise
	waive    func(checker.Result) // marks the findings that may stand
	sinks    []report.Sink
	seen     *witness             // for the reports; nil where none tells of the past
	gone     func() []report.Gone // what the baseline knows and is no more; nil without one

	mu       sync.Mutex                        // held during every call of a sink
	unshown  map[*checker.Check]checker.Result // given to the archive, not yet come back
	unfilled error                             // why the archive does not have everything
}

func (r *checkRun) openArchive(c *cli.Context) error {
	dir, err := archiveDir(c)
	if err != nil {
		return err
	}
	a, err := archive.Open(dir)
	if err != nil {
		return err
	}
	r.archive = a
	return nil
}

// remember lets the checker ask the archive what it knows of a link.
func (r *checkRun) remember(c *cli.Context, o checker.Options) checker.Options {
	if r.archive == nil {
		return o
	}
	if r.archive.HasPast() {
		o.Past, o.Stored = r.archive.Past, r.archive.Stored
	}
	if age := value[*age](c, "max-age").value; age > 0 && !o.Recorded {
		o.Recall = func(url string) (*checker.Check, error) { return r.archive.Recall(url, time.Now().Add(-age)) }
	}
	return o
}

// execute lets results flow from the checker through the archive to the
// reports. A report ends properly also after an interruption or a failure.
func (r *checkRun) execute(ctx context.Context, o checker.Options) error {
	emit := r.show
	r.unshown = map[*checker.Check]checker.Result{}
	if r.archive != nil {
		recorder, err := r.archive.Begin(archive.Run{Version: r.run.Version, StartedAt: r.run.StartedAt}, r.papers, r.show)
		if err != nil {
			return err
		}
		r.recorder, r.run.ID, emit = recorder, recorder.ID(), r.record
	}
	for _, s := range r.sinks {
		if err := s.Begin(r.run, r.papers); err != nil {
			return r.finish(fmt.Errorf("the report could not be written: %w", err))
		}
	}
	return r.finish(checker.Run(ctx, r.papers, o, emit))
}

// record gives a result to the archive, from where it comes to show. When the
// archive fails, the run goes on: what was seen is still worth a report.
func (r *checkRun) record(result checker.Result) error {
	r.mu.Lock()
	r.unshown[result.Check] = result
	r.mu.Unlock()
	if err := r.recorder.Add(result); err != nil {
		result.Check.Snapshot, result.Check.Exchanges = nil, nil
		r.mu.Lock()
		defer r.mu.Unlock()
		r.unfilled = cmp.Or(r.unfilled, err)
	}
	return nil
}

// show hands one result to every report.
func (r *checkRun) show(result checker.Result) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.unshown, result.Check)
	r.waive(result)
	for _, s := range r.sinks {
		if err := s.Add(result); err != nil {
			return fmt.Errorf("the report could not be written: %w", err)
		}
	}
	return nil
}

// finish closes the archive's run first, then the reports, and says what went
// wrong with the run as a whole.
func (r *checkRun) finish(failed error) error {
	r.run.FinishedAt = time.Now()
	if r.recorder != nil {
		err := r.recorder.Close(r.run.FinishedAt, failed == nil && r.unfilled == nil)
		failed = cmp.Or(failed, r.unfilled, err)
	}
	rest := slices.Collect(maps.Values(r.unshown))
	for _, result := range rest {
		result.Check.Snapshot = nil // its row was never committed
	}
	var none *checker.NoNetworkError
	if errors.As(failed, &none) {
		rest = append(rest, none.Results...)
	}
	r.run.Complete = failed == nil
	var unwritten error
	for _, result := range rest {
		unwritten = cmp.Or(unwritten, r.show(result))
	}
	if r.gone != nil {
		r.run.Gone = r.gone()
	}
	if r.archive != nil && r.seen != nil { // the reports do without it where that fails
		r.run.Past, _ = past(r.archive, r.seen.links)
	}
	for _, s := range r.sinks {
		if err := s.End(r.run); err != nil {
			unwritten = cmp.Or(unwritten, fmt.Errorf("the report could not be written: %w", err))
		}
	}
	if errors.Is(failed, context.Canceled) {
		return errInterrupted
	}
	return cmp.Or(failed, unwritten)
}

var errInterrupted = errors.New("interrupted: the report holds what was finished")
