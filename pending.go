package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A pendingFile collects a report and writes it when it is whole: beside its
// place first, then moved there. What is no regular file is written to as it
// is: a device or a pipe cannot be replaced.
type pendingFile struct {
	name    string // the file itself where the user named a link to it
	mode    os.FileMode
	special *os.File // a device or pipe, opened; nil otherwise
	content bytes.Buffer
	spilled *os.File // holds what came before content; nil while that has room for all
}

// How much of a report is held in memory: all of a short one, and of a long one
// as much as is worth a write.
const (
	maxHeld    = 4 << 20
	writtenFor = 64 << 10
)

// openPending finds out whether the file can be written, and leaves nothing
// behind: a run may be killed long before it has something to write.
func openPending(name string) (*pendingFile, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &pendingFile{name: name, special: f}, err
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err // such as a name that is too long
	}
	p := &pendingFile{mode: 0o666}
	var unknown error
	if p.name, unknown = place(name); unknown != nil {
		return nil, unknown
	}
	if err == nil {
		p.mode = info.Mode().Perm()
		f, err := os.OpenFile(p.name, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return p, f.Close()
	}
	f, err := p.beside()
	if err != nil {
		return nil, err
	}
	return p, errors.Join(f.Close(), os.Remove(f.Name()))
}

// beside makes a file in the folder of p, with the rights that the user gives
// to new files.
func (p *pendingFile) beside() (*os.File, error) {
	temporary := filepath.Join(filepath.Dir(p.name), fmt.Sprintf(".citecheck-%x", rand.Uint64()))
	return os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, p.mode)
}

func (p *pendingFile) Write(b []byte) (int, error) {
	if p.special != nil {
		return p.special.Write(b)
	}
	held := maxHeld
	if p.spilled != nil {
		held = writtenFor
	}
	if p.content.Len()+len(b) > held {
		if err := p.spill(); err != nil {
			return 0, err
		}
	}
	return p.content.Write(b)
}

// spill moves what is held in memory into a file beside the report's place.
func (p *pendingFile) spill() (err error) {
	if p.spilled == nil {
		if p.spilled, err = p.beside(); err != nil {
			return err
		}
	}
	_, err = p.content.WriteTo(p.spilled)
	return err
}

// discard leaves nothing of a report that is not committed.
func (p *pendingFile) discard() {
	if p.spilled != nil {
		p.spilled.Close()
		os.Remove(p.spilled.Name())
		p.spilled = nil
	}
}

func (p *pendingFile) commit() error {
	if p.special != nil {
		return p.special.Close()
	}
	defer p.discard()
	err := p.spill()
	if err == nil {
		err = p.spilled.Sync()
	}
	if err == nil {
		err = p.spilled.Close()
	}
	if err == nil {
		err = os.Rename(p.spilled.Name(), p.name)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, cause(err))
	}
	p.spilled = nil
	return nil
}
