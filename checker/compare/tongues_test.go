package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
)

// A tongue is an article in one language, with what its site says around it on
// two days and what becomes of it.
type tongue struct {
	code, title, heading string // heading is that of an A/B test
	prose                []string
	wrong, right         string   // a figure and its correction
	update, retraction   string   // notes that are added
	menu, menuEN         []string // in two languages
	related              [2][]string
	ago                  [2]string // how a page says when it was
	cookies, newsletter  string
	gone, sale, login    string // what stands in its place
}

var tongues = []tongue{
	{"de", "Der Deich wird höher, der Hafen kleiner", "Höherer Deich, kleinerer Hafen: was der Rat beschlossen hat", []string{
		"Der Gemeinderat hat am Dienstagabend beschlossen, den Deich am alten Hafen um 80 Zentimeter zu erhöhen. Die Arbeiten sollen im Frühjahr beginnen und anderthalb Jahre dauern.",
		"Nach Berechnungen des Küstenschutzamtes reicht die heutige Höhe nicht mehr aus, wenn eine Sturmflut wie die vom Januar mit einem Springtidenhochwasser zusammenfällt.",
		"Für die neue Böschung muss das östliche Hafenbecken zugeschüttet werden. Die Fischer verlieren damit elf Liegeplätze, für die es im Westen noch keinen Ersatz gibt.",
		"„Wir haben nichts gegen den Deich, aber wir haben auch Boote“, sagte der Vorsitzende des Fischereivereins nach der Sitzung. Der Verein prüft nun, ob er gegen den Beschluss klagt.",
		"Die Kosten von rund 14 Millionen Euro tragen Bund und Land. Die Gemeinde zahlt nur die neue Straße auf der Deichkrone, die Radfahrern vorbehalten bleibt."},
		"80 Zentimeter", "90 Zentimeter", "Aktualisierung vom 12. März: Der Fischereiverein hat inzwischen mitgeteilt, dass er Klage eingereicht hat. Das Verwaltungsgericht will im Mai darüber verhandeln.",
		"Die Redaktion hat diesen Beitrag zurückgezogen: Mehrere der zitierten Berechnungen lassen sich nicht belegen. Der Text bleibt zur Dokumentation stehen.",
		[]string{"Nachrichten", "Politik", "Sport", "Wetter"}, []string{"News", "Politics", "Sports", "Weather"},
		[2][]string{{"Kita öffnet später", "Neue Busse für das Umland"}, {"Schwäne kehren zurück", "Feuerwehr rettet Pferd aus Graben", "Das Freibad bleibt diesen Sommer geschlossen", "Streit um Parkplätze vor dem Rathaus"}},
		[2]string{"vor 3 Stunden", "vor 8 Monaten"}, "Wir und unsere 214 Partner speichern Informationen auf Ihrem Gerät, um Anzeigen zu messen. Sie können zustimmen, ablehnen oder einzeln wählen.",
		"Morgens lesen, was wichtig ist: Melden Sie sich für unseren Newsletter an, er kommt werktags um sechs.",
		"Diese Seite wurde leider nicht gefunden. Vielleicht hilft Ihnen die Suche oder unsere Startseite weiter.",
		"Diese Domain steht zum Verkauf. Fordern Sie ein unverbindliches Angebot an und sichern Sie sich den Namen, bevor es ein anderer tut.",
		"Bitte melden Sie sich an, um fortzufahren. Passwort vergessen?"},
	{"fr", "Le dernier moulin de la vallée s'arrête", "Pourquoi le dernier moulin de la vallée s'arrête", []string{
		"Après deux cent douze ans de service, le moulin de la vallée a moulu samedi son dernier sac de farine. Le meunier, Jean Lavigne, prend sa retraite et n'a pas trouvé de successeur.",
		"La roue tournait encore, mais le barrage qui lui amenait l'eau devait être démonté avant la fin de l'année pour laisser remonter les saumons, comme l'exige la directive européenne.",
		"L'agence de l'eau a proposé de payer une passe à poissons. La commune a refusé, car l'entretien de l'ouvrage lui aurait coûté 9 000 euros par an pendant trente ans.",
		"Les boulangers de la région achèteront désormais leur farine à cent kilomètres de là. Deux d'entre eux affirment qu'ils ne pourront plus vendre le même pain.",
		"Le bâtiment, classé depuis 1987, pourrait devenir un musée. Une association cherche des bénévoles et organise une première visite le mois prochain."},
		"9 000 euros", "19 000 euros", "Mise à jour du 4 avril : la commune a finalement accepté de rencontrer l'agence de l'eau. Une réunion est prévue à la préfecture avant l'été.",
		"Cet article a été rétracté. Le journal a établi que l'un des témoignages n'avait pas été recueilli par l'auteur ; le texte reste accessible à titre d'archive.",
		[]string{"Accueil", "Politique", "Société", "Culture"}, []string{"Home", "Politics", "Society", "Arts"},
		[2][]string{{"Grève des cars mercredi", "La piscine rouvre"}, {"Un loup aperçu près du col", "La fibre arrive enfin au hameau", "Le maire ne se représentera pas", "Fête de la châtaigne : le programme"}},
		[2]string{"il y a 2 jours", "il y a 11 mois"}, "Avec votre accord, nous et nos 98 partenaires utilisons des cookies pour mesurer l'audience. Vous pouvez accepter, refuser ou paramétrer vos choix à tout moment.",
		"Chaque vendredi, recevez nos meilleurs récits dans votre boîte aux lettres électronique.",
		"La page que vous cherchez n'existe pas ou a été déplacée. Retournez à l'accueil ou utilisez la recherche.",
		"Ce nom de domaine est à vendre. Contactez notre courtier pour recevoir une offre personnalisée sous vingt-quatre heures.",
		"Identifiez-vous pour continuer votre lecture. Mot de passe oublié ?"},
	{"es", "El río que cambia de cauce cada primavera", "Un río que cambia de cauce todas las primaveras", []string{
		"Cada primavera, cuando se funde la nieve, el río abandona su cauce y abre otro entre los chopos. Los vecinos mueven las vallas y los mapas quedan viejos en una noche.",
		"Un equipo de la universidad ha seguido durante seis años ese movimiento con fotografías aéreas. El resultado es que el cauce se desplaza de media 41 metros al año hacia el norte.",
		"La causa no es solo el deshielo. Las graveras que trabajaron hasta los años ochenta dejaron hoyos que el agua rellena y por los que busca después el camino más corto.",
		"El ayuntamiento quería fijar la orilla con escollera. Los autores del estudio lo desaconsejan, porque la fuerza que hoy mueve la grava rompería entonces el puente, que está aguas abajo.",
		"En su lugar proponen dejar al río una franja de doscientos metros y pagar a los dueños por los años en que no puedan sembrar."},
		"41 metros", "47 metros", "Actualización: tras la publicación de este reportaje, el ayuntamiento ha aplazado la obra hasta que la confederación hidrográfica emita su informe.",
		"Nota de retractación: los autores han retirado el estudio en que se basa este texto por un error en las fotografías de 2019. Lo mantenemos con esta advertencia.",
		[]string{"Portada", "Ciencia", "Economía", "Opinión"}, []string{"Front page", "Science", "Business", "Opinion"},
		[2][]string{{"La vendimia se adelanta", "Cierra la última mercería"}, {"Nieve en cotas bajas", "El tren llegará con tres años de retraso", "Quién fue la pintora de los puentes", "Aparece un mosaico bajo el aparcamiento"}},
		[2]string{"hace 5 horas", "hace 1 año"}, "Usamos cookies propias y de terceros para analizar la navegación y mostrar publicidad. Puede aceptarlas, rechazarlas o configurar su uso.",
		"Suscríbete a nuestro boletín semanal de ciencia y no te pierdas ningún reportaje.",
		"Lo sentimos, no encontramos la página que busca. Es posible que se haya borrado o que haya cambiado de dirección.",
		"Este dominio está en venta. Haga una oferta hoy mismo y reciba respuesta en menos de un día laborable.",
		"Inicie sesión para seguir leyendo. ¿Ha olvidado su contraseña?"},
	{"ru", "Мост через залив откроют с опозданием", "Почему мост через залив откроют с опозданием", []string{
		"Мост через залив, который строят с 2019 года, откроется не осенью, как было обещано, а не раньше следующего лета. Об этом сообщил на заседании областного совета главный инженер стройки.",
		"Причиной задержки он назвал опоры: две из них осели на 18 сантиметров больше расчётного. Прежде чем класть пролёты, грунт под ними придётся укреплять заново.",
		"Паромы, которые должны были отправиться на слом, останутся на линии ещё на один сезон. Судоходная компания уже попросила у области денег на ремонт двух старых судов.",
		"Жители острова относятся к новости спокойно. Многие и раньше не верили в срок, а хозяйка единственной гостиницы даже рада: летом к ней по-прежнему поедут те, кто любит тишину.",
		"Подрядчик с выводами не согласен и считает, что измерения велись с ошибкой. Независимую проверку поручили институту из соседнего города."},
		"18 сантиметров", "28 сантиметров", "Обновлено: через два дня после публикации подрядчик признал осадку опор и согласился оплатить половину работ по укреплению грунта.",
		"Редакция отзывает эту статью: слова главного инженера были приведены по черновику протокола. Текст сохранён с этой пометкой.",
		[]string{"Главная", "Политика", "Экономика", "Культура"}, []string{"Home", "Politics", "Economy", "Culture"},
		[2][]string{{"Отопление включат раньше", "В порту новый кран"}, {"Медведь вышел к школе", "Тарифы вырастут в июле", "Библиотека переезжает в старый вокзал", "Кто победил на регате"}},
		[2]string{"2 часа назад", "9 месяцев назад"}, "Мы используем файлы cookie, чтобы сайт работал лучше. Продолжая просмотр, вы соглашаетесь с их использованием.",
		"Подпишитесь на утреннюю рассылку: пять новостей, которые важно знать.",
		"Такой страницы нет. Возможно, она была удалена или переехала на другой адрес.",
		"Этот домен продаётся. Оставьте заявку, и мы свяжемся с вами в течение дня.",
		"Войдите, чтобы продолжить чтение. Забыли пароль?"},
	{"zh", "老渡口停航之后", "老渡口停航以后，村民怎样过河", []string{
		"上个月十五日，开了一百零三年的老渡口正式停航。最后一班船只载了七个人，其中四个是特地从城里赶来拍照的。船工老周把缆绳系好以后，在岸上站了很久。",
		"停航的原因很简单：上游两公里处的大桥通车了。走桥过河只要五分钟，坐船要等客人凑齐，有时一等就是半个钟头，冬天风大还常常停开。",
		"可是对住在东岸的几十户人家来说，桥并没有那么方便。去镇上的卫生院，从前下船就到，现在要先走到公路边等车，一天只有四班，最后一班下午三点就开走了。",
		"镇政府说，已经向县里申请增加班车，并且打算在老渡口修一座小码头，留给夏天来的游客。村民们说，码头修不修都行，他们只想知道下雪的时候老人怎么去看病。",
		"老周今年六十一岁，还没有想好以后做什么。他的船已经有人出价，说要买去放在饭馆门口。他没有答应，也没有拒绝，只说再等等。"},
		"两公里", "三公里", "更新：本文发表一周以后，县交通局决定把班车增加到每天八班，最后一班改在傍晚六点发车，先试行三个月再作安排。",
		"编者按：本文已被撤回。经核实，文中部分对话并非记者亲自采访所得，全文保留在此，仅供查考。",
		[]string{"首页", "时政", "社会", "文化"}, []string{"Home", "Politics", "Society", "Culture"},
		[2][]string{{"秋粮开始收购", "古桥修缮完工"}, {"今冬第一场雪", "地铁五号线延期", "百年老店换了主人", "县图书馆周末延长开放"}},
		[2]string{"3小时前", "10个月前"}, "本网站使用 Cookie 以改善您的浏览体验。继续浏览即表示您同意我们使用 Cookie。",
		"订阅我们的每日邮件，早上七点送到您的信箱。",
		"抱歉，您访问的页面不存在或已被删除。请返回首页，或使用站内搜索。",
		"该域名正在出售。如有意购买，请填写报价，我们会在一个工作日内与您联系。",
		"请先登录再继续阅读。忘记密码？"},
	{"ar", "نخيل الواحة يعود إلى الحياة", "كيف عاد نخيل الواحة إلى الحياة", []string{
		"بعد سبع سنوات من الجفاف عادت المياه إلى السواقي القديمة في الواحة، وبدأ النخيل الذي ظنه أصحابه ميتا يخرج سعفا أخضر من جديد في أطراف البساتين.",
		"يقول المهندس المشرف على المشروع إن منسوب المياه الجوفية ارتفع 12 مترا منذ أن أغلقت الآبار العشوائية وركبت عدادات على ما بقي منها.",
		"لم يكن الأمر سهلا على المزارعين، فقد اضطر كثير منهم إلى ترك زراعة البرسيم والاكتفاء بالتمر والزيتون، وهاجر بعض الشباب إلى المدينة بحثا عن عمل.",
		"أما اليوم فقد عاد عدد من الأسر، وافتتحت جمعية نسائية معملا صغيرا لتجفيف التمر وتعبئته، وتبيع منتجاتها في ثلاث مدن قريبة وعبر الشبكة.",
		"ويحذر الخبراء من أن التحسن لن يدوم إذا عاد الضخ كما كان، ويطالبون بأن تدار المياه من مجلس ينتخبه أهل الواحة أنفسهم."},
		"12 مترا", "15 مترا", "تحديث: أعلنت الوزارة بعد نشر هذا التقرير أنها ستمول المرحلة الثانية من المشروع وأن العمل سيبدأ في الخريف المقبل.",
		"سحبت هيئة التحرير هذا المقال لأن بعض الأرقام الواردة فيه لم يمكن التحقق منها، ويبقى النص هنا للتوثيق فقط.",
		[]string{"الرئيسية", "سياسة", "اقتصاد", "ثقافة"}, []string{"Home", "Politics", "Economy", "Culture"},
		[2][]string{{"افتتاح مدرسة جديدة", "أسعار الخبز ثابتة"}, {"عاصفة رملية تغلق الطريق", "مهرجان التمور يعود", "اكتشاف نقش قديم في الجبل", "مباراة تنتهي بلا أهداف"}},
		[2]string{"منذ 4 ساعات", "منذ 8 أشهر"}, "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. يمكنك قبولها أو رفضها أو تغيير اختياراتك في أي وقت.",
		"اشترك في نشرتنا البريدية لتصلك أهم الأخبار كل صباح.",
		"عذرا، الصفحة التي تبحث عنها غير موجودة أو نقلت إلى عنوان آخر.",
		"هذا النطاق معروض للبيع. أرسل عرضك اليوم وسنرد عليك خلال يوم عمل واحد.",
		"سجل الدخول لمتابعة القراءة. هل نسيت كلمة المرور؟"},
	{"en", "Harbour pilot rescued after ladder breaks", "Pilot pulled from harbour after ladder gives way", []string{
		"A harbour pilot was rescued on Friday morning after the rope ladder of a bulk carrier broke beneath her. She spent 11 minutes in the water and was taken to hospital with a sprained wrist.",
		"The ship's operator said that the ladder had been inspected in May. Investigators have taken it ashore, and pilots have asked to see the records of every ship that calls this month."},
		"11 minutes", "17 minutes", "Update, 9 June: the pilot has left hospital. The maritime authority says that it will publish a first report within six weeks.",
		"Retracted: this brief was based on a message that the harbour authority did not send. It remains here for the record.",
		[]string{"Headlines", "Ships", "Ports", "People"}, []string{"Schlagzeilen", "Schiffe", "Häfen", "Leute"},
		[2][]string{{"Freight rates slip", "Crane collapses"}, {"Canal closed for a week", "New rules for ballast water", "Shipyard hires again", "Who owns the fleet?"}},
		[2]string{"38 minutes ago", "June last year"}, "We value your privacy. We and our 611 partners store cookies to personalise content. Accept all, reject all, or manage your preferences.",
		"Get the weekly log: the five stories that move shipping, every Monday.",
		"Page not found. The page you are looking for may have been moved, renamed or deleted.",
		"This domain may be for sale. Make an offer now: premium names rarely stay on the market for long.",
		"Please sign in to continue. Forgot your password?"},
}

