package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

// TestMissingTitles has what the pages of each language say.
func TestMissingTitles(t *testing.T) {
	for lang, titles := range map[string][]string{
		"en": {"Page not found", "404", "404 Not Found", "Error 404", "Page Not Found (404)", "404 - Page not found - Example Gazette", "Oops! That page can’t be found.",
			"Sorry, the page you requested could not be found", "This page doesn't exist", "404: This page could not be found.", "Example Gazette | Page not found",
			"The page you are looking for is no longer available", "Nothing found", "Error 404 (Not Found)!!1", "We can't find that page", "Article not found",
			"Sorry, this page isn't available.", "410 Gone", "File or directory not found", "Page Not Found ❌", "PAGE NOT FOUND", "The requested URL was not found"},
		"de": {"Seite nicht gefunden", "Fehler 404", "Die angeforderte Seite wurde nicht gefunden", "Diese Seite gibt es nicht mehr", "Artikel nicht gefunden", "404 – Seite konnte nicht gefunden werden"},
		"fr": {"Page non trouvée", "Page introuvable", "Cette page n’existe plus", "Erreur 404", "Oups ! La page demandée est introuvable"},
		"es": {"Página no encontrada", "La página que busca no existe", "Error 404: página no encontrada", "No se encontró la página"},
		"it": {"Pagina non trovata", "La pagina richiesta non esiste", "Errore 404"},
		"pt": {"Página não encontrada", "Erro 404 - Página não existe", "Notícia não encontrada"},
		"nl": {"Pagina niet gevonden", "Deze pagina bestaat niet meer", "Fout 404"},
		"pl": {"Nie znaleziono strony", "Strona nie istnieje", "Błąd 404 - strona nie została znaleziona"},
		"ru": {"Страница не найдена", "Ошибка 404", "К сожалению, такой страницы нет", "404: не найдено", "Материал удалён", "Новость не найдена"},
		"uk": {"Сторінку не знайдено", "Помилка 404", "Такої сторінки не існує"},
		"kk": {"Бет табылмады", "Парақ табылмады", "Қате 404", "404 қатесі: сұралған бет табылмады"},
		"tr": {"Sayfa bulunamadı", "Aradığınız sayfa mevcut değil", "404 hatası", "SAYFA BULUNAMADI"},
		"ar": {"الصفحة غير موجودة", "لم يتم العثور على الصفحة", "خطأ 404", "خطأ ٤٠٤"},
		"he": {"הדף לא נמצא", "העמוד המבוקש לא נמצא", "שגיאה 404"},
		"fa": {"صفحه مورد نظر یافت نشد", "خطای ۴۰۴"},
		"zh": {"页面不存在", "找不到该页面", "404错误", "您访问的页面不存在", "找不到網頁", "頁面不存在", "文章已删除"},
		"ja": {"ページが見つかりません", "お探しのページは見つかりませんでした", "404エラー", "このページは存在しません"},
		"ko": {"페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다", "404 오류", "존재하지 않는 페이지입니다"},
		"sv": {"Sidan hittades inte"}, "da": {"Siden blev ikke fundet"}, "nb": {"Siden finnes ikke"}, "fi": {"Sivua ei löydy"},
		"cs": {"Stránka nenalezena"}, "hu": {"Az oldal nem található"}, "ro": {"Pagina nu a fost găsită"}, "bg": {"Страницата не е намерена"},
		"el": {"Η σελίδα δεν βρέθηκε"}, "vi": {"Không tìm thấy trang"}, "id": {"Halaman tidak ditemukan"}, "th": {"ไม่พบหน้าที่คุณต้องการ"}, "hi": {"पृष्ठ नहीं मिला"},
		"uz": {"Sahifa topilmadi"}, "az": {"Səhifə tapılmadı"}, "ka": {"გვერდი ვერ მოიძებნა"}, "hy": {"Էջը չի գտնվել"}, "sr": {"Страница није пронађена"},
	} {
		for _, title := range titles {
			run(t, []try{
				{name: lang + " title " + title, body: notice(title, "", ""), want: verdict.Soft404, detail: "title says"},
				{name: lang + " both " + title, body: notice(title+" | Example Gazette", title, "Back to home"), want: verdict.Soft404},
			})
		}
	}
}

