package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// runExtract shows the references of papers as they are read. No paper is kept:
// a folder of any size can be read.
func runExtract(c *cli.Context, std streams) error {
	inputs, err := namedInputs(c)
	if err != nil {
		return err
	}
	all, err := openDestinations(c, std, inputPaths(inputs))
	if err != nil {
		return err
	}
	var outputs []report.Extractor
	for _, d := range all {
		defer d.discard()
		x, err := report.NewExtractor(d.format, d.out, versionNumber(), d.options)
		if err != nil {
			return codeError{exitUsage, err}
		}
		outputs = append(outputs, x)
	}
	unread, err := eachPaper(c, std, inputs, func(p *paper.Paper) error {
		for _, x := range outputs {
			if err := x.Add(p); err != nil {
				return unwritten(err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, x := range outputs {
		err := x.End()
		if err == nil {
			err = all[i].commit()
		}
		if err != nil {
			return unwritten(err)
		}
	}
	if unread > 0 {
		return codeError{code: exitUsage}
	}
	return nil
}

func unwritten(err error) error {
	return codeError{exitFailed, fmt.Errorf("the report could not be written: %w", cause(err))}
}

func inputPaths(inputs []input) []string {
	var paths []string
	for _, in := range inputs {
		paths = append(paths, in.path)
	}
	return paths
}
