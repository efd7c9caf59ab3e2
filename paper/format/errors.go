package format

import (
	"errors"
	"fmt"
)

// An Error says why a document could not be read, where, and what to do.
type Error struct {
	Path   string
	Line   int // 1-based; 0 where the trouble has no line
	Err    error
	Advice string // what to do about it; may be empty
}

func (e *Error) Error() string {
	place := e.Path
	if place == "-" {
		place = "standard input"
	}
	if e.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, e.Line)
	}
	if e.Advice == "" {
		return fmt.Sprintf("%s: %v", place, e.Err)
	}
	return fmt.Sprintf("%s: %v: %s", place, e.Err, e.Advice)
}

func (e *Error) Unwrap() error { return e.Err }

// at says of an error in which document it was met, unless it says so itself.
func at(path string, err error) *Error {
	var known *Error
	if !errors.As(err, &known) {
		known = &Error{Err: err}
	}
	if known.Path == "" {
		known.Path = path
	}
	return known
}

// Causes of an Error.
var (
	ErrEmpty         = errors.New("the file is empty")
	ErrTooLarge      = fmt.Errorf("the document is larger than %d MiB", MaxBytes>>20)
	ErrFault         = errors.New("this program fails to read the document")
	ErrBinary        = errors.New("the file is binary, not text")
	ErrEncoding      = errors.New("the text is not valid UTF-8")
	ErrUnknownFormat = errors.New("there is no such format")
	ErrUnknownXML    = errors.New("this kind of XML cannot be read")
	ErrBadXML        = errors.New("the XML is broken")
	errNesting       = errors.New("the document is nested too deeply")
	errElements      = fmt.Errorf("the document has more than %d elements", maxXMLNodes)
	errNoInput       = errors.New("nothing came on it")
	errLines         = fmt.Errorf("the document has more than %d lines", maxLines)
	errBlocks        = fmt.Errorf("the document has more than %d paragraphs", maxBlocks)
	errOutside       = errors.New("this lies outside of the paper's folder")
	errBibliography  = errors.New("this kind of bibliography is not known")
	errNotFile       = errors.New("this is no file")
	errCircle        = errors.New("this is the file that it stands in, or one that includes it")
	errIncludes      = errors.New("the document includes too many files, or too deep in each other")
)
