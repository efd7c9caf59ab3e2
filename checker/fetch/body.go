package fetch

import (
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

// readBody fills e's payload. cancel ends the exchange that resp belongs to, ctx is
// the caller's.
func (c *Client) readBody(ctx context.Context, cancel func(), resp *http.Response, e *Exchange) *Error {
	limit := c.maxBytes
	redirect := location(e) != ""
	if redirect {
		limit = min(limit, maxRedirectBytes)
		defer time.AfterFunc(maxRedirectTime, cancel).Stop()
	}
	over, err := c.take(e, resp.Body, limit, func(start []byte) error { return c.bomb(ctx, e.Header, start) })
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

// bomb looks for one in the start of a long payload: a real page of that size
// is rare, so looking twice costs little, and a bomb need not be fetched to its
// end. Few look at the same time, because decoders are large.
func (c *Client) bomb(ctx context.Context, h http.Header, start []byte) error {
	if h.Get("Content-Encoding") == "" {
		return nil
	}
	if err := c.looks.Acquire(ctx, 1); err != nil {
		return err
	}
	defer c.looks.Release(1)
	_, err := DecodeStart(&Exchange{Header: h, Body: start, Truncated: "length"}, c.maxBytes, 0)
	return err
}
