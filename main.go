// Citecheck reads a paper, checks every reference in it and says which ones a
// reader can no longer follow or which do not say what the paper claims.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
)

// Exit codes, as the manual promises them.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1
	exitUsage    = 2 // wrong usage, or a document that cannot be read
	exitFailed   = 3 // the run could not be done or recorded
)

func main() {
	log.SetOutput(io.Discard) // net/http reports servers' bad manners there, in the middle of a report
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal kills at once
	os.Exit(execute(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// execute runs one command line and gives its exit code.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(stdin, stdout, stderr)
	err := app.RunContext(ctx, arrange(app, args))
	var code codeError
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &code):
		if code.err != nil {
			complain(stderr, code.err)
		}
		return code.code
	}
	complain(stderr, err)
	return exitUsage
}

// A codeError ends the program with a code of its own; err may be nil where
// everything was said already.
type codeError struct {
	code int
	err  error
}

func (e codeError) Error() string { return fmt.Sprint(e.err) }
func (e codeError) Unwrap() error { return e.err }

func complain(stderr io.Writer, err error) {
	fmt.Fprintf(stderr, "citecheck: %s\n", oneLine(err.Error()))
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	std := streams{in: stdin, out: stdout, err: stderr}
	check := func(c *cli.Context) error { return runCheck(c, std) }
	app := &cli.App{
		Name:  "citecheck",
		Usage: "can a reader still follow every reference of a paper, and does each page say what the paper claims?",
		UsageText: strings.Join([]string{
			"citecheck [check] [flags] FILE|FOLDER|GLOB|- …",
			"citecheck extract [flags] FILE|FOLDER|GLOB|- …",
			"citecheck sweep [flags] FILE|FOLDER|GLOB|- …",
			"citecheck inspect [flags] URL|FILE",
			"citecheck explain RULE|REASON",
			"citecheck history [flags] URL|FILE",
			"citecheck show|diff [flags] URL",
			"citecheck export [flags] [URL|FILE …]",
			"citecheck verify [--repair|--rebuild]",
			"citecheck prune [flags]",
			"citecheck config [flags] [FILE]",
			"citecheck completion bash|fish|zsh",
			"citecheck man",
		}, "\n"),
		Description:               appDescription,
		Version:                   version(),
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		Reader:                    stdin,
		Writer:                    stdout,
		ErrWriter:                 stderr,
		Flags:                     checkFlags(),
		Action:                    check,
		OnUsageError:              usageError,
		ExitErrHandler:            func(*cli.Context, error) {}, // execute decides
		Commands: []*cli.Command{
			{
				Name:            "check",
				HideHelpCommand: true, // or a paper could not be called "help"
				Usage:           "check papers (the default command)",
				ArgsUsage:       "FILE|FOLDER|GLOB|- …",
				Description:     checkDescription,
				Flags:           checkFlags(),
				Action:          check,
				OnUsageError:    usageError,
			},
			{
				Name:            "extract",
				HideHelpCommand: true,
				Usage:           "show the references of papers as they are read; no network",
				ArgsUsage:       "FILE|FOLDER|GLOB|- …",
				Description:     extractDescription,
				Flags:           extractFlags(),
				Action:          func(c *cli.Context) error { return runExtract(c, std) },
				OnUsageError:    usageError,
			},
			{
				Name:            "inspect",
				HideHelpCommand: true,
				Usage:           "show what the verdict on one page is made of: every signal, title and date",
				ArgsUsage:       "URL|FILE",
				Description:     inspectDescription,
				Flags:           inspectFlags(),
				Action:          func(c *cli.Context) error { return runInspect(c, std) },
				OnUsageError:    usageError,
			},
			{
				Name:            "explain",
				HideHelpCommand: true,
				Usage:           "say what a rule or a reason means, what evidence it needs and what to do",
				ArgsUsage:       "RULE|REASON …",
				Description:     explainDescription,
				Flags:           []cli.Flag{noColorFlag()},
				Action:          func(c *cli.Context) error { return runExplain(c, std) },
				OnUsageError:    usageError,
			},
			historyCommand(std),
			showCommand(std),
			diffCommand(std),
			configCommand(std),
			exportCommand(std),
			completionCommand(std),
			manCommand(std),
			verifyCommand(std),
			sweepCommand(std),
			pruneCommand(std),
		},
	}
	return paged(configured(app))
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// usageError turns what the flag package says into one line with a hint.
func usageError(c *cli.Context, err error, _ bool) error {
	message := strings.ReplaceAll(err.Error(), "flag -", "flag --")
	if name, ok := strings.CutPrefix(message, "flag provided but not defined: "); ok {
		name = strings.TrimLeft(name, "-")
		flags := c.App.Flags
		if c.Command != nil && len(c.Command.Flags) > 0 {
			flags = c.Command.Flags
		}
		message = "there is no flag --" + name
		if near := cli.SuggestFlag(flags, name, true); strings.HasPrefix(near, "--") && smetrics.JaroWinkler(name, near[2:], 0.7, 4) > 0.8 {
			message += "; did you mean " + near + "?"
		}
	}
	return codeError{exitUsage, fmt.Errorf("%s (see citecheck --help)", message)}
}
