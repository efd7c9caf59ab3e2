package address

import "testing"

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
		{"IPv6 with a zone", "http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/"},
		{"empty query", "https://example.org/a?", "https://example.org/a?"},
		{"empty fragment", "https://example.org/a#", "https://example.org/a"},
		{"question mark in the fragment", "https://example.org/a#b?c", "https://example.org/a"},
		{"fragment of a query", "https://example.org/?a#b", "https://example.org/?a"},
		{"empty port", "https://example.org:/a", "https://example.org/a"},
		{"port with zeros", "https://example.org:0443/", "https://example.org/"},
		{"port of another scheme", "http://example.org:443/", "http://example.org:443/"},
		{"user and password", "https://Me:Pa%40ss@Example.org/", "https://Me:Pa%40ss@example.org/"},
		{"at sign in the password", "https://me:a@b@example.org/", "https://me:a@b@example.org/"},
		{"at sign in the path", "https://example.org/@me", "https://example.org/@me"},
		{"full stop behind the host", "https://example.org./", "https://example.org./"},
		{"sharp s", "https://straße.de/", "https://xn--strae-oqa.de/"},
		{"full-width host", "https://ｅｘａｍｐｌｅ．ｏｒｇ/", "https://example.org/"},
		{"ideographic full stop in a host", "https://例え。jp/", "https://xn--r8jz45g.jp/"},
		{"punycode stays", "https://xn--kln-sna.de/", "https://xn--kln-sna.de/"},
		{"escaped host", "https://ex%61mple.org/", "https://example.org/"},
		{"escaped international host", "https://k%C3%B6ln.de/", "https://xn--kln-sna.de/"},
		{"single dots and slashes stay", "https://example.org//a/./b//", "https://example.org//a/./b//"},
		{"escaped dots stay", "https://example.org/%2e%2E/a", "https://example.org/%2e%2E/a"},
		{"plus and escapes in the path", "https://example.org/a+b%2Bc", "https://example.org/a+b%2Bc"},
		{"brackets and pipes", "https://example.org/a|b?c[]=[d]|e", "https://example.org/a%7Cb?c[]=[d]%7Ce"},
		{"semicolon, comma, apostrophe", "https://example.org/a;b,c'd?e;f", "https://example.org/a;b,c'd?e;f"},
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
		{"half an escape in the host", "https://ex%6mple.org/"},
		{"slash escaped in the host", "https://example%2Forg/"},
		{"scheme typed twice", "http://http://example.org/"},
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
