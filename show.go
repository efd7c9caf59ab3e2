package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/report"
)

func showCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "show",
		HideHelpCommand: true,
		Usage:           "show a page as it was seen: its readable text, its HTML or its headers",
		ArgsUsage:       "URL",
		Description: `Shows the newest stored page of an address, or the one that was current at a
time: what a paper cites, also after the web has lost it. Nothing is fetched.

Examples:
   citecheck show https://example.org/page
   citecheck show --at 2025-11-14 https://example.org/page
   citecheck show --html https://example.org/page > page.html
   citecheck show --raw https://example.org/paper.pdf > paper.pdf
   citecheck show --headers https://example.org/page`,
		Flags: []cli.Flag{
			archiveFlag("read what was seen from `DIR`"),
			timeFlag("at", "the page as it was known at `TIME`, such as 2025-11-14 or 2025-11-14T12:00:00Z"),
			&cli.BoolFlag{Name: "html", Usage: "the page itself, with its content encoding undone"},
			&cli.BoolFlag{Name: "raw", Usage: "the stored payload, byte for byte"},
			&cli.BoolFlag{Name: "headers", Usage: "what the server said before the page, and where the record is"},
			noColorFlag(),
		},
		Action:       func(c *cli.Context) error { return runShow(c, std) },
		OnUsageError: usageError,
	}
}

// runShow shows one stored page.
func runShow(c *cli.Context, std streams) error {
	arg, err := oneArgument(c, "one address: try citecheck show https://example.org/page")
	if err != nil {
		return err
	}
	forms := 0
	for _, name := range []string{"html", "raw", "headers"} {
		if c.Bool(name) {
			forms++
		}
	}
	_, isTerminal := terminal(std.out)
	switch {
	case forms > 1:
		return codeError{exitUsage, errors.New("--html, --raw and --headers exclude each other")}
	case c.Bool("raw") && isTerminal:
		return codeError{exitUsage, errors.New("--raw gives bytes that could fool a terminal: send them to a file, or use --html")}
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
	view, err := a.At(url, value[*moment](c, "at").value)
	if err != nil {
		return lookupError(arg, err)
	}
	switch {
	case c.Bool("raw"):
		_, err = std.out.Write(view.Exchange.Body)
		return written(err)
	case c.Bool("html"):
		return written(report.HTML(std.out, view, isTerminal))
	case c.Bool("headers"):
		return written(report.Headers(std.out, view))
	}
	if err := report.Snapshot(std.out, view, terminalOptions(c, std.out)); err != nil {
		return unwritten(err)
	}
	return sayAside(a, std, url, view)
}

// sayAside tells on stderr that the page is not as shown any more.
func sayAside(a *archive.Archive, std streams, url string, view *archive.View) error {
	entries, err := a.History(url)
	if err != nil {
		return codeError{exitFailed, err}
	}
	if aside := report.Aside(entries, view); aside != "" {
		complain(std.err, errors.New(aside))
	}
	return nil
}

func timeFlag(name, usage string) cli.Flag {
	return &cli.GenericFlag{Name: name, Usage: usage, Value: &moment{}}
}

// A moment is a point in time. A day stands for its end, in UTC.
type moment struct{ value time.Time }

func (v *moment) String() string {
	if v.value.IsZero() {
		return ""
	}
	return v.value.Format(time.RFC3339)
}

func (v *moment) Set(s string) error {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		v.value = day.AddDate(0, 0, 1).Add(-time.Millisecond)
		return nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04", "2006-01-02T15:04"} {
		if at, err := time.Parse(layout, s); err == nil {
			if layout == "2006-01-02 15:04" || layout == "2006-01-02T15:04" { // as history prints it
				at = at.Add(time.Minute - time.Millisecond)
			}
			v.value = at.UTC()
			return nil
		}
	}
	return fmt.Errorf("want a time, such as 2025-11-14 or 2025-11-14T12:00:00Z")
}
