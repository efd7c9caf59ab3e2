package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/config"
)

// A setting is the value of a flag from elsewhere than the command line.
type setting struct {
	flag   string
	values []string
	from   string // "environment" or "file"
	at     string // the variable; the file and its line
}

// configFlag makes a command heed the environment and a configuration file.
func configFlag() cli.Flag {
	return &cli.StringFlag{Name: "config", Usage: "heed the configuration `FILE`", DefaultText: config.Name + ", searched upwards from the paper"}
}

// configured lets every command of app start with the settings of the
// environment and a configuration file, save those that only print what the
// program itself knows.
func configured(app *cli.App) *cli.App {
	for _, command := range app.Commands {
		if slices.Contains([]string{"completion", "explain", "man"}, command.Name) {
			continue
		}
		command.Before = applySettings
		if !slices.Contains(flagNames(command.Flags), "config") {
			command.Flags = append(command.Flags, configFlag())
		}
	}
	return app
}

func flagNames(flags []cli.Flag) []string {
	var names []string
	for _, f := range flags {
		names = append(names, f.Names()[0])
	}
	return names
}

// settable are the flags that the environment and a file may set, by name: all
// but those that say where to look for them.
func settable(app *cli.App) map[string]cli.Flag {
	all := map[string]cli.Flag{}
	for _, command := range app.Commands {
		for _, f := range command.Flags {
			if name := f.Names()[0]; name != "config" && name != "help" && all[name] == nil {
				all[name] = f
			}
		}
	}
	return all
}

// isList reports whether a flag may be given several times.
func isList(f cli.Flag) bool {
	_, list := f.(*cli.StringSliceFlag)
	return list
}

// ofCheck are settings that other commands have with another meaning or other
// values: there they hold only on the command line.
var ofCheck = []string{"format", "output", "max-age"}

// opposites undo each other: whoever chose one chose against the other.
var opposites = [][2]string{{"archive", "no-archive"}, {"quiet", "verbose"}, {"format", "output"}, {"offline", "replay"}}

// applySettings sets the flags of c that the command line leaves open, and
// keeps the configuration file for configOf.
func applySettings(c *cli.Context) error {
	file, err := openConfig(c)
	if err != nil {
		return codeError{exitUsage, err}
	}
	c.App.Metadata["config"] = file
	flags := settable(c.App)
	fromFile, err := fileSettings(file, flags)
	if err != nil {
		return codeError{exitUsage, err}
	}
	own := flagNames(c.Command.Flags)
	for _, layer := range [][]setting{environment(flags), fromFile} {
		above := slices.DeleteFunc(slices.Clone(own), func(name string) bool { return !c.IsSet(name) })
		for _, s := range layer {
			if !slices.Contains(own, s.flag) || chosen(above, s.flag) || slices.Contains(ofCheck, s.flag) && c.Command.Name != "check" {
				continue
			}
			if err := s.apply(flags[s.flag], c.Set); err != nil {
				return codeError{exitUsage, err}
			}
		}
	}
	return nil
}

// apply hands the values of a setting to set, which sets flag f.
func (s setting) apply(f cli.Flag, set func(name, value string) error) error {
	for _, value := range s.values {
		if _, is := f.(*cli.BoolFlag); is {
			if _, err := strconv.ParseBool(value); err != nil {
				return s.wrong(errors.New("want true or false"))
			}
		}
		if err := set(s.flag, value); err != nil {
			return s.wrong(err)
		}
	}
	return nil
}

// chosen reports whether a flag, or its opposite, is among those set already.
func chosen(above []string, flag string) bool {
	for _, pair := range opposites {
		if pair[0] == flag && slices.Contains(above, pair[1]) || pair[1] == flag && slices.Contains(above, pair[0]) {
			return true
		}
	}
	return slices.Contains(above, flag)
}

// wrong puts the place of a setting before what is wrong with its value.
func (s setting) wrong(err error) error {
	if s.from == "environment" {
		return fmt.Errorf("%s: %w", s.at, err)
	}
	return fmt.Errorf("%s: %s: %w", s.at, s.flag, err)
}

