package paper

import "testing"

func TestLink(t *testing.T) {
	tests := []struct {
		name string
		r    Reference
		want string
	}{
		{"URL", Reference{URL: "https://Example.org", DOI: "10.1000/182"}, "https://example.org/"},
		{"DOI", Reference{DOI: "10.1000/182"}, "https://doi.org/10.1000/182"},
		{"DOI with what a path may not hold", Reference{DOI: "10.1002/(SICI)1097<1::AID>3.0.CO;2-#?%"},
			"https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23%3F%25"},
		{"identifier", Reference{Identified: "https://arxiv.org/abs/2101.00001"}, "https://arxiv.org/abs/2101.00001"},
		{"nothing", Reference{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.r.Link(); err != nil || got != tt.want {
				t.Errorf("Link() = %q, %v; want %q", got, err, tt.want)
			}
		})
	}
	bad := Reference{URL: "https://"}
	if got, err := bad.Link(); err == nil || got != "https://" {
		t.Errorf("Link() = %q, %v; want the URL as written and an error", got, err)
	}
}
