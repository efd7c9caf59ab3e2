package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A jsonReader reads JSON value by value and knows on which line each begins.
type jsonReader struct {
	text    string
	dec     *json.Decoder
	line    int   // of counted
	counted int64 // up to which line is counted
}

func newJSONReader(text string) jsonReader {
	r := jsonReader{text: text, dec: json.NewDecoder(strings.NewReader(text)), line: 1}
	r.dec.UseNumber()
	return r
}

// fault says where the JSON is broken.
func (r *jsonReader) fault(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return &Error{Line: r.lineAt(r.dec.InputOffset()), Err: fmt.Errorf("this is no valid JSON: %w", err), Advice: "export it again"}
}

// gap is how much white space and punctuation stands before the next value.
func (r *jsonReader) gap() int {
	rest := r.text[r.dec.InputOffset():]
	return len(rest) - len(strings.TrimLeft(rest, " \t\r\n,:"))
}

// peek is the first byte of the next value, 0 at the end.
func (r *jsonReader) peek() byte {
	if at := r.dec.InputOffset() + int64(r.gap()); at < int64(len(r.text)) {
		return r.text[at]
	}
	return 0
}

// next is the line on which the next value begins.
func (r *jsonReader) next() int { return r.lineAt(r.dec.InputOffset() + int64(r.gap())) }

// lineAt is the line of offset, which never goes back.
func (r *jsonReader) lineAt(offset int64) int {
	offset = min(max(offset, r.counted), int64(len(r.text)))
	r.line += strings.Count(r.text[r.counted:offset], "\n")
	r.counted = offset
	return r.line
}

// object reads an object: field is called at the value of each of its names. A
// value of another kind is passed.
func (r *jsonReader) object(field func(name string) error) error {
	if r.peek() != '{' {
		return r.skip()
	}
	return r.within(func() error {
		name, err := r.dec.Token()
		if err != nil {
			return err
		}
		return field(name.(string))
	})
}

// array reads an array: value is called at each of its values. A value of
// another kind is passed.
func (r *jsonReader) array(value func() error) error {
	if r.peek() != '[' {
		return r.skip()
	}
	return r.within(value)
}

// within reads what stands between brackets.
func (r *jsonReader) within(value func() error) error {
	if _, err := r.dec.Token(); err != nil {
		return err
	}
	for r.dec.More() {
		if err := value(); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

// skip passes a value.
func (r *jsonReader) skip() error {
	var value json.RawMessage
	return r.dec.Decode(&value)
}

// decode reads a value; one of another type leaves v as it is.
func (r *jsonReader) decode(v any) error {
	err := r.dec.Decode(v)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) {
		return nil
	}
	return err
}
