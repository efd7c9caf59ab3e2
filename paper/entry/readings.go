package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// readings are the ways in which styles separate the parts of an entry, each
// with the most it can score; the scores are explained at entry. They are in
// the order of that, so that the first sure one decides.
var readings = []struct {
	most int
	read func(*entry) reading
}{
	{92, readAfterAccess}, {90, readQuoted}, {85, readLinked}, {80, readSlashes}, {80, readDescribed}, {80, readAuthorDate},
	{77, readEmphasised}, {66, readColon}, {64, readCommas}, {62, readPeriods}, {56, readDashes},
}

// readQuoted takes a quotation for the title if parts of the entry end before
// and after it: “Young Marx” inside an unquoted title is none.
func readQuoted(e *entry) reading {
	var best reading
	for i, q := range e.quotes {
		if i > 3 || !e.partStarts(q.Start) {
			continue
		}
		score := e.quotedScore(q) - 5*i
		if score > best.score {
			best = reading{score: score, authors: e.authorsBefore(q.Start), title: [2]int{q.From, q.To}, after: q.End}
		}
	}
	return best
}

// quotedScore says how sure it is that a part ends with a quotation.
func (e *entry) quotedScore(q quotation) int {
	inner := strings.TrimRight(e.masked[q.From:q.To], " ")
	if inner == "" || strings.IndexByte(inner, 0) >= 0 && len(inner) < 3 {
		return 0
	}
	words := len(strings.Fields(inner))
	rest := strings.TrimLeft(e.masked[q.End:], " ")
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "", next == 0, strings.ContainsRune(",.;([<", next), endsPart(inner, rest):
		return 90 - 15*b2i(words < 2) - e.proseBefore(q.Start)
	case next == ':' || unicode.IsLower(next) && !strings.HasPrefix(rest, "in "):
		return 0 // the quotation is the beginning of a longer title
	}
	return 78 - 20*b2i(words < 3)
}

// endsPart reports whether punctuation inside a quotation shows that the part
// ends with it: “Title,” and “Title.” whatever follows, “Title?” before a
// capital or a host's name.
func endsPart(inner, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	word, _, _ := strings.Cut(rest, " ")
	switch inner[len(inner)-1] {
	case ',', '.':
		return true
	case '?', '!':
		return !unicode.IsLower(next) || strings.Contains(strings.TrimRight(word, ".,"), ".")
	}
	return false
}

