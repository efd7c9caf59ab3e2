package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// legalAct reads an act of the European Union or of a ministry by its own form:
// "Council Regulation (EU) 2021/1119 of 30 June 2021 establishing …, OJ L 243".
// All up to the journal that prints it is the title; an act has no authors.
func (e *entry) legalAct() (reading, bool) {
	start := len(e.masked) - len(strings.TrimLeft(e.masked, " \x00"))
	s := e.masked[start:]
	number := actNumber(s)
	if number == 0 {
		return reading{}, false
	}
	end := len(s)
	for _, mark := range actEnds {
		if i := strings.Index(s[number:], mark); i >= 0 {
			end = min(end, number+i)
		}
	}
	title := strings.TrimRight(strings.TrimSpace(e.text[start:start+end]), " ,.;(")
	return reading{title: title, span: [2]int{start, start + len(title)}}, true
}

// NamesAct reports whether s is the citation of an act.
func NamesAct(s string) bool { return actNumber(strings.TrimLeft(s, " ")) > 0 }

// actNumber returns where the number of an act ends with which s begins, or 0:
// behind what issued it and what it is, "2021/1119" or "No 833/2014" stands,
// often after the community in brackets.
func actNumber(s string) int {
	const mostWords = 8
	at, act := 0, false
	for range mostWords {
		word, _, _ := strings.Cut(s[at:], " ")
		switch plain := strings.ToLower(strings.Trim(word, "(),")); {
		case actKinds[plain]:
			act = true
		case act && isActNumber(plain):
			return at + len(word)
		case act && (communities[plain] || plain == "no" || plain == "no." || plain == "nr" || plain == "nr." || plain == "n°" || plain == "č." || plain == "№"):
		case !act && actIssuers[plain]:
		default:
			return 0
		}
		if at += len(word) + 1; at >= len(s) {
			return 0
		}
	}
	return 0
}

// isActNumber recognises 2021/1119, 833/2014 and 2000/60/EC.
func isActNumber(s string) bool {
	first, rest, ok := strings.Cut(s, "/")
	second, community, _ := strings.Cut(rest, "/")
	year := func(n string) bool {
		return len(n) == 4 && (n[0] == '1' || n[0] == '2') || len(n) == 2 && lex.IsDigit(n[0])
	}
	return ok && isDigits(first) && isDigits(second) && (year(first) || year(second)) && (community == "" || communities[community])
}

var (
	actIssuers  = lex.Phrases(`council; commission; implementing; delegated; framework; european; parliament; durchführungsverordnung; joint; règlement; reglamento; regolamento; de; d’exécution; d'exécution; di; delegado; delegato; délégué; délégation; ejecución; esecuzione; richtlinie`)
	actKinds    = lex.Phrases(`regulation; directive; decision; recommendation; verordnung; durchführungsverordnung; richtlinie; beschluss; règlement; décision; reglamento; directiva; decisión; regolamento; direttiva; decisione; regulamento; decisão; rozporządzenie; dyrektywa; decyzja; verordening; richtlijn; besluit; регламент; директива; решение`)
	communities = lex.Phrases(`eu; ec; eec; euratom; cfsp; ue; ce; cee; eg; ewg; gasp; we; euratom); es; ес`)
	actEnds     = []string{", OJ ", " OJ L", " [", ", ABl", " (ABl", ", JO ", " (JO ", ", DO ", " (DO ", ", GU ", " (GU ", ", Dz.", " (Dz.", ", PB ", " (PB ", " (OJ ", ". OJ ", ". Official Journal", ", Official Journal", "\x00", ". Available"}
)
