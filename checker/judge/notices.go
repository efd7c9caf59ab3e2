package judge

import "github.com/citecheck/citecheck/checker/verdict"

// notices are pages on which somebody on the way explains why the reader gets
// nothing else: laws, networks of states, works on the house, programs that
// fell over, hosts that no longer know the site. They are looked for like
// walls, before them, because they say more.
var notices = []wall{
	{
		name: "shut out by region", reason: verdict.Legal,
		words: []string{"not available in your country", "not available in your region", "unavailable in your region",
			"unavailable in your country", "Our European visitors are important to us",
			"The Amazon CloudFront distribution is configured to block access from your country",
			"unavailable due to legal reasons", "unavailable for legal reasons"},
		on: []int{200, 401, 403, 404, 406, 410, 429, 503}, // 451 speaks for itself
	},
	{
		// These come from the reader's own network, so they say nothing of the site.
		name: "blocked by a state", reason: verdict.Legal,
		titles: []string{"Доступ ограничен по решению Роскомнадзора", "Internet Positif"},
		words: []string{"Доступ к информационному ресурсу ограничен", "erişime engellenmiştir", "доступ к ресурсу ограничен",
			"Суд шешімімен бұғатталған", "blocked as per instructions from Department of Telecommunications",
			"此内容因违规无法查看"},
		urls: []string{"warning.rt.ru", "eais.rkn.gov.ru", "zapret-info", "internet2.btk.gov.tr", "internetpositif", "trustpositif"},
		on:   []int{200, 403},
	},
	{
		name: "under maintenance", reason: verdict.ServerError,
		titles: []string{"Maintenance", "Under maintenance", "Site under maintenance", "Site maintenance", "Website under maintenance",
			"Scheduled maintenance", "We'll be back soon", "We'll be back soon!", "Технические работы", "Техникалық жұмыстар",
			"Wartungsarbeiten", "Wartungsmodus", "En maintenance", "Site en maintenance", "En mantenimiento", "Sitio en mantenimiento",
			"Sito in manutenzione", "Bakım çalışması", "Site is undergoing maintenance", "Maintenance mode", "メンテナンス中"},
		words: []string{"Briefly unavailable for scheduled maintenance", "Sorry, this shop is currently unavailable"},
		on:    []int{200},
	},
	{
		name: "the site's program fails", reason: verdict.ServerError,
		titles: []string{"Error establishing a database connection", "Database Error", "WordPress › Error", "Internal Server Error",
			"500 Internal Server Error", "500 - Internal Server Error", "Error 500", "502 Bad Gateway", "503 Service Unavailable",
			"504 Gateway Timeout", "Service Unavailable", "Bad Gateway", "Gateway Timeout", "Server Error in '/' Application",
			"Whoops, looks like something went wrong"},
		words: []string{"There has been a critical error on this website", "Error establishing a database connection",
			"Application error: a client-side exception has occurred", "Fatal error: Uncaught", "Fatal error: Call to undefined function",
			"Fatal error: Allowed memory size", "Parse error: syntax error, unexpected"},
		on: []int{200},
	},
	{
		// What a player is told instead of a film. Nothing else of such a page is
		// there without scripts.
		name: "the film is gone", reason: verdict.Soft404,
		riders: []string{`"playabilitystatus":{"status":"error"`},
		on:     []int{200},
	},
	{
		name: "the film is private", reason: verdict.Login,
		riders: []string{`"playabilitystatus":{"status":"login_required"`},
		on:     []int{200},
	},
	{
		name: "the host no longer has this site", reason: verdict.Soft404,
		titles: []string{"Site not found · GitHub Pages", "Heroku | No such app", "No such app", "Website Expired", "Site Not Found",
			"404 Web Site not found", "Blog has been removed", "User deactivated or deleted their account"},
		words: []string{"There isn't a GitHub Pages site here", "is no longer available. The authors have deleted this site",
			"Looks like this domain isn't connected to a website yet", "a URL that doesn't exist on Netlify",
			"You haven't deployed an app yet", "Custom domain has not been configured inside Azure", "The deployment could not be found on Vercel"},
		riders: []string{"herokucdn.com/error-pages/no-such-app", "<error><code>nosuchkey</code>", "<error><code>nosuchbucket</code>"},
		on:     []int{200},
	},
}
