package format

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
)

// bibtexWork is the work of the only entry in a BibTeX file.
func bibtexWork(t *testing.T, fields string) *document.Work {
	t.Helper()
	d, err := readBibTeX("@misc{key, " + fields + "}")
	if err != nil || len(d.Blocks) != 1 {
		t.Fatalf("%d blocks, %v; want one", len(d.Blocks), err)
	}
	return d.Blocks[0].Work
}

func TestBibTeXDates(t *testing.T) {
	tests := []struct{ fields, want string }{
		{`title={x}, year=2020`, "2020"},
		{`title={x}, year={2020}, month=may`, "2020-05"},
		{`title={x}, year={2020}, month=may, day=3`, "2020-05-03"},
		{`title={x}, year={2020}, month=may # "~3"`, "2020-05-03"},
		{`title={x}, year={2020}, month={3~} # may`, "2020-05-03"},
		{`title={x}, year={2020}, month={May}`, "2020-05"},
		{`title={x}, year={2020}, month={05}`, "2020-05"},
		{`title={x}, year={2020}, month={May/June}`, "2020"},
		{`title={x}, year={2020}, month={Spring}`, "2020"},
		{`title={x}, year={2020-05-03}`, "2020-05-03"},
		{`title={x}, year={3 May 2020}`, "2020-05-03"},
		{`title={x}, year={2020a}`, "2020"},
		{`title={x}, year={2019/2020}`, ""},
		{`title={x}, year={in press}`, ""},
		{`title={x}, date={2020-05-03}`, "2020-05-03"},
		{`title={x}, date={2020-05}`, "2020-05"},
		{`title={x}, date={2020-05-03T12:30:00Z}`, "2020-05-03"},
		{`title={x}, date={2020-05-03/2020-06}`, "2020"},
		{`title={x}, date={2020-05-03/2020-05-09}`, "2020-05"},
		{`title={x}, date={2020-05-03/}`, "2020-05-03"},
		{`title={x}, date={2020-21}`, "2020"},
		{`title={x}, date={2020-13-45}, year={2019}`, "2019"},
	}
	for _, tt := range tests {
		if got := bibtexWork(t, tt.fields).Published.String(); got != tt.want {
			t.Errorf("%s: published %q; want %q", tt.fields, got, tt.want)
		}
	}
}

func TestBibTeXAccessed(t *testing.T) {
	tests := []struct{ fields, want string }{
		{`urldate={2020-05-03}`, "2020-05-03"},
		{`lastchecked={May 3, 2020}`, "2020-05-03"},
		{`note={Accessed: 2020-05-03}`, "2020-05-03"},
		{`note={[Online; accessed 3-May-2020]}`, "2020-05-03"},
		{`note={(accessed May 3, 2020)}`, "2020-05-03"},
		{`note={Zuletzt abgerufen am 3. Mai 2020}`, "2020-05-03"},
		{`howpublished={\url{https://a.org/}, last accessed 3 May 2020}`, "2020-05-03"},
		{`note={Version of 3 May 2020}`, ""},
	}
	for _, tt := range tests {
		if got := bibtexWork(t, `title={x}, `+tt.fields).Accessed.String(); got != tt.want {
			t.Errorf("%s: accessed %q; want %q", tt.fields, got, tt.want)
		}
	}
}

func TestBibTeXNames(t *testing.T) {
	tests := []struct {
		source string
		others bool
		want   []string
	}{
		{"Jane Roe", false, []string{"Jane Roe"}},
		{"Roe, Jane and Doe, John", false, []string{"Roe, Jane", "Doe, John"}},
		{"Roe, Jane AND\n  Doe, John and others", true, []string{"Roe, Jane", "Doe, John"}},
		{"{Ministry of Land and Sea} and Ann Ark", false, []string{"Ministry of Land and Sea", "Ann Ark"}},
		{"van der Berg, Jan and King, Jr., Martin", false, []string{"van der Berg, Jan", "King, Martin, Jr."}},
		{`Fran{\c c}ois {\'E}tienne`, false, []string{"François Étienne"}},
		{"family=Berg, given=Jan, prefix=van der and given={Ann}, family={Ark}", false, []string{"van der Berg, Jan", "Ark, Ann"}},
		{"Anderson and Brandt", false, []string{"Anderson", "Brandt"}},
		{"", false, nil},
	}
	for _, tt := range tests {
		got, others := bibNames(tt.source)
		if !slices.Equal(got, tt.want) || others != tt.others {
			t.Errorf("bibNames(%q) = %q, %v; want %q, %v", tt.source, got, others, tt.want, tt.others)
		}
	}
}

