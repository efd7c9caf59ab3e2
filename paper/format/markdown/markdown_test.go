package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// shown reads Markdown into one line a block: its kind, where it stands, its
// text with its spans in braces.
func shown(src string) string {
	var b strings.Builder
	for _, block := range Read(HTML{Blocks: func(string, int) []document.Block { return nil }}, src).Blocks {
		b.WriteString([]string{"p", "h", "i", "note", "entry", "break"}[block.Kind])
		if block.Marker != "" {
			b.WriteString("(" + block.Marker + ")")
		}
		b.WriteString(" " + marked(&block) + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// marked is a block's text with its spans in braces.
func marked(b *document.Block) string {
	var out strings.Builder
	for i := range len(b.Text) + 1 {
		for _, s := range b.Spans {
			if s.End == i {
				out.WriteString("}")
			}
		}
		for _, s := range b.Spans {
			if s.Start == i {
				out.WriteString("{" + []string{"em", "strong", "link", "sup", "code", "cite"}[s.Kind] + ":")
			}
		}
		if i < len(b.Text) {
			out.WriteByte(b.Text[i])
		}
	}
	return out.String()
}

func TestRead(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"emphasis", "*a **b** c* __d__ e_f_g **h*i*", "p {em:a {strong:b} c} {strong:d} e_f_g **h{em:i}"},
		{"emphasis and links", "*[a*b](c)* [d *e](f)*", "p {em:{link:a*b}} {link:d *e}*"},
		{"breaks", "a  \nb\\\nc\nd", "p a b c d"},
		{"superscript", "a^2^ b^[note] c^ d ^e f^", "p a{sup:2} b c^ d ^e f^\nnote note"},
		{"formulas", "$a_b_c$ $ 5 $x*y*z$ \\$u*v*w$", "p $a_b_c$ $ 5 $x*y*z$ $u{em:v}w$"},
		{"citations", "[see @a, p. 3; -@b] @c. d@e", "p [see {cite:@a}, p. 3; -{cite:@b}] {cite:@c}. d@e"},
		{"notes", "a[^1]\n\n[^1]: b\n\n    - c\n[^x y]: d", "p a{sup:{cite:1}}\nnote(1) b c [^x y]: d"},
		{"code", "``a ` b`` `c\\` `d", "p {code:a ` b} {code:c\\} `d"},
		{"spans", "[a *b*]{.c} [d]{e} [f]{#g h=\"i j\"}", "p a {em:b} [d]{e} f"},
		{"deletions", "a ~~b *c*~~ d ~e~ ~~f", "p a d ~e~ ~~f"},
		{"roles of MyST", "{cite:t}`a,b` {ref}`c`", "p {cite:a},{cite:b} {ref}{code:c}"},
		{"tasks", "- [ ] a\n- [x] b", "i a\ni b"},
		{"tables", "a | b\n-|-\n*c* | `d|e`\n\nf\n-|-\n", "p a b\np {em:c} `d e`\np f -|-"},
		{"definition lists", "a\n: b\n\n  c\n\nd\n\n:   e\n", "p a\ni(a) b\np c\np d\ni(d) e"},
		{"a colon in a text", "a\n\n\n: b\n\n# c\n: d", "p a\np : b\nh c\np : d"},
		{"line blocks", "| a\n| b *c*\n\n| d |\n| e", "p a b {em:c}\np | d | | e"},
		{"headings", "# a {#b}\n## c {d}\ne {-}\n===", "h a\nh c {d}\nh e"},
		{"nested lists", "1. a\n   - b\n2. c\n\n   d", "i(1) a\ni b\ni(2) c\np d"},
		{"division", "::: a\nb\n::: {.c}\nd\n:::\ne\n:::\n:::\nf", "p b\np d\np e\np ::: f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(tt.src); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestAttributes(t *testing.T) {
	tests := []struct {
		s, id, classes string
		n              int
	}{
		{"{#a .b .c} d", "a", " b c", 10},
		{"{.b key=v k='v w' -}", "", " b", 20},
		{"{-}", "", "", 3},
		{"{=html}", "", "", 7},
		{"{a}", "", "", 0}, {"{#}", "", "", 0}, {"{}", "", "", 0}, {"{.a", "", "", 0}, {"{a='b}", "", "", 0},
	}
	for _, tt := range tests {
		a, n := attributes(tt.s)
		if a.id != tt.id || a.classes != tt.classes || n != tt.n {
			t.Errorf("attributes(%q) = %q, %d; want {%q %q}, %d", tt.s, a, n, tt.id, tt.classes, tt.n)
		}
	}
}

func FuzzRead(f *testing.F) {
	papers, err := filepath.Glob("../../testdata/*.[mq]*d")
	if err != nil || len(papers) == 0 {
		f.Fatal("no papers to begin with", err)
	}
	for _, path := range papers {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	for _, src := range commonMark {
		f.Add(src)
	}
	f.Add("a^[b^[c]d] $e$ [@f] @{g} ^h^ ~~i~~ [j]{.k} {cite}`l`\n\n: m\n\n::: {#refs}\n| n\n:::\n\n<div id=\"ref-o\" class=\"csl-entry\">\n\np\n\n</div>\n```{note}\nq\n```\n")
	f.Fuzz(func(t *testing.T, src string) {
		how := HTML{Blocks: func(raw string, line int) []document.Block {
			return []document.Block{{Kind: document.Paragraph, Line: line, Text: document.Plain(raw)}}
		}, References: func(id, _ string) bool { return id == "refs" }}
		lines := strings.Count(src, "\n") + 1
		for _, b := range Read(how, src).Blocks {
			checkBlock(t, &b, lines)
		}
	})
}

func checkBlock(t *testing.T, b *document.Block, lines int) {
	t.Helper()
	if b.Line < 1 || b.Line > lines {
		t.Errorf("%q is on line %d of %d", b.Text, b.Line, lines)
	}
	if strings.IndexFunc(b.Text, lex.IsControl) >= 0 || !utf8.ValidString(b.Text) {
		t.Errorf("%q is not what a reader sees", b.Text)
	}
	start := 0
	for _, s := range b.Spans {
		if s.Start < start || s.Start >= s.End || s.End > len(b.Text) {
			t.Errorf("span %+v in %q", s, b.Text)
		}
		start = s.Start
	}
	offset, line := 0, b.Line
	for _, m := range b.Lines {
		if m.Offset < offset || m.Offset > len(b.Text) || m.Line < line && b.Kind != document.Note && b.Kind != document.Entry {
			t.Errorf("line mark %+v in %q", m, b.Text)
		}
		offset, line = m.Offset, m.Line
	}
}

func BenchmarkRead(b *testing.B) {
	paragraph := strings.Repeat("A sentence of the ordinary kind says what it has to say — without “any” markup — and then it ends where sentences end.\n", 10) +
		"Now and then, *not* often, there is [a link](https://a.org/b_c) or a note.[^1] And @somebody is cited.\n\n"
	src := "# Title\n\n" + strings.Repeat(paragraph, 1<<20/len(paragraph))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Read(HTML{}, src)
	}
}
