package archive

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// rotateAt is the size at which a WARC file is followed by another: about the
// one that annex C recommends.
const rotateAt = 1 << 30

// The files that citecheck writes, citecheck-TIME-RANDOM.warc.gz.
const (
	filePrefix = "citecheck-"
	fileSuffix = ".warc.gz"
)

// A handle is what is needed of a WARC file; *os.File in life, a disk that
// fills up in tests.
type handle interface {
	io.WriteCloser
	Sync() error
	Truncate(size int64) error
}

// An opener makes a new file for appending.
type opener func(path string) (handle, error)

// A warcFile is one file of a run.
type warcFile struct {
	handle
	name string // path below the archive's folder, with slashes
	path string
	size int64
}

// A warcSeries is the WARC files of one run, of which the last is written.
// The first is made when there is something to write. It is not safe for
// concurrent use.
type warcSeries struct {
	dir   string // the archive's folder
	open  opener
	limit int64
	begin func(filename string) ([]byte, error) // the records at the head of a file
	last  *warcFile
}

// append writes whole records, gzip members both, and then what rest writes,
// unless it is nil. It returns the file and the offset they begin at. After an
// error the file ends where it ended before.
func (s *warcSeries) append(records []byte, rest func(io.Writer) error) (*warcFile, int64, error) {
	f := s.last
	if f == nil || f.size >= s.limit {
		var err error
		if f, err = s.next(); err != nil {
			return nil, 0, err
		}
	}
	at := f.size
	if at == 0 {
		head, err := s.begin(filepath.Base(f.path))
		if err != nil {
			return nil, 0, err
		}
		at = int64(len(head))
		records = append(head, records...) // one write, so that no file ends behind its head
	}
	out := &counter{w: f}
	_, err := out.Write(records)
	if err == nil && rest != nil {
		buffered := bufio.NewWriterSize(out, 64<<10)
		if err = rest(buffered); err == nil {
			err = buffered.Flush()
		}
	}
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", f.path, errors.Join(bare(err), f.undo()))
	}
	f.size += out.n
	s.last = f
	return f, at, nil
}

// A counter counts what is written through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return n, err
}

// undo takes back a write that failed. Where that fails too, the next start
// cuts the file.
func (f *warcFile) undo() error {
	if f.size > 0 {
		return bare(f.Truncate(f.size))
	}
	return errors.Join(bare(f.Close()), bare(os.Remove(f.path)))
}

// next makes a file under a name that no other run has.
func (s *warcSeries) next() (*warcFile, error) {
	var random [4]byte
	rand.Read(random[:]) // never fails
	name := fmt.Sprintf("%s%s-%x%s", filePrefix, time.Now().UTC().Format("20060102T150405Z"), random, fileSuffix)
	f := &warcFile{name: warcFolder + "/" + name, path: filepath.Join(s.dir, warcFolder, name)}
	var err error
	if f.handle, err = s.open(f.path); err != nil {
		return nil, err
	}
	return f, nil
}

// createFile makes the file at path and locks it for as long as it is open.
func createFile(path string) (handle, error) {
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			return nil, err
		}
		// Where there are no locks, cutTails leaves young files alone.
		_, _ = lockFile(f, true)
		if !standsAt(f, path) { // cutTails was faster, and took it for a dead run's
			if err := f.Close(); err != nil {
				return nil, err
			}
			continue
		}
		if err := syncFolder(filepath.Dir(path)); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return f, nil
	}
}

// standsAt reports whether path still names f.
func standsAt(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return true // writing it will say what is wrong
	}
	named, err := os.Lstat(path)
	return err == nil && os.SameFile(open, named)
}

// bare takes the path off an error of package os whose message names it anyway.
func bare(err error) error {
	var e *os.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
