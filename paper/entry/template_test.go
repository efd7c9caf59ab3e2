package entry

import (
	"fmt"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

func TestTemplate(t *testing.T) {
	tests := []struct{ text, want string }{
		{"{{cite web|url=https://h.org/a|title=The title|date=3 May 2020|access-date=2020-06-01}}", "[]|The title||2020-05-03|2020-06-01|https://h.org/a|||"},
		{"{{Cite news |last=Roe |first=Jane |author2=The Desk |title=The [[river|]] |newspaper=''The Post'' |date=4 March 2021 |archive-url=https://web.archive.org/web/2021/https://h.org/b |url=https://h.org/b}}", "[Roe, Jane The Desk]|The river|The Post|2021-03-04||https://h.org/b|https://web.archive.org/web/2021/https://h.org/b||"},
		{"{{cite journal |title=A |year=2019 |doi=10.1000/182 }}", "[]|A||2019||||10.1000/182|"},
	}
	for _, tt := range tests {
		w, more := Parse(&document.Block{Text: tt.text})
		got := fmt.Sprint(w.Authors, "|", w.Title, "|", w.Container, "|", w.Published, "|", w.Accessed, "|", w.URL, "|", w.ArchivedURL, "|", w.DOI, "|")
		if got != tt.want || len(more) > 0 {
			t.Errorf("%s\ngot  %s\nwant %s", tt.text, got, tt.want)
		}
	}
	for _, text := range []string{"{{", "{{cite web}}", "{{reflist|30em}}", "}}{{cite|", "Lee, A. {{cite web|title=x}}"} {
		if _, ok := template(text); ok {
			t.Errorf("%q is taken for a citation", text)
		}
	}
}
