package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// A destination is one place that a report goes to, in one format: standard
// output, or a file that appears whole when the run ends, or not at all.
type destination struct {
	format  string
	options report.Options
	out     io.Writer    // where the report is written
	file    *pendingFile // what out is; nil for standard output
}

// openDestinations checks every output before anything is fetched. The files
// in taken are read by the run or belong to it: no report may replace them.
func openDestinations(c *cli.Context, std streams, taken []string) ([]*destination, error) {
	format := value[*choice](c, "format").value
	names := c.StringSlice("output")
	if len(names) == 0 {
		return []*destination{{format: format, options: terminalOptions(c, std.out), out: std.out}}, nil
	}
	var all []*destination
	for i, name := range names {
		d := &destination{options: reportOptions(c)}
		if err := checkOutput(name, names[:i], taken); err != nil {
			return nil, codeError{exitUsage, fmt.Errorf("--output %s: %w", name, err)}
		}
		var err error
		if d.format, err = report.FormatOf(name); err != nil {
			if !c.IsSet("format") {
				return nil, codeError{exitUsage, fmt.Errorf("--output %s: %w, or say it with --format", name, err)}
			}
			d.format = format
		}
		if d.file, err = openPending(name); err != nil {
			return nil, codeError{exitUsage, fmt.Errorf("--output %s: cannot write there: %w", name, cause(err))}
		}
		d.out = d.file
		all = append(all, d)
	}
	// What --format asks for and no file has is for standard output.
	ofFormat := func(d *destination) bool { return d.format == format }
	if c.IsSet("format") && !slices.ContainsFunc(all, ofFormat) {
		all = append(all, &destination{format: format, options: terminalOptions(c, std.out), out: std.out})
	}
	return all, nil
}

// summary is what a person at a terminal sees of a run whose reports all go to
// files: what to mend, and the figures.
func summary(c *cli.Context, std streams, all []*destination) []*destination {
	onStandardOutput := func(d *destination) bool { return d.file == nil }
	if _, person := terminal(std.err); !person || c.Bool("quiet") || slices.ContainsFunc(all, onStandardOutput) {
		return nil
	}
	o := terminalOptions(c, std.err)
	o.Brief = true
	return []*destination{{format: "text", options: o, out: std.err}}
}

// jobSummary adds the page that GitHub shows of a job, where the report is for
// GitHub and the runner names a file for it: what is added there is kept.
func jobSummary(c *cli.Context, all []*destination, taken []string) ([]*destination, error) {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" || !slices.ContainsFunc(all, func(d *destination) bool { return d.format == "github" }) {
		return all, nil
	}
	if err := checkPlace(name, c.StringSlice("output"), taken); err != nil {
		return nil, codeError{exitUsage, fmt.Errorf("GITHUB_STEP_SUMMARY: %s: %w", name, err)}
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return nil, codeError{exitUsage, fmt.Errorf("GITHUB_STEP_SUMMARY: %w", fileError(err))}
	}
	return append(all, &destination{format: "markdown", options: reportOptions(c), out: f, file: &pendingFile{name: name, special: f}}), nil
}

// commit makes what was written visible.
func (d *destination) commit() error {
	if d.file == nil {
		return nil
	}
	return d.file.commit()
}

// discard drops what was not committed.
func (d *destination) discard() {
	if d.file != nil {
		d.file.discard()
	}
}

// A destinationSink writes a run's report to its destination.
type destinationSink struct {
	report.Sink
	destination *destination
}

func newDestinationSink(d *destination) (report.Sink, error) {
	sink, err := report.New(d.format, d.out, d.options)
	if err != nil {
		return nil, codeError{exitUsage, err}
	}
	return destinationSink{sink, d}, nil
}

func (s destinationSink) End(run report.Run) error {
	defer s.destination.discard()
	if err := s.Sink.End(run); err != nil {
		return err
	}
	return s.destination.commit()
}

// together are reports that take one run's results: each goes to a place of its
// own, so that they are written at the same time when the run ends.
type together []report.Sink

func (t together) Begin(run report.Run, papers []*paper.Paper) error {
	for _, s := range t {
		if err := s.Begin(run, papers); err != nil {
			return err
		}
	}
	return nil
}

func (t together) Add(r checker.Result) error {
	for _, s := range t {
		if err := s.Add(r); err != nil {
			return err
		}
	}
	return nil
}

// End ends all reports, also where one of them fails.
func (t together) End(run report.Run) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, s := range t {
		g.Go(func() error { return s.End(run) })
	}
	return g.Wait()
}

// companions are the extensions of files that papers are made of or read
// together with. No report has one, so that none of them is replaced by one.
var companions = []string{".bib", ".bibtex", ".biblatex", ".bbl", ".tex", ".ltx", ".latex", ".ris", ".yaml", ".yml", ".toml", ".sty", ".cls"}

