package judge

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/citecheck/citecheck/checker/verdict"
)

// markets are where domains are sold, and what their addresses of single
// domains look like. People cite registrars too: those count only there.
var markets = map[string][]string{
	"hugedomains.com": nil, "afternic.com": nil, "dan.com": nil, "sedo.com": nil, "sedoparking.com": nil, "undeveloped.com": nil,
	"buydomains.com": nil, "domainmarket.com": nil, "brandbucket.com": nil, "squadhelp.com": nil, "atom.com": {"/name/"},
	"efty.com": nil, "perfectdomain.com": nil, "saw.com": nil, "domainagents.com": nil, "brandpa.com": nil, "snagged.com": nil,
	"bodis.com": nil, "parkingcrew.net": nil, "above.com": nil, "parklogic.com": nil, "domainnamesales.com": nil,
	"uniregistry.com": nil, "godaddy.com": {"/domainsearch", "/forsale/"}, "dynadot.com": {"/market", "/domain/"},
	"namecheap.com": {"/domains/"}, "sav.com": {"/domain"}, "spaceship.com": {"/domain", "/for-sale", "/lander"},
	"epik.com": {"/domain/"}, "namesilo.com": {"/domain/"}, "survey-smiles.com": nil, "fwdservice.com": nil, "dsextra.com": nil,
	"ndparking.com": nil,
}

// landers are in the scripts, or in the addresses of scripts and frames, of
// pages that stand in for a site; text that mentions them does not count.
// Sources: MISP/misp-warninglists (parking-domain), tma22-parking
// (parking_services.json), intrigueio/intrigue-ident.
var landers = []string{
	"/parking-lander", `lander_system="pw"`, `ap:"parking"`, `window.location.href="/lander"`, "sedoparkingurl", "sedoparking.com",
	"footer_domain_parking", `window.park = "`, `window.park="`, "/js/parking.2.", "bodiscdn", "parkingcrew.net", "/adsense/domains/caf.js",
	"d38psrni17bvxu.cloudfront.net", "iyfubh.com", "iyfsearch.com", "parkingpage.namecheap.com", "park.above.com",
}

// saleTitles are whole titles or headings of such pages.
var saleTitles = foldedSet("This domain is for sale", "This domain name is for sale", "This domain may be for sale",
	"This domain is for sale!", "Domain for sale", "Domain name for sale", "Buy this domain", "Buy this domain name", "Get this domain",
	"This domain is parked", "Parked domain", "Domain parked", "Parked domain name", "Domain parking page", "This domain has expired",
	"This domain name has expired", "Domain expired", "Domain has expired", "Parked at Loopia", "Parked free, courtesy of GoDaddy.com",
	"Домен продаётся", "Домен припаркован", "Этот домен продаётся", "Срок регистрации домена истёк", "Домен сатылады",
	"Domain geparkt", "Diese Domain steht zum Verkauf", "Domain steht zum Verkauf", "Diese Domain ist zu verkaufen",
	"Ce domaine est à vendre", "Domaine à vendre", "Nom de domaine parqué", "Este dominio está a la venta", "Dominio en venta",
	"Questo dominio è in vendita", "Dit domein is te koop", "Domein te koop", "Domena na sprzedaż", "Domínio à venda",
	"Hier entsteht eine neue Internetpräsenz", "Hier entsteht eine neue Kunden-Website", "Hier entsteht eine neue Homepage",
	"Hier entsteht in Kürze eine neue Internetpräsenz", "Future home of something quite cool",
	"STRATO - Domain reserved", "Want your own website? | 123 Reg",
	"Registrant WHOIS contact information verification", "Registrant WHOIS contact information verification | Namecheap.com",
	"Este domínio está à venda", "Bu alan adı satılıktır", "此域名出售", "域名出售", "域名已过期", "このドメインは売り出し中", "도메인 판매")

// numberedHost is the first label of hosts that parking services lend a domain.
// Below ten they are anybody's.
var numberedHost = regexp.MustCompile(`^ww\d\d\d?\.`)

// lentHosts show nothing but pages of domains that they hold for their owners.
var lentHosts = set(`parkingpage.namecheap.com expired.namebright.com comingsoon.namebright.com parking.bodis.com
	overdue.aliyun.com domainparking-dnspod.cn`)

