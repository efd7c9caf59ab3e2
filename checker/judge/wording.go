package judge

import "strings"

// A wording is how a page's title and headings say that it is not there.
type wording struct {
	titleSaid, headSaid string // the words that say so
	inTitle, inHead     strength
	heading             string // the heading that says so most plainly
	plainHead           bool   // the first heading says so in a strong phrase and nothing else
	numbered            bool   // the first heading is nothing but the status
	noHead              bool   // no heading, or none that says more than the site's name
}

// wording reads title and headings, once.
func (v *view) wording() *wording {
	if v.worded != nil {
		return v.worded
	}
	s := v.structure()
	w := &wording{noHead: true}
	v.worded = w
	w.titleSaid, w.inTitle = v.saysMissing(s.title)
	for i, h := range s.headings {
		own := len(v.ownParts(h)) > 0
		if own && w.noHead {
			w.noHead = false
			_, how, others := v.weigh(h)
			w.plainHead = how == strong && others == 0 && !subtitled(h)
			core, number := trimFiller(fold(h))
			w.numbered = number && core == ""
		}
		if i >= 3 {
			continue
		}
		if said, how := v.saysMissing(h); how > w.inHead {
			w.headSaid, w.inHead, w.heading = said, how, h
		}
	}
	// The cited title may be made from the address: "What was asked for - not
	// found". Beside a heading that says so, that is no title of a work.
	if w.inTitle == silent && w.plainHead && v.endsMissing(s.title) {
		w.inTitle = weak
	}
	return w
}

// endsMissing says whether a title of several parts ends in words that say
// that the page is missing.
func (v *view) endsMissing(title string) bool {
	parts := v.ownParts(title)
	if len(parts) < 2 {
		return false
	}
	last := parts[len(parts)-1]
	core, _ := trimFiller(last)
	return phraseStrength(last, core) != silent
}

// deniesItself says whether a page that seems to have the cited title takes it
// back: the title ends in the words, and the heading says them alone; or a wiki
// has nothing under that title.
func (v *view) deniesItself() bool {
	return v.isUnwritten() || v.html() && v.mayBeMissing() && v.endsMissing(v.structure().title) && v.wording().plainHead &&
		!v.slugShares(v.wording().headSaid) && !v.isAbout()
}

// isAbout says whether the text goes on about what its title says, as a help
// page on missing pages does. A notice says it once, and in the path above.
func (v *view) isAbout() bool {
	const often = 5
	w, text := v.wording(), " "+v.foldedText()+" "
	n := strings.Count(text, " 404 ") + strings.Count(text, " "+w.headSaid+" ")
	if w.titleSaid != w.headSaid && w.titleSaid != "" {
		n += strings.Count(text, " "+w.titleSaid+" ")
	}
	return n >= often
}

// mayBeMissing is a quick look at the titles that were read with the page:
// long pages are not walked through unless one of them says so.
func (v *view) mayBeMissing() bool {
	if v.page == nil {
		return false
	}
	for _, title := range v.page.Titles {
		if _, how, _ := weighParts(segments(title.Text)); how == strong {
			return true
		}
	}
	return false
}

// headlineMissing says whether all titles of a page say that it is missing, so
// that its article data is not that of a work: publishing systems date their
// page for missing pages too.
func (v *view) headlineMissing() bool {
	site, sure := fold(v.page.SiteName), false
	for _, title := range v.page.Titles {
		if fold(title.Text) == site {
			continue
		}
		_, how, others := weighParts(segments(title.Text))
		if how == silent || others > 1 || subtitled(title.Text) {
			return false
		}
		sure = sure || how == strong
	}
	return sure
}

// saysMissing says whether a title as a whole says that its page is missing:
// apart from the site's name, from "404", "error" or "sorry", nothing else may
// be in it. It returns the words that say so.
func (v *view) saysMissing(title string) (string, strength) {
	if subtitled(title) {
		return "", silent
	}
	said, how, others := v.weigh(title)
	if how == silent || others > 1 {
		return "", silent
	}
	return said, how
}

// weigh returns the words of a title that say that its page is missing, how
// surely, and how much else is in it.
func (v *view) weigh(title string) (said string, how strength, others int) {
	return weighParts(v.ownParts(title))
}

func weighParts(parts []string) (said string, how strength, others int) {
	for _, part := range parts {
		core, number := trimFiller(part)
		switch kind := phraseStrength(part, core); {
		case kind != silent:
			how = max(how, kind)
			said += " " + part
		case core == "" && number:
			how = max(how, weak)
			said += " " + part
		case core == "", trimApology(core) == "":
		case len(strings.Fields(part)) <= 6:
			others++ // perhaps the site, under a name that it does not give
		default:
			others += 2
		}
	}
	return strings.TrimSpace(said), how, others
}

// subtitled says whether a colon makes the words the title of a work: "Page
// Not Found: The Vanishing Web".
func subtitled(title string) bool {
	before, after, ok := strings.Cut(title, ": ")
	if !ok {
		return false
	}
	part := fold(before)
	core, _ := trimFiller(part)
	if core == "" || phraseStrength(part, core) == silent {
		return false
	}
	for _, part := range segments(after) {
		if core, _ := trimFiller(part); core == "" || phraseStrength(part, core) != silent {
			return false
		}
	}
	return true
}

// phraseStrength knows a part with its filler or without, and without an
// apology before it.
func phraseStrength(part, core string) strength {
	p := missingPhrases()
	if how := max(p[part], p[core]); how != silent {
		return how
	}
	core = trimApology(core)
	if how := p[core]; how != silent || !deniesPage(core) {
		return how
	}
	return strong
}

// trimApology takes off what pages say before they say that they are missing.
func trimApology(core string) string {
	core += " "
	for again := true; again; {
		again = false
		for _, words := range apologies() {
			if rest, ok := strings.CutPrefix(core, words); ok {
				core, again = rest, true
			}
		}
	}
	return strings.TrimSpace(core)
}

// filler may stand around the words without changing what they say.
var filler = set(`404 410 error oops ooops ups oups opps uups whoops sorry http https code status fehler erreur erro errore
	ошибка упс ой қате қатесі помилка hata hatası eroare fout blad fel feil fejl chyba virhe 错误 錯誤 エラー 오류 خطا خطای خطأ שגיאה hoppla ops hoppsan oeps oho hups opa אופס`)

var foldedFiller = func() map[string]bool {
	m := map[string]bool{}
	for w := range filler {
		m[fold(w)] = true
	}
	return m
}()

// trimFiller takes filler off both ends of a folded part, and says whether it
// held a status that means missing.
func trimFiller(part string) (core string, number bool) {
	words := strings.Fields(part)
	take := func(w string) bool {
		number = number || w == "404" || w == "410"
		return foldedFiller[w]
	}
	for len(words) > 0 && take(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && take(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " "), number
}

// ownParts are the folded parts of a title that do not name the site.
func (v *view) ownParts(title string) []string {
	names := v.siteNames()
	var own []string
	for _, part := range segments(title) {
		for _, name := range names {
			if len(name) < 3 {
				continue
			}
			part = strings.TrimSuffix(part, " "+name)
			if part == name || strings.ReplaceAll(part, " ", "") == strings.ReplaceAll(name, " ", "") {
				part = ""
			}
		}
		if part != "" {
			own = append(own, part)
		}
	}
	return own
}
