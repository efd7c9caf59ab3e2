package compare

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

func TestMissingFragment(t *testing.T) {
	body := `<h2 id="floods">Floods</h2><p>In 1953 the sea came in over the dykes.</p><a name="old">Old</a><h2 id="käse">Cheese</h2>`
	linked := body + `<a href="#floods">1</a><a href="#old">2</a>`
	script := `<script src="/menu.js"></script>`
	tests := []struct{ name, fragment, page, want string }{
		{"an id", "#floods", body, ""},
		{"a name", "#old", body, ""},
		{"percent-encoded", "#k%C3%A4se", body, ""},
		{"not there", "#droughts", body, "droughts"},
		{"no fragment", "", body, ""},
		{"the top", "#Top", body, ""},
		{"a route", "#/droughts", body, ""},
		{"a state", "#page=4", body, ""},
		{"scripts may add it", "#droughts", body + script, ""},
		{"scripts, and places that do not need them", "#droughts", linked + script, "droughts"},
		{"data is no script", "#droughts", body + `<script type="application/ld+json">{}</script>`, "droughts"},
		{"built by scripts", "#droughts", linked + `<div id="root"></div>` + script, ""},
		{"text", "#:~:text=the%20sea%20came%20in", body, ""},
		{"text with prefix and end", "#:~:text=1953-,the%20sea,dykes,-now", body, ""},
		{"text that is not there", "#floods:~:text=the%20river%20came", body, "the river came"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			address := "https://a.test/x"
			p := page.Parse([]byte("<!doctype html><title>T</title><body>"+tt.page), "text/html", address)
			f, ok := fragmentFinding(&paper.Reference{URL: address + tt.fragment}, p)
			if ok != (tt.want != "") || !strings.Contains(f.Message, tt.want) {
				t.Errorf("got %v %q; want %q", ok, f.Message, tt.want)
			}
		})
	}
}
