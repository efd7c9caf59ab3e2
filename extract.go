package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/report"
)

// runExtract shows the references of papers as they are read.
func runExtract(c *cli.Context, std streams) error {
	papers, unread, err := readPapers(c, std)
	if err != nil {
		return err
	}
	all, err := openDestinations(c, std, paths(papers))
	if err != nil {
		return err
	}
	for _, d := range all {
		err := report.Extract(d.out, d.format, versionNumber(), papers, d.options)
		if err == nil {
			err = d.commit()
		}
		if err != nil {
			return codeError{exitFailed, fmt.Errorf("the report could not be written: %w", cause(err))}
		}
	}
	if unread > 0 {
		return codeError{code: exitUsage}
	}
	return nil
}
