package report

import (
	"bytes"
	"encoding/json"
	"io"
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
		Summary summaryObject  `json:"summary"`
	}{schema, toolOf(run.Version), runOf(run), papers, summaryOf(&s.Tally)})
}

func extractJSON(w io.Writer, x extraction, _ Options) error {
	type extractedPaper struct {
		paperObject
		References []entryObject `json:"references"`
	}
	type summary struct {
		Papers     int `json:"papers"`
		References int `json:"references"`
		Links      int `json:"links"`
	}
	var t Tally
	if err := t.Begin(Run{}, x.papers); err != nil {
		return err
	}
	papers := make([]extractedPaper, 0, len(x.papers))
	for _, p := range x.papers {
		refs := make([]entryObject, 0, len(p.References))
		for _, ref := range p.References {
			refs = append(refs, entryOf(ref))
		}
		papers = append(papers, extractedPaper{paperOf(p), refs})
	}
	return writeJSON(w, "  ", struct {
		Schema  int              `json:"schema"`
		Tool    toolObject       `json:"tool"`
		Papers  []extractedPaper `json:"papers"`
		Summary summary          `json:"summary"`
	}{schema, toolOf(x.version), papers, summary{t.Papers, t.References, t.Links}})
}

// writeJSON writes v and a newline in a single Write, so that a line of JSONL
// is out as soon as it is known, and whole.
func writeJSON(w io.Writer, indent string, v any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // URLs hold &; nothing here is put into HTML
	encoder.SetIndent("", indent)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}
