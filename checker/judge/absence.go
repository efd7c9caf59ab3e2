package judge

import (
	"strings"
	"sync"
	"unicode"
)

// An absence is the vocabulary in which a language says that a page is not
// there. A title says so that names a page and denies it ("not" with "is", or
// "was" with "gone", or a word of alone), and has no word that is not of this
// vocabulary: "We can't seem to find the page you're looking for". There are too
// many such sentences to list, and works are hardly ever called so.
type absence struct {
	page, not, is, alone, was, gone, small string
}

// absences are those of languages that put spaces between words. The words are
// folded when they are looked up.
var absences = []absence{
	{
		page: "page webpage url link article post story content document item resource file",
		not:  "not no cant cannot couldnt doesnt dont isnt wasnt never", is: "found find exist exists available here displayed located reachable",
		was: "has have was were is been", gone: "removed deleted expired unpublished withdrawn broken",
		small: `the this that your a web we you youre youve re ve were are is was be been do does it its looking for trying to reach view access requested have
			has had sorry but oh uh oops hmm well unfortunately looks like seems appears could can seem longer no on our server site website at anymore any more
			or moved removed deleted renamed may might entered followed if never here there what which im afraid were requested by seeking`,
	},
	{
		page: "Seite Webseite Internetseite Unterseite Artikel Beitrag Inhalt Dokument Adresse Datei",
		not:  "nicht", is: "gefunden finden existiert existieren gibt verfügbar vorhanden auffindbar erreichbar", was: "wurde ist", gone: "gelöscht entfernt",
		small: `die diese dieser der das den dieses von Ihnen gesuchte gesuchten gewünschte gewünschten angeforderte angeforderten aufgerufene angegebene konnte konnten kann können wurde
			wurden wir leider mehr es ist sind Sie suchen gesucht haben werden oder verschoben gelöscht entfernt umbenannt tut uns leid aber unter dieser hier ups hoppla Entschuldigung
			Verzeihung da existiert auf unserem Server unserer Website anscheinend scheint`,
	},
	{
		page: "page contenu article document ressource adresse", not: "n'existe n'a n'est n'avons n'ont ne non n", is: "n'existe existe existent trouvée trouvé trouver trouvons disponible accessible",
		alone: "introuvable inexistante inexistant", was: "a est", gone: "supprimée supprimé",
		small: `la cette le ce cet l que vous cherchez recherchez cherchiez demandez demandée demandé recherchée désolé désolés oups nous sommes plus pas ou mais a été ne avez souhaitez souhaitée
			consulter afficher accéder à laquelle malheureusement supprimée déplacée pouvons pu qui est de il semble voulez voir essayez`,
	},
	{
		page: "página contenido artículo noticia documento recurso dirección", not: "no", is: "encontrada encontrado encontró encontramos encuentra encontrar existe disponible localizada hallada",
		alone: "inexistente", was: "ha fue", gone: "eliminada eliminado borrada",
		small: `la el esta este que buscas busca buscaba buscabas estás está buscando intentas intenta intentando visitar acceder a la que al solicitada solicitado solicitas solicita ha has se
			sido lo sentimos siento pero ups vaya ya podido pudo hemos quieres ver usted fue o eliminada movida en nuestro sitio podemos parece indicada requerida deseas`,
	},
	{
		page: "pagina contenuto articolo documento risorsa", not: "non impossibile", is: "trovata trovato trovare esiste disponibile riusciamo presente raggiungibile", alone: "inesistente",
		was: "è stata stato", gone: "rimossa rimosso eliminata cancellata",
		small: `la questa il questo l che cerchi stai cercando cercavi richiesta richiesto cercata cercato è stata stato siamo spiacenti ops oops ci dispiace ma più a o nella rimossa spostata hai
			desideri desiderata possibile abbiamo al momento purtroppo`,
	},
	{
		page: "página conteúdo artigo notícia documento matéria", not: "não", is: "encontrada encontrado encontramos encontrámos existe disponível encontrar localizada possível", alone: "inexistente",
		was: "foi", gone: "removida removido excluída apagada eliminada",
		small: `a o esta este que você procura procurava procurou procurada tentou tentando acessar aceder está estava foi desculpe ops opa solicitada solicitado mais pedida lamentamos mas buscada busca buscando
			já ou removida movida infelizmente pretende parece conseguimos em nosso site lá`,
	},
	{
		page: "pagina artikel inhoud document bericht", not: "niet", is: "gevonden vinden bestaat beschikbaar bereikbaar aanwezig", was: "is werd", gone: "verwijderd",
		small: `de deze die dit het u je jij zoekt zocht helaas sorry we wij kunnen konden kan kon worden meer is oeps hebben heeft opgevraagde gevraagde gezochte bent aan zoeken maar of wordt
			lijkt op onze website verwijderd verplaatst probeert te bereiken naar waar`,
	},
	{
		page: "strona strony stronie stronę artykuł treść dokument", not: "nie", is: "istnieje znaleziono znaleziona znaleźć znaleźliśmy odnaleziono odnaleziona ma dostępna", was: "została", gone: "usunięta",
		small: `której szukasz szukałeś podana podanym taka takiej żądana szukana przepraszamy niestety ups o adresie możemy udało się została ta tej pod tym adresem już lub usunięta przeniesiona
			próbujesz otworzyć którą wskazana w naszym serwisie`,
	},
	{
		page: "страница страницы страницу документ документа материал материала статья статьи публикация новость новости раздел запись записи",
		not:  "не", is: "найдена найден найдено существует нашли найти удалось нашлась доступна доступен обнаружена обнаружено", alone: "нет недоступна отсутствует", was: "была был", gone: "удалена удалён удален",
		small: `запрашиваемая запрашиваемой запрашиваемый запрашиваемую запрошенная запрошенный вами вы ищете которую который искали такой такая такую этой эта этот эту у нас к сожалению извините простите
			данная данной или была был возможно перемещена удалена мы ой упс больше по этому адресу указанному на сайте сервере уже можем нужная увы но здесь похоже требуемая с таким адресом`,
	},
	{
		page: "сторінку сторінка сторінки матеріал документ публікацію статтю новину", not: "не", is: "знайдено знайдена знайдений існує знайти знайшли доступна вдалося", alone: "немає відсутня",
		small: `запитувана запитувану запитуваної запитана потрібна такої така ця цю цієї яку ви шукаєте шукали на жаль вибачте у нас або була видалена видалено переміщено більше за цією адресою ой упс що
			вами запитали сайті`,
	},
	{
		page: "бет бетті бетіңіз парақ парақша парақты материал құжат мақала жаңалық", alone: "жоқ табылмады", not: "жоқ", is: "табылған",
		small: `бұл мұндай бұндай ондай осы сіз іздеген сұралған сұраған сұратылған сұрау салынған өкінішке орай кешіріңіз немесе жойылған көшірілген мүмкін сайтта біздің мекенжайда қате`,
	},
	{
		page: "sayfa sayfayı sayfaya sayfası içerik içeriği haber makale", alone: "bulunamadı bulunamıyor bulamadık bulunmamaktadır yok kaldırılmış kaldırıldı ulaşılamıyor erişilemiyor", not: "değil", is: "mevcut geçerli",
		small: `aradığınız istediğiniz böyle bir bu maalesef üzgünüz artık ya da veya olabilir talep ettiğiniz gitmek ulaşmak ulaşmaya çalıştığınız görüntülemek hata mevcut silinmiş sitemizde yayında`,
	},
	{
		page: "الصفحة صفحة المحتوى المقال الخبر الرابط", not: "لم غير لا تعذر ليست", is: "العثور موجودة موجود متوفرة متوفر متاحة متاح نتمكن توجد إيجاد نجد الوصول",
		small: `على هذه هذا التي الذي تبحث عنها عنه المطلوبة المطلوب من نعتذر عفوا عذرا عذراً عفواً آسفون نأسف للأسف تحاول إليها إلى أو تم حذفها نقلها يتم لكن إن طلبتها في الموقع لقد`,
	},
	{
		page: "הדף העמוד דף עמוד הכתבה התוכן", not: "לא אינו אינה אין לאיתור", is: "נמצא נמצאה קיים קיימת מצאנו זמין זמינה ניתן",
		small: `שחיפשת שחיפשתם המבוקש המבוקשת את מצטערים הזה שביקשת שביקשתם אליו ניסית להגיע יותר או אופס למצוא כזה אבל עוד באתר`,
	},
	{
		page: "صفحه مطلب خبر", not: "نشد ندارد نیست", is: "یافت پیدا وجود موجود", small: `مورد نظر شما این که به دنبال آن هستید متاسفانه ای درخواستی درخواست شده با عرض پوزش در سایت`,
	},
	{
		page: "sidan sida siden side artikel", not: "inte ikke", is: "hittades hittas finns hitta fundet findes finde funnet finnes finne fant finner eksisterer existerar tilgængelig tilgjengelig tillgänglig",
		small: `du söker sökte leter leder efter etter ble blev kunne kunde kan vi tyvärr beklager desværre dessverre den denne som letar längre lenger længere er var ledte hoppsan ops oj mere mer
			forsøger forsøker at å nå har ha med adressen artikeln de`,
	},
	{page: "sivua sivu", not: "ei", is: "löydy löytynyt löydetty ole olemassa", small: "hakemaasi etsimääsi pyytämääsi hups valitettavasti voitu enää haluamaasi oho"},
	{
		page: "stránka stránku článek článok", alone: "nenalezena neexistuje nenašla nenájdená", not: "nebyla nebola nelze sa", is: "nalezena nájdená najdená nenašla nalézt dostupná",
		small: "hledaná požadovaná tato táto bohužel litujeme je nám líto ale omlouváme se kterou hledáte hľadáte hľadaná už jste",
	},
	{page: "oldal oldalt", not: "nem", is: "található létezik találjuk elérhető", small: "az a keresett kért sajnos sajnáljuk ez de hoppá már ön által"},
	{page: "pagina conținutul articolul", not: "nu", is: "găsită găsit există disponibilă", small: "căutată a fost pe care o căutați cauți solicitată ne pare rău dar această mai este ați solicitat"},
	{page: "страницата страница", not: "не", is: "намерена съществува открита налична", small: "търсената която търсите е беше съжаляваме тази вече може да бъде"},
	{
		page: "stranica stranicu stran strani страница страницу", not: "nije ni ne није не", is: "pronađena najdena obstaja postoji nađena пронађена постоји нађена",
		small: "tražena željena iskana тражена жељена koju tražite ki jo iščete коју тражите bila ta ova žal nažalost нажалост žao nam je ali",
	},
	{page: "σελίδα", not: "δεν", is: "βρέθηκε υπάρχει βρεθεί", small: "η που ζητήσατε ζητάτε αναζητάτε ψάχνετε συγγνώμη αυτή δυστυχώς λυπούμαστε αλλά μπορεί να"},
	{page: "puslapis puslapio", alone: "nerastas neegzistuoja nėra", small: "jūsų ieškomas atsiprašome deja toks tokio"},
	{page: "lapa", alone: "nepastāv", not: "nav", is: "atrasta pieejama", small: "meklētā jūsu diemžēl atvainojiet šī"},
	{page: "lehte lehekülge lehekülg leht", not: "ei", is: "leitud leidnud eksisteeri", small: "otsitud kahjuks vabandust seda ole me"},
	{page: "trang bài", not: "không", is: "thấy tồn", small: "tìm tại bạn xin lỗi này yêu cầu đang kiếm muốn rất tiếc viết thể hoặc đã bị xóa được"},
	{page: "halaman laman artikel", not: "tidak", is: "ditemukan ada tersedia menemukan", small: "yang anda cari maaf ini minta kami dapat bisa kamu ops sudah lagi tuju"},
	{page: "səhifə", alone: "tapılmadı", not: "yoxdur", is: "mövcud", small: "axtardığınız belə bir təəssüf ki bu üzr istəyirik mövcud"},
	{page: "sahifa саҳифа", alone: "topilmadi топилмади", not: "emas", is: "mavjud", small: "siz qidirgan siz bunday kechirasiz afsuski so'ralgan ушбу сиз"},
	{page: "барак баракча", not: "жок", is: "табылган", alone: "табылбады", small: "сиз издеген мындай кечиресиз тилекке каршы"},
	{page: "саҳифа", not: "нашуд", is: "ёфт пайдо", small: "дархостшуда мутаассифона"},
	{page: "хуудас", alone: "олдсонгүй", small: "таны хайсан уучлаарай"},
	{page: "გვერდი", not: "ვერ არ", is: "მოიძებნა არსებობს", small: "თქვენ მიერ მოთხოვნილი სამწუხაროდ"},
	{page: "էջը էջ", not: "չի գոյություն", is: "գտնվել չունի", small: "ձեր փնտրած ցավոք"},
	{page: "पृष्ठ पेज", not: "नहीं", is: "मिला मौजूद", small: "यह आप जो खोज रहे हैं वह है क्षमा करें"},
}

