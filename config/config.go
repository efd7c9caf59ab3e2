// Package config reads .citecheck.toml, in which a project keeps what its
// command lines would say, and what holds for single papers and hosts. It knows
// the names of rules and reasons, and whether a key is one; what the value of a
// flag may be, the flag says. Start with Find and Read.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Name is what the file is called.
const Name = ".citecheck.toml"

// A File is what one file says. The zero File says nothing.
type File struct {
	Path     string // where it was read; "" for none
	Settings []Setting
	Papers   []Paper
	Hosts    []Host // by name
}

// A Setting is the value of the flag of the same name.
type Setting struct {
	Flag   string
	Values []string // one, or those of a list
	List   bool     // written as a list
	Line   int      // 1-based
}

// A Paper is what holds for the papers of one path.
type Paper struct {
	Path   string // a file, a folder or a pattern as package path has them, with slashes, from the file's folder
	Accept []string
	Ignore []Ignore
}

// A Host is what holds for the links of one host and of those below it.
type Host struct {
	Name   string   // in lower case, and ASCII (punycode)
	Rate   *float64 // requests a second; 0 is no limit, nil leaves it to the flag
	Header []Header // by name; sent to this very host alone
	Accept []string
	Ignore []Ignore
}

// A Header is one whose value stands in an environment variable, so that no
// file has to hold it.
type Header struct{ Name, Env string }

// An Ignore is a finding that was looked at and may stand.
type Ignore struct {
	Rule  string
	URL   string // the cited address; "" for any
	Why   string
	Until Day // the last day on which it holds; the zero Day: for good
}

// A Day is a day of the calendar.
type Day struct{ Year, Month, Day int }

func (d Day) String() string {
	if d == (Day{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// An Error says what is wrong with a file, and where.
type Error struct {
	Path string
	Line int // 1-based; 0 where it is the file's as a whole
	Err  error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Find looks for the file in a folder and then in each folder above it. It
// gives "" where there is none.
func Find(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		path := filepath.Join(folder, Name)
		info, err := os.Stat(path)
		if err == nil && !info.IsDir() {
			return path, nil
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return "", err
		}
		above := filepath.Dir(folder)
		if above == folder {
			return "", nil
		}
		folder = above
	}
}

// Rate is how often a host may be asked, in requests a second: what the nearest
// section says, else usual.
func (f *File) Rate(host string, usual float64) float64 {
	best := -1
	for _, h := range f.Hosts {
		if h.Rate != nil && h.Covers(host) && len(h.Name) > best {
			best, usual = len(h.Name), *h.Rate
		}
	}
	return usual
}

// Covers reports whether a host is the section's, or one below it.
func (h *Host) Covers(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return host == h.Name || strings.HasSuffix(host, "."+h.Name)
}

// Covers reports whether a paper is the section's: name is its path, with
// slashes, from the file's folder.
func (p *Paper) Covers(name string) bool {
	if own := strings.TrimSuffix(p.Path, "/"); own == name || own == "." || strings.HasPrefix(name, own+"/") {
		return true
	}
	fits, _ := path.Match(p.Path, name) // Read has seen that it is a pattern
	return fits
}

// Within gives the path of a paper from the file's folder, with slashes, and
// whether it lies there at all.
func (f *File) Within(paper string) (string, bool) {
	paper, err := filepath.Abs(paper)
	if err != nil {
		return "", false
	}
	folder, err := filepath.Abs(filepath.Dir(f.Path))
	if err != nil {
		return "", false
	}
	path, err := filepath.Rel(folder, paper)
	return filepath.ToSlash(path), err == nil && filepath.IsLocal(path)
}

func byName(a, b Host) int    { return cmp.Compare(a.Name, b.Name) }
func byLine(a, b Setting) int { return cmp.Compare(a.Line, b.Line) }
