package judge

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// listings are last segments of addresses at which a site lists what it has,
// without hyphens.
var listings = compactSet(`news press pressreleases pressrelease pressroom pressoffice pressecenter newsroom mediacentre mediacenter media latest
	latestnews recent archive archives blog blogs articles stories posts publications all category categories tag tags topic topics
	section sections insights commentary analysis updates releases newslist allnews newsarchive
	nachrichten aktuelles neuigkeiten presse pressemitteilungen archiv artikel beitraege meldungen
	actualites actualite nouvelles communiques presseinfo noticias actualidad prensa comunicados articulos archivo notizie comunicati
	stampa articoli imprensa artigos arquivo nieuws persberichten archief aktualnosci wiadomosci haberler haber duyurular arsiv basin
	novosti novosty press-sluzhba zhanalyktar janalyqtar anonsy publikacii stati arhiv
	новости пресса архив статьи публикации материалы жаңалықтар мұрағат новини`)

// searches are last segments of addresses at which a site looks for words.
var (
	searches     = compactSet(`search searchresults results suche recherche rechercher buscar busqueda ricerca cerca pesquisa busca zoeken szukaj arama poisk поиск іздеу пошук`)
	searchTitles = regexp.MustCompile(`\b(search|suche|suchergebnisse|recherche|busqueda|buscar|ricerca|pesquisa|zoeken|zoekresultaten|szukaj|wyniki|arama)\b|поиск|іздеу|пошук|搜索|検索|검색`)
	searchTerms  = set(`q s query search keyword keywords text term terms searchterm p_q qs phrase words`)
)

// listing tells of deep links that end at a list of the site's news or at its
// search, where that is no part of their own path: the page is gone, and the
// reader is left to look for it. A target that keeps anything of the cited
// address, has a name or number of its own, or a title that a work could have,
// is a page.
func listing(v *view) (verdict.Verdict, bool) {
	if !v.strayed() || v.article || !v.html() || registrable(v.target.Hostname()) != registrable(v.final.Hostname()) {
		return none()
	}
	from, to := steps(v.target), steps(v.final)
	if n := len(from); n > 0 && indexNames[from[n-1]] {
		from = from[:n-1]
	}
	if len(from) < 2 || len(to) == 0 || len(to) > 3 || !ownPage(from) && !slices.ContainsFunc(from, year.MatchString) || isList(from[len(from)-1]) {
		return none()
	}
	last := compact(to[len(to)-1])
	switch {
	case keeps(from[len(from)-1], to):
		return none()
	case searches[last] && onlySearch(v.final.Query()):
		if v.headedAs(func(title string) bool { return searchTitles.MatchString(title) }) {
			return found(verdict.Soft404, "ends at the search "+place(v.final))
		}
	case listings[last] && onlyNoise(v.final.Query()):
		if v.headedAs(func(title string) bool { return v.namesList(title, last) }) {
			return found(verdict.Soft404, "ends at the list "+place(v.final))
		}
	}
	return none()
}

// isList says whether the cited segment is a list's name itself, be it with a
// year: press-releases-2023.
func isList(slug string) bool {
	for _, word := range strings.Fields(fold(slug)) {
		if !listings[word] && !searches[word] && !small[word] && !year.MatchString(word) {
			return false
		}
	}
	return true
}

// keeps says whether a path holds a word or number of a slug, or a word that
// begins like one: a list under a longer name is the list that was cited.
func keeps(slug string, path []string) bool {
	const stem = 4 // letters
	kept := " " + fold(strings.Join(path, " "))
	for _, word := range strings.Fields(fold(slug)) {
		number := strings.Trim(word, "0123456789") == ""
		if !number && len(word) < stem {
			continue
		}
		if !number {
			word = word[:stem] // of whole letters or not: what is searched is bytes
		}
		if strings.Contains(kept, " "+word) {
			return true
		}
	}
	return false
}

// onlySearch says whether a query holds nothing but what to look for.
func onlySearch(q url.Values) bool {
	for name := range q {
		name = strings.ToLower(name)
		if !searchTerms[name] && !noise[name] && !strings.HasPrefix(name, "utm_") {
			return false
		}
	}
	return true
}

// headedAs says whether title and first heading, as far as they say more than
// the site's name, are of a kind; one of them must be there.
func (v *view) headedAs(kind func(string) bool) bool {
	s := v.structure()
	seen := false
	for _, title := range append([]string{s.title}, s.headings[:min(len(s.headings), 1)]...) {
		own := v.ownParts(title)
		if len(own) == 0 {
			continue
		}
		if !kind(own[0]) {
			return false
		}
		seen = true
	}
	return seen
}

// namesList says whether a title is no more than the name of a list: few words,
// none of them from the cited address, and one of a list's names.
func (v *view) namesList(title, last string) bool {
	const few = 3
	words := strings.Fields(title)
	if len(words) > few || v.titledWith(words) {
		return false
	}
	whole := strings.Join(words, "")
	if listings[whole] || whole == last {
		return true
	}
	for _, word := range words {
		if listings[word] {
			return true
		}
	}
	return false
}

// titledWith says whether the cited address's last segment has one of the
// words.
func (v *view) titledWith(words []string) bool {
	from := steps(v.target)
	slug := " " + fold(from[len(from)-1]) + " "
	for _, word := range words {
		if len(word) >= 4 && strings.Contains(slug, " "+word+" ") {
			return true
		}
	}
	return false
}

func compactSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[compact(w)] = true
	}
	return m
}
