package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
)

func pruneCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "prune",
		HideHelpCommand: true,
		Usage:           "drop old snapshots from the archive",
		ArgsUsage:       " ",
		Description: `Drops the stored answers of old visits: those past the last N of their link
(--keep-last), those older than a time (--older-than), or, with both, those that
are both. Checks stay in the database with their verdicts and hashes.

The last page of each link that was alive always stays, and so does what an
answer that stays refers to. WARC files are written anew and synced before the
database points to them, and only then removed.

Examples:
   citecheck prune --dry-run --keep-last 3
   citecheck prune --keep-last 3 --older-than 365d`,
		Flags: []cli.Flag{
			archiveFlag("prune the archive in `DIR`"),
			&cli.GenericFlag{Name: "keep-last", Usage: "keep the answers of the last `N` visits of each link", Value: &number{}},
			&cli.GenericFlag{Name: "older-than", Usage: "keep answers that are younger than `DURATION`, such as 365d", Value: &age{}},
			&cli.BoolFlag{Name: "dry-run", Usage: "only say what would be dropped"},
		},
		Action:       func(c *cli.Context) error { return runPrune(c, std) },
		OnUsageError: usageError,
	}
}

// runPrune drops old answers by the rules that the flags give.
func runPrune(c *cli.Context, std streams) error {
	rule := archive.PruneRule{KeepLast: value[*number](c, "keep-last").value}
	if old := value[*age](c, "older-than").value; old > 0 {
		rule.Before = time.Now().Add(-old)
	}
	switch {
	case c.NArg() > 0:
		return codeError{exitUsage, errors.New("prune takes no arguments: it works on the whole archive (--archive DIR)")}
	case rule == archive.PruneRule{}:
		return codeError{exitUsage, errors.New("prune wants to know what may go: --keep-last N, --older-than DURATION, or both")}
	}
	a, err := existingArchive(c)
	if err != nil {
		return err
	}
	defer a.Close()
	dry := c.Bool("dry-run")
	done, err := a.Prune(c.Context, rule, dry)
	if err != nil {
		return failedOr(c, err)
	}
	would := ""
	if dry {
		would = "would be "
	}
	text := fmt.Sprintf("%s, %s, %sdropped", plural(done.Answers, "answer"), humanize.IBytes(uint64(done.Bytes)), would)
	if done.Files > 0 {
		text += fmt.Sprintf(" from %s", plural(done.Files, "file"))
	}
	if done.Kept > 0 {
		text += fmt.Sprintf("; %s kept, since others have their payload from there", plural(done.Kept, "answer"))
	}
	if _, err := fmt.Fprintln(std.out, text+"."); err != nil {
		return unwritten(err)
	}
	for _, name := range done.Damaged {
		complain(std.err, fmt.Errorf("%s is damaged and was left as it is: see citecheck verify", name))
	}
	if len(done.Damaged) > 0 {
		return codeError{code: exitFailed}
	}
	return nil
}
