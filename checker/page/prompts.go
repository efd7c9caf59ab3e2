package page

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// IsPrompt reports whether a title asks the reader to subscribe, to sign in or
// to unlock a text: all its words are of such requests in one language, and
// one of them says what is wanted. It is the title of the wall, not of what
// stands behind it.
func IsPrompt(title string) bool {
	const most = 14 // words of such a request
	folded := lex.Fold(title)
	if !lex.IsASCII(folded) {
		for _, p := range spacelessPrompts {
			if strings.Contains(folded, p) && len(folded) <= 4*len(p) {
				return true
			}
		}
	}
	words := strings.Fields(folded)
	if len(words) == 0 || len(words) > most {
		return false
	}
	asked, all := languages(0), ^languages(0)
	for _, w := range words {
		p := promptWords[w]
		if all &= p.stands; all == 0 {
			return false
		}
		asked |= p.asks
	}
	return asked&all != 0
}

// languages are rows of prompts, a bit each.
type languages uint32

// promptWords say of each word in which languages it asks, and in which it
// stands in a request at all.
var promptWords = func() map[string]struct{ asks, stands languages } {
	table := map[string]struct{ asks, stands languages }{}
	for i, p := range prompts {
		for w := range p.asks {
			word := table[w]
			word.asks |= 1 << i
			word.stands |= 1 << i
			table[w] = word
		}
		for w := range p.rest {
			word := table[w]
			word.stands |= 1 << i
			table[w] = word
		}
	}
	return table
}()

// prompts are the words of such requests, a language a row: those that ask,
// and those that stand with them.
var prompts = []struct{ asks, rest map[string]bool }{
	{set(`subscribe subscriber subscribers subscription register unlock login signin sign log paywall members membership`),
		set(`in up on now today here please to or and for free read reading continue keep finish unlock access view see get
		this that the full our your you a an as of rest article articles story stories content page site text more unlimited
		only exclusive exclusively premium digital create account already with is are available become required have must need
		from us just want start by`)},
	{set(`continue unlock`), set(`reading read to this the full your article story content access`)},
	{set(`anmelden anmeldung einloggen registrieren abonnieren abonnement abo abonnenten freischalten weiterlesen weiterzulesen login`),
		set(`jetzt bitte hier um zu und oder für nur mit diesen dieser den der die das artikel beitrag text inhalt vollständigen
		lesen alle kostenlos testen exklusiv sie sich ein dem im zum weiter kostenfrei`)},
	{set(`abonnez abonnés abonné connectez connectezvous abonnezvous inscrivez inscrivezvous identifiez réservé connexion débloquer débloquez`),
		set(`vous pour lire la le les l suite de cet cette ce article contenu est aux à ou et continuer votre lecture accéder
		intégralité larticle dès maintenant déjà gratuitement en poursuivre`)},
	{set(`suscríbete suscríbase suscriptores regístrate regístrese inicia inicie desbloquea desbloquear`),
		set(`para seguir leyendo leer continuar este esta el la los artículo contenido completo noticia sesión o y ya gratis a
		acceder exclusivo solo sólo ahora`)},
	{set(`assine assinantes assinante cadastre entre faça desbloqueie`),
		set(`para continuar lendo ler a o esta este matéria artigo conteúdo completo login ou e se exclusivo só já grátis agora`)},
	{set(`abbonati abbonarti accedi registrati sblocca`),
		set(`per continuare a leggere la il lo questo questa articolo contenuto larticolo lettura o e ora gratis riservato agli tutto`)},
	{set(`abonneer abonnees inloggen aanmelden registreer`),
		set(`om verder te lezen dit dit artikel in of en log voor alleen nu u je gratis door het hele`)},
	{set(`zaloguj subskrybuj zarejestruj wykup odblokuj`),
		set(`się aby żeby czytać dalej ten artykuł przeczytać lub i subskrypcję dostęp do całego tekstu teraz`)},
	{set(`подпишитесь подписаться войдите войти зарегистрируйтесь авторизуйтесь подписчиков`),
		set(`чтобы читать дальше продолжить прочитать чтение эту этот статью материал полностью или и на в сайт для
		только доступно аккаунт свой пожалуйста`)},
	{set(`увійдіть підпишіться зареєструйтеся`), set(`щоб читати далі продовжити читання цю статтю матеріал або і`)},
	{set(`кіріңіз жазылыңыз тіркеліңіз`), set(`оқу үшін жалғастыру оқуды мақаланы толық немесе және сайтқа әрі қарай`)},
	{set(`abone giriş üye`), set(`okumaya devam etmek için olun ol yapın yap ya da bu haberi makaleyi içeriği okumak ve veya`)},
}

// spacelessPrompts are such requests in scripts that put no spaces between
// words; a title with one that is not much longer is one.
var spacelessPrompts = []string{"继续阅读", "登录后", "订阅后", "订阅以", "繼續閱讀", "登入後", "訂閱以", "続きを読むには",
	"ログインして続き", "会員登録", "有料会員限定", "로그인하여", "구독하고", "구독자 전용"}
