package format

import (
	"errors"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// maxYAML bounds the values that a YAML document holds, aliases followed: a
// few lines of aliases can stand for billions.
const maxYAML = 1 << 20

// maxYAMLDepth bounds how deep values nest.
const maxYAMLDepth = 50

var errYAML = errors.New("this is no valid YAML")

// parseYAML reads a YAML document up to the node that holds it all; nil where
// it is empty.
func parseYAML(text string) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, &Error{Err: fmt.Errorf("%w: %v", errYAML, err), Advice: "correct it"}
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

// yamlRecords reads the works that a file of CSL-YAML lists: a sequence of
// items, or a mapping that has one.
func yamlRecords(text string) ([]record, error) {
	root, err := parseYAML(text)
	if err != nil || root == nil {
		return nil, err
	}
	if root.Kind == yaml.MappingNode {
		root = yamlField(root, "references")
	}
	return yamlItems(root, 0), nil
}

// yamlField is the value of a name in a mapping, or nil.
func yamlField(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// yamlItems reads a sequence of CSL items. above is the number of lines before
// the YAML document.
func yamlItems(list *yaml.Node, above int) []record {
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	var records []record
	left := maxYAML
	for _, n := range list.Content {
		item, _ := yamlValue(n, 0, &left).(map[string]any)
		for name, value := range item {
			item[name] = cslValue(name, value)
		}
		if isCSLItem(item) {
			records = append(records, cslRecord(item, above+n.Line))
		}
	}
	return records
}

// yamlValue is a node as JSON would have it, with scalars as they are written:
// a year stays what it is. left is how many values may follow.
func yamlValue(n *yaml.Node, depth int, left *int) any {
	if *left--; *left < 0 || depth > maxYAMLDepth {
		return nil
	}
	switch n.Kind {
	case yaml.AliasNode:
		return yamlValue(n.Alias, depth+1, left)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			list = append(list, yamlValue(c, depth+1, left))
		}
		return list
	case yaml.MappingNode:
		fields := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			fields[n.Content[i].Value] = yamlValue(n.Content[i+1], depth+1, left)
		}
		return fields
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			return n.Value
		}
	}
	return nil
}

// cslValue gives a field the form that CSL-JSON has. Pandoc writes a date as a
// list of {year: 2020, month: 5}, and people write one author without a list.
func cslValue(name string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		if name == "author" || name == "editor" {
			return []any{v}
		}
	case string:
		if name == "author" || name == "editor" {
			return []any{v}
		}
	case []any:
		var dates []any
		for _, d := range v {
			if fields, ok := d.(map[string]any); ok && fields["year"] != nil {
				dates = append(dates, []any{fields["year"], fields["month"], fields["day"]})
			}
		}
		if len(dates) > 0 {
			return map[string]any{"date-parts": dates}
		}
	}
	return value
}
