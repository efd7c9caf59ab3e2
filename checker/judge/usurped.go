package judge

import (
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// wagers are the search words of gambling that take over expired domains, each
// with its other spellings. Source: Wikipedia's lists of usurped domains
// (Wikipedia:Link rot/Usurpations, WP:JUDI). Other spam is not looked for:
// gambling is most of it, and its words are plain.
var wagers = foldAll([]string{"slot gacor", "slot online", "situs slot", "slot deposit", "slot88", "slot777", "judi online", "judi bola", "togel", "maxwin",
	"rtp slot", "rtp live", "sbobet", "pragmatic play", "mahjong ways", "taruhan", "link alternatif", "agen bola", "bandar",
	"nhà cái", "cá cược", "xôi lạc", "nổ hũ", "tài xỉu", "1xbet", "mostbet", "melbet", "22bet", "188bet", "bet365", "pin up casino", "1win",
	"online casino", "casino online", "no deposit bonus", "free spins", "live casino", "casino bonus",
	"онлайн казино", "казино онлайн", "вулкан", "игровые автоматы", "бездепозитный бонус", "букмекер", "мостбет", "ставки на спорт",
	"canlı bahis", "bahis siteleri", "deneme bonusu", "kaçak bahis", "casino siteleri", "สล็อต", "บาคาร่า", "카지노사이트", "바카라", "토토사이트"})

// games are in the titles and names of whoever writes about gambling or lives
// on it.
var games = foldAll([]string{"gambl", "casino", "betting", "bookmak", "lotter", "wager", "poker", "slot", "jackpot", "togel", "judi", "bandar", "bet365", "1xbet", "taruhan",
	"азарт", "казино", "букмекер", "ставк", "лотере", "игорн", "игровы", "құмар", "бәс", "glücksspiel", "wett", "jeux", "apuesta", "scommess", "azar",
	"hazard", "bahis", "kumar", "cá cược", "赌", "博彩", "彩票", "ギャンブル", "賭", "도박", "카지노"})

// takenOver tells of domains that somebody registered anew to advertise
// gambling. Papers are written about that too: it counts only where the page is
// not what is cited, the paper's title and the address know nothing of such
// things, and the page speaks of little else.
func takenOver(v *view) (verdict.Verdict, bool) {
	if len(v.cited) == 0 || v.fits || v.article || !v.html() || !v.success() {
		return none()
	}
	var titles strings.Builder
	for _, t := range v.page.Titles {
		titles.WriteString(t.Text + " ")
	}
	if count(fold(titles.String()), wagers) == 0 {
		return none() // without a walk over the page
	}
	s := v.structure()
	head := fold(strings.Join(append([]string{s.title, s.meta["description"], s.meta["og:title"]}, s.headings[:min(len(s.headings), 2)]...), " "))
	const inHead, inAll = 2, 3
	if count(head, wagers) < inHead || v.slugShares(s.title) {
		return none()
	}
	about := fold(strings.Join(v.cited, " ") + " " + v.target.Hostname() + " " + v.target.Path)
	if count(about, games) > 0 || count(head+" "+v.foldedText(), wagers) < inAll {
		return none()
	}
	return found(verdict.Parked, "the domain advertises gambling: title says "+quote(s.title))
}

// count says how many of the words a folded text has.
func count(text string, words []string) int {
	n := 0
	for _, w := range words {
		if strings.Contains(text, w) {
			n++
		}
	}
	return n
}