// proseBefore is what a quotation loses where more stands before it than
// names: then it may be a container, after an unquoted title.
func (e *entry) proseBefore(start int) int {
	block := e.plainText(0, e.authorsBefore(start))
	if _, certain := e.parseNames(block); certain || len(strings.Fields(block)) <= 8 {
		return 0
	}
	return 38
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// maxNames is how far into an entry authors may reach without punctuation
// behind them.
const maxNames = 300

// partStarts reports whether a part of the entry can start at i: after
// punctuation, something lifted out, a date, or a name that nothing follows.
func (e *entry) partStarts(i int) bool {
	before := strings.TrimRight(e.masked[:i], " ")
	if before == "" || strings.IndexByte(".,:;)]\x00?!", before[len(before)-1]) >= 0 {
		return true
	}
	for _, d := range e.dates {
		if d.End == len(before) {
			return true
		}
	}
	if len(before) == i || i > maxNames {
		return false // inside of a word, or too far in for names
	}
	_, names := e.parseNames(before)
	return names
}

// authorsBefore is the end of the authors in front of a title at start: a year
// or "n.d." in front of the title is no part of them.
func (e *entry) authorsBefore(start int) int {
	end := start
	for _, d := range e.dates {
		if d.End <= start && strings.Trim(e.masked[d.End:start], " ).,:;\x00abc") == "" {
			end = d.Start
		}
	}
	end = len(strings.TrimRight(e.masked[:end], " (,.:;\x00"))
	if strings.HasPrefix(e.masked[end:], ".") && endsInInitial(e.masked[:end+1]) {
		end++
	}
	return end
}

// readLinked takes the text of a link for the title.
func readLinked(e *entry) reading {
	for i, l := range e.links {
		text := e.masked[l.Start:l.End]
		if !l.Words || strings.IndexByte(text, 0) >= 0 || len(strings.Fields(text)) < 2 && len(text) < 9 || i > 2 {
			continue
		}
		if !e.partStarts(l.Start) || e.emphasisedContainer(l) {
			continue
		}
		score := 85
		if rest := strings.TrimLeft(e.masked[l.End:], " \"”"); rest != "" && unicode.IsLower(rune(rest[0])) {
			score = 30 // a link in a sentence
		}
		return reading{score: score, authors: e.authorsBefore(l.Start), title: [2]int{l.Start, l.End}, after: l.End}
	}
	return reading{}
}

// emphasisedContainer reports whether a link is only on the container's name.
func (e *entry) emphasisedContainer(l Link) bool {
	for _, s := range e.spans {
		if s.Kind == document.Emphasis && s.Start <= l.Start && l.End <= s.End && len(e.quotes) > 0 {
			return true
		}
	}
	return false
}

// readSlashes reads GOST R 7.0.5: Authors. Title // Container. 2020.
func readSlashes(e *entry) reading {
	at := strings.Index(e.masked, " // ")
	if at < 0 {
		return reading{}
	}
	r := reading{score: 80, title: [2]int{0, at}, after: at + len(" // ")}
	if start := e.namesEnd(at, true); start > 0 {
		r.authors, r.title[0] = start, e.skipSeparators(start)
	}
	return r
}

// readEmphasised takes emphasis for the title where a part starts with it and
// no quotation competes: a book, a report, a page in APA style.
func readEmphasised(e *entry) reading {
	for _, s := range e.spans {
		if s.Kind != document.Emphasis && s.Kind != document.Strong || strings.IndexByte(e.masked[s.Start:s.End], 0) >= 0 {
			continue
		}
		if !e.partStarts(s.Start) || len(strings.Trim(e.text[s.Start:s.End], " .,")) < 4 {
			return reading{}
		}
		authors := e.authorsBefore(s.Start)
		names := e.plainText(0, authors)
		_, certain := e.parseNames(names)
		r := reading{score: 55, authors: authors, title: [2]int{s.Start, s.End}, after: s.End}
		switch {
		case names == "":
			r.score = 62
		case certain:
			r.score = 77
		case len(strings.Fields(names)) > 8:
			r.score = 0 // a title stands before it: this is the container
		}
		return r
	}
	return reading{}
}

// readColon reads "Authors: Title. Container".
func readColon(e *entry) reading {
	at := strings.Index(e.masked, ": ")
	if at <= 0 {
		return reading{}
	}
	names, certain := e.parseNames(e.masked[:at])
	domain := !strings.Contains(e.masked[:at], " ") && strings.Contains(e.masked[1:at], ".")
	if !certain && !domain || strings.IndexByte(e.masked[:at], 0) >= 0 {
		return reading{}
	}
	block := e.plainText(0, at)
	if len(names) > 0 && !alike(names) {
		return reading{}
	}
	if len(names) == 2 && !isStrong(block, names) && !strings.Contains(block, " and ") && !strings.Contains(block, " & ") {
		return reading{} // "Ann Lee, Daily Decluttering: …"
	}
	r := reading{score: 66, authors: at, title: [2]int{at + 2, e.titleEnd(at + 2)}}
	if len(names) == 1 && !domain && len(strings.Fields(names[0])) < 2 {
		return reading{} // "Afghanistan: Justice System Failing Women"
	}
	if len(names) == 1 && !strings.Contains(names[0], ",") && !domain {
		r.score = 50
	}
	r.after = r.title[1]
	return r
}

// readPeriods reads "Authors. Title. Container", or without authors.
func readPeriods(e *entry) reading {
	limit := e.stop(0)
	if start := e.namesEnd(limit, false); start > 0 {
		from := e.skipSeparators(start)
		r := reading{score: 62, authors: start, title: [2]int{from, e.titleEnd(from)}}
		r.after = r.title[1]
		if r.title[1]-r.title[0] >= 4 && e.names(start, r.title) {
			return r
		}
	}
	first, ok := e.breakAfter(0)
	if !ok || first.Start > limit {
		end := e.titleEnd(0)
		switch {
		case limit < 4 || limit == len(e.masked) && !ok:
			return reading{score: 41 * b2i(limit > 15 && ok), title: [2]int{0, end}, after: end}
		case end < limit && e.masked[end] == ',': // a date ends it: commas part this entry
			return reading{score: 43, title: [2]int{0, end}, after: end}
		}
		return reading{score: 46, title: [2]int{0, end}, after: end}
	}
	if first.Start > 0 && e.organisationFirst(first, limit) {
		r := reading{score: 50, authors: first.Start, title: [2]int{first.End, e.titleEnd(first.End)}}
		r.after = r.title[1]
		return r
	}
	r := reading{score: 48, title: [2]int{0, e.titleEnd(0)}, after: e.titleEnd(0)}
	if start := e.namesBeforeComma(r.title[1]); start > 0 { // "Authors, Title. Container"
		r.authors, r.title[0] = len(strings.TrimRight(e.masked[:start], " ,")), start
		block := e.masked[:r.authors]
		if names, _ := e.parseNames(block); isStrong(block, names) {
			r.score = 60
		}
	}
	return r
}

// names decides whether what a title's reading takes for authors are any:
// where only capitals say so, the title must be longer and no name itself.
func (e *entry) names(end int, title [2]int) bool {
	block := e.plainText(0, end)
	names, _ := e.parseNames(block)
	if isStrong(block, names) {
		return true
	}
	words := strings.Fields(e.plainText(title[0], title[1]))
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !smallWords[w] && !nameParticles[w] && !conjunctions[w] {
			return true // names have no such words, this title has
		}
	}
	return len(words) > len(strings.Fields(block)) && (len(words) > 4 || !areNameWords(words))
}

