package page

import (
	"strings"
	"time"

	"github.com/citecheck/citecheck/paper"
)

// A dateMeta is a meta element that carries a date.
type dateMeta struct {
	name    string
	scholar bool // may tell of a work older than the web
	epoch   bool // may count seconds or milliseconds since 1970
	visit   bool // some sites put the day of the visit there
}

// publishedMetas tell when a page was published, most trusted first; sources
// within JSON-LD and microdata stand between the two lists.
var publishedMetas = []dateMeta{
	{name: "citation_publication_date", scholar: true}, {name: "citation_date", scholar: true},
	{name: "citation_cover_date", scholar: true}, {name: "citation_online_date", scholar: true},
	{name: "bepress_citation_date", scholar: true}, {name: "citation_year", scholar: true},
	{name: "prism.publicationdate", scholar: true}, {name: "prism.coverdate", scholar: true}, {name: "eprints.date", scholar: true},
	{name: "article:published_time"}, {name: "og:article:published_time"}, {name: "article:published"},
}

var laterMetas = []dateMeta{
	{name: "og:published_time"}, {name: "og:pubdate"}, {name: "parsely-pub-date"}, {name: "sailthru.date"},
	{name: "dc.date.issued", scholar: true}, {name: "dcterms.issued", scholar: true},
	{name: "dc.issued", scholar: true}, {name: "dc.date.published", scholar: true},
	{name: "dcterms.created", scholar: true}, {name: "dc.date.created", scholar: true},
	{name: "dc.created", scholar: true}, {name: "dc.date", scholar: true}, {name: "dcterms.date", scholar: true},
	{name: "dcterms.available", scholar: true}, {name: "pubdate", epoch: true}, {name: "publishdate", epoch: true},
	{name: "publish_date", epoch: true}, {name: "publish-date", epoch: true}, {name: "publisheddate", epoch: true},
	{name: "published_date", epoch: true}, {name: "datepublished", epoch: true}, {name: "date_published", epoch: true}, {name: "published-date", epoch: true}, {name: "publicationdate", epoch: true},
	{name: "publication_date", epoch: true}, {name: "publication-date", epoch: true}, {name: "published", epoch: true},
	{name: "published_at", epoch: true}, {name: "published_time", epoch: true}, {name: "publish_time", epoch: true},
	{name: "originalpublicationdate"}, {name: "cxenseparse:publishtime"}, {name: "cxenseparse:recs:publishtime"},
	{name: "dtk:publishdate"}, {name: "dtk:publishdateunix", epoch: true}, {name: "gsa_publish_date"},
	{name: "article.published"}, {name: "article_date_original"}, {name: "article.created"},
	{name: "release_date"}, {name: "created-date"}, {name: "creation_date"}, {name: "date", visit: true},
}

var modifiedMetas = []dateMeta{
	{name: "article:modified_time"}, {name: "og:article:modified_time"}, {name: "article:modified"},
	{name: "og:updated_time", epoch: true}, {name: "dcterms.modified", scholar: true},
	{name: "dc.date.modified", scholar: true}, {name: "dc.modified", scholar: true},
	{name: "last-modified"}, {name: "lastmod"}, {name: "last_modified"}, {name: "datemodified"}, {name: "date_modified"}, {name: "lastmodified"},
	{name: "lastmodifieddate"}, {name: "modified"}, {name: "modified-date"}, {name: "modified_date"},
	{name: "last_updated"}, {name: "last-updated"}, {name: "lastupdated"}, {name: "updated"},
	{name: "revision_date"}, {name: "revised"}, {name: "article.updated"},
}

// A dater collects the dates of one page.
type dater struct {
	metas  metas
	limit  time.Time // the last day that can be true
	points bool      // 3.4.2025 has the day first, by the page's language
}

func newDater(w *walker, seen time.Time) dater {
	return dater{w.metas, seen.UTC().AddDate(0, 0, 1), pointLanguages[w.page.Lang]}
}

// pointLanguages write the day first where points stand between the numbers.
// That English does too is not said of all who write it.
var pointLanguages = set(`az be bg bs cs da de el et fi fr hr hy it ka kk ky lb lv mk nb nl nn no pl pt ro ru sk sl sq sr tg tk tr uk uz`)

