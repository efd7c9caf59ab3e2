package address

import (
	"strings"
	"testing"
)

func TestIdentifiers(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"arXiv", "arXiv:2101.00001v2 [math.GT]", "arxiv 2101.00001v2 https://arxiv.org/abs/2101.00001v2"},
		{"arXiv, four digits", "arXiv: 1305.4291, Preprint", "arxiv 1305.4291 https://arxiv.org/abs/1305.4291"},
		{"arXiv, no colon", "arXiv preprint ARXIV 1706.01953.", "arxiv 1706.01953 https://arxiv.org/abs/1706.01953"},
		{"arXiv, old", "arXiv:hep-th/9901001v3, math.GT/0309136", "arxiv hep-th/9901001v3 https://arxiv.org/abs/hep-th/9901001v3; arxiv math.GT/0309136 https://arxiv.org/abs/math.GT/0309136"},
		{"no arXiv", "2101.00001, arXiv:2113.00001, arXiv:1501.0001, arXiv:2101.000012, arXiv2101.00001, foo/9901001, hep-th/991001, x/math/0309136", ""},
		{"handle", "hdl:2027/uc1.32106007458745. Then", "hdl 2027/uc1.32106007458745 https://hdl.handle.net/2027/uc1.32106007458745"},
		{"handle, dotted", "(HDL:10568.1/42)", "hdl 10568.1/42 https://hdl.handle.net/10568.1/42"},
		{"no handle", "hdl: x/1, hdl:12, ahdl:1/2, hdl:1/", ""},
		{"ISBN", "ISBN 978-3-16-148410-0. ISBN-10: 0-306-40615-2", "isbn 9783161484100 ; isbn 0306406152 "},
		{"ISBN, spaces and X", "isbn: 0 8044 2957 X; ISBN-13 9780306406157", "isbn 080442957X ; isbn 9780306406157 "},
		{"no ISBN", "ISBN 978-3-16-148410-1, ISBN, 978-3-16-148410-0, ISBN 12", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			end := 0
			for _, id := range Identifiers(tt.text) {
				if id.Start < end || id.End > len(tt.text) {
					t.Errorf("[%d:%d) after %d", id.Start, id.End, end)
				}
				end = id.End
				got = append(got, id.Scheme+" "+id.Value+" "+id.URL)
			}
			if got := strings.Join(got, "; "); got != tt.want {
				t.Errorf("Identifiers(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func FuzzIdentifiers(f *testing.F) {
	for _, s := range []string{"arXiv:2101.00001v2", "math.GT/0309136", "hdl:2027/uc1.x", "ISBN 978-3-16-148410-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, id := range Identifiers(s) {
			if id.Start < end || id.End <= id.Start || id.End > len(s) || id.Value == "" {
				t.Fatalf("Identifiers(%q) gives %+v after %d", s, id, end)
			}
			end = id.End
		}
	})
}
