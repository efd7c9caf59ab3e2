package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/markdown"
	"go.yaml.in/yaml/v3"
)

// metadata is what a document in Markdown says about itself.
type metadata struct {
	title          string
	bibliographies []wanted // files
	records        []record // works that it describes itself
	cited          []string // keys that it cites nowhere in its text
	all            bool     // it cites all that its bibliographies hold
}

// cutMetadata blanks the metadata in a document, so that the lines keep their
// numbers: YAML or TOML or Pandoc's title block at its head, and further down
// YAML with bibliographic fields.
func cutMetadata(doc string) (meta metadata, body string) {
	switch {
	case strings.HasPrefix(doc, "---\n"):
		if text, end := fenced(doc, "---", "..."); end > 0 {
			meta.addYAML(text, 1)
			doc = blanked(doc, 0, end)
		}
	case strings.HasPrefix(doc, "+++\n"):
		if text, end := fenced(doc, "+++"); end > 0 {
			meta.title = lineOf(text, "title", "=")
			doc = blanked(doc, 0, end)
		}
	case strings.HasPrefix(doc, "% "):
		title, _, _ := strings.Cut(doc[2:], "\n")
		meta.title = plainMarkdown(title)
		end := len("% ") + len(title)
		for rest := doc[end:]; strings.HasPrefix(rest, "\n%") || strings.HasPrefix(rest, "\n "); rest = doc[end:] {
			line, _, _ := strings.Cut(rest[1:], "\n")
			end += 1 + len(line)
		}
		doc = blanked(doc, 0, end)
	}
	return meta, meta.further(doc)
}

// fenced returns the text between the line that doc begins with and the next
// one that is one of ends, and where that line ends; 0 where there is none.
func fenced(doc string, ends ...string) (text string, end int) {
	start := strings.IndexByte(doc, '\n') + 1
	for at := start; at < len(doc); {
		line, _, _ := strings.Cut(doc[at:], "\n")
		trimmed := strings.TrimRight(line, " \t")
		for _, e := range ends {
			if trimmed == e {
				return doc[start:at], min(len(doc), at+len(line)+1)
			}
		}
		at += len(line) + 1
	}
	return "", 0 // never closed: a thematic break
}

// blanked leaves of doc[start:end] nothing but the line ends.
func blanked(doc string, start, end int) string {
	return doc[:start] + strings.Repeat("\n", strings.Count(doc[start:end], "\n")) + doc[end:]
}

// bibliographic are the fields by which a block between two lines of hyphens,
// further down in a document, is known as metadata.
var bibliographic = []string{"\nreferences:", "\nbibliography:", "\nnocite:"}

// maxMetadata is how many blocks of metadata are looked at.
const maxMetadata = 50

// further reads and blanks the metadata that does not stand at the head.
func (m *metadata) further(doc string) string {
	for from, n := 0, 0; n < maxMetadata && holdsAny(doc[from:], bibliographic); n++ {
		at := strings.Index(doc[from:], "\n\n---\n")
		if at < 0 {
			break
		}
		at += from + 2
		text, size := fenced(doc[at:], "---", "...")
		if size > 0 && holdsAny("\n"+text, bibliographic) && m.addYAML(text, strings.Count(doc[:at], "\n")+1) {
			doc = blanked(doc, at, at+size)
		}
		from = at
	}
	return doc
}

func holdsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// addYAML adds what YAML says, above lines down in the document, and reports
// whether it could be read. Of broken YAML, as people leave it behind where
// nothing complains, the title is read all the same.
func (m *metadata) addYAML(text string, above int) bool {
	root, err := parseYAML(text)
	if err != nil {
		if m.title == "" {
			m.title = lineOf(text, "title", ":")
		}
		m.addFile(lineOf(text, "bibliography", ":"), above)
		return false
	}
	if title := yamlField(root, "title"); title != nil && title.Kind == yaml.ScalarNode && m.title == "" {
		m.title = plainMarkdown(title.Value)
	}
	for _, n := range yamlScalars(yamlField(root, "bibliography")) {
		m.addFile(n.Value, above+n.Line)
	}
	m.records = append(m.records, yamlItems(yamlField(root, "references"), above)...)
	for _, n := range yamlScalars(yamlField(root, "nocite")) {
		m.all = m.all || strings.Contains(n.Value, "@*")
		b := markdown.Line(n.Value)
		for _, s := range b.Spans {
			if s.Kind == document.Cite {
				m.cited = append(m.cited, s.Target)
			}
		}
	}
	return true
}

// maxBibliographies is how many bibliographies a document may name.
const maxBibliographies = 100

// addFile adds a bibliography that the document names on a line.
func (m *metadata) addFile(name string, line int) {
	if name != "" && len(m.bibliographies) < maxBibliographies {
		m.bibliographies = append(m.bibliographies, wanted{wish{line: line, text: "bibliography: " + name}, name})
	}
}

// yamlScalars are the scalars that a value is or holds.
func yamlScalars(n *yaml.Node) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return []*yaml.Node{n}
	}
	var found []*yaml.Node
	for i, c := range n.Content {
		if c.Kind == yaml.ScalarNode && (n.Kind != yaml.MappingNode || i%2 == 1) {
			found = append(found, c)
		}
	}
	return found
}

// lineOf is the value of a name that stands with it in one line, as plain text.
func lineOf(text, name, separator string) string {
	for line := range strings.SplitSeq(text, "\n") {
		rest, ok := strings.CutPrefix(line, name)
		value, ok2 := strings.CutPrefix(strings.TrimLeft(rest, " \t"), separator)
		if !ok || !ok2 {
			continue
		}
		value = strings.TrimSpace(value)
		if value == "" || value[0] == '>' || value[0] == '|' {
			return ""
		}
		if n := len(value); n > 1 && value[0] == value[n-1] && (value[0] == '"' || value[0] == '\'') {
			quote := value[:1]
			value = strings.ReplaceAll(value[1:n-1], quote+quote, quote)
			value = strings.ReplaceAll(value, `\`+quote, quote)
		}
		return plainMarkdown(value)
	}
	return ""
}

// plainMarkdown is the text of a line of Markdown.
func plainMarkdown(s string) string { return markdown.Line(s).Text }
