package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/report"
)

func verifyCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "verify",
		HideHelpCommand: true,
		Usage:           "read the whole archive again and compare every hash",
		ArgsUsage:       " ",
		Description: `Reads every record of every WARC file, compares its hashes with its content and
the database's rows with the records, and lists what is wrong.

--repair makes the database say what is true: rows whose record is gone or
damaged are marked as lost, records without a row get one. --rebuild makes the
database anew from the WARC files alone, also where it cannot be opened any more;
the old one is kept beside it. Papers and visits without an answer are not in
WARC files and do not come back.

Examples:
   citecheck verify
   citecheck verify --repair
   citecheck verify --rebuild --archive DIR

Exit codes:
   0  all is well, or was repaired
   1  something is wrong
   3  the archive could not be read`,
		Flags: []cli.Flag{
			archiveFlag("verify the archive in `DIR`"),
			&cli.BoolFlag{Name: "repair", Usage: "make the database say what is true"},
			&cli.BoolFlag{Name: "rebuild", Usage: "make the database anew from the WARC files"},
			noColorFlag(),
		},
		Action:       func(c *cli.Context) error { return runVerify(c, std) },
		OnUsageError: usageError,
	}
}

// runVerify verifies the archive, and repairs or rebuilds it where that is wanted.
func runVerify(c *cli.Context, std streams) error {
	if c.NArg() > 0 {
		return codeError{exitUsage, errors.New("verify takes no arguments: it reads the whole archive (--archive DIR)")}
	}
	if c.Bool("rebuild") {
		if err := rebuild(c, std); err != nil {
			return err
		}
	}
	a, err := existingArchive(c)
	if err != nil {
		return err
	}
	defer a.Close()
	began := time.Now()
	v, err := a.Verify(c.Context)
	if err != nil {
		return failedOr(c, err)
	}
	if err := report.Verification(std.out, v, time.Since(began), terminalOptions(c, std.out)); err != nil {
		return unwritten(err)
	}
	if c.Bool("repair") && v.Repairable() {
		done, err := a.Repair(v)
		if err != nil {
			return failedOr(c, err)
		}
		return written(report.Repaired(std.out, done, terminalOptions(c, std.out)))
	}
	if len(v.Problems) > 0 {
		return codeError{code: exitFindings}
	}
	return nil
}

func rebuild(c *cli.Context, std streams) error {
	dir, err := archiveDir(c)
	if err != nil {
		return codeError{exitUsage, err}
	}
	done, err := archive.Rebuild(c.Context, dir)
	if err != nil {
		return failedOr(c, err)
	}
	return written(report.Repaired(std.out, done, terminalOptions(c, std.out)))
}

// failedOr is the error of what could not be done, or that it was interrupted.
func failedOr(c *cli.Context, err error) error {
	if c.Context.Err() != nil {
		return codeError{exitFailed, fmt.Errorf("interrupted")}
	}
	return codeError{exitFailed, err}
}
