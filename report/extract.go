package report

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// A textExtractor lists references for an eye that compares them with the
// paper. Verbose shows each one's own text too.
type textExtractor struct {
	Tally
	out *printer
	o   Options
}

func newTextExtractor(w io.Writer, _ string, o Options) Extractor {
	return &textExtractor{out: newPrinter(w, o), o: o}
}

func (x *textExtractor) Add(p *paper.Paper) error {
	if len(p.References) == 0 && !x.o.Quiet {
		x.out.gap()
		noReference(x.out, p)
	}
	for _, ref := range p.References {
		x.out.gap()
		heading(x.out, p, ref, bold)
		parsed(x.out, ref, x.o.Verbose)
	}
	return errors.Join(x.Begin(Run{}, []*paper.Paper{p}), x.out.flush())
}

func (x *textExtractor) End() error {
	if x.o.Quiet {
		return x.out.flush()
	}
	x.out.gap()
	line := []span{say(plain, counted(x.References, "reference,", "references,")), say(plain, counted(x.Links, "link", "links"))}
	if x.Papers > 1 {
		line = append([]span{say(plain, counted(x.Papers, "paper,", "papers,"))}, line...)
	}
	x.out.para(0, span{}, 0, line...)
	return x.out.flush()
}

// A jsonExtractor writes the one object of the contract, a paper at a time.
type jsonExtractor struct {
	Tally
	w       io.Writer
	version string
}

func newJSONExtractor(w io.Writer, version string, _ Options) Extractor {
	return &jsonExtractor{w: w, version: version}
}

func (x *jsonExtractor) Add(p *paper.Paper) error {
	lead := ","
	if x.Papers == 0 {
		lead = x.head()
	}
	refs := make([]entryObject, 0, len(p.References))
	for _, ref := range p.References {
		refs = append(refs, entryOf(ref))
	}
	body, err := encodeJSON("    ", "  ", struct {
		paperObject
		References []entryObject `json:"references"`
	}{paperOf(p), refs})
	if err == nil {
		_, err = io.WriteString(x.w, lead+"\n    "+body)
	}
	return errors.Join(err, x.Begin(Run{}, []*paper.Paper{p}))
}

// head is what stands before the first paper.
func (x *jsonExtractor) head() string {
	tool, _ := encodeJSON("  ", "  ", toolOf(x.version)) // two strings: that cannot fail
	return fmt.Sprintf("{\n  \"schema\": %d,\n  \"tool\": %s,\n  \"papers\": [", schema, tool)
}

func (x *jsonExtractor) End() error {
	lead := ""
	if x.Papers == 0 {
		lead = x.head()
	}
	summary, err := encodeJSON("  ", "  ", struct {
		Papers     int `json:"papers"`
		References int `json:"references"`
		Links      int `json:"links"`
	}{x.Papers, x.References, x.Links})
	if err != nil {
		return err
	}
	_, err = io.WriteString(x.w, lead+"\n  ],\n  \"summary\": "+summary+"\n}\n")
	return err
}

// A jsonlExtractor writes a line a reference.
type jsonlExtractor struct{ w io.Writer }

func newJSONLExtractor(w io.Writer, _ string, _ Options) Extractor { return jsonlExtractor{w} }

func (x jsonlExtractor) Add(p *paper.Paper) error {
	for _, ref := range p.References {
		err := writeJSON(x.w, "", struct {
			Paper string `json:"paper"`
			entryObject
		}{p.Path, entryOf(ref)})
		if err != nil {
			return err
		}
	}
	return nil
}

func (x jsonlExtractor) End() error { return nil }

// parsed prints the fields that the text of ref shows; its own text stands in
// where nothing could be told apart.
func parsed(out *printer, ref *paper.Reference, verbose bool) {
	fields := []field{
		{"kind", say(plain, string(ref.Kind))},
		{"authors", value(strings.Join(ref.Authors, "; "))},
		{"title", value(ref.Title)},
		{"container", value(ref.Container)},
		{"published", value(ref.Published.String())},
		{"accessed", value(ref.Accessed.String())},
		{"url", address(ref.URL)},
		{"doi", address(ref.DOI)},
		{"archived", address(ref.ArchivedURL)},
		{"short for", value(ref.ShortFor)},
	}
	if verbose || cmp.Or(ref.Title, ref.URL, ref.DOI, ref.ShortFor) == "" {
		fields = append(fields, field{"text", value(ref.Raw)})
	}
	for _, f := range fields {
		if f.value.text != "" {
			out.para(margin, say(dim, f.name), column, f.value)
		}
	}
}

// A field is one line of what was parsed.
type field struct {
	name  string
	value span
}

func value(text string) span { return say(plain, clip(Safe(text), maxValue)) }