func TestBibTeXAddresses(t *testing.T) {
	const arxiv = "https://arxiv.org/abs/2306.09479"
	tests := []struct {
		name, fields string
		url, doi     string
		further      []string
	}{
		{"url", `url={https://a.org/}`, "https://a.org/", "", nil},
		{"doi", `doi={10.1000/182}`, "", "10.1000/182", nil},
		{"doi as an address", `doi={https://doi.org/10.1000/182}`, "", "10.1000/182", nil},
		{"doi in words", `doi={DOI: 10.1000/182}`, "", "10.1000/182", nil},
		{"address in the place of a doi", `doi={https://a.org/x}`, "https://a.org/x", "", nil},
		{"both", `url={https://a.org/}, doi={10.1000/182}`, "https://a.org/", "10.1000/182", nil},
		{"resolver in url", `url={http://dx.doi.org/10.1000/182}`, "http://dx.doi.org/10.1000/182", "10.1000/182", nil},
		{"arXiv", `eprint={2306.09479}, archiveprefix={arXiv}`, arxiv, "", nil},
		{"arXiv, old identifier", `eprint={hep-th/9901001}, eprinttype={arxiv}`, "https://arxiv.org/abs/hep-th/9901001", "", nil},
		{"arXiv by its form", `eprint={2306.09479}`, arxiv, "", nil},
		{"arXiv in words", `eprint={arXiv:2306.09479}`, arxiv, "", nil},
		{"arXiv that url names too", `eprint={2306.09479}, url={http://arxiv.org/pdf/2306.09479}`, "http://arxiv.org/pdf/2306.09479", "", nil},
		{"arXiv besides url", `eprint={2306.09479}, archiveprefix={arXiv}, url={https://a.org/}`, "https://a.org/", "", []string{arxiv}},
		{"arXiv as a journal", `journal={arXiv preprint arXiv:2306.09479}`, arxiv, "", nil},
		{"arXiv as a volume", `journal={CoRR}, volume={abs/2306.09479}`, arxiv, "", nil},
		{"arXiv as a journal besides doi", `journal={arXiv:2306.09479 [cs.CL]}, doi={10.1000/182}`, "", "10.1000/182", nil},
		{"other eprint", `eprint={12345}, eprinttype={jstor}`, "https://www.jstor.org/stable/12345", "", nil},
		{"unknown eprint", `eprint={12345}`, "", "", nil},
		{"howpublished", `howpublished={\url{https://a.org/}}`, "https://a.org/", "", nil},
		{"howpublished, bare", `howpublished={Blog, https://a.org/x_y}`, "https://a.org/x_y", "", nil},
		{"note", `note={See \href{https://a.org/}{here} and https://b.org/}`, "https://a.org/", "", []string{"https://b.org/"}},
		{"url and note", `url={https://a.org/}, note={also \url{https://b.org/}}`, "https://a.org/", "", []string{"https://b.org/"}},
		{"the same twice", `url={https://a.org/}, note={\url{https://a.org/}}`, "https://a.org/", "", nil},
		{"DBLP", `ee={https://doi.org/10.1000/182}, bibsource={https://dblp.org}`, "https://doi.org/10.1000/182", "10.1000/182", nil},
		{"title that is a link", `title={\href{https://a.org/}{A title}}`, "https://a.org/", "", nil},
		{"abstract, keywords and files", `abstract={https://x.org/}, keywords={https://y.org/}, file={https://z.org/}`, "", "", nil},
		{"annotation where there is an address", `annote={https://x.org/}, url={https://a.org/}`, "https://a.org/", "", nil},
		{"annotation where there is none", `annote={https://x.org/}`, "https://x.org/", "", nil},
		{"percent signs", `url={https://a.org/%20x%}, note={y}`, "https://a.org/%20x%", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fields := tt.fields
			if !strings.Contains(fields, "title") {
				fields = "title={x}, " + fields
			}
			d, err := readBibTeX("@misc{key, " + fields + "}")
			if err != nil || len(d.Blocks) != 1 {
				t.Fatalf("%d blocks, %v; want one", len(d.Blocks), err)
			}
			b := d.Blocks[0]
			var further []string
			for _, s := range b.Spans {
				if s.Target != b.Work.URL && s.Target != b.Work.ArchivedURL {
					further = append(further, s.Target)
				}
			}
			if b.Work.URL != tt.url || b.Work.DOI != tt.doi || !slices.Equal(further, tt.further) {
				t.Errorf("got %q, %q, %q; want %q, %q, %q", b.Work.URL, b.Work.DOI, further, tt.url, tt.doi, tt.further)
			}
		})
	}
}

