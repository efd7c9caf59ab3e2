package entry

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// liftLinks takes the addresses out, with what leads in to them.
func (e *entry) liftLinks(mask []byte) {
	for _, s := range e.spans {
		if s.Kind != document.Link || !address.IsWeb(s.Target) {
			continue
		}
		l := Link{Start: s.Start, End: s.End, URL: s.Target, DOI: address.DOIOf(s.Target)}
		printed := address.Find(e.text[s.Start:s.End])
		l.Words = len(printed) == 0
		if !l.Words && printed[0].URL == s.Target {
			l.Start, l.End = s.Start+printed[0].Start, s.Start+printed[0].End
		}
		e.links = append(e.links, l)
	}
	spanned := len(e.links)
	for _, a := range Addresses(e.text, e.spans) {
		if !Overlaps(e.links[:spanned], a.Start, a.End) {
			e.links = append(e.links, Link{Start: a.Start, End: a.End, URL: a.URL, DOI: a.DOI})
		}
	}
	SortLinks(e.links)
	for _, l := range e.links {
		switch {
		case !l.Words:
			start, end := widen(e.text, l.Start, l.End)
			erase(mask, leadIn(mask, start), end)
		case isLinkLabel(e.text[l.Start:l.End]):
			erase(mask, l.Start, l.End)
		}
	}
}

// Overlaps reports whether one of the links, which are in order, shares text
// with [start, end).
func Overlaps(links []Link, start, end int) bool {
	i := sort.Search(len(links), func(i int) bool { return links[i].End > start })
	return i < len(links) && links[i].Start < end
}

func SortLinks(links []Link) {
	slices.SortStableFunc(links, func(a, b Link) int { return a.Start - b.Start })
}

// linkLabels are the texts of links that name a place, not a work.
var linkLabels = lex.Phrases(`
	link; links; here; pdf; html; url; doi; web; website; online; archive; archived; pubmed; pmc; google scholar; crossref; full text; abstract
	source; view; download; available here; available; read; original; archived from the original; wayback machine; github; code; arxiv; medline; cas; isi; ads; bibcode; scopus; hier; ici; aquí; aqui; qui; ссылка; hier abrufbar`)

// isLinkLabel reports whether a link's text says nothing about the work behind.
func isLinkLabel(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .,;:[]()↩^"))
	return linkLabels[s] || utf8.RuneCountInString(s) < 3 || strings.Trim(s, "0123456789 .-/–") == ""
}

// widen takes in the brackets around [start, end) where nothing else is in them.
func widen(s string, start, end int) (int, int) {
	for start > 0 && end < len(s) && document.Brackets[s[start-1]] == s[end] && s[end] != 0 {
		start, end = start-1, end+1
	}
	return start, end
}

// leadIn returns where the words begin that lead in to what begins at start:
// "Available at:", "URL", "from". They must begin a part of the entry.
func leadIn(mask []byte, start int) int {
	for {
		i := EndsWith(string(mask[max(0, start-60):start]), LeadIns)
		if i < 0 {
			return start
		}
		i += max(0, start-60)
		before := bytes.TrimRight(mask[:i], " ")
		if len(before) > 0 && bytes.IndexByte([]byte(".,;:([)]\x00-\""), before[len(before)-1]) < 0 && !bytes.HasSuffix(before, []byte("—")) && !bytes.HasSuffix(before, []byte("–")) {
			return start
		}
		start = i
	}
}

// erase lifts a stretch out of the mask, with the brackets that are empty
// without it.
func erase(mask []byte, start, end int) {
	for i := start; i < end; i++ {
		mask[i] = 0
	}
	for start > 0 && end < len(mask) {
		for start > 0 && (mask[start-1] == ' ' || mask[start-1] == 0) {
			start--
		}
		for end < len(mask) && (mask[end] == ' ' || mask[end] == 0 || mask[end] == '.') {
			end++
		}
		if start == 0 || end == len(mask) || document.Brackets[mask[start-1]] == 0 || document.Brackets[mask[start-1]] != mask[end] {
			return
		}
		start, end = start-1, end+1
		for i := start; i < end; i++ {
			mask[i] = 0
		}
	}
}

// mediaWords name the medium where no brackets do.
var mediaWords = []string{". Online.", ". Online,", ", Online,", " – Текст : электронный.", " — Текст : электронный."}

// liftMedia takes out remarks such as [Online], [Internet], [Электронный
// ресурс]: anything short in square brackets that is not at the beginning and
// ends where a part ends.
func (e *entry) liftMedia(mask []byte) {
	quoted := Quotations(string(mask))
	for i := 1; i < len(mask); i++ {
		if mask[i] != '[' || mask[i-1] != ' ' && mask[i-1] != '.' && mask[i-1] != 0 {
			continue
		}
		end := bytes.IndexByte(mask[i:], ']')
		if end < 0 {
			break
		}
		end += i + 1
		inner := mask[i+1 : end-1]
		if len(inner) > 40 || bytes.Count(inner, []byte(" ")) > 4 || len(date.Find(string(inner))) > 0 || bytes.IndexByte(inner, '[') >= 0 {
			continue
		}
		if within(quoted, i) {
			continue
		}
		if rest := bytes.TrimLeft(mask[end:], " "); len(rest) == 0 || bytes.IndexByte([]byte(".,;:(/-\x00"), rest[0]) >= 0 || mediumSet[strings.ToLower(string(inner))] {
			erase(mask, i, end)
			i = end - 1
		}
	}
	for _, w := range mediaWords {
		if i := bytes.Index(mask, []byte(w)); i >= 0 {
			erase(mask, i+1, i+len(w))
		}
	}
}

