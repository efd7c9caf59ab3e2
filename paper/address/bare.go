package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// Addresses without a scheme and without "www.", as MLA prints them:
// thepost.com/2024/05/02/world/rivers.html. Names of sites and alternatives
// ("booking.com/expedia") look much the same, and what only looks like an
// address is worse than none. So the host must be in small letters and end in
// a domain that is neither a word nor the ending of a file's name, and the path
// must show that it is one.

// bareDomains are those domains.
var bareDomains = lex.Phrases(`com; org; net; edu; gov; mil; int; info; eu
	de; fr; uk; nl; ch; es; pt; dk; se; fi; cz; hu; gr; ru; ua; kz; tr; jp; cn; kr; tw; hk; il; br; mx; ar; cl; ca; au; nz; za`)

// startsBare reports whether an address can begin at start: behind white space
// or a bracket. What is quoted is mostly a name that looks like an address, as
// those of packages do.
func startsBare(s string, start int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:start])
	return start == 0 || unicode.IsSpace(r) || strings.ContainsRune("([<（", r)
}

// bareHost reports whether s begins with a host and a path.
func bareHost(s string) bool {
	label, dots, i := 0, 0, 0
	for ; i < len(s) && i < 253; i++ {
		c := s[i]
		if c == '.' {
			if i-label < 2 {
				return false
			}
			label, dots = i+1, dots+1
			continue
		}
		if !isHostByte(c) || 'A' <= c && c <= 'Z' {
			break
		}
	}
	return dots > 0 && i+1 < len(s) && s[i] == '/' && bareDomains[s[label:i]]
}

// barePath reports whether the path of an address is one beyond doubt: it has
// a character that no word has, and is not another site's name.
func barePath(url string) bool {
	path := url[strings.IndexByte(url, '/')+1:]
	if i := strings.LastIndexByte(path, '.'); i >= 0 && bareDomains[path[i+1:]] && strings.IndexByte(path, '/') < 0 {
		return false
	}
	return strings.ContainsAny(strings.TrimRight(path, "/"), "/-_.=?%~#0123456789")
}

func isHostByte(c byte) bool { return lex.IsLetter(c) || lex.IsDigit(c) || c == '-' }