// TestBibTeXRecovers reads broken files: what follows a broken entry is there.
func TestBibTeXRecovers(t *testing.T) {
	const next = "\n@misc{next, title={Next}}\n"
	tests := []struct{ name, doc, want string }{
		{"brace missing at the end", "@misc{a, title={A}, year=2020" + next, "a next"},
		{"brace missing in a value", "@misc{a, title={A {B}, year={2020}\n}" + next, "a next"},
		{"quotation mark missing", "@misc{a, title=\"A, year={2020}\n}" + next, "a next"},
		{"no comma between fields", "@misc{a, title={A} year={2020}}" + next, "a next"},
		{"stray brace", "@misc{a, title={A}}}" + next, "a next"},
		{"text between entries", "@misc{a, title={A}} some text @ home" + next, "a next"},
		{"at sign in a value", "@misc{a, title={me@home.org\n  @ work}}" + next, "a next"},
		{"comment without its end", "@comment{ never closed" + next, "next"},
		{"end of the file in a value", "@misc{a, title={A", "a"},
		{"key alone", "@misc{a}" + next, "next"},
		{"percent sign between fields", "@misc{a,\n% title={B},\ntitle={A}}" + next, "a next"},
		{"no entries", "nothing @ all {", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readBibTeX(tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, b := range d.Blocks {
				keys = append(keys, b.Key)
			}
			if got := strings.Join(keys, " "); got != tt.want {
				t.Errorf("got %q; want %q", got, tt.want)
			}
		})
	}
}

