package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// A jsonSink writes the one object of the contract when the run ends.
type jsonSink struct {
	ledger
	w io.Writer
}

func newJSON(w io.Writer, _ Options) Sink { return &jsonSink{w: w} }

func (s *jsonSink) End(run Run) error {
	type checkedPaper struct {
		paperObject
		References []referenceObject `json:"references"`
		Findings   []findingObject   `json:"findings"`
	}
	papers := make([]checkedPaper, 0, len(s.papers))
	for _, p := range s.papers {
		refs := make([]referenceObject, 0, len(p.References))
		for _, ref := range p.References {
			refs = append(refs, referenceOf(ref, s.check(ref), s.findings(ref)))
		}
		papers = append(papers, checkedPaper{paperOf(p), refs, findingsOf(p.Findings)})
	}
	return writeJSON(s.w, "  ", struct {
		Schema  int            `json:"schema"`
		Tool    toolObject     `json:"tool"`
		Run     runObject      `json:"run"`
		Papers  []checkedPaper `json:"papers"`
		Gone    []goneObject   `json:"gone"`
		Summary summaryObject  `json:"summary"`
	}{schema, toolOf(run.Version), runOf(run), papers, goneOf(run.Gone), summaryOf(&s.Tally)})
}

// writeJSON writes v and a newline in a single Write, so that a line of JSONL
// is out as soon as it is known, and whole.
func writeJSON(w io.Writer, indent string, v any) error {
	line, err := jsonLine("", indent, v)
	if err == nil {
		_, err = w.Write(line)
	}
	return err
}

// encodeJSON gives v as JSON whose lines but the first begin with prefix.
func encodeJSON(prefix, indent string, v any) (string, error) {
	line, err := jsonLine(prefix, indent, v)
	return strings.TrimSuffix(string(line), "\n"), err
}

// jsonLine is encodeJSON with a newline at the end.
func jsonLine(prefix, indent string, v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // URLs hold &; nothing here is put into HTML
	encoder.SetIndent(prefix, indent)
	err := encoder.Encode(v)
	return escapeJSON(b.Bytes()), err
}
