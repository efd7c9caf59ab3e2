package format

import (
	"bytes"
	"encoding/json"
	"errors"

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
	r := &cslReader{jsonReader: newJSONReader(text)}
	if err := r.read(); err != nil {
		return nil, r.fault(err)
	}
	if len(r.records) == 0 && (r.others || !r.listed) {
		return nil, &Error{Line: 1, Err: errNotCSL, Advice: "export the works as CSL-JSON, or leave the file out"}
	}
	return r.records, nil
}

var errNotCSL = errors.New("this is JSON, but none of the works of CSL-JSON is in it")

// A cslReader reads items one by one, so that each knows its line.
type cslReader struct {
	jsonReader
	records []record
	listed  bool // it has a list of items, if an empty one
	others  bool // there are values in it that are no items
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
	r.listed = true
	for r.dec.More() {
		line := r.next()
		var value any
		if err := r.dec.Decode(&value); err != nil {
			return err
		}
		if item, ok := value.(map[string]any); ok && isCSLItem(item) {
			r.records = append(r.records, cslRecord(item, line))
		} else {
			r.others = true
		}
	}
	return nil
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