// organisationFirst decides whether the first of several parts is an author
// that is no person. It must be short, and a longer part must follow it.
func (e *entry) organisationFirst(first partBreak, limit int) bool {
	end := limit
	second, ok := e.breakAfter(first.End)
	if ok && second.Start < limit {
		end = second.Start
	}
	name, title := e.masked[:first.Start], e.masked[first.End:max(end, first.End)]
	if !ok && !isOrganisation(name) && !lex.IsUpperName(name) {
		return false
	}
	words := len(strings.Fields(name))
	if e.at(first.Start) != '.' || words > 8 {
		return false
	}
	return isOrganisation(name) || lex.IsUpperName(name) && !lex.IsUpperName(title) || words <= 2 && len(strings.Fields(title)) > 3*words
}

// namesEnd returns the end of the longest author block that the entry begins
// with and that a full stop ends, or 0. Full stops of initials count only
// where no other is found: "Price R. The raven".
func (e *entry) namesEnd(limit int, organisations bool) int {
	best := 0
	for i, b := range e.breaks {
		if b.Start > limit || i > 12 || b.Start > 2000 {
			break
		}
		if b.Start == 0 || e.at(b.Start) != '.' {
			break
		}
		names, certain := e.parseNames(e.masked[:b.Start])
		if certain && (organisations || e.personal(names, b.Start)) {
			best = b.Start
		}
	}
	if best > 0 {
		return best
	}
	return e.initialsEnd(limit)
}

// personal reports whether an author block can only be people: one name of two
// plain words could be a title.
func (e *entry) personal(names []string, end int) bool {
	if len(names) > 1 || strings.Contains(names[0], ",") || strings.Contains(e.masked[:end], " et al") {
		return true
	}
	words := strings.Fields(names[0])
	last := words[len(words)-1]
	return isHan(names[0]) || len(words) >= 2 && len(words) <= 4 && !isOrganisation(names[0]) &&
		(IsBareInitials(last) || IsInitials(last) || IsInitials(words[0]) || len(words) <= 3)
}

// initialsEnd returns the end of the longest author block that ends with an
// initial's full stop.
func (e *entry) initialsEnd(limit int) int {
	best := 0
	for i, tries := 1, 0; i < limit && i < 1500 && tries < 60; i++ {
		if e.masked[i] != '.' && e.masked[i] != ':' || i+1 >= len(e.masked) || e.masked[i+1] != ' ' {
			continue
		}
		tries++
		block := e.masked[:i]
		last := lastWord(block)
		if e.masked[i] == '.' && endsInInitial(e.masked[:i+1]) && (strings.Contains(block, ".") || strings.HasSuffix(strings.TrimSuffix(block, last), ", ")) {
			block = e.masked[:i+1] // "Lee, A." but "Lee A"
		}
		if !hasInitials(block) || nameGoesOn(e.masked[i+1:]) {
			continue
		}
		if names, certain := e.parseNames(block); certain && len(names) > 0 {
			best = len(block)
		}
	}
	return best
}

// nameGoesOn reports whether what follows an initial is the rest of a name in
// a list: "Ole D. | Madsen & Thomas", "S. | Viswanathan, Adaptive".
func nameGoesOn(rest string) bool {
	words := strings.Fields(rest[:min(len(rest), 60)])
	for i, w := range words[:min(len(words), 3)] {
		if i > 0 && (conjunctions[w] || w == "et") {
			return true
		}
		name := strings.TrimRight(w, ",:")
		if !areNameWords([]string{name}) || nonNames[strings.ToLower(name)] {
			return false
		}
		if name != w {
			return strings.HasSuffix(w, ",")
		}
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// hasInitials reports whether a block ends as lists of names with initials do.
func hasInitials(s string) bool {
	last := strings.TrimRight(lastWord(s), ",;")
	return IsInitials(last) || IsBareInitials(last)
}

// skipSeparators passes over punctuation and white space between two parts.
func (e *entry) skipSeparators(i int) int {
	for i < len(e.masked) && strings.IndexByte(" .,:;)", e.masked[i]) >= 0 {
		i++
	}
	return i
}