// TestHostileBibliographies reads what is made to cost much. Each is linear;
// what a second pass over the rest for each line would cost, ends in the
// test's time limit.
func TestHostileBibliographies(t *testing.T) {
	chain := "@string{m0 = \"xxxxxxxxxx\"}\n"
	for i := range 60 {
		a, b := string(rune('A'+i%26))+strings.Repeat("q", i/26), string(rune('A'+(i+1)%26))+strings.Repeat("q", (i+1)/26)
		if i == 0 {
			a = "m0"
		}
		chain += "@string{" + b + " = " + a + " # " + a + " # " + a + "}\n"
	}
	const many = 20000
	tests := []struct{ name, doc string }{
		{"macros of macros", chain + "@misc{a, title = Bqq # Bqq}"},
		{"deep braces", "@misc{a, title = " + strings.Repeat("{", many*10) + "}"},
		{"deep braces, closed", "@misc{a, title = " + strings.Repeat("{", many*10) + strings.Repeat("}", many*10) + "}"},
		{"deep commands", "@misc{a, title = {" + strings.Repeat(`\emph{`, many) + strings.Repeat("}", many) + "}}"},
		{"deep accents", "@misc{a, title = {" + strings.Repeat(`\'{`, many) + strings.Repeat("}", many) + "}}"},
		{"values without end", "@misc{a,\n" + strings.Repeat("f = {x\n", many)},
		{"entries without end", strings.Repeat("@misc{a, f = {x\n", many)},
		{"comments without end", strings.Repeat("@comment{\n", many)},
		{"arguments without end", "@misc{a, title = {" + strings.Repeat(`\url\{ \'\{ \foo[`, many) + "}}"},
		{"addresses", "@misc{a, note = {" + strings.Repeat("http://a.org/}{", many) + "}}"},
		{"at signs", strings.Repeat("@", many*10)},
		{"parents in a circle", "@misc{a, title={A}, crossref={b}, xdata={a,b}}\n@misc{b, title={B}, crossref={a}, xdata={a,b}}"},
		{"dollar signs", "@misc{a, title = {" + strings.Repeat("$ $", many) + "}}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := readBibTeX(tt.doc); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBibliography(t *testing.T) {
	folder := fstest.MapFS{
		"refs.bib":    {Data: []byte("\n@misc{a, title={A}, url={https://a.org/}}")},
		"refs.json":   {Data: []byte("[\n {\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}]")},
		"refs.ris":    {Data: []byte("\nTY  - BOOK\nID  - a\nTI  - A\nER  - \n")},
		"old.bib":     {Data: []byte("@misc{a, title={Caf\xe9}}")},
		"broken.json": {Data: []byte("[\n{\"id\": \"a\", ")},
	}
	in := &input{Source: Source{Path: "paper.md", Folder: folder}}
	for _, name := range []string{"refs.bib", "refs.json", "refs.ris"} {
		records, err := in.records(name)
		blocks := entries(records, name)
		if err != nil || len(blocks) != 1 {
			t.Fatalf("%s: %d blocks, %v; want one", name, len(blocks), err)
		}
		if b := blocks[0]; b.Kind != document.Entry || b.Key != "a" || b.Line != 2 || b.Part != name || b.Work == nil || b.Work.Title != "A" {
			t.Errorf("%s: got %+v", name, b)
		}
	}
	if records, err := in.records("old.bib"); err != nil || records[0].title != "Café" {
		t.Errorf("got %+v, %v; want Café", records, err)
	}
	for name, want := range map[string]error{"none.bib": errMissing, "https://a.org/refs.bib": errAddress, "../refs.bib": errOutside, "/etc/refs.bib": errOutside, "refs.xyz": errBibliography} {
		if _, err := in.records(name); !errors.Is(err, want) {
			t.Errorf("%s: got %v; want %v", name, err, want)
		}
	}
	if _, err := in.records("broken.json"); err != nil || len(in.unread) != 1 || !strings.HasPrefix(in.unread[0].Error(), "broken.json:2: ") {
		t.Errorf("got %v, %v; want an error with file and line", in.unread, err)
	}
}

// TestNoWorks reads files that are of another kind than their names say: that
// is told, and not passed over as a paper without references.
func TestNoWorks(t *testing.T) {
	for name, want := range map[string]struct {
		doc string
		err error
	}{
		"object.json": {`{"a":1}`, errNotCSL}, "number.json": {"42", errNotCSL}, "list.json": {`[{"x":1}]`, errNotCSL}, "package.json": {`{"items":[{"name":"x"}]}`, errNotCSL},
		"empty.json": {"[]", nil}, "empty2.json": {`{"references":[]}`, nil}, "item.json": {`{"type":"book","title":"A"}`, nil},
		"text.ris": {"hello\n", errNotRIS}, "cut.ris": {"TY  - BOOK\nTI  - A\n", nil},
	} {
		var r Reader
		_, _, err := r.Read(context.Background(), Source{Path: name, Bytes: []byte(want.doc)})
		if !errors.Is(err, want.err) || err != nil && !strings.HasPrefix(err.Error(), name+":1: ") {
			t.Errorf("%s: got %v; want %v", name, err, want.err)
		}
	}
}

func TestSniffBibliographies(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"", "% a comment\n\n@article{a,\n title={A}}", "bibtex"},
		{"", "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\", \"issued\": 2020}]", "csl-json"},
		{"", "{\"cells\": [], \"type\": \"x\", \"title\": \"A\", \"URL\": \"b\", \"nbformat\": 4}", "ipynb"},
		{"", "{\"name\": \"x\", \"type\": \"module\"}", "markdown"},
		{"", "TY  - JOUR\nTI  - A\nER  - \n", "ris"},
		{"", "1.\nTY  - JOUR\n", "ris"},
		{"", "\\documentclass{article}\n", "latex"},
		{"", "% comment\n\\documentclass{article}\n", "latex"},
		{"a.md", "@article{a, title={A}}", "markdown"},
		{"", "@someone wrote {this},", "markdown"},
		{"", "An article about \\documentclass{x}", "markdown"},
	}
	for _, tt := range tests {
		if got := detect(tt.name, []byte(tt.doc)); got.name != tt.want {
			t.Errorf("detect(%q, %q) = %s; want %s", tt.name, tt.doc, got.name, tt.want)
		}
	}
}

