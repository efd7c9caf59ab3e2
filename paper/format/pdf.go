package format

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/layout"
	"github.com/citecheck/citecheck/paper/format/pdf"
	"github.com/citecheck/citecheck/paper/lex"
)

// ErrNoText is the cause of an Error where a PDF only has pictures of text.
var ErrNoText = errors.New("the PDF has no text: its pages are pictures")

var errNoPDF = errors.New("the file is no PDF")

// sniffPDF finds the header of a PDF, which may stand anywhere in the first
// 1024 bytes.
func sniffPDF(head []byte) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}

// readPDF reads the words of a PDF and finds out how they belong together.
func readPDF(ctx context.Context, in *input) (*document.Document, error) {
	if !sniffPDF(in.Bytes) {
		return nil, &Error{Err: errNoPDF, Advice: "see what it is, and name it so"}
	}
	doc, err := in.reader.pdf.Read(ctx, in.reader.CacheDir, in.Bytes)
	if err != nil {
		return nil, &Error{Err: err, Advice: pdfAdvice(err)}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, pdf.MaxTime, pdf.ErrTime)
	defer cancel()
	d, err := layout.Read(ctx, doc.Pages)
	if err != nil {
		return nil, &Error{Err: err, Advice: pdfAdvice(err)}
	}
	if len(d.Blocks) == 0 {
		return nil, &Error{Err: ErrNoText, Advice: "let a program recognise the text (OCR) first"}
	}
	if title := document.Plain(doc.Title); isPDFTitle(title, d.Blocks) {
		d.Title = title
	}
	return d, nil
}

// pdfAdvice says what to do about a PDF that cannot be read.
func pdfAdvice(err error) string {
	switch {
	case errors.Is(err, pdf.ErrPassword):
		return "save it without one"
	case errors.Is(err, pdf.ErrBroken):
		return "make it again from its source"
	case errors.Is(err, pdf.ErrTooLong):
		return "split it, and cite-check its parts"
	case errors.Is(err, pdf.ErrTime):
		return "print it to a new PDF and try that"
	}
	return ""
}

// isPDFTitle reports whether a title from a PDF's metadata is the paper's: it
// stands on the first page too. Programs put file names and templates there.
func isPDFTitle(title string, blocks []document.Block) bool {
	want := lex.Fold(title)
	if strings.IndexFunc(want, unicode.IsLetter) < 0 {
		return false
	}
	for i := range blocks {
		if blocks[i].Page > 1 {
			return false
		}
		if strings.Contains(lex.Fold(blocks[i].Text), want) {
			return true
		}
	}
	return false
}