// configOf is the configuration that the command heeds.
func configOf(c *cli.Context) *config.File {
	if file, ok := c.App.Metadata["config"].(*config.File); ok {
		return file
	}
	return &config.File{}
}

// openConfig reads the configuration file that was named, or the one that
// belongs to what the command line names.
func openConfig(c *cli.Context) (*config.File, error) {
	path := c.String("config")
	if path == "" {
		path = os.Getenv(variable("config"))
	}
	if path == "" {
		var err error
		if path, err = findConfig(c.Args().Slice()); err != nil || path == "" {
			return &config.File{}, err
		}
	}
	return config.Read(path, slices.Sorted(maps.Keys(settable(c.App))))
}

// findConfig looks upwards from each file and folder named, or from here where
// none is.
func findConfig(args []string) (string, error) {
	folders := []string{"."}
	for _, arg := range args {
		folders = append(folders, folderOf(arg))
	}
	if len(args) > 0 {
		folders = folders[1:]
	}
	found, asked := "", map[string]bool{}
	for _, folder := range folders {
		if asked[folder] {
			continue
		}
		asked[folder] = true
		path, err := config.Find(folder)
		switch {
		case err != nil:
			return "", err
		case path == "" || path == found:
		case found != "":
			return "", fmt.Errorf("the papers belong to two configurations, %s and %s: check them one after another, or choose one with --config", fromHere(found), fromHere(path))
		default:
			found = path
		}
	}
	return fromHere(found), nil
}

// folderOf is the folder of what a command line names; of what is no file, such
// as an address, it is the working directory.
func folderOf(arg string) string {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return arg
	case err == nil:
		return filepath.Dir(arg)
	}
	if pattern := strings.IndexAny(arg, "*?["); pattern >= 0 {
		return filepath.Dir(arg[:pattern] + "x")
	}
	return "."
}

// fromHere is path as a person in the working directory would write it.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if below, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(below) {
		return below
	}
	return path
}

// variable is the environment variable of a flag.
func variable(flag string) string {
	return "CITECHECK_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// environment gives the settings that variables make; a list has one value a
// line.
func environment(flags map[string]cli.Flag) []setting {
	var found []setting
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		value := os.Getenv(variable(name))
		if value == "" {
			continue
		}
		made := setting{name, []string{value}, "environment", variable(name)}
		if isList(flags[name]) {
			made.values = strings.Split(value, "\n")
		}
		found = append(found, made)
	}
	return found
}

// Flags that name files, and of these, those whose files are replaced.
var (
	pathFlags    = []string{"archive", "baseline", "output", "replay", "write-baseline"}
	writtenFlags = []string{"output", "write-baseline"}
)

// isBelow reports whether a path that counts from a folder stays in it, also
// where links lead: a folder from elsewhere brings its own.
func isBelow(folder, path string) bool {
	if !filepath.IsLocal(path) {
		return false
	}
	whole, err := place(folder)
	target, missing := place(filepath.Join(folder, path))
	if err != nil || missing != nil {
		return err == nil // nothing can be written there
	}
	below, err := filepath.Rel(whole, target)
	return err == nil && filepath.IsLocal(below)
}

// fileSettings gives the settings that a file makes. Paths in it count from its
// folder.
func fileSettings(file *config.File, flags map[string]cli.Flag) ([]setting, error) {
	var found []setting
	for _, s := range file.Settings {
		made := setting{s.Flag, slices.Clone(s.Values), "file", fmt.Sprintf("%s:%d", file.Path, s.Line)}
		if s.List && !isList(flags[s.Flag]) {
			return nil, made.wrong(errors.New("want one value, not a list"))
		}
		for i, path := range made.values {
			switch {
			case !slices.Contains(pathFlags, s.Flag):
			case path == "":
				return nil, made.wrong(errors.New("want a path"))
			case slices.Contains(writtenFlags, s.Flag) && !isBelow(filepath.Dir(file.Path), path):
				return nil, made.wrong(fmt.Errorf("%s is not below the folder of this file: only a command line may write there", path))
			case !filepath.IsAbs(path):
				made.values[i] = filepath.Join(filepath.Dir(file.Path), path)
			}
		}
		found = append(found, made)
	}
	return found, nil
}
