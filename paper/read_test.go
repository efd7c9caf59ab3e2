package paper

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/paper/format"
)

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, path string
		doc        []byte
		want       error
		line       int
	}{
		{"empty", "a.md", nil, format.ErrEmpty, 0},
		{"blank", "a.md", []byte(" \n\t\n"), format.ErrEmpty, 0},
		{"NUL", "a.md", []byte("text\x00text"), format.ErrBinary, 0},
		{"image", "a.md", []byte("\x89PNG\r\n\x1a\n\xff\xd8\xfe\xfe\xfd\x01\x02\x03"), format.ErrBinary, 0},
		{"Latin-1 without a declaration", "a.txt", []byte("one\ntwo caf\xe9 three four five\n"), format.ErrEncoding, 2},
		{"too large", "a.md", make([]byte, format.MaxBytes+1), format.ErrTooLarge, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.path, tt.doc)
			var read *format.Error
			if !errors.Is(err, tt.want) || !errors.As(err, &read) {
				t.Fatalf("got %v; want a ReadError with %v", err, tt.want)
			}
			if read.Path != tt.path || read.Line != tt.line || read.Advice == "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("got path %q, line %d, advice %q: %v", read.Path, read.Line, read.Advice, err)
			}
		})
	}
	if _, err := parseAs("nosuch", "a", []byte("x")); !errors.Is(err, format.ErrUnknownFormat) {
		t.Errorf("got %v; want %v", err, format.ErrUnknownFormat)
	}
}