// A dense absence is that of a language without spaces between words; ko has
// them, but joins its particles to nouns.
type denseAbsence struct{ page, gone, small []string }

var denseAbsences = []denseAbsence{
	{
		page:  strings.Fields("页面 网页 页 頁面 網頁 頁 文章 内容 內容"),
		gone:  strings.Fields("不存在 未找到 找不到 沒有找到 没有找到 無法找到 无法找到 未能找到 已被删除 已删除 被删除 已刪除 已被刪除 无法访问 無法訪問 已移除 已失效 不见了"),
		small: strings.Fields("您 你 我们 我們 的 所 要 想 访问 訪問 查看 查找 寻找 尋找 浏览 瀏覽 请求 請求 该 該 此 这个 這個 这 這 抱歉 很 非常 对不起 對不起 哎呀 糟糕 或 或者 可能 已 了 找 指定 輸入 输入 網站 网站 上 在"),
	},
	{
		page: strings.Fields("ページ 記事 コンテンツ ファイル"),
		gone: strings.Fields("見つかりませんでした 見つかりません 見つけられませんでした 見つけることができませんでした 存在しません 存在しない ございません ありません 削除されました 削除された 表示できません 公開を終了しました"),
		small: strings.Fields(`申し訳 お探しの お探し ご指定の 指定された 指定の 該当する 該当の 該当 この その 申し訳ございません 申し訳ありません 申し訳ございませんが 申し訳ありませんが 大変 誠に すみません
			アクセスしようとした アクセスされた アクセスいただいた リクエストされた 要求された お求めの ご覧になろうとした 可能性があります 移動または または もしくは 移動 削除 現在 既に すでに url は が を に の か で ご され または、`),
	},
	{
		page: strings.Fields("페이지 게시물 게시글 기사 문서 콘텐츠"),
		gone: strings.Fields("찾을수없습니다 찾을수없어요 찾지못했습니다 존재하지않습니다 존재하지않는 없는 없습니다 삭제되었습니다 삭제된 삭제되었거나"),
		small: strings.Fields(`요청하신 요청한 요청 원하시는 찾으시는 방문하려는 접근하신 해당 이 죄송합니다 입니다 또는 현재 이미 를 을 가 는 은 의 하신 주소가 주소 잘못된 이동되었거나 변경되었거나 존재하지않거나
			찾으려는 페이지입니다`),
	},
	{
		page: strings.Fields("หน้าเว็บ หน้า"), gone: strings.Fields("ไม่พบ ไม่มี หาไม่เจอ"),
		small: strings.Fields("นี้ ที่คุณต้องการ ที่คุณค้นหา ที่คุณกำลังค้นหา ขออภัย ค่ะ ครับ ที่ต้องการ"),
	},
}

