package main

import (
	"fmt"
	"runtime/debug"
)

// home is where a server's owner can read what this program is.
const home = "https://github.com/citecheck/citecheck"

// versionNumber is the module's version as the go command recorded it.
func versionNumber() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// version is the version with the commit that it was built from, where that is
// known.
func version() string {
	info, _ := debug.ReadBuildInfo()
	commit, dirty := "", ""
	if info != nil {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				commit = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				dirty = ", modified"
			}
		}
	}
	if commit == "" { // the go command knows the version of a module that it fetched, but no commit
		return versionNumber()
	}
	return fmt.Sprintf("%s (commit %s%s)", versionNumber(), commit, dirty)
}

// userAgent names the program and where to read about it. It claims to be no
// browser, and holds no word by which firewalls sort out crawlers.
func userAgent() string { return fmt.Sprintf("citecheck/%s (+%s)", versionNumber(), home) }
