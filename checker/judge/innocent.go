package judge

import "sync"

// suspicious are beginnings of the words without which no wall says what it
// wants of its reader, in the languages that walls speak.
var suspicious = []string{"robot", "captcha", " bot ", " bots ", "human", "verif", "browser", "javascript", "cookie", "security", "secure connection", "denied", "deny", "block",
	"forbid", "forbidden", "suspicious", "unusual", "automat", "incident", "support id", "ray id", "request id", "reference id", "checking", "please wait", "permission", "refus", "interdit",
	"puzzle", "challenge", "access", "visitor", "loading", "redirect", "interruption", "stand by", "one moment",
	"navegador", "navigateur", "zugriff", "sicherheit", "uberpruf", "gesperrt", "accès", "acceso", "acesso", "accesso", "securite", "seguridad", "seguranca", "sicurezza",
	"denegado", "negado", "bloqu", "bloqueado", "dostep", "przegladark", "erisim", "engellen", "guvenlik", "dogrula", "tarayici",
	"робот", "бот ", "браузер", "провер", "доступ", "заблокир", "огранич", "запрещ", "безопасност", "безпек", "перевірк", "обмежен", "тексеру", "шектел", "тыйым", "қауіпсіздік",
	"متصفح", "روبوت", "التحقق", "الوصول", "רובוט", "דפדפן", "אבטחה", "גישה", "مرورگر", "验证", "驗證", "机器人", "機器人", "安全", "访问", "訪問", "浏览器", "瀏覽器", "滑动", "拦截",
	"ロボット", "ボット", "ブラウザ", "アクセス", "確認", "セキュリティ", "로봇", "브라우저", "접근", "보안", "확인", "차단"}

var suspicions = sync.OnceValue(func() []string {
	list := make([]string, len(suspicious))
	for i, s := range suspicious {
		list[i] = fold(s)
		if s[0] == ' ' {
			list[i] = " " + list[i] + " "
		}
	}
	return list
})

// innocent says whether a page with few words on it has a heading and a sentence
// below it, neither of which speaks as walls do. Vendors' sensors ride on short
// pages too, and poems are called "Just a moment".
func (v *view) innocent() bool {
	if v.guiltless == nil {
		ok := v.success() && v.html() && v.saysSomething()
		v.guiltless = &ok
	}
	return *v.guiltless
}

func (v *view) saysSomething() bool {
	s := v.structure()
	const sentence = 3 // words
	if len(s.headings) == 0 || s.shown-countWords(s.headings[0]) < sentence {
		return false
	}
	text := " " + fold(s.title+" "+s.visible) + " "
	return count(text, suspicions()) == 0
}