// roles are the languages, a bit each, in which a word does each of the things
// that an absence names.
type roles struct{ page, not, is, alone, was, gone, any uint64 }

var vocabulary = sync.OnceValue(func() map[string]*roles {
	words := map[string]*roles{}
	for i := range absences {
		a, bit := &absences[i], uint64(1)<<i
		add := func(list string, to func(*roles) *uint64) {
			for w := range strings.FieldsSeq(list) {
				for part := range strings.FieldsSeq(fold(w)) {
					if words[part] == nil {
						words[part] = &roles{}
					}
					words[part].any |= bit
					*to(words[part]) |= bit
				}
			}
		}
		add(a.page, func(r *roles) *uint64 { return &r.page })
		add(a.not, func(r *roles) *uint64 { return &r.not })
		add(a.is, func(r *roles) *uint64 { return &r.is })
		add(a.alone, func(r *roles) *uint64 { return &r.alone })
		add(a.was, func(r *roles) *uint64 { return &r.was })
		add(a.gone, func(r *roles) *uint64 { return &r.gone })
		add(a.small, func(r *roles) *uint64 { return &r.any })
	}
	return words
})

// deniesPage says whether a folded part of a title is a sentence of some
// language that a page is not there, and nothing else.
func deniesPage(part string) bool {
	const most = 20 // words
	known, said := vocabulary(), roles{any: ^uint64(0)}
	n := 0
	for w := range strings.FieldsSeq(part) {
		r := known[w]
		if r == nil || n == most {
			return n == 0 && deniesDense(part)
		}
		n++
		said.any &= r.any
		said.page |= r.page
		said.not |= r.not
		said.is |= r.is
		said.alone |= r.alone
		said.was |= r.was
		said.gone |= r.gone
		if said.any == 0 {
			return false
		}
	}
	return n > 1 && said.any&said.page&(said.alone|said.not&said.is|said.was&said.gone) != 0
}

