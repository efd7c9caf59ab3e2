package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
	"golang.org/x/text/unicode/norm"
)

// A word is what a word means beside a year.
type word struct {
	month int // 1 to 12
	weak  bool
	role  role
}

type role uint16

const (
	filler   role = 1 << iota // stands inside a date: 12 de enero de 2026
	ordinal                   // stands behind a day: 7th
	season                    // Spring 2020
	circa                     // ca. 1850
	numbered                  // the number that follows is that of a document: RFC 2045
	unit                      // the number before is no year: 1703 cm
	other                     // the year before is of another calendar or era: 1445 AH
	announce                  // a date follows: accessed
	dayFirst                  // a date follows, and its day comes first: consulté le
)

// roleWords are the words of each role.
var roleWords = []struct {
	role  role
	words string
}{
	{filler, "of de del do den the le el il di d г года год р року рік ж жылғы жылдың жылы roku r gada"},
	{ordinal, "st nd rd th er ère º ª de ste e го"},
	{season, `spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera verano otoño invierno
		estate autunno inverno verão outono lente voorjaar zomer herfst wiosna lato jesień zima ilkbahar bahar yaz sonbahar güz kış
		vår sommar höst vinter весна лето осень зима літо осінь көктем жаз күз қыс ربيع صيف خريف شتاء אביב קיץ סתיו חורף`},
	{circa, "c ca circa cca около ок vers"},
	{numbered, `rfc rfcs bcp std iso iec din ieee nist no nr nos num vol report paper resolution directive patent
		pp pag стр бет page pages issue article`},
	{unit, "km cm mm nm kg mg ml hz khz mhz ghz kw mw kwh mev kev words pages participants patients subjects respondents"},
	{other, "bc bce ah هـ ه هجري هجرية"},
	{announce, "accessed retrieved visited viewed cited checked consulted downloaded on updated modified published posted"},
	{dayFirst, `abgerufen abruf zugriff zugegriffen aufgerufen besucht am vom stand consulté consultée le du accès consultado consultada el acceso recuperado
		consultato consultata il accesso acesso acessado acedido em обращения обращение доступа доступ звернення перегляду от від
		күні қаралды geraadpleegd bezocht op dostęp dnia odczyt erişim tarihi hämtad läst besøkt hentet lest den citováno viitattu`},
}

// vocabulary has every word that means something beside a year, as fold writes
// it.
var vocabulary = func() map[string]word {
	all := make(map[string]word, 2048)
	add := func(words string, mean func(*word)) {
		for s := range strings.FieldsSeq(words) {
			for _, s := range spellings(s) {
				w := all[s]
				mean(&w)
				all[s] = w
			}
		}
	}
	for _, set := range roleWords {
		add(set.words, func(w *word) { w.role |= set.role })
	}
	for _, names := range monthNames {
		for i, words := range names {
			add(words, func(w *word) { w.month = i + 1 })
		}
	}
	add(weakNames, func(w *word) { w.weak = true })
	return all
}()

// Months maps the spellings of months that are nothing else to 1 to 12.
var Months = func() map[string]int {
	months := map[string]int{}
	for name, w := range vocabulary {
		if w.month > 0 && !w.weak {
			months[name] = w.month
		}
	}
	return months
}()

// fold writes a word as the vocabulary has it: in lower case, with the Turkish
// i as the others, and without accents that are characters of their own.
func fold(s string) string { return string(appendFold(nil, s)) }

func appendFold(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			b = append(b, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == 'ı', r == 'İ':
			b = append(b, 'i')
		case 0x300 <= r && r <= 0x36f:
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

// spellings gives a word as it is, and without accents, as capitals and careless
// keyboards leave it.
func spellings(s string) []string {
	if lex.IsASCII(s) {
		return []string{fold(s)}
	}
	return []string{fold(s), fold(norm.NFD.String(s))}
}
