package archive

import (
	"slices"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A look is one check: how the link was, and whether a sweep reported it.
type look struct {
	reason verdict.Reason
	final  string
	change compare.Change
	swept  bool
	held   []Kind // what that sweep withheld
}

func TestChanges(t *testing.T) {
	for _, test := range []struct {
		name  string
		looks []look
		want  []Kind
	}{
		{"first seen alive", []look{{reason: verdict.OK}}, nil},
		{"never visited", []look{{reason: verdict.Excluded}}, nil},
		{"first seen dead", []look{{reason: verdict.NotFound}}, []Kind{Died}},
		{"first seen unsure", []look{{reason: verdict.Blocked}}, nil},
		{"still alive", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Redirected}}, nil},
		{"still dead, for another reason", []look{{reason: verdict.NotFound, swept: true}, {reason: verdict.DNS}}, nil},
		{"died", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone}}, []Kind{Died}},
		{"died at last", []look{{reason: verdict.Timeout, swept: true}, {reason: verdict.LongFailing}}, []Kind{Died}},
		{"died and came back between sweeps", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone}, {reason: verdict.OK}}, nil},
		{"came back", []look{{reason: verdict.Gone, swept: true}, {reason: verdict.OK}}, []Kind{Revived}},
		{"unsure now", []look{{reason: verdict.OK, swept: true}, {reason: verdict.TLS}}, []Kind{Doubted}},
		{"perhaps not dead", []look{{reason: verdict.NotFound, swept: true}, {reason: verdict.Blocked}}, []Kind{Doubted}},
		{"unsure for another reason", []look{{reason: verdict.TLS, swept: true}, {reason: verdict.Blocked}}, nil},
		{"moved", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Moved, final: "http://b.test/"}}, []Kind{Moved}},
		{"where it had moved", []look{{reason: verdict.Moved, final: "http://b.test/", swept: true}, {reason: verdict.Moved, final: "http://b.test/"}}, nil},
		{"moved on", []look{{reason: verdict.Moved, final: "http://b.test/", swept: true}, {reason: verdict.Moved, final: "http://c.test/"}}, []Kind{Moved}},
		{"another text", []look{{reason: verdict.OK, swept: true}, {reason: verdict.OK, change: compare.Changed}}, []Kind{Altered}},
		{"another text, two checks ago", []look{{reason: verdict.OK, swept: true}, {reason: verdict.OK, change: compare.Shortened}, {reason: verdict.OK, change: compare.Same}}, []Kind{Altered}},
		{"another text, as reported", []look{{reason: verdict.OK}, {reason: verdict.OK, change: compare.Changed, swept: true}, {reason: verdict.OK, change: compare.Same}}, nil},
		{"edited", []look{{reason: verdict.OK, swept: true}, {reason: verdict.OK, change: compare.Edited}}, nil},
		{"back with another text", []look{{reason: verdict.Gone, swept: true}, {reason: verdict.OK, change: compare.Changed}}, []Kind{Altered, Revived}},
		{"a sweep that was interrupted reported nothing", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone}, {reason: verdict.Gone}}, []Kind{Died}},
		{"died, and might", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}}, []Kind{Died}},
		{"first seen dead, and might be", []look{{reason: verdict.Gone, swept: true, held: []Kind{Died}}, {reason: verdict.Gone}}, []Kind{Died}},
		{"died, and might twice", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}}, []Kind{Died}},
		{"died, and might, and was told", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}, {reason: verdict.Gone, swept: true}}, nil},
		{"died, and might, and came back", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}, {reason: verdict.OK}}, nil},
		{"died, and might, and is unsure", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Gone, swept: true, held: []Kind{Died}}, {reason: verdict.TLS}}, []Kind{Doubted}},
		{"moved and changed, and only the text might", []look{{reason: verdict.OK, swept: true}, {reason: verdict.Moved, final: "http://b.test/", change: compare.Changed, swept: true, held: []Kind{Altered}}}, []Kind{Altered}},
		{"changed and might, then moved", []look{{reason: verdict.OK, swept: true}, {reason: verdict.OK, change: compare.Changed, swept: true, held: []Kind{Altered}}, {reason: verdict.Moved, final: "http://b.test/"}}, []Kind{Altered, Moved}},
	} {
		a := mustOpen(t, t.TempDir())
		p := &paper.Paper{Path: "paper.md", Format: "markdown", SHA256: "abc",
			References: []*paper.Reference{{Label: "1", Line: 3, Kind: paper.Footnote, Raw: "A page", URL: "http://a.test/"}}}
		for i, l := range test.looks {
			// The clock runs backwards: the order of recording counts.
			res := failed("http://a.test/", l.reason, noon.Add(-time.Duration(i)*time.Hour))
			res.Check.FinalURL, res.Check.Change = l.final, l.change
			r, err := a.Begin(Run{Version: "test", StartedAt: noon}, []*paper.Paper{p}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := r.Add(checker.Result{Check: res.Check}); err != nil {
				t.Fatal(err)
			}
			if err := r.Close(noon, true); err != nil {
				t.Fatal(err)
			}
			if l.swept {
				last, err := a.lastCheck()
				if err != nil {
					t.Fatal(err)
				}
				list, _, err := a.Changes([]string{"paper.md"})
				if err != nil {
					t.Fatal(err)
				}
				held := slices.DeleteFunc(list[0].List, func(c Change) bool { return !slices.Contains(l.held, c.Kind) })
				if len(held) != len(l.held) {
					t.Errorf("%s: got %v to withhold; want %v", test.name, held, l.held)
				}
				if err := a.Reported(r.ID(), last, held); err != nil {
					t.Fatal(err)
				}
			}
		}
		list, _, err := a.Changes([]string{"paper.md"})
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %v, %v", test.name, list, err)
		}
		var got []Kind
		for _, c := range list[0].List {
			got = append(got, c.Kind)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v; want %v", test.name, got, test.want)
		}
	}
}
