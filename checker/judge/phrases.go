package judge

import (
	"strings"
	"sync"
)

// missingTitles are what titles and headings say in place of a page, by
// language. (a|b|) stands for one of a, b and nothing. Sources: the title
// lists of ms609/citation-bot (bad_data.php), translations in the sources of
// publishing systems, and pages met; other forms are the languages' ordinary
// ones.
var missingTitles = map[string][]string{
	"en": {
		"(the|this|that|your|web|) page (was|is|could|can|cannot|) not (be|) found",
		"(sorry |oops |) (the|this|that) page (you are|you re|you were|youre) (looking for|trying to reach|trying to view) (does not exist|doesnt exist|could not be found|couldnt be found|cannot be found|cant be found|was not found|wasnt found|is not available|isnt available|is no longer available|has been removed|has moved|no longer exists)",
		"(the|this|that) page (does not exist|doesnt exist|cannot be found|cant be found|couldnt be found|could not be located|wasnt found|isnt available|is not available|isnt here|is gone|no longer exists|is no longer available|is unavailable|is missing|has been removed|has been deleted)",
		"(the|) page (you|) (have|) requested (was not found|could not be found|cannot be found|does not exist|is not available|is no longer available|couldnt be found|wasnt found)",
		"(the|) requested (page|url|document|resource) (was not found|could not be found|cannot be found|does not exist|is not available|not found)",
		"page (missing|unavailable|gone|removed|no longer available|no longer exists|does not exist|cannot be found)",
		"(article|story|content|document|post|item|product|publication|news) (not found|unavailable|no longer available|does not exist|has been removed|has been deleted|has expired|cannot be found|no longer exists)",
		"(this|the|) (article|story|content|document|post|item|publication) (was not found|could not be found|cannot be found|does not exist|doesnt exist|is not available|isnt available|is no longer available|no longer exists|has been removed|has been deleted|has expired)",
		"(we|) (cant|cannot|could not|couldnt) find (that|the|this|your) page (you are looking for|you re looking for|youre looking for|)",
		"(this is|) not the page you (requested|were looking for|are looking for)",
		"(we are|were|) sorry (but|) (the|this|that) page (could not be found|cannot be found|cant be found|does not exist|isnt available|was not found)",
		"(the|this|that) page (you are|you re|youre|you were) looking for (has moved|has been moved|was moved|may have moved|may have been moved|might have been moved|has been removed|may have been removed|might have been removed|has been deleted) or (no longer exists|does not exist|doesnt exist|deleted|removed|is no longer available|has been removed|has been deleted|renamed)",
		"(the|this|that) page (has moved|has been moved|was moved) or (no longer exists|does not exist|doesnt exist|has been removed|has been deleted|was removed|was deleted|deleted|removed)",
		"(the|this|that) page (you are|you re|youre|you were) looking for (isnt here|is missing|is gone|is not here|cant be found|has been deleted)",
		"url not found", "(it seems |) (we|) (cant|cannot|couldnt) (seem to |)find what (youre|you re|you are|you were) looking for", "no such page", "no such special page", "webpage not found", "error 404 not found 1", "page not found on this server", "the page cannot be displayed", "the resource cannot be found",
	},
	"de": {
		"(die|diese|) (angeforderte|gesuchte|gewunschte|) (seite|webseite|internetseite) (wurde|konnte|) (leider|) nicht gefunden (werden|)",
		"(die|diese|) (angeforderte|gesuchte|gewunschte|) seite (existiert|ist) (leider|) nicht (mehr|) (verfugbar|vorhanden|)",
		"diese seite gibt es (leider|) nicht (mehr|)", "(die|diese) seite wurde (verschoben|geloscht|entfernt) oder (geloscht|entfernt|existiert nicht mehr)",
		"(inhalt|artikel|dokument|beitrag|datei|dieser artikel|der artikel) (wurde|) (leider|) nicht (mehr|) (gefunden|verfugbar)",
		"die von ihnen (gesuchte|angeforderte|aufgerufene) seite (wurde nicht gefunden|existiert nicht|konnte nicht gefunden werden)",
	},
	"fr": {
		"(la|cette|) page (demandee|recherchee|que vous recherchez|que vous cherchez|) (est|) (introuvable|inexistante)",
		"(la|cette|) page (demandee|recherchee|que vous recherchez|que vous cherchez|) (non trouvee|n existe pas|n existe plus|nexiste pas|nexiste plus|na pas ete trouvee|na pu etre trouvee|nest plus disponible)",
		"(la|cette) page (que vous (recherchez|cherchez|avez demandee)|) (a ete (deplacee|supprimee) ou (supprimee|deplacee|nexiste plus)|nexiste pas ou plus|est introuvable ou a ete supprimee)",
		"(contenu|article|document|cet article|ce contenu) (est|) (introuvable|non trouve|n existe plus|nexiste plus|nest plus disponible)",
	},
	"es": {
		"(la|esta|) pagina (solicitada|que busca|que buscas|que esta buscando|) (no (encontrada|existe|disponible)|no se encuentra|no ha sido encontrada|no se ha encontrado|no esta disponible|no fue encontrada)",
		"(la|esta) pagina (solicitada|que (busca|buscas|esta buscando|estas buscando|ha solicitado|has solicitado)|) (ya no (existe|esta disponible)|no (existe o ha sido eliminada|existe o ha sido movida|pudo ser encontrada))",
		"no (se encontro|se ha encontrado|encontramos|se encuentra|hemos encontrado) la pagina",
		"(contenido|articulo|documento|noticia) no (encontrado|encontrada|disponible)",
	},
	"it": {
		"(la|questa|) pagina (richiesta|cercata|che cerchi|che stai cercando|) (non trovata|non esiste|non esiste piu|non e stata trovata|non e disponibile|inesistente)",
		"(contenuto|articolo|documento) non (trovato|disponibile)",
	},
	"pt": {
		"(a|esta|) pagina (solicitada|que procura|que voce procura|) (nao encontrada|nao existe|nao existe mais|ja nao existe|nao foi encontrada|nao esta disponivel|inexistente)",
		"(conteudo|artigo|noticia|documento) nao (encontrado|encontrada|disponivel|existe)",
	},
	"nl": {
		"(de|deze|) (opgevraagde|gevraagde|) pagina (is|) (niet gevonden|bestaat niet|bestaat niet meer|kan niet worden gevonden|kon niet worden gevonden|niet beschikbaar)",
		"(artikel|document) niet gevonden", "pagina kan niet gevonden worden",
	},
	"pl": {
		"nie (znaleziono|odnaleziono) (strony|artykulu|takiej strony)", "nie ma takiej strony",
		"(ta|podana|szukana|) (strona|artykul) (nie zostala znaleziona|nie istnieje|nie znaleziona|nie zostal znaleziony|nieznaleziona)",
		"strona ktorej szukasz nie (istnieje|zostala znaleziona)", "brak strony",
	},
	"ru": {
		"(эта|данная|такая|запрашиваемая|запрошенная|) (вами|) страница не (найдена|существует|доступна)",
		"(к сожалению|) (такой|этой|запрашиваемой|запрошенной|) страницы (вами|) (не существует|больше не существует|уже не существует|нет|больше нет)",
		"(страница|страницы) которую вы (ищете|искали|запросили|запрашиваете) не (существует|найдена)", "(страница|страницы) (не существует|удалена|была удалена) или (была|) (удалена|перемещена|не существует)",
		"(мы|) не (нашли|смогли найти) (такую|эту|нужную) страницу", "не удалось найти (страницу|такую страницу|эту страницу)", "(эта|данная|такая) страница (удалена|больше не существует|была удалена|не существует или удалена)",
		"(материал|новость|статья|документ|раздел|публикация) (не найден|не найдена|удален|удалена|снят с публикации|не существует)",
		"страница удалена", "страница была удалена", "такая страница не найдена", "404 не найдено", "страница по вашему запросу не найдена",
	},
	"uk": {
		"(запитувана|така|ця|) (сторінку|сторінка) не (знайдено|знайдена|існує)", "такої сторінки (не існує|немає|більше немає|більше не існує)",
		"(матеріал|статтю|документ|новину) не знайдено",
	},
	"kk": {
		"(сұралған|бұндай|мұндай|сіз іздеген|) (бет|парақ|парақша) (табылмады|табылған жоқ|жоқ)", "беттің мекенжайы дұрыс емес",
		"(бет|парақ|парақша) (жойылған|өшірілген|жойылды)", "(сіз іздеген|сұралған|мұндай|бұндай) (бет|парақ|парақша) (жойылған|өшірілген|жойылды)",
		"(материал|мақала|құжат|жаңалық) табылмады", "bet tabylmady", "(suralgan|) bet tabylmady",
	},
	"tr": {
		"(aradiginiz|istediginiz|bu|) (sayfa|sayfaya) (bulunamadi|mevcut degil|bulunmuyor|ulasilamadi|yok)", "boyle bir sayfa yok",
		"(icerik|haber|makale|aradiginiz icerik|aradiginiz haber) bulunamadi", "sayfa bulunamıyor",
	},
	"ar": {
		"(عذرا|) (هذه|) الصفحة (المطلوبة|التي تبحث عنها|التي طلبتها|) غير (موجودة|متوفرة|متاحة)", "لم يتم العثور على (هذه|) (الصفحة|المقال)",
		"المقال غير موجود", "(عذرا|) الصفحة غير موجودة",
	},
	"he": {
		"(הדף|העמוד) (המבוקש|שחיפשת|שביקשת|) (לא נמצא|אינו קיים|לא קיים)", "הכתבה לא נמצאה", "דף לא נמצא",
	},
	"fa": {"صفحه (مورد نظر|) (شما|) (یافت نشد|پیدا نشد)", "این صفحه وجود ندارد"},
	"zh": { // written without spaces, so that parts join as they stand
		"(抱歉|)(您访问的|您要访问的|您要找的|您查找的|您所访问的|)(该|此|)(页面|网页)(不存在|未找到|没有找到|找不到|找不到了|已删除|不存在或已删除|不见了)",
		"(抱歉|)(找不到|未找到|没有找到)(该|此|您要的|)(页面|网页)", "(抱歉|)(该|此|)(文章|内容)(不存在|已删除|已被删除)",
		"(找不到|無法找到)(此|該|您要的|)(頁面|網頁)", "(抱歉|)(您訪問的|您要找的|此|該|)(頁面|網頁)(不存在|找不到|已不存在)", "無此頁面", "404(页面|頁面)",
	},
	"ja": {
		"(お探しの|指定された|ご指定の|アクセスしようとした|該当の|該当する|この|)(ページ|記事)(が|は)(見つかりません|見つかりませんでした|存在しません|ありません|削除されました)",
		"(この|)ページは存在しないか(削除された|移動した)可能性があります", "掲載期間が終了しました",
	},
	"ko": {
		"(요청하신|찾으시는|해당|) (페이지를|기사를) 찾을 수 (없습니다|없음)", "(요청하신|해당|) (페이지가|기사가) (존재하지 않습니다|없습니다)",
		"존재하지 않는 (페이지|기사)(입니다|)", "삭제된 (게시물|기사)입니다",
	},
	"sv, da, nb, fi": {
		"sidan (hittades inte|kunde inte hittas|finns inte|finns inte langre)", "siden (blev ikke fundet|findes ikke|ikke fundet|ble ikke funnet|finnes ikke|ikke funnet)",
		"side ikke funnet", "sivua ei (loydy|loytynyt)", "hakemaasi sivua ei loytynyt",
	},
	"cs, sk, hu, ro": {
		"(pozadovana|) stranka (nenalezena|nebyla nalezena|neexistuje|sa nenasla|nebola najdena)", "(az|a keresett) oldal nem (talalhato|letezik)",
		"pagina nu (a fost gasita|exista)",
	},
	"bg, sr, hr, sl, el": {
		"страницата не (е намерена|съществува)", "страница није пронађена", "stranica nije pronadena", "stran (ne obstaja|ni bila najdena)",
		"η σελιδα δεν (βρεθηκε|υπαρχει)",
	},
	"az, uz, ky, tg, ka, hy": {
		"səhifə tapılmadı", "sahifa topilmadi", "sahypa tapylmady", "саҳифа топилмади", "барак табылган жок", "саҳифа ёфт нашуд", "გვერდი (ვერ მოიძებნა|არ მოიძებნა|არ არსებობს)",
		"էջը (չի գտնվել|գոյություն չունի)",
	},
	"vi, id, th, hi": {
		"khong tim thay trang", "trang khong ton tai", "halaman tidak ditemukan", "ไม่พบหน้า", "ไม่พบหน้าที่คุณต้องการ", "पृष्ठ नहीं मिला", "पेज नहीं मिला",
	},
}

