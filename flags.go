package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/urfave/cli/v2"
	"golang.org/x/net/http/httpguts"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
)

// arrange puts a command line in the order in which the library understands
// it: command, flags, files. As written, flags may stand anywhere.
func arrange(app *cli.App, args []string) []string {
	if len(args) == 0 {
		return args
	}
	takesValue := map[string]bool{}
	known := slices.Clone(app.Flags)
	for _, c := range app.Commands {
		known = append(known, c.Flags...)
	}
	for _, f := range known {
		_, isBool := f.(*cli.BoolFlag)
		for _, name := range f.Names() {
			takesValue[name] = !isBool
		}
	}
	var command string
	var flags, files []string
	rest := args[1:]
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		switch {
		case arg == "--":
			files = append(files, rest[i+1:]...)
			i = len(rest)
		case len(arg) > 1 && arg[0] == '-':
			flags = append(flags, arg)
			if !takesValue[strings.TrimLeft(arg, "-")] {
				continue
			}
			if i++; i == len(rest) || isFlag(rest[i], takesValue) {
				// The library says that the value is missing.
				return slices.Concat(args[:1], []string{cmp.Or(command, "check"), arg})
			}
			flags = append(flags, rest[i])
		case command == "" && len(files) == 0 && app.Command(arg) != nil:
			command = arg
		default:
			files = append(files, arg)
		}
	}
	if command == "" {
		if slices.ContainsFunc(flags, func(f string) bool {
			return slices.Contains([]string{"-h", "--help", "-help", "-v", "--version", "-version"}, f)
		}) {
			return append(args[:1:1], flags...) // of the program as a whole
		}
		command = "check"
	}
	return slices.Concat(args[:1], []string{command}, flags, []string{"--"}, files)
}

// isFlag reports whether arg is the name of a flag, and so no other's value.
func isFlag(arg string, known map[string]bool) bool {
	name, dashed := strings.CutPrefix(arg, "-")
	_, ok := known[strings.TrimPrefix(name, "-")]
	return dashed && (ok || arg == "--")
}

func checkFlags() []cli.Flag {
	return slices.Concat([]cli.Flag{
		archiveFlag("keep what was seen in `DIR`"),
		&cli.BoolFlag{Name: "no-archive", Usage: "keep nothing"},
		&cli.BoolFlag{Name: "offline", Usage: "visit nothing; report what the document alone shows"},
		inputFormatFlag(),
		formatFlag(report.Formats()),
		outputFlag(),
		&cli.GenericFlag{Name: "fail-on", Usage: "exit 1 at `SEVERITY` or above: error, warning, note, never", Value: &choice{value: "error", of: []string{"error", "warning", "note", "never"}}},
		&cli.StringFlag{Name: "baseline", Usage: "findings that `FILE` knows fail no run; new ones do"},
		&cli.StringFlag{Name: "write-baseline", Usage: "keep the findings of this run in `FILE`, for --baseline"},
		&cli.GenericFlag{Name: "concurrency", Usage: "`N` links on the wire at once", Value: &number{value: 64, least: 1}},
		&cli.GenericFlag{Name: "rate", Usage: "`R` requests a second to one host; 0 is no limit", Value: &perSecond{value: 1}},
		&cli.GenericFlag{Name: "max-age", Usage: "visit no link that was checked less than `DURATION` ago, such as 12h or 7d: use that check again", Value: &age{}},
		&cli.GenericFlag{Name: "include", Usage: "visit only links that match the regular expression `RE`, and those also in code, in navigation and to example.com", Value: &expression{}},
		&cli.GenericFlag{Name: "exclude", Usage: "visit no link that matches the regular expression `RE`", Value: &expression{}},
	}, visitFlags(), []cli.Flag{
		&cli.BoolFlag{Name: "quiet", Usage: "only the findings, no summary and no progress"},
		&cli.BoolFlag{Name: "verbose", Usage: "also what is fine"},
		noColorFlag(),
		configFlag(),
	})
}

// visitFlags say how one link is visited.
func visitFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "replay", Usage: "judge the responses recorded in `FILE` (.warc, .warc.gz, .warc.zst, .wacz) instead of fetching; repeatable"},
		&cli.GenericFlag{Name: "timeout", Usage: "time for one link with all its hops and retries: a `DURATION` such as 30s", Value: &duration{value: 30 * time.Second}},
		&cli.GenericFlag{Name: "retries", Usage: "ask up to `N` times again where that can help", Value: &number{value: 2}},
		&cli.GenericFlag{Name: "max-bytes", Usage: "read at most `SIZE` of a page, such as 20MiB", Value: &size{value: 20 << 20}},
		&cli.BoolFlag{Name: "allow-private", Usage: "visit private and local addresses too"},
		&cli.GenericFlag{Name: "user-agent", Usage: "present the program to servers as `S`", Value: &headerValue{value: userAgent()}},
		&cli.StringSliceFlag{Name: "header", Usage: "send a header to one host only, such as a key to its pages; never recorded: `HOST=NAME:VALUE`; repeatable"},
	}
}