func within(quoted []quotation, at int) bool {
	for _, q := range quoted {
		if q.Start <= at && at < q.End {
			return true
		}
	}
	return false
}

var mediumSet = lex.Phrases(`online; internet; on-line; www document; en ligne; en línea; em linha; электронный ресурс; электрондық ресурс; video; pdf; blog post; çevrimiçi; electronic resource; web page; webpage; computer software; data set; dataset`)

// liftDates takes out the dates of access and of archiving, and keeps those
// that can be of publication.
func (e *entry) liftDates(mask []byte) {
	text := string(mask)
	all := date.Find(text)
	for i, d := range all {
		before, after := text[:d.Start], text[d.End:]
		short := before[max(0, len(before)-60):]
		if i > 0 {
			short = before[max(len(before)-60, all[i-1].End):]
		}
		offset := len(before) - len(short)
		if n := startsWith(after[:min(len(after), 40)], accessSuffixes); n > 0 {
			e.access(d)
			erase(mask, d.Start, d.End+n)
			continue
		}
		if at := EndsWith(short, accessWords); at >= 0 && !wordBefore(text, offset+at) {
			e.access(d)
			erase(mask, offset+at, d.End)
			continue
		}
		if at := EndsWith(short, archiveWords); at >= 0 {
			erase(mask, offset+at, d.End)
			continue
		}
		if at := EndsWith(short, updateWords); at >= 0 {
			e.updates = append(e.updates, d)
			erase(mask, offset+at, d.End)
			continue
		}
		if e.followsLink(d, mask) && len(e.dates) > 0 {
			e.access(d)
			erase(mask, d.Start, d.End)
			continue
		}
		if at := EndsWith(short, publishWords); at >= 0 {
			erase(mask, offset+at, d.Start)
		}
		e.dates = append(e.dates, d)
	}
}

// publishWords stand before the day of publication.
var publishWords = lex.Phrases(`published; published on; posted; posted on; first published; veröffentlicht am; publié le; publicado el; pubblicato il; publicado em; опубликовано; дата публикации; жарияланған күні`)

// wordBefore reports whether the text before offset shows that a word of
// access belongs to something else: "Open access 2020", "free access".
func wordBefore(text string, offset int) bool {
	before := strings.ToLower(strings.TrimRight(text[:offset], " "))
	return strings.HasSuffix(before, "open") || strings.HasSuffix(before, "free")
}

// access notes a date of access. The year is sure even where 03/04/2025 leaves
// open which number is the month.
func (e *entry) access(d date.Span) {
	if e.accessed.IsZero() {
		e.accessed, e.accessEnd = d.Date, d.End
	}
}

// followsLink recognises the bare date of access that some styles print in
// brackets after the address: "https://… (July 13, 2021)".
func (e *entry) followsLink(d date.Span, mask []byte) bool {
	if d.Date.Day == 0 || d.Start < 2 || mask[d.Start-1] != '(' || d.End >= len(mask) || mask[d.End] != ')' {
		return false
	}
	before := bytes.TrimRight(mask[:d.Start-1], " .")
	return len(before) > 0 && before[len(before)-1] == 0
}

// liftNoDates takes out "n.d." and its kin where they stand as a part of their
// own.
func (e *entry) liftNoDates(mask []byte) {
	lower := bytes.ToLower(mask)
	if len(lower) != len(mask) {
		return // a letter whose lower case is longer: positions would shift
	}
	for i := range lower {
		for _, w := range noDatesBy[lower[i]] {
			end := i + len(w)
			if bytes.HasPrefix(lower[i:], []byte(w)) && standsApart(mask, i, end) {
				e.undated = append(e.undated, i)
				erase(mask, i, end)
				return
			}
		}
	}
}

// standsApart reports whether [start, end) is all there is between two
// brackets, or between punctuation and punctuation or an address.
func standsApart(mask []byte, start, end int) bool {
	before := bytes.TrimRight(mask[:start], " ")
	if len(before) == 0 || end < len(mask) && lex.IsLetter(mask[end]) {
		return false
	}
	last, _ := utf8.DecodeLastRune(before)
	if last == '(' || last == '[' {
		return end < len(mask) && mask[end] == document.Brackets[byte(last)]
	}
	after := bytes.TrimLeft(mask[end:], " .,;)")
	lifted := len(after) == 0 || after[0] == 0
	return len(before) < start && (lifted || end-start > 2 && bytes.IndexByte([]byte(",.;:"), mask[end]) >= 0) &&
		(lifted && mask[end-1] == '.' || bytes.ContainsRune([]byte(".,;”\"’»"), last))
}
