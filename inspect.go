package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/report"
)

// runInspect shows what the verdict on one page is made of.
func runInspect(c *cli.Context, std streams) error {
	if c.NArg() != 1 {
		return codeError{exitUsage, errors.New("inspect wants one address or one file: try citecheck inspect https://example.org/page")}
	}
	in, err := inspect(c, c.Args().First())
	if err != nil {
		return err
	}
	err = report.Inspect(std.out, value[*choice](c, "format").value, versionNumber(), in, terminalOptions(c, std.out))
	if err != nil {
		return unwritten(err)
	}
	return nil
}

// inspect takes what is a file for one, and everything else for an address.
func inspect(c *cli.Context, arg string) (*checker.Inspection, error) {
	options := visitOptions(c, nil)
	if info, err := os.Stat(arg); err == nil && !info.IsDir() {
		body, err := readAll(arg, nil)
		if err != nil {
			return nil, codeError{exitUsage, err}
		}
		return checker.InspectFile(arg, body, options), nil
	}
	if !strings.Contains(arg, ".") && !strings.Contains(arg, ":") {
		return nil, codeError{exitUsage, fmt.Errorf("%s: there is no such file, and it is no address", arg)}
	}
	url, err := address.Normalize(arg)
	if err != nil {
		return nil, codeError{exitUsage, fmt.Errorf("%s: no browser can open this: %w", arg, err)}
	}
	if options.Source, err = openSource(c); err != nil {
		return nil, err
	}
	defer release(options.Source)
	found, err := checker.Inspect(c.Context, url, options)
	if err != nil {
		return nil, codeError{exitFailed, errInterrupted}
	}
	return found, nil
}
