package fetch

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"os"
	"sync"
)

const (
	// heldBytes is how much of one payload is held in memory: nearly all pages
	// as they are sent. A longer payload goes to a file.
	heldBytes = 256 << 10
	// smallBytes is what is held even where a client holds too much already.
	smallBytes = 16 << 10
	// clientBytes bounds what a client's payloads, small ones aside, hold
	// together: those of hops before, and of links that wait for a host's turn.
	clientBytes = 32 << 20
)

// A Spill is a payload that is too long for memory: a file without a name, so
// that nothing of it stays behind.
type Spill struct {
	file *os.File
	size int64
	sum  [sha256.Size]byte
}

// Size is the payload's length in bytes.
func (e *Exchange) Size() int64 {
	if e.Spilled != nil {
		return e.Spilled.size
	}
	return int64(len(e.Body))
}

// Payload reads the payload from its first byte on.
func (e *Exchange) Payload() io.ReadSeeker {
	if e.Spilled != nil {
		return io.NewSectionReader(e.Spilled.file, 0, e.Spilled.size)
	}
	return bytes.NewReader(e.Body)
}

// Sum is the payload's SHA-256.
func (e *Exchange) Sum() [sha256.Size]byte {
	switch {
	case e.Spilled != nil:
		return e.Spilled.sum
	case e.sum == nil:
		sum := sha256.Sum256(e.Body)
		e.sum = &sum
	}
	return *e.sum
}

// Spill moves a long payload from memory to a file. Where no file can be
// written it stays where it is.
func (e *Exchange) Spill() {
	if e.Spilled == nil && len(e.Body) > heldBytes {
		e.spill(e.Body)
	}
}

// spill makes a file of all of p.
func (e *Exchange) spill(p []byte) bool {
	w, err := newSpiller(int64(len(p)))
	if err != nil {
		return false
	}
	if _, err := w.Write(p); err != nil {
		drop(w.file)
		return false
	}
	e.Spilled, e.Body = w.done(), nil
	return true
}

// Free gives back what the payload takes; it can no longer be read then.
func (e *Exchange) Free() {
	if e.Spilled != nil {
		drop(e.Spilled.file)
		e.Spilled = nil
	}
	if e.free != nil {
		e.free()
		e.free = nil
	}
	e.Body = nil
}

// A spiller writes a Spill of no more than left bytes.
type spiller struct {
	file *os.File
	sum  hash.Hash
	size int64
	left int64
	over bool // there was more than it took
}

func newSpiller(limit int64) (*spiller, error) {
	f, err := nameless()
	return &spiller{file: f, sum: sha256.New(), left: limit}, err
}

var errOver = errors.New("no room for more")

func (w *spiller) Write(p []byte) (int, error) {
	part := p[:min(int64(len(p)), w.left)]
	n, err := w.file.Write(part)
	w.sum.Write(part[:n])
	w.size, w.left = w.size+int64(n), w.left-int64(n)
	if err != nil || len(part) < len(p) {
		w.over = true
		return n, errOver
	}
	return n, nil
}

// done gives what was written.
func (w *spiller) done() *Spill {
	s := &Spill{file: w.file, size: w.size}
	w.sum.Sum(s.sum[:0])
	return s
}

// nameless makes a temporary file and takes its name away, where the system
// lets it: after a kill nothing is left.
func nameless() (*os.File, error) {
	f, err := os.CreateTemp("", "citecheck-*")
	if err == nil {
		_ = os.Remove(f.Name()) // else drop does
	}
	return f, err
}

func drop(f *os.File) {
	if f != nil {
		f.Close()
		_ = os.Remove(f.Name()) // fails where nameless did it
	}
}

// Payloads are read into buffers before it is known how long they are: into a
// small one, which is enough for most, and from there into a large one.
var (
	readBuffers  = sync.Pool{New: func() any { return new([firstBytes]byte) }}
	largeBuffers = sync.Pool{New: func() any { return new([heldBytes]byte) }}
)

const firstBytes = 32 << 10

// take reads a payload of at most limit bytes into e and reports whether there
// were more. The start of a long one is shown to early, whose error ends the
// reading. A disk without room bounds a payload as limit does.
func (c *Client) take(e *Exchange, r io.Reader, limit int64, early func(start []byte) error) (over bool, err error) {
	first := readBuffers.Get().(*[firstBytes]byte)
	defer readBuffers.Put(first)
	buf := first[:min(firstBytes, limit+1)]
	n, err := fill(r, buf)
	if n == firstBytes && err == nil {
		large := largeBuffers.Get().(*[heldBytes]byte)
		defer largeBuffers.Put(large)
		buf = large[:min(heldBytes, limit+1)]
		n = copy(buf, first[:])
		var more int
		more, err = fill(r, buf[n:])
		n += more
	}
	start := buf[:min(int64(n), limit)]
	if err != nil || len(start) < n {
		c.hold(e, start)
		return len(start) < n, ended(err)
	}
	if err = early(start); err != nil {
		c.hold(e, start)
		return false, err
	}
	w, err := newSpiller(limit)
	if err == nil {
		_, err = w.Write(start)
	}
	if err != nil {
		drop(w.file)
		c.hold(e, start)
		return true, nil
	}
	_, err = io.CopyBuffer(w, struct{ io.Reader }{r}, buf)
	e.Spilled = w.done()
	if w.over {
		return true, nil
	}
	return false, err
}

// fill reads until p is full; its error says why it is not, be it io.EOF.
func fill(r io.Reader, p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = r.Read(p[n:])
		n += m
	}
	if n == len(p) && err == io.EOF {
		err = nil // whoever asks for more will hear of it
	}
	return n, err
}

// ended makes the proper end of a payload no error.
func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// hold keeps a copy of a payload in memory or, where that holds much already,
// in a file.
func (c *Client) hold(e *Exchange, p []byte) {
	if n := int64(len(p)); n > smallBytes {
		if c.held.TryAcquire(n) {
			e.free = func() { c.held.Release(n) }
		} else if e.spill(p) {
			return
		}
	}
	e.Body = bytes.Clone(p)
}
