package format

import "testing"

func TestBrokenAddresses(t *testing.T) {
	tests := []struct {
		name, first, second string
		want                bool
	}{
		{"inside of angle brackets", "see <https://example.org/a", "b/c>, 2020", true},
		{"after a slash", "https://example.org/papers/", "2020/report.html", true},
		{"after a slash, a word", "https://example.org/papers/", "The next sentence", false},
		{"after a hyphen", "https://example.org/a-long-", "title", true},
		{"before a slash", "https://example.org/papers", "/2020/report.html", true},
		{"after a full stop", "https://example.org/papers.", "html is old", false},
		{"after a word", "https://example.org/papers", "and more", false},
		{"no address", "either/", "or/and", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := broken(tt.first, tt.second); got != tt.want {
				t.Errorf("broken(%q, %q) = %v; want %v", tt.first, tt.second, got, tt.want)
			}
		})
	}
}
