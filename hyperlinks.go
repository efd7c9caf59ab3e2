package main

import (
	"slices"
	"strconv"
)

// hyperlinks reports whether the terminal that the environment describes shows
// hyperlinks (OSC 8). There is no way to ask one: those are named that are known
// to. A multiplexer may drop them, so that they are left out inside one.
// FORCE_HYPERLINK, which other programs heed too, decides where it is set.
func hyperlinks(getenv func(string) string) bool {
	if force := getenv("FORCE_HYPERLINK"); force != "" {
		return force != "0"
	}
	if getenv("TMUX") != "" || getenv("STY") != "" || getenv("CI") != "" {
		return false
	}
	if version, err := strconv.Atoi(getenv("VTE_VERSION")); err == nil {
		return version >= 5000 // GNOME Terminal and its kin, from 0.50
	}
	if getenv("WT_SESSION") != "" || getenv("KONSOLE_VERSION") != "" || getenv("DOMTERM") != "" {
		return true
	}
	return slices.Contains([]string{"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"}, getenv("TERM_PROGRAM")) ||
		slices.Contains([]string{"xterm-kitty", "alacritty", "foot", "foot-extra", "xterm-ghostty", "contour"}, getenv("TERM"))
}
