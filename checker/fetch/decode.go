package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	// maxCodings bounds how often a payload can be packed. Once is normal,
	// twice a mistake that browsers forgive.
	maxCodings = 4
	// bombRatio is what no page reaches that also reaches the bound: text
	// shrinks to a tenth, tables of figures to a fiftieth.
	bombRatio = 100
)

// Decode undoes an answer's Content-Encoding, RFC 9110 section 8.4. It returns
// no more than max bytes: what a longer page has beyond them is cut off, while
// a bomb, which grows more than a hundredfold, is an error. The error is an
// *Error and can come with what was decoded before it. Where the payload was
// cut, its end is missing without error. The result may share memory with Body.
func Decode(e *Exchange, max int64) ([]byte, error) { return DecodeStart(e, max, math.MaxInt64) }

// DecodeStart is Decode, but returns no more than the first keep bytes. It
// decodes the rest too, so that its errors are those of Decode.
func DecodeStart(e *Exchange, max, keep int64) ([]byte, error) {
	if max <= 0 {
		max = defaultMaxBytes
	}
	keep = min(keep, max)
	names, fault := codingsOf(e.Header)
	if fault != nil {
		return nil, fault
	}
	if len(names) == 0 || e.Size() == 0 {
		return startOf(e, keep)
	}
	name := strings.Join(names, ", ")
	out, size, packed, err := decodeSafely(e, names, max+1, keep)
	if size > max {
		if max/bombRatio > packed {
			return nil, &Error{Reason: verdict.BadResponse, Detail: fmt.Sprintf("decompresses to more than %d bytes", max)}
		}
		return out, nil
	}
	switch {
	case err == nil, e.Truncated != "":
		return out, nil
	case errors.Is(err, errTooMuch):
		return nil, &Error{Reason: verdict.BadResponse, Detail: fmt.Sprintf("decompresses to more than %d bytes", max), Err: err}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return out, &Error{Reason: verdict.BadResponse, Detail: name + " encoding ends early", Err: err}
	}
	return out, &Error{Reason: verdict.BadResponse, Detail: "broken " + name + " encoding", Err: err}
}

// codingsOf lists what was done to a payload, in the order it was done. Words
// that are no coding, such as a charset, are passed over as browsers do.
func codingsOf(h http.Header) ([]string, *Error) {
	var names []string
	for _, line := range h.Values("Content-Encoding") {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.ToLower(strings.Trim(name, " \t"))
			if unreadable[name] {
				return nil, &Error{Reason: verdict.BadResponse, Detail: "an encoding that was not asked for: " + name}
			}
			if codings[name] != nil {
				names = append(names, name)
			}
		}
	}
	if len(names) > maxCodings {
		return nil, &Error{Reason: verdict.BadResponse, Detail: fmt.Sprintf("encoded %d times over", len(names))}
	}
	return names, nil
}

// startOf is the first keep bytes of a payload that is not packed.
func startOf(e *Exchange, keep int64) ([]byte, error) {
	if e.Spilled == nil {
		return e.Body[:min(int64(len(e.Body)), keep)], nil
	}
	out := make([]byte, min(e.Size(), keep))
	if _, err := io.ReadFull(e.Payload(), out); err != nil {
		return nil, &Error{Reason: verdict.BadResponse, Detail: "the answer could not be kept", Local: true, Err: err}
	}
	return out, nil
}

// decodeSafely makes a panic of a decoder an error of its input: one hostile
// page must not end a run.
func decodeSafely(e *Exchange, names []string, limit, keep int64) (out []byte, size, packed int64, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("decoder panics: %v", r)
		}
	}()
	return decode(e, names, limit, keep)
}

// decode decodes at most limit bytes. It returns the first keep of them, how
// many there are, and how many bytes of the payload they took. It streams:
// memory holds the result and each decoder's window.
func decode(e *Exchange, names []string, limit, keep int64) (out []byte, size, packed int64, err error) {
	src := e.Payload()
	var r io.Reader = src
	var ends []func()
	defer func() {
		for _, end := range ends {
			end()
		}
	}()
	for i := len(names) - 1; i >= 0; i-- {
		if r != io.Reader(src) {
			// A layer between can be as large as the result, but not larger: a
			// few kilobytes could hold hours of work otherwise.
			r = &capped{r: r, left: limit}
		}
		next, end, err := codings[names[i]](r)
		if err != nil {
			return nil, 0, 0, err
		}
		ends = append(ends, end)
		r = next
	}
	keep = min(keep, limit)
	buf := bytes.NewBuffer(make([]byte, 0, min(keep, 4*e.Size())+bytes.MinRead))
	size, err = buf.ReadFrom(io.LimitReader(r, keep))
	if err == nil && size == keep && keep < limit {
		var more int64
		more, err = io.Copy(io.Discard, io.LimitReader(r, limit-keep))
		size += more
	}
	packed, _ = src.Seek(0, io.SeekCurrent) // never fails
	return buf.Bytes(), size, packed, err
}

var errTooMuch = errors.New("more than the bound")

// capped fails, rather than ends, beyond its bound.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errTooMuch
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}
