package paper

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/format"
	"github.com/citecheck/citecheck/paper/lex"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestGolden reads each paper in testdata and compares all that is read out of
// it with the JSON file beside it.
func TestGolden(t *testing.T) {
	var papers []string
	for _, ext := range format.Extensions() {
		found, err := filepath.Glob("testdata/*" + ext)
		if err != nil {
			t.Fatal(err)
		}
		papers = append(papers, found...)
	}
	papers = slices.DeleteFunc(papers, isGolden)
	if len(papers) == 0 {
		t.Fatal("no papers in testdata")
	}
	root, err := os.OpenRoot("testdata")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, path := range papers {
		t.Run(filepath.Base(path), func(t *testing.T) {
			doc, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p, err := reader.Read(t.Context(), Source{Path: path, Bytes: doc, Folder: root.FS()})
			if err != nil {
				t.Fatal(err)
			}
			got := golden(t, p)
			name := path + ".json"
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s differs from %s (run with -update and read the difference):\n%s", path, name, firstDifference(string(got), string(want)))
			}
			checkInvariants(t, p)
		})
	}
}

// isGolden tells the files beside papers from papers in JSON.
func isGolden(path string) bool {
	_, err := os.Stat(strings.TrimSuffix(path, ".json"))
	return strings.HasSuffix(path, ".json") && err == nil
}

