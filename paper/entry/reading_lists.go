package entry

import "strings"

// readDashes reads "Site – Title – date – address" and "Title – Site – date",
// as lists of links are written: the longer part is the title.
func readDashes(e *entry) reading {
	end := e.dateOrStop(0)
	for _, dash := range []string{" – ", " — "} {
		first, rest, ok := strings.Cut(e.masked[:end], dash)
		if !ok || len(e.links) == 0 || strings.Contains(first, ". ") {
			continue
		}
		second, _, more := strings.Cut(rest, dash)
		if !more && len(strings.Trim(second, " –—\x00")) < 2 {
			return reading{score: 55, title: [2]int{0, len(first)}, after: end}
		}
		from := len(first) + len(dash)
		if strings.TrimRight(e.masked[from+len(second):end], " –—") != "" {
			continue // more than two parts
		}
		if len(strings.Fields(first)) > len(strings.Fields(second)) {
			return reading{score: 56, title: [2]int{0, len(first)}, after: from, containerEnd: from + len(second)}
		}
		return reading{score: 56, authors: len(first), title: [2]int{from, from + len(second)}, after: end}
	}
	return reading{}
}

// readAfterAccess reads the web pages of NLM style, where the site comes first
// and the page's title after the date of access: "Site [Internet]. 2026 [cited
// 2026 Oct 9]. Title. Available from: …".
func readAfterAccess(e *entry) reading {
	if e.accessEnd == 0 || len(e.links) == 0 || e.links[0].Start < e.accessEnd {
		return reading{}
	}
	from := e.accessEnd
	if from >= len(e.text) || e.text[from] != ']' {
		return reading{}
	}
	for from < len(e.masked) && strings.IndexByte(" .,;:\x00", e.masked[from]) >= 0 {
		from++
	}
	end := e.stop(from)
	text := strings.TrimRight(e.masked[from:end], " .")
	if end > e.links[0].Start || len(strings.Fields(text)) < 2 {
		return reading{}
	}
	r := reading{score: 92, title: [2]int{from, from + len(text)}, containerEnd: e.stop(0)}
	if names := e.namesEnd(r.containerEnd, false); names > 0 && e.skipSeparators(names) < r.containerEnd {
		r.authors, r.after = names, e.skipSeparators(names)
	}
	return r
}
