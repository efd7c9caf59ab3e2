package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/config"
	"github.com/citecheck/citecheck/report"
)

func configCommand(std streams) *cli.Command {
	formats := []string{"text", "json"}
	return &cli.Command{
		Name:            "config",
		HideHelpCommand: true,
		Usage:           "show which settings are in force, and where each comes from",
		ArgsUsage:       "[FILE]",
		Description:     configDescription,
		Flags: []cli.Flag{
			&cli.GenericFlag{Name: "format", Usage: "`FORMAT` of what is shown: " + strings.Join(formats, ", "), Value: &choice{value: "text", of: formats}},
		},
		Action:       func(c *cli.Context) error { return runConfig(c, std) },
		OnUsageError: usageError,
	}
}

// runConfig shows what a check of the named paper, or of one here, would heed.
func runConfig(c *cli.Context, std streams) error {
	if c.NArg() > 1 {
		return codeError{exitUsage, errors.New("config wants one paper, or none: try citecheck config paper.md")}
	}
	file := configOf(c)
	settings, err := inForce(c.App, file)
	if err != nil {
		return codeError{exitUsage, err}
	}
	show := configText
	if value[*choice](c, "format").value == "json" {
		show = configJSON
	}
	return written(show(std.out, file, settings))
}

// inForce gives every flag of check with its value and where that comes from.
func inForce(app *cli.App, file *config.File) ([]setting, error) {
	all := settable(app)
	fromFile, err := fileSettings(file, all)
	if err != nil {
		return nil, err
	}
	given := environment(all)
	var above []string
	for _, s := range given {
		above = append(above, s.flag)
	}
	for _, s := range fromFile {
		if !chosen(above, s.flag) {
			given = append(given, s)
		}
	}
	var list []setting
	set := flag.NewFlagSet("", flag.ContinueOnError)
	for _, f := range checkFlags() {
		if err := f.Apply(set); err != nil {
			return nil, err
		}
		name := f.Names()[0]
		if name == "config" {
			continue
		}
		s := setting{name, []string{preset(f)}, "default", ""}
		if i := slices.IndexFunc(given, func(g setting) bool { return g.flag == name }); i >= 0 {
			s = given[i]
			if err := s.apply(f, set.Set); err != nil {
				return nil, err
			}
		}
		list = append(list, s.withoutSecrets())
	}
	return list, nil
}

// preset is the value of a flag that nobody sets.
func preset(f cli.Flag) string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	text := d.GetDefaultText()
	if unquoted, quoted := strings.CutPrefix(text, `"`); quoted {
		text = strings.TrimSuffix(unquoted, `"`)
	}
	return text
}

// withoutSecrets hides the values of headers: HOST=NAME:VALUE.
func (s setting) withoutSecrets() setting {
	if s.flag != "header" {
		return s
	}
	s.values = slices.Clone(s.values)
	for i, value := range s.values {
		if public, _, secret := strings.Cut(value, ":"); secret {
			s.values[i] = public + ":(hidden)"
		} else if value != "" {
			s.values[i] = "(hidden)"
		}
	}
	return s
}

// configText shows settings to a person.
func configText(w io.Writer, file *config.File, settings []setting) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = report.Safe(cell)
		}
		fmt.Fprintln(t, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	if file.Path == "" {
		row("No configuration file; these settings are in force:")
	} else {
		row("With " + file.Path + ", these settings are in force:")
	}
	row()
	for _, s := range settings {
		from := s.from
		if s.at != "" {
			from = s.at
		}
		for i, value := range s.values {
			if i > 0 {
				row("", "", value)
				continue
			}
			row(s.flag, from, value)
		}
	}
	section := func(accept []string, ignore []config.Ignore) {
		if len(accept) > 0 {
			row("  accept", strings.Join(accept, ", "))
		}
		for _, i := range ignore {
			row("  ignore", ignoreText(i))
		}
	}
	for _, p := range file.Papers {
		row()
		row("[[paper]] " + p.Path)
		section(p.Accept, p.Ignore)
	}
	for _, h := range file.Hosts {
		row()
		row("[host] " + h.Name)
		if h.Rate != nil {
			row("  rate", fmt.Sprint(*h.Rate))
		}
		for _, header := range h.Header {
			state := "set"
			if os.Getenv(header.Env) == "" {
				state = "not set"
			}
			row("  header", header.Name+" from "+header.Env+" ("+state+")")
		}
		section(h.Accept, h.Ignore)
	}
	return t.Flush()
}

func ignoreText(i config.Ignore) string {
	text := i.Rule
	if i.URL != "" {
		text += " of " + i.URL
	}
	if until := i.Until.String(); until != "" {
		text += " until " + until
	}
	return text + ": " + i.Why
}