// golden writes a paper as JSON without what is empty.
func golden(t *testing.T, p *Paper) []byte {
	t.Helper()
	type row map[string]any
	out := struct {
		Title      string
		Format     string
		References []row
	}{Title: p.Title, Format: p.Format}
	for _, r := range p.References {
		all := row{"label": r.Label, "line": r.Line, "kind": r.Kind, "raw": r.Raw, "authors": r.Authors, "title": r.Title, "container": r.Container,
			"published": r.Published.String(), "accessed": r.Accessed.String(), "url": r.URL, "doi": r.DOI, "archived_url": r.ArchivedURL, "short_for": r.ShortFor,
			"key": r.Key, "part": r.Part, "page": r.Page}
		if r.Described {
			all["described"] = true
		}
		for key, value := range all {
			if v, ok := value.(string); ok && v == "" || fmt.Sprint(value) == "[]" || value == 0 {
				delete(all, key)
			}
		}
		out.References = append(out.References, all)
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines; want %d", len(g), len(w))
}

// checkInvariants tests what holds for every document.
func checkInvariants(t *testing.T, p *Paper) {
	t.Helper()
	for _, r := range p.References {
		if r.Line < 1 {
			t.Errorf("line %d: %q", r.Line, r.Raw)
		}
		for _, s := range append([]string{r.Raw, r.Title, r.Container, r.URL, r.DOI, r.Label, r.ArchivedURL}, r.Authors...) {
			if i := strings.IndexFunc(s, lex.IsControl); i >= 0 {
				t.Errorf("control character in %q", s)
			}
		}
		for _, d := range []date.Date{r.Published, r.Accessed} {
			if !d.IsZero() && !d.Valid() {
				t.Errorf("%v is no date", d)
			}
		}
		if r.Raw == "" {
			t.Errorf("line %d: no text", r.Line)
		}
		if link, err := r.Link(); err == nil && link != "" {
			if again, err := address.Normalize(link); err != nil || again != link {
				t.Errorf("Link() = %q is not normalised: %q, %v", link, again, err)
			}
		}
	}
}

// summary writes references as "kind label@line address", one a line.
func summary(refs []*Reference) string {
	var b strings.Builder
	for _, r := range refs {
		link := r.URL
		if link == "" {
			link = r.DOI
		}
		fmt.Fprintln(&b, strings.Join(strings.Fields(fmt.Sprintf("%s %s@%d %s", r.Kind, r.Label, r.Line, link)), " "))
	}
	return strings.TrimSpace(b.String())
}

func TestFind(t *testing.T) {
	tests := []struct{ name, path, doc, want string }{
		{"inline links", "a.md", "See [one](https://a.org/1) and\n<https://b.org/2> or https://c.org/3.\n",
			"inline @1 https://a.org/1\ninline @2 https://b.org/2\ninline @2 https://c.org/3"},
		{"the same link twice", "a.md", "[x](https://a.org/) and [y](https://a.org/)", "inline @1 https://a.org/\ninline @1 https://a.org/"},
		{"what is no reference", "a.md",
			"`https://a.org/` ![i](https://b.org/i.png) [m](mailto:x@y.org) [a](#b) [r](c.md) http://localhost:80/ https://example.com/x [![b](https://c.org/b.svg)](d.md)\n\n    https://e.org/\n\n```\nhttps://f.org/\n```\n", ""},
		{"a link around code", "a.md", "[`pkg`](https://a.org/pkg)", "inline @1 https://a.org/pkg"},
		{"reference links", "a.md", "[one][1] and [two]\n\n[1]: https://a.org/\n[two]: <https://b.org/> \"Two\"\n", "inline @1 https://a.org/\ninline @1 https://b.org/"},
		{"footnotes", "a.md", "Text.[^1] More.[^b]\n\n[^1]: Ann Lee, “A Title,” *Site*, 2020, <https://a.org/>.\n[^b]: Only a comment on that.\n",
			"footnote 1@3 https://a.org/"},
		{"footnote that nothing cites", "a.md", "Text.\n\n[^1]: Ann Lee, “A Title,” 2020, https://a.org/.\n", "footnote 1@3 https://a.org/"},
		{"footnote without an address", "a.md", "T.[^1]\n\n[^1]: Ann Lee, “A Long Title,” *Journal* 4 (2020): 1–2.\n", "footnote 1@3"},
		{"commentary that quotes", "a.md", "T.[^1]\n\n[^1]: In 2019 the ministry called this a “special measure for everyone” and nothing else.\n", ""},
		{"raised markers in a list", "a.md", "Text.<sup>1</sup>\n\n- <sup>1</sup> Ann Lee, “A Title,” 2020, <https://a.org/>.\n- <sup>2</sup> Bo Ek, “B Title,” 2021, <https://b.org/>.\n",
			"footnote 1@3 https://a.org/\nfootnote 2@4 https://b.org/"},
		{"Unicode superscripts", "a.txt", "Text.¹\n\n¹ Ann Lee, “A Title,” 2020, https://a.org/.\n² Bo Ek, “B Title,” 2021, https://b.org/.\n",
			"footnote 1@3 https://a.org/\nfootnote 2@4 https://b.org/"},
		{"brackets under a heading", "a.md", "# References\n\n[1] A. Lee, “A Title,” 2020. https://a.org/\n[2] B. Ek, “B Title,” 2021. https://b.org/\n",
			"bibliography 1@3 https://a.org/\nbibliography 2@4 https://b.org/"},
		{"numbered list under a heading", "a.md", "## Works Cited\n\n1. Lee, Ann. *A Title*. 2020.\n2. Ek, Bo. *B Title*. 2021.\n\n## Next\n\n1. No entry\n",
			"bibliography 1@3\nbibliography 2@4"},
		{"paragraphs under a bold heading", "a.md", "**Bibliography**\n\nLee, A. (2020). *A title*. Press.\n\nEk, B. (2021). B title. *Site*. https://b.org/\n",
			"bibliography @3\nbibliography @5 https://b.org/"},
		{"an address in a paragraph of its own", "a.md", "# References\n\nLee, Ann. “A Title.” 2020.\n\n<https://a.org/>\n", "bibliography @3 https://a.org/"},
		{"subsections", "a.md", "# Sources\n\n## Primary sources\n\n- Lee, Ann. “A Title.” 2020.\n\n## Books\n\n- Ek, Bo. *B Title*. 2021.\n\n# Annex\n\n- Nothing.\n",
			"bibliography @5\nbibliography @9"},
		{"ordinary lists", "a.md", "1. In 2020, we did “this and that” there.<sup>1</sup>\n2. Then more.\n", ""},
		{"several works in a note", "a.md", "T.[^1]\n\n[^1]: Ann Lee, “A Title,” 2020, https://a.org/; Bo Ek, “B Title,” 2021, https://b.org/.\n",
			"footnote 1@3 https://a.org/\nfootnote 1@3 https://b.org/"},
		{"several addresses of a work", "a.md", "T.[^1]\n\n[^1]: Ann Lee, “A Title,” 2020, https://a.org/, also at https://b.org/, archived at https://web.archive.org/web/2020/https://a.org/.\n",
			"footnote 1@3 https://a.org/\nfootnote 1@3 https://b.org/"},
		{"front matter", "a.md", "---\ntitle: X\nurl: https://no.org/\n---\n\nhttps://a.org/\n", "inline @6 https://a.org/"},
		{"escaped underscores", "a.md", "https://a.org/a\\_b\\_c.\n", "inline @1 https://a.org/a_b_c"},
		{"emphasis in addresses", "a.md", "https://a.org/*b*c_d_ and *https://b.org/x*\n", "inline @1 https://a.org/*b*c_d_\ninline @1 https://b.org/x"},
		{"raw HTML in Markdown", "a.md", "Text <a href=\"https://a.org/\">x</a>\n\n<div>\n<p>and <a href=\"https://b.org/\">y</a></p>\n</div>\n", "inline @1 https://a.org/\ninline @4 https://b.org/"},
		{"table", "a.md", "| a | b |\n|---|---|\n| [x](https://a.org/) | https://b.org/ |\n", "inline @3 https://a.org/\ninline @3 https://b.org/"},
		{"HTML", "a.html", "<!DOCTYPE html>\n<html><head><title>T</title></head><body>\n<nav><a href='https://no.org/'>n</a></nav>\n<p>See\n<a\n href='https://a.org/'>x</a>.</p>\n<ol class=references>\n<li id=ref-1>\nAnn Lee, “A Title,” 2020, <a href='https://b.org/'>https://b.<wbr>org/</a>.\n<li>Bo Ek. “B Title.” 2021.\n</ol>\n<aside role=doc-footnote id=fn1><sup>1</sup> See https://c.org/ <a href='#r1' role=doc-backlink>↩</a></aside>\n<footer><a href='https://no.org/'>f</a></footer></body></html>",
			"inline @6 https://a.org/\nbibliography 1@8 https://b.org/\nbibliography 2@10\nfootnote 1@12 https://c.org/"},
		{"HTML with a base", "a.html", "<html><base href='https://a.org/x/'><p><a href='y'>y</a> <a href='#z'>z</a></p>", "inline @1 https://a.org/x/y"},
		{"HTML sections", "a.html", "<html><h2>References</h2>\n<p>Lee, A. (2020). <i>A title</i>. Press. doi:10.1000/182</p>", "bibliography @2 10.1000/182"},
		{"definition list", "a.html", "<html><dl class=references><dt>[LEE]</dt>\n<dd>Lee, A., “<a href='https://a.org/'>A Title</a>”, 2020.</dd></dl>", "bibliography LEE@2 https://a.org/"},
		{"hanging entries", "a.txt", "REFERENCES\n\nLee, Ann. \"A Title.\" 2020.\n    https://a.org/long/\n    path.html.\nEk, Bo. \"B Title.\" 2021.\n    https://b.org/.\n",
			"bibliography @3 https://a.org/long/path.html\nbibliography @6 https://b.org/"},
		{"an author-date list, one entry a line", "a.txt", "References\n\nDoe, A. (2020). The long title. Journal of Data, 3(2), 1-9.\nJones, A. (2017). Another paper. Journal of Data, 4(1), 3-9. https://doi.org/10.1234/abcd\n", "bibliography @3\nbibliography @4 https://doi.org/10.1234/abcd"},
		{"a note right behind an address", "a.adoc", "= T\n\nSee https://h.org/wiki/X.footnote:[Roe, J., \"Art,\" _Nature_, 2020, https://h.org/art.]\n", "inline @3 https://h.org/wiki/X\nfootnote 1@3 https://h.org/art"},
		{"broken in brackets", "a.txt", "See <https://a.org/one-\ntwo> there,\nand https://b.org/.\n", "inline @1 https://a.org/one-two\ninline @3 https://b.org/"},
		{"keys in brackets", "a.txt", "9.  References\n\n   [QUIC]\n              Lee, A., \"A Title\", May 2021,\n              <https://a.org/>.\n\n   [RFC1]     Ek, B., \"B Title\", 2020.\n\nAuthors' Addresses\n\n   https://c.org/\n",
			"bibliography QUIC@3 https://a.org/\nbibliography RFC1@7\ninline @11 https://c.org/"},
		{"underlined heading", "a.txt", "Sources\n-------\n- Lee, Ann. \"A Title.\" https://a.org/\n- Ek, Bo. \"B Title.\" https://b.org/\n", "bibliography @3 https://a.org/\nbibliography @4 https://b.org/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse(tt.path, []byte(tt.doc))
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(p.References); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			checkInvariants(t, p)
		})
	}
}