// sold tells of redirects to where domains are sold. Whether the market lets
// programs in does not matter.
func sold(v *view) (verdict.Verdict, bool) {
	host := strings.ToLower(v.final.Hostname())
	from, to := registrable(v.target.Hostname()), registrable(host)
	if _, dealer := markets[from]; dealer || from == to {
		return none()
	}
	if prefixes, ok := markets[to]; ok && begins(v.final.Path, prefixes) {
		return found(verdict.Parked, "ends at "+place(v.final)+", where domains are sold")
	}
	if lentHosts[host] {
		return found(verdict.Parked, "ends at "+place(v.final)+", where parked domains are sent")
	}
	return none()
}

// parked tells of domains that are for sale or show only a lender's page.
func parked(v *view) (verdict.Verdict, bool) {
	host := strings.ToLower(v.final.Hostname())
	to := registrable(host)
	if v.served() || v.article || !v.html() {
		return none()
	}
	const lander = 150 // words; the wordiest lists of advertisements have fewer
	if v.words >= lander {
		return none()
	}
	if numberedHost.MatchString(host) && registrable(v.target.Hostname()) == to && host == numberedHost.FindString(host)+to && host != strings.ToLower(v.target.Hostname()) {
		return found(verdict.Parked, "ends at "+host+", where parked domains are sent")
	}
	s := v.structure()
	scripts := strings.ToLower(strings.Join(s.inline, "\n") + "\n" + strings.Join(s.links, "\n"))
	for _, m := range landers {
		if strings.Contains(scripts, m) {
			return found(verdict.Parked, "a parked domain's page ("+m+")")
		}
	}
	for _, title := range append([]string{s.title}, s.headings[:min(len(s.headings), 2)]...) {
		if (forSale(title, to) || v.held(title, to)) && !v.slugShares(title) {
			return found(verdict.Parked, "title says "+quote(title))
		}
	}
	if v.lent(to) {
		return found(verdict.Parked, "a parked domain's page: title says "+quote(s.title))
	}
	return none()
}

// forSale says whether a title offers the domain it stands on. "Is for sale"
// alone is said of houses and of Greenland.
func forSale(title, domain string) bool {
	whole := fold(title)
	if saleTitles[whole] {
		return true
	}
	name := fold(domain)
	for _, article := range []string{"the domain name ", "the domain ", "domain name ", "domain ", "the website "} {
		if rest, ok := strings.CutPrefix(whole, article); ok {
			whole = rest
			break
		}
	}
	if rest, ok := strings.CutPrefix(whole, name+" "); ok && name != "" {
		for _, said := range []string{"is for sale", "may be for sale", "for sale", "domain is for sale", "domain name is for sale",
			"is parked", "steht zum verkauf", "est a vendre", "is available for purchase", "domain for sale", "продается"} {
			if strings.HasPrefix(rest, fold(said)) {
				return true
			}
		}
	}
	parts := segments(title)
	if len(parts) > 2 {
		// Sedo's: "example.org - This website is for sale! - example Resources and
		// Information."
		return len(parts) == 3 && (saleTitles[parts[1]] || parts[1] == "this website is for sale") &&
			(name != "" && parts[0] == name || strings.HasSuffix(parts[2], " resources and information"))
	}
	return slices.ContainsFunc(parts, func(part string) bool { return saleTitles[part] })
}

// lenders are what parking services write below their advertisements. It counts
// below the domain as title: else somebody quotes it.
var lenders = []string{"generated by the domain owner using Sedo Domain Parking", "generated by the domain owner using Sedo's domain parking",
	"This Web page is parked free", "is parked free of charge with", "is registered at Namecheap", "was recently registered at Namecheap",
	"may still be available", "pending renewal or deletion", "This Web page is parked for free", "parked free, courtesy of", "Domain is parked by service",
	"This site is parked with", "This domain is parked at", "is registered and parked with", "the owner has not put up a site yet",
	"domain may be for sale", "domain name may be for sale", "Inquire about this domain", "Domain steht zum Verkauf", "domaine est à vendre",
	"dominio está a la venta", "dominio está en venta", "dominio è in vendita", "domínio está à venda", "domein is te koop", "domena jest na sprzedaż",
	"домен продаётся", "домен продається", "домен сатылады", "alan adı satılıktır", "域名出售", "域名正在出售", "ドメインは売り出し中", "도메인을 판매"}

// lent says whether a page has its domain for a title and a lender's words.
func (v *view) lent(domain string) bool {
	title, name := fold(v.structure().title), fold(domain)
	return name != "" && (title == name || strings.HasPrefix(title, name+" ")) && slices.ContainsFunc(lenders, v.says)
}

func begins(path string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(strings.ToLower(path), p) {
			return true
		}
	}
	return len(prefixes) == 0
}

// registrable is the part of a host that somebody registered.
func registrable(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}