// Around is what stands around an article on one day.
type around struct {
	menu, related []string
	ago           string
	boxes         []string // in the middle of the article
	cookies       string
	shares        int
	script        string
}

func (t tongue) day(later bool) around {
	if !later {
		return around{t.menu, t.related[0], t.ago[0], nil, "", 12, "a"}
	}
	return around{t.menuEN, t.related[1], t.ago[1], []string{t.newsletter, t.related[1][0]}, t.cookies, 4807, "b"}
}

// An issue is the article as it stands on one day.
type issue struct {
	title, top string // top is a note above the text
	prose      []string
}

// habits are pages as other kinds of sites make them than those of TestLayouts
// and TestPairs.
var habits = map[string]func(code string, i issue, a around) string{
	"wiki": func(code string, i issue, a around) string {
		return document(code, i.title+" — Wiki", `<div id="mw-navigation"><ul>`+items(a.menu)+`</ul></div><div id="content" class="mw-body"><h1 id="firstHeading">`+i.title+`</h1>`+top(i, "ambox")+`<div id="bodyContent"><div class="mw-parser-output">`+boxed(i.prose, a, "navbox")+`</div><div id="catlinks">`+strings.Join(a.related, " | ")+`</div></div></div>`+a.cookies+`<div id="footer"><li>`+a.ago+`</li></div>`)
	},
	"journal": func(code string, i issue, a around) string {
		return document(code, i.title, `<meta name="citation_title" content="`+i.title+`"><div class="toolbar">`+strings.Join(a.menu, " · ")+`</div><div class="metrics">Views <b>`+fmt.Sprint(a.shares)+`</b> · `+a.ago+`</div>`+top(i, "retraction-banner")+`<section class="abstract"><h2>`+i.title+`</h2>`+boxed(i.prose, a, "callout")+`</section><section class="recommended"><h3>Cited by</h3><ol>`+items(a.related)+`</ol></section>`+dialog(a))
	},
	"press": func(code string, i issue, a around) string {
		return document(code, i.title+" | Press", `<header><div class="lang-switch">DE EN FR</div><nav>`+strings.Join(a.menu, " ")+`</nav></header><section class="hero"><h1>`+i.title+`</h1><p class="meta">`+a.ago+`</p></section>`+top(i, "notice")+`<section class="richtext">`+boxed(i.prose, a, "teaser")+`</section><section class="teasers">`+cards(a.related)+`</section>`+dialog(a)+`<footer>`+strings.Join(a.menu, " | ")+`</footer>`)
	},
	"feed": func(code string, i issue, a around) string {
		return document(code, i.title, dialog(a)+`<div role="feed"><div role="article"><div class="user">@news · `+a.ago+`</div><div class="text"><b>`+i.title+`</b>`+top(i, "note")+boxed(i.prose, a, "promo")+`</div><div class="actions">♥ `+fmt.Sprint(a.shares)+`</div></div>`+cards(a.related)+`</div>`)
	},
	"lists": func(code string, i issue, a around) string {
		return document(code, i.title, `<center><font size=6>`+i.title+`</font></center><hr>`+strings.Join(a.menu, " / ")+`<hr>`+top(i, "")+`<dl><dd>`+strings.Join(i.prose, `</dd><dd>`)+`</dd></dl><hr><ul>`+items(a.related)+`</ul><small>`+a.ago+` — `+fmt.Sprint(a.shares)+`</small>`+a.cookies)
	},
	"amp": func(code string, i issue, a around) string {
		return document(code, i.title, `<script type="application/ld+json">{"@type":"NewsArticle","headline":"`+i.title+`","variant":"`+a.script+`"}</script><amp-sidebar>`+strings.Join(a.menu, "<br>")+`</amp-sidebar><main><article class="amp-wp-article"><h1>`+i.title+`</h1><time>`+a.ago+`</time>`+top(i, "box")+`<div class="amp-wp-article-content">`+boxed(i.prose, a, "inline-related")+`</div></article></main><amp-list>`+cards(a.related)+`</amp-list><amp-consent>`+a.cookies+`</amp-consent>`)
	},
}

