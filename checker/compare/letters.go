package compare

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Languages and ways of writing of one script are told apart by letters that
// the others lack, where titles are too short for small words to do it.

// An orthography is a way of writing that shows by its letters.
type orthography struct {
	name    string
	letters string // that it has
	lacks   string // letters of a neighbour that it never has
	share   int    // its letters are at least one in so many of a text in it
	alone   bool   // a text of some length without them is written in another way
}

var orthographies = []orthography{
	{"Kazakh", "әғқңөұүһі", "", 24, true},
	{"Ukrainian", "їєґі", "ыэъё", 40, false},
	{"Serbian", "љњђћџј", "ыэъёй", 40, false},
	{"traditional characters", "們個來時國會這說對於學後還過與為經動發產開關長問車東門馬書見電點萬業實現團報場數員無當種訪華總統談話簽協議聯區鐵導", "", 20, false},
	{"simplified characters", "们个来时国会这说对于学后还过与为经动发产开关长问车东门马书见电点万业实现团报场数员无当种访华总统谈话签协议联区铁导", "", 20, false},
}

// has counts the letters of a text that the orthography has.
func (s orthography) has(text string) int { return count(text, s.letters) }

func count(text, letters string) int {
	n := 0
	for _, r := range strings.ToLower(text) {
		if strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// orthographyOf is that which most letters of a text show, nil for none. In a
// page, names and quotations of another language are too few to count; in a title,
// fewer letters have to do, by a factor of slack.
func orthographyOf(text string, slack int) *orthography {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	var best *orthography
	most := 0
	for i := range orthographies {
		if n := orthographies[i].has(text); n > most && n*orthographies[i].share*slack >= letters {
			best, most = &orthographies[i], n
		}
	}
	return best
}

// spellingsDiffer says how a page and a cited title are written, where their
// letters show that they are written in two ways. What a page shows is its title
// and text.
func spellingsDiffer(cited, shown string) string {
	own, theirs := orthographyOf(cited, 4), orthographyOf(shown, 1)
	const enough = 15 // letters, of which none is of the page's orthography
	switch {
	case own == theirs:
		return ""
	case own != nil && theirs != nil:
		return fmt.Sprintf("the page is in %s, the cited title in %s", theirs.name, own.name)
	case own != nil && scriptOf(cited) == "Cyrillic" && own.has(shown) == 0:
		return fmt.Sprintf("the cited title is in %s, the page is not", own.name)
	case theirs != nil && theirs.has(cited) == 0 && (count(cited, theirs.lacks) > 0 || theirs.alone && utf8.RuneCountInString(cited) >= enough):
		return fmt.Sprintf("the page is in %s, the cited title is not", theirs.name)
	}
	return ""
}
