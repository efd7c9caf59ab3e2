package checker

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A page can send browsers on without a redirect, and a consent page can want
// nothing but a cookie.
func TestPagesThatSendOn(t *testing.T) {
	refresh := func(to string) string {
		return `<html><head><meta http-equiv="refresh" content="0; url=` + to + `"></head><body>One moment.</body></html>`
	}
	script := func(to string) string {
		return `<html><head><script>window.location.href = "` + to + `";</script></head><body></body></html>`
	}
	pages := map[string]string{
		"https://a.test/refresh":  refresh("/article"),
		"https://a.test/script":   script("https://b.test/article"),
		"https://a.test/twice":    refresh("/script"),
		"https://a.test/circle":   refresh("/circle2"),
		"https://a.test/circle2":  refresh("/circle"),
		"https://a.test/to-login": script("/login?next=/to-login"),
		"https://a.test/gone":     refresh("/no-such-page"),
		"https://a.test/front":    refresh("/"),
		"https://a.test/article":  article,
		"https://b.test/article":  article,
		"https://a.test/":         article,
	}
	wants := map[string]verdict.Reason{
		"refresh": verdict.Redirected, "script": verdict.Redirected, "twice": verdict.Redirected, "circle": verdict.JSOnly,
		"to-login": verdict.Login, "gone": verdict.NotFound, "front": verdict.Soft404,
	}
	for name, reason := range wants {
		synctest.Test(t, func(t *testing.T) {
			s := &script404{pages}
			checks, err := outcomeOf(t, s, "https://a.test/"+name)
			if err != nil {
				t.Fatal(err)
			}
			want(t, checks, "https://a.test/"+name, reason)
		})
	}
}

// script404 answers 404 for what is no page.
type script404 struct{ pages map[string]string }

func (s *script404) Fetch(_ context.Context, req fetch.Request) (*fetch.Exchange, error) {
	if body, ok := s.pages[req.URL.String()]; ok {
		return respond(req.URL.String(), 200, body), nil
	}
	return respond(req.URL.String(), 404, "no such page"), nil
}

// outcomeOf runs any source over urls and gives the checks by URL.
func outcomeOf(t *testing.T, src fetch.Source, urls ...string) (map[string]*Check, error) {
	t.Helper()
	checks := map[string]*Check{}
	err := Run(t.Context(), cite(urls...), Options{Source: src, Concurrency: 1}, func(r Result) error {
		checks[r.Check.URL] = r.Check
		return nil
	})
	return checks, err
}

// A consent page that sets a cookie is passed by coming back with it; one that
// wants an answer is not.
func TestConsentByCookie(t *testing.T) {
	for _, tt := range []struct {
		cookie string
		reason verdict.Reason
	}{{"consent=given; Path=/", verdict.Redirected}, {"", verdict.Login}} {
		synctest.Test(t, func(t *testing.T) {
			src := cookieWall{cookie: tt.cookie}
			checks, err := outcomeOf(t, src, "https://a.test/article")
			if err != nil {
				t.Fatal(err)
			}
			want(t, checks, "https://a.test/article", tt.reason)
		})
	}
}

// A cookieWall redirects who has no cookie to a consent page, which may set it.
type cookieWall struct{ cookie string }

func (w cookieWall) Fetch(_ context.Context, req fetch.Request) (*fetch.Exchange, error) {
	here := req.URL.String()
	switch {
	case strings.Contains(here, "/consent"):
		e := respond(here, 200, "<html><title>Before you continue</title><body>We value your privacy.</body></html>")
		if w.cookie != "" {
			e.Header.Set("Set-Cookie", w.cookie)
			u, _ := url.Parse(here)
			req.Cookies.SetCookies(u, []*http.Cookie{{Name: "consent", Value: "given", Path: "/"}})
		}
		return e, nil
	case len(req.Cookies.Cookies(req.URL)) > 0:
		return respond(here, 200, article), nil
	}
	return respond(here, 302, "", "Location", "/consent?return=/article"), nil
}
