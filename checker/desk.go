package checker

import (
	"bytes"
	"context"
	"io"
	"math"
	"runtime"
	"strings"

	"golang.org/x/sync/semaphore"

	"github.com/citecheck/citecheck/checker/fetch"
)

const (
	// enough is how much of a page's content is read: what counts on a page
	// stands before it, and package page reads no more.
	enough = 8<<20 + 1
	// enoughPDF is the same for a PDF, whose end says where everything is.
	enoughPDF = 64 << 20
	// deskBytes bounds the content of all pages that are read at the same time.
	// Read, a page takes ten times its content and more.
	deskBytes = 4 << 20
	// unpacked is how many times its size a payload's content can be: what is
	// more is refused as a bomb.
	unpacked = 100
)

// A desk is where pages are read. A parsed page is large: more at once than
// there are processors would not be faster, and long ones wait for each other.
type desk struct {
	seats *semaphore.Weighted
	bytes *semaphore.Weighted
}

func newDesk() *desk {
	return &desk{seats: semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0)) + 1), bytes: semaphore.NewWeighted(deskBytes)}
}

// A seat is room at the desk to read answers of so many bytes.
type seat struct {
	desk  *desk
	bytes int64
}

// sit waits until there is room to read answers.
func (d *desk) sit(ctx context.Context, answers ...*fetch.Exchange) (*seat, error) {
	s := &seat{desk: d}
	for _, e := range answers {
		s.bytes += mostContent(e)
	}
	s.bytes = min(s.bytes, deskBytes)
	if err := d.seats.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if err := d.bytes.Acquire(ctx, s.bytes); err != nil {
		d.seats.Release(1)
		return nil, err
	}
	return s, nil
}

// shrink gives back what turned out not to be needed.
func (s *seat) shrink(bytes int) {
	if spare := s.bytes - int64(bytes); spare > 0 {
		s.desk.bytes.Release(spare)
		s.bytes -= spare
	}
}

func (s *seat) leave() {
	s.desk.bytes.Release(s.bytes)
	s.desk.seats.Release(1)
}

// mostContent bounds what an answer can hold once it is decoded.
func mostContent(e *fetch.Exchange) int64 {
	switch {
	case e == nil:
		return 0
	case e.Header.Get("Content-Encoding") != "":
		return min(unpacked*e.Size(), enoughOf(e))
	}
	return min(e.Size(), enoughOf(e))
}

// enoughOf is how much of an answer's content is read.
func enoughOf(e *fetch.Exchange) int64 {
	if e.Spilled == nil && e.Header.Get("Content-Encoding") == "" {
		return math.MaxInt64 // it is in memory
	}
	head := make([]byte, 1024)
	n, _ := io.ReadFull(e.Payload(), head) // what cannot be read is no PDF
	if bytes.Contains(head[:n], []byte("%PDF-")) || strings.Contains(strings.ToLower(e.Header.Get("Content-Type")), "pdf") {
		return enoughPDF
	}
	return enough
}