// deniesDense is deniesPage for languages without spaces between words.
func deniesDense(part string) bool {
	if first := strings.IndexFunc(part, isDense); first < 0 {
		return false
	}
	for _, a := range denseLists() {
		rest, page := cutAny(strings.ReplaceAll(part, " ", ""), a.page)
		rest, gone := cutAny(rest, a.gone)
		if !page || !gone {
			continue
		}
		if rest, _ = cutAny(rest, a.small); strings.Trim(rest, "|") == "" {
			return true
		}
	}
	return false
}

var denseLists = sync.OnceValue(func() []denseAbsence {
	list := make([]denseAbsence, len(denseAbsences))
	for i, a := range denseAbsences {
		list[i] = denseAbsence{foldAll(a.page), foldAll(a.gone), foldAll(a.small)}
	}
	return list
})

// cutAny takes words out of a text, the longest first, so that what is left on
// their two sides does not join to another word.
func cutAny(text string, words []string) (rest string, any bool) {
	for text != "" {
		longest := ""
		for _, w := range words {
			if len(w) > len(longest) && strings.Contains(text, w) {
				longest = w
			}
		}
		if longest == "" {
			break
		}
		text, any = strings.ReplaceAll(text, longest, "|"), true
	}
	return text, any
}

// isDense says whether a letter is of a script whose words are looked for
// without spaces.
func isDense(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) || r >= 0x1100 && r < 0x1200
}
