package entry

import "strings"

// tidyCorners takes apart what East Asian entries write without a blank or a
// comma between: 「title of the article」『the journal that holds it』.
func (r *reading) tidyCorners() {
	if title, rest, ok := strings.Cut(r.title, "」『"); ok && title != "" {
		r.title, r.container = title, rest
	}
	if name, _, ok := strings.Cut(r.container, "』"); ok && name != "" && !strings.Contains(name, "『") {
		r.container = name // its volume stands behind it
	}
}

// isCorner reports whether s begins with a quotation mark of East Asia, which
// titles have without being a part of a longer one.
func isCorner(s string) bool { return strings.HasPrefix(s, "「") || strings.HasPrefix(s, "『") }
