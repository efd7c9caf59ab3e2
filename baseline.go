package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/baseline"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// A keeper marks the findings that the baseline knows, and writes a baseline
// when a whole run ends. It is a sink, so that what it keeps is what was shown.
type keeper struct {
	report.Tally                    // whose Begin and Add do
	baseline     *baseline.Baseline // nil where none is named
	name         string             // of the file to write
	file         *pendingFile       // nil where none is to be written
	stderr       io.Writer
}

// openKeeper reads the baseline that the command line names and sees that the
// one to write can be written.
func openKeeper(c *cli.Context, std streams, taken []string) (*keeper, error) {
	k := &keeper{name: c.String("write-baseline"), stderr: std.err}
	if name := c.String("baseline"); name != "" {
		known, err := baseline.Read(name)
		if err != nil {
			return nil, codeError{exitUsage, fmt.Errorf("--baseline %w", err)}
		}
		k.baseline = known
	}
	if k.name == "" {
		return k, nil
	}
	if k.baseline == nil {
		k.baseline = baseline.New()
	}
	if err := checkOutput(k.name, nil, taken); err != nil {
		return nil, codeError{exitUsage, fmt.Errorf("--write-baseline %s: %w", k.name, err)}
	}
	file, err := openPending(k.name)
	if err != nil {
		return nil, codeError{exitUsage, fmt.Errorf("--write-baseline %s: cannot write there: %w", k.name, cause(err))}
	}
	k.file = file
	return k, nil
}

// mark tells known findings from new ones, after those that may stand for
// another reason were marked.
func (k *keeper) mark(then func(checker.Result)) func(checker.Result) {
	if k.baseline == nil {
		return then
	}
	return func(r checker.Result) {
		then(r)
		k.baseline.Result(r)
	}
}

func (k *keeper) papers(papers []*paper.Paper) {
	if k.baseline != nil {
		k.baseline.Papers(papers)
	}
}

// gone tells what the baseline knows and is no more.
func (k *keeper) gone() []report.Gone {
	if k.baseline == nil {
		return nil
	}
	return k.baseline.Gone()
}

func (k *keeper) End(run report.Run) error {
	if k.file == nil {
		return nil
	}
	defer k.file.discard()
	if !run.Complete {
		fmt.Fprintf(k.stderr, "citecheck: the run did not finish: %s was left as it was\n", oneLine(k.name))
		return nil
	}
	if err := k.baseline.Write(k.file, k.name); err != nil {
		return err
	}
	return k.file.commit()
}