func FuzzBibTeX(f *testing.F) {
	for _, s := range []string{
		"@misc{a, title={A {\\\"o}}, year=2020, month=may # \"~3\", url={https://a.org/\\_x}}\n@string{b = \"c\"}\n@article(d, journal=b, note=\"\\url{x}\")",
		"@misc{a, title={A {B}, year={2020}\n}\n@misc{b, author={A and {B and C} and others}, date={2020-01/2020-02}, crossref={a}}",
		"@comment{x}\n@preamble{\"y\"}\n%@misc{z,\n@misc{w, eprint={2306.09479}, doi={10.1000/1}, title={$\\alpha$}, howpublished={\\href{http://b.org}{c}}}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		d, err := readBibTeX(doc)
		if err == nil && utf8.ValidString(doc) {
			checkBlocks(t, d.Blocks, strings.Count(doc, "\n")+1)
		}
	})
}

func FuzzCSL(f *testing.F) {
	for _, s := range []string{
		`[{"id":"a","type":"book","title":"A <i>b</i>","author":[{"family":"C","given":"D"},{"literal":"E"}],"issued":{"date-parts":[["2020",5,3]]},"URL":"https://a.org/"}]`,
		`{"items":[{"id":1,"title":"A","issued":{"raw":"May 2020"},"note":"DOI: 10.1000/1\nArchived at https://archive.ph/a"}]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		d, err := readCSL(doc)
		if err == nil && utf8.ValidString(doc) {
			checkBlocks(t, d.Blocks, strings.Count(doc, "\n")+1)
		}
	})
}

func FuzzRIS(f *testing.F) {
	for _, s := range []string{
		"TY  - JOUR\nAU  - A, B\nTI  - C\nPY  - 2020/05/03/\nUR  - https://a.org/\nER  - \n",
		"TY - BOOK\nT1 - D\n runs on\nDO - 10.1000/1\nTY  - WEB\nN1  - https://b.org/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		d, err := readRIS(doc)
		if err == nil && utf8.ValidString(doc) {
			checkBlocks(t, d.Blocks, strings.Count(doc, "\n")+1)
		}
	})
}

func BenchmarkBibTeX(b *testing.B) {
	entry := "@article{k, author={Smith, J{\\\"o}hn and Doe, Jane}, title={A title about {Things}}, journal={Journal of Things},\n year={2020}, month=may, url={https://a.org/x\\_y}, note={Accessed: 2020-05-03}}\n"
	doc := strings.Repeat(entry, 10000)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if d, err := readBibTeX(doc); err != nil || len(d.Blocks) != 10000 {
			b.Fatal(len(d.Blocks), err)
		}
	}
}
