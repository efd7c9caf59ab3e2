package main

import (
	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/report"
)

func diffCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "diff",
		HideHelpCommand: true,
		Usage:           "show what changed between two snapshots of a page",
		ArgsUsage:       "URL",
		Description: `Compares the readable text of two stored pages of an address, word by word:
without --from and --to the newest one and the last before it whose text was
another. Without colour, [-words-] were deleted and {+words+} inserted.

Examples:
   citecheck diff https://example.org/page
   citecheck diff --from 2025-11-14 https://example.org/page
   citecheck diff --from 2025-11-14 --to 2026-01-31 https://example.org/page`,
		Flags: []cli.Flag{
			archiveFlag("read what was seen from `DIR`"),
			timeFlag("from", "the page before: as it was known at `TIME`, such as 2025-11-14"),
			timeFlag("to", "the page after: as it was known at `TIME`"),
			noColorFlag(),
		},
		Action:       func(c *cli.Context) error { return runDiff(c, std) },
		OnUsageError: usageError,
	}
}

// runDiff compares two stored pages of one address.
func runDiff(c *cli.Context, std streams) error {
	arg, err := oneArgument(c, "one address: try citecheck diff https://example.org/page")
	if err != nil {
		return err
	}
	url, err := normalized(arg)
	if err != nil {
		return err
	}
	a, err := existingArchive(c)
	if err != nil {
		return err
	}
	defer a.Close()
	before, after, err := a.Between(url, value[*moment](c, "from").value, value[*moment](c, "to").value)
	if err != nil {
		return lookupError(arg, err)
	}
	return written(report.Diff(std.out, url, before, after, terminalOptions(c, std.out)))
}
