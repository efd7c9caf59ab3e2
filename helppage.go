package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// Help is read on terminals of 80 columns: what an option does begins in one
// column, so that the names can be scanned, and goes on below itself.
const helpWidth = 80

// paged gives every command of app a page of help in which lines are folded.
// The library folds none unless a variable of all programs is replaced.
func paged(app *cli.App) *cli.App {
	commands := make([][2]string, 0, len(app.Commands))
	for _, c := range app.Commands {
		commands = append(commands, [2]string{c.Name, c.Usage})
		name := app.Name + " " + c.Name
		c.CustomHelpTemplate = literally(helpPage([][2]string{
			{"NAME", folded(name+" - "+c.Usage, 3)},
			{"USAGE", folded(name+" [flags] "+c.ArgsUsage, 3)},
			{"DESCRIPTION", refolded(c.Description)},
			{"OPTIONS", options(c.Flags, cli.HelpFlag)},
		}))
	}
	app.CustomAppHelpTemplate = literally(helpPage([][2]string{
		{"NAME", folded(app.Name+" - "+app.Usage, 3)},
		{"USAGE", app.UsageText},
		{"VERSION", app.Version},
		{"DESCRIPTION", refolded(app.Description)},
		{"COMMANDS", inColumns(commands, 12)},
		{"OPTIONS", options(app.Flags, cli.HelpFlag, cli.VersionFlag)},
	}))
	return app
}

// helpPage puts what there is to say under its headings.
func helpPage(sections [][2]string) string {
	var b strings.Builder
	for _, s := range sections {
		if s[1] == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s[0] + ":\n")
		for line := range strings.Lines(s[1]) {
			b.WriteString(strings.TrimRight("   "+line, " \n") + "\n")
		}
	}
	return b.String()
}

// literally is text as a template of itself.
func literally(text string) string { return strings.ReplaceAll(text, "{{", "{{`{{`}}") }

// options lists flags, each with what it does and what holds without it.
func options(flags []cli.Flag, more ...cli.Flag) string {
	var pairs [][2]string
	for _, f := range manualFlags(slices.Concat(flags, more)) {
		name := strings.TrimSpace(f.Names + " " + f.Value)
		if f.Default != "" {
			f.Usage += " (default: " + f.Default + ")"
		}
		pairs = append(pairs, [2]string{name, f.Usage})
	}
	return inColumns(pairs, 25)
}

// refolded folds the paragraphs of a text; indented lines stay as they are.
func refolded(text string) string {
	var lines []string
	open := false // the last line is of a paragraph
	for line := range strings.SplitSeq(text, "\n") {
		flows := line != "" && line[0] != ' '
		if flows && open {
			lines[len(lines)-1] += " " + line
		} else {
			lines = append(lines, line)
		}
		open = flows && !strings.HasSuffix(line, ":")
	}
	for i, line := range lines {
		if line != "" && line[0] != ' ' {
			lines[i] = folded(line, 0)
		}
	}
	return strings.Join(lines, "\n")
}

// inColumns puts names in one column and what they mean in another; a name without
// room before it has a line of its own.
func inColumns(pairs [][2]string, column int) string {
	lines := make([]string, 0, len(pairs))
	for _, p := range pairs {
		line := p[0]
		if room := column - len(line); room >= 2 {
			line += strings.Repeat(" ", room)
		} else {
			line += "\n" + strings.Repeat(" ", column)
		}
		lines = append(lines, line+folded(p[1], column))
	}
	return strings.Join(lines, "\n")
}

// folded is text that begins in a column and goes on in it below. Pages are
// indented by three.
func folded(text string, column int) string {
	var b strings.Builder
	at := column
	for i, word := range strings.Fields(text) {
		switch {
		case i > 0 && at+1+len(word) > helpWidth-3:
			b.WriteString("\n" + strings.Repeat(" ", column))
			at = column
		case i > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String()
}
