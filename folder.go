package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// walk finds the papers below a folder. What cannot be looked into is told and
// passed over.
func walk(ctx context.Context, folder string) []input {
	var found []input
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return filepath.SkipAll
		case err != nil:
			found = append(found, input{path, fmt.Errorf("%s: %w", path, cause(err))})
			if entry != nil && entry.IsDir() {
				return filepath.SkipDir
			}
		case path == folder:
		case isAside(entry.Name()) && entry.IsDir():
			return filepath.SkipDir
		case !isAside(entry.Name()) && standsAsPaper(folder, path):
			found = append(found, input{path: path})
		}
		return nil
	})
	return withoutParts(ctx, found)
}

// isAside reports whether what has a name is no part of what people write:
// hidden, the files that word processors keep while a document is open, and
// installed packages.
func isAside(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "node_modules"
}

// standsAsPaper reports whether a file in a folder is a paper: by its extension, and
// by its content where programs keep all kinds of things under the extension.
func standsAsPaper(folder, path string) bool {
	if !slices.Contains(paper.Extensions(), strings.ToLower(filepath.Ext(path))) {
		return false
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || !within(folder, path) {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return true // and is told that it cannot be read
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, paper.SniffBytes))
	return err != nil || paper.IsPaper(path, head) && !isReport(head)
}

// within reports whether a path leads to a place below folder: a link out of it
// is no paper of the folder.
func within(folder, path string) bool {
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false
	}
	below, err := filepath.Rel(root, target)
	return err == nil && filepath.IsLocal(below)
}

// withoutParts drops the files that are parts of other ones: their references
// are read with those. Of files that include each other the first one stays.
func withoutParts(ctx context.Context, found []input) []input {
	if !slices.ContainsFunc(found, func(in input) bool { return paper.MayBePart(in.path) }) {
		return found
	}
	reader := newReader()
	defer reader.Close()
	parts, part := map[string][]string{}, map[string]bool{}
	for _, in := range found {
		if in.err != nil || ctx.Err() != nil || !paper.HasParts(in.path) {
			continue
		}
		for _, p := range partsOf(ctx, reader, in.path) {
			parts[in.path] = append(parts[in.path], p)
			part[p] = true
		}
	}
	covered := map[string]bool{}
	cover := func(in input) {
		for _, p := range parts[in.path] {
			covered[p] = true
		}
	}
	for _, in := range found {
		if !part[in.path] {
			cover(in)
		}
	}
	return slices.DeleteFunc(found, func(in input) bool {
		if part[in.path] && !covered[in.path] {
			cover(in)
			return false
		}
		return covered[in.path]
	})
}

// partsOf are the paths of the files that are read with a paper.
func partsOf(ctx context.Context, reader *paper.Reader, path string) (parts []string) {
	src, err := openPaper(path, nil)
	if err != nil {
		return nil
	}
	defer src.close()
	for _, name := range reader.Parts(ctx, src.Source) {
		if p := filepath.Join(filepath.Dir(path), filepath.FromSlash(name)); p != path {
			parts = append(parts, p)
		}
	}
	return parts
}
