package entry

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// template reads a citation template of Wikipedia, {{cite web |url=… |title=…}},
// whose parameters say what they are. It reports whether text is one.
func template(text string) (w document.Work, ok bool) {
	text = strings.TrimSpace(text)
	end := strings.LastIndex(text, "}}")
	if !strings.HasPrefix(text, "{{") || end < 0 {
		return w, false
	}
	name, rest, found := strings.Cut(text[len("{{"):end], "|")
	if name = strings.ToLower(strings.TrimSpace(name)); !found || !strings.HasPrefix(name, "cit") {
		return w, false
	}
	fields := map[string]string{}
	for field := range strings.SplitSeq(rest, "|") {
		key, value, _ := strings.Cut(field, "=")
		fields[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(strings.NewReplacer("[[", "", "]]", "", "''", "").Replace(value))
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			if v := fields[k]; v != "" {
				return v
			}
		}
		return ""
	}
	w.Title = get("title", "chapter", "article")
	w.Container = get("work", "website", "newspaper", "journal", "magazine", "periodical", "encyclopedia", "publisher")
	w.Published = dateOf(get("date", "publication-date", "year"))
	w.Accessed = dateOf(get("access-date", "accessdate"))
	if u := get("url", "chapter-url"); address.IsWeb(u) {
		w.URL = u
	}
	if u := get("archive-url", "archiveurl"); address.IsWeb(u) {
		w.ArchivedURL = u
	}
	if doi := get("doi"); address.ScanDOI(doi) > 0 {
		w.DOI = doi[:address.ScanDOI(doi)]
	}
	w.Authors = templateAuthors(get)
	return w, w.Title != "" || w.URL != "" || w.DOI != ""
}

// templateAuthors are the parameters last1, first1, author1 and so on.
func templateAuthors(get func(...string) string) []string {
	const most = 30
	var names []string
	for n := 1; n <= most; n++ {
		i := strconv.Itoa(n)
		last, first := get("last"+i, "surname"+i), get("first"+i, "given"+i)
		whole := get("author" + i)
		if n == 1 {
			last, first, whole = get("last1", "last", "surname"), get("first1", "first", "given"), get("author1", "author")
		}
		switch {
		case last != "" && first != "":
			names = append(names, last+", "+first)
		case last != "" || whole != "":
			names = append(names, last+whole)
		default:
			return names
		}
	}
	return names
}

// dateOf is the first date in a text.
func dateOf(s string) date.Date {
	if found := date.Find(s); len(found) > 0 {
		return found[0].Date
	}
	return date.Date{}
}
