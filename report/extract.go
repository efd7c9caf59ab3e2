package report

import (
	"cmp"
	"io"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// extractText lists the references of papers as they were parsed, for an eye
// that compares them with the paper. Verbose shows each one's own text too.
func extractText(w io.Writer, x extraction, o Options) error {
	out := newPrinter(w, o)
	var t Tally
	if err := t.Begin(Run{}, x.papers); err != nil {
		return err
	}
	for _, p := range x.papers {
		if len(p.References) == 0 && !o.Quiet {
			out.gap()
			noReference(out, p)
		}
		for _, ref := range p.References {
			out.gap()
			heading(out, p, ref, bold)
			parsed(out, ref, o.Verbose)
		}
	}
	if !o.Quiet {
		out.gap()
		line := []span{say(plain, counted(t.References, "reference,", "references,")), say(plain, counted(t.Links, "link", "links"))}
		if t.Papers > 1 {
			line = append([]span{say(plain, counted(t.Papers, "paper,", "papers,"))}, line...)
		}
		out.para(0, span{}, 0, line...)
	}
	return out.flush()
}

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
