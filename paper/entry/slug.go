package entry

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pathOf is the path of the first address, in small letters, if it has words.
func pathOf(links []Link) []byte {
	for _, l := range links {
		_, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		rest = rest[:min(len(rest), 300)]
		if strings.Count(rest, "-")+strings.Count(rest, "_") > 1 {
			return bytes.ToLower([]byte(rest))
		}
	}
	return nil
}

// A slug is the end of an address that is made of the words of a title.
type slug struct {
	first, last string // words of it
	year        string // behind the last word
}

// slugOf is the first part of the first address's path that is made of three
// words or more.
func slugOf(links []Link) slug {
	for _, l := range links {
		_, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		rest, _, _ = strings.Cut(rest[:min(len(rest), 300)], "?")
		for part := range strings.SplitSeq(rest, "/") {
			part = strings.TrimSuffix(strings.TrimSuffix(part, ".html"), ".htm")
			words := strings.FieldsFunc(part, func(r rune) bool { return r == '-' || r == '_' })
			year := ""
			for len(words) > 0 && isDigits(words[len(words)-1]) {
				year = words[len(words)-1] // or the number of the page
				words = words[:len(words)-1]
			}
			if len(words) > 2 && !isDigits(words[0]) {
				return slug{strings.ToLower(words[0]), strings.ToLower(words[len(words)-1]), year}
			}
		}
	}
	return slug{}
}

// findHost notes which pieces name the host of the first address.
func (e *entry) findHost() {
	host := hostOf(e.links)
	if host == "" {
		return
	}
	var letters [64]byte
	labels := string(squeeze(make([]byte, 0, 64), host))
	for k := range e.pieces {
		if p := &e.pieces[k]; p.to-p.from < 8 {
			p.host = namesHost(squeeze(letters[:0], e.text[p.start:p.end]), labels, host)
		}
	}
}

// hostOf is the host of the first address that is no resolver's.
func hostOf(links []Link) string {
	for _, l := range links {
		host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://"), "/")
		host = strings.ToLower(strings.TrimPrefix(host, "www."))
		if host != "" && !strings.HasSuffix(host, "doi.org") {
			return host
		}
	}
	return ""
}

// squeeze appends the letters and digits of s, in small letters.
func squeeze(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

// namesHost reports whether a name, squeezed, is a part of a host, or one of the
// host's labels but the last is most of the name.
func namesHost(name []byte, labels, host string) bool {
	switch {
	case len(name) < 3:
		return false
	case len(name) > 3 && len(name) <= len(labels) && strings.Contains(labels, string(name)):
		return true
	}
	for {
		label, rest, ok := strings.Cut(host, ".")
		if !ok {
			return false
		}
		if string(name) == label || len(label) > 3 && 2*len(label) >= len(name) && bytes.Contains(name, []byte(label)) {
			return true
		}
		host = rest
	}
}
