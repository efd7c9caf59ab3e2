package judge

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// shell tells of pages that show nothing until a script has run. A page of
// few words that carries article data was served as it is.
func shell(v *view) (verdict.Verdict, bool) {
	if !v.html() || v.words >= bare || v.article || v.page.Cut {
		return none()
	}
	s := v.structure()
	if s.scripts == 0 || s.paragraph > 0 {
		return none()
	}
	const few = 8 // words, such as "Loading, please wait"
	switch {
	case s.mount != "" && s.external && (s.shown < few || s.framework && s.shown < bare):
		return found(verdict.JSOnly, "nothing without JavaScript: "+quote(s.mount)+" is empty")
	case asksForScripts(s.noscript) && len(s.headings) == 0 && !s.media:
		return found(verdict.JSOnly, "page says "+quote(s.noscript))
	case asksForScripts(s.visible) && s.shown < bare:
		return found(verdict.JSOnly, "page says "+quote(s.visible))
	case s.shown < few && s.external && !s.media && s.fields == 0 && !s.stub():
		return found(verdict.JSOnly, "nothing without JavaScript")
	case s.shown == 0 && !s.media && s.fields == 0 && setsCookie(s.inline):
		return found(verdict.Blocked, "bot wall (a script sets a cookie and asks again)")
	case s.shown == 0 && !s.media && s.fields == 0 && len(s.inline) > 0:
		return found(verdict.JSOnly, "nothing without JavaScript")
	case s.module && s.shown < bare && len(s.headings) == 0 && !s.media:
		return found(verdict.JSOnly, "nothing without JavaScript: all comes from a module")
	}
	return none()
}

// waits are what pages say while a script fetches the rest.
var waits = foldAll([]string{"loading", "please wait", "lädt", "wird geladen", "bitte warten", "chargement", "cargando", "carregando", "caricamento",
	"laden", "ładowanie", "загрузка", "подождите", "завантаження", "жүктелуде", "yükleniyor", "جار التحميل", "טוען", "加载中", "載入中", "読み込み中", "로딩"})

// stub says whether a page of a few words has a heading and a line below it that
// somebody wrote: short, but a page.
func (s *survey) stub() bool {
	return len(s.headings) > 0 && len(s.lines) > 0 && s.shown > countWords(s.headings[0]) && count(fold(s.visible), waits) == 0
}

// setsCookie says whether scripts do what walls of every make do on a page with
// nothing else on it: set a cookie and load the page again.
func setsCookie(scripts []string) bool {
	all := strings.Join(scripts, "\n")
	return strings.Contains(all, "document.cookie") && (strings.Contains(all, "location.reload") || strings.Contains(all, "location.href") ||
		strings.Contains(all, "location.replace") || strings.Contains(all, "location ="))
}

// asksForScripts says whether a text asks the reader to switch scripts on. A
// comment service says so on the shortest of pages, and means only itself.
func asksForScripts(text string) bool {
	s := fold(text)
	return strings.Contains(s, "javascript") && !strings.Contains(s, "comment") && !strings.Contains(s, "disqus") &&
		!strings.Contains(s, "javascript to view this email")
}

// refreshTo takes the delay and address of a meta refresh apart.
var refreshTo = regexp.MustCompile(`(?i)^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+?)['"]?\s*$`)

// locationTo finds an address that a script sends the reader to.
var locationTo = regexp.MustCompile(`(?:window|document|top|self|parent)\.location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["']([^"']+)["']`)

// sendsOn tells of pages that only send a browser elsewhere. Where that leads
// is not known, unless it is where parked domains lead.
func sendsOn(v *view) (verdict.Verdict, bool) {
	if !v.html() || v.words >= bare || v.article {
		return none()
	}
	s := v.structure()
	for _, refresh := range []string{s.refresh, v.header.Get("Refresh")} {
		m := refreshTo.FindStringSubmatch(refresh)
		if m == nil {
			continue
		}
		const soon = 10 // seconds; above, it is a ticker that reloads itself
		if delay, err := strconv.Atoi(m[1]); err == nil && delay <= soon && v.elsewhere(m[2]) {
			return v.sentOn(m[2])
		}
	}
	const tiny = 1 << 10
	for _, script := range s.inline {
		if len(script) >= tiny || s.shown >= bare/2 {
			continue
		}
		if m := locationTo.FindStringSubmatch(script); m != nil && v.elsewhere(m[1]) {
			return v.sentOn(m[1])
		}
	}
	return none()
}

func (v *view) sentOn(to string) (verdict.Verdict, bool) {
	u, err := v.final.Parse(to)
	if err != nil {
		return none()
	}
	switch {
	case u.Path == "/lander":
		return found(verdict.Parked, "a parked domain's page (/lander)")
	case isSignIn(u):
		return found(verdict.Login, "page sends browsers on to "+place(u))
	case isConsent(u):
		v.onward = u.String()
		return found(verdict.Login, "consent page: sends browsers on to "+place(u))
	}
	v.onward = u.String()
	return found(verdict.JSOnly, "page sends browsers on to "+place(u))
}

// elsewhere says whether an address on the page is not the page's own.
func (v *view) elsewhere(to string) bool {
	u, err := v.final.Parse(strings.TrimSpace(to))
	return err == nil && plain(u) != plain(v.final) && (u.Scheme == "http" || u.Scheme == "https") && !onlyFragment(to)
}

func onlyFragment(to string) bool {
	u, err := url.Parse(to)
	return err == nil && u.Path == "" && u.Host == "" && u.RawQuery == ""
}
