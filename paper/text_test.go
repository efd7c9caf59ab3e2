package paper

import (
	"strings"
	"testing"
)

// TestFindText reads the ways in which plain text is set.
func TestFindText(t *testing.T) {
	paged := func(pages ...string) string {
		var b strings.Builder
		for i, p := range pages {
			if i > 0 {
				b.WriteString("\f\nInternet-Draft              A Running Head               May 2020\n\n\n")
			}
			b.WriteString(p + "\n\n\nLee                     Expires November 2020                 [Page " + string(rune('1'+i)) + "]\n")
		}
		return b.String()
	}
	columns := func(left, right []string) string {
		var b strings.Builder
		for i := range max(len(left), len(right)) {
			var l, r string
			if i < len(left) {
				l = left[i]
			}
			if i < len(right) {
				r = right[i]
			}
			b.WriteString(strings.TrimRight(l+strings.Repeat(" ", 44-len(l))+r, " ") + "\n")
		}
		return b.String()
	}
	tests := []struct{ name, doc, want string }{
		{"an entry over a page's end", paged("References\n\n   [LEE]  Lee, A., \"A Title of", "          Some Length\", 2020,\n          <https://a.org/>.\n\n   [EK]   Ek, B., \"B Title\", 2021."),
			"bibliography LEE@3 https://a.org/\nbibliography EK@14"},
		{"an address over a page's end", paged("See <https://a.org/one/", "two> there."), "inline @1 https://a.org/one/two"},
		{"an entry after a page's end", paged("References\n\n   [LEE]  Lee, A., \"A Title\", 2020, https://a.org/.", "   [EK]   Ek, B., \"B Title\", 2021."), "bibliography LEE@3 https://a.org/\nbibliography EK@11"},
		{"page numbers alone", "One text\n\n- 1 -\n\f\nhttps://a.org/ is here.\n\n2\n\fPage 3 of 3\nEnd.\n", "inline @5 https://a.org/"},
		{"quoted mail", "Ann wrote:\n> See https://a.org/one\n> and <https://a.org/\n> two>.\n>> Or https://b.org/.\nYes, https://c.org/.\n", "inline @2 https://a.org/one\ninline @3 https://a.org/two\ninline @5 https://b.org/\ninline @6 https://c.org/"},
		{"numbered links of terminal browsers", "See [12]this and <[13]https://a.org/one\n   two>.\n\n  12. https://b.org/\n  13. https://a.org/onetwo\n", "inline @1 https://a.org/onetwo\ninline @4 https://b.org/\ninline @5 https://a.org/onetwo"},
		{"two columns", columns([]string{
			"The text of the left column says this", "and it goes on in the next line, which", "leads to a page (https://a.org/left/", "page.html) and then it says some more.", "A paragraph of the ordinary length is", "what stands here, and it has some more", "lines so that nobody takes it for less", "than it is. It has to be as long as it", "takes, and it ends on the other side,", "which is at the right and goes on with",
		}, []string{
			"of the page, where this is said, and a", "second address (https://b.org/right/", "two.html) stands in the text as well.", "", "References", "", "[1] Lee, Ann. \"A Title of Some Length.\"", "    Site, 2020. https://c.org/.", "[2] Ek, Bo. \"B Title of Some Length.\"", "    Site, 2021. https://d.org/.",
		}), "inline @2 https://b.org/right/two.html\ninline @3 https://a.org/left/page.html\nbibliography 1@7 https://c.org/\nbibliography 2@9 https://d.org/"},
		{"a table is no columns", strings.Repeat("The name of a page that is long    https://a.org/\n", 9), strings.TrimSpace(strings.Repeat("inline @0 https://a.org/\n", 9))},
		{"controls for quotation marks", "References\n\n[1] Lee, Ann. \u0093A Title.\u0094 Site, 2020. https://a.org/.\n", "bibliography 1@3 https://a.org/"},
		{"a hyphen at a line's end", "References\n\n[1] Lee, Ann. \"A Well-\n    known Title.\" 2020. https://a.org/a-\n    b.html.\n[2] Ek, Bo. \"B.\" doi:10.1000/jot-\n    2020.182 and more.\n", "bibliography 1@3 https://a.org/a-b.html\nbibliography 2@6 10.1000/jot-2020.182"},
		{"a DOI after a line's end", "References\n\n[1] Lee, A. A title. 2020. doi:10.1000/\n    jot.182\n[2] Ek, B. B title. 2021. https://doi.org/10.1000/\n    jot-183.\n", "bibliography 1@3 10.1000/jot.182\nbibliography 2@5 https://doi.org/10.1000/jot-183"},
		{"a file's name after a line's end", "See https://a.org/reports/annual_re\nport_2020.pdf and https://b.org/x\nand more.\n", "inline @1 https://a.org/reports/annual_report_2020.pdf\ninline @2 https://b.org/x"},
		{"hanging entries without marks", "Bibliography\n\nLee, Ann. A Title of Some Length. Press, 2020.\nEk, Bo. B Title, with a subtitle that goes over the\n   line. Press, 2021. https://b.org/.\nOz, C. C Title. Press, 2022.\n", "bibliography @3\nbibliography @4 https://b.org/\nbibliography @6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse("a.txt", []byte(tt.doc))
			if err != nil {
				t.Fatal(err)
			}
			got := summary(p.References)
			if strings.Contains(tt.want, "@0") {
				for _, r := range p.References {
					r.Line = 0
				}
				got = summary(p.References)
			} else {
				checkInvariants(t, p)
			}
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s\n%s", got, tt.want, tt.doc)
			}
		})
	}
}