// TestMissingPages are whole pages.
func TestMissingPages(t *testing.T) {
	teasers := strings.Repeat("<li><a href=/n>Ferry line to resume in the spring after a long pause, council says</a></li>", 10)
	run(t, []try{
		{name: "two words", body: notice("Not Found", "Not Found", "Home"), want: verdict.Soft404},
		{name: "two words over the data of a record", target: "https://records.example/works/100", body: notice("Not Found | Catalogue", "Not Found", "An album of ten songs by the Lost Lights, released in 2019."), want: verdict.OK},
		{name: "bare", body: "<!doctype html><title>404</title><h1>404 Not Found</h1>", want: verdict.Soft404, detail: `title says “404”`},
		{name: "heading only", body: notice("Example", "Page not found", "The link you followed may be broken."), want: verdict.Soft404, detail: "heading says “Page not found”"},
		{name: "heading under the site's title", body: notice("Example Gazette – News from the coast", "Page not found", "The link you followed may be broken, or the page may have been removed."), want: verdict.Soft404},
		{name: "h2", body: "<title>Example</title><h2>Seite nicht gefunden</h2><p>Zur Startseite", want: verdict.Soft404},
		{name: "with other news", body: notice("Page not found", "Page not found", "Try these:") + teasers, want: verdict.Soft404},
		{name: "weak, with support", body: notice("Not Found", "Not Found", "The requested URL /x was not found on this server."), want: verdict.Soft404},
		{name: "wordpress", body: `<html><head><title>Harbour – Example</title></head><body class="error404 wp-theme"><h1>Oh dear</h1><p>Search?</p></body></html>`, want: verdict.Soft404, detail: "error404"},
		{name: "prerender", body: `<html><head><title>Example</title><meta name="prerender-status-code" content="404"></head><body><p>Hm.</p></body></html>`, want: verdict.Soft404, detail: "prerender-status-code"},
		{name: "next, app", body: `<html><head><title>Example</title><meta name="next-error" content="not-found"></head><body><p>Hm.</p></body></html>`, want: verdict.Soft404},
		{name: "a number, the words below", body: `<html><head><title>Acme</title></head><body><nav>Home News</nav><h1>404</h1><h2>This page could not be found.</h2></body></html>`, want: verdict.Soft404, detail: "This page could not be found."},
		{name: "next, error page", body: `<html><head><title>Acme</title></head><body><div id="__next"><h1>Oh</h1><p>Nothing of that kind is to be seen by anyone at this place</p></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"statusCode":404}},"page":"/_error"}</script></body></html>`, want: verdict.Soft404, detail: "statuscode"},
		{name: "next, pages", body: `<html><head><title>Example</title></head><body><div id="__next"><h2>Nothing</h2><p>of that kind is to be seen by anyone at this place</p></div><script id="__NEXT_DATA__" type="application/json">{"page":"/404"}</script></body></html>`, want: verdict.Soft404, detail: "/404"},
		{name: "address", hops: []string{"302 https://www.example.org/404.html"}, body: notice("Example", "Oh dear", "Search?"), want: verdict.Soft404, detail: "/404.html"},
		{name: "address, words", hops: []string{"302 https://www.example.org/en/page-not-found?u=1"}, body: notice("Example", "Oh dear", "Search?"), want: verdict.Soft404},
		{name: "front page that says so", target: "https://www.example.org/", body: notice("404 Not Found", "Not Found", "The requested URL was not found on this server."), want: verdict.ServerError, detail: "front page"},
		{name: "404 Media's own", body: `<html><head><title>Page not found - 404 Media</title><meta property="og:site_name" content="404 Media"></head><body><h1>Page not found</h1></body></html>`, want: verdict.Soft404},
	})
}

