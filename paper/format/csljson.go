package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// readCSL reads CSL-JSON as a paper: each item is a reference.
func readCSL(text string) (*document.Document, error) {
	records, err := cslRecords(text)
	if err != nil {
		return nil, err
	}
	return &document.Document{Blocks: entries(records, "")}, nil
}

// cslRecords reads the works that a file of CSL-JSON lists: an array of items,
// or an object that has one.
func cslRecords(text string) ([]record, error) {
	r := &cslReader{text: text, line: 1, dec: json.NewDecoder(strings.NewReader(text))}
	r.dec.UseNumber()
	if err := r.read(); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, &Error{Line: r.lineAt(r.dec.InputOffset()), Err: fmt.Errorf("this is no valid JSON: %w", err), Advice: "export it again"}
	}
	return r.records, nil
}

// A cslReader reads items one by one, so that each knows its line.
type cslReader struct {
	text    string
	dec     *json.Decoder
	line    int   // of counted
	counted int64 // up to which line is counted
	records []record
}

// cslLists are the names under which objects keep their items.
var cslLists = map[string]bool{"items": true, "references": true, "bibliography": true}

func (r *cslReader) read() error {
	first, err := r.dec.Token()
	switch {
	case err != nil:
		return err
	case first == json.Delim('['):
		return r.items()
	case first != json.Delim('{'):
		return nil
	}
	item := map[string]any{} // the object may be an item itself
	line := r.lineAt(r.dec.InputOffset())
	for r.dec.More() {
		name, err := r.dec.Token()
		if err != nil {
			return err
		}
		if key, _ := name.(string); !cslLists[key] || r.peek() != '[' {
			var value any
			if err := r.dec.Decode(&value); err != nil {
				return err
			}
			item[key] = value
			continue
		}
		if _, err := r.dec.Token(); err != nil {
			return err
		}
		if err := r.items(); err != nil {
			return err
		}
		if _, err := r.dec.Token(); err != nil {
			return err
		}
	}
	if isCSLItem(item) {
		r.records = append(r.records, cslRecord(item, line))
	}
	return nil
}

// items reads what is left of an array.
func (r *cslReader) items() error {
	for r.dec.More() {
		line := r.lineAt(r.dec.InputOffset() + int64(r.gap()))
		var value any
		if err := r.dec.Decode(&value); err != nil {
			return err
		}
		if item, ok := value.(map[string]any); ok && isCSLItem(item) {
			r.records = append(r.records, cslRecord(item, line))
		}
	}
	return nil
}

// gap is how much white space and punctuation stands before the next value.
func (r *cslReader) gap() int {
	rest := r.text[r.dec.InputOffset():]
	return len(rest) - len(strings.TrimLeft(rest, " \t\r\n,:"))
}

// peek is the first byte of the next value, 0 at the end.
func (r *cslReader) peek() byte {
	if at := r.dec.InputOffset() + int64(r.gap()); at < int64(len(r.text)) {
		return r.text[at]
	}
	return 0
}

// lineAt is the line of offset, which never goes back.
func (r *cslReader) lineAt(offset int64) int {
	offset = min(max(offset, r.counted), int64(len(r.text)))
	r.line += strings.Count(r.text[r.counted:offset], "\n")
	r.counted = offset
	return r.line
}

// isCSLItem tells works from other objects: they have a title or an address,
// and a type.
func isCSLItem(item map[string]any) bool {
	for _, name := range []string{"title", "URL", "DOI", "container-title", "author"} {
		if item[name] != nil {
			return item["type"] != nil || item["id"] != nil || item["issued"] != nil
		}
	}
	return false
}

// sniffCSL recognises CSL-JSON by names that only its items have together.
func sniffCSL(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 || head[0] != '[' && head[0] != '{' || bytes.Contains(head, []byte(`"nbformat"`)) || bytes.Contains(head, []byte(`"cells"`)) {
		return false
	}
	has := func(names ...string) bool {
		for _, name := range names {
			if bytes.Contains(head, []byte(`"`+name+`"`)) {
				return true
			}
		}
		return false
	}
	return has("type") && has("title", "URL", "DOI") && has("issued", "date-parts", "container-title", "accessed", "URL", "DOI")
}
