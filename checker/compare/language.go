package compare

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/checker/page"
)

// scripts are those that are told apart, by the name a reader knows. Han and
// kana are one: a Japanese title can be written in either.
var scripts = []struct {
	name   string
	tables []*unicode.RangeTable
}{
	{"Latin", []*unicode.RangeTable{unicode.Latin}},
	{"Cyrillic", []*unicode.RangeTable{unicode.Cyrillic}},
	{"Arabic", []*unicode.RangeTable{unicode.Arabic}},
	{"Chinese or Japanese", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}},
	{"Korean", []*unicode.RangeTable{unicode.Hangul}},
	{"Hebrew", []*unicode.RangeTable{unicode.Hebrew}},
	{"Greek", []*unicode.RangeTable{unicode.Greek}},
	{"Armenian", []*unicode.RangeTable{unicode.Armenian}},
	{"Georgian", []*unicode.RangeTable{unicode.Georgian}},
	{"Devanagari", []*unicode.RangeTable{unicode.Devanagari}},
	{"Thai", []*unicode.RangeTable{unicode.Thai}},
}

// scriptOf is the script that most letters of a text are of, "" for none. A
// letter of a script that writes syllables or words counts for more.
func scriptOf(s string) string {
	var counts [16]int
	ascii := 0
	for _, r := range s {
		if r < 0x80 {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				ascii++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		for i := range scripts {
			if unicode.In(r, scripts[i].tables...) {
				counts[i]++
				if isDense(r) || r >= 0xac00 && r <= 0xd7a3 {
					counts[i] += 2
				}
				break
			}
		}
	}
	counts[0] += ascii
	best := -1
	for i := range scripts {
		if counts[i] > 0 && (best < 0 || counts[i] > counts[best]) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return scripts[best].name
}

// languagesDiffer says in which languages a page and a cited title are, where
// they clearly are in two; a translated title is none that could mismatch.
func languagesDiffer(cited, shown string, p *page.Page) string {
	ofPage := pageLanguage(p, shown)
	if ofPage == "" {
		return ""
	}
	counts := hits(cited)
	ofTitle, most := ofPage, counts[ofPage]
	for i := range languages {
		if tag := languages[i].tag; counts[tag] > most {
			ofTitle, most = tag, counts[tag]
		}
	}
	if ofPage == "en" && most-counts["en"] < 2 && !foreignWord(cited, ofTitle) {
		// One small word is no language: names and capitals ("Las Vegas",
		// "TE Connectivity") look like one, and most titles are English.
		ofTitle = "en"
	}
	switch {
	case ofTitle != ofPage:
		return fmt.Sprintf("the page is in %s, the cited title in %s", languageName(ofPage), languageName(ofTitle))
	case most == 0 && ofPage != "en" && scriptOf(cited) == "Latin" && len(strings.Fields(cited)) > 3:
		// Titles are cited in English more than in any other language, and
		// headlines in English often have none of its small words.
		return fmt.Sprintf("the page is in %s, and nothing shows that the cited title is", languageName(ofPage))
	}
	return ""
}

// foreignWord reports whether a title has a small word of a language that no
// English title has: written small, and no English word by another meaning.
func foreignWord(title, tag string) bool {
	for _, w := range words(title) {
		if len(w) >= 3 && strings.ToLower(w) == w && slices.Contains(smallWords[w], tag) && !looksEnglish[w] {
			return true
		}
	}
	return false
}

// looksEnglish are small words of other languages that English has too.
var looksEnglish = map[string]bool{"care": true, "die": true, "was": true, "war": true, "hat": true, "men": true,
	"per": true, "pro": true, "con": true, "but": true, "den": true, "van": true, "bin": true, "era": true,
	"des": true, "del": true, "las": true, "los": true, "von": true, "mit": true, "als": true, "sans": true,
	"vid": true, "sur": true, "tot": true, "met": true, "over": true, "door": true, "son": true}

// words parts a text at everything but letters and apostrophes, which are part
// of a word, or end a word of their own as in l'homme.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
}

// pageLanguage is the language of the page's text, or what the page declares
// where the text is too short to tell.
func pageLanguage(p *page.Page, shown string) string {
	counts := hits(shown + " " + head(p.Text))
	best, second := "", ""
	for i := range languages {
		switch tag := languages[i].tag; {
		case best == "" || counts[tag] > counts[best]:
			best, second = tag, best
		case second == "" || counts[tag] > counts[second]:
			second = tag
		}
	}
	if counts[best] >= 10 && 2*counts[best] >= 3*counts[second] {
		return best
	}
	if counts[best] < 10 && languageName(p.Lang) != "" {
		return p.Lang
	}
	return ""
}

// hits counts the small words of each language in a text.
func hits(text string) map[string]int {
	counts := map[string]int{}
	for _, w := range words(strings.ToLower(text)) {
		if i := strings.IndexAny(w, "'’"); i == 1 && (w[0] == 'l' || w[0] == 'd') && len(w) > 5 {
			counts["fr"]++
			counts["it"]++
		}
		for _, tag := range smallWords[w] {
			counts[tag]++
		}
	}
	return counts
}

func languageName(tag string) string {
	for i := range languages {
		if languages[i].tag == tag {
			return languages[i].name
		}
	}
	return ""
}

// languages are those that are told apart, each by the words that any text of
// it has. A word of several languages counts for each.
var languages = []struct{ tag, name, words string }{
	{"en", "English", `the of and to in a is for on that with as by from at are was be this an it its not has have
		how what why who will new after over about into their his her you your we our can more than or but`},
	{"de", "German", `der die das und ist in den von zu mit auf für im ein eine einer dem des nicht sich auch als nach
		bei aus wie wird über vor zum zur sind hat wir am an um es oder warum was`},
	{"fr", "French", `le la les de des du et en un une est pour dans sur au aux par qui que avec pas plus ce cette
		son sa ses à il ou sont comment pourquoi entre`},
	{"es", "Spanish", `el la los las de del y en un una es para con por que se su sus al como más no lo o a sobre
		entre qué cómo sin tras`},
	{"pt", "Portuguese", `o a os as de do da dos das e em um uma é para com por que se no na nos nas ao à mais não
		como sobre entre sua seu`},
	{"it", "Italian", `il la lo i gli le di del della dei delle e in un una è per con da dal che si non al alla come
		più sul sulla nel nella sono perché`},
	{"nl", "Dutch", `de het een en van in is op te dat voor met zijn aan niet er door over bij naar uit om ook als
		maar wordt hoe waarom wat`},
	{"pl", "Polish", `i w na z do nie się że to jest o od za po przez dla jak są oraz czy co który która ze`},
	{"tr", "Turkish", `ve bir bu için ile da de ne çok daha gibi olarak olan sonra kadar değil mi göre en neden nasıl`},
	{"sv", "Swedish", `och i att det som en på är av för med till den har de inte om ett var men från efter så vid`},
	{"da", "Danish or Norwegian", `og i at det som en på er af av for med til den har de ikke om et var men fra efter etter så ved`},
	{"fi", "Finnish", `ja on ei se että oli hän mutta kuin myös ovat tai joka kun mitä miten ole sekä jo`},
	{"cs", "Czech or Slovak", `a v na se je že do z o k i s ve ze po za pro jak by si jsou nebo ako sa pre`},
	{"hu", "Hungarian", `a az és hogy nem is egy van ez meg el de csak már mint miért ki vagy azt volt`},
	{"ro", "Romanian", `și de la în a cu pe un o din care nu este pentru sunt mai ce au sau despre după al ale`},
	{"id", "Indonesian", `yang dan di dari untuk dengan ini pada adalah dalam ke akan tidak oleh itu juga sebagai`},
	{"az", "Azerbaijani", `və bir bu ilə üçün olan da də ki daha çox edib olub sonra görə necə nədir`},
	{"uz", "Uzbek", `va bilan uchun bu bir ham esa deb bo edi qildi haqida kerak`},
	{"vi", "Vietnamese", `và của là các có được cho trong một những với không người này khi đã về từ`},
	{"ru", "Russian", `и в на с не что по к как это из у за от о для его до при все но они был после об или чтобы
		я мы со над ли уже году`},
	{"uk", "Ukrainian", `і в на з не що до та як у за це про від для його по але й є був після або щоб під року`},
	{"kk", "Kazakh", `және мен бен пен үшін бұл бір деп болып туралы бойынша қазақстан да де жылы жаңа екі ол осы
		арасындағы еді болды республикасы`},
	{"bg", "Bulgarian", `и на в за от се да с е не са по до че как със при но или ще като след към`},
	{"sr", "Serbian", `и у је на да се за од са не су по као што али из који до`},
	{"ar", "Arabic", `في من على إلى عن أن التي الذي مع هذا هذه ما لا كان بعد بين قد كما أو ثم و`},
	{"fa", "Persian", `و در به از که این را با است برای آن یک خود تا بر می شد های شود است`},
	{"ur", "Urdu", `کے کی میں ہے اور سے کا نے کو پر یہ ہیں کہ اس بھی ہو`},
}

// smallWords maps each word to the languages that have it, and common is all
// of them, folded: words that tell little about a title.
var smallWords, common = func() (map[string][]string, map[string]bool) {
	small, all := map[string][]string{}, map[string]bool{}
	for _, l := range languages {
		seen := map[string]bool{}
		for w := range strings.FieldsSeq(l.words) {
			if !seen[w] {
				seen[w] = true
				small[w] = append(small[w], l.tag)
				all[fold(w)] = true
			}
		}
	}
	return small, all
}()
