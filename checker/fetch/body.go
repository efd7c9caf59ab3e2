package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A redirect's body is a line for people without a browser. It is recorded,
// but neither its length nor its slowness may hold up the next hop.
const (
	maxRedirectBytes = 64 << 10
	maxRedirectTime  = 2 * time.Second
)

// earlyBytes is how much of a packed payload shows a bomb: a real page of that
// size is rare, so looking twice costs little, and a bomb need not be fetched
// to its end.
const earlyBytes = 256 << 10

// firstBuffer bounds what a Content-Length alone can make us allocate.
const firstBuffer = 1 << 20

// readBody fills e.Body. cancel ends the exchange that resp belongs to, ctx is
// the caller's.
func (c *Client) readBody(ctx context.Context, cancel func(), resp *http.Response, e *Exchange) *Error {
	limit := c.maxBytes
	redirect := location(e) != ""
	if redirect {
		limit = min(limit, maxRedirectBytes)
		defer time.AfterFunc(maxRedirectTime, cancel).Stop()
	}
	bomb := func(start []byte) error {
		_, err := Decode(&Exchange{Header: e.Header, Body: start, Truncated: "length"}, c.maxBytes)
		return err
	}
	var over bool
	var err error
	e.Body, over, err = readUpTo(resp.Body, resp.ContentLength, limit, bomb)
	var fault *Error
	if errors.As(err, &fault) {
		e.Truncated = "length"
		return fault
	}
	switch {
	case over:
		e.Truncated = "length"
		return nil
	case err == nil, untilClose(resp) && errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	case ctx.Err() != nil || isTimeout(err):
		e.Truncated = "time"
		if errors.Is(ctx.Err(), context.Canceled) {
			return stopped(ctx)
		}
		return &Error{Reason: verdict.Timeout, Detail: "the answer did not end in time", Err: err}
	case redirect && errors.Is(err, context.Canceled):
		e.Truncated = "time"
		return nil
	}
	e.Truncated = "disconnect"
	return &Error{Reason: verdict.BadResponse, Detail: "body ends early", Err: err}
}

// untilClose reports whether only the end of the connection ends the body.
// Many servers then end TLS without its closing alert, which Go reports as an
// unexpected end; like browsers, and unlike RFC 9112 section 9.8, we show what
// came.
func untilClose(resp *http.Response) bool {
	return resp.ProtoMajor == 1 && resp.ContentLength < 0 && len(resp.TransferEncoding) == 0
}

// readUpTo reads at most limit bytes and reports whether there were more.
// length is the announced one, or less than 0. A long body's start is shown to
// early, whose error ends the reading.
func readUpTo(r io.Reader, length, limit int64, early func([]byte) error) (body []byte, over bool, err error) {
	size := min(length, limit, firstBuffer)
	if length < 0 {
		size = 8 << 10
	}
	// ReadFrom wants room beyond the last byte to see the end.
	buf := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if limit > earlyBytes {
		if _, err = buf.ReadFrom(io.LimitReader(r, earlyBytes)); err == nil && buf.Len() == earlyBytes {
			err = early(buf.Bytes())
		}
		if err != nil {
			return buf.Bytes(), false, err
		}
	}
	_, err = buf.ReadFrom(io.LimitReader(r, limit+1-int64(buf.Len())))
	body = buf.Bytes()
	if int64(len(body)) > limit {
		return body[:limit:limit], true, nil
	}
	return body, false, err
}
