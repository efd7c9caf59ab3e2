package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/citecheck/citecheck/checker/verdict"
)

// maxRedirects is half of what browsers follow: no page of a paper needs more.
const maxRedirects = 10

// A Walk goes from an address through its redirects. Each hop is a request of
// its own: cookies live in a jar for this walk alone, under the URL that set
// them, and nothing else is carried on. A Source that has to wait for a host's
// turn, or will not ask it, does so in its Fetch: an *Error of its own ends the
// walk as it is.
type Walk struct {
	Visit *Visit // all hops so far

	src   Source
	fresh bool
	jar   http.CookieJar
	been  map[string]bool // places, as place has them
}

// Follow asks for target and walks through its redirects.
func Follow(ctx context.Context, src Source, target string, fresh bool) *Walk {
	// New fails for no options.
	w := &Walk{Visit: new(Visit), src: src, fresh: fresh, jar: new(walkJar), been: map[string]bool{}}
	u, fault := parseTarget(target)
	if fault != nil {
		w.Visit.Err = fault
		return w
	}
	w.run(ctx, u)
	return w
}

// GoOn walks on to where the last page sends browsers, by other means than its
// status. It reports whether it did: not to where the walk has been with the
// same cookies, and not beyond the bound on hops.
func (w *Walk) GoOn(ctx context.Context, to string) bool {
	last := w.Visit.Last()
	if last == nil || w.Visit.Err != nil || len(w.Visit.Exchanges) > maxRedirects {
		return false
	}
	from, err := url.Parse(last.URL)
	if err != nil {
		return false
	}
	u, fault := redirect(from, trim(to))
	if fault != nil || w.been[place(u, w.jar)] {
		return false
	}
	w.run(ctx, u)
	return true
}

// run walks from u until an answer is no redirect.
func (w *Walk) run(ctx context.Context, u *url.URL) {
	v := w.Visit
	for {
		w.been[place(u, w.jar)] = true
		e, err := w.src.Fetch(ctx, Request{URL: u, Cookies: w.jar, Fresh: w.fresh})
		if e != nil {
			v.Exchanges = append(v.Exchanges, e)
		}
		if err != nil && (location(e) == "" || ctx.Err() != nil) {
			v.Err = asFault(ctx, err)
			return
		}
		// A redirect whose body is broken is still a redirect.
		to := location(e)
		if to == "" {
			return
		}
		if u, v.Err = redirect(u, to); v.Err != nil {
			return
		}
		switch {
		case w.been[place(u, w.jar)]:
			v.Err = loop("redirects in a circle, back to " + Address(u))
			return
		case len(v.Exchanges) > maxRedirects:
			v.Err = loop("more than " + strconv.Itoa(maxRedirects) + " redirects")
			return
		}
	}
}

func loop(detail string) *Error {
	return &Error{Reason: verdict.RedirectLoop, Detail: clean(detail)}
}

// place is where a walk is; u is as wire makes it. A page that sets a cookie and leads to itself is
// not the same place again: that is how many sites test for cookies.
func place(u *url.URL, jar http.CookieJar) string {
	return u.String() + "\n" + cookieHeader(jar, u)
}

// location is where an answer redirects to, or "". Of several Location lines
// the first counts; 300 leads on only where it leaves no choice.
func location(e *Exchange) string {
	if e == nil {
		return ""
	}
	to := e.Header.Values("Location")
	if len(to) == 0 {
		return ""
	}
	switch e.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusMultipleChoices:
		if len(to) > 1 {
			return ""
		}
	default:
		return ""
	}
	return trim(to[0])
}

// trim does as the WHATWG URL standard's parser begins: no spaces and controls
// around a URL, no tabs and newlines in it.
func trim(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// parseTarget reads the address that a walk begins with.
func parseTarget(target string) (*url.URL, *Error) {
	u, err := parseLoosely(trim(target))
	if err != nil {
		return nil, malformed(clean(quote(target)+" cannot be read as a URL"), err)
	}
	return wire(u)
}

// redirect resolves a Location, RFC 9110 section 10.2.2.
func redirect(from *url.URL, to string) (*url.URL, *Error) {
	u, err := parseLoosely(to)
	if err != nil {
		return nil, badRedirect(to, err)
	}
	scheme := strings.ToLower(u.Scheme)
	switch {
	case scheme == "":
		u = from.ResolveReference(u)
	case scheme != "http" && scheme != "https":
		return nil, badRedirect(to, nil)
	case u.Host == "" && u.Opaque == "" && scheme == strings.ToLower(from.Scheme):
		// "https:/path" stays on the host for browsers.
		u.Scheme = ""
		u = from.ResolveReference(u)
	}
	u, fault := wire(u)
	if fault != nil && fault.Reason == verdict.Private {
		return nil, fault
	}
	if fault != nil {
		return nil, badRedirect(to, fault)
	}
	return u, nil
}

func badRedirect(to string, err error) *Error {
	return &Error{Reason: verdict.BadResponse, Detail: clean("redirects to " + quote(to)), Err: err}
}

// parseLoosely reads what browsers read and url.Parse does not: raw spaces and
// letters, stray percent signs, backslashes for slashes. Only escapes are
// added, so that no later step has to change the path's bytes. The fragment is
// left out: it is not ours to send.
func parseLoosely(s string) (*url.URL, error) {
	s, _, _ = strings.Cut(s, "#")
	head, query, asked := strings.Cut(s, "?")
	head = escapeMissing(strings.ReplaceAll(head, `\`, "/"), true)
	if asked {
		head += "?" + escapeMissing(query, false)
	}
	return url.Parse(head)
}

// asFault is what ended a walk, as an *Error.
func asFault(ctx context.Context, err error) *Error {
	var fault *Error
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.Is(ctx.Err(), context.Canceled):
		return stopped(ctx)
	}
	return &Error{Reason: verdict.Timeout, Detail: "no time left while waiting for the host's turn", Err: err}
}

// A walkJar is the jar of one walk, made when there is something to put in: few
// walks have a cookie, and an empty jar would be asked several times a hop.
type walkJar struct{ jar *cookiejar.Jar }

func (j *walkJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if len(cookies) == 0 {
		return
	}
	if j.jar == nil {
		j.jar, _ = cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	}
	j.jar.SetCookies(u, cookies)
}

func (j *walkJar) Cookies(u *url.URL) []*http.Cookie {
	if j.jar == nil {
		return nil
	}
	return j.jar.Cookies(u)
}
