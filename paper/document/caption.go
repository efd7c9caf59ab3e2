package document

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// captionWords announce what a figure or a table shows.
var captionWords = foldedPhrases(`figure; fig; table; tab; chart; map; plate; photo; box; scheme; exhibit; listing; algorithm
	abbildung; abb; tabelle; karte; tableau; graphique; figura; tabla; gráfico; tabela; tabella; figuur; rysunek; rys; şekil; tablo
	рисунок; рис; таблица; табл; сурет; кесте; таблиця; شكل; جدول; איור; טבלה`)

// IsCaption reports whether a text is the caption of a figure or table: it
// begins with the word for it, a number, and a full stop or colon: "Figure 3.
// Prices". Captions stand where pages have room, also among a paper's entries.
func IsCaption(text string) bool {
	word, rest, ok := strings.Cut(text[:min(len(text), 40)], " ")
	if !ok || !captionWords[lex.Fold(word)] {
		return false
	}
	number, _, ok := strings.Cut(rest, " ")
	if !ok || !strings.ContainsAny(number[len(number)-min(1, len(number)):], ".:") {
		return false
	}
	number = strings.TrimRight(number, ".:")
	return number != "" && len(number) < 6 && strings.ContainsAny(number, "0123456789IVX") && strings.Trim(number, "0123456789.-IVXABCDSabc") == ""
}
