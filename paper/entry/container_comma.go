package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// containerComma returns the comma in "Title, Container" that parts the two,
// or 0: the first one before what only containers are called, else, unless a
// publisher follows in brackets, the last one before a name of few capitalised
// words or a host. Volumes and editions behind the container do not count.
func containerComma(s string, publisher bool) int {
	for from := 0; ; {
		i := strings.Index(s[from:], ", ")
		if i < 0 {
			break
		}
		from += i + 2
		if startsContainer(s[from:]) {
			return from - 2
		}
	}
	at, end := strings.LastIndex(s, ", "), len(s)
	for at > 0 && startsVolume(s[at+2:end]) {
		end = at
		at = strings.LastIndex(s[:at], ", ")
	}
	for at > 0 { // small capitals: all of the name is in capitals
		before := strings.LastIndex(s[:at], ", ")
		if before < 0 || !lex.IsUpperName(s[before+2:at]) || !lex.IsUpperName(s[at+2:end]) {
			break
		}
		at = before
	}
	switch {
	case at <= 0:
		return end * b2i(end < len(s))
	case publisher, !isContainerName(s[at+2 : end]), !lex.IsUpperName(s[at+2:end]) && len(strings.Fields(s[:at])) < 2:
		return end * b2i(end < len(s))
	}
	return at
}

// startsContainer reports whether s begins as only names of containers do.
func startsContainer(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	word := strings.ToLower(strings.TrimRight(first, ".,:"))
	switch {
	case first == "":
		return false
	case strings.HasPrefix(word, "arxiv:"):
		return true
	case containerWords[word]:
		return unicode.IsUpper(rune(first[0])) || first == "in" || first == "in:"
	}
	return lex.IsDigit(first[0]) && volumeFollows(s)
}

// startsVolume reports whether s is a volume, a number, pages or an edition.
func startsVolume(s string) bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), " ")
	word = strings.TrimRight(word, ".:")
	return word == "" || lex.IsDigit(word[0]) || volumeWords[word]
}

var volumeWords = lex.Phrases(`vol; volume; no; nr; n°; pp; p; pages; bd; ed; eds; edited; ed.by; trans; issue; part; hrsg; т; №; с; art`)

// containerWords begin the names of containers and nothing else.
var containerWords = lex.Phrases(`j; journal; proc; proceedings; trans; transactions; ann; annals; bull; bulletin; rev; phys; math; adv; acta; lecture; ieee; acm; comm; commun; int; in; tech; technical; phd; ph.d; preprint; arxiv; zeitschrift; revue; rivista; revista; вестник; журнал; nucl; lett; commun; conf; nature; science`)

// volumeFollows recognises Bluebook's volume before the journal: 322 BMJ 29.
func volumeFollows(s string) bool {
	words := strings.Fields(s)
	return len(words) >= 3 && strings.Trim(words[0], "0123456789") == "" && strings.Trim(words[len(words)-1], "0123456789") == "" && isContainerName(strings.Join(words[1:len(words)-1], " "))
}

// isContainerName reports whether s can name a newspaper, site or journal.
func isContainerName(s string) bool {
	words := strings.Fields(s)
	if lex.IsUpperName(s) {
		return true
	}
	if len(words) == 0 || len(words) > 6 || conjunctions[strings.ToLower(words[0])] {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !nameParticles[w] && !conjunctions[w] && w != "of" && w != "the" && w != "for" && w != "on" && !strings.Contains(w, ".") {
			return false
		}
	}
	return true
}
