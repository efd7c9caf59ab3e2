package paper

import (
	"strings"
	"testing"
)

func TestParseIgnore(t *testing.T) {
	tests := []struct{ text, rules, until, why, wrong string }{
		{" ignore dead-link until 2027-01-01: the site moves", "dead-link", "2027-01-01", "the site moves", ""},
		{"ignore dead-link: why: because", "dead-link", "", "why: because", ""},
		{" ignore dead-link, title-mismatch until 2027-01-31 : a  b\n c ", "dead-link title-mismatch", "2027-01-31", "a b c", ""},
		{" ignore dead-link title-mismatch: x", "dead-link title-mismatch", "", "x", ""},
		{" ignore dead-link", "dead-link", "", "", "it gives no reason"},
		{" ignore dead-link until 2027-01-01", "dead-link", "2027-01-01", "", "it gives no reason"},
		{" ignore: x", "", "", "x", "it names no rule"},
		{" ignore until 2027-01-01: x", "", "2027-01-01", "x", "it names no rule"},
		{" ignore dead-link until spring: x", "dead-link", "", "x", "after “until” one day"},
		{" ignore dead-link until 2027-02-30: x", "dead-link", "", "x", "after “until” one day"},
		{" ignore dead-link until: x", "dead-link", "", "x", "after “until” one day"},
		{" ignore until 2027-01-01 dead-link: x", "", "", "x", "after “until” one day"},
		{" disable dead-link: x", "", "", "x", "the only thing to say"},
		{"", "", "", "", "the only thing to say"},
	}
	for _, test := range tests {
		i := parseIgnore(test.text)
		if got := strings.Join(i.Rules, " "); got != test.rules || i.Until.String() != test.until || i.Why != test.why ||
			!strings.HasPrefix(i.Wrong, test.wrong) || i.Wrong != "" && test.wrong == "" {
			t.Errorf("%q: got %+v", test.text, i)
		}
	}
}

const ignoreAll = "citecheck: ignore dead-link until 2027-01-01: kept"

