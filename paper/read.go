package paper

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// MaxBytes is the size of the largest document that is read.
const MaxBytes = 64 << 20

// A Format is a kind of document that can be read.
type Format struct {
	Name       string
	Extensions []string

	// sniff reports whether the document's beginning can only be this format.
	// It is nil where content proves nothing: Markdown is also plain text.
	sniff func(head []byte) bool

	// charset finds the encoding that a document declares in its own way;
	// nil for formats that have none and are UTF-8.
	charset func(head []byte) string

	read func(doc string) (*document, error)
}

// Formats are the formats that can be read; the last one is for everything
// that is text and nothing else. A new format is a file with its reader and a
// row here.
var Formats = []Format{
	{Name: "markdown", Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"}, read: readMarkdown},
	{Name: "html", Extensions: []string{".html", ".htm", ".xhtml"}, sniff: sniffHTML, charset: htmlCharset, read: readHTML},
	{Name: "text", Extensions: []string{".txt", ".text"}, read: readText},
}

// Extensions are the file name extensions of all formats, in lower case with
// their dots.
func Extensions() []string {
	var all []string
	for _, f := range Formats {
		all = append(all, f.Extensions...)
	}
	return all
}

// Causes of a ReadError.
var (
	errEmpty         = errors.New("the file is empty")
	errTooLarge      = fmt.Errorf("the document is larger than %d MiB", MaxBytes>>20)
	errFault         = errors.New("this program fails to read the document")
	errBinary        = errors.New("the file is binary, not text")
	errEncoding      = errors.New("the text is not valid UTF-8")
	errUnknownFormat = errors.New("there is no such format")
	errNesting       = errors.New("the document is nested too deeply")
)

// Parse reads a document and the references in it. Its format is told by its
// content where that is beyond doubt, else by the extension of path; what has
// neither is read as Markdown, of which plain text is a part. The error is a
// *ReadError.
func Parse(path string, doc []byte) (*Paper, error) {
	return parse(formatOf(path, doc), path, doc)
}

// ParseAs is Parse for a document whose format the user has named.
func ParseAs(format, path string, doc []byte) (*Paper, error) {
	for _, f := range Formats {
		if f.Name == format {
			return parse(f, path, doc)
		}
	}
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return nil, &ReadError{Path: path, Err: fmt.Errorf("%w: %q", errUnknownFormat, format),
		Advice: "use one of " + strings.Join(names, ", ")}
}

// sniffBytes is how much of a document is looked at to tell its format.
const sniffBytes = 4096

func formatOf(path string, doc []byte) Format {
	head := doc[:min(len(doc), sniffBytes)]
	ext := strings.ToLower(filepath.Ext(path))
	for _, f := range Formats {
		if f.sniff != nil && f.sniff(head) && !isText(ext) {
			return f
		}
	}
	for _, f := range Formats {
		if slices.Contains(f.Extensions, ext) {
			return f
		}
	}
	return Formats[0]
}

// isText reports whether an extension names a format whose documents may begin
// with the marks of another one: Markdown may open with raw HTML, and a text
// may quote anything.
func isText(ext string) bool {
	for _, f := range Formats {
		if f.sniff == nil && slices.Contains(f.Extensions, ext) {
			return true
		}
	}
	return false
}

// parse reads a document. One that brings a reader to a fault costs itself, not
// the papers beside it.
func parse(f Format, path string, doc []byte) (_ *Paper, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &ReadError{Path: path, Err: errFault, Advice: "please report it with the document"}
		}
	}()
	text, err := decode(doc, f.charset)
	if err == nil {
		var d *document
		if d, err = f.read(text); err == nil {
			sum := sha256.Sum256(doc)
			p := &Paper{Path: path, Format: f.Name, SHA256: hex.EncodeToString(sum[:]), Title: d.Title}
			p.References = references(d.Blocks)
			return p, nil
		}
	}
	var known *ReadError
	if !errors.As(err, &known) {
		known = &ReadError{Err: err}
	}
	known.Path = path
	return nil, known
}
