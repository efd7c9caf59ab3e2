package judge

import (
	"slices"
	"strings"
	"sync"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// gates are what short pages say that stand before every page of a site: who is
// let in, what must be accepted first, who has to wait. They are beginnings of
// words. Only a page that its site gives for every address is searched for them.
var gates = []struct {
	reason verdict.Reason
	says   []string
}{
	{verdict.ServerError, []string{"maintenance", "undergoing", "be back", "come back", "wartung", "mantenimiento", "manutencao", "manutenzione", "onderhoud",
		"технические работы", "техническ", "технічні роботи", "техникалық жұмыс", "bakım", "维护", "維護", "メンテナンス", "점검"}},
	{verdict.Login, []string{"over 18", "over 21", "18 years", "18 or older", "21 or older", "your age", "legal age", "drinking age", "volljährig", "mayor de edad", "majeur",
		"maggiorenne", "maior de idade", "18 лет", "18 років", "满18", "滿18", "18歳", "cookie", "your privacy", "accept all", "consent", "i agree", "you agree", "terms of use",
		"akzeptieren", "zustimm", "pur abo", "accepter", "aceptar", "accetta", "aceitar", "akkoord", "соглас", "принять", "同意",
		"your country", "your region", "your language", "subscri", "free articles", "free account", "institution", "to continue", "to read on", "members only", "abonn",
		"suscri", "assin", "подпис", "sign in", "log in", "password", "войдите", "订阅", "登录", "ログイン", "購読", "로그인"}},
	{verdict.Blocked, []string{"queue", "in line", "waiting room", "please wait", "stand by", "warten", "warteschlange", "augenblick", "patienter", "un instant", "un momento",
		"подождите", "очеред", "зачекайте", "bekleyin", "请稍", "請稍", "お待ち", "기다"}},
}

var gateWords = sync.OnceValue(func() [][]string {
	list := make([][]string, len(gates))
	for i, g := range gates {
		for _, words := range g.says {
			list[i] = append(list[i], " "+strings.TrimSpace(fold(words)))
		}
	}
	return list
})

// gate tells of a page that a site gives for every address and that does not say
// that anything is missing, but asks something of its reader or speaks as walls
// do: what was cited may stand behind it.
func (v *view) gate(at string) (verdict.Verdict, bool) {
	w, s := v.wording(), v.structure()
	if w.inTitle != silent || w.inHead != silent || v.words >= prose {
		return none()
	}
	if slices.ContainsFunc(v.ownParts(s.title), page.IsPrompt) {
		return found(verdict.Login, "title says "+quote(s.title))
	}
	asks := s.title + " " + strings.Join(s.headings, " ")
	if v.words < short {
		asks += " " + v.page.Text // a longer one may speak of its cookies besides
	}
	text := " " + fold(asks) + " "
	for i, g := range gates {
		for _, words := range gateWords()[i] {
			if strings.Contains(text, words) || isDense([]rune(words)[1]) && strings.Contains(text, words[1:]) {
				return found(g.reason, "same page as "+at+"; it says "+quote(strings.TrimSpace(words)))
			}
		}
	}
	for _, words := range suspicions() {
		if v.words < short && strings.Contains(text, words) {
			return found(verdict.Blocked, "same page as "+at+"; it says "+quote(strings.TrimSpace(words)))
		}
	}
	return none()
}