func inspectFlags() []cli.Flag {
	return slices.Concat([]cli.Flag{
		&cli.GenericFlag{Name: "format", Usage: "`FORMAT` of what is shown: " + strings.Join(report.InspectFormats(), ", "), Value: &choice{value: "text", of: report.InspectFormats()}},
	}, visitFlags(), []cli.Flag{noColorFlag()})
}

func noColorFlag() cli.Flag {
	return &cli.BoolFlag{Name: "no-color", Usage: "no colour, also on a terminal"}
}

func extractFlags() []cli.Flag {
	return []cli.Flag{inputFormatFlag(), formatFlag(report.ExtractFormats()), outputFlag(),
		&cli.GenericFlag{Name: "include", Usage: "also links in code, in navigation and to example.com that match the regular expression `RE`", Value: &expression{}},
		noColorFlag()}
}

func inputFormatFlag() cli.Flag {
	return &cli.GenericFlag{Name: "input-format", Usage: "read the papers as `F`: " + strings.Join(paper.Formats(), ", "), DefaultText: "by content, then by extension",
		Value: &choice{of: paper.Formats()}}
}

func formatFlag(formats []string) cli.Flag {
	return &cli.GenericFlag{Name: "format", Usage: "`FORMAT` of the report: " + strings.Join(formats, ", "), Value: &choice{value: "text", of: formats}}
}

func outputFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the report to `FILE` instead, in the format of its extension; repeatable"}
}

func archiveFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: "archive", Usage: usage, DefaultText: "$XDG_DATA_HOME/citecheck"}
}

// archiveDir is where the archive stands.
func archiveDir(c *cli.Context) (string, error) {
	if dir := c.String("archive"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "citecheck"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no place for the archive: %w: name one with --archive DIR, or use --no-archive", err)
	}
	return filepath.Join(home, ".local", "share", "citecheck"), nil
}

// The types below are flag values whose errors say what is allowed.

type choice struct {
	value string
	of    []string
}

func (v *choice) String() string { return v.value }

func (v *choice) Set(s string) error {
	if !slices.Contains(v.of, s) {
		return fmt.Errorf("want one of %s", strings.Join(v.of, ", "))
	}
	v.value = s
	return nil
}

type headerValue struct{ value string }

func (v *headerValue) String() string { return v.value }

func (v *headerValue) Set(s string) error {
	if strings.TrimSpace(s) == "" || !httpguts.ValidHeaderFieldValue(s) {
		return errors.New("want a line of text that can stand in a header")
	}
	v.value = s
	return nil
}

type number struct{ value, least int }

func (v *number) String() string { return strconv.Itoa(v.value) }

func (v *number) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < v.least || n > 1<<20 {
		return fmt.Errorf("want a whole number, %d or more", v.least)
	}
	v.value = n
	return nil
}

type perSecond struct{ value float64 }

func (v *perSecond) String() string { return strconv.FormatFloat(v.value, 'g', -1, 64) }

func (v *perSecond) Set(s string) error {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= 0 && f <= 1e6) {
		return errors.New("want requests a second, such as 0.5, or 0 for no limit")
	}
	v.value = f
	return nil
}

type duration struct{ value time.Duration }

func (v *duration) String() string { return v.value.String() }

func (v *duration) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return errors.New("want a duration, such as 30s or 2m")
	}
	v.value = d
	return nil
}

// An age is a duration that may be 0 and may count days.
type age struct{ value time.Duration }

func (v *age) String() string {
	const day = 24 * time.Hour
	switch {
	case v.value == 0:
		return "0"
	case v.value%day == 0:
		return strconv.Itoa(int(v.value/day)) + "d"
	}
	return v.value.String()
}

func (v *age) Set(s string) error {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.ParseFloat(days, 64)
		if err != nil || !(n >= 0 && n <= 36500) {
			return errors.New("want a duration, such as 12h or 7d")
		}
		v.value = time.Duration(n * 24 * float64(time.Hour))
		return nil
	}
	d, err := time.ParseDuration(s)
	if s == "0" {
		d, err = 0, nil
	}
	if err != nil || d < 0 {
		return errors.New("want a duration, such as 12h or 7d")
	}
	v.value = d
	return nil
}

type size struct{ value int64 }

func (v *size) String() string { return humanize.IBytes(uint64(v.value)) }

func (v *size) Set(s string) error {
	n, err := humanize.ParseBytes(s)
	if err != nil || n < 1 || n > 1<<40 {
		return errors.New("want a number of bytes, such as 1000000 or 20MiB")
	}
	v.value = int64(n)
	return nil
}

type expression struct{ value *regexp.Regexp }

func (v *expression) String() string {
	if v.value == nil {
		return ""
	}
	return v.value.String()
}

func (v *expression) Set(s string) error {
	re, err := regexp.Compile(s)
	if err != nil {
		return err
	}
	v.value = re
	return nil
}

// value gives the flag value of the type V that c has under name.
func value[V cli.Generic](c *cli.Context, name string) V {
	v, ok := c.Generic(name).(V)
	if !ok {
		panic("flag --" + name + " is of another type")
	}
	return v
}
