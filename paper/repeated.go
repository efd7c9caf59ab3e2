package paper

import "strings"

// repeatAuthors gives entries that begin with a dash in place of the authors,
// "———. Rivers of the South.", those of the entry before.
func repeatAuthors(refs []*Reference) {
	var before *Reference
	for _, r := range refs {
		if r.Kind == Inline {
			continue
		}
		if n := authorDash(r.Raw); n > 0 && before != nil {
			var more []string // "———, and Bo Ek."
			for _, a := range r.Authors {
				if authorDash(a) == 0 {
					more = append(more, a)
				}
			}
			r.Authors = append(before.Authors[:len(before.Authors):len(before.Authors)], more...)
		}
		before = r
	}
}

// authorDash is the length of the dash at the start of s that stands for the
// authors of the entry before: three em dashes, two or one, or as many hyphens
// or underscores, and punctuation.
func authorDash(s string) int {
	rest := strings.TrimLeft(s, "—–-_―")
	n := len(s) - len(rest)
	dashes := strings.Count(s[:n], "—") + strings.Count(s[:n], "―")
	if dashes == 0 && n < 3 || rest == "" || strings.IndexByte(".,:; (", rest[0]) < 0 {
		return 0
	}
	if dashes == 1 && rest[0] == ' ' {
		return 0 // a bullet
	}
	return n
}
