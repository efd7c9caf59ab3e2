package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/rivo/uniseg"
)

func TestPara(t *testing.T) {
	tests := []struct {
		name   string
		width  int
		lead   string
		indent int
		spans  []span
		want   string
	}{
		{"fits exactly", 40, "ab", 4, []span{say(plain, strings.Repeat("x", 36))}, "ab  " + strings.Repeat("x", 36) + "\n"},
		{"hangs", 40, "ab", 4, []span{say(plain, strings.Repeat("word ", 9))}, "ab  word word word word word word word\n    word word\n"},
		{"lead wider than the margin", 40, "abcdef", 4, []span{say(plain, "text")}, "abcdef text\n"},
		{"no room beside the lead", 40, strings.Repeat("l", 38), 4, []span{say(plain, "text")}, strings.Repeat("l", 38) + "\n    text\n"},
		{"lead alone", 40, "ab", 4, nil, "ab\n"},
		{"an address stays whole", 40, "", 4, []span{say(plain, "see https://example.org/"+strings.Repeat("p", 40)+" there")},
			"    see\n    https://example.org/" + strings.Repeat("p", 40) + "\n    there\n"},
		{"a word wider than a line is broken", 40, "", 30, []span{say(plain, "abcdefghijklmnop")}, strings.Repeat(" ", 30) + "abcdefghij\n" + strings.Repeat(" ", 30) + "klmnop\n"},
		{"wide script breaks anywhere it may", 40, "", 30, []span{say(plain, "漢字漢字漢。字")}, strings.Repeat(" ", 30) + "漢字漢字\n" + strings.Repeat(" ", 30) + "漢。字\n"},
		{"Korean breaks at spaces", 40, "", 30, []span{say(plain, "카자흐 스탄협")}, strings.Repeat(" ", 30) + "카자흐\n" + strings.Repeat(" ", 30) + "스탄협\n"},
		{"a family is one character", 40, "", 36, []span{say(plain, "👩\u200d👩\u200d👧👩\u200d👩\u200d👧👩\u200d👩\u200d👧")}, strings.Repeat(" ", 36) + "👩\u200d👩\u200d👧👩\u200d👩\u200d👧\n" + strings.Repeat(" ", 36) + "👩\u200d👩\u200d👧\n"},
		{"white space is folded", 40, "", 0, []span{say(plain, "  a \n\t b\u2028c ")}, "a b c\n"},
		{"no-break space holds", 40, "", 30, []span{say(plain, "ab cd\u00a0efghi")}, strings.Repeat(" ", 30) + "ab\n" + strings.Repeat(" ", 30) + "cd\u00a0efghi\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			p := newPrinter(&out, Options{Width: test.width})
			p.para(0, say(plain, test.lead), test.indent, test.spans...)
			if err := p.flush(); err != nil {
				t.Fatal(err)
			}
			if out.String() != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", out.String(), test.want)
			}
		})
	}
}

func TestColorOnlyAdds(t *testing.T) {
	for name, w := range map[string]*world{"mixed": mixed(), "wide": wide(), "several": several(), "offline": offline()} {
		without := w.write(t, "text", Options{Verbose: true})
		with := string(w.write(t, "text", Options{Verbose: true, Color: true}))
		for _, code := range []string{"0", bold, dim, red, yellow, green, cyan} {
			with = strings.ReplaceAll(with, "\x1b["+code+"m", "")
		}
		if with != string(without) {
			t.Errorf("%s: with colours taken out:\n%s\nwithout colours:\n%s", name, with, without)
		}
	}
}

// Lines fit; one that does not has a single address past its margin.
func FuzzText(f *testing.F) {
	f.Add("A title", "a detail", "1", "https://a.example/", 80)
	f.Add("カザフスタン共和国", "漢字 https://e.example/"+strings.Repeat("x", 50), "Smith2020", "https://b.example/"+strings.Repeat("y/", 60), 40)
	f.Add(hostileText, hostileText, hostileText, hostileText, 60)
	f.Add(strings.Repeat("word ", 200), strings.Repeat("漢", 700), strings.Repeat("l", 30), "no address", 100)
	f.Fuzz(func(t *testing.T, title, detail, label, url string, width int) {
		width = min(max(width, narrow), 200)
		ref := entry(label, 7, detail, title, detail, "2025", url)
		ref.Findings = []paper.Finding{{Rule: "a-rule", Severity: paper.Error, Message: detail, Cited: title, Found: url, Evidence: detail}}
		calm := entry(label, 8, title, detail, title, "2024", url)
		w := newWorld(&paper.Paper{Path: "p.md", References: []*paper.Reference{ref, calm}, Findings: ref.Findings})
		w.visit(check(linkOf(ref), verdict.Blocked, detail, title), nil, label)
		out := w.write(t, "text", Options{Width: width, Verbose: true})
		noneForbidden(t, out)
		for line := range strings.Lines(string(out)) {
			line = strings.TrimSuffix(line, "\n")
			if line != strings.TrimRight(line, " ") {
				t.Errorf("space at the end of %q", line)
			}
			if uniseg.StringWidth(line) <= width {
				continue
			}
			words := strings.FieldsFunc(line, isSpace)
			last := words[len(words)-1]
			lead := uniseg.StringWidth(strings.TrimSuffix(line, last))
			if whole := strings.Contains(last, "://") || last == clip(fold(Safe(url)), maxURL); !whole || lead > column {
				t.Errorf("%d columns are more than %d: %q", uniseg.StringWidth(line), width, line)
			}
		}
	})
}
