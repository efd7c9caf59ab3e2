package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/urfave/cli/v2"

	"github.com/citecheck/citecheck/archive"
)

func exportCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "export",
		HideHelpCommand: true,
		Usage:           "write what was seen of links or papers, or everything, as WARC or WACZ",
		ArgsUsage:       "[URL|FILE …]",
		Description: `Writes every stored answer of the named addresses, of every link of the named
papers, or, where nothing is named, of the whole archive. A WACZ file stands
alone and opens in ReplayWeb.page; a WARC file is what other archives take.
Both can be judged again with --replay.

Examples:
   citecheck export --wacz paper.wacz paper.md
   citecheck export --warc page.warc.gz https://example.org/page
   citecheck export --wacz everything.wacz`,
		Flags: []cli.Flag{
			archiveFlag("read what was seen from `DIR`"),
			&cli.StringFlag{Name: "warc", Usage: "write a WARC file to `FILE`, compressed where its name ends in .gz"},
			&cli.StringFlag{Name: "wacz", Usage: "write a WACZ file to `FILE`"},
		},
		Action:       func(c *cli.Context) error { return runExport(c, std) },
		OnUsageError: usageError,
	}
}

// runExport writes a selection of the archive to files.
func runExport(c *cli.Context, std streams) error {
	warc, wacz := c.String("warc"), c.String("wacz")
	if warc == "" && wacz == "" {
		return codeError{exitUsage, errors.New("export wants a file to write: try citecheck export --wacz paper.wacz paper.md")}
	}
	a, err := existingArchive(c)
	if err != nil {
		return err
	}
	defer a.Close()
	selection, err := selected(a, c.Args().Slice())
	if err != nil {
		return err
	}
	software := "citecheck/" + versionNumber()
	for _, f := range []struct {
		name  string
		write func(io.Writer) (archive.Export, error)
	}{
		{warc, func(w io.Writer) (archive.Export, error) {
			return a.ExportWARC(w, selection, filepath.Base(warc), software, !strings.HasSuffix(strings.ToLower(warc), ".gz"))
		}},
		{wacz, func(w io.Writer) (archive.Export, error) { return a.ExportWACZ(w, selection, software) }},
	} {
		if f.name != "" {
			if err := exportTo(c, std, f.name, f.write); err != nil {
				return err
			}
		}
	}
	return nil
}

// selected is what the arguments name, everything where there are none.
func selected(a *archive.Archive, args []string) (*archive.Selection, error) {
	if len(args) == 0 {
		return a.SelectAll(), nil
	}
	selection := new(archive.Selection)
	for _, arg := range args {
		if isPaper(arg) {
			if err := a.SelectPaper(selection, arg); err != nil {
				return nil, lookupError(arg, err)
			}
			continue
		}
		url, err := normalized(arg)
		if err != nil {
			return nil, err
		}
		if err := a.SelectURL(selection, url); err != nil {
			return nil, lookupError(arg, err)
		}
	}
	return selection, nil
}

// exportTo writes one file, which appears whole or not at all.
func exportTo(c *cli.Context, std streams, name string, write func(io.Writer) (archive.Export, error)) error {
	dir, err := archiveDir(c)
	if err != nil {
		return codeError{exitUsage, err}
	}
	if err := checkOutput(name, nil, []string{dir}); err != nil {
		return codeError{exitUsage, fmt.Errorf("%s: %w", name, err)}
	}
	file, err := openPending(name)
	if err != nil {
		return codeError{exitUsage, fmt.Errorf("%s: cannot write there: %w", name, cause(err))}
	}
	defer file.discard()
	sized := &sizedWriter{w: file}
	done, err := write(sized)
	if err == nil {
		err = file.commit()
	}
	if err != nil {
		return codeError{exitFailed, fmt.Errorf("%s could not be written: %w", name, err)}
	}
	for _, lost := range done.Lost {
		complain(std.err, fmt.Errorf("left out: %w", lost))
	}
	if _, err := fmt.Fprintf(std.out, "%s: %s, %s.\n", oneLine(name), plural(done.Answers, "answer"), humanize.IBytes(uint64(sized.size))); err != nil {
		return unwritten(err)
	}
	if len(done.Lost) > 0 {
		return codeError{exitFailed, fmt.Errorf("%s could not be read: see citecheck verify", plural(len(done.Lost), "record"))}
	}
	return nil
}

type sizedWriter struct {
	w    io.Writer
	size int64
}

func (s *sizedWriter) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.size += int64(n)
	return n, err
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
