package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// useName is the file whose lock says who uses the archive: those who record
// share it, whoever moves what is recorded has it alone.
const useName = "use.lock"

// use says that this process records. It waits while another moves records.
func (a *Archive) use() (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(a.path, useName), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	_ = shareFile(f) // a file system without locks has nobody to wait for
	return f.Close, nil
}

// ErrRecording says that a process records, so that records cannot be moved.
var ErrRecording = errors.New("a run is recording into it: try again when that has ended")

// useAlone makes sure that nobody records.
func (a *Archive) useAlone() (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(a.path, useName), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, a.explain(err)
	}
	switch taken, err := lockFile(f, false); {
	case err != nil:
		return nil, errors.Join(fmt.Errorf("archive %s: its file system has no locks: records cannot be moved safely: %w", a.dir, err), f.Close())
	case !taken:
		return nil, errors.Join(fmt.Errorf("archive %s: %w", a.dir, ErrRecording), f.Close())
	}
	return f.Close, nil
}
