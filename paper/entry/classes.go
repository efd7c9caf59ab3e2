package entry

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A class says what a word looks like, or what it is known to name.
type class uint8

const (
	lowerWord      class = iota // a small letter first, not listed
	capWord                     // a capital first
	upperWord                   // four capitals or more
	uncasedWord                 // of a script without capitals
	initialWord                 // J. or J.-P.
	bareWord                    // one to three capitals: J, JR
	shortWord                   // a short capitalised word with a full stop: Genet.
	dateWord                    // a date
	yearWord                    // a year
	possessiveWord              // Gravity's
	headYear                    // a year behind punctuation that words follow
	aloneDate                   // a date between punctuation
	aloneYear                   // a year between punctuation
	tailYear                    // an entry's only date, a year at the end of its words
	monthWord                   // a month's name outside of dates
	numberWord                  // digits only, and what holds page ranges together
	mixedWord                   // letters and digits
	hostWord                    // a host's name
	smallWord                   // of, the, and, für
	particleWord                // van, de: small words of names
	titleWord                   // The, How: capitalised words that no name begins with
	orgWord                     // Ministry, Institute
	journalWord                 // Journal, Proceedings, Rev
	newsWord                    // Times, Post, News
	publisherWord               // Press, Verlag
	placeWord                   // Paris, Oxford
	volumeWord                  // vol, pp, no
	editionWord                 // edition, Aufl
	editorWord                  // ed, eds, Hrsg
	kindWord                    // thesis, report, preprint, press release
	suffixWord                  // Jr, Ph.D.
	othersWord                  // al
	inWord                      // In
	givenWord                   // Ann, Boris
	nounWord                    // Politics, Rivers: capitalised words that name nobody
	gerundWord                  // Measuring
	longWord                    // of a script that does not part words, too long for a name
	punctWord                   // no letter or digit
	numClasses
)

// A look is what is seen of a word without knowing it.
type look struct {
	letters, capitals, digits, uncased, others int
	capital                                    bool // the first is one
	stop                                       bool // a full stop follows
}

// classOf is the class of a word; stop says that a full stop follows it. The
// word's beginning in small letters is put into buf.
func classOf(word string, stop bool, buf []byte) (cl class, lower []byte) {
	l := look{stop: stop}
	lower = buf[:0]
	for i, r := range word {
		switch {
		case 'a' <= r && r <= 'z':
			l.letters++
		case '0' <= r && r <= '9':
			l.digits++
		case unicode.IsUpper(r):
			l.letters++
			l.capitals++
			l.capital = l.capital || i == 0
			r = unicode.ToLower(r)
		case unicode.IsLetter(r) || unicode.IsMark(r):
			l.letters++
			if !unicode.IsLower(r) {
				l.uncased++
			}
		default:
			l.others++
		}
		if len(lower) < 40 {
			lower = utf8.AppendRune(lower, r)
		}
	}
	switch {
	case l.letters+l.digits == 0:
		if word == "&" {
			return smallWord, lower
		}
		return punctWord, lower
	case l.letters == 0:
		return numberWord, lower
	}
	if cl, ok := l.known(lexicon[string(lower)]); ok {
		return cl, lower
	}
	if i := bytes.IndexByte(lower, '.'); l.digits > 0 && i > 0 && lexicon[string(lower[:i])] == volumeWord {
		return volumeWord, lower // Vol.12
	}
	if cl = l.class(word); cl == capWord {
		switch {
		case endsAsNoun(lower):
			cl = nounWord
		case len(lower) > 5 && bytes.HasSuffix(lower, ing):
			cl = gerundWord
		}
	}
	return cl, lower
}

// known returns the class of a listed word in the case in which it stands, if
// it has it in that case: "Press" is a publisher's, "press" and "A" are words.
func (l look) known(cl class) (class, bool) {
	switch cl {
	case 0:
		return 0, false
	case inWord, smallWord:
		switch {
		case !l.capital:
			return smallWord, true
		case cl == smallWord:
			return titleWord, l.letters > 1
		}
	case titleWord:
		if !l.capital {
			return smallWord, true
		}
		return cl, l.letters > 1
	case particleWord, othersWord:
		return cl, !l.capital
	case monthWord:
		return cl, l.capital
	case newsWord, orgWord, publisherWord, journalWord:
		return cl, l.capital && l.letters > 1
	case placeWord:
		return cl, l.capital
	case givenWord, nounWord:
		return cl, l.capital && l.capitals < l.letters
	case kindWord:
		return cl, l.letters > 1
	}
	return cl, true
}

// class is the class of a word that is not listed.
func (l look) class(word string) class {
	switch {
	case l.capital && (strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")):
		return possessiveWord
	case l.uncased > 0:
		return uncasedClass(word)
	case l.digits > l.letters, l.digits > 0 && l.letters <= 2 && l.letters == l.capitals:
		return numberWord
	case l.digits > 0:
		return mixedWord
	case strings.IndexByte(word, '.') > 0 && l.capitals < l.letters && l.letters > 4:
		return hostWord
	case (l.stop || l.others > 0) && IsInitials(word+"."):
		return initialWord
	case IsBareInitials(word):
		return bareWord
	case l.capitals == l.letters && l.letters > 3:
		return upperWord
	case !l.capital:
		return lowerWord
	case l.stop && l.letters <= 6:
		return shortWord
	}
	return capWord
}

// uncasedClass is the class of a word in a script without capitals: where words
// are not parted, by how it ends.
func uncasedClass(word string) class {
	for _, x := range uncasedEndings {
		if strings.HasSuffix(word, x.ending) {
			return x.class
		}
	}
	if n := utf8.RuneCountInString(word); n > maxUnparted && unparted(word) {
		return longWord
	}
	return uncasedWord
}

var ing = []byte("ing")

// maxUnparted is the most characters that a person's name has in scripts that do
// not part words.
const maxUnparted = 6

// unparted reports whether a word is of such a script. A dot parts the foreign
// names that are written in it.
func unparted(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) && !strings.Contains(word, "・")
}

// uncasedEndings end the names of publishers, newspapers, journals, offices and
// places in Chinese, Japanese and Korean.
var uncasedEndings = []struct {
	ending string
	class  class
}{
	{"出版社", publisherWord}, {"书店", publisherWord}, {"書店", publisherWord}, {"书局", publisherWord}, {"印书馆", publisherWord}, {"書房", publisherWord}, {"출판사", publisherWord},
	{"新聞", newsWord}, {"新闻", newsWord}, {"新聞社", newsWord}, {"ニュース", newsWord}, {"日报", newsWord}, {"日報", newsWord}, {"晚报", newsWord}, {"时报", newsWord}, {"時報", newsWord}, {"网", newsWord}, {"일보", newsWord}, {"신문", newsWord}, {"뉴스", newsWord},
	{"学报", journalWord}, {"學報", journalWord}, {"学刊", journalWord}, {"杂志", journalWord}, {"雑誌", journalWord}, {"論集", journalWord}, {"紀要", journalWord}, {"학보", journalWord}, {"연구", journalWord},
	{"局", orgWord}, {"省", orgWord}, {"庁", orgWord}, {"部", orgWord}, {"委员会", orgWord}, {"委員会", orgWord}, {"大学", orgWord}, {"大學", orgWord}, {"研究院", orgWord}, {"研究所", orgWord}, {"协会", orgWord}, {"協会", orgWord}, {"社", orgWord}, {"청", orgWord}, {"대학교", orgWord}, {"연구소", orgWord}, {"연구원", orgWord}, {"위원회", orgWord},
}
