package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// otherWords reports whether each title has a telling word that the other has
// nothing like: "Crude Petroleum in Israel" and "Crude Petroleum in Jordan" are
// two works, however much of the template they share. A word that only one of
// the two has makes no other work, as in a title shortened or with a subtitle.
func otherWords(cited, found title) bool {
	const most = 40 // words; longer titles are texts, and take long to compare
	if cited.spaceless() || found.spaceless() || len(cited.words) > most || len(found.words) > most {
		return false
	}
	a, b := canonicalPair(cited, found)
	onlyA, onlyB := unmatched(a, b), unmatched(b, a)
	if len(onlyA) == 0 || len(onlyB) == 0 {
		return false
	}
	onlyA, onlyB = lessInitials(onlyA, onlyB, a, b)
	return len(onlyA) > 0 && len(onlyB) > 0
}

// sameOpening reports whether two titles begin with the same part up to a
// colon or dash, long enough to be a title by itself: they differ only in what
// was put behind it.
func sameOpening(a, b title) bool {
	const enough = 4 // telling words
	leadsA, _ := a.segments()
	leadsB, _ := b.segments()
	for _, x := range leadsA {
		lead := newTitle(x)
		n := content(lead.words)
		if n < enough || 2*n < content(a.words) || 2*n < content(b.words) {
			continue
		}
		for _, y := range leadsB {
			if newTitle(y).dense == lead.dense {
				return true
			}
		}
	}
	return false
}

// content counts the words of a title that tell something.
func content(words []string) int {
	n := 0
	for _, w := range words {
		if telling(w) {
			n++
		}
	}
	return n
}

// unmatched are the telling words of a that b has no counterpart for.
func unmatched(a, b []string) []string {
	glued := compounds(a, b)
	var list []string
	for i, w := range a {
		if !telling(w) || glued[i] {
			continue
		}
		if !slices.ContainsFunc(b, func(other string) bool { return counterpart(w, other) }) {
			list = append(list, w)
		}
	}
	return list
}

// compounds marks the words of a that b has written as one, and those that b
// has in parts: "e-mail" and "email".
func compounds(a, b []string) map[int]bool {
	const most = 3 // parts of a compound
	marked := map[int]bool{}
	for i := range a {
		joined := a[i]
		for n := 2; n <= most && i+n <= len(a); n++ {
			joined += a[i+n-1]
			if slices.Contains(b, joined) {
				for k := range n {
					marked[i+k] = true
				}
			}
		}
	}
	for i := range b {
		joined := b[i]
		for n := 2; n <= most && i+n <= len(b); n++ {
			joined += b[i+n-1]
			if k := slices.Index(a, joined); k >= 0 {
				marked[k] = true
			}
		}
	}
	return marked
}

// telling reports whether a word can tell one work from another: no small
// word, no number, which otherNumbers sees to, no word that editors put before
// and behind titles. Only words of alphabets that inflect at the end can be
// compared with what they became on another page.
func telling(w string) bool {
	if weight(w) < 1 || labelWords[w] || utf8.RuneCountInString(w) < 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.In(first, unicode.Latin, unicode.Cyrillic, unicode.Greek)
}

// labelWords come and go with editions of a title, and so do the verbs of
// speech in headlines.
var labelWords = func() map[string]bool {
	table := map[string]bool{}
	for w := range strings.FieldsSeq(`exclusive opinion analysis breaking live update updated updates watch video photos podcast
		interview transcript report reports press release statement factbox explainer editorial commentary column blog
		pdf full text page online edition ed eds says said say tells told announces announced claims confirms dollar dollars usd
		euro euros eur via part chapter section vol volume no issue mr mrs dr first new would could should may might
		эксклюзив мнение анализ видео фото интервью`) {
		table[w] = true
	}
	return table
}()

// counterpart reports whether two words are one: inflected, misspelled, in
// British or American spelling, abbreviated, or from another alphabet in
// another way. It is stricter than sameWord: Iran is not Iraq.
func counterpart(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		a, b, x, y = b, a, y, x
	}
	if isNumber(a) || isNumber(b) || confusable[a+" "+b] || confusable[b+" "+a] {
		return false
	}
	return sameStem(x, y) || sameSlip(a, b, x, y) || abbreviates(x, y) || sameSounds(a, b)
}

