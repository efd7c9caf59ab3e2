package report

import (
	"io"

	"github.com/citecheck/citecheck/report/explain"
)

// Explain writes what topics mean, or the list of all where there are none.
func Explain(w io.Writer, topics []explain.Topic, o Options) error {
	out := newPrinter(w, o)
	if len(topics) == 0 {
		listTopics(out)
		return out.flush()
	}
	for _, t := range topics {
		out.gap()
		out.para(0, say(bold, t.ID), 0, say(dim, "("+t.Level+")"))
		for _, f := range []field{
			{"means", say(plain, t.Meaning)},
			{"evidence", say(plain, t.Evidence)},
			{"do", say(plain, t.Advice)},
		} {
			out.para(0, say(dim, f.name), explainColumn, f.value)
		}
	}
	return out.flush()
}

// Where the texts of a topic stand, and the titles in the list of all.
const (
	explainColumn = 10
	titleColumn   = 28
)

func listTopics(out *printer) {
	var kind explain.Kind
	for _, t := range explain.Topics() {
		if t.Kind != kind {
			kind = t.Kind
			out.gap()
			out.para(0, span{}, 0, say(bold, map[explain.Kind]string{
				explain.Rule: "Rules, which findings name", explain.Reason: "Reasons for a link's health",
			}[kind]))
		}
		out.para(2, say(plain, t.ID), titleColumn, say(dim, t.Title))
	}
}