// Where a comment is meant for a reference, the reference's address says so: it
// holds "yes". Every other reference holds "no".
func TestIgnores(t *testing.T) {
	tests := []struct{ name, path, doc string }{
		{"before an entry", "a.md", "# References\n\n1. A. One, \"First title\", <https://a.example/no>.\n\n<!-- @C@ -->\n2. B. Two, \"Second title\", <https://b.example/yes>.\n3. C. Three, \"Third title\", <https://c.example/no>.\n"},
		{"at an entry's end", "a.md", "# References\n\n1. A. One, \"First title\", <https://a.example/yes>. <!-- @C@ -->\n2. B. Two, \"Second title\", <https://b.example/no>.\n"},
		{"in an entry's second line", "a.md", "# References\n\n1. A. One, \"First title\",\n   <https://a.example/yes>. <!-- @C@ -->\n2. B. Two, \"Second title\", <https://b.example/no>.\n"},
		{"over several lines", "a.md", "# References\n\n1. A. One, \"First title\", <https://a.example/no>.\n\n<!--\n@C@\n-->\n2. B. Two, \"Second title\", <https://b.example/yes>.\n"},
		{"at a footnote", "a.md", "Text.[^a] Text.[^b]\n\n[^a]: A. One, \"First title\", <https://a.example/no>.\n[^b]: B. Two, \"Second title\", <https://b.example/yes>. <!-- @C@ -->\n"},
		{"after one of two links", "a.md", "See [one](https://a.org/no) and [two](https://b.org/yes) <!-- @C@ --> and [three](https://c.org/no).\n"},
		{"before the first of two links", "a.md", "See <!-- @C@ --> [one](https://a.org/yes) and [two](https://b.org/no).\n"},
		{"at the head of an item", "a.html", "<h2>References</h2><ol>\n<li>A. One, \"First title\", https://a.example/no</li>\n<li><!-- @C@ -->B. Two, \"Second title\", https://b.example/yes</li>\n</ol>\n"},
		{"over an item", "a.html", "<h2>References</h2><ol>\n<li>A. One, \"First title\", https://a.example/no</li>\n<!-- @C@ -->\n<li>B. Two, \"Second title\", https://b.example/yes</li>\n</ol>\n"},
		{"TeX", "a.tex", "\\documentclass{article}\\begin{document}\n\\begin{thebibliography}{9}\n\\bibitem{a} A. One, First title, \\url{https://a.example/no}.\n% @C@\n\\bibitem{b} B. Two, Second title, 5\\% more, \\url{https://b.example/yes}.\n\\end{thebibliography}\\end{document}\n"},
		{"TeX, at the line's end", "a.tex", "\\documentclass{article}\\begin{document}\n\\begin{thebibliography}{9}\n\\bibitem{a} A. One, First title, \\url{https://a.example/yes}. % @C@\n\\bibitem{b} B. Two, Second title, \\url{https://b.example/no}.\n\\end{thebibliography}\\end{document}\n"},
		{"BibTeX", "a.bib", "@misc{a, title = {First title}, url = {https://a.example/no}}\n%% @C@\n@misc{b, title = {Second title}, url = {https://b.example/yes}}\n"},
		{"reStructuredText", "a.rst", "References\n==========\n\n.. [1] A. One, \"First title\", https://a.example/no\n\n.. @C@\n\n.. [2] B. Two, \"Second title\", https://b.example/yes\n"},
		{"AsciiDoc", "a.adoc", "[bibliography]\n== References\n\n* [[[a]]] A. One, \"First title\", https://a.example/no\n// @C@\n* [[[b]]] B. Two, \"Second title\", https://b.example/yes\n"},
		{"Org", "a.org", "* References\n\n1. A. One, \"First title\", https://a.example/no\n# @C@\n2. B. Two, \"Second title\", https://b.example/yes\n"},
		{"Windows lines", "a.md", "# References\r\n\r\n1. A. One, \"First title\", <https://a.example/no>.\r\n\r\n<!-- @C@ -->\r\n2. B. Two, \"Second title\", <https://b.example/yes>.\r\n"},

		{"fenced code", "a.md", "```html\n<!-- @C@ -->\n```\nSee [one](https://a.org/no).\n"},
		{"fenced code within a quotation", "a.md", "> ~~~\n> <!-- @C@ -->\n> ```\n> ~~~\n\nSee [one](https://a.org/no).\n"},
		{"code in a line", "a.md", "Write `<!-- @C@ -->` above [one](https://a.org/no).\n"},
		{"an escaped percent sign", "a.tex", "\\documentclass{article}\\begin{document}\n\\begin{thebibliography}{9}\n\\bibitem{a} A. One, First title, 5\\% @C@ \\url{https://a.example/no}.\n\\end{thebibliography}\\end{document}\n"},
		{"no comment", "a.md", "See [one](https://a.org/no). @C@\n"},
		{"plain text has none", "a.txt", "References\n\n<!-- @C@ -->\n[1] A. One, \"First title\", https://a.example/no\n"},
		{"after all references", "a.md", "See [one](https://a.org/no).\n\nThe end. <!-- @C@ -->\n"},
		{"a comment that never ends", "a.md", "See [one](https://a.org/no).\n\n<!-- @C@\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := Parse(test.path, []byte(strings.ReplaceAll(test.doc, "@C@", ignoreAll)))
			if err != nil {
				t.Fatal(err)
			}
			if len(p.References) == 0 {
				t.Fatal("no reference")
			}
			meant := map[*Reference]bool{}
			for _, i := range p.Ignores {
				if i.Wrong != "" || i.Why != "kept" {
					t.Errorf("got %+v", i)
				}
				meant[i.Reference] = true
			}
			for _, r := range p.References {
				if want := strings.HasSuffix(r.URL, "/yes"); meant[r] != want {
					t.Errorf("%s: is meant: %v", r.URL, meant[r])
				}
				if strings.Contains(r.Raw, "citecheck") && !strings.Contains(test.name, "text") && !strings.Contains(test.name, "percent") {
					t.Errorf("the comment is part of %q", r.Raw)
				}
			}
		})
	}
}

// What a paper is said of, and no reference, is meant by its line.
func TestIgnoreOfALine(t *testing.T) {
	p, err := Parse("a.md", []byte("One.[^1]\n\n<!-- citecheck: ignore undefined-marker: it comes -->\n\nTwo.[^2]\n\n[^1]: A. One, \"First title\", <https://a.example/>.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Ignores) != 1 || p.Ignores[0].Line != 3 || p.Ignores[0].Of != 5 {
		t.Errorf("got %+v", p.Ignores)
	}
}

// Whatever a document holds, a comment has a line of it, and no comment is made
// up.
func FuzzIgnores(f *testing.F) {
	for format := range commentFinders {
		f.Add(format, "[^1]: A, \"B\", <https://a.example/>. <!-- "+ignoreAll+" -->\n% "+ignoreAll+"\n.. "+ignoreAll+"\n// "+ignoreAll+"\n# "+ignoreAll+"\n", 1)
	}
	f.Add("markdown", "```\n<!-- citecheck: -->\n``` `\n~~~~\n", 3)
	f.Fuzz(func(t *testing.T, format, doc string, line int) {
		lines := strings.Count(doc, "\n") + 1
		refs := []*Reference{{Line: 1, URL: "a"}, {Line: max(1, min(line, lines)), URL: "b"}}
		for _, i := range ignores([]byte(doc), format, refs) {
			if i.Line < 1 || i.Line > lines || i.Of < i.Line || i.Of > lines {
				t.Errorf("lines %d and %d of %d", i.Line, i.Of, lines)
			}
			if i.Wrong == "" && (len(i.Rules) == 0 || i.Why == "") {
				t.Errorf("%+v is not wrong", i)
			}
		}
	})
}
