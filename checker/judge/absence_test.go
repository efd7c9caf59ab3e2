package judge

import "testing"

// TestDeniesPage: sentences that a page is not there, and titles that are made
// of nearly the same words.
func TestDeniesPage(t *testing.T) {
	for _, c := range []struct {
		title string
		want  bool
	}{
		{"We can't seem to find the page you're looking for", true},
		{"The page you are trying to access does not exist", true},
		{"This post was deleted", true},
		{"Leider konnten wir die Seite nicht finden", true},
		{"Dieser Beitrag wurde gelöscht", true},
		{"Nous n'avons pas trouvé la page que vous recherchez", true},
		{"No hemos podido encontrar la página que buscas", true},
		{"Non riusciamo a trovare la pagina che cerchi", true},
		{"Não foi possível encontrar a página", true},
		{"We kunnen de pagina niet vinden", true},
		{"Nie możemy znaleźć strony, której szukasz", true},
		{"Мы не можем найти эту страницу", true},
		{"Нет такой страницы", true},
		{"Сторінка, яку ви шукаєте, не існує", true},
		{"Іздеген бетіңіз табылмады", true},
		{"Böyle bir sayfa bulunamadı", true},
		{"تعذر العثور على الصفحة", true},
		{"לא מצאנו את הדף שחיפשת", true},
		{"您所访问的页面不存在或已被删除", true},
		{"申し訳ございません、お探しのページは見つかりませんでした", true},
		{"원하시는 페이지를 찾을 수 없습니다", true},
		{"Vi fant ikke siden", true},

		{"The page you are looking for", false},
		{"The missing page", false},
		{"The page that was not written", false},
		{"We can't find the lighthouse", false},
		{"Page 17 was not found guilty", false},
		{"Not here", false},
		{"What is not on the page", false},
		{"Wir finden die Seite gut", false},
		{"La page blanche n'existe pas", false},
		{"La última página no existe en el manuscrito", false},
		{"Страница истории, которой нет", false},
		{"Sayfa yok edildi", false},
		{"الصفحة الأولى", false},
		{"关于旧网页停用的通知", false},
		{"ページをめくる", false},
		{"삭제된 기사들의 윤리", false},
		{"", false},
		{"page", false},
	} {
		if got := deniesPage(fold(c.title)); got != c.want {
			t.Errorf("%q: got %v; want %v", c.title, got, c.want)
		}
	}
}

func TestLanguagesFit(t *testing.T) {
	if len(absences) > 64 {
		t.Errorf("%d languages; a word's have 64 bits", len(absences))
	}
}
