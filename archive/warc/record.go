// Package warc writes and reads the records of WARC files, ISO 28500:2017
// (WARC 1.1), with one gzip member a record. It knows nothing of checks or
// databases. Append encodes a record, NewReader reads a file of any origin,
// ParseHTTP reads the answer that a record holds.
package warc

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// The types of record that are written or read, section 5.5.
const (
	Info     = "warcinfo"
	Request  = "request"
	Response = "response"
	Revisit  = "revisit"
	Resource = "resource"
)

// The profiles of revisit records, section 6.7.
const (
	IdenticalPayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	NotModified      = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// DateFormat writes WARC-Date, section 5.4: W3C's profile of ISO 8601 in UTC.
// Milliseconds are always there, so that dates sort as text.
const DateFormat = "2006-01-02T15:04:05.000Z"

// FormatDate gives t as DateFormat has it.
func FormatDate(t time.Time) string { return t.UTC().Format(DateFormat) }

// ParseDate reads a WARC-Date: WARC 1.0 has whole seconds, WARC 1.1 anything
// from a year to nanoseconds.
func ParseDate(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%.40q is no WARC-Date", s)
}

// NewID makes a WARC-Record-ID, section 5.2, a URI, without its angle brackets.
func NewID() string { return "urn:uuid:" + uuid.NewString() }

// A Field is one named field of a record's header.
type Field struct{ Name, Value string }

// A Header is the named fields of a record, in order.
type Header []Field

// Get is the value of the first field of that name, without the angle brackets
// that section 4 has around record IDs and WARC 1.0 (and wget) around URIs.
// Names are case-insensitive, section 4.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			v := f.Value
			if strings.HasPrefix(v, "<") && strings.HasSuffix(v, ">") {
				v = v[1 : len(v)-1]
			}
			return v
		}
	}
	return ""
}

// An Error says where a file is no WARC file.
type Error struct {
	File string
	Place
	Err error
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: record at byte %d: %v", e.File, e.Offset, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