// weakTitles are words that say so only beside a page that says it too: works
// of art and terms of the trade are called so.
var weakTitles = []string{
	"not found", "404 not found", "error 404 not found", "file not found", "file or directory not found", "object not found",
	"resource not found", "nothing found", "nothing was found", "nothing found here", "nothing was found here", "404 es hiba", "nothing here", "theres nothing here", "there is nothing here", "410 gone", "404 error", "404 page",
	"nicht gefunden", "non trouve", "introuvable", "no encontrado", "no se ha encontrado", "non trovato", "nao encontrado", "niet gevonden",
	"nie znaleziono", "не найдено", "ничего не найдено", "не знайдено", "табылмады", "bulunamadi", "غير موجود", "לא נמצא", "未找到", "找不到",
	"見つかりません", "찾을 수 없음", "404 seite", "404 страница", "страница 404",
	"404错误", "404錯誤", "404エラー", "エラー404", "404오류",
}

// support is what pages for missing pages say in their text besides.
var support = []string{
	"the link you followed may be broken", "link may be broken", "may have been moved or deleted", "may have been moved or removed",
	"may have been removed", "might have been removed", "may have moved", "has been moved or deleted", "have been moved or deleted",
	"check the url", "check the spelling", "check the address", "mistyped the address", "not found on this server", "could not be found on this server",
	"page you are looking for", "page you were looking for", "page youre looking for", "page you requested", "requested url",
	"requested page", "page could not be found", "page cannot be found", "page cant be found", "page does not exist", "page doesnt exist",
	"nothing was found at this location", "doesnt currently exist at this address", "no longer exists", "no longer available", "go to the homepage", "return to the homepage", "back to home",
	"возможно она была удалена", "возможно она была удалена или перенесена", "неправильный адрес", "запрашиваемая страница", "страница была удалена",
	"была перемещена", "вернуться на главную", "перейти на главную", "на главную", "сілтеме ескірген", "басты бетке",
	"verschoben oder geloscht", "verschoben oder entfernt", "existiert nicht mehr", "zur startseite", "gesuchte seite", "angeforderte seite",
	"lien est peut etre rompu", "page demandee", "page que vous recherchez", "retour a laccueil", "pagina que busca", "pagina solicitada", "volver al inicio",
	"pagina richiesta", "torna alla home", "pagina que procura", "voltar para", "strona ktorej szukasz", "strony glownej", "ana sayfa", "anasayfa",
	"aradiginiz sayfa", "الصفحة المطلوبة", "الصفحة الرئيسية", "לעמוד הבית", "לדף הבית", "您访问的页面", "返回首页", "返回首頁", "トップページ", "アドレスが変わりました",
	"お探しのページ", "요청하신 페이지", "на головну", "opgevraagde pagina", "naar de homepage",
}