func document(code, title, body string) string {
	dir := ""
	if code == "ar" {
		dir = ` dir="rtl"`
	}
	return `<!doctype html><html lang="` + code + `"` + dir + `><head><meta charset="utf-8"><title>` + title + `</title></head><body>` + body + `</body></html>`
}

func top(i issue, class string) string {
	if i.top == "" {
		return ""
	}
	return `<div class="` + class + `"><p>` + i.top + `</p></div>`
}

func dialog(a around) string {
	if a.cookies == "" {
		return ""
	}
	return `<div class="consent-modal" aria-modal="true"><p>` + a.cookies + `</p><button>OK</button></div>`
}

func cards(list []string) string {
	return `<div class="card"><a href="/n">` + strings.Join(list, `</a></div><div class="card"><a href="/n">`) + `</a></div>`
}

// boxed is prose with the day's boxes between its paragraphs.
func boxed(prose []string, a around, class string) string {
	var b strings.Builder
	for i, p := range prose {
		b.WriteString("<p>" + p + "</p>")
		if i < len(a.boxes) {
			b.WriteString(`<aside class="` + class + `"><p>` + a.boxes[i] + `</p></aside>`)
		}
	}
	return b.String()
}

// boilerplate is what some sites have below every page: more than many an article.
const boilerplate = `<section class="about"><p>The Tidewater Group was founded in 1911 and publishes eleven titles in four countries. Its shares are held by a foundation that may not be sold and whose trustees appoint the editor of each title for a term of five years, which can be renewed once.</p>
<p>All material on these pages is protected by copyright and may be quoted within the limits of the law if the source is named and linked. Photographs belong to those who took them. For permission to reprint whole articles write to the rights department, which answers within ten working days and charges schools nothing.</p>
<p>Prices, opening hours and telephone numbers were right when they were published. The group is not liable for damage that follows from the use of information on these pages, nor for the content of pages that others publish and to which links lead. Complaints about an article go to the readers' editor, whose decisions are published every quarter.</p>
<p>Advertisements are marked as such. Advertisers have no say in what the editors write, and no editor has seen an advertisement before it is printed. Personal data are processed as the privacy statement says; whoever wants to know what is stored about them gets an answer within a month.</p></section>`

