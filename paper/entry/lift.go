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
		if s.Kind != document.Link || !address.IsWeb(s.Target) && address.Misspelt(s.Target) == "" {
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

// maxMedium is the most bytes that a remark on the medium has, with brackets.
const maxMedium = 42

// mediaWords name the medium where no brackets do.
var mediaWords = []string{". Online.", ". Online,", ", Online,", " – Текст : электронный.", " — Текст : электронный."}

// liftMedia takes out remarks such as [Online], [Internet], [Электронный
// ресурс]: a few words in square brackets that are not at the beginning and end
// where a part ends.
func (e *entry) liftMedia(mask []byte) {
	for _, w := range mediaWords {
		if i := bytes.Index(mask, []byte(w)); i >= 0 {
			erase(mask, i+1, i+len(w))
		}
	}
	if bytes.IndexByte(mask, '[') < 0 {
		return
	}
	if i := bytes.Index(mask, []byte(" Online. ")); i > 0 && strings.Contains(e.text, "[Accessed ") && mask[i+len(" Online. ")] != 0 {
		erase(mask, i+1, i+len(" Online")) // ISO 690, behind a title in italics
	}
	quoted := Quotations(string(mask))
	for i := 1; i < len(mask); i++ {
		if mask[i] != '[' {
			continue
		}
		end := bytes.IndexByte(mask[i:min(len(mask), i+maxMedium)], ']')
		if end > 0 && isMedium(mask[i-1], mask[i+1:i+end], mask[i+end+1:]) && !within(quoted, i) {
			erase(mask, i, i+end+1)
			i += end
		}
	}
}

// isMedium reports whether inner, in square brackets between before and after,
// is a remark on the medium.
func isMedium(before byte, inner, after []byte) bool {
	switch {
	case isTypeMark(inner):
		return true
	case before != ' ' && before != '.' && before != 0, bytes.Count(inner, []byte(" ")) > 4, bytes.ContainsAny(inner, "[,0123456789"):
		return false
	}
	after = bytes.TrimLeft(after, " ")
	return len(after) == 0 || bytes.IndexByte([]byte(".,;:(/-\x00"), after[0]) >= 0 || mediumSet[strings.ToLower(string(inner))]
}

// isTypeMark recognises the marks of GB/T 7714 for kinds of works: J, M, EB/OL.
func isTypeMark(inner []byte) bool {
	for _, b := range inner {
		if b != '/' && (b < 'A' || 'Z' < b) {
			return false
		}
	}
	return len(inner) == 1 || len(inner) == 5 && inner[2] == '/' || len(inner) == 4 && inner[1] == '/'
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
	quoted, looked := []quotation(nil), false
	for i, d := range all {
		from := max(0, d.Start-60)
		if i > 0 {
			from = max(from, all[i-1].End)
		}
		at, role := phraseBefore(text[from:d.Start], dateWords)
		if at < 0 {
			if at = gluedAccess(text[from:d.Start]); at >= 0 {
				role = accessRole
			}
		}
		if at += from; role == updateRole && !looked {
			quoted, looked = Quotations(text), true
		}
		suffix := accessSuffix(text[d.End:])
		if role == stateRole {
			role = noRole
			if strings.ContainsRune(text[at:d.Start], ':') || at > 0 && (text[at-1] == '(' || text[at-1] == '[') {
				role = updateRole
			}
		}
		switch {
		case suffix > 0:
			e.access(d)
			erase(mask, d.Start, d.End+suffix)
		case role == accessRole && !wordBefore(text, at):
			e.access(d)
			erase(mask, at, d.End)
		case role == archiveRole:
			erase(mask, at, d.End)
		case role == updateRole && !(d.Date.Month == 0 && at > 0 && text[at-1] == '(') && !within(quoted, d.Start): // “Top 25 (Updated 2025)” is a title
			e.updates = append(e.updates, d)
			erase(mask, at, d.End)
		case e.followsLink(d, mask):
			e.access(d)
			erase(mask, d.Start, d.End)
		default:
			if role == publishRole {
				erase(mask, at, d.Start)
			}
			e.dates = append(e.dates, d)
		}
	}
}

// accessSuffix is the length of the words at the start of s that make the date
// before them one of access.
func accessSuffix(s string) int {
	rest := strings.TrimLeft(s, " ")
	for _, w := range accessSuffixes {
		if strings.HasPrefix(rest, w) {
			return len(s) - len(rest) + len(w)
		}
	}
	return 0
}

// gluedAccess returns where two words of access begin at the end of s although
// no space stands before them, or -1: "Valley Postconsulté le".
func gluedAccess(s string) int {
	s = strings.TrimRight(s, " ")
	for _, phrase := range gluedPhrases {
		if strings.HasSuffix(s, phrase) {
			return len(s) - len(phrase)
		}
	}
	return -1
}

var gluedPhrases = []string{"consulté le", "accessed on", "abgerufen am", "consultado el", "consultato il", "acessado em"}

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
		e.accessed = d.Date
	}
}

// followsLink recognises the bare date of access that some styles print in
// brackets after the address, "https://… (July 13, 2021)", and GB/T 7714 in
// square ones anywhere: "[2020-05-06]".
func (e *entry) followsLink(d date.Span, mask []byte) bool {
	if d.Date.Day > 0 && d.Start > 0 && d.End < len(mask) && mask[d.Start-1] == '[' && mask[d.End] == ']' {
		return true
	}
	if d.Date.Day == 0 || d.Start < 2 || mask[d.Start-1] != '(' || d.End >= len(mask) || mask[d.End] != ')' {
		return false
	}
	if bytes.HasPrefix(mask[d.End+1:], []byte("[")) {
		return false // of the page, and the date of access behind it
	}
	before := bytes.TrimRight(mask[:d.Start-1], " .")
	if len(before) == 0 || before[len(before)-1] != 0 {
		return false
	}
	i := sort.Search(len(e.links), func(i int) bool { return e.links[i].End >= len(before)-1 })
	return i < len(e.links) && e.links[i].Start < len(before) // not after a remark such as [@handle]
}

// liftNoDates takes out "n.d." and its kin where they stand as a part of their
// own.
func (e *entry) liftNoDates(mask []byte) {
	for i, b := range mask {
		if lex.IsLetter(b) {
			b |= 0x20
		}
		if noDatesBy[b] == nil || i > 0 && (lex.IsLetter(mask[i-1]) || lex.IsDigit(mask[i-1])) {
			continue
		}
		for _, w := range noDatesBy[b] {
			end := i + len(w)
			if end <= len(mask) && bytes.EqualFold(mask[i:end], []byte(w)) && standsApart(mask, i, end) {
				erase(mask, i, end)
				e.noDate = i
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
