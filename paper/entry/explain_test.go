package entry

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// outline shows the pieces of an entry, each with the part that it is of.
func outline(e *entry, best layout, second int) string {
	var b strings.Builder
	for k, p := range e.pieces {
		part := ""
		switch in := func(s span) bool { return s.from <= k && k < s.to }; {
		case in(best.authors):
			part = "A "
		case in(best.title):
			part = "T "
		case in(best.container):
			part = "C "
		}
		fmt.Fprintf(&b, "| %s%s ", part, e.text[p.start:p.end])
	}
	return fmt.Sprintf("%s| score %d, next title %d", b.String(), best.score, second)
}

// TestExplain shows how a reference is read: the pieces, and each weight that
// the best layout's score is the sum of.
func TestExplain(t *testing.T) {
	if *explain == "" {
		t.Skip("no -explain")
	}
	b := blockOf(*explain)
	e := &entry{}
	e.reset(b.Text, b.Spans)
	e.cut()
	s := &search{e: e, m: &fitted}
	best, second := s.best()
	t.Log(outline(e, best, second))
	names := weightNames(t)
	base := reflect.ValueOf(&fitted).Pointer()
	show := func(part string, terms tally) {
		sum := 0
		for _, w := range terms {
			sum += int(*w)
			t.Logf("%-10s %5d  %s", part, *w, names[int(reflect.ValueOf(w).Pointer()-base)/2])
		}
		t.Logf("%-10s %5d  in all", part, sum)
	}
	for r, p := range []struct {
		name  string
		span  span
		facts func(*entry, int, int, *tally) int
	}{authorRole: {"authors", best.authors, fitted.authorFacts}, titleRole: {"title", best.title, fitted.titleFacts}, containerRole: {"container", best.container, fitted.containerFacts}} {
		r := role(r)
		if p.span.from == p.span.to {
			continue
		}
		var terms tally
		fitted.beginScore(e, p.span.from, r, &terms)
		for k := p.span.from; k < p.span.to; k++ {
			if k > p.span.from {
				fitted.jointScore(e, k, r, &terms)
			}
			fitted.pieceScore(e, &e.pieces[k], r, &terms)
		}
		fitted.endScore(e, p.span.to, r, &terms)
		p.facts(e, p.span.from, p.span.to, &terms)
		show(p.name, terms)
	}
}
