package main

import (
	_ "embed"
	"io"
	"strings"
	"text/template"

	"github.com/urfave/cli/v2"
)

func manCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "man",
		HideHelpCommand: true,
		Usage:           "print the manual page",
		Description: `Examples:
   citecheck man > ~/.local/share/man/man1/citecheck.1`,
		Action:       func(c *cli.Context) error { return written(writeManual(std.out, c.App)) },
		OnUsageError: usageError,
	}
}

// writeManual writes the manual page of app, in the language of man(7).
func writeManual(w io.Writer, app *cli.App) error { return manual.Execute(w, app) }

var manual = template.Must(template.New("man").Funcs(template.FuncMap{
	"roff": roff, "flags": manualFlags, "lines": func(s string) []string { return strings.Split(s, "\n") },
}).Parse(manualPage))

//go:embed man.1.tmpl
var manualPage string

// roff is text as roff takes it: backslashes, hyphens that are to be copied,
// and full stops at a line's beginning stand for themselves.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

// A manualFlag is a flag as a manual has it.
type manualFlag struct{ Names, Value, Usage, Default string }

func manualFlags(flags []cli.Flag) []manualFlag {
	var all []manualFlag
	for _, f := range flags {
		d, ok := f.(cli.DocGenerationFlag)
		if !ok {
			continue
		}
		one := manualFlag{Names: strings.Join(completableOf(f).Names(), ", "), Usage: d.GetUsage()}
		if before, rest, ok := strings.Cut(one.Usage, "`"); ok {
			value, after, _ := strings.Cut(rest, "`")
			one.Value, one.Usage = value, before+value+after
		}
		if d.TakesValue() {
			one.Default = preset(f)
		}
		all = append(all, one)
	}
	return all
}
