package paper

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestInclude reads addresses that are references only because the user says so.
func TestInclude(t *testing.T) {
	const md = "See https://a.org/1 and https://example.com/2.\n\n```\ncurl https://api.a.org/3 https://b.org/4\n```\n\n`https://a.org/5` <!-- https://a.org/6 --> https://a.org/1"
	const page = "<html><nav><a href=\"https://a.org/7?x=1&amp;y=2\">x</a></nav>\n<p>text <a href=\"https://a.org/8\">y</a></p></html>"
	tests := []struct{ path, doc, include, want string }{
		{"a.md", md, "", "1:https://a.org/1 7:https://a.org/1"},
		{"a.md", md, `a\.org`, "1:https://a.org/1 4:https://api.a.org/3 7:https://a.org/1 7:https://a.org/5 7:https://a.org/6"},
		{"a.md", md, `example\.com`, "1:https://a.org/1 1:https://example.com/2 7:https://a.org/1"},
		{"a.html", page, "", "2:https://a.org/8"},
		{"a.html", page, "a.org/7", "1:https://a.org/7?x=1&y=2 2:https://a.org/8"},
	}
	for _, tt := range tests {
		r := Reader{}
		if tt.include != "" {
			r.Include = regexp.MustCompile(tt.include)
		}
		p, err := r.Read(context.Background(), Source{Path: tt.path, Bytes: []byte(tt.doc)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, ref := range p.References {
			got = append(got, fmt.Sprintf("%d:%s", ref.Line, ref.URL))
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s with %q:\ngot  %s\nwant %s", tt.path, tt.include, got, tt.want)
		}
	}
}