// TestTongues measures content-changed over seven languages and six more kinds of
// pages.
func TestTongues(t *testing.T) {
	other := func(i int) tongue { // another article of the same site, in its language
		t := tongues[i]
		t.prose = slices.Clone(t.prose)
		return t
	}
	fates := []struct {
		name  string
		after func(k int, i issue) issue
		later bool // what is around is of another day too
		want  []Change
	}{
		{"what is around", func(_ int, i issue) issue { return i }, true, []Change{Same, Edited}},
		{"another heading", func(k int, i issue) issue { i.title = tongues[k].heading; return i }, true, []Change{Same, Edited}},
		{"a figure corrected", func(k int, i issue) issue {
			for j := range i.prose {
				i.prose[j] = strings.ReplaceAll(i.prose[j], tongues[k].wrong, tongues[k].right)
			}
			return i
		}, true, []Change{Same, Edited}},
		{"an update", func(k int, i issue) issue { i.prose = append(i.prose, tongues[k].update); return i }, true, []Change{Same, Edited}},
		{"a retraction", func(k int, i issue) issue { i.top = tongues[k].retraction; return i }, false, []Change{Same, Edited}},
		{"not there", func(k int, i issue) issue { return issue{title: "404", prose: []string{tongues[k].gone}} }, true, []Change{Changed, Shortened}},
		{"for sale", func(k int, i issue) issue { return issue{title: "mill.example", prose: []string{tongues[k].sale}} }, true, []Change{Changed, Shortened}},
		{"sign in", func(k int, i issue) issue { return issue{title: i.title, prose: []string{tongues[k].login}} }, true, []Change{Changed, Shortened}},
		{"the beginning alone", func(k int, i issue) issue {
			first := []rune(i.prose[0])
			return issue{title: i.title, prose: []string{string(first[:len(first)/2]) + "…", tongues[k].login}}
		}, true, []Change{Changed, Shortened}},
		{"a new lead", func(k int, i issue) issue { i.prose = append([]string{tongues[k].update}, i.prose[1:]...); return i }, true, []Change{Same, Edited}},
		{"news above the news", func(k int, i issue) issue {
			i.prose = append([]string{tongues[k].update, tongues[k].newsletter, tongues[k].retraction}, i.prose...)
			return i
		}, true, []Change{Same, Edited}},
		{"another topic", func(k int, i issue) issue {
			o := other((k + 1) % len(tongues))
			return issue{title: o.title, prose: o.prose}
		}, true, []Change{Changed, Shortened}},
	}
	names := make([]string, 0, len(habits))
	for name := range habits {
		names = append(names, name)
	}
	slices.Sort(names)
	var told, right, wanted, pairs int
	for k, tongue := range tongues {
		for _, name := range names {
			below := ""
			if len(name)%2 == 0 { // half of the sites
				below = boilerplate
			}
			for _, fate := range fates {
				was := issue{tongue.title, "", slices.Clone(tongue.prose)}
				is := fate.after(k, issue{tongue.title, "", slices.Clone(tongue.prose)})
				if fate.name == "a new lead" && len(tongue.prose) < 3 {
					continue // that is half of it
				}
				for _, first := range []bool{false, true} { // adverts come and go
					before := page.Parse([]byte(habits[name](tongue.code, was, tongue.day(first))+below), "text/html", "https://a.test/x")
					after := page.Parse([]byte(habits[name](tongue.code, is, tongue.day(first != fate.later))+below), "text/html", "https://a.test/x")
					got, score := Pages(before, after)
					pairs++
					want := tells(fate.want[0])
					if want {
						wanted++
					}
					if tells(got) {
						told++
					}
					if tells(got) && want {
						right++
					}
					if tells(got) != want {
						t.Logf("%s, %s, %s, %v: %s (%.2f)", tongue.code, name, fate.name, first, got, score)
					}
				}
			}
		}
	}
	precision, recall := float64(right)/float64(told), float64(right)/float64(wanted)
	t.Logf("%d pairs: precision %.3f, recall %.3f", pairs, precision, recall)
	if precision < 0.9 || recall < 0.9 {
		t.Errorf("precision %.3f, recall %.3f of content-changed; want 0.9 of both", precision, recall)
	}
}