// dates are the candidates for both dates of a page, best first.
func dates(w *walker, ld linked, seen time.Time) (published, modified []Date) {
	d := newDater(w, seen)
	published = d.fromMetas(w, published, publishedMetas)
	published = d.add(published, "json-ld datePublished", false, ld.published...)
	published = d.add(published, "microdata datePublished", false, w.propsOf("datePublished")...)
	published = d.add(published, "rdfa datePublished", false, w.onlyPropOf(rdfa+"datePublished")...)
	published = d.fromMetas(w, published, laterMetas)
	if len(published) == 0 {
		published = d.add(published, "microdata dateCreated", false, w.propsOf("dateCreated")...)
		published = d.add(published, "rdfa dateCreated", false, w.onlyPropOf(rdfa+"dateCreated")...)
	}
	modified = d.fromMetas(w, modified, modifiedMetas)
	modified = d.add(modified, "json-ld dateModified", false, ld.modified...)
	modified = d.add(modified, "microdata dateModified", false, w.propsOf("dateModified")...)
	modified = d.add(modified, "rdfa dateModified", false, w.onlyPropOf(rdfa+"dateModified")...)
	return d.visible(w, published, modified)
}

func (d dater) fromMetas(w *walker, list []Date, from []dateMeta) []Date {
	for _, m := range from {
		for _, v := range d.metas[m.name] {
			date, ok := parseDate(v)
			if !ok && m.epoch {
				date, ok = parseEpoch(v)
			}
			if ok && m.visit && date.Alternate.IsZero() && d.today(date) {
				w.today = date
				continue
			}
			if ok {
				date.Source, date.Structured = m.name, true
				list = d.keep(list, date, m.scholar)
			}
		}
	}
	return list
}

func (d dater) add(list []Date, source string, scholar bool, values ...string) []Date {
	for _, v := range values {
		if date, ok := parseDate(v); ok {
			date.Source, date.Structured = source, true
			list = d.keep(list, date, scholar)
		}
	}
	return list
}

// keep adds a date that can be true and is not there yet from this source.
func (d dater) keep(list []Date, date Date, scholar bool) []Date {
	const most = 40
	first := 1990
	if scholar {
		first = 1500
	}
	plausible := func(x paper.Date) bool { return x.Year >= first && x.Valid() && !x.First().After(d.limit) }
	if !plausible(date.Date) {
		date.Date, date.Alternate = date.Alternate, paper.Date{}
	} else if !plausible(date.Alternate) {
		date.Alternate = paper.Date{}
	}
	date.DayFirst = date.DayFirst && d.points && !date.Alternate.IsZero()
	if !plausible(date.Date) || len(list) >= most {
		return list
	}
	for _, have := range list {
		if have == date {
			return list
		}
	}
	return append(list, date)
}

// labelled reports whether a text says that a date is one of a change.
func labelled(s string) bool {
	s = strings.ToLower(s)
	for _, word := range changeWords {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// labelledFirst reports whether a text says first when it was published:
// "Posted: Oct 14, 2022 | Last updated: 24 minutes ago".
func labelledFirst(s string) bool {
	s = strings.ToLower(s)
	first := func(words []string) int {
		at := len(s)
		for _, w := range words {
			if i := strings.Index(s, w); i >= 0 {
				at = min(at, i)
			}
		}
		return at
	}
	return first(firstWords) < first(changeWords)
}

var firstWords = []string{"posted", "published", "veröffentlicht", "publié", "publicado", "pubblicato", "gepubliceerd",
	"опубликован", "жариялан", "опубліковано", "yayın", "opublikowan", "发布", "發布", "公開", "入力", "등록", "입력"}

var changeWords = []string{"updated", "modified", "revised", "last update", "last change", "last edit", "reviewed",
	"aktualisiert", "geändert", "stand:", "mis à jour", "modifié", "actualizado", "actualización", "atualizado", "aggiornato",
	"bijgewerkt", "обновл", "изменен", "жаңарт", "güncel", "zaktualizowano", "更新", "수정", "最終"}
