package judge

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

var (
	// signInPaths are segments of addresses that are nothing but a sign-in.
	signInPaths = set(`login signin sign-in sign_in log-in log_in logon signon authwall wp-login servicelogin user-login
		login-page loginpage members-login connexion anmelden einloggen iniciar-sesion accedi inloggen logowanie`)
	// authPaths are those that other pages have too: they need a second sign.
	authPaths = set(`sso oauth oauth2 authorize authenticate checkpoint auth openid saml saml2 cas adfs realms account accounts
		idp shibboleth shibboleth.sso openathens session sessions register signup sign-up subscribe subscription paywall`)
	// signInHosts are first labels of hosts that are nothing but a sign-in.
	signInHosts = set(`login signin sso logon`)
	authHosts   = set(`auth id idp account accounts passport oauth identity`)
	// returns are parameters in which a sign-in keeps the way back.
	returns = set(`next return returnurl return_url returnto return_to redirect redirecturl redirect_url redirect_uri redirectto
		redirect_to continue service relaystate goto backurl dest destination successurl followup`)
)

// signIn tells of visits that end at a sign-in page: by the address, where a
// redirect led there, or by a page whose title asks for a password.
func signIn(v *view) (verdict.Verdict, bool) {
	if v.served() && v.article {
		return none()
	}
	if v.redirected && !isSignIn(v.target) {
		if isSignIn(v.final) {
			return found(verdict.Login, "ends at "+place(v.final))
		}
		if v.words < prose && mayBeSignIn(v.final) && (carriesReturn(v.final) || v.html() && v.structure().password) && !mayBeSignIn(v.target) {
			return found(verdict.Login, "ends at "+place(v.final))
		}
	}
	if v.words >= prose || !v.html() {
		return none()
	}
	s := v.structure()
	if !s.password && !v.redirected {
		return none()
	}
	if v.redirected && s.password && v.words < short && isFront(v.final) && !citesFront(v.target) {
		return found(verdict.Login, "ends at a front page that asks for a password")
	}
	for _, title := range append([]string{s.title}, s.headings[:min(len(s.headings), 2)]...) {
		named := v.words >= short && v.slugShares(title) && !isSignIn(v.target) // a form beside a text that is called so
		if v.asksToSignIn(title) && !named {
			return found(verdict.Login, "title says "+quote(title))
		}
	}
	return none()
}

// isSignIn says whether an address can only be that of a sign-in page.
func isSignIn(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	first, rest, _ := strings.Cut(host, ".")
	if signInHosts[first] && strings.Contains(rest, ".") && registrable(host) != host {
		return true
	}
	if strings.HasSuffix(host, ".idm.oclc.org") || strings.Contains(host, "ezproxy.") || host == "go.openathens.net" {
		return true
	}
	parts := steps(u)
	for i, part := range parts {
		// In the middle of a path a sign-in is a topic, as in /help/login/faq.
		if (i == 0 || i == len(parts)-1) && signInPaths[part] {
			return true
		}
	}
	return host == "accounts.google.com" || host == "login.microsoftonline.com"
}

// mayBeSignIn says whether an address has a name of sign-ins in it.
func mayBeSignIn(u *url.URL) bool {
	first, rest, _ := strings.Cut(strings.ToLower(u.Hostname()), ".")
	if authHosts[first] && strings.Contains(rest, ".") {
		return true
	}
	return slices.ContainsFunc(steps(u), func(part string) bool { return authPaths[part] || signInPaths[part] })
}

// carriesReturn says whether the query holds a way back.
func carriesReturn(u *url.URL) bool {
	for name := range u.Query() {
		if returns[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// signInTitles are whole titles; a page that has one needs a password field or
// a redirect beside it.
var signInTitles = foldedSet("Sign in", "Sign-in", "Log in", "Log-in", "Login", "Log on", "Logon", "Sign in to your account",
	"Log in to your account", "Login page", "Member login", "User login", "Library login", "EU Login", "Please log in", "Please sign in",
	"Sign in or register", "Log in or sign up", "Log in or register", "Join LinkedIn", "Login required", "Authentication required",
	"EBSCOhost Login", "Central Authentication Service", "Shibboleth Authentication Request", "Anmelden", "Anmeldung", "Einloggen",
	"Connexion", "Se connecter", "Identification", "Iniciar sesión", "Acceder", "Accedi", "Entrar", "Iniciar sessão", "Aanmelden",
	"Inloggen", "Zaloguj się", "Logowanie", "Вход", "Войти", "Авторизация", "Вхід", "Увійти", "Кіру", "Oturum aç", "Giriş yap",
	"Giriş", "تسجيل الدخول", "התחברות", "登录", "登入", "用户登录", "ログイン", "로그인")

// signInPrefixes begin titles that go on with the site's name.
var signInPrefixes = []string{"log in to ", "log into ", "login to ", "sign in to ", "log in with ", "sign in with ", "google drive sign in"}

func (v *view) asksToSignIn(title string) bool {
	if whole := fold(title); signInTitles[whole] {
		return true
	}
	parts := segments(title)
	for _, part := range parts {
		if len(parts) <= 2 && signInTitles[part] {
			return true
		}
		for _, p := range signInPrefixes {
			if strings.HasPrefix(part+" ", p) && len(strings.Fields(part)) <= 6 {
				return true
			}
		}
	}
	return false
}

var (
	consentHosts = set(`consent consents guce privacygate privacy-gate myprivacy cmp cookieconsent zustimmung`)
	consentPaths = set(`consent gdpr-consent privacywall privacy-wall privacy-gate privacygate cookie-consent cookieconsent
		cookie-wall cookiewall collectconsent zustimmung privacy-consent age-gate agegate age-verification
		disclaimer select-country choose-country`)
)

// consent tells of redirects that end where the reader is to agree first, or to
// say how old or from where.
func consent(v *view) (verdict.Verdict, bool) {
	if !v.redirected || isConsent(v.target) || !isConsent(v.final) || v.served() && v.article {
		return none()
	}
	v.onward = plain(v.target)
	return found(verdict.Login, "consent page: ends at "+place(v.final))
}

func isConsent(u *url.URL) bool {
	first, rest, _ := strings.Cut(strings.ToLower(u.Hostname()), ".")
	if consentHosts[first] && strings.Contains(rest, ".") {
		return true
	}
	return slices.ContainsFunc(steps(u), func(part string) bool { return consentPaths[part] })
}

// steps are the segments of an address's path, in lower case, the last without
// the ending of a program or page.
func steps(u *url.URL) []string {
	parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
	if n := len(parts); n > 0 {
		switch ext := path.Ext(parts[n-1]); ext {
		case ".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".jsf", ".do", ".cgi", ".shtml", ".cfm", ".xhtml":
			parts[n-1] = strings.TrimSuffix(parts[n-1], ext)
		}
	}
	return parts
}

// place names an address without its query, which may hold what is private.
func place(u *url.URL) string {
	return strings.Trim(quote(u.Host+u.EscapedPath()), "“”")
}

func foldedSet(texts ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range texts {
		m[fold(s)] = true
	}
	return m
}