// regrets are said before a page says that it is missing.
var regrets = []string{"we are sorry", "were sorry", "sorry", "we are sorry but", "were sorry but", "sorry but", "sorry about that", "unfortunately", "looks like",
	"it looks like", "it seems", "it seems that", "it appears that", "oh no", "uh oh", "lo sentimos", "lo sentimos pero", "lo siento", "disculpe", "parece que",
	"desole", "nous sommes desoles", "nous sommes desoles mais", "malheureusement", "es tut uns leid", "leider", "entschuldigung", "ci dispiace", "siamo spiacenti",
	"spiacenti", "desculpe", "lamentamos", "infelizmente", "helaas", "sorry maar", "przepraszamy", "niestety", "к сожалению", "извините", "простите", "увы", "похоже",
	"вибачте", "на жаль", "кешіріңіз", "өкінішке орай", "uzgunuz", "maalesef", "عذرا", "نأسف", "מצטערים", "متاسفانه", "抱歉", "很抱歉", "对不起", "對不起", "申し訳ありません", "죄송합니다"}

// apologies are the regrets, each with the space after it.
var apologies = sync.OnceValue(func() []string {
	folded := foldAll(regrets)
	for i := range folded {
		folded[i] += " "
	}
	return folded
})

var missingPhrases = sync.OnceValue(func() map[string]strength {
	phrases := map[string]strength{}
	for _, list := range missingTitles {
		for _, pattern := range list {
			for _, s := range expand(pattern) {
				phrases[fold(s)] = strong
			}
		}
	}
	for _, s := range weakTitles {
		phrases[fold(s)] = weak
	}
	delete(phrases, "")
	return phrases
})

var supportingWords = sync.OnceValue(func() []string { return foldAll(support) })

func foldAll(texts []string) []string {
	folded := make([]string, len(texts))
	for i, s := range texts {
		folded[i] = fold(s)
	}
	return folded
}

// expand writes out the alternatives of a pattern; they may nest.
func expand(pattern string) []string {
	open := strings.IndexByte(pattern, '(')
	if open < 0 {
		return []string{pattern}
	}
	depth, start := 0, open+1
	var choices []string
	for i := open; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '(':
			depth++
		case c == '|' && depth == 1:
			choices = append(choices, pattern[start:i])
			start = i + 1
		case c == ')' && depth == 1:
			choices = append(choices, pattern[start:i])
			var all []string
			for _, tail := range expand(pattern[i+1:]) {
				for _, choice := range choices {
					for _, inner := range expand(choice) {
						all = append(all, pattern[:open]+inner+tail)
					}
				}
			}
			return all
		case c == ')':
			depth--
		}
	}
	return []string{pattern}
}
