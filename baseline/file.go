package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// schema is the version of the file.
const schema = 1

// maxBytes bounds a file: more than a hundred thousand findings.
const maxBytes = 64 << 20

// A file is a baseline on disk. It holds no time and no version, so that it
// changes only when findings do.
type file struct {
	Schema   int     `json:"schema"`
	Tool     string  `json:"tool"`
	Findings []entry `json:"findings"`
}

// Read reads the baseline in a file. Errors name the file and the line.
func Read(path string) (*Baseline, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such file; --write-baseline makes one", path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	case len(data) > maxBytes:
		return nil, fmt.Errorf("%s: more than %d bytes; this is no baseline", path, maxBytes)
	}
	known, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	b := New()
	for _, e := range known.Findings {
		b.known[name{resolve(path, e.Paper), e.Fingerprint}] = e
	}
	return b, nil
}

// parse reads a file's bytes. Its errors begin with the line.
func parse(data []byte) (file, error) {
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		line := 1
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			line += bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
		case errors.As(err, &kind):
			line += bytes.Count(data[:min(int(kind.Offset), len(data))], []byte("\n"))
		}
		return file{}, fmt.Errorf("%d: this is no baseline: %w; make it anew with --write-baseline", line, err)
	}
	switch {
	case f.Tool != "citecheck":
		return file{}, errors.New("1: this is no baseline of citecheck; make one with --write-baseline")
	case f.Schema != schema:
		return file{}, fmt.Errorf("1: a baseline of version %d, and this citecheck reads version %d; make it anew with --write-baseline", f.Schema, schema)
	}
	return f, nil
}

// Write writes what this run found to w, for a file at path, and keeps what is
// known and cannot be told to be gone.
func (b *Baseline) Write(w io.Writer, path string) error {
	f := file{Schema: schema, Tool: "citecheck", Findings: []entry{}}
	add := func(n name, e entry) {
		e.Paper = relative(path, n.paper)
		f.Findings = append(f.Findings, e)
	}
	for n, e := range b.found {
		add(n, e)
	}
	for n, e := range b.known {
		if _, still := b.found[n]; !still && !b.toldGone(n, e) {
			add(n, e)
		}
	}
	slices.SortFunc(f.Findings, func(x, y entry) int {
		return compare(x.Paper, y.Paper, x.Rule, y.Rule, x.Link, y.Link, x.Cited, y.Cited, x.Fingerprint, y.Fingerprint)
	})
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(f); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// resolve is the paper that a file at path names.
func resolve(path, paper string) string {
	if paper == "-" {
		return paper
	}
	paper = filepath.FromSlash(paper)
	if filepath.IsAbs(paper) {
		return filepath.Clean(paper)
	}
	return filepath.Join(filepath.Dir(absolute(path)), paper)
}

// relative names a paper from the folder of a file at path, so that both can be
// moved together.
func relative(path, paper string) string {
	if paper == "-" {
		return paper
	}
	if below, err := filepath.Rel(filepath.Dir(absolute(path)), paper); err == nil {
		paper = below
	}
	return filepath.ToSlash(paper)
}

// compare compares pairs, the first first.
func compare(pairs ...string) int {
	for i := 0; i+1 < len(pairs); i += 2 {
		if c := cmp.Compare(pairs[i], pairs[i+1]); c != 0 {
			return c
		}
	}
	return 0
}

func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
