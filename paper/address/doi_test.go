package address

import "testing"

func TestDOIOf(t *testing.T) {
	tests := []struct{ name, url, want string }{
		{"resolver", "https://doi.org/10.1000/182", "10.1000/182"},
		{"old resolver, query", "http://dx.doi.org/10.1000/182?nosfx=y", "10.1000/182"},
		{"www", "https://www.doi.org/10.1000/182#a", "10.1000/182"},
		{"case", "HTTPS://DOI.ORG/10.1000/AbC", "10.1000/AbC"},
		{"label", "https://doi.org/doi:10.1000/182", "10.1000/182"},
		{"twice", "https://doi.org/https://doi.org/10.1000/182", "10.1000/182"},
		{"slash behind", "https://doi.org/10.1000/182/", "10.1000/182"},
		{"escapes", "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-2", "10.1002/(SICI)1097<1::AID>3.0.CO;2-2"},
		{"escaped slash", "https://doi.org/10.1000%2F182", "10.1000/182"},
		{"escaped zero-width space", "https://doi.org/10.1000/182%E2%80%8B", "10.1000/182"},
		{"escaped markup", "https://doi.org/10.1002/a%3Cb%3E", "10.1002/a"},
		{"proxy", "https://doi-org.proxy.example.edu/10.1000/182", "10.1000/182"},
		{"proxy with points", "http://dx.doi.org.ezproxy.example.edu/10.1000/182", "10.1000/182"},
		{"short DOI", "https://doi.org/f778w5", ""},
		{"publisher", "https://example.org/10.1000/182", ""},
		{"host that ends alike", "https://mydoi.org/10.1000/182", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := DOIOf(tt.url); got != tt.want {
				t.Errorf("DOIOf(%q) = %q; want %q", tt.url, got, tt.want)
			}
		})
	}
}

// TestEscapeDOI reads back from the resolver's address the DOI it was made of.
func TestEscapeDOI(t *testing.T) {
	for _, doi := range []string{"10.1000/182", "10.1002/(SICI)1097-0258(1998)17:15<1661::AID-SIM968>3.0.CO;2-2", "10.1000/a#b?c%d", "10.1000/é"} {
		if got := DOIOf("https://doi.org/" + EscapeDOI(doi)); got != doi {
			t.Errorf("%q became %q", doi, got)
		}
	}
}
