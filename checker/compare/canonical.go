package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// canonicalPair are the words of two titles, each written in one way, and what
// one of them spells out as the initials that the other has.
func canonicalPair(cited, found title) (a, b []string) {
	a, b = canonical(cited.words), canonical(found.words)
	return contract(a, initialsIn(found.text)), contract(b, initialsIn(cited.text))
}

// initialsIn are the words of three to six capitals, folded.
func initialsIn(text string) []string {
	if strings.ToUpper(text) == text {
		return nil // all is in capitals
	}
	var list []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n := utf8.RuneCountInString(w); n >= 3 && n <= 6 && strings.ToUpper(w) == w && strings.ToLower(w) != w {
			list = append(list, fold(w))
		}
	}
	return list
}

// contract puts initials in the place of the words that they stand for.
func contract(words, initials []string) []string {
	for _, short := range initials {
		n := utf8.RuneCountInString(short)
		letters := []rune(short)
		for i := 0; i+n <= len(words) && !slices.Contains(words, short); i++ {
			fits := true
			for k, r := range letters {
				first, _ := utf8.DecodeRuneInString(words[i+k])
				fits = fits && first == r
			}
			if fits {
				words = slices.Concat(words[:i], []string{short}, words[i+n:])
			}
		}
	}
	return words
}

// canonical writes the words of a title in one way where there are several:
// "17bn" as "17 billion", "United States" as "us".
func canonical(words []string) []string {
	list := make([]string, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && pairsOfWords[w+" "+words[i+1]] != "" {
			list = append(list, pairsOfWords[w+" "+words[i+1]])
			i++
			if i+2 < len(words) && words[i+1] == "of" && words[i+2] == "america" {
				i += 2
			}
			continue
		}
		digits := len(w) - len(strings.TrimLeft(w, "0123456789"))
		if unit := units[w[digits:]]; unit != "" && (digits > 0 || len(list) > 0 && isNumber(list[len(list)-1])) {
			if digits > 0 {
				list = append(list, w[:digits])
			}
			list = append(list, unit)
			continue
		}
		if tens := numberWords[w]; len(tens) == 2 && tens[1] == '0' && i+1 < len(words) {
			if unit := unitWord(words[i+1]); unit != "" {
				list = append(list, tens[:1]+unit) // twenty-first
				i++
				continue
			}
		}
		list = append(list, oneSpelling(w, i > 0 && numbered[words[i-1]]))
	}
	return list
}

var pairsOfWords = map[string]string{"united states": "us", "united kingdom": "uk", "united nations": "un",
	"european union": "eu", "great britain": "uk",
	"prime minister": "pm", "artificial intelligence": "ai"}

var units = map[string]string{"bn": "billion", "b": "billion", "bln": "billion", "m": "million", "mn": "million",
	"mln": "million", "k": "thousand", "tn": "trillion", "trn": "trillion"}

// oneSpelling is a word with numbers in digits and in American spelling.
// Letters that may be a Roman number are one behind words such as "part".
func oneSpelling(w string, behindNumbered bool) string {
	if n := numberWords[w]; n != "" {
		return n
	}
	if n := romanNumbers[w]; n != "" && (behindNumbered || len(w) > 1 && !romanNames[w]) {
		return n
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if digits, ok := strings.CutSuffix(w, end); ok && isNumber(digits) && digits != "" {
			return digits
		}
	}
	if other := spellings[w]; other != "" {
		return other
	}
	if stem, ok := strings.CutSuffix(w, "s"); ok && spellings[stem] != "" {
		return spellings[stem] + "s"
	}
	return w
}

// unitWord is the digit of a word that may follow "twenty".
func unitWord(w string) string {
	if w == "one" {
		return "1" // alone it is a pronoun, too
	}
	if n := numberWords[w]; len(n) == 1 {
		return n
	}
	return ""
}

// numbered are words that a number follows.
var numbered = wordSet(`part parts volume vol chapter book episode season act war phase stage section article title
	часть том глава выпуск teil band kapitel partie tome chapitre parte capítulo volumen`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var numberWords = table(`two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
	fourteen 14 fifteen 15 twenty 20 thirty 30 forty 40 fifty 50 hundred 100
	first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10
	二 2 三 3 四 4 五 5 六 6 七 7 八 8 九 9 十 10`)

var romanNumbers = table(`i 1 ii 2 iii 3 iv 4 v 5 vi 6 vii 7 viii 8 ix 9 x 10 xi 11 xii 12 xiii 13 xiv 14 xv 15`)

// romanNames are Roman numbers that are words or names.
var romanNames = map[string]bool{"xi": true, "vi": true}

// spellings are British words that differ from the American ones by more than
// a slip does.
var spellings = table(`cheque check jewellery jewelry ageing aging plough plow tyre tire kerb curb gaol jail draught draft
	manoeuvre maneuver storey story usa us`)

func table(pairs string) map[string]string {
	words := strings.Fields(pairs)
	m := map[string]string{}
	for i := 0; i+1 < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
}

// otherNumbers reports whether each of two titles has a number that the other
// has not.
func otherNumbers(a, b []string) bool {
	x, y := numbersIn(a), numbersIn(b)
	return lacks(x, y) && lacks(y, x)
}

// lacks reports whether one of the numbers is not among the others. "22" is
// there where 2022 is.
func lacks(numbers, others []string) bool {
	return slices.ContainsFunc(numbers, func(n string) bool {
		return !slices.ContainsFunc(others, func(o string) bool {
			n, o = strings.TrimLeft(n, "0"), strings.TrimLeft(o, "0")
			return n == o || len(n) == 2 && len(o) == 4 && o[2:] == n || len(o) == 2 && len(n) == 4 && n[2:] == o
		})
	})
}

// numbersIn are the numbers among words, and within words of scripts that put
// no spaces around them.
func numbersIn(words []string) []string {
	var list []string
	for _, w := range words {
		first, _ := utf8.DecodeLastRuneInString(w)
		switch {
		case isNumber(w):
			list = append(list, w)
		case isDense(first):
			list = append(list, strings.FieldsFunc(w, func(r rune) bool { return r < '0' || r > '9' })...)
		}
	}
	return list
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// opposed reports whether one title has a small word where the other has its
// opposite.
func opposed(a, b []string) bool {
	for _, pair := range opposites {
		for _, p := range [][2]string{pair, {pair[1], pair[0]}} {
			if slices.Contains(a, p[0]) && !slices.Contains(a, p[1]) && slices.Contains(b, p[1]) && !slices.Contains(b, p[0]) {
				return true
			}
		}
	}
	return false
}

var opposites = [][2]string{{"before", "after"}, {"with", "without"}, {"under", "over"}, {"against", "for"},
	{"до", "после"}, {"vor", "nach"}, {"avant", "après"}, {"antes", "después"}}
