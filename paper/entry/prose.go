package entry

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/lex"
)

// leads begin notes that lead to a work: what stands before the work is no part
// of it.
var leads = []string{"see ", "see, ", "see also ", "see also, ", "see e.g. ", "see, e.g., ", "cf. ", "cfr. ", "vgl. ", "siehe ", "siehe auch ", "voir ", "voir aussi ", "véase ", "vedi ", "zie ", "zob. ", "por. ", "см. ", "ср. ", "ср.: ", "див. ", "пор. ", "bkz. ", "krş. "}

// maxLeading is how far into a note, in bytes, its sentence can lead to the
// work: "For a fuller account of the floods, see".
const maxLeading = 160

// liftLead takes out a sentence that leads to the work, where what follows has
// the make of a reference: a name and a comma, or a quotation.
func (e *entry) liftLead(mask []byte) {
	head := mask[:min(len(mask), maxLeading)]
	end := leadAt(head)
	if end == 0 && hasPrefixFold(head, clauses) > 0 {
		for i, b := range head {
			if strings.IndexByte("\"`:;", b) >= 0 || b >= utf8.RuneSelf && isQuoteMark(runeAt(head[i:])) {
				break
			}
			if b != ' ' && b != ',' || i+1 == len(head) {
				continue
			}
			if n := leadAt(head[i+1:]); n > 0 {
				end = i + 1 + n
				break
			}
		}
	}
	if end > 0 && (referenceFollows(string(mask[end:])) || foreignLead(string(mask[:end])) && familyFollows(string(mask[end:]))) {
		erase(mask, 0, end)
	}
}

// foreignLead reports whether a lead is one with which no English title begins.
func foreignLead(s string) bool { return hasPrefixFold([]byte(s), []string{"see ", "see, "}) == 0 }

// familyFollows reports whether s begins with a family name, and a comma or given
// names in brackets: "Lee, A", "Lee (A.)".
func familyFollows(s string) bool {
	i := strings.IndexAny(s, ",(")
	if i < 0 {
		return false
	}
	parts := splitNames(strings.TrimSpace(s[:i]))
	return len(parts) > 0 && isNameParts(parts)
}

func runeAt(b []byte) rune {
	r, _ := utf8.DecodeRune(b)
	return r
}

// leadAt is the length of the lead with which s begins, or 0.
func leadAt(s []byte) int { return hasPrefixFold(s, leads) }

// clauses begin sentences that go on with "see".
var clauses = []string{"for ", "on ", "zu ", "zur ", "zum ", "für ", "pour ", "sur ", "para ", "sobre ", "о ", "об ", "generally ", "but "}

// hasPrefixFold is the length of the longest of the phrases with which s begins,
// whatever its case, or 0.
func hasPrefixFold(s []byte, phrases []string) (longest int) {
	for _, p := range phrases {
		if len(p) > longest && len(p) <= len(s) && (p[0] >= utf8.RuneSelf || p[0] == s[0]|0x20) && bytes.EqualFold(s[:len(p)], []byte(p)) {
			longest = len(p)
		}
	}
	return longest
}

// referenceFollows reports whether s begins with a few capitalised words and a
// comma and goes on, or with a quotation.
func referenceFollows(s string) bool {
	if q := Quotations(s); len(q) > 0 && q[0].Start == 0 {
		return true
	}
	name, rest, ok := strings.Cut(s, ",")
	if !ok || len(strings.Fields(rest)) < 4 {
		return false
	}
	parts := splitNames(name)
	return isNameParts(parts) && len(strings.Fields(name)) > 1
}

// liftFurther takes out what an entry says of a second work, behind the address
// of the first and a semicolon: one work's title may not get another's date.
func (e *entry) liftFurther(mask []byte) {
	for i := 0; i+1 < len(e.links); i++ {
		from, to := e.links[i].End, e.links[i+1].Start
		if from >= to || to > len(mask) || address.IsArchive(e.links[i+1].URL) {
			continue
		}
		between := strings.TrimLeft(e.text[from:to], " )>].")
		if work, ok := strings.CutPrefix(between, "; "); ok && referenceFollows(strings.TrimPrefix(work, "and ")) {
			for k := from; k < len(mask); k++ {
				mask[k] = 0
			}
			return
		}
	}
}

// checkSentence drops what is read from a sentence that quotes something: a
// wrong title is worse than none, and the words that lead to a title are no
// author.
func (e *entry) checkSentence(r *reading) {
	if r.title == "" || r.described {
		return
	}
	var quote *quotation
	for i := range e.quotes {
		if q := &e.quotes[i]; q.From <= r.span[0] && r.span[1] <= q.End {
			quote = q
		}
	}
	if quote == nil {
		return
	}
	before := strings.TrimRight(strings.ReplaceAll(e.masked[:quote.Start], "\x00", " "), " ")
	lead := lastWord(before)
	if !lowerLed(lead) {
		lead = ""
	}
	first, _, _ := strings.Cut(e.text[r.span[0]:r.span[1]], " ")
	small := lex.IsLetter(first[0]) && first == strings.ToLower(first)
	switch words := sentenceWords(before); {
	case small && words > 0, words > 1 && lead != "" && !titleLeads[lead]:
		*r = reading{}
	case lead != "" && !conjunctions[lead]:
		r.authors = nil
	}
}

// lowerLed reports whether a word is plain: no capital, no punctuation.
func lowerLed(w string) bool {
	return w != "" && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// titleLeads are the small words that stand before a quoted title.
var titleLeads = lex.Phrases(`titled; entitled; called; named; article; report; essay; paper; post; story; piece; chapter; interview; speech; lecture; video; thread; in; of; see; and; or; und; et; y; e; his; her; their; the; by; von; de; zu; intitulé; titulado; review; blog; column; editorial; dissertation; thesis; study; letter; note`)

// sentenceWords is how many words of s are small ones that stand in no name.
func sentenceWords(s string) (n int) {
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ",.;:()")
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !nameParticles[w] && !conjunctions[w] && !smallWords[w] && !editorMarks[w] {
			n++
		}
	}
	return n
}