func TestEncodings(t *testing.T) {
	utf16 := func(s string, big bool) []byte {
		b := []byte{0xff, 0xfe}
		if big {
			b = []byte{0xfe, 0xff}
		}
		for _, r := range s {
			lo, hi := byte(r), byte(r>>8)
			if big {
				lo, hi = hi, lo
			}
			b = append(b, lo, hi)
		}
		return b
	}
	tests := []struct {
		name, path string
		doc        []byte
		want       string
	}{
		{"byte order mark", "a.md", []byte("\ufeff# Café\n"), "Café"},
		{"UTF-16, little end first", "a.md", utf16("# Café\n", false), "Café"},
		{"UTF-16, big end first", "a.md", utf16("# Café\n", true), "Café"},
		{"declared Latin-1", "a.html", []byte("<html><head><meta charset=\"iso-8859-1\"><title>Caf\xe9</title>"), "Café"},
		{"declared windows-1251", "a.html", []byte("<html><head><meta http-equiv=content-type content='text/html; charset=windows-1251'><title>\xcf\xf0\xe8\xe2\xe5\xf2</title>"), "Привет"},
		{"carriage returns", "a.md", []byte("---\r\ntitle: \"Café\"\r\n---\r\n\r\nText\r\n"), "Café"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse(tt.path, tt.doc)
			if err != nil || p.Title != tt.want {
				t.Fatalf("got %+v, %v; want title %q", p, err, tt.want)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	tests := []struct{ path, doc, want string }{
		{"a.md", "x", "markdown"}, {"A.MARKDOWN", "x", "markdown"}, {"a.qmd", "x", "markdown"},
		{"a.htm", "x", "html"}, {"a.txt", "x", "text"}, {"a", "x", "markdown"}, {"-", "x", "markdown"},
		{"-", "<!DOCTYPE html><p>x", "html"}, {"a.php", "<html><p>x", "html"}, {"a.md", "<html><p>x", "markdown"},
	}
	for _, tt := range tests {
		p, err := Parse(tt.path, []byte(tt.doc))
		if err != nil || p.Format != tt.want {
			t.Errorf("Parse(%q, %q) = %v, %v; want %s", tt.path, tt.doc, p, err, tt.want)
		}
	}
	if !slices.Contains(format.Extensions(), ".rmd") {
		t.Error("Extensions lacks .rmd")
	}
	if p, err := parseAs("text", "a.md", []byte("# x")); err != nil || p.Format != "text" {
		t.Errorf("ParseAs: %v, %v", p, err)
	}
}

// TestHostile reads documents that are made to be slow or deep. It fails by
// running into the test's own time limit, or by a stack that overflows.
func TestHostile(t *testing.T) {
	const size = 1 << 17
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	docs := map[string]string{
		"quotes.md": repeat(">"), "quote lines.md": repeat("> > > > > > > > > >\n"), "brackets.md": repeat("["), "closing.md": repeat("[a]"), "links.md": repeat("[a]("),
		"notes in text.md": repeat("^["), "closed notes.md": repeat("^[") + repeat("]"), "short notes.md": repeat("^[a]"), "citations.md": repeat("[@a;"), "formulas.md": repeat("$a "), "formulas 2.md": repeat("$a://"), "attributes.md": repeat("[a]{.b"),
		"divisions.md": repeat(":::a\n"), "closed divisions.md": repeat(":::a\n") + repeat(":::\n"), "terms.md": repeat("a\n: b\n\n"), "bars.md": repeat("| a\n"), "html divisions.md": repeat("<div class=refs>\n\n"), "entries.md": repeat("::: {#ref-a .csl-entry}\nb\n\n"),
		"directives.md": repeat("````{note}\n"), "deleted.md": repeat("~~a ~~"), "labels.md": "[a]: b\n\n" + repeat("["+strings.Repeat("a", 900)), "defined.md": repeat("[a]: b\n"), "underscores.md": repeat("*a https://b_ "), "comment.md": repeat("a<!--"), "cdata.md": repeat("<![CDATA["), "quotes in tags.md": repeat("<a b='"),
		"raised.md": repeat("^a"), "mixed.md": repeat("*_~~[`<a^["), "yaml.md": "---\n" + repeat("- ") + "\n---\n", "flow.md": "---\na: " + repeat("[") + "\n---\n", "yaml 2.md": "---\n" + repeat("a: &b [*b]\n") + "---\n", "metadata.md": repeat("\n\n---\nreferences:\n"),
		"cells.ipynb": `{"cells":` + repeat("["), "one cell.ipynb": `{"cells":[` + repeat(`{"cell_type":"markdown","source":"a"},`) + `{}]}`, "lines.ipynb": `{"cells":[{"cell_type":"markdown","source":[` + repeat(`"",`) + `""]}]}`, "stars.md": repeat("*"), "emphasis.md": repeat("*a_ "), "emphasis 2.md": repeat("**a *b "), "ticks.md": repeat("`a``"), "images.md": repeat("!["),
		"lists.md": repeat("- "), "numbers.md": repeat("1. "), "tags.md": repeat("<a href='x'>"), "angle.md": repeat("<"), "comments.md": repeat("<!-- "),
		"notes.md": repeat("[^a]: "), "note marks.md": repeat("[^a]"), "definitions.md": repeat("[a]: b\n"), "line.md": repeat("word "), "pipes.md": "a|b\n-|-\n" + repeat("|"),
		"addresses.md": repeat("https://a.b/ "), "one address.md": "https://" + repeat("a/"), "schemes.md": repeat("https://"), "dois.txt": repeat("10.1234/"), "entities.md": repeat("&amp;"),
		"references.md": "# References\n\n" + repeat("“a, 2020. "), "one entry.md": "# References\n\n- " + repeat("Smith, J. 2020, "), "markers.md": "# References\n\n" + repeat("[1] a\n"), "years.txt": "References\n\n" + repeat("2020 "),
		"div.html": repeat("<div>"), "p.html": repeat("<p>"), "bold.html": repeat("<b>"), "formatting.html": repeat("<b id=x><p>"), "table.html": repeat("<table>"), "cells.html": repeat("<td>"),
		"a.html": repeat("<a href=x>"), "li.html": repeat("<li>"), "ol.html": repeat("<ol><li>"), "select.html": repeat("<select>"), "svg.html": repeat("<svg>"), "attributes.html": "<p " + repeat("a=b "),
		"notes.html": "<section class=footnotes>" + repeat("<div id=fn1>"), "refs.html": "<div class=references>" + repeat("<div id=ref-1>x"), "rows.html": "<table>" + repeat("<tr><td>x"),
		"sec.xml": "<article article-type='x'>" + repeat("<sec>"), "p.xml": "<article article-type='x'><body>" + repeat("<p>x</p>"), "xref.xml": "<article article-type='x'><body><ref-list><ref id='a'/></ref-list><p>" + repeat("<xref rid='a'>x</xref>"),
		"ref.xml": "<article article-type='x'><back>" + repeat("<ref><mixed-citation>a"), "fn.xml": "<article article-type='x'><body><p>" + repeat("<fn>x</fn>"), "names.xml": "<article article-type='x'><back><ref><mixed-citation>" + repeat("<name><surname>a</surname></name> "),
		"ends.xml": "<article article-type='x'><body>" + repeat("</p>"), "amp.xml": "<article article-type='x'><body><p>" + repeat("&a;"), "ends.html": "<div><td>" + strings.Repeat("<b>", 290) + repeat("</div></i>"), "cite.html": repeat("<cite><a href=x>b"),
		"joined.html": "<ul class=references><li>" + repeat("<div>x</div>"), "nested.html": "<ul class=references>" + repeat("<li>x<ul>"), "noted.html": repeat("<span class=sidenote>a b"), "self.html": "<html xmlns='http://www.w3.org/1999/xhtml'>" + repeat("<title/>"),
		"refs.xml": "<article article-type='x'><back>" + strings.Repeat("<ref><note>", 100) + repeat("<year>2020</year>"), "rids.xml": "<article article-type='x'><body><ref id='a'/><xref rid='" + strings.Repeat("a ", 1000) + "'>" + repeat("<p>x</p>"),
		"backlinks.html": "<ol class=footnotes><li>" + repeat(".<a class=backlink>.</a>"), "gaps.txt": repeat("aaaaaaaaaaaaaaaaaaaa   https://a.org/"), "feeds.txt": repeat("a\n\f"), "columns.txt": repeat("A line of text in the left column      and one of text in the right\n"),
		"ids.html": repeat("<p id=a><a href='#a'>x</a>"), "terms.html": "<dl class=references>" + repeat("<dt>[a]<dd>b"), "coins.html": "<ol class=references><li>a" + repeat("<span class=Z3988 title='rft.title=x'></span>"),
		"lines.txt": repeat("a\n"), "open.txt": repeat("<https://a.b/\n"), "slashes.txt": repeat("https://a.b/c/\n"), "hyphens.txt": repeat("- a\n"), "stars.txt": repeat("*a "), "under.txt": repeat("_a "), "square.txt": repeat("[a](https://b "),
	}
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			p, err := Parse(name, []byte(doc))
			if spent := time.Since(start); spent > 2*time.Second {
				t.Logf("%v", spent)
			}
			if err == nil {
				for _, r := range p.References[:min(len(p.References), 100)] {
					if r.Raw == "" {
						t.Error("a reference without text")
					}
				}
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, doc := range []string{
		"# T\n\nText.<sup>1</sup> [^2] https://a.org/\n\n## References\n\n- <sup>1</sup> Ann Lee, “A Title,” *Site*, May 2, 2020, <https://a.org/> (accessed June 1, 2020).\n- [2] Ibid.\n\n[^2]: See [x](https://b.org).\n",
		"<html><base href=https://a.org/><ol class=references><li id=ref-1>Lee, A. (2020). <i>T</i>. <a href=x>y</a></ol><aside role=doc-footnote>n</aside><pre>\nx</pre>",
		"REFERENCES\n\n[1] Lee, A., \"T\",\n    <https://a.org/b-\n    c>.\n¹ Ek, B. 2020.\n",
		"{\"cells\":[{\"cell_type\":\"markdown\",\"source\":[\"# T\\n\",\"[a](https://a.org/)[^1] @b\"]},{\"cell_type\":\"raw\",\"source\":\"---\\nreferences: [{id: b, title: Title, issued: [{year: 2020}]}]\\n---\"}],\"metadata\":{\"title\":\"T\"},\"nbformat\":4}",
		"---\nbibliography: b.bib\nnocite: '@*'\nreferences:\n- {id: x, title: A Title, URL: 'https://a.org/'}\n...\n@x^[n] [s]{.t} [@x, p. 2]\n\n::: {#refs}\n:::\n",
		"---\ntitle: x\n---\n| a | b |\n|-|-|\n| <a href='https://c.org'>x</a> | `y` |\n\n<div>\n\n1. a\n   - b\n\n> c\n",
	} {
		for format := range Formats() {
			f.Add(uint8(format), []byte(doc))
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, doc []byte) {
		p, err := parseAs(Formats()[int(format)%len(Formats())], "paper", doc)
		if err != nil {
			return
		}
		checkInvariants(t, p)
		Check(p, Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	})
}

func FuzzEntry(f *testing.F) {
	for _, tt := range entryTests {
		f.Add(tt.raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		r := ParseReference(raw)
		checkInvariantsOf(t, r)
	})
}

func checkInvariantsOf(t *testing.T, r *Reference) {
	t.Helper()
	if r.Raw == "" {
		return
	}
	checkInvariants(t, &Paper{References: []*Reference{r}})
}

// benchmarkProse are sentences of the kind that papers are made of.
var benchmarkProse = []string{
	"A sentence of the ordinary kind says what it has to say, without any markup, and then it ends where sentences end. ",
	"In 2019, the ministry’s budget had grown to 12.5 billion tenge (about $33 million), which observers called “a special measure for everyone.” ",
	"According to data from that year, the country had become the fourth largest supplier of crude petroleum to its neighbour; its share was 41% in May 2020. ",
	"Nothing in *these* findings speaks against the view of Kassen and Lee (2021), who see multi-vector policy as a strategy of smaller states: it diversifies. ",
	"The third section turns to the question what followed from this, for whom, and when, before the fourth one looks at www-era archives of the press. ",
	"However, the reports differ — some by an order of magnitude — and **none** of them says how its figures were obtained, or by whom. ",
}

// benchmarkPaper is a paper of about a megabyte as people write them: mostly
// prose, with some eighty references and links in 100 KB.
func benchmarkPaper() string {
	var text, notes strings.Builder
	for i := 1; text.Len()+notes.Len() < 1<<20; i++ {
		for j := range 12 {
			text.WriteString(benchmarkProse[(i+j)%len(benchmarkProse)])
		}
		if i%2 == 0 {
			text.WriteString("The [annual report](https://stat.gov.kz/en/industries/" + strconv.Itoa(i) + "/publications/) has the details. ")
		}
		text.WriteString("So much is known.<sup>" + strconv.Itoa(i) + "</sup>\n\n")
		notes.WriteString("- <sup>" + strconv.Itoa(i) + "</sup> Laura Kelly and John Smith, \"A title of the ordinary length for a paper,\" *The Hill*, November 6, 2025, <https://thehill.com/homenews/" + strconv.Itoa(i) + "/> (accessed November 14, 2025).\n")
	}
	return "# Title\n\n" + text.String() + "## References\n\n" + notes.String()
}

func BenchmarkMarkdown(b *testing.B) {
	doc := []byte(benchmarkPaper())
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("paper.md", doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B) {
	doc := []byte(benchmarkPaper())
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, err := Parse("paper.txt", doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEntry(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, tt := range entryTests {
			ParseReference(tt.raw)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(entryTests)), "µs/entry")
}

// reader is shared by all tests: its PDF engine takes seconds to compile, and is
// kept where the program keeps it.
var reader = func() *Reader {
	r := &Reader{}
	if dir, err := os.UserCacheDir(); err == nil {
		r.CacheDir = filepath.Join(dir, "citecheck")
	}
	return r
}()

// parseAs is Parse for a document whose format is forced.
func parseAs(format, path string, doc []byte) (*Paper, error) {
	return reader.Read(context.Background(), Source{Path: path, Bytes: doc, Format: format})
}
