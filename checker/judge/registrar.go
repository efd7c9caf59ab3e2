package judge

import (
	"slices"
	"strings"
)

// unnamed are what titles and headings of parked pages say of the domain that
// they name, once its name is taken out of them.
var unnamed = foldedSet("is for sale", "may be for sale", "for sale", "domain is for sale", "domain name is for sale", "domain for sale",
	"is parked", "is available for purchase", "domain has expired", "domain name has expired", "has expired", "registered at Namecheap.com",
	"is registered at Namecheap", "domain reserved", "steht zum Verkauf", "ist zu verkaufen", "Domain ist geparkt", "wurde registriert",
	"est à vendre", "domaine est parqué", "está en venta", "está a la venta", "è in vendita", "está à venda", "is te koop", "staat te koop",
	"jest na sprzedaż", "satılıktır", "продаётся", "припаркован", "Домен продаётся", "Домен припаркован", "Домен зарегистрирован",
	"Срок регистрации домена истёк", "Срок действия домена истёк", "Домен не прилинкован", "Домен делегирован")

// registrars are how the heading of a page begins that a registrar shows in
// place of a site. Titles of works do not go on like this.
var registrars = foldAll([]string{"This domain has been registered with", "This domain name has been registered with", "This domain is registered with",
	"This domain name is registered with", "This domain was recently registered", "This domain is parked free", "This domain name is parked free",
	"This domain has been parked", "This domain name expired on", "This domain expired on",
	"This website was just activated", "Diese Website wurde soeben freigeschaltet", "Diese Domain ist bereits registriert", "Diese Domain wurde registriert",
	"Diese Domain ist geparkt", "Votre domaine a bien été créé", "Félicitations ! Votre domaine a bien été créé", "Ce domaine est enregistré chez",
	"Ce nom de domaine est enregistré", "Congratulations! Your domain has been created", "Questo dominio è registrato",
	"Este dominio ha sido registrado", "Este domínio está registado", "Este domínio está registrado", "Dit domein is geregistreerd", "Deze domeinnaam is geregistreerd",
	"Deze domeinnaam is te koop", "Ta domena została zarejestrowana", "Domena została zarejestrowana", "Домен не прилинкован", "Домен зарегистрирован и припаркован",
	"Этот домен зарегистрирован", "Срок регистрации домена", "此域名已过期", "该域名已过期", "该域名已被注册", "このドメインは、お名前.comで取得"})

// lapsed are likewise, but their words are also those of advice: the page has to
// name the domain.
var lapsed = foldAll([]string{"Your domain has expired", "Your domain is expired", "Your domain name has expired", "This domain has expired"})

// held says whether a title offers the domain that it names, or is a
// registrar's notice.
func (v *view) held(title, domain string) bool {
	whole := fold(title)
	begun := func(begins string) bool { return strings.HasPrefix(whole, begins) }
	if slices.ContainsFunc(registrars, begun) || slices.ContainsFunc(lapsed, begun) && v.says(domain) {
		return true
	}
	name := fold(domain)
	if name == "" || !strings.Contains(" "+whole+" ", " "+name+" ") {
		return false
	}
	return slices.ContainsFunc(segments(without(title, domain)), func(part string) bool { return unnamed[part] })
}

// without takes a domain's name out of a title.
func without(title, domain string) string {
	lower := strings.ToLower(title)
	if len(lower) != len(title) {
		title = lower // letters whose small form is longer: places do not match
	}
	i := strings.Index(lower, domain)
	if i < 0 {
		return title
	}
	return strings.TrimPrefix(title[:i], "www.") + " " + title[i+len(domain):]
}