// checkOutput refuses places where a report would destroy something.
func checkOutput(name string, others, taken []string) error {
	if err := checkPlace(name, others, taken); err != nil {
		return err
	}
	if target, err := place(name); err == nil {
		name = target // a link is judged by what it leads to
	}
	switch info, err := os.Stat(name); {
	case err != nil:
		return nil
	case slices.Contains(companions, strings.ToLower(filepath.Ext(name))):
		return errors.New("this file may belong to a paper; name one that is not there yet")
	case mayBePaper(name, info):
		return errors.New("this file is no report of citecheck, and may be a paper; name one that is not there yet")
	}
	return nil
}

// checkPlace refuses places that no output may have, whatever stands there.
func checkPlace(name string, others, taken []string) error {
	if name == "-" {
		return errors.New("a report goes to standard output where no file is named; write ./- for a file of that name")
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return errors.New("this is a folder; name a file")
	}
	for _, other := range others {
		if sameFile(name, other) {
			return errors.New("named twice")
		}
	}
	for _, file := range taken {
		if sameFile(name, file) {
			return errors.New("this run reads from there; name another file")
		}
		if inside(name, file) {
			return errors.New("this is a place in the archive; name another file")
		}
	}
	return nil
}

// mayBePaper reports whether a file that is there has the extension of a paper
// and is no report. Text is left out: not all that citecheck writes as text can
// be told from a person's. What programs keep of all kinds under an extension is
// a paper by its content: a list of works in JSON.
func mayBePaper(name string, info os.FileInfo) bool {
	extension := strings.ToLower(filepath.Ext(name))
	if !info.Mode().IsRegular() || info.Size() == 0 || extension == ".txt" || !slices.Contains(paper.Extensions(), extension) {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false // it is not going to be written either
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, paper.SniffBytes))
	return err == nil && !isReport(head) && (extension != ".json" || paper.IsPaper(name, head))
}

// isReport reports whether a file that begins so was written by citecheck in a
// format that papers have too. Text has no place for a name: a finding with its
// rule in the margin, or the last line of a report without one, tells it.
func isReport(head []byte) bool {
	return textReport.Match(head) ||
		bytes.HasPrefix(head, []byte("## citecheck: ")) ||
		bytes.HasPrefix(head, []byte("<!DOCTYPE html>")) && bytes.Contains(head, []byte(`<meta name="generator" content="citecheck `)) ||
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte(`<testsuites name="citecheck"`))
}

var textReport = regexp.MustCompile(`(?m)^(?:ERROR|WARNING|warning|NOTE|note) {2,}\S.*(?:\n {9}\S.*)*\([a-z]+(?:-[a-z]+)+\)$` +
	`|^(?:\d+ papers?, )?\d+ references?, \d+ links?: \d+ alive, \d+ dead, \d+ unsure, \d+ skipped;`)

func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB)
	}
	placeA, errA := place(a)
	placeB, errB := place(b)
	return errA == nil && errB == nil && placeA == placeB
}

// maxLinks is how many symbolic links in a row Linux follows.
const maxLinks = 40

// place is where a file stands or would be made: past links in its name, also
// those that lead to nothing yet.
func place(name string) (string, error) {
	name, err := filepath.Abs(name)
	for range maxLinks {
		if err != nil {
			return "", err
		}
		if whole, err := filepath.EvalSymlinks(name); err == nil {
			return whole, nil
		}
		folder, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return "", err
		}
		name = filepath.Join(folder, filepath.Base(name))
		target, err := os.Readlink(name)
		if err != nil { // it is no link
			return name, nil
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(folder, target)
		}
		name = target
	}
	return "", errors.New("too many links in a row")
}

// inside reports whether name is the database of the archive in folder, or a
// place among its recordings, by its name or past links. Elsewhere in that
// folder a report may stand.
func inside(name, folder string) bool {
	for _, find := range []func(string) (string, error){filepath.Abs, place} {
		whole, errName := find(name)
		archive, errFolder := find(folder)
		if errName != nil || errFolder != nil {
			continue
		}
		below, err := filepath.Rel(archive, whole)
		first, _, _ := strings.Cut(filepath.ToSlash(below), "/")
		if err == nil && (first == "warc" || strings.HasPrefix(first, "citecheck.db")) {
			return true
		}
	}
	return false
}

// reportOptions are those of a report in a file.
func reportOptions(c *cli.Context) report.Options {
	return report.Options{Verbose: c.Bool("verbose"), Quiet: c.Bool("quiet"), FailOn: failOn(c)}
}

// failOn is the least severity that fails the run, "" where none does.
func failOn(c *cli.Context) paper.Severity {
	if v, ok := c.Generic("fail-on").(*choice); ok && v.value != "never" {
		return paper.Severity(v.value)
	}
	return ""
}

// terminalOptions are those of a report on w: colour and width only where a
// person looks at it.
func terminalOptions(c *cli.Context, w io.Writer) report.Options {
	o := reportOptions(c)
	fd, ok := terminal(w)
	if !ok {
		return o
	}
	if width, _, err := term.GetSize(fd); err == nil {
		o.Width = width
	}
	o.Color = !c.Bool("no-color") && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	o.Hyperlinks = hyperlinks(os.Getenv) && os.Getenv("TERM") != "dumb"
	return o
}

// terminal gives the descriptor of w where w is a terminal.
func terminal(w io.Writer) (int, bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}
