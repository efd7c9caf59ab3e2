package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// Names of numbers that a link may stand behind. Those of catalogues lead to
// the work; that of a serial leads to all that ever appeared in it.
var (
	catalogues = lex.Phrases(`oclc; isbn; jstor; pmid; pmc; s2cid; bibcode; lccn; zbl; mr; ssrn; ol; hdl; osti; citeseerx`)
	serials    = lex.Phrases(`issn; eissn; e-issn; p-issn; print issn; online issn`)
)

// numbered reports whether a link stands on a number behind one of the names:
// "ISSN 1234-5678".
func (e *entry) numbered(l Link, names map[string]bool) bool {
	if !l.Words || strings.Contains(e.text[l.Start:l.End], " ") || !strings.ContainsAny(e.text[l.Start:l.End], "0123456789") {
		return false
	}
	before := strings.ToLower(strings.TrimRight(e.text[:l.Start], " :\u00a0"))
	return names[before[strings.LastIndexAny(before, " .,;([")+1:]]
}
