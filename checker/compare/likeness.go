package compare

import (
	"strings"
	"unicode/utf8"
)

// likeness says how alike two titles are: 1 where they are the same, or one is
// the other shortened or with a subtitle; else by their words and letters.
func likeness(cited, found title) float64 {
	switch {
	case cited.dense == "" || found.dense == "":
		return 0
	case cited.dense == found.dense:
		return 1
	case shortened(cited, found) || shortened(found, cited) || inside(cited, found):
		return 0.95
	}
	score := fuzzy(cited, found)
	other := score >= threshold && otherWords(cited, found) && !sameOpening(cited, found)
	if score >= threshold && !other {
		return score
	}
	score = min(score, different)
	if bare, _, ok := strings.Cut(cited.text, " | "); ok && begins(newTitle(bare), found) {
		return 0.94 // a site's name that the paper copied with the title
	}
	for _, part := range parts(found.text) {
		// The other words may be a site's name beside the title.
		switch t := newTitle(part); {
		case begins(t, cited):
			return 0.94
		case other && content(t.words) >= 2 && !otherWords(cited, t):
			score = max(score, fuzzy(cited, t))
		}
	}
	return score
}

// different is the likeness of titles that are as good as certain to be of two
// works, however alike they are.
const different = threshold - 0.05

// fuzzy is the likeness of two titles by words and letters.
func fuzzy(cited, found title) float64 {
	a, b := canonicalPair(cited, found)
	score := max(byWords(a, b), byLetters(cited, found))
	if otherNumbers(a, b) || opposed(a, b) {
		// World Report 2023 is not World Report 2024, however alike.
		score = min(score, different)
	}
	return min(score, 0.94)
}

// parts are what stands before and behind the bars of a title.
func parts(text string) []string {
	const most = 8
	var list []string
	for _, bar := range []string{" | ", " - ", " – ", " — ", " » ", " · ", " • ", " :: "} {
		if i := strings.Index(text, bar); i > 0 && len(list) < most {
			list = append(list, text[:i], text[i+len(bar):])
			if k := strings.LastIndex(text, bar); k > i {
				list = append(list, text[:k], text[k+len(bar):])
			}
		}
	}
	return list
}

// shortened reports whether short is the beginning or a whole part of long.
func shortened(short, long title) bool {
	if begins(short, long) {
		return true
	}
	if short.letter < 4 {
		return false
	}
	leads, trails := long.segments()
	for _, lead := range leads {
		// A word alone, as a topic before a colon, is not yet the title.
		if (len(short.words) > 1 || short.letter >= 10 || short.spaceless()) && newTitle(lead).dense == short.dense {
			return true
		}
	}
	for _, trail := range trails {
		enough := len(short.words) >= 3 || 2*short.letter >= long.letter
		if enough && newTitle(trail).dense == short.dense {
			return true
		}
	}
	return false
}

// begins reports whether long begins with short, at the end of a word, and
// short says enough for that to be no accident.
func begins(short, long title) bool {
	folded := short.folded
	if short.open {
		// The word before an ellipsis may be cut.
		if len(short.words) >= 2 && short.letter >= 8 && strings.HasPrefix(long.dense, short.dense) {
			return true
		}
	}
	if !strings.HasPrefix(long.folded, folded) {
		return false
	}
	if short.spaceless() {
		return short.letter >= 6
	}
	return len(short.words) >= 3 && short.letter >= 12 && strings.HasPrefix(long.folded, folded+" ")
}

// inside reports whether a short cited title stands whole in the page's title:
// "Constitution" cites "Constitution of the Republic". A long one may stand in
// the middle of it.
func inside(cited, found title) bool {
	if cited.spaceless() {
		return cited.letter >= 4 && strings.Contains(found.dense, cited.dense)
	}
	return cited.letter >= 4 && strings.Contains(" "+found.folded+" ", " "+cited.folded+" ")
}

// byWords is the share of the words that both titles have, or the share of the
// shorter title's words that the longer has, where those are enough to tell.
func byWords(a, b []string) float64 {
	common, weightA, weightB, telling := 0.0, 0.0, 0.0, 0
	used := make([]bool, len(b))
	for _, w := range b {
		weightB += weight(w)
	}
	for _, w := range a {
		weightA += weight(w)
		for j := range b {
			if !used[j] && sameWord(w, b[j]) {
				used[j] = true
				common += (weight(w) + weight(b[j])) / 2
				if weight(w) == 1 {
					telling++
				}
				break
			}
		}
	}
	score := 2 * common / (weightA + weightB)
	if telling >= 3 {
		contained := min(common/min(weightA, weightB), 1)
		score = max(score, 0.8*contained)
	}
	return score
}

// weight is how much a word tells: words that every title has tell little.
func weight(w string) float64 {
	if common[w] || len(w) == 1 {
		return 0.25
	}
	return 1
}

// sameWord reports whether two words are one but for a slip or an ending.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || len(b)-len(a) > 3 || isNumber(a) || isNumber(b) {
		return false
	}
	if strings.HasPrefix(b, a) {
		return true
	}
	slips := 1
	if len(a) >= 8 {
		slips = 2
	}
	return distanceUpTo(a, b, slips)
}

// distanceUpTo reports whether a becomes b by at most most changes of a letter,
// two neighbours exchanged being one change.
func distanceUpTo(a, b string, most int) bool {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return false
	}
	before, row, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(y)] <= most
}

// byLetters is the share of pairs of neighbouring letters that both titles
// have. It sees through other spacing and compounds, and is the only measure
// for scripts without spaces.
func byLetters(a, b title) float64 {
	if a.letter < 2 || b.letter < 2 {
		return 0
	}
	pairsA, pairsB := pairs(a.dense), pairs(b.dense)
	common := 0
	for p, n := range pairsA {
		common += min(n, pairsB[p])
	}
	share := 2 * float64(common) / float64(a.letter-1+b.letter-1)
	if a.spaceless() && b.spaceless() {
		if shorter := min(a.letter, b.letter) - 1; shorter >= 7 {
			share = max(share, 0.8*float64(common)/float64(shorter))
		}
		return share
	}
	// Letters alike by chance: different words of one language share a third.
	const chance = 0.3
	return max(0, (share-chance)/(1-chance))
}

func pairs(s string) map[[2]rune]int {
	m := make(map[[2]rune]int, utf8.RuneCountInString(s))
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			m[[2]rune{before, r}]++
		}
		before = r
	}
	return m
}
