package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
// *Error and can come with what was decoded before it. Where Body was cut, its
// end is missing without error. The result may share memory with Body.
func Decode(e *Exchange, max int64) ([]byte, error) {
	if max <= 0 {
		max = defaultMaxBytes
	}
	names, fault := codingsOf(e.Header)
	if fault != nil {
		return nil, fault
	}
	if len(names) == 0 || len(e.Body) == 0 {
		return e.Body[:min(int64(len(e.Body)), max)], nil
	}
	name := strings.Join(names, ", ")
	out, packed, err := decodeSafely(e.Body, names, max+1)
	if int64(len(out)) > max {
		if max/bombRatio > packed {
			return nil, &Error{Reason: verdict.BadResponse, Detail: fmt.Sprintf("decompresses to more than %d bytes", max)}
		}
		return out[:max], nil
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

// decodeSafely makes a panic of a decoder an error of its input: one hostile
// page must not end a run.
func decodeSafely(body []byte, names []string, limit int64) (out []byte, packed int64, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("decoder panics: %v", r)
		}
	}()
	return decode(body, names, limit)
}

// decode returns at most limit bytes, and how many bytes of body they took.
// It streams: memory holds the result and each decoder's window.
func decode(body []byte, names []string, limit int64) ([]byte, int64, error) {
	src := bytes.NewReader(body)
	var r io.Reader = src
	var ends []func()
	defer func() {
		for _, end := range ends {
			end()
		}
	}()
	for i := len(names) - 1; i >= 0; i-- {
		if r != src {
			// A layer between can be as large as the result, but not larger: a
			// few kilobytes could hold hours of work otherwise.
			r = &capped{r: r, left: limit}
		}
		next, end, err := codings[names[i]](r)
		if err != nil {
			return nil, 0, err
		}
		ends = append(ends, end)
		r = next
	}
	buf := bytes.NewBuffer(make([]byte, 0, min(limit, 4*int64(len(body)))+bytes.MinRead))
	_, err := buf.ReadFrom(io.LimitReader(r, limit))
	return buf.Bytes(), src.Size() - int64(src.Len()), err
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