// TestTraps are living pages with titles like those of missing ones; each with
// much text and with little.
func TestTraps(t *testing.T) {
	for _, c := range []struct{ title, target string }{
		{"404 Not Found (film) - Wikipedia", "https://en.example.org/wiki/404_Not_Found_(film)"},
		{"Not Found", "https://films.example/not-found-1996"},
		{"Error 404", "https://songs.example/artist/error-404"},
		{"Error 404", "https://songs.example/track/77"},
		{"How a lock company tracks its users — 404 Media", "https://www.404media.example/how-a-lock-company"},
		{"404 Media", "https://www.404media.example/about"},
		{"Peugeot 404", ""}, {"HTTP 404 - Wikipedia", "https://en.example.org/wiki/HTTP_404"}, {"Area code 404", ""}, {"Room 404", ""}, {"404 Day", ""}, {"Atlanta 404", ""},
		{"Lost and Not Found", ""}, {"The Page You Are Looking For Does Not Exist", "https://essays.example/the-page-you-are-looking-for-does-not-exist"},
		{"Page Not Found: The Vanishing Web", "https://essays.example/17"},
		{"How to Fix a 404 Error", ""}, {"Soft 404 errors | Google Search Central", ""}, {"What does 403 Forbidden mean?", ""},
		{"Bug 404: file not found when the path has a space", ""}, {"Gone", ""}, {"Gone | Example Gazette", ""}, {"410 Gone - HTTP | MDN", "https://docs.example/HTTP/Status/410"},
		{"Body Not Found: A Harbour Mystery", ""}, {"Missing page from the Dead Sea Scrolls found", ""}, {"No Evidence Found", ""}, {"Weapons Not Found", ""},
		{"Life Not Found", ""}, {"WMD not found in Iraq", ""}, {"MH370 not found", ""}, {"Не найден", ""}, {"Самолёт не найден", ""}, {"Leiche nicht gefunden", ""},
		{"Kayıp kız bulunamadı", ""}, {"Қайық табылмады", ""}, {"FileNotFoundError: [Errno 2] No such file or directory", ""},
		{"python - ModuleNotFoundError: No module named 'x' - Stack Overflow", ""}, {"nginx - 404 Not Found - Stack Overflow", ""},
		{"404 Not Found nginx - Stack Overflow", ""}, {"Page not found on mobile · Issue #12 · org/repo", ""}, {"Page not found · Issue #12 · org/repo · GitHub", ""},
		{"not-found.js | Next.js", ""}, {"Link rot - Wikipedia", ""}, {"Soft 404", ""}, {"Access Denied: my year without a phone", ""}, {"Just a moment", ""},
		{"Under maintenance: the locks of the canal", ""}, {"Domain parking - Wikipedia", ""}, {"Greenland is not for sale", ""},
	} {
		for _, words := range []int{70, 200, 400} {
			run(t, []try{{name: c.title, target: c.target, body: article(c.title, words), want: verdict.OK}})
		}
	}
}

// TestMarkedTraps are living pages with the structure of missing ones.
func TestMarkedTraps(t *testing.T) {
	class := func(s string) string { return strings.Replace(s, "<body>", `<body class="error404">`, 1) }
	run(t, []try{
		{name: "long text on the template for errors", body: class(article("Harbour reopens", 200)), want: verdict.OK},
		{name: "its address says the same", body: class(article("Harbour reopens", 60)), want: verdict.OK},
		{name: "article data", body: strings.Replace(class(article("Report", 60)), "<head>", `<head><meta property="article:published_time" content="2024-03-02T10:00:00Z">`, 1), want: verdict.OK},
		{name: "words in another page's data", body: article("Harbour", 60) + `<script>self.__next_f.push([1,"404: This page could not be found."])</script>`, want: verdict.OK},
		{name: "area code", target: "https://www.example.org/area-code/atlanta", hops: []string{"301 https://www.example.org/area-codes/404"}, body: article("Atlanta", 60), want: verdict.Moved},
		{name: "film", target: "https://www.example.org/films/1996/not_found_1996", hops: []string{"301 https://www.example.org/film/not-found"}, body: article("Not Found", 60), want: verdict.Moved},
		{name: "cited address says not found", target: "https://www.example.org/404", hops: []string{"301 https://www.example.org/404.html"}, body: article("Harbour", 60), want: verdict.Moved},
	})
}

func TestExpand(t *testing.T) {
	got := expand("(a|b|) c(d|(e|f)g)")
	want := []string{"a cd", "b cd", " cd", "a ceg", "a cfg", "b ceg", "b cfg", " ceg", " cfg"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	if got := expand("(a"); !slices.Equal(got, []string{"(a"}) {
		t.Errorf("unbalanced: got %q", got)
	}
}

// TestPhrases: no pattern is left open, and no phrase is a single common word.
func TestPhrases(t *testing.T) {
	for phrase := range missingPhrases() {
		if strings.ContainsAny(phrase, "()|") || len(phrase) < 6 {
			t.Errorf("phrase %q", phrase)
		}
	}
	if n := len(missingPhrases()); n > 10000 {
		t.Errorf("%d phrases", n)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  Oops! That page can’t be found. ": "oops that page cant be found",
		"Página não encontrada":              "pagina nao encontrada",
		"Ошибка ４０４ – ой":                    "ошибка 404 ои",
		"خطای ۴۰۴":                           "خطای 404",
		"Sayfa Bulunamadı İ":                 "sayfa bulunamadi i",
		"":                                   "",
		"***":                                "",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q): got %q; want %q", in, got, want)
		}
	}
}

func TestCountWords(t *testing.T) {
	for in, want := range map[string]int{"": 0, "one": 1, "it's a well-known fact": 4, "页面不存在": 2, " a  b ": 2} {
		if got := countWords(in); got != want {
			t.Errorf("countWords(%q): got %d; want %d", in, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	if got, want := quote("a\x1b[31m\n b"), "“a [31m b”"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if n := len([]rune(quote(strings.Repeat("ä", 500)))); n != 82 {
		t.Errorf("got %d characters; want 82", n)
	}
}
