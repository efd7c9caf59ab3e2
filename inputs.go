package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report"
	"github.com/urfave/cli/v2"
)

// An input is one document that the user named, or that stands in a folder
// that the user named.
type input struct {
	path string // "-" is standard input
	err  error  // why it cannot be read, where that is known already
}

// expand finds the documents that args name: files, folders, globs and "-".
// What names no document becomes an input with an error.
func expand(ctx context.Context, args []string) []input {
	var inputs []input
	seen := map[string]bool{}
	add := func(path string, err error) {
		if clean := filepath.Clean(path); !seen[clean] {
			seen[clean] = true
			inputs = append(inputs, input{path, err})
		}
	}
	for _, arg := range args {
		if arg == "-" {
			add(arg, nil)
			continue
		}
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			found := walk(ctx, arg)
			if len(found) == 0 {
				add(arg, fmt.Errorf("%s: no papers in this folder: known are %s", arg, strings.Join(paper.Extensions(), " ")))
			}
			for _, in := range found {
				add(in.path, in.err)
			}
		case err != nil && strings.ContainsAny(arg, "*?["):
			paths, globErr := filepath.Glob(arg)
			if globErr != nil || len(paths) == 0 {
				add(arg, fmt.Errorf("%s: no file matches this pattern", arg))
			}
			for _, path := range paths {
				if info, err := os.Stat(path); err != nil || !info.IsDir() {
					add(path, nil)
				}
			}
		case errors.Is(err, fs.ErrNotExist):
			add(arg, fmt.Errorf("%s: there is no such file", arg))
		case err != nil:
			add(arg, fmt.Errorf("%s: %w", arg, cause(err)))
		default:
			add(arg, nil)
		}
	}
	return inputs
}

// readPapers reads every document that the command line names.
func readPapers(c *cli.Context, std streams) (papers []*paper.Paper, unread int, err error) {
	inputs, err := namedInputs(c)
	if err != nil {
		return nil, 0, err
	}
	unread, err = eachPaper(c, std, inputs, func(p *paper.Paper) error {
		papers = append(papers, p)
		return nil
	})
	return papers, unread, err
}

// namedInputs are the documents that the command line names.
func namedInputs(c *cli.Context) ([]input, error) {
	if c.NArg() == 0 {
		return nil, codeError{exitUsage, errors.New("no paper was named: try citecheck paper.md, or citecheck --help")}
	}
	inputs := expand(c.Context, c.Args().Slice())
	// A report of an earlier run may stand in a folder of papers; it is none.
	return slices.DeleteFunc(inputs, func(in input) bool {
		return !slices.Contains(c.Args().Slice(), in.path) && slices.ContainsFunc(c.StringSlice("output"), func(out string) bool { return sameFile(out, in.path) })
	}), nil
}

// eachPaper reads documents, several at once, and hands the papers on in the
// order of inputs. Those that cannot be read are told on stderr, one line each,
// as are the files that belong to a paper. unread counts both, but for files
// that are not there; where no paper can be read, that is an error.
func eachPaper(c *cli.Context, std streams, inputs []input, use func(*paper.Paper) error) (unread int, err error) {
	read := 0
	ctx, cancel := context.WithCancel(c.Context)
	defer cancel()
	reader := newReader()
	reader.Include = value[*expression](c, "include").value
	defer reader.Close()
	format := value[*choice](c, "input-format").value
	for next := range readAhead(ctx, inputs, func(in input) (*paper.Paper, error) {
		return readPaper(ctx, reader, in, format, std.in)
	}) {
		p, err := next()
		switch {
		case ctx.Err() != nil:
			return 0, codeError{exitFailed, errors.New("interrupted")}
		case err != nil:
			complain(std.err, err)
			unread++
			continue
		}
		read++
		for _, err := range p.Unread {
			complain(std.err, err)
			if !errors.Is(err, paper.ErrUnchecked) {
				unread++
			}
		}
		if err := use(p); err != nil {
			return unread, err
		}
	}
	if read == 0 {
		return unread, codeError{code: exitUsage}
	}
	return unread, nil
}

// readAhead reads inputs, as many at once as there are processors, and gives
// what waits for each one's outcome, in order. Reading from a pipe may last for
// ever: when ctx ends, nobody waits for it.
func readAhead(ctx context.Context, inputs []input, read func(input) (*paper.Paper, error)) iter.Seq[func() (*paper.Paper, error)] {
	type outcome struct {
		paper *paper.Paper
		err   error
	}
	return func(yield func(func() (*paper.Paper, error)) bool) {
		begun := make([]chan outcome, 0, len(inputs))
		for i := range inputs {
			for len(begun) < min(i+runtime.GOMAXPROCS(0), len(inputs)) {
				done, in := make(chan outcome, 1), inputs[len(begun)]
				begun = append(begun, done)
				go func() {
					p, err := read(in)
					done <- outcome{p, err}
				}()
			}
			wait := func() (*paper.Paper, error) {
				select {
				case o := <-begun[i]:
					return o.paper, o.err
				case <-ctx.Done():
					return nil, ctx.Err()
				}
			}
			if !yield(wait) {
				return
			}
		}
	}
}

// interruptible does what may wait for ever, as reading from a pipe may, and
// stops waiting for it when ctx ends.
func interruptible[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := do()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, codeError{exitFailed, errors.New("interrupted")}
	}
}

// newReader gives the reader of papers, which keeps its compiled PDF engine in
// the user's cache folder.
func newReader() *paper.Reader {
	r := &paper.Reader{}
	if dir, err := os.UserCacheDir(); err == nil {
		r.CacheDir = filepath.Join(dir, "citecheck")
	}
	return r
}

func readPaper(ctx context.Context, r *paper.Reader, in input, format string, stdin io.Reader) (*paper.Paper, error) {
	if in.err != nil {
		return nil, in.err
	}
	src, err := openPaper(in.path, stdin)
	if err != nil {
		return nil, err
	}
	defer src.close()
	src.Format = format
	return r.Read(ctx, src.Source)
}

// A paperSource is a document that was read, and the folder that it stands in,
// which is open.
type paperSource struct {
	paper.Source
	root *os.Root
}

func openPaper(path string, stdin io.Reader) (paperSource, error) {
	doc, err := readAll(path, stdin)
	s := paperSource{Source: paper.Source{Path: path, Bytes: doc}}
	if err != nil || path == "-" {
		return s, err
	}
	if s.root, err = os.OpenRoot(filepath.Dir(path)); err == nil { // without it the paper stands alone
		s.Folder = s.root.FS()
	}
	return s, nil
}

func (s paperSource) close() {
	if s.root != nil {
		s.root.Close()
	}
}

// readAll reads a document up to one byte over the limit, so that paper.Parse
// can say that it is too long.
func readAll(path string, stdin io.Reader) ([]byte, error) {
	r, size := stdin, int64(0)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		}
		defer f.Close()
		info, err := f.Stat()
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		case info.IsDir():
			return nil, fmt.Errorf("%s: a folder where a file was expected", path)
		}
		r, size = f, info.Size()
	}
	doc := bytes.NewBuffer(make([]byte, 0, min(size, paper.MaxBytes)+bytes.MinRead))
	if _, err := doc.ReadFrom(io.LimitReader(r, paper.MaxBytes+1)); err != nil {
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	}
	return doc.Bytes(), nil
}

// cause strips what Go adds to the system's words: the path and the call.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// fileError puts the path first, where a reader looks for it.
func fileError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

// oneLine keeps an error on one line and free of what could fool a terminal.
func oneLine(s string) string { return report.Safe(strings.Join(strings.Fields(s), " ")) }
