package judge

import "github.com/citecheck/citecheck/checker/verdict"

// faults are whole headings under which a site's program says that it has
// failed, and not at what.
var faults = foldedSet("Something went wrong", "Sorry, something went wrong", "Oops, something went wrong", "Oops! Something went wrong", "Something went wrong!",
	"An error occurred", "An error has occurred", "An unexpected error occurred", "An unexpected error has occurred", "Unexpected error", "Unknown error",
	"Error", "Server error", "System error", "Application error", "Etwas ist schiefgelaufen", "Ein Fehler ist aufgetreten", "Es ist ein Fehler aufgetreten",
	"Une erreur est survenue", "Une erreur s'est produite", "Algo salió mal", "Ha ocurrido un error", "Se ha producido un error", "Qualcosa è andato storto",
	"Si è verificato un errore", "Algo deu errado", "Ocorreu um erro", "Er is iets misgegaan", "Er is een fout opgetreden", "Coś poszło nie tak", "Wystąpił błąd",
	"Что-то пошло не так", "Произошла ошибка", "Щось пішло не так", "Сталася помилка", "Қате орын алды", "Бірдеңе дұрыс болмады", "Bir hata oluştu",
	"Bir şeyler ters gitti", "حدث خطأ", "حدث خطأ ما", "אירעה שגיאה", "משהו השתבש", "出错了", "发生错误", "發生錯誤", "エラーが発生しました", "오류가 발생했습니다")

// isFault says whether the first heading that says more than the site's name is
// such a one.
func (v *view) isFault(headings []string) bool {
	for _, h := range headings {
		if parts := v.ownParts(h); len(parts) > 0 {
			return faults[fold(h)]
		}
	}
	return false
}

// fault tells of pages that show nothing but that their program has failed. A
// work may be called so: its title says more, or there is more on its page.
func fault(v *view) (verdict.Verdict, bool) {
	const few = 60 // words
	if !v.html() || v.article || v.words >= few || v.structure().shown >= few || citesFront(v.target) {
		return none()
	}
	s := v.structure()
	if v.slugShares(s.title) {
		return none()
	}
	for _, h := range s.headings {
		if len(v.ownParts(h)) == 0 {
			continue
		}
		if faults[fold(h)] && !v.goesOn(s.title, fold(h)) {
			return found(verdict.ServerError, "the site's program fails: heading says "+quote(h))
		}
		return none()
	}
	if own := v.ownParts(s.title); len(own) == 1 && faults[own[0]] || faults[fold(s.title)] {
		return found(verdict.ServerError, "the site's program fails: title says "+quote(s.title))
	}
	return none()
}