// confusable are names of two that differ no more than inflected words do.
var confusable = map[string]bool{"niger nigeria": true, "niger nigerian": true, "india indiana": true, "ireland iceland": true,
	"mauritius mauritania": true, "virgin virginia": true, "roman romania": true, "legal illegal": true}

// sameStem reports whether two words differ only in their endings.
func sameStem(x, y []rune) bool {
	const tail = 4
	n := 0
	for n < len(x) && x[n] == y[n] {
		n++
	}
	if n >= 3 && n == len(x) && endings[string(y[n:])] {
		return true
	}
	return n >= 4 && len(x)-n <= tail && len(y)-n <= tail && 5*n >= 3*len(y)
}

// endings are those that even the shortest words take.
var endings = map[string]bool{"s": true, "es": true, "ed": true, "d": true, "ing": true, "er": true, "ers": true, "ding": true,
	"ting": true, "ning": true, "ped": true, "ted": true, "а": true, "у": true, "ы": true, "е": true, "ом": true, "ов": true}

// sameSlip reports whether two words differ by a slip of the pen: at most one
// letter in ten, in the shortest only vowels or two letters exchanged.
func sameSlip(a, b string, x, y []rune) bool {
	switch n := len(x); {
	case n < 4 || x[0] != y[0] && n < 7:
		return false
	case n == 4 && len(y) == 4:
		return distanceUpTo(a, b, 1) && consonants(a) == consonants(b)
	case n >= 10:
		return distanceUpTo(a, b, 2)
	}
	return distanceUpTo(a, b, 1)
}

func consonants(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouyаеиоуыэюя", r) {
			return -1
		}
		return r
	}, s)
}

// abbreviates reports whether x is y with letters left out: govt, dept, intl.
func abbreviates(x, y []rune) bool {
	if len(x) < 3 || len(x) > 6 || len(y) < len(x)+3 || x[0] != y[0] || x[len(x)-1] != y[len(y)-1] && x[len(x)-1] != 'l' {
		return false
	}
	at := 0
	for _, r := range y {
		if at < len(x) && x[at] == r {
			at++
		}
	}
	return at == len(x)
}

// sounds makes one of the letters that stand for one sound in the ways of
// writing a foreign name: Qazaqstan and Kazakhstan, Tokaev and Tokayev.
var sounds = strings.NewReplacer("kh", "k", "gh", "g", "zh", "z", "sh", "s", "ch", "c", "ts", "c", "ph", "f", "dzh", "z",
	"q", "k", "w", "v", "x", "ks", "j", "z", "tz", "c", "ck", "k")

func sameSounds(a, b string) bool {
	if len(b)-len(a) > 4 || len(a) < 3 {
		return false
	}
	x, y := consonants(sounds.Replace(a)), consonants(sounds.Replace(b))
	if x != y {
		return false
	}
	return len(x) >= 3 || len(x) == 2 && a[0] == b[0]
}

// lessInitials takes out words that the other title has as initials: MFA for
// Ministry of Foreign Affairs. Two letters are too often an accident.
func lessInitials(onlyA, onlyB, a, b []string) ([]string, []string) {
	onlyA, onlyB = expand(onlyA, onlyB, b)
	onlyB, onlyA = expand(onlyB, onlyA, a)
	return onlyA, onlyB
}

// expand takes the words of short that are initials of neighbours in long out
// of it, and these neighbours out of only.
func expand(short, only, long []string) (restShort, restOnly []string) {
	for _, w := range short {
		if n := utf8.RuneCountInString(w); n >= 3 && n <= 6 {
			if words := spelled(w, long); words != nil {
				only = slices.DeleteFunc(slices.Clone(only), func(o string) bool { return slices.Contains(words, o) })
				continue
			}
		}
		restShort = append(restShort, w)
	}
	return restShort, only
}

// spelled are the neighbours in words whose first letters are those of initials.
func spelled(initials string, words []string) []string {
	var telling []string
	for _, w := range words {
		if weight(w) == 1 && !isNumber(w) {
			telling = append(telling, w)
		}
	}
	letters := []rune(initials)
	for i := 0; i+len(letters) <= len(telling); i++ {
		fits := true
		for k, r := range letters {
			first, _ := utf8.DecodeRuneInString(telling[i+k])
			fits = fits && first == r
		}
		if fits {
			return telling[i : i+len(letters)]
		}
	}
	return nil
}
