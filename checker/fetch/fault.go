package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// faultOf says in our words why a request got no answer. ctx is the caller's.
func faultOf(ctx context.Context, l *lookup, t *trip, err error) *Error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return stopped(ctx)
	}
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	if ctx.Err() != nil || isTimeout(err) {
		return outOfTime(ctx, l, t, err)
	}
	// A reset or an end during the handshake is the connection's, not TLS's.
	if fault := connectionFault(t, err); fault != nil {
		return fault
	}
	if fault := tlsFault(t, err); fault != nil {
		return fault
	}
	if t.proxy != nil && t.reached() < waiting {
		return &Error{Reason: verdict.Refused, Detail: "the proxy cannot connect to the host", Local: true, Err: err}
	}
	return answerFault(t, err)
}

// stopped is the fault of a request whose caller gave up.
func stopped(ctx context.Context) *Error {
	return &Error{Reason: verdict.Timeout, Detail: "stopped before the end", Err: ctx.Err()}
}

func outOfTime(ctx context.Context, l *lookup, t *trip, err error) *Error {
	fault := &Error{Reason: verdict.Timeout, Err: err}
	switch t.reached() {
	case starting, resolving:
		if t.proxy != nil {
			return noProxy(fault)
		}
		return l.failure(ctx, "no name server answered for "+t.host+" in time", err)
	case connecting:
		fault.Detail = "no connection in time"
	case securing:
		fault.Detail = "the TLS handshake did not end in time"
	case waiting:
		fault.Detail = "connected, but no answer in time"
	default:
		fault.Detail = "the answer's header did not end in time"
	}
	return fault
}

// connectFault says why one address gave no connection.
func connectFault(address string, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own // the guard's
	}
	fault := &Error{Reason: verdict.Refused, Err: err}
	at := " (" + address + ")"
	switch {
	case isTimeout(err):
		fault.Reason, fault.Detail = verdict.Timeout, "no connection in time"+at
	case errors.Is(err, errnoRefused):
		fault.Detail = "connection refused" + at
	case errors.Is(err, errnoReset):
		fault.Detail = "connection reset" + at
	case errors.Is(err, errnoHostUnreachable):
		fault.Detail = "host unreachable" + at
	case isNoRoute(err):
		fault.Detail, fault.Local = "no route"+at, true
	default:
		fault.Detail = "no connection" + at
	}
	return fault
}

// isNoRoute is what this machine says before anything leaves it.
func isNoRoute(err error) bool {
	for _, errno := range noRoute {
		if errors.Is(err, errno) {
			return true
		}
	}
	return false
}

// connectionFault is for connections that ended before an answer began.
func connectionFault(t *trip, err error) *Error {
	during := ""
	switch t.reached() {
	case securing:
		during = " during the TLS handshake"
	case answering:
		return nil
	}
	switch {
	case errors.Is(err, errnoReset), errors.Is(err, errnoPipe):
		return &Error{Reason: verdict.Refused, Detail: "connection reset" + during, Err: err}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		if during == "" {
			during = " without an answer"
		}
		return &Error{Reason: verdict.Refused, Detail: "the server closed the connection" + during, Err: err}
	}
	return nil
}

// A streamError is HTTP/2's RST_STREAM. net/http's own type is not exported,
// but fills any struct of these fields.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (streamError) Error() string { return "stream error" }

// protocolCodes are the error codes with which HTTP/2 calls the peer's bytes
// wrong, RFC 9113 section 7.
var protocolCodes = map[uint32]string{
	0x1: "PROTOCOL_ERROR", 0x3: "FLOW_CONTROL_ERROR", 0x5: "STREAM_CLOSED", 0x6: "FRAME_SIZE_ERROR", 0x9: "COMPRESSION_ERROR",
}

// answerFault is for answers that came but cannot be read as one.
func answerFault(t *trip, err error) *Error {
	bad := &Error{Reason: verdict.BadResponse, Err: err}
	var stream streamError
	switch text := err.Error(); {
	case errors.As(err, &stream):
		if name := protocolCodes[stream.Code]; name != "" {
			bad.Detail = "the answer breaks HTTP/2 (" + name + ")"
			return bad
		}
		return &Error{Reason: verdict.Refused, Detail: "the server reset the request", Err: err}
	// net/http has no other sign of these than their words.
	case strings.Contains(text, "response headers exceeded"), strings.Contains(text, "header list larger"):
		bad.Detail = "the answer's header is larger than 256 KiB"
	case strings.Contains(text, "PROTOCOL_ERROR"), strings.Contains(text, "FRAME_SIZE_ERROR"),
		strings.Contains(text, "COMPRESSION_ERROR"):
		bad.Detail = "the answer breaks HTTP/2"
	case t.reached() == answering:
		bad.Detail = "the answer is not HTTP"
	default:
		return &Error{Reason: verdict.Refused, Detail: "the server closed the connection without an answer", Err: err}
	}
	return bad
}

// noProxy is a fault on the way to the proxy: it is one of this network, and
// says nothing of the host that was asked for.
func noProxy(fault *Error) *Error {
	return &Error{Reason: verdict.Refused, Detail: "the proxy cannot be reached", Local: true, Err: fault}
}

// tunnelRefused is http.Transport's OnProxyConnectResponse.
func tunnelRefused(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &Error{
		Reason: verdict.Refused,
		Detail: clean("the proxy does not connect to the host (" + resp.Status + ")"),
		Local:  resp.StatusCode == http.StatusProxyAuthRequired,
	}
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}
