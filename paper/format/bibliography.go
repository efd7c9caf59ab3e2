package format

import (
	"fmt"
	"path"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// bibliography reads the references in a file beside the paper: each a block
// of kind Entry with its citation key. What a file holds is told by its
// extension.
func (in *input) bibliography(name string) ([]document.Block, error) {
	records, err := in.records(name)
	if err != nil {
		return nil, err
	}
	return entries(records, name), nil
}

// records reads the works that a file beside the paper lists.
func (in *input) records(name string) ([]record, error) {
	read := bibliographyReader(name)
	if read == nil {
		return nil, &Error{Path: name, Err: errBibliography, Advice: "give it as .bib, .json or .yaml (CSL), or .ris"}
	}
	doc, err := in.open(name)
	if err != nil {
		return nil, fmt.Errorf("bibliography: %w", err)
	}
	text, err := decode(doc, bibliographyCharset)
	if err != nil {
		return nil, fmt.Errorf("bibliography: %w", at(name, err))
	}
	records, err := read(text)
	if err != nil {
		return nil, fmt.Errorf("bibliography: %w", at(name, err))
	}
	return records, nil
}

// bibliographyReader is what reads a bibliography, told by its extension.
func bibliographyReader(name string) func(text string) ([]record, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".bib", ".bibtex", ".biblatex":
		return bibtexRecords
	case ".json":
		return cslRecords
	case ".yaml", ".yml":
		return yamlRecords
	case ".ris":
		return risRecords
	}
	return nil
}

// bibliographyCharset is the encoding of bibliographies that are not in UTF-8:
// the one of older editors. Letters outside of ASCII are few and in names.
func bibliographyCharset([]byte) string { return "windows-1252" }

// entries makes the block of each record. part is the file that they stand in,
// or "" where it is the paper itself.
func entries(records []record, part string) []document.Block {
	blocks := make([]document.Block, 0, len(records))
	for i := range records {
		if b := records[i].block(); b.Text != "" {
			b.Part = part
			blocks = append(blocks, b)
		}
	}
	return blocks
}
