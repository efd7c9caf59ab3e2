package address

import "strings"

// Host is the host of an address as written, in lower case and without port.
func Host(url string) string {
	host, _ := splitHost(url)
	host = host[strings.LastIndexByte(host, '@')+1:]
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		host = host[:i]
	}
	return strings.ToLower(host)
}

// splitHost cuts an address into the host, with user and port, and what follows.
func splitHost(url string) (host, tail string) {
	if i := strings.Index(url, "://"); i >= 0 && !strings.ContainsAny(url[:i], "/?#") {
		url = url[i+3:]
	}
	if i := strings.IndexAny(url, `/?#\`); i >= 0 {
		return url[:i], url[i:]
	}
	return url, ""
}

// IsExample reports whether url names a host that exists for examples or tests
// only (RFC 2606, RFC 6761), which running text mentions but does not cite.
func IsExample(url string) bool {
	host := Host(url)
	if host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" || host == "[::1]" {
		return true
	}
	for _, suffix := range []string{"example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"} {
		if host == suffix || strings.HasSuffix(host, "."+suffix) {
			return true
		}
	}
	return !strings.Contains(host, ".") && !strings.HasPrefix(host, "[") && strings.Trim(host, "0123456789") != ""
}

// IsWeb reports whether a link's target leads out of the document to something
// that can be cited: not an anchor, a relative path or a mail address.
func IsWeb(target string) bool {
	scheme, rest := splitScheme(target)
	switch scheme {
	case "http", "https", "ftp":
		return strings.HasPrefix(rest, "//") && len(rest) > 2
	case "doi":
		return true
	case "":
		return strings.HasPrefix(target, "//") && len(target) > 2
	}
	return false
}
