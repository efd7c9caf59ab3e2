package format

import (
	"path"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// records reads the works that a file beside the paper lists. What the file
// holds is told by its extension. The error is that the file is not to be had;
// what is wrong inside of it is noted.
func (in *input) records(name string) ([]record, error) {
	if address.IsWeb(name) {
		return nil, errAddress
	}
	read := bibliographyReader(name)
	if read == nil {
		return nil, errBibliography
	}
	doc, err := in.open(name)
	if err != nil {
		return nil, err
	}
	var records []record
	text, err := decode(doc, bibliographyCharset)
	if err == nil {
		records, err = read(text)
	}
	if err != nil {
		in.noteFault(name, err)
	}
	return records, nil
}

// bibliographyReader is what reads a bibliography, told by its extension. It
// returns also of a broken one what can be read.
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
