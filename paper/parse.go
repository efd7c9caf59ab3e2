package paper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
	"github.com/citecheck/citecheck/paper/format"
)

// ParseReference reads one reference given as a line of text. Links and
// emphasis in the manner of Markdown are understood.
func ParseReference(raw string) *Reference {
	b := bounded(document.Light(raw, 1))
	label, _, rest := document.CutMarker(&b, 0)
	r := &Reference{Label: label, Line: 1, Kind: Bibliography, Raw: rest.Text}
	work, _ := entry.Parse(&rest)
	r.fill(work)
	r.short = shortFormOf(r.Raw)
	return r
}

// A Source is a document to be read; see format.Source.
type Source = format.Source

// A ReadError says why a document could not be read, where, and what to do.
type ReadError = format.Error

// ErrUnchecked is why a file that a paper names was not read where it is not to
// be had: no fault of the paper, whose other references are checked.
var ErrUnchecked = format.ErrUnchecked

// MaxBytes is the size of the largest document that is read.
const MaxBytes = format.MaxBytes

// Formats are the names of the formats that can be read.
func Formats() []string { return format.Names() }

// Extensions are the file name extensions of all formats, in lower case with
// their dots.
func Extensions() []string { return format.Extensions() }

// SniffBytes is how much of a document tells what it is.
const SniffBytes = format.SniffBytes

// IsPaper reports whether a file of a folder is a paper, by its extension and
// its first SniffBytes: programs keep all kinds of things in .json and .xml.
func IsPaper(path string, head []byte) bool { return format.Recognises(path, head) }

// HasParts reports whether a paper, by its extension, can be made of several
// files.
func HasParts(path string) bool { return format.HasParts(path) }

// MayBePart reports whether a file, by its extension, can be a part of another
// paper: a bibliography, or text that is included.
func MayBePart(path string) bool { return format.MayBePart(path) }

// A Reader reads papers. The zero Reader is ready to use, also by several
// goroutines at once.
type Reader struct {
	format.Reader

	// Include makes references of the addresses that match it where there would
	// be none: in code, in navigation, of hosts that exist for examples. nil
	// makes none.
	Include *regexp.Regexp
}

// Read reads a document and the references in it. Its format is told by its
// content where that is beyond doubt, else by the extension of its path; what
// has neither is read as Markdown, of which plain text is a part. The error is
// a *ReadError.
func (r *Reader) Read(ctx context.Context, src Source) (_ *Paper, err error) {
	d, name, err := r.Reader.Read(ctx, src)
	if err != nil {
		return nil, err
	}
	defer func() {
		if fault := recover(); fault != nil {
			err = &ReadError{Path: src.Path, Err: format.ErrFault, Advice: "please report it with the document"}
		}
	}()
	sum := sha256.Sum256(src.Bytes)
	found := references(d.Blocks, r.Include)
	found.include(src.Bytes, name == "html" || name == "jats")
	if len(found.refs) > maxReferences {
		return nil, &ReadError{Path: src.Path, Err: errReferences, Advice: "split it"}
	}
	return &Paper{Path: src.Path, Format: name, SHA256: hex.EncodeToString(sum[:]), Title: d.Title,
		References: found.refs, Unread: d.Unread, Ignores: ignores(src.Bytes, name, found.refs),
		marks: found.marks, labels: found.labels}, nil
}

// Parse reads a document that stands alone.
func Parse(path string, doc []byte) (*Paper, error) {
	var r Reader
	defer r.Close()
	return r.Read(context.Background(), Source{Path: path, Bytes: doc})
}
