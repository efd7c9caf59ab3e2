package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every page of help fits a terminal, names each flag at a line's beginning,
// and is filled in.
func TestHelpFits(t *testing.T) {
	app := newApp(nil, nil, nil)
	pages := map[string][]string{"": flagNames(app.Flags)}
	for _, command := range app.Commands {
		pages[command.Name] = flagNames(command.Flags)
	}
	for name, flags := range pages {
		var out, errs bytes.Buffer
		if code := execute(context.Background(), strings.Fields("citecheck "+name+" --help"), nil, &out, &errs); code != exitClean {
			t.Fatalf("%s: exit code %d: %s", name, code, errs.String())
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimSuffix(line, "\n"); utf8.RuneCountInString(line) > helpWidth {
				t.Errorf("%s: a line of %d columns: %s", name, utf8.RuneCountInString(line), line)
			}
		}
		for _, flag := range append(flags, "help") {
			if !regexp.MustCompile(`(?m)^   --` + flag + `\b`).MatchString(out.String()) {
				t.Errorf("%s: --%s is not told of", name, flag)
			}
		}
		if strings.Contains(out.String(), "{{") && name != "completion" {
			t.Errorf("%s: the page has holes:\n%s", name, out.String())
		}
	}
}
