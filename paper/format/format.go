// Package format reads documents: each reader turns one format into blocks of
// text in reading order, and nothing after the readers knows formats. Start
// with Reader.Read. A new format is a file with its reader and a row in table.
package format

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// MaxBytes is the size of the largest document that is read.
const MaxBytes = 64 << 20

// A format is a kind of document that can be read.
type format struct {
	name       string
	extensions []string

	// sniff reports whether the document's beginning can only be this format.
	// It is nil where content proves nothing: Markdown is also plain text.
	sniff func(head []byte) bool

	read func(ctx context.Context, in *input) (*document.Document, error)
}

// table has the formats that can be read. Where content does not tell, and the
// extension does not either, a document is of the first.
func table() []format {
	return []format{
		{"markdown", []string{".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"}, nil, readMarkdown},
		{"docx", []string{".docx", ".docm", ".dotx", ".dotm"}, sniffDOCX, readDOCX},
		{"odt", []string{".odt", ".ott", ".fodt"}, sniffODT, readODT},
		{"epub", []string{".epub"}, sniffMimetype("application/epub+zip"), readEPUB},
		{"html", []string{".html", ".htm", ".xhtml"}, sniffHTML, ofText(decode, htmlCharset, readHTML)},
		{"latex", []string{".tex", ".ltx", ".latex"}, sniffLaTeX, readLaTeX},
		{"bibtex", []string{".bib", ".bibtex", ".biblatex"}, sniffBibTeX, ofText(decode, bibliographyCharset, readBibTeX)},
		{"csl-json", []string{".json"}, sniffCSL, ofText(decode, nil, readCSL)},
		{"ris", []string{".ris"}, sniffRIS, ofText(decode, bibliographyCharset, readRIS)},
		{"ipynb", []string{".ipynb"}, sniffNotebook, readNotebook},
		{"jats", []string{".xml", ".nxml", ".jats"}, sniffJATS, ofText(decode, xmlEncoding, readJATS)},
		{"rst", []string{".rst", ".rest"}, nil, readRST},
		{"asciidoc", []string{".adoc", ".asciidoc", ".asc"}, nil, readAsciiDoc},
		{"org", []string{".org"}, nil, readOrg},
		{"text", []string{".txt", ".text"}, nil, ofText(decodeProse, nil, readText)},
		{"pdf", []string{".pdf"}, sniffPDF, readPDF},
		{"references", nil, nil, ofText(decode, nil, readReferences)},
	}
}

// Names are the names of all formats.
func Names() []string {
	var names []string
	for _, f := range table() {
		names = append(names, f.name)
	}
	return names
}

// Extensions are the file name extensions of all formats, in lower case with
// their dots.
func Extensions() []string {
	var all []string
	for _, f := range table() {
		all = append(all, f.extensions...)
	}
	return all
}

// MayBePart reports whether a document, by its extension, can belong to another
// one.
func MayBePart(path string) bool {
	switch detect(path, nil).name {
	case "markdown", "latex", "rst", "asciidoc", "org", "text", "bibtex", "csl-json", "ris":
		return true
	}
	return false
}

// ofText makes a format's reader of one that wants the document's text.
// declared finds the encoding that a document names in its own way; it is nil
// for formats that have none and are UTF-8.
func ofText(decode func([]byte, func(head []byte) string) (string, error), declared func(head []byte) string, read func(text string) (*document.Document, error)) func(context.Context, *input) (*document.Document, error) {
	return func(_ context.Context, in *input) (*document.Document, error) {
		text, err := decode(in.Bytes, declared)
		if err != nil {
			return nil, err
		}
		return read(text)
	}
}

// SniffBytes is how much of a document is looked at to tell its format.
const SniffBytes = 4096

// Recognises reports whether a file is a document that can be read, by its
// extension; .json and .xml have to say so in their first SniffBytes.
func Recognises(path string, head []byte) bool {
	f := detect(path, head)
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".json", ".xml":
		return f.sniff != nil && f.sniff(head)
	default:
		return slices.Contains(Extensions(), ext)
	}
}

// HasParts reports whether a document, by its extension, may be read together
// with other files.
func HasParts(path string) bool {
	switch detect(path, nil).name {
	case "markdown", "latex", "rst", "asciidoc", "org", "ipynb":
		return true
	}
	return false
}

// detect tells a document's format: by its content where that is beyond doubt,
// else by its extension.
func detect(path string, doc []byte) format {
	formats := table()
	head := doc[:min(len(doc), SniffBytes)]
	ext := strings.ToLower(filepath.Ext(path))
	for _, f := range formats {
		if f.sniff != nil && f.sniff(head) && !isText(formats, ext) {
			return f
		}
	}
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return f
		}
	}
	return formats[0]
}

// isText reports whether an extension names a format whose documents may begin
// with the marks of another one: Markdown may open with raw HTML, and a text
// may quote anything.
func isText(formats []format, ext string) bool {
	for _, f := range formats {
		if f.sniff == nil && slices.Contains(f.extensions, ext) {
			return true
		}
	}
	return false
}
