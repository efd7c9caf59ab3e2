package address

import "testing"

func TestIsArchive(t *testing.T) {
	tests := []struct {
		url  string
		want bool
	}{
		{"https://web.archive.org/web/2020/https://example.org/", true},
		{"HTTPS://WEB.ARCHIVE.ORG/WEB/2020/https://example.org/", true},
		{"https://web.archive.org/", false},
		{"https://archive.org/details/x", false},
		{"https://www.webcitation.org/5eWaHRbn4", true},
		{"archive.ph/AbCd1", true},
		{"https://perma.cc.example.org/", false},
		{"https://example.org/https://perma.cc/A1", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := IsArchive(tt.url); got != tt.want {
			t.Errorf("IsArchive(%q) = %v", tt.url, got)
		}
	}
}
