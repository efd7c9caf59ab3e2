package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers has every package, and what of this module it may import: data flows
// one way.
var layers = map[string][]string{
	"baseline":       {"checker", "checker/verdict", "paper", "report"},
	".":              {"archive", "baseline", "checker", "checker/fetch", "checker/verdict", "config", "paper", "paper/address", "report", "report/explain", "waiver"},
	"config":         {"report/explain"},
	"waiver":         {"checker", "checker/verdict", "config", "paper", "paper/address", "report/explain"},
	"bench/memory":   {"bench/process"},
	"bench/reports":  {"bench/process"},
	"bench/speed":    {"bench/process"},
	"bench/process":  {},
	"paper":          {"paper/address", "paper/date", "paper/document", "paper/entry", "paper/format", "paper/lex"},
	"paper/address":  {"paper/lex"},
	"paper/date":     {"paper/lex"},
	"paper/document": {"paper/address", "paper/date", "paper/lex"},
	"paper/entry":    {"paper/address", "paper/date", "paper/document", "paper/lex"},
	"paper/format":   {"paper/address", "paper/date", "paper/document", "paper/entry", "paper/format/layout", "paper/format/markdown", "paper/format/pdf", "paper/lex"},

	"paper/format/layout":   {"paper/address", "paper/document", "paper/lex"},
	"paper/format/pdf":      {"paper/address", "paper/format/layout", "paper/lex"},
	"paper/format/markdown": {"paper/address", "paper/document", "paper/lex"},

	"paper/lex":       {},
	"checker/verdict": {},
	"checker/fetch":   {"checker/verdict"},
	"checker/pdfhead": {},
	"checker/page":    {"checker/pdfhead", "paper", "paper/date", "paper/lex", "paper/address"},
	"checker/compare": {"checker/page", "paper", "paper/lex", "paper/date"},
	"checker/judge":   {"checker/fetch", "checker/page", "checker/verdict"},
	"checker":         {"checker/compare", "checker/fetch", "checker/judge", "checker/page", "checker/verdict", "paper", "paper/date", "paper/lex", "paper/address"},
	"archive":         {"archive/warc", "checker", "checker/compare", "checker/fetch", "checker/page", "checker/verdict", "paper", "paper/address", "paper/date"},
	"archive/warc":    {},
	"report":          {"archive", "archive/textdiff", "checker", "checker/compare", "checker/judge", "checker/page", "checker/verdict", "paper", "report/explain"},
	"report/explain":  {},

	"archive/textdiff": {},
}

func TestImportsRunOneWay(t *testing.T) {
	const module = "github.com/citecheck/citecheck"
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		here := filepath.ToSlash(filepath.Dir(path))
		allowed, known := layers[here]
		if !known {
			t.Errorf("%s: package %s has no row in layers", path, here)
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if rest, ok := strings.CutPrefix(name, module+"/"); ok && !slices.Contains(allowed, rest) {
				t.Errorf("%s imports %s, which %s may not know", path, rest, here)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
