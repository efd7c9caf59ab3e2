package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/report"
)

func historyCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "history",
		HideHelpCommand: true,
		Usage:           "show what was seen of a link, or of each reference of a paper, and when",
		ArgsUsage:       "URL|FILE",
		Description: `Shows every check of an address that the archive has: when, the verdict, the
status, whether the page's text was another than before, and its title. For a
paper, each reference is a row of marks over time, one mark a visit.

Examples:
   citecheck history https://example.org/page
   citecheck history paper.md
   citecheck history --format json paper.md`,
		Flags:        archiveReportFlags(report.HistoryFormats()),
		Action:       func(c *cli.Context) error { return runHistory(c, std) },
		OnUsageError: usageError,
	}
}

// runHistory shows the checks of one address or one paper.
func runHistory(c *cli.Context, std streams) error {
	arg, err := oneArgument(c, "one address or one paper: try citecheck history paper.md")
	if err != nil {
		return err
	}
	a, err := existingArchive(c)
	if err != nil {
		return err
	}
	defer a.Close()
	format, options := value[*choice](c, "format").value, terminalOptions(c, std.out)
	if isPaper(arg) {
		t, err := a.Timeline(arg)
		if err != nil {
			return lookupError(arg, err)
		}
		return written(report.Timeline(std.out, format, versionNumber(), t, options))
	}
	url, err := normalized(arg)
	if err != nil {
		// A paper that is gone from its place is still known by it.
		t, unknown := a.Timeline(arg)
		if unknown != nil {
			return err
		}
		return written(report.Timeline(std.out, format, versionNumber(), t, options))
	}
	entries, err := a.History(url)
	if err != nil {
		return lookupError(arg, err)
	}
	return written(report.History(std.out, format, versionNumber(), url, entries, options))
}

// isPaper reports whether an argument names a file rather than an address.
func isPaper(arg string) bool {
	info, err := os.Stat(arg)
	return err == nil && !info.IsDir() || arg == "-"
}

func archiveReportFlags(formats []string) []cli.Flag {
	return []cli.Flag{
		archiveFlag("read what was seen from `DIR`"),
		&cli.GenericFlag{Name: "format", Usage: "`FORMAT` of what is shown: " + strings.Join(formats, ", "), Value: &choice{value: "text", of: formats}},
		noColorFlag(),
	}
}

func oneArgument(c *cli.Context, want string) (string, error) {
	if c.NArg() != 1 {
		return "", codeError{exitUsage, fmt.Errorf("%s wants %s", c.Command.Name, want)}
	}
	return c.Args().First(), nil
}

// existingArchive opens the archive to read from it.
func existingArchive(c *cli.Context) (*archive.Archive, error) {
	dir, err := archiveDir(c)
	if err != nil {
		return nil, codeError{exitUsage, err}
	}
	a, err := archive.OpenExisting(dir)
	switch {
	case errors.Is(err, archive.ErrNone):
		return nil, codeError{exitUsage, err}
	case err != nil:
		return nil, codeError{exitFailed, err}
	}
	return a, nil
}

// normalized is an address as the archive has it.
func normalized(arg string) (string, error) {
	url, err := address.Normalize(arg)
	if err != nil {
		return "", codeError{exitUsage, fmt.Errorf("%s: there is no such file, and no browser can open this: %w", arg, err)}
	}
	return url, nil
}

// lookupError says which argument the archive has nothing on.
func lookupError(arg string, err error) error {
	if errors.Is(err, archive.ErrUnknown) || errors.Is(err, archive.ErrNoSnapshot) {
		return codeError{exitUsage, fmt.Errorf("%s: %w", arg, err)}
	}
	return codeError{exitFailed, fmt.Errorf("%s: %w", arg, err)}
}

func written(err error) error {
	if err != nil {
		return unwritten(err)
	}
	return nil
}
