package date

import "strings"

// monthNames are the months as dates in papers spell them, in lower case and
// without a full stop: first the names, in the case that dates need, then the
// abbreviations.
var monthNames = map[string][12]string{
	"en": {"january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul",
		"august aug", "september sep sept", "october oct", "november nov", "december dec"},
	"de": {"januar jänner", "februar feber", "märz mär mrz", "april", "mai", "juni", "juli",
		"august", "september", "oktober okt", "november", "dezember dez"},
	"fr": {"janvier janv", "février févr fév fevrier", "mars", "avril avr", "mai", "juin", "juillet juil",
		"août aout", "septembre", "octobre", "novembre", "décembre déc decembre"},
	"es": {"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio",
		"agosto ago", "septiembre setiembre", "octubre", "noviembre", "diciembre dic"},
	"it": {"gennaio genn gen", "febbraio febbr", "marzo", "aprile", "maggio magg mag", "giugno giu", "luglio lug",
		"agosto", "settembre sett set", "ottobre ott", "novembre", "dicembre"},
	"pt": {"janeiro", "fevereiro fev", "março", "abril", "maio", "junho", "julho",
		"agosto", "setembro", "outubro out", "novembro", "dezembro"},
	"ru": {"января январь янв", "февраля февраль февр фев", "марта март мар", "апреля апрель апр", "мая май", "июня июнь июн", "июля июль июл",
		"августа август авг", "сентября сентябрь сент сен", "октября октябрь окт", "ноября ноябрь нояб ноя", "декабря декабрь дек"},
	"nl": {"januari", "februari", "maart mrt", "april", "mei", "juni", "juli",
		"augustus", "september", "oktober", "november", "december"},
	"pl": {"stycznia styczeń", "lutego luty", "marca marzec", "kwietnia kwiecień", "maja maj", "czerwca czerwiec", "lipca lipiec",
		"sierpnia sierpień", "września wrzesień", "października październik", "listopada listopad", "grudnia grudzień"},
	"tr": {"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz",
		"ağustos", "eylül", "ekim", "kasım", "aralık"},
	"uk": {"січня січень", "лютого лютий", "березня березень", "квітня квітень", "травня травень", "червня червень", "липня липень",
		"серпня серпень", "вересня вересень", "жовтня жовтень", "листопада листопад", "грудня грудень"},
	"kk": {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде",
		"тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
}

// Months maps every spelling in monthNames to its month, 1 to 12.
var Months = func() map[string]int {
	m := map[string]int{}
	for _, names := range monthNames {
		for i, spellings := range names {
			for _, s := range strings.Fields(spellings) {
				m[s] = i + 1
			}
		}
	}
	return m
}()

// dateFillers are the words that stand inside a date: "7th of November",
// "12 de enero de 2026", "2025 жылғы 7 қараша".
var dateFillers = map[string]bool{
	"of": true, "de": true, "del": true, "den": true, "the": true, "le": true, "el": true, "il": true,
	"г": true, "года": true, "р": true, "року": true, "ж": true, "жылғы": true, "жылы": true, "roku": true, "r": true,
}