// A note that only leads to a work by a sentence has no title of its own.
func TestProseNotes(t *testing.T) {
	for _, note := range []string{
		"See Kassen (2019) and https://data.gov.org/x.",
		"The minister called it \"the best portal in the world (Post, 4 March 2021, https://h.org/a).",
		"As Jane Roe wrote, \"the portal was closed\" (Post, 4 March 2021), https://h.org/b.",
		"After the news broke (Post), \"the portal was closed\": https://h.org/d",
		"Jane Roe said that \"The portal is the best in the world\" when it opened, https://h.org/e.",
		"The plans are kept at the archive, https://h.org/c.",
	} {
		p, err := Parse("a.md", []byte("Text.[^1]\n\n[^1]: "+note+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.References {
			if r.Title != "" {
				t.Errorf("%s: title %q", note, r.Title)
			}
		}
	}
}

// A note that cites two works gives each its own fields.
func TestTwoWorksInANote(t *testing.T) {
	tests := []struct{ name, note, want string }{
		{"addresses", "Jane Roe, “The Portal,” Post, 4 March 2021, https://h.org/a; and Bo Ek, “The Gate,” Herald, 5 March 2021, https://h.org/b.", "Jane Roe|The Portal|Post|2021-03-04, Bo Ek|The Gate|Herald|2021-03-05"},
		{"no addresses", "Jane Roe, “The Portal,” Post, 4 March 2021; Bo Ek, “The Gate,” Herald, 5 March 2021.", "Jane Roe|The Portal|Post|2021-03-04, Bo Ek|The Gate|Herald|2021-03-05"},
		{"no quotation marks", "River Watch, World of Portals, https://h.org/a; Freedom Desk, Gates in Transit 2022, https://h.org/b.", "River Watch|World of Portals||, |||"},
		{"a semicolon in a title", "Jane Roe, “The Portal; or, The Gate of 2021,” Post, 4 March 2021.", "Jane Roe|The Portal; or, The Gate of 2021|Post|2021-03-04"},
		{"one work and its archived copy", "Jane Roe, “The Portal,” Post, 4 March 2021, https://h.org/a; archived at https://web.archive.org/web/2021/https://h.org/a.", "Jane Roe|The Portal|Post|2021-03-04"},
	}
	for _, tt := range tests {
		p, err := Parse("a.md", []byte("Text.[^1]\n\n[^1]: "+tt.note+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range p.References {
			got = append(got, strings.Join(r.Authors, "; ")+"|"+r.Title+"|"+r.Container+"|"+r.Published.String())
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: got %s; want %s", tt.name, s, tt.want)
		}
	}
}

// TestRemarks reads a note that cites nothing. It is no reference, and the mark
// that leads to it leads somewhere.
func TestRemarks(t *testing.T) {
	p, err := Parse("a.txt", []byte("The tables were read [1], the winds [2], and both disputed [3].\n\n[1] A. Moor, \"Reading Tide Tables,\" Coast Review, 2019. https://a.org/1\n\n[2] B. Lee, \"Reading Winds,\" Coast Review, 2020. https://a.org/2\n\n[3] For the general debate see the works named there.\n"))
	if err != nil {
		t.Fatal(err)
	}
	Check(p, Options{})
	if len(p.References) != 2 || len(p.Findings) != 0 {
		t.Errorf("got %d references, %+v", len(p.References), p.Findings)
	}
}

// A note without an author and an address is a reference where it begins with
// its title and says where it was published, and a remark elsewhere.
func TestNotesWithoutAuthors(t *testing.T) {
	tests := []struct{ note, title string }{
		{"Rivers of the North (Oslo: Fjord Press, 2019), 45.", "Rivers of the North"},
		{"“Water Levels in Spring,” Valley Post, May 2, 2024.", "Water Levels in Spring"},
		{"„Wie Flüsse sich erinnern“, Talpost vom 2. Mai 2024.", "Wie Flüsse sich erinnern"},
		{"Das Recht der Gewässer, 3. Aufl., München 2019, S. 45.", "Das Recht der Gewässer"},
		{"Council Regulation (EU) 2021/1119 on rivers, OJ L 243, 9.7.2021, p. 1.", "Council Regulation (EU) 2021/1119 on rivers"},
		{"The river rose twice that spring, and nobody knew why.", ""},
		{"“Nobody knew why,” said the mayor of the town that spring.", ""},
		{"The exhibition opened in Oslo in 2019 and closed a year later.", ""},
		{"The council met at Berlin, 2019 being the first year of the plan.", ""},
		{"This is discussed in section 4 below.", ""},
	}
	for _, tt := range tests {
		p, err := Parse("a.md", []byte("Text.[^1]\n\n[^1]: "+tt.note+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range p.References {
			got += r.Title
		}
		if got != tt.title {
			t.Errorf("%s: got %q; want %q", tt.note, got, tt.title)
		}
	}
}
