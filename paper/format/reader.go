package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/pdf"
)

// A Source is a document to be read.
type Source struct {
	Path   string // as the user named it; its extension may tell the format
	Bytes  []byte
	Format string // a name from Names; "" lets content and extension tell

	// Folder holds the files that belong to the document: bibliographies,
	// included parts. nil means that there are none. It has to refuse what
	// leads out of it, as the file system of an os.Root does.
	Folder fs.FS
}

// A Reader reads documents of every format. The zero Reader is ready to use. It
// may be used by several goroutines at once.
type Reader struct {
	// CacheDir is the folder in which what is costly to prepare, the compiled
	// PDF engine, is kept for the next start. "" keeps nothing.
	CacheDir string

	pdf pdf.Engine
}

// Close ends what the Reader has started.
func (r *Reader) Close() error { return r.pdf.Close() }

// Read reads one document and says which format it has. A document that brings
// a reader to a fault costs itself, not the papers beside it. The error is an
// *Error.
func (r *Reader) Read(ctx context.Context, src Source) (d *document.Document, name string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			d, err = nil, &Error{Path: src.Path, Err: ErrFault, Advice: "please report it with the document"}
		}
	}()
	f := detect(src.Path, src.Bytes)
	if src.Format != "" {
		var known bool
		if f, known = named(src.Format); !known {
			return nil, "", &Error{Path: src.Path, Err: fmt.Errorf("%w: %q", ErrUnknownFormat, src.Format),
				Advice: "use one of " + strings.Join(Names(), ", ")}
		}
	}
	in := &input{Source: src, reader: r}
	err = bound(src.Bytes)
	if err == nil {
		d, err = f.read(ctx, in)
	}
	if err != nil {
		fault := at(src.Path, err)
		if errors.Is(err, ErrEmpty) && src.Path == "-" {
			fault.Err, fault.Advice = errNoInput, "pipe a paper into it, as in: citecheck - < paper.md"
		}
		return nil, "", fault
	}
	for i, err := range d.Unread {
		d.Unread[i] = at(src.Path, err)
	}
	d.Unread = append(d.Unread, in.unread...)
	return d, f.name, nil
}

// Parts are the files that a document is read with, by their slash-separated
// paths from its folder. A document that cannot be read has none.
func (r *Reader) Parts(ctx context.Context, src Source) []string {
	in := &input{Source: src, reader: r}
	defer func() { _ = recover() }() // Read will say so
	if f := detect(src.Path, src.Bytes); bound(src.Bytes) == nil && mayHaveParts(f.name, src.Bytes) {
		_, _ = f.read(ctx, in)
	}
	return in.opened
}

// mayHaveParts spares reading what is mostly not made of parts: Markdown says in
// a few ways that it is.
func mayHaveParts(format string, doc []byte) bool {
	return format != "markdown" && format != "ipynb" || includes(string(doc)) || bytes.Contains(doc, []byte("bibliography"))
}

func named(name string) (format, bool) {
	for _, f := range table() {
		if f.name == name {
			return f, true
		}
	}
	return format{}, false
}

// bound refuses what no reader needs to see.
func bound(doc []byte) error {
	if len(doc) > MaxBytes {
		return &Error{Err: ErrTooLarge, Advice: "split it, or cite-check its parts"}
	}
	if len(bytes.TrimSpace(doc)) == 0 {
		return &Error{Err: ErrEmpty, Advice: "check that it was saved"}
	}
	return nil
}

// An input is a document on its way through its reader.
type input struct {
	Source
	reader *Reader
	beside int64           // bytes read so far from files that belong to the document
	opened []string        // those files
	unread []error         // why other such files could not be read: each an *Error
	noted  map[string]bool // the files that unread is about
}
