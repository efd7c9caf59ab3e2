package format

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode makes UTF-8 text of a document's bytes. Byte order marks decide, then
// what the format's own declaration says; everything else must be UTF-8. A
// wrong guess would change the addresses that are cited, so none is made.
func decode(doc []byte, declared func([]byte) string) (string, error) {
	if text, ok := decodeUTF16(doc); ok {
		return newlines(text), nil
	}
	doc = bytes.TrimPrefix(doc, []byte("\ufeff"))
	if i := bytes.IndexByte(doc, 0); i >= 0 {
		return "", &Error{Err: ErrBinary, Advice: "give the paper as Markdown, HTML or plain text"}
	}
	if utf8.Valid(doc) {
		return newlines(string(doc)), nil
	}
	if declared != nil {
		if text, ok := decodeDeclared(doc, declared(doc[:min(len(doc), SniffBytes)])); ok {
			return newlines(text), nil
		}
	}
	return "", encodingError(doc)
}

// maxLines is how many lines prose may have: more than a document of MaxBytes
// has whose lines are of some length.
const maxLines = 1_000_000

// decodeProse is decode for formats whose paragraphs are made of lines, each of
// which costs more memory than it has bytes.
func decodeProse(doc []byte, declared func([]byte) string) (string, error) {
	text, err := decode(doc, declared)
	if err == nil && strings.Count(text, "\n") > maxLines {
		err = &Error{Err: errLines, Advice: "split it"}
	}
	return text, err
}

// newlines ends lines in one way. A carriage return alone ends lines only in
// the files of old Macs, which have no other line ends; elsewhere editors do
// not count it.
func newlines(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.IndexByte(text, '\n') < 0 {
		return strings.ReplaceAll(text, "\r", "\n")
	}
	return strings.ReplaceAll(text, "\r", " ")
}

// decodeUTF16 decodes UTF-16 with a byte order mark, as Windows editors write.
func decodeUTF16(doc []byte) (string, bool) {
	var at func(i int) uint16
	switch {
	case bytes.HasPrefix(doc, []byte{0xff, 0xfe}):
		at = func(i int) uint16 { return uint16(doc[i]) | uint16(doc[i+1])<<8 }
	case bytes.HasPrefix(doc, []byte{0xfe, 0xff}):
		at = func(i int) uint16 { return uint16(doc[i])<<8 | uint16(doc[i+1]) }
	default:
		return "", false
	}
	units := make([]uint16, 0, len(doc)/2)
	for i := 2; i+1 < len(doc); i += 2 {
		units = append(units, at(i))
	}
	text := string(utf16.Decode(units))
	return text, !strings.ContainsRune(text, 0)
}

// decodeDeclared decodes a document by the name of its encoding.
func decodeDeclared(doc []byte, name string) (string, bool) {
	encoding, canonical := charset.Lookup(name)
	if encoding == nil || canonical == "utf-8" || canonical == "replacement" {
		return "", false
	}
	text, err := encoding.NewDecoder().Bytes(doc)
	return string(text), err == nil && utf8.Valid(text)
}

// encodingError names the line with the first byte that is no UTF-8, or calls
// the file binary where such bytes, or control characters, are all over it.
func encodingError(doc []byte) error {
	bad, first, line := 0, 0, 1
	for i := 0; i < len(doc); {
		r, size := utf8.DecodeRune(doc[i:])
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && size == 1, r < ' ' && r != '\t' && r != '\r' && r != '\f':
			bad++
			if first == 0 && size == 1 && r == utf8.RuneError {
				first = line
			}
		}
		i += size
	}
	if bad*5 > len(doc) {
		return &Error{Err: ErrBinary, Advice: "give the paper as Markdown, HTML or plain text"}
	}
	return &Error{Line: first, Err: ErrEncoding, Advice: "save it as UTF-8"}
}
