package address

import (
	"slices"
	"testing"
)

func TestNormalize(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"as is", "https://example.org/a/b?c=d", "https://example.org/a/b?c=d"},
		{"case of scheme and host", "HTTPS://Example.ORG/Path", "https://example.org/Path"},
		{"default port", "http://example.org:80/", "http://example.org/"},
		{"other port", "https://example.org:8443/x", "https://example.org:8443/x"},
		{"port without a scheme", "example.org:8080/x", "https://example.org:8080/x"},
		{"fragment", "https://example.org/a#b", "https://example.org/a"},
		{"empty path", "https://example.org", "https://example.org/"},
		{"empty path with query", "https://example.org?a=1", "https://example.org/?a=1"},
		{"no scheme", "www.example.org/a", "https://www.example.org/a"},
		{"no scheme, resolver", "doi.org/10.1000/182", "https://doi.org/10.1000/182"},
		{"scheme-relative", "//example.org/a", "https://example.org/a"},
		{"doi", "doi:10.1000/182", "https://doi.org/10.1000/182"},
		{"escapes stay", "https://example.org/a%2Fb%20c?q=c%2B%2B+x", "https://example.org/a%2Fb%20c?q=c%2B%2B+x"},
		{"lower-case escapes stay", "https://example.org/%c3%a9", "https://example.org/%c3%a9"},
		{"missing escapes", "https://example.org/é a", "https://example.org/%C3%A9%20a"},
		{"stray percent", "https://example.org/100%", "https://example.org/100%25"},
		{"stray percent in a query", "https://example.org/?q=100%", "https://example.org/?q=100%"},
		{"order of the query and trackers", "https://example.org/?utm_source=x&b=2&a=1", "https://example.org/?utm_source=x&b=2&a=1"},
		{"international host", "https://www.Köln.de/", "https://www.xn--kln-sna.de/"},
		{"Cyrillic host", "https://пример.рф/а", "https://xn--e1afmkfd.xn--p1ai/%D0%B0"},
		{"underscore in a host", "http://foo_bar.example.org/", "http://foo_bar.example.org/"},
		{"brackets around", " <https://example.org/a> ", "https://example.org/a"},
		{"zero-width and soft hyphen", "https://exam\u00adple.org/a\u200bb", "https://example.org/ab"},
		{"line break inside", "https://example.org/a\nb", "https://example.org/ab"},
		{"backslashes", `https:\\example.org\a`, "https://example.org/a"},
		{"IPv4 in one number", "http://2130706433/", "http://127.0.0.1/"},
		{"IPv4 in hexadecimal", "http://0x7f.1/", "http://127.0.0.1/"},
		{"IPv6", "http://[::1]:8080/", "http://[::1]:8080/"},
		{"user", "https://me@example.org/", "https://me@example.org/"},
		{"mail", "MAILTO:me@example.org", "mailto:me@example.org"},
		{"ftp", "FTP://Example.org/x", "ftp://example.org/x"},
		{"urn", "urn:isbn:0451450523", "urn:isbn:0451450523"},
		{"dots stay", "https://example.org/a/../b", "https://example.org/a/../b"},
		{"parentheses stay", "https://example.org/a_(b)", "https://example.org/a_(b)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Normalize(tt.raw)
			if err != nil || got != tt.want {
				t.Errorf("Normalize(%q) = %q, %v; want %q", tt.raw, got, err, tt.want)
			}
		})
	}
}

func TestNormalizeErrors(t *testing.T) {
	tests := []struct{ name, raw string }{
		{"empty", " "},
		{"no host", "https://"},
		{"no host but a path", "https:///a"},
		{"space in the host", "https://exa mple.org/"},
		{"empty label", "https://example..org/"},
		{"port too large", "https://example.org:99999/"},
		{"port no number", "https://example.org:https/"},
		{"IPv6 not closed", "http://[::1/"},
		{"IPv6 wrong", "http://[::g]/"},
		{"IPv4 too large", "http://300.1.1.1/"},
		{"scheme twice", "https//example.org/"},
		{"scheme misspelt", "htps://example.org/"},
		{"scheme cut", "ttps://example.org/"},
		{"percent in the host", "https://ex%61mple.org/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := Normalize(tt.raw); err == nil {
				t.Errorf("Normalize(%q) = %q; want an error", tt.raw, got)
			}
		})
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "doi:10.1/2", "http://[::1]:80", "www.köln.de", "http://0x7f.1", "mailto:x", `a\b`, "%", "http:%zz", "ftp://a b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := Normalize(raw)
		if err != nil {
			return
		}
		twice, err := Normalize(once)
		if err != nil || once != twice {
			t.Errorf("Normalize(%q) = %q; normalised again %q, %v", raw, once, twice, err)
		}
	})
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"full stop", "See https://example.org/a.", []string{"https://example.org/a"}},
		{"angle brackets", "<https://example.org/a>,", []string{"https://example.org/a"}},
		{"parentheses around", "(https://example.org/a).", []string{"https://example.org/a"}},
		{"parentheses inside", "https://example.org/a_(b)_c", []string{"https://example.org/a_(b)_c"}},
		{"parentheses at the end", "https://example.org/a_(b).", []string{"https://example.org/a_(b)"}},
		{"square brackets around", "[https://perma.cc/A1-B2].", []string{"https://perma.cc/A1-B2"}},
		{"quotes", "“https://example.org/a”", []string{"https://example.org/a"}},
		{"www", "www.example.org/a, and", []string{"www.example.org/a"}},
		{"two without a space", "https://a.org/x;https://b.org/y", []string{"https://a.org/x", "https://b.org/y"}},
		{"archive", "https://web.archive.org/web/2020/https://example.org/", []string{"https://web.archive.org/web/2020/https://example.org/"}},
		{"international", "https://пример.рф/путь.", []string{"https://пример.рф/путь"}},
		{"CJK full stop", "见https://example.org/a。", []string{"https://example.org/a"}},
		{"no scheme", "doi.org/10.1000/182", []string{"doi.org/10.1000/182"}},
		{"bare DOI", "doi:10.1000/182.", []string{"10.1000/182"}},
		{"old DOI", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", []string{"10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"}},
		{"placeholder", "http://doi.org/[doi]", nil},
		{"nothing", "http:// and www. and 10.12/3", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range Find(tt.text) {
				got = append(got, tt.text[a.Start:a.End])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("addresses(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDOIOfURL(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://doi.org/10.1000/182", "10.1000/182"},
		{"http://dx.doi.org/10.1000/182?nosfx=y", "10.1000/182"},
		{"https://doi.org/10.1002/a%3Cb%3E", "10.1002/a"},
		{"https://doi.org/f778w5", ""},
		{"https://example.org/10.1000/182", ""},
	}
	for _, tt := range tests {
		if got := DOIOf(tt.url); got != tt.want {
			t.Errorf("doiOfURL(%q) = %q; want %q", tt.url, got, tt.want)
		}
	}
}
