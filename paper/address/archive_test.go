package address

import "testing"

func TestOriginal(t *testing.T) {
	tests := []struct{ name, url, want string }{
		{"Wayback", "https://web.archive.org/web/20200102030405/https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
		{"year and asterisk", "https://web.archive.org/web/2020*/https://example.org/a", "https://example.org/a"},
		{"asterisk", "https://web.archive.org/web/*/https://example.org/a", "https://example.org/a"},
		{"flags", "http://web.archive.org/web/20200102030405id_/http://example.org/a", "http://example.org/a"},
		{"no time", "https://web.archive.org/web/https://example.org/a", "https://example.org/a"},
		{"no scheme", "https://web.archive.org/web/20200102030405/www.example.org/a", "www.example.org/a"},
		{"one slash", "https://web.archive.org/web/2020/http:/example.org/a", "http://example.org/a"},
		{"encoded", "https://web.archive.org/web/2020/https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"},
		{"escapes of the original", "https://web.archive.org/web/2020/https://example.org/a%20b?c=http://example.net/", "https://example.org/a%20b?c=http://example.net/"},
		{"no scheme in the archive's", "web.archive.org/web/2020/https://example.org/", "https://example.org/"},
		{"host with http", "https://web.archive.org/web/2020/http://httpbin.example.org/x", "http://httpbin.example.org/x"},
		{"archive.today, time with points", "https://archive.ph/2020.01.02-030405/https://example.org/a", "https://example.org/a"},
		{"archive.today, short and long", "https://archive.is/o/AbCd1/https://example.org/a", "https://example.org/a"},
		{"archive.today, newest", "https://archive.today/newest/http://example.org/a", "http://example.org/a"},
		{"archive.today, short", "https://archive.ph/AbCd1", ""},
		{"Perma", "https://perma.cc/A1B2-C3D4", ""},
		{"WebCite", "https://www.webcitation.org/query?url=http%3A%2F%2Fexample.org%2Fa&date=2012-01-02", "http://example.org/a"},
		{"WebCite, no scheme", "http://www.webcitation.org/query?url=www.example.org/a", "www.example.org/a"},
		{"WebCite, short", "https://www.webcitation.org/5eWaHRbn4", ""},
		{"UK", "https://webarchive.nationalarchives.gov.uk/ukgwa/20200102030405mp_/https://www.example.org/a", "https://www.example.org/a"},
		{"British Library", "https://www.webarchive.org.uk/wayback/archive/20160101000000/http://example.org/", "http://example.org/"},
		{"Portugal", "https://arquivo.pt/wayback/20100102030405/http://example.org/", "http://example.org/"},
		{"Iceland, no scheme", "https://wayback.vefsafn.is/wayback/20080102030405/example.org/", "example.org/"},
		{"Archive-It", "https://wayback.archive-it.org/1234/20200102030405/https://example.org/", "https://example.org/"},
		{"Canada, port", "http://webarchive.bac-lac.gc.ca:8080/wayback/20080102030405/http://example.org/", "http://example.org/"},
		{"Megalodon", "https://megalodon.jp/2020-0102-0304-05/www.example.org/a", "www.example.org/a"},
		{"no archive", "https://example.net/web/2020/https://example.org/", ""},
		{"the archive's own pages", "https://archive.org/details/x", ""},
		{"nothing behind the time", "https://web.archive.org/web/20200102030405/", ""},
		{"only a scheme behind the time", "https://web.archive.org/web/2020/https://", ""},
		{"number that is no time", "https://perma.cc/1234/example.org", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Original(tt.url); got != tt.want {
				t.Errorf("Original(%q) = %q; want %q", tt.url, got, tt.want)
			}
		})
	}
}

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

func FuzzOriginal(f *testing.F) {
	for _, s := range []string{"https://web.archive.org/web/2020*/https://example.org/a", "archive.ph/2020/x.org", "https://www.webcitation.org/query?url=a.org", "https://web.archive.org/web/2020/https%3A%2F%2Fe.org"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Original(s); got != "" && Host(got) == "" {
			t.Errorf("Original(%q) = %q", s, got)
		}
	})
}
