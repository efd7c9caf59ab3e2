package report

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// Options say how a report is to look. Formats for programs heed none but the
// last.
type Options struct {
	Color      bool // ANSI colours
	Hyperlinks bool // addresses lead somewhere: the terminal knows OSC 8
	Width      int  // columns; 0 means 80
	Verbose    bool // also what is fine
	Quiet      bool // findings alone, no summary; stronger than Verbose
	Brief      bool // the summary alone

	// FailOn is the least severity that fails the run, "" where none does: a
	// build that passes holds no test that fails.
	FailOn paper.Severity
}

// A format is one way to write a report. A new one is a file and a row here.
type format struct {
	name      string
	extension string
	report    func(io.Writer, Options) Sink
	extract   func(io.Writer, string, Options) Extractor // nil where the format has no use for it
}

// An Extractor writes the references of papers as they were parsed, before any
// link is visited: Add for each paper, End once and last.
type Extractor interface {
	Add(*paper.Paper) error
	End() error
}

var formats = []format{
	{"text", ".txt", newText, newTextExtractor},
	{"json", ".json", newJSON, newJSONExtractor},
	{"jsonl", ".jsonl", newJSONL, newJSONLExtractor},
	{"markdown", ".md", newMarkdown, nil},
	{"html", ".html", newHTML, nil},
	{"sarif", ".sarif", newSARIF, nil},
	{"junit", ".xml", newJUnit, nil},
	{"csv", ".csv", newCSV, nil},
	{"github", "", newGitHub, nil}, // for standard output alone
}

// Formats are the names that New knows.
func Formats() []string { return names(func(f format) bool { return f.report != nil }) }

// ExtractFormats are the names that NewExtractor knows.
func ExtractFormats() []string { return names(func(f format) bool { return f.extract != nil }) }

// New makes the Sink that writes a report of the named format to w.
func New(name string, w io.Writer, o Options) (Sink, error) {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return nil, fmt.Errorf("unknown format %q: choose one of %s", name, strings.Join(Formats(), ", "))
	}
	return formats[i].report(w, o), nil
}

// NewExtractor makes the Extractor that writes the named format to w. The
// version is that of the program.
func NewExtractor(name string, w io.Writer, version string, o Options) (Extractor, error) {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name && f.extract != nil })
	if i < 0 {
		return nil, fmt.Errorf("no format %q to extract to: choose one of %s", name, strings.Join(ExtractFormats(), ", "))
	}
	return formats[i].extract(w, version, o), nil
}

// FormatOf is the format that the extension of path chooses.
func FormatOf(path string) (string, error) {
	extension := strings.ToLower(filepath.Ext(path))
	var known []string
	for _, f := range formats {
		if f.extension == "" {
			continue
		}
		if f.extension == extension {
			return f.name, nil
		}
		known = append(known, f.extension)
	}
	return "", fmt.Errorf("%q does not say its format: let its name end in one of %s", path, strings.Join(known, ", "))
}

func names(fits func(format) bool) []string {
	var list []string
	for _, f := range formats {
		if fits(f) {
			list = append(list, f.name)
		}
	}
	return list
}
